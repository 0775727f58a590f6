//! Consents on the wire, and what their signature covers.
//!
//! ```text
//! receipt v1: "HC" | ver=01 | suite=01 | author_key_id 16 | signature 96
//! signed    = "heilsam/consent/v1" | 00 | deployment_id 16 | owner_id 16 | len u16 purpose |
//!             action u8 (1 given, 2 withdrawn) | len u16 text version | len u16 text SHA-384 | at i64 microseconds
//! ```
//! All integers are big-endian; the signature is ECDSA P-384 with SHA-384 by the owner's identity key.

use heilsam_domain::{AccountId, Consent, ConsentAction, DeploymentId};
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// One act of consent or withdrawal, signed by the account's identity key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SignedConsent {
    /// What was given or withdrawn.
    #[serde(flatten)]
    pub consent: Consent,
    /// Receipt v1: ECDSA P-384 by the account's identity key, refused with `signature-refused` if it does not hold.
    pub signature: Bytes,
}

/// A receipt, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentReceipt {
    /// First 16 bytes of SHA-384 of the author's public signing key.
    pub author_key_id: [u8; 16],
    /// `r 48 | s 48`.
    pub signature: [u8; 96],
}

/// Why bytes are not a receipt v1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Does not begin with `HC`, or has another length.
    #[error("not a consent receipt")]
    NotAReceipt,
    /// A version or suite that this program does not know.
    #[error("unknown receipt version {version}, suite {suite}")]
    Unknown {
        /// Version byte found.
        version: u8,
        /// Suite byte found.
        suite: u8,
    },
}

/// What the signature covers before the statement; a zero byte follows.
pub const LABEL: &str = "heilsam/consent/v1";
const MAGIC: [u8; 2] = *b"HC";
const VERSION: u8 = 1;
const SUITE: u8 = 1;

impl ConsentReceipt {
    /// Writes it, 116 bytes.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        [MAGIC.as_slice(), &[VERSION, SUITE], &self.author_key_id, &self.signature].concat()
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// [`ReceiptError`]
    pub fn read(bytes: &[u8]) -> Result<Self, ReceiptError> {
        let not_a_receipt = ReceiptError::NotAReceipt;
        let (magic, rest) = bytes.split_first_chunk::<2>().ok_or(not_a_receipt)?;
        if *magic != MAGIC {
            return Err(not_a_receipt);
        }
        let ([version, suite], rest) = rest.split_first_chunk::<2>().ok_or(not_a_receipt)?;
        if (*version, *suite) != (VERSION, SUITE) {
            return Err(ReceiptError::Unknown { version: *version, suite: *suite });
        }
        let (author_key_id, rest) = rest.split_first_chunk::<16>().ok_or(not_a_receipt)?;
        let signature = rest.try_into().map_err(|_| not_a_receipt)?;
        Ok(Self { author_key_id: *author_key_id, signature })
    }
}

/// What is signed after [`LABEL`] and its zero byte. Times are bound to the microsecond; `None` when a text is longer than
/// 65,535 bytes.
#[must_use]
pub fn statement(deployment: DeploymentId, owner: AccountId, consent: &Consent) -> Option<Vec<u8>> {
    let action = match consent.action {
        ConsentAction::Given => 1,
        ConsentAction::Withdrawn => 2,
    };
    let mut bytes = [deployment.to_bytes(), owner.to_bytes()].concat();
    put(&mut bytes, consent.purpose.as_str())?;
    bytes.push(action);
    put(&mut bytes, &consent.text_version)?;
    put(&mut bytes, &consent.text_sha384)?;
    bytes.extend_from_slice(&consent.at.as_microsecond().to_be_bytes());
    Some(bytes)
}

fn put(bytes: &mut Vec<u8>, text: &str) -> Option<()> {
    bytes.extend_from_slice(&u16::try_from(text.len()).ok()?.to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_receipt_reads_back() {
        let receipt = ConsentReceipt { author_key_id: [1; 16], signature: [2; 96] };
        assert_eq!(ConsentReceipt::read(&receipt.write()), Ok(receipt));
    }

    #[test]
    fn an_unknown_version_of_a_receipt_is_an_error_not_a_fallback() {
        let mut bytes = ConsentReceipt { author_key_id: [1; 16], signature: [2; 96] }.write();
        bytes[2] = 2;
        assert_eq!(ConsentReceipt::read(&bytes), Err(ReceiptError::Unknown { version: 2, suite: 1 }));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(receipt) = ConsentReceipt::read(&bytes) {
                prop_assert_eq!(receipt.write(), bytes);
            }
        }

        #[test]
        fn a_cut_receipt_is_refused(length in 0_usize..116) {
            let bytes = ConsentReceipt { author_key_id: [1; 16], signature: [2; 96] }.write();
            prop_assert!(ConsentReceipt::read(&bytes[..length]).is_err());
        }
    }
}
