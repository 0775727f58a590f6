//! Signed receipts of consent: what was agreed to, which text was on the screen, and when.
//!
//! The form is [`heilsam_protocol::consent`]'s, because the server checks the same signature.

use heilsam_domain::Consent;
use heilsam_protocol::consent::{ConsentReceipt, LABEL, ReceiptError, statement};

use crate::identity::{IdentityKey, IdentityPublic};
use crate::{CryptoError, Scope};

const FORMAT: &str = "consent receipt";

/// SHA-384 of a text as it was on the screen, hexadecimal, for [`Consent::text_sha384`].
#[must_use]
pub fn text_sha384(text: &str) -> String {
    base16ct::lower::encode_string(&crate::kdf::sha384(&[text.as_bytes()]))
}

/// Signs an act of consent. Times are bound to the microsecond.
///
/// # Errors
/// [`CryptoError::TooLarge`] when a text is longer than 65,535 bytes.
pub fn sign(scope: Scope, consent: &Consent, key: &IdentityKey) -> Result<Vec<u8>, CryptoError> {
    let signature = key.sign(LABEL, &stated(scope, consent)?);
    Ok(ConsentReceipt { author_key_id: key.public().key_id(), signature }.write())
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
    let receipt = ConsentReceipt::read(receipt).map_err(|error| match error {
        ReceiptError::NotAReceipt => CryptoError::Malformed(FORMAT),
        ReceiptError::Unknown { version, suite } => {
            CryptoError::Unsupported { format: FORMAT, version, suite }
        }
    })?;
    if receipt.author_key_id != signer.key_id() {
        return Err(CryptoError::Forged(FORMAT));
    }
    signer.verify(LABEL, &stated(scope, consent)?, &receipt.signature, FORMAT)
}

fn stated(scope: Scope, consent: &Consent) -> Result<Vec<u8>, CryptoError> {
    statement(scope.deployment, scope.owner, consent).ok_or(CryptoError::TooLarge(FORMAT))
}

#[cfg(test)]
mod tests {
    use heilsam_domain::{AccountId, ConsentAction, DeploymentId, Purpose};

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
