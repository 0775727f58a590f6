//! Erasures, outside of the database: a backup that is older holds the account again, and learns from here that it is to go.
//!
//! ```text
//! signed = "heilsam/erasure/v1" | 00 | deployment_id 16 | account_id 16 | at i64 microseconds
//! ```
//!
//! Source: Art. 17 DSGVO.

use heilsam_domain::{AccountId, DeploymentId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AnchorKey, AnchorsError};

const LABEL: &str = "heilsam/erasure/v1";

/// One line of the anchor file; the same fields stand in the line of the server's log. It is signed, because whoever can write a
/// line into a log must not be able to erase an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Number of the account, which stands in the audit log as well.
    pub erased_account: AccountId,
    /// When.
    pub erased_at: Timestamp,
    /// ECDSA P-384 with SHA-384, `r | s`, hexadecimal.
    pub erased_signature: String,
}

impl AnchorKey {
    /// Signs that an account is to be erased.
    #[must_use]
    pub fn sign_erasure(&self, account: AccountId, at: Timestamp) -> Erasure {
        Erasure {
            erased_account: account,
            erased_at: at,
            erased_signature: self.sign_statement(&statement(self.deployment, account, at)),
        }
    }

    /// Reads the erasures of an anchor file or of a log; lines that are something else are passed over, and there may be none.
    ///
    /// # Errors
    /// [`AnchorsError::Foreign`]
    pub fn read_erasures(&self, text: &str) -> Result<Vec<AccountId>, AnchorsError> {
        let mut accounts = Vec::new();
        for (line, text) in (1..).zip(text.lines()) {
            if let Ok(erasure) = serde_json::from_str::<Erasure>(text) {
                accounts.push(self.check_erasure(&erasure).ok_or(AnchorsError::Foreign { line })?);
            }
        }
        Ok(accounts)
    }

    fn check_erasure(&self, erasure: &Erasure) -> Option<AccountId> {
        let signed = statement(self.deployment, erasure.erased_account, erasure.erased_at);
        self.has_signed(&signed, &erasure.erased_signature).then_some(erasure.erased_account)
    }
}

fn statement(deployment: DeploymentId, account: AccountId, at: Timestamp) -> Vec<u8> {
    [LABEL.as_bytes(), &[0], &deployment.to_bytes(), &account.to_bytes(), &at.as_microsecond().to_be_bytes()]
        .concat()
}

#[cfg(test)]
mod tests {
    use heilsam_storage::audit::AuditHead;

    use super::*;
    use crate::account::test_entropy::TestEntropy;
    use crate::keys::Keys;

    fn key(seed: u64) -> AnchorKey {
        let folder = tempfile::tempdir().unwrap();
        AnchorKey::derive(&Keys::open(folder.path(), &TestEntropy::new(seed)).unwrap())
    }

    #[test]
    fn erasures_are_read_between_anchors_and_only_as_this_server_signed_them() {
        let (key, other, at) = (key(1), key(2), Timestamp::UNIX_EPOCH);
        let account = AccountId::from_bytes([7; 16]);
        let anchor = serde_json::to_string(&key.sign(&AuditHead { rows: 1, hash: [3; 32] }, at)).unwrap();
        let erased = serde_json::to_string(&key.sign_erasure(account, at)).unwrap();
        let logged = erased.replacen('{', r#"{"level":"INFO","message":"account erased","#, 1);
        assert_eq!(key.read_erasures(&format!("{anchor}\n{erased}\n{logged}\n")), Ok(vec![account, account]));
        assert_eq!(key.read(&format!("{anchor}\n{erased}\n")).map(|heads| heads.len()), Ok(1));
        assert_eq!(key.read_erasures(&anchor), Ok(vec![]));
        assert_eq!(other.read_erasures(&erased), Err(AnchorsError::Foreign { line: 1 }));
        let somebody =
            Erasure { erased_account: AccountId::from_bytes([8; 16]), ..key.sign_erasure(account, at) };
        let somebody = format!("\n{}", serde_json::to_string(&somebody).unwrap());
        assert_eq!(key.read_erasures(&somebody), Err(AnchorsError::Foreign { line: 2 }));
    }
}
