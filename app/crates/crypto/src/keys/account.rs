//! The two key pairs of an account, as they travel: public halves signed, private halves sealed under the AMK.

use std::rc::Rc;

use heilsam_protocol::Bytes;
use heilsam_protocol::account::Identity;
use zeroize::Zeroizing;

use super::{AccountMasterKey, Kind};
use crate::identity::{self, IdentityKey, IdentityPublic};
use crate::kem::{self, KemKey, KemPublic};
use crate::{CryptoError, Scope};

const FORMAT: &str = "account keys";
const LABEL: &str = "heilsam/identity/v1";

/// The private keys of an account.
#[derive(Debug)]
pub struct AccountKeys {
    /// Signs slots, heads, grants, consents and consultations.
    pub signing: Rc<IdentityKey>,
    /// Opens what others send.
    pub receiving: KemKey,
}

impl AccountKeys {
    /// New random keys.
    ///
    /// # Errors
    /// Never in practice.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Result<Self, CryptoError> {
        Ok(Self { signing: Rc::new(IdentityKey::make(rng)), receiving: KemKey::make(rng)? })
    }

    /// The wire form: public keys, private keys sealed, and the signature over the public ones.
    ///
    /// # Errors
    /// Never in practice: all sizes are fixed.
    pub fn to_identity(
        &self,
        scope: Scope,
        amk: &AccountMasterKey,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Identity, CryptoError> {
        let mut secrets = Zeroizing::new(Vec::with_capacity(identity::SECRET + kem::SECRET));
        secrets.extend_from_slice(self.signing.secret().as_slice());
        secrets.extend_from_slice(self.receiving.secret_seed());
        let sealed = amk.seal(scope, Kind::Account, [0; 16], &secrets, rng)?;
        let (signing_key, kem_key) = (self.signing.public().to_bytes(), self.receiving.public().to_bytes());
        let signature = self.signing.sign(LABEL, &statement(scope, &signing_key, &kem_key));
        Ok(Identity {
            signing_key: signing_key.into(),
            kem_key: kem_key.into(),
            sealed_keys: sealed.into(),
            signature: Bytes(signature.to_vec()),
        })
    }

    /// Opens the private keys and refuses public keys that do not belong to them: a server cannot swap either.
    ///
    /// # Errors
    /// [`CryptoError::Rejected`] for another account's keys, [`CryptoError::Forged`] for swapped public keys.
    pub fn open(scope: Scope, amk: &AccountMasterKey, identity: &Identity) -> Result<Self, CryptoError> {
        let secrets = amk.open(scope, Kind::Account, [0; 16], &identity.sealed_keys.0)?;
        let bad = CryptoError::Malformed(FORMAT);
        let (signing, rest) = secrets.split_first_chunk::<{ identity::SECRET }>().ok_or(bad)?;
        let seed = Zeroizing::new(<[u8; kem::SECRET]>::try_from(rest).map_err(|_| bad)?);
        let signing = Rc::new(IdentityKey::from_secret(signing)?);
        let keys = Self { signing, receiving: KemKey::from_secret(*seed)? };
        let (public_signing, public_kem) = check_identity(scope, identity)?;
        if public_signing != keys.signing.public() || public_kem != keys.receiving.public() {
            return Err(CryptoError::Forged(FORMAT));
        }
        Ok(keys)
    }
}

/// Reads the public keys of an account and checks that they belong together and to this account.
///
/// # Errors
/// [`CryptoError::Forged`] when they do not.
pub fn check_identity(scope: Scope, identity: &Identity) -> Result<(IdentityPublic, KemPublic), CryptoError> {
    let signing = IdentityPublic::from_bytes(&identity.signing_key.0)?;
    let kem = KemPublic::from_bytes(&identity.kem_key.0)?;
    let signature = identity.signature.to_array().ok_or(CryptoError::Forged(FORMAT))?;
    let statement = statement(scope, &identity.signing_key.0, &identity.kem_key.0);
    signing.verify(LABEL, &statement, &signature, FORMAT)?;
    Ok((signing, kem))
}

fn statement(scope: Scope, signing_key: &[u8], kem_key: &[u8]) -> Vec<u8> {
    let mut bytes = scope.to_bytes().to_vec();
    bytes.extend_from_slice(signing_key);
    bytes.extend_from_slice(kem_key);
    bytes
}
