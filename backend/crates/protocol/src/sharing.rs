//! Sharing with a practice: sealed pages that one doctor's account can open, for a time.
//!
//! The code of an account is made of the first 100 bits of SHA-384 over
//!
//! ```text
//! "heilsam/sharing-code/v1" | deployment_id 16 | account_id 16 | signing key 49 | KEM key 1665
//! ```
//!
//! so that whoever compares it cannot be given other keys under it.

use heilsam_domain::{AccountId, DeploymentId, RecordId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Bytes, SealedRecord};

const CODE_LABEL: &str = "heilsam/sharing-code/v1";

/// What the code of an account is a hash of.
#[must_use]
pub fn code_statement(deployment: DeploymentId, keys: &PublicKeys) -> Vec<u8> {
    [
        CODE_LABEL.as_bytes(),
        &deployment.to_bytes(),
        &keys.account_id.to_bytes(),
        &keys.signing_key.0,
        &keys.kem_key.0,
    ]
    .concat()
}

/// The public keys of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PublicKeys {
    /// The account.
    pub account_id: AccountId,
    /// ECDSA P-384 public key, SEC1 compressed, 49 bytes.
    pub signing_key: Bytes,
    /// MLKEM1024-P384 public key.
    pub kem_key: Bytes,
    /// Signature of the signing key over both public keys and the account id.
    pub signature: Bytes,
}

/// What a patient shows to a practice, sealed: as a whole, each time anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StoreShare {
    /// The doctor's account; never changes.
    pub practice: AccountId,
    /// The key of this share, sealed to the doctor and signed by the patient; format of the crypto crate.
    pub grant: Bytes,
    /// What the patient notes about it, sealed for the patient.
    pub note: Bytes,
    /// Who shows what, sealed for the doctor: what the list shows.
    pub cover: SealedRecord,
    /// The entries, sealed for the doctor.
    pub pages: Vec<SealedRecord>,
    /// 1 for a new share, one more each time.
    pub version: u64,
    /// Nobody but the patient can read it from then on; never changes.
    pub expires_at: Timestamp,
}

/// A share as the patient sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OwnShare {
    /// Its id.
    pub share_id: RecordId,
    /// The doctor's account.
    pub practice: AccountId,
    /// What the patient noted.
    pub note: Bytes,
    /// Newest version.
    pub version: u64,
    /// When it began.
    pub created_at: Timestamp,
    /// When the newest version came.
    pub changed_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it ended before that: taken back, or with the consent to sharing.
    pub ended_at: Option<Timestamp>,
    /// How often the doctor fetched the entries.
    pub read_count: u64,
    /// The newest of these readings, oldest first; at most [`SHARE_READS`](crate::limit::SHARE_READS).
    pub reads: Vec<ShareRead>,
}

/// A doctor fetched the entries of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ShareRead {
    /// When.
    pub at: Timestamp,
    /// Which version.
    pub version: u64,
}

/// A share as the doctor's list has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ReceivedShare {
    /// Its id.
    pub share_id: RecordId,
    /// The patient.
    pub patient: PublicKeys,
    /// The sealed key.
    pub grant: Bytes,
    /// Who shows what.
    pub cover: SealedRecord,
    /// Newest version.
    pub version: u64,
    /// When this version came.
    pub changed_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A share with its entries, of one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SharedPages {
    /// What the list says of it.
    pub share: ReceivedShare,
    /// The entries, in order.
    pub pages: Vec<SealedRecord>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_an_account_depends_on_everything_it_stands_for() {
        let here = DeploymentId::from_bytes([1; 16]);
        let keys = PublicKeys {
            account_id: AccountId::from_bytes([2; 16]),
            signing_key: Bytes(vec![3; 49]),
            kem_key: Bytes(vec![4; 1665]),
            signature: Bytes(vec![5; 96]),
        };
        let statement = code_statement(here, &keys);
        assert_ne!(statement, code_statement(DeploymentId::from_bytes([9; 16]), &keys));
        assert_ne!(
            statement,
            code_statement(here, &PublicKeys { account_id: AccountId::from_bytes([9; 16]), ..keys.clone() })
        );
        assert_ne!(
            statement,
            code_statement(here, &PublicKeys { signing_key: Bytes(vec![9; 49]), ..keys.clone() })
        );
        assert_ne!(statement, code_statement(here, &PublicKeys { kem_key: Bytes(vec![9; 1665]), ..keys }));
    }
}
