//! What is kept about an account beside its own lists, for the access report.
//!
//! Source: Art. 15 DSGVO.

use heilsam_domain::AccountId;
use jiff::Timestamp;

use crate::row::Columns;
use crate::{Store, StoreError};

/// What the other lists of an account do not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoKeptRow {
    /// Events of the audit log that name the account, in their canonical form: the newest ones, the oldest of them first.
    pub audit: Vec<String>,
    /// How many such events there are.
    pub audit_count: u64,
    /// Quarters for which a token of outcome reporting was asked for, oldest first.
    pub token_quarters: Vec<String>,
    /// Since when an activation code waits for the insurer's answer.
    pub code_waits_since: Option<Timestamp>,
}

impl Store {
    /// What else is kept about an account; at most `limit` events.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn also_kept(&self, account_id: AccountId, limit: u32) -> Result<AlsoKeptRow, StoreError> {
        let account = account_id.to_bytes().to_vec();
        // The log is one text for each event, chained by hashes: it has no column for whom it names. So all of it is read, once.
        let newest = sqlx::query(
            "SELECT event, COUNT(*) OVER () FROM audit_log WHERE event LIKE $1 ORDER BY position DESC LIMIT $2",
        )
        .bind(format!("%\"{account_id}\"%"))
        .bind(i64::from(limit))
        .fetch_all(self.reader())
        .await?;
        let quarters =
            sqlx::query("SELECT quarter FROM outcome_tokens WHERE account_id = $1 ORDER BY quarter")
                .bind(account.clone())
                .fetch_all(self.reader())
                .await?;
        let waiting = sqlx::query("SELECT asked_at FROM waiting_codes WHERE account_id = $1")
            .bind(account)
            .fetch_optional(self.reader())
            .await?;
        Ok(AlsoKeptRow {
            audit: newest.iter().rev().map(|row| row.text(0)).collect::<Result<_, _>>()?,
            audit_count: newest.first().map_or(Ok(0), |row| row.count(1))?,
            token_quarters: quarters.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?,
            code_waits_since: waiting.map(|row| row.time(0)).transpose()?,
        })
    }
}
