//! Writing anchors and erasures outside of the database: into the server's log, and into a file if there is one.

use std::path::{Path, PathBuf};

use heilsam_domain::AccountId;
use heilsam_storage::audit::AuditHead;
use jiff::Timestamp;
use serde::Serialize;
use tokio::io::AsyncWriteExt;

use super::anchor::erasure::Erasure;
use super::anchor::{Anchor, AnchorKey};
use crate::config;

/// Where anchors go, and how often.
pub struct Outside {
    key: AnchorKey,
    every: i64,
    file: Option<PathBuf>,
}

/// The anchor file cannot be written.
#[derive(Debug, thiserror::Error)]
#[error(
    "the anchor file {path} cannot be written ({source}): make its folder writable, or change audit.anchor_file"
)]
pub struct OutsideError {
    path: String,
    source: std::io::Error,
}

impl Outside {
    /// As the configuration says.
    #[must_use]
    pub fn from_config(config: &config::Audit, key: AnchorKey) -> Self {
        Self { key, every: i64::from(config.anchor_every), file: config.anchor_file.clone() }
    }

    /// Whether the log has just reached a length at which an anchor is due.
    #[must_use]
    pub fn is_due(&self, head: &AuditHead) -> bool {
        head.rows % self.every == 0
    }

    /// Writes an anchor.
    ///
    /// # Errors
    /// [`OutsideError`]; the line in the log is written in any case.
    pub async fn write(&self, head: &AuditHead, at: Timestamp) -> Result<(), OutsideError> {
        let anchor = self.key.sign(head, at);
        let Anchor { audit_rows, audit_hash, audit_at, audit_key, audit_signature } = &anchor;
        tracing::info!(audit_rows, audit_hash, %audit_at, audit_key, audit_signature, "audit anchor");
        self.append(&anchor).await
    }

    /// Writes down that an account is erased, for the restore of an older backup.
    ///
    /// # Errors
    /// [`OutsideError`]; the line in the log is written in any case.
    pub async fn write_erasure(&self, account: AccountId, at: Timestamp) -> Result<(), OutsideError> {
        let erasure = self.key.sign_erasure(account, at);
        let Erasure { erased_account, erased_at, erased_signature } = &erasure;
        tracing::info!(%erased_account, %erased_at, erased_signature, "account erased");
        self.append(&erasure).await
    }

    async fn append(&self, line: &impl Serialize) -> Result<(), OutsideError> {
        let Some(path) = &self.file else { return Ok(()) };
        let failed = |source| OutsideError { path: path.display().to_string(), source };
        let mut line = serde_json::to_vec(line).map_err(|error| failed(error.into()))?;
        line.push(b'\n');
        append(path, &line).await.map_err(failed)
    }
}

/// One line, on the disk before it returns.
async fn append(path: &Path, line: &[u8]) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(path).await?;
    file.write_all(line).await?;
    file.sync_all().await
}
