//! The audit log: append-only, each row bound to the one before it.

use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;

use crate::row::Columns;
use crate::{Store, StoreError};

/// One row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Place, from 0.
    pub position: i64,
    /// The event in its canonical form.
    pub event: String,
    /// Hash of the row before; zero for the first.
    pub previous_hash: [u8; 32],
    /// Hash of this row.
    pub hash: [u8; 32],
}

/// The end of the log at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// Rows.
    pub rows: i64,
    /// Hash of the last row; zero without rows.
    pub hash: [u8; 32],
}

/// What is wrong with the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuditBroken {
    /// A row was changed.
    #[error("row {position} was changed")]
    Changed {
        /// Which row.
        position: i64,
    },
    /// A row was removed, or rows stand in another order.
    #[error("row {position} is missing or stands in the wrong place")]
    Missing {
        /// Which row.
        position: i64,
    },
    /// Rows were removed from the end, or the end was replaced.
    #[error("the log ends at row {found}, but {expected} rows were written")]
    End {
        /// Rows found.
        found: i64,
        /// Rows written.
        expected: i64,
    },
    /// The log is shorter than an anchor outside says.
    #[error("the log ends at row {found}, but an anchor outside shows that {anchored} rows were written")]
    CutBeforeAnchor {
        /// Rows found.
        found: i64,
        /// Rows that the anchor counts.
        anchored: i64,
    },
    /// The log is whole in itself, but not the one that was anchored.
    #[error(
        "the first {anchored} rows are not the ones that an anchor outside shows: the log was written anew"
    )]
    NotAnchored {
        /// Rows that the anchor counts.
        anchored: i64,
    },
}

/// Hash of a row: SHA-256 over the hash before, the position (8 bytes, big-endian) and the event.
#[must_use]
pub fn hash_row(previous_hash: &[u8; 32], position: i64, event: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous_hash);
    hash.update(position.to_be_bytes());
    hash.update(event.as_bytes());
    hash.finalize().into()
}

impl Store {
    /// Appends an event; says where the log ends now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn append_audit(&self, event: &str) -> Result<AuditHead, StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO audit_tip (single, position, hash) VALUES (1, 0, $1)
             ON CONFLICT (single) DO UPDATE SET position = audit_tip.position",
        )
        .bind(vec![0_u8; 32])
        .execute(&mut *transaction)
        .await?;
        let tip = sqlx::query("SELECT position, hash FROM audit_tip WHERE single = 1")
            .fetch_one(&mut *transaction)
            .await?;
        let (position, previous_hash) = (tip.int(0)?, tip.array::<32>(1)?);
        let hash = hash_row(&previous_hash, position, event);
        sqlx::query("INSERT INTO audit_log (position, event, previous_hash, hash) VALUES ($1, $2, $3, $4)")
            .bind(position)
            .bind(event.to_owned())
            .bind(previous_hash.to_vec())
            .bind(hash.to_vec())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("UPDATE audit_tip SET position = $1, hash = $2 WHERE single = 1")
            .bind(position + 1)
            .bind(hash.to_vec())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(AuditHead { rows: position + 1, hash })
    }

    /// Where the log ends, as it was written down beside it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn audit_head(&self) -> Result<AuditHead, StoreError> {
        let tip = sqlx::query("SELECT position, hash FROM audit_tip WHERE single = 1")
            .fetch_optional(self.reader())
            .await?;
        tip.map_or(Ok(AuditHead { rows: 0, hash: [0; 32] }), |tip| {
            Ok(AuditHead { rows: tip.int(0)?, hash: tip.array(1)? })
        })
    }

    /// Rows from a position on, oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn audit_rows(&self, from: i64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT position, event, previous_hash, hash FROM audit_log WHERE position >= $1 ORDER BY position LIMIT $2",
        )
        .bind(from)
        .bind(i64::from(limit))
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }

    /// Checks the whole log, also against anchors from outside of this database; the value is the number of rows, or what is
    /// wrong first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn verify_audit(&self, anchors: &[AuditHead]) -> Result<Result<i64, AuditBroken>, StoreError> {
        let (mut position, mut previous_hash) = (0_i64, [0_u8; 32]);
        let tip = loop {
            let rows = self.audit_rows(position, 1_000).await?;
            if rows.is_empty() {
                let tip = self.audit_head().await?;
                // A running server may have written more since.
                if tip.rows > position && !self.audit_rows(position, 1).await?.is_empty() {
                    continue;
                }
                break tip;
            }
            for row in rows {
                if row.position != position {
                    return Ok(Err(AuditBroken::Missing { position }));
                }
                if row.previous_hash != previous_hash
                    || row.hash != hash_row(&previous_hash, position, &row.event)
                {
                    return Ok(Err(AuditBroken::Changed { position }));
                }
                previous_hash = row.hash;
                position += 1;
                if anchors.iter().any(|anchor| anchor.rows == position && anchor.hash != previous_hash) {
                    return Ok(Err(AuditBroken::NotAnchored { anchored: position }));
                }
            }
        };
        if tip != (AuditHead { rows: position, hash: previous_hash }) {
            return Ok(Err(AuditBroken::End { found: position, expected: tip.rows }));
        }
        let furthest = anchors.iter().map(|anchor| anchor.rows).max().unwrap_or_default();
        if furthest > position {
            return Ok(Err(AuditBroken::CutBeforeAnchor { found: position, anchored: furthest }));
        }
        Ok(Ok(position))
    }
}

fn read(row: &AnyRow) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        position: row.int(0)?,
        event: row.text(1)?,
        previous_hash: row.array(2)?,
        hash: row.array(3)?,
    })
}
