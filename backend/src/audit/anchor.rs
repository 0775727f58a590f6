//! Anchors: the end of the audit log, signed and written outside of the database.
//!
//! Whoever can rewrite the database can write another, shorter chain that is whole in itself. Against a copy of the anchors
//! that lies elsewhere it does not hold.
//!
//! ```text
//! signed = "heilsam/audit-anchor/v1" | 00 | deployment_id 16 | rows u64 | hash 32 | at i64 microseconds
//! ```

pub mod erasure;

use data_encoding::HEXLOWER;
use heilsam_domain::DeploymentId;
use heilsam_storage::audit::AuditHead;
use jiff::Timestamp;
use p384::ecdsa::signature::{Signer, Verifier};
use p384::ecdsa::{Signature, SigningKey};
use serde::{Deserialize, Serialize};

use crate::keys::Keys;

const LABEL: &str = "heilsam/audit-anchor/v1";

/// One line of the anchor file; the same fields stand in the line of the server's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Rows that the log held.
    pub audit_rows: i64,
    /// Hash of the last of them, hexadecimal.
    pub audit_hash: String,
    /// When.
    pub audit_at: Timestamp,
    /// Public key of the server, compressed point, hexadecimal.
    pub audit_key: String,
    /// ECDSA P-384 with SHA-384, `r | s`, hexadecimal.
    pub audit_signature: String,
}

/// Why a file of anchors cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnchorsError {
    /// No line is an anchor.
    #[error("the file holds no anchor: give the anchor file or the log of the server")]
    None,
    /// A line has the fields of an anchor or of an erasure, but this server did not sign it.
    #[error("line {line}: this server did not sign this line")]
    Foreign {
        /// Which line, from 1.
        line: usize,
    },
}

/// Signs and checks anchors of one installation.
pub struct AnchorKey {
    deployment: DeploymentId,
    key: SigningKey,
}

impl AnchorKey {
    /// The key of this installation, derived from its key file.
    #[must_use]
    pub fn derive(keys: &Keys) -> Self {
        let deployment = keys.deployment_id();
        let mut attempt = 0_u64;
        loop {
            let part = |name: &str| keys.mac(name, &[&attempt.to_be_bytes()]);
            let secret = [part("audit-anchor/1"), part("audit-anchor/2")].concat();
            // All but one in 2^190 secrets are scalars of the curve.
            if let Some(Ok(key)) = secret.first_chunk::<48>().map(|scalar| SigningKey::from_slice(scalar)) {
                return Self { deployment, key };
            }
            attempt += 1;
        }
    }

    /// Signs the end of the log.
    #[must_use]
    pub fn sign(&self, head: &AuditHead, at: Timestamp) -> Anchor {
        Anchor {
            audit_rows: head.rows,
            audit_hash: HEXLOWER.encode(&head.hash),
            audit_at: at,
            audit_key: HEXLOWER.encode(self.key.verifying_key().to_sec1_point(true).as_bytes()),
            audit_signature: self.sign_statement(&self.statement(head, at)),
        }
    }

    /// Reads the anchors of a file; lines that are something else (of a log) are passed over.
    ///
    /// # Errors
    /// [`AnchorsError`]
    pub fn read(&self, text: &str) -> Result<Vec<AuditHead>, AnchorsError> {
        let mut heads = Vec::new();
        for (line, text) in (1..).zip(text.lines()) {
            if let Ok(anchor) = serde_json::from_str::<Anchor>(text) {
                heads.push(self.check(&anchor).ok_or(AnchorsError::Foreign { line })?);
            }
        }
        if heads.is_empty() { Err(AnchorsError::None) } else { Ok(heads) }
    }

    fn check(&self, anchor: &Anchor) -> Option<AuditHead> {
        let hash = HEXLOWER.decode(anchor.audit_hash.as_bytes()).ok()?.try_into().ok()?;
        let head = AuditHead { rows: anchor.audit_rows, hash };
        self.has_signed(&self.statement(&head, anchor.audit_at), &anchor.audit_signature).then_some(head)
    }

    fn sign_statement(&self, statement: &[u8]) -> String {
        let signature: Signature = self.key.sign(statement);
        HEXLOWER.encode(&signature.to_bytes())
    }

    fn has_signed(&self, statement: &[u8], signature: &str) -> bool {
        let signature = HEXLOWER.decode(signature.as_bytes()).ok();
        let signature = signature.and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.key.verifying_key().verify(statement, &signature).is_ok())
    }

    fn statement(&self, head: &AuditHead, at: Timestamp) -> Vec<u8> {
        [
            LABEL.as_bytes(),
            &[0],
            &self.deployment.to_bytes(),
            &head.rows.to_be_bytes(),
            &head.hash,
            &at.as_microsecond().to_be_bytes(),
        ]
        .concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::test_entropy::TestEntropy;

    fn key(seed: u64) -> AnchorKey {
        let folder = tempfile::tempdir().unwrap();
        AnchorKey::derive(&Keys::open(folder.path(), &TestEntropy::new(seed)).unwrap())
    }

    fn at() -> Timestamp {
        Timestamp::from_second(1_767_225_600).unwrap()
    }

    fn line(anchor: &Anchor) -> String {
        serde_json::to_string(anchor).unwrap()
    }

    #[test]
    fn anchors_are_read_from_a_file_or_from_the_log() {
        let (key, head) = (key(1), AuditHead { rows: 7, hash: [3; 32] });
        let anchor = line(&key.sign(&head, at()));
        let logged = anchor.replacen('{', r#"{"level":"INFO","message":"audit anchor","#, 1);
        let text = format!("{anchor}\nnot JSON\n{{\"level\":\"INFO\"}}\n{logged}\n");
        assert_eq!(key.read(&text), Ok(vec![head, head]));
    }

    #[test]
    fn a_file_without_anchors_is_an_error() {
        assert_eq!(key(1).read("{}\n"), Err(AnchorsError::None));
        assert_eq!(key(1).read(""), Err(AnchorsError::None));
    }

    #[test]
    fn a_changed_or_foreign_anchor_is_an_error() {
        let (key, other) = (key(1), key(2));
        let signed = key.sign(&AuditHead { rows: 7, hash: [3; 32] }, at());
        let changes: [fn(&mut Anchor); 4] = [
            |anchor| anchor.audit_rows = 6,
            |anchor| anchor.audit_hash = "00".repeat(32),
            |anchor| anchor.audit_at = Timestamp::UNIX_EPOCH,
            |anchor| anchor.audit_signature = "00".repeat(96),
        ];
        for change in changes {
            let mut changed = signed.clone();
            change(&mut changed);
            let text = format!("\n{}", line(&changed));
            assert_eq!(key.read(&text), Err(AnchorsError::Foreign { line: 2 }));
        }
        assert_eq!(other.read(&line(&signed)), Err(AnchorsError::Foreign { line: 1 }));
    }
}
