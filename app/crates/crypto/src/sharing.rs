//! The code of an account's public keys, which people compare: see `heilsam_protocol::sharing`.

use heilsam_domain::DeploymentId;
use heilsam_domain::sharing_code::SharingCode;
use heilsam_protocol::Bytes;
use heilsam_protocol::account::Identity;
use heilsam_protocol::sharing::{PublicKeys, code_statement};

use crate::identity::IdentityPublic;
use crate::kem::KemPublic;
use crate::keys::check_identity;
use crate::{CryptoError, Scope, kdf};

const FORMAT: &str = "sharing code";

/// The code of these keys.
#[must_use]
pub fn code(deployment: DeploymentId, keys: &PublicKeys) -> SharingCode {
    SharingCode::from_hash(&kdf::sha384(&[&code_statement(deployment, keys)]))
}

/// Checks that keys belong together, to their account, and to the code that a person read.
///
/// # Errors
/// [`CryptoError::Forged`] when they do not, [`CryptoError::Misplaced`] for keys with another code.
pub fn check_code(
    deployment: DeploymentId,
    keys: &PublicKeys,
    expected: &SharingCode,
) -> Result<(IdentityPublic, KemPublic), CryptoError> {
    if code(deployment, keys) != *expected {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    check_keys(deployment, keys)
}

/// Checks that keys belong together and to their account; whose account that is only its code can tell.
///
/// # Errors
/// [`CryptoError::Forged`] when they do not.
pub fn check_keys(
    deployment: DeploymentId,
    keys: &PublicKeys,
) -> Result<(IdentityPublic, KemPublic), CryptoError> {
    let identity = Identity {
        signing_key: keys.signing_key.clone(),
        kem_key: keys.kem_key.clone(),
        sealed_keys: Bytes::default(),
        signature: keys.signature.clone(),
    };
    check_identity(Scope { deployment, owner: keys.account_id }, &identity)
}

/// What stands for the payloads of a share: another hash means that something changed.
#[must_use]
pub fn digest(payloads: &[Vec<u8>]) -> [u8; 48] {
    let parts: Vec<[u8; 48]> = payloads.iter().map(|payload| kdf::sha384(&[payload])).collect();
    kdf::sha384(&parts.iter().map(<[u8; 48]>::as_slice).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use heilsam_domain::AccountId;

    use super::*;
    use crate::keys::{AccountKeys, AccountMasterKey};
    use crate::rng::FastRng;

    const HERE: DeploymentId = DeploymentId::from_bytes([1; 16]);

    fn keys(account: u8) -> PublicKeys {
        let mut rng = FastRng::from_seed([account; 32]);
        let account_id = AccountId::from_bytes([account; 16]);
        let amk = AccountMasterKey::make(&mut rng);
        let own = AccountKeys::make(&mut rng).unwrap();
        let scope = Scope { deployment: HERE, owner: account_id };
        let identity = own.to_identity(scope, &amk, &mut rng).unwrap();
        PublicKeys {
            account_id,
            signing_key: identity.signing_key,
            kem_key: identity.kem_key,
            signature: identity.signature,
        }
    }

    #[test]
    fn keys_are_taken_with_the_code_that_was_read() {
        let weber = keys(2);
        assert!(check_code(HERE, &weber, &code(HERE, &weber)).is_ok());
    }

    #[test]
    fn keys_that_the_server_swapped_do_not_have_the_code() {
        let (weber, other) = (keys(2), keys(3));
        let read = code(HERE, &weber);
        assert_eq!(check_code(HERE, &other, &read).unwrap_err(), CryptoError::Misplaced(FORMAT));
        let mixed = PublicKeys { kem_key: other.kem_key, ..weber };
        assert_eq!(check_code(HERE, &mixed, &read).unwrap_err(), CryptoError::Misplaced(FORMAT));
        // Whoever takes the code of what was mixed still has no signature over it.
        assert_eq!(check_keys(HERE, &mixed).unwrap_err(), CryptoError::Forged("account keys"));
    }
}
