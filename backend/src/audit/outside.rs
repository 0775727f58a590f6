//! Writing anchors outside of the database: into the server's log, and into a file if there is one.

use std::path::{Path, PathBuf};

use heilsam_storage::audit::AuditHead;
use jiff::Timestamp;
use tokio::io::AsyncWriteExt;

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
        let Some(path) = &self.file else { return Ok(()) };
        let written = append(path, &anchor).await;
        written.map_err(|source| OutsideError { path: path.display().to_string(), source })
    }
}

/// One line, on the disk before it returns.
async fn append(path: &Path, anchor: &Anchor) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(anchor)?;
    line.push(b'\n');
    let mut options = tokio::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(path).await?;
    file.write_all(&line).await?;
    file.sync_all().await
}
