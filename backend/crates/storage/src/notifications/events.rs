//! What happened to an account.

use heilsam_domain::AccountId;
use heilsam_protocol::notification::{SecurityEvent, SecurityKind};
use jiff::Timestamp;

use super::bytes;
use crate::credentials::lock_account;
use crate::row::Columns;
use crate::{Store, StoreError};

/// Events of one account that are kept and shown.
const EVENTS: i64 = 50;

impl Store {
    /// Writes down what happened to an account, and forgets what is older than the newest fifty.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn add_security_event(
        &self,
        account: AccountId,
        event: &SecurityEvent,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account).await?;
        let next =
            sqlx::query("SELECT COALESCE(MAX(number), 0) + 1 FROM security_events WHERE account_id = $1")
                .bind(bytes(account))
                .fetch_one(&mut *transaction)
                .await?
                .int(0)?;
        sqlx::query(
            "INSERT INTO security_events (account_id, number, kind, device, happened_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(bytes(account))
        .bind(next)
        .bind(event.kind.as_str())
        .bind(event.device.clone())
        .bind(event.at.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM security_events WHERE account_id = $1 AND number <= $2")
            .bind(bytes(account))
            .bind(next - EVENTS)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// What happened to an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn security_events(&self, account: AccountId) -> Result<Vec<SecurityEvent>, StoreError> {
        let rows = sqlx::query(
            "SELECT kind, device, happened_at FROM security_events WHERE account_id = $1 ORDER BY number DESC LIMIT $2",
        )
        .bind(bytes(account))
        .bind(EVENTS)
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(SecurityEvent {
                    kind: row.named(0, SecurityKind::from_name)?,
                    device: row.text(1)?,
                    at: row.time(2)?,
                })
            })
            .collect()
    }

    /// Forgets what happened before a time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_security_events(&self, before: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM security_events WHERE happened_at < $1")
            .bind(before.as_millisecond())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected())
    }
}
