//! Messages without content: choices, browsers, the address, times, and what happened to the account.

mod channels;
pub mod deliveries;
mod events;
mod mail;

use heilsam_domain::{AccountId, PushDeviceId, SessionId};
use heilsam_protocol::notification::NotificationChoices;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

pub use channels::{Offered, Removal};
pub use mail::{MailRow, WaitingMail};

/// A browser as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushDeviceRow {
    /// Its id.
    pub device_id: PushDeviceId,
    /// Whose.
    pub account_id: AccountId,
    /// The session it ends with.
    pub session_id: SessionId,
    /// Keyed hash of its place at the push service.
    pub place_hash: [u8; 32],
    /// Place and keys, sealed under the server's key.
    pub sealed: Vec<u8>,
    /// Kind of browser in words.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
}

/// Which sessions of an account somebody ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// This one.
    One(SessionId),
    /// All but this one.
    AllBut(SessionId),
    /// All.
    All,
}

impl Store {
    /// What was chosen; nothing at first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn notification_choices(&self, account: AccountId) -> Result<NotificationChoices, StoreError> {
        let row = sqlx::query("SELECT security, settings FROM notification_choices WHERE account_id = $1")
            .bind(bytes(account))
            .fetch_optional(self.reader())
            .await?;
        row.map_or(Ok(NotificationChoices::default()), |row| {
            Ok(NotificationChoices { security: row.int(0)? != 0, settings: row.bytes(1)?.into() })
        })
    }

    /// Keeps what was chosen.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_notification_choices(
        &self,
        account: AccountId,
        choices: &NotificationChoices,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO notification_choices (account_id, security, settings) VALUES ($1, $2, $3)
             ON CONFLICT (account_id) DO UPDATE SET security = excluded.security, settings = excluded.settings",
        )
        .bind(bytes(account))
        .bind(i64::from(choices.security))
        .bind(choices.settings.0.clone())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// Keeps a browser, in place of what had its place at the push service; `false` if the account has as many as it may.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_push_device(&self, row: &PushDeviceRow, maximum: usize) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        // A browser belongs to whoever logged in there last.
        sqlx::query("DELETE FROM push_devices WHERE place_hash = $1")
            .bind(row.place_hash.to_vec())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO push_devices (device_id, account_id, session_id, place_hash, sealed, device, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(row.device_id.to_bytes().to_vec())
        .bind(bytes(row.account_id))
        .bind(row.session_id.to_bytes().to_vec())
        .bind(row.place_hash.to_vec())
        .bind(row.sealed.clone())
        .bind(row.device.clone())
        .bind(row.created_at.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        let count = sqlx::query("SELECT COUNT(*) FROM push_devices WHERE account_id = $1")
            .bind(bytes(row.account_id))
            .fetch_one(&mut *transaction)
            .await?
            .count(0)?;
        if count > u64::try_from(maximum).unwrap_or(u64::MAX) {
            return Ok(false);
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Binds a browser that the account has to a session; `false` if it has none with this place.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn bind_push_device(
        &self,
        account: AccountId,
        place_hash: [u8; 32],
        session: SessionId,
    ) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE push_devices SET session_id = $3 WHERE account_id = $1 AND place_hash = $2")
                .bind(bytes(account))
                .bind(place_hash.to_vec())
                .bind(session.to_bytes().to_vec())
                .execute(self.writer())
                .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Browsers of an account, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn push_devices(&self, account: AccountId) -> Result<Vec<PushDeviceRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT device_id, account_id, session_id, place_hash, sealed, device, created_at FROM push_devices
             WHERE account_id = $1 ORDER BY created_at, device_id LIMIT 100",
        )
        .bind(bytes(account))
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(push_device).collect()
    }

    /// Forgets a browser that takes nothing any more; `false` if the account has no such one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_push_device(
        &self,
        account: AccountId,
        device: PushDeviceId,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM push_devices WHERE account_id = $1 AND device_id = $2")
            .bind(bytes(account))
            .bind(device.to_bytes().to_vec())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets the browsers that are bound to sessions that were ended; says how many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_push_devices(&self, account: AccountId, ended: Ended) -> Result<u64, StoreError> {
        let (statement, session) = match ended {
            Ended::One(session) => {
                ("DELETE FROM push_devices WHERE account_id = $1 AND session_id = $2", session.to_bytes())
            }
            Ended::AllBut(session) => {
                ("DELETE FROM push_devices WHERE account_id = $1 AND session_id <> $2", session.to_bytes())
            }
            // No session has this id.
            Ended::All => ("DELETE FROM push_devices WHERE account_id = $1 AND session_id <> $2", [0; 16]),
        };
        let done =
            sqlx::query(statement).bind(bytes(account)).bind(session.to_vec()).execute(self.writer()).await?;
        Ok(done.rows_affected())
    }

    /// Times for messages, in place of all before.
    ///
    /// # Errors
    /// [`StoreError`]: the times before still count.
    pub async fn put_wake_ups(&self, account: AccountId, at: &[Timestamp]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM wake_ups WHERE account_id = $1")
            .bind(bytes(account))
            .execute(&mut *transaction)
            .await?;
        for time in at {
            sqlx::query(
                "INSERT INTO wake_ups (account_id, wake_at) VALUES ($1, $2) ON CONFLICT (account_id, wake_at) DO NOTHING",
            )
            .bind(bytes(account))
            .bind(time.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Times for messages, soonest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn wake_ups(&self, account: AccountId) -> Result<Vec<Timestamp>, StoreError> {
        let rows =
            sqlx::query("SELECT wake_at FROM wake_ups WHERE account_id = $1 ORDER BY wake_at LIMIT 1000")
                .bind(bytes(account))
                .fetch_all(self.reader())
                .await?;
        rows.iter().map(|row| row.time(0)).collect()
    }
}

/// Forgets channels, times, and what is on its way. What happened to the account stays for its owner to read.
pub(crate) async fn end_all(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM deliveries WHERE account_id = $1",
        "DELETE FROM wake_ups WHERE account_id = $1",
        "DELETE FROM push_devices WHERE account_id = $1",
        "DELETE FROM notification_mail WHERE account_id = $1",
        "DELETE FROM notification_choices WHERE account_id = $1",
    ] {
        sqlx::query(statement).bind(bytes(account)).execute(&mut **transaction).await?;
    }
    Ok(())
}

fn push_device(row: &AnyRow) -> Result<PushDeviceRow, StoreError> {
    Ok(PushDeviceRow {
        device_id: row.id(0, PushDeviceId::from_bytes)?,
        account_id: row.id(1, AccountId::from_bytes)?,
        session_id: row.id(2, SessionId::from_bytes)?,
        place_hash: row.array(3)?,
        sealed: row.bytes(4)?,
        device: row.text(5)?,
        created_at: row.time(6)?,
    })
}

fn bytes(account: AccountId) -> Vec<u8> {
    account.to_bytes().to_vec()
}
