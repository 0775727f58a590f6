//! The browser's vault: the key lies in IndexedDB, encrypted under a WebCrypto key that scripts can use but never read.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};
use zeroize::Zeroizing;

use super::Vault;
use crate::store::StoreError;
use crate::store::browser::{BrowserStore, VAULT};

const WRAPPING_KEY: &str = "wrapping-key";
const WRAPPED: &str = "wrapped";
const NONCE: usize = 12;

/// A vault in the same database as the store.
#[derive(Debug, Clone)]
pub struct BrowserVault(BrowserStore);

impl BrowserVault {
    /// The vault beside a store.
    #[must_use]
    pub fn new(store: BrowserStore) -> Self {
        Self(store)
    }
}

impl Vault for BrowserVault {
    async fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
        let Some(key) = self.0.read(VAULT, WRAPPING_KEY).await? else { return Ok(None) };
        let Some(wrapped) = self.0.read(VAULT, WRAPPED).await? else { return Ok(None) };
        let key: CryptoKey = key.dyn_into().map_err(failed)?;
        let wrapped = Uint8Array::new(&wrapped).to_vec();
        let Some((nonce, sealed)) = wrapped.split_first_chunk::<NONCE>() else { return Ok(None) };
        let promise =
            subtle()?.decrypt_with_object_and_u8_array(&parameters(nonce), &key, sealed).map_err(failed)?;
        let opened = Uint8Array::new(&JsFuture::from(promise).await.map_err(failed)?);
        let mut bytes = Zeroizing::new([0; 32]);
        if opened.length() != 32 {
            return Ok(None);
        }
        opened.copy_to(bytes.as_mut_slice());
        opened.fill(0, 0, 32);
        Ok(Some(bytes))
    }

    async fn keep(&self, secret: &Zeroizing<[u8; 32]>) -> Result<(), StoreError> {
        let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
        let algorithm = AesKeyGenParams::new("AES-GCM", 256);
        let promise = subtle()?.generate_key_with_object(&algorithm, false, &usages).map_err(failed)?;
        let key: CryptoKey = JsFuture::from(promise).await.map_err(failed)?.dyn_into().map_err(failed)?;
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| StoreError("no random numbers".to_owned()))?;
        let promise = subtle()?
            .encrypt_with_object_and_u8_array(&parameters(&nonce), &key, secret.as_slice())
            .map_err(failed)?;
        let sealed = Uint8Array::new(&JsFuture::from(promise).await.map_err(failed)?).to_vec();
        let mut wrapped = nonce.to_vec();
        wrapped.extend_from_slice(&sealed);
        self.0.write(VAULT, WRAPPING_KEY, Some(&key)).await?;
        self.0.write(VAULT, WRAPPED, Some(&Uint8Array::from(wrapped.as_slice()))).await
    }

    async fn forget(&self) -> Result<(), StoreError> {
        self.0.write(VAULT, WRAPPED, None).await?;
        self.0.write(VAULT, WRAPPING_KEY, None).await
    }
}

fn parameters(nonce: &[u8; NONCE]) -> AesGcmParams {
    AesGcmParams::new("AES-GCM", &Uint8Array::from(nonce.as_slice()))
}

fn subtle() -> Result<SubtleCrypto, StoreError> {
    let window = web_sys::window().ok_or_else(|| StoreError("no window".to_owned()))?;
    window.crypto().map(|crypto| crypto.subtle()).map_err(failed)
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn failed(error: JsValue) -> StoreError {
    let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
    StoreError(name.unwrap_or_else(|| "WebCrypto failed".to_owned()))
}
