//! Receipts of consent: whether the account itself signed exactly this act.

use heilsam_domain::{AccountId, DeploymentId};
use heilsam_protocol::consent::{ConsentReceipt, LABEL, SignedConsent, statement};
use p384::ecdsa::signature::Verifier;
use p384::ecdsa::{Signature, VerifyingKey};
use sha2::{Digest, Sha384};

/// Checks receipts of one account.
#[derive(Debug, Clone, Copy)]
pub struct ReceiptVerifier {
    deployment: DeploymentId,
    owner: AccountId,
    key: VerifyingKey,
    key_id: [u8; 16],
}

impl ReceiptVerifier {
    /// For the account with this public signing key (compressed SEC1 point, 49 bytes); `None` when the bytes are no point of
    /// the curve.
    #[must_use]
    pub fn new(deployment: DeploymentId, owner: AccountId, signing_key: &[u8]) -> Option<Self> {
        let key = VerifyingKey::from_sec1_bytes(signing_key).ok()?;
        let key_id = *Sha384::digest(signing_key).first_chunk()?;
        Some(Self { deployment, owner, key, key_id })
    }

    /// Whether the account signed exactly this act on this installation.
    #[must_use]
    pub fn holds(&self, signed: &SignedConsent) -> bool {
        self.verify(signed).is_some()
    }

    fn verify(&self, signed: &SignedConsent) -> Option<()> {
        let receipt = ConsentReceipt::read(&signed.signature.0).ok()?;
        let signature = Signature::from_slice(&receipt.signature).ok()?;
        let statement = statement(self.deployment, self.owner, &signed.consent)?;
        let message = [LABEL.as_bytes(), &[0], &statement].concat();
        self.key.verify(&message, &signature).ok()?;
        (receipt.author_key_id == self.key_id).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::{Consent, ConsentAction, Purpose};
    use serde_json::Value;

    use super::*;

    const VECTORS: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/records-v1.json"));

    /// The frozen receipt that clients are held to.
    fn frozen() -> (ReceiptVerifier, SignedConsent) {
        let file: Value = serde_json::from_str(VECTORS).unwrap();
        let cases = file["cases"].as_array().unwrap();
        let case = cases.iter().find(|case| case["format"] == "consent-receipt-v1").unwrap();
        let bytes =
            |field: &str| data_encoding::HEXLOWER.decode(case[field].as_str().unwrap().as_bytes()).unwrap();
        let verifier = ReceiptVerifier::new(
            DeploymentId::from_bytes(bytes("deployment").try_into().unwrap()),
            AccountId::from_bytes(bytes("owner").try_into().unwrap()),
            &bytes("identity_public"),
        );
        let consent: Consent = serde_json::from_value(case["consent"].clone()).unwrap();
        (verifier.unwrap(), SignedConsent { consent, signature: bytes("receipt").into() })
    }

    #[test]
    fn the_frozen_receipt_of_the_clients_holds_here_too() {
        let (verifier, signed) = frozen();
        assert!(verifier.holds(&signed));
    }

    #[test]
    fn a_receipt_holds_for_exactly_one_act_owner_installation_and_key() {
        let (verifier, signed) = frozen();
        let changes: [fn(&mut Consent); 5] = [
            |consent| consent.purpose = Purpose::Improvement,
            |consent| {
                consent.action = match consent.action {
                    ConsentAction::Given => ConsentAction::Withdrawn,
                    ConsentAction::Withdrawn => ConsentAction::Given,
                }
            },
            |consent| consent.text_version.push('x'),
            |consent| consent.text_sha384 = "f".repeat(96),
            |consent| consent.at = jiff::Timestamp::UNIX_EPOCH,
        ];
        for change in changes {
            let mut other = signed.clone();
            change(&mut other.consent);
            assert!(!verifier.holds(&other));
        }
        let other_owner = ReceiptVerifier { owner: AccountId::from_bytes([0xee; 16]), ..verifier };
        assert!(!other_owner.holds(&signed));
        let elsewhere = ReceiptVerifier { deployment: DeploymentId::from_bytes([0xee; 16]), ..verifier };
        assert!(!elsewhere.holds(&signed));
        let other_key = ReceiptVerifier { key_id: [0; 16], ..verifier };
        assert!(!other_key.holds(&signed));
    }

    #[test]
    fn any_changed_bit_of_a_receipt_is_refused() {
        let (verifier, signed) = frozen();
        for place in 0..signed.signature.0.len() {
            let mut other = signed.clone();
            other.signature.0[place] ^= 1;
            assert!(!verifier.holds(&other), "byte {place}");
        }
    }

    #[test]
    fn bytes_that_are_no_key_make_no_verifier() {
        let (deployment, owner) = (DeploymentId::from_bytes([1; 16]), AccountId::from_bytes([2; 16]));
        assert!(ReceiptVerifier::new(deployment, owner, &[2; 49]).is_none());
        assert!(ReceiptVerifier::new(deployment, owner, &[]).is_none());
    }
}
