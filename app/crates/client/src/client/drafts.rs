//! What somebody typed and did not save yet: sealed under the account's keys, on this device only.
//!
//! It survives a reload, a crash and a session that ended. Logging out, or another account on this device, forgets it.

use std::collections::BTreeMap;

use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::{CryptoError, Scope};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::{Change, LocalStore};
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

const PLACE: &str = "draft/";

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Everything that was typed and not saved, by the names it was kept under. What cannot be opened any more is left out.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`]; [`ClientError::Store`] when the device cannot read.
    pub async fn drafts(&self) -> Result<BTreeMap<String, String>, ClientError> {
        let kept = self.store.list(PLACE).await?;
        self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            let opened = kept.iter().filter_map(|(key, sealed)| {
                let id = base16ct::lower::decode_vec(key.strip_prefix(PLACE)?).ok()?.try_into().ok()?;
                let text = amk.open_text(*scope, PrivateText::DeviceNote(id), sealed).ok()?;
                serde_json::from_slice::<(String, String)>(&text).ok()
            });
            Ok(opened.collect())
        })
    }

    /// Keeps what is typed under each name, in place of what was there; `None` forgets it. All or nothing.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`]; [`ClientError::Store`]: nothing was kept.
    pub async fn keep_drafts(&self, drafts: BTreeMap<String, Option<String>>) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let changes: Result<Vec<Change>, ClientError> = self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            let sealed = drafts.into_iter().map(|(name, text)| -> Result<Change, ClientError> {
                let id = id(&session.secrets, *scope, &name)?;
                let key = format!("{PLACE}{}", base16ct::lower::encode_string(&id));
                let Some(text) = text else { return Ok(Change::Remove(key)) };
                let bytes = serde_json::to_vec(&(name, text)).map_err(|_| CryptoError::Malformed("draft"))?;
                Ok(Change::Put(key, amk.seal_text(*scope, PrivateText::DeviceNote(id), &bytes, &mut rng)?))
            });
            sealed.collect()
        });
        Ok(self.store.apply(changes?).await?)
    }
}

fn id(secrets: &Secrets, scope: Scope, name: &str) -> Result<[u8; 16], CryptoError> {
    secrets.amk.derive_id(scope, &format!("draft/{name}"))
}
