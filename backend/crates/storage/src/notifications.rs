//! Messages without content: choices, browsers, the address, times, and what happened to the account.

pub mod deliveries;

use heilsam_domain::{AccountId, PushDeviceId, SessionId};
use heilsam_protocol::notification::{NotificationChoices, SecurityEvent, SecurityKind};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

/// Events of one account that are kept and shown.
const EVENTS: i64 = 50;

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

/// An address as it is kept; both texts are sealed under the server's key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailRow {
    /// The confirmed address.
    pub sealed: Option<Vec<u8>>,
    /// One that waits for its code.
    pub waiting: Option<WaitingMail>,
}

/// An address that waits for its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingMail {
    /// The address, sealed.
    pub sealed: Vec<u8>,
    /// Keyed hash of the code.
    pub code_hash: [u8; 32],
    /// Until when the code counts.
    pub until: Timestamp,
    /// Wrong codes so far.
    pub tries: u64,
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

    /// Forgets a browser; `false` if the account has no such one.
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

    /// The address of an account, and the one that waits.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn notification_mail(&self, account: AccountId) -> Result<MailRow, StoreError> {
        let row = sqlx::query(
            "SELECT sealed, waiting, code_hash, code_until, tries FROM notification_mail WHERE account_id = $1",
        )
        .bind(bytes(account))
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(MailRow::default()) };
        let waiting = match row.maybe_bytes(1)? {
            None => None,
            Some(sealed) => Some(WaitingMail {
                sealed,
                code_hash: row.array(2)?,
                until: row.time(3)?,
                tries: row.count(4)?,
            }),
        };
        Ok(MailRow { sealed: row.maybe_bytes(0)?, waiting })
    }

    /// Keeps an address that waits for its code, in place of another one that waits; a confirmed one stays.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_waiting_mail(&self, account: AccountId, mail: &WaitingMail) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO notification_mail (account_id, waiting, code_hash, code_until, tries) VALUES ($1, $2, $3, $4, 0)
             ON CONFLICT (account_id) DO UPDATE SET waiting = excluded.waiting, code_hash = excluded.code_hash,
             code_until = excluded.code_until, tries = 0",
        )
        .bind(bytes(account))
        .bind(mail.sealed.clone())
        .bind(mail.code_hash.to_vec())
        .bind(mail.until.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// Counts a wrong code.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn count_mail_try(&self, account: AccountId) -> Result<(), StoreError> {
        sqlx::query("UPDATE notification_mail SET tries = tries + 1 WHERE account_id = $1")
            .bind(bytes(account))
            .execute(self.writer())
            .await?;
        Ok(())
    }

    /// The address that waits with this code becomes the confirmed one, now sealed anew; `false` if none waits with it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn confirm_mail(&self, account: AccountId, code_hash: [u8; 32]) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE notification_mail SET sealed = waiting, waiting = NULL, code_hash = NULL, code_until = NULL, tries = 0
             WHERE account_id = $1 AND code_hash = $2",
        )
        .bind(bytes(account))
        .bind(code_hash.to_vec())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets the address, also one that waits; `false` if there was none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_mail(&self, account: AccountId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM notification_mail WHERE account_id = $1")
            .bind(bytes(account))
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets addresses whose code has run out; a confirmed address stays.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_waiting_mail(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for statement in [
            "DELETE FROM notification_mail WHERE sealed IS NULL AND code_until <= $1",
            "UPDATE notification_mail SET waiting = NULL, code_hash = NULL, code_until = NULL, tries = 0
             WHERE code_until <= $1",
        ] {
            sqlx::query(statement).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
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
        crate::credentials::lock_account(&mut transaction, account).await?;
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
