//! The key that signs results: derived from the key file, as the one of the audit log's anchors.

use data_encoding::HEXLOWER;
use p384::ecdsa::signature::{Signer, Verifier};
use p384::ecdsa::{Signature, SigningKey};

use crate::keys::Keys;

const LABEL: &str = "heilsam/evidence/v1";

/// Signs and checks results of one installation.
pub struct EvidenceKey(SigningKey);

impl EvidenceKey {
    /// The key of this installation.
    #[must_use]
    pub fn derive(keys: &Keys) -> Self {
        let mut attempt = 0_u64;
        loop {
            let part = |name: &str| keys.mac(name, &[&attempt.to_be_bytes()]);
            let secret = [part("evidence/1"), part("evidence/2")].concat();
            // All but one in 2^190 secrets are scalars of the curve.
            if let Some(Ok(key)) = secret.first_chunk::<48>().map(|scalar| SigningKey::from_slice(scalar)) {
                return Self(key);
            }
            attempt += 1;
        }
    }

    /// Public key, compressed point, hexadecimal.
    #[must_use]
    pub fn public(&self) -> String {
        HEXLOWER.encode(self.0.verifying_key().to_sec1_point(true).as_bytes())
    }

    /// ECDSA P-384 with SHA-384 over the label and the bytes, `r | s`, hexadecimal.
    #[must_use]
    pub fn sign(&self, bytes: &[u8]) -> String {
        let signature: Signature = self.0.sign(&statement(bytes));
        HEXLOWER.encode(&signature.to_bytes())
    }

    /// Whether this installation signed exactly these bytes.
    #[must_use]
    pub fn holds(&self, bytes: &[u8], signature: &str) -> bool {
        let read = HEXLOWER.decode(signature.as_bytes()).ok();
        let read = read.and_then(|bytes| Signature::from_slice(&bytes).ok());
        read.is_some_and(|signature| self.0.verifying_key().verify(&statement(bytes), &signature).is_ok())
    }
}

fn statement(bytes: &[u8]) -> Vec<u8> {
    [LABEL.as_bytes(), &[0], bytes].concat()
}
