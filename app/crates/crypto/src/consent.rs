//! Signed receipts of consent: what was agreed to, which text was on the screen, and when.
//!
//! ```text
//! receipt v1: "HC" | ver=01 | suite=01 | author_key_id 16 | signature 96
//! signed    = deployment_id 16 | owner_id 16 | len u16 purpose | action u8 (1 given, 2 withdrawn) | len u16 text version |
//!             len u16 text SHA-384 | at i64 microseconds
//! ```

use heilsam_domain::{Consent, ConsentAction};

use crate::bytes::Reader;
use crate::identity::{IdentityKey, IdentityPublic, SIGNATURE};
use crate::{CryptoError, Scope};

const FORMAT: &str = "consent receipt";
const LABEL: &str = "heilsam/consent/v1";
const MAGIC: [u8; 2] = *b"HC";
const VERSION: u8 = 1;
const SUITE: u8 = 1;

/// SHA-384 of a text as it was on the screen, hexadecimal, for [`Consent::text_sha384`].
#[must_use]
pub fn text_sha384(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&crate::kdf::sha384(&[text.as_bytes()]))
}

/// Signs an act of consent. Times are bound to the microsecond.
///
/// # Errors
/// [`CryptoError::TooLarge`] when a text is longer than 65,535 bytes.
pub fn sign(scope: Scope, consent: &Consent, key: &IdentityKey) -> Result<Vec<u8>, CryptoError> {
    let mut receipt = Vec::with_capacity(116);
    receipt.extend_from_slice(&MAGIC);
    receipt.extend_from_slice(&[VERSION, SUITE]);
    receipt.extend_from_slice(&key.public().key_id());
    receipt.extend_from_slice(&key.sign(LABEL, &statement(scope, consent)?));
    Ok(receipt)
}

/// Checks that this owner signed exactly this act.
///
/// # Errors
/// [`CryptoError::Forged`] when anything differs.
pub fn verify(
    scope: Scope,
    consent: &Consent,
    signer: &IdentityPublic,
    receipt: &[u8],
) -> Result<(), CryptoError> {
    let mut reader = Reader::new(receipt, FORMAT);
    reader.expect(MAGIC, VERSION, SUITE)?;
    let author: [u8; 16] = reader.array()?;
    let signature = reader.array::<SIGNATURE>()?;
    reader.finish()?;
    if author != signer.key_id() {
        return Err(CryptoError::Forged(FORMAT));
    }
    signer.verify(LABEL, &statement(scope, consent)?, &signature, FORMAT)
}

fn statement(scope: Scope, consent: &Consent) -> Result<Vec<u8>, CryptoError> {
    let mut bytes = scope.to_bytes().to_vec();
    put(&mut bytes, consent.purpose.as_str())?;
    bytes.push(match consent.action {
        ConsentAction::Given => 1,
        ConsentAction::Withdrawn => 2,
    });
    put(&mut bytes, &consent.text_version)?;
    put(&mut bytes, &consent.text_sha384)?;
    bytes.extend_from_slice(&consent.at.as_microsecond().to_be_bytes());
    Ok(bytes)
}

fn put(bytes: &mut Vec<u8>, text: &str) -> Result<(), CryptoError> {
    let length = u16::try_from(text.len()).map_err(|_| CryptoError::TooLarge(FORMAT))?;
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use heilsam_domain::{AccountId, DeploymentId, Purpose};

    use super::*;
    use crate::rng::FastRng;

    fn scope(owner: u8) -> Scope {
        Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) }
    }

    fn consent() -> Consent {
        Consent {
            purpose: Purpose::IntendedUse,
            action: ConsentAction::Given,
            text_version: "2026-1".into(),
            text_sha384: "00".repeat(48),
            at: "2026-03-01T08:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn a_receipt_holds_for_exactly_what_was_on_the_screen() {
        let key = IdentityKey::make(&mut FastRng::from_seed([1; 32]));
        let receipt = sign(scope(2), &consent(), &key).unwrap();
        assert_eq!(verify(scope(2), &consent(), &key.public(), &receipt), Ok(()));
        let changes: [fn(&mut Consent); 5] = [
            |c| c.purpose = Purpose::Improvement,
            |c| c.action = ConsentAction::Withdrawn,
            |c| c.text_version = "2026-2".into(),
            |c| c.text_sha384 = "01".repeat(48),
            |c| c.at = "2026-03-01T08:00:01Z".parse().unwrap(),
        ];
        for change in changes {
            let mut other = consent();
            change(&mut other);
            let verified = verify(scope(2), &other, &key.public(), &receipt);
            assert_eq!(verified, Err(CryptoError::Forged(FORMAT)));
        }
        assert!(verify(scope(3), &consent(), &key.public(), &receipt).is_err());
    }
}
