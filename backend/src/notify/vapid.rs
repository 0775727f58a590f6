//! Who sends: a key of this installation signs for whom a message is and until when.
//!
//! Source: RFC 8292, with the signature of RFC 7515 (ES256).

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::json;

use crate::keys::Keys;

/// How long a signature counts; push services refuse more than a day.
const COUNTS: SignedDuration = SignedDuration::from_hours(12);
/// How often a key is derived again when the first one is none: never in practice.
const DERIVATIONS: u8 = 8;

/// The key, and how the operator can be reached.
pub struct Vapid {
    key: SigningKey,
    contact: String,
}

impl Vapid {
    /// Derives the key from the key file: it stays the same as long as that does.
    ///
    /// # Errors
    /// Never in practice.
    pub fn derive(keys: &Keys, contact: String) -> anyhow::Result<Self> {
        let derived = |number: u8| SigningKey::from_slice(&keys.mac("push", &[&[number]])).ok();
        let key = (0..DERIVATIONS).find_map(derived);
        let key = key.ok_or_else(|| anyhow::anyhow!("the key file gives no key for push messages"))?;
        Ok(Self { key, contact })
    }

    /// The public key, 65 bytes: browsers take messages of its owner only.
    #[must_use]
    pub fn public_key(&self) -> Vec<u8> {
        self.key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
    }

    /// Value of the `Authorization` header for a push service's origin.
    #[must_use]
    pub fn authorization(&self, origin: &str, now: Timestamp) -> String {
        let until = now.saturating_add(COUNTS).unwrap_or(now).as_second();
        let head = BASE64URL_NOPAD.encode(json!({ "typ": "JWT", "alg": "ES256" }).to_string().as_bytes());
        let claims = json!({ "aud": origin, "exp": until, "sub": self.contact }).to_string();
        let said = format!("{head}.{}", BASE64URL_NOPAD.encode(claims.as_bytes()));
        let signature: Signature = self.key.sign(said.as_bytes());
        let signature = BASE64URL_NOPAD.encode(&signature.to_bytes());
        format!("vapid t={said}.{signature}, k={}", BASE64URL_NOPAD.encode(&self.public_key()))
    }
}
