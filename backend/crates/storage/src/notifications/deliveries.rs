//! Messages on their way: one row for each channel and kind, so that a message is not sent twice, whatever ends in between.

use heilsam_domain::{AccountId, PushDeviceId};
use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::bytes;
use crate::row::Columns;
use crate::{Store, StoreError};

/// The channel of e-mail.
const MAIL: [u8; 16] = [0; 16];
/// Deliveries taken at once.
const AT_ONCE: i64 = 50;
/// Accounts woken at once.
const WOKEN_AT_ONCE: i64 = 200;

/// What a message is about. A patient reads the same either way; it decides what the app shows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A time that the devices asked for.
    Reminder,
    /// Something happened to the account.
    Security,
    /// Somebody wants to see whether it works.
    Trial,
    /// There is a new invoice, for a practice; goes to the address of its contract.
    Invoice,
    /// Notice of a contract arrived; goes to the address of the contract.
    Cancelled,
    /// Notice of a contract was taken back; goes to the address of the contract.
    Revoked,
}

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// To the address that messages of this kind go to.
    Mail,
    /// To a browser.
    Push(PushDeviceId),
}

/// A message to send now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// To whom.
    pub account_id: AccountId,
    /// Where.
    pub channel: Channel,
    /// What about.
    pub about: About,
    /// When it is too late.
    pub until: Timestamp,
    /// How often it was tried, this time included.
    pub tries: u64,
    /// Whether an earlier try ended without anybody seeing how: the message may have left.
    pub may_have_left: bool,
}

impl About {
    /// The name in the database and in the message.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Security => "security",
            Self::Trial => "trial",
            Self::Invoice => "invoice",
            Self::Cancelled => "cancelled",
            Self::Revoked => "revoked",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Reminder, Self::Security, Self::Trial, Self::Invoice, Self::Cancelled, Self::Revoked]
            .into_iter()
            .find(|about| about.as_str() == name)
    }
}

impl Channel {
    const fn to_bytes(self) -> [u8; 16] {
        match self {
            Self::Mail => MAIL,
            Self::Push(device) => device.to_bytes(),
        }
    }
}

impl Store {
    /// Puts a message on its way on every channel of an account; says on how many. One of the same kind that has not left
    /// yet becomes this one.
    ///
    /// # Errors
    /// [`StoreError`]: nothing is on its way.
    pub async fn send_on_all(
        &self,
        account: AccountId,
        about: About,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let channels = put(&mut transaction, account, about, now, until).await?;
        transaction.commit().await?;
        Ok(channels)
    }

    /// Puts a message on its way by e-mail, from `at` on, whether or not the account chose an address for messages. One of the
    /// same kind that has not left yet becomes this one.
    ///
    /// # Errors
    /// [`StoreError`]: nothing is on its way.
    pub async fn send_by_mail(
        &self,
        account: AccountId,
        about: About,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        put_one(&mut transaction, account, MAIL, about, [at, until]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Forgets an e-mail that was put on its way with [`Self::send_by_mail`] and has left another way.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn forget_mail(&self, account: AccountId, about: About) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM deliveries WHERE account_id = $1 AND channel = $2 AND about = $3")
            .bind(bytes(account))
            .bind(MAIL.to_vec())
            .bind(about.as_str())
            .execute(self.writer())
            .await?;
        Ok(())
    }

    /// Puts a reminder on its way for every account whose time has come, and forgets the time in the same step. A time
    /// that passed longer ago than `patience` is only forgotten. Says how many accounts there were.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn wake(&self, now: Timestamp, patience: SignedDuration) -> Result<u64, StoreError> {
        let due = sqlx::query(
            "SELECT account_id, MAX(wake_at) FROM wake_ups WHERE wake_at <= $1 GROUP BY account_id LIMIT $2",
        )
        .bind(now.as_millisecond())
        .bind(WOKEN_AT_ONCE)
        .fetch_all(self.reader())
        .await?;
        for row in &due {
            let (account, at) = (row.id(0, AccountId::from_bytes)?, row.time(1)?);
            let mut transaction = self.begin().await?;
            let taken = sqlx::query("DELETE FROM wake_ups WHERE account_id = $1 AND wake_at <= $2")
                .bind(bytes(account))
                .bind(at.as_millisecond())
                .execute(&mut *transaction)
                .await?;
            let until = at.saturating_add(patience).unwrap_or(at);
            // Another server may have been quicker.
            if taken.rows_affected() > 0 && now < until {
                put(&mut transaction, account, About::Reminder, now, until).await?;
            }
            transaction.commit().await?;
        }
        Ok(u64::try_from(due.len()).unwrap_or(u64::MAX))
    }

    /// Takes what is to be sent now; nobody else gets it before `lease`. What is too late is forgotten.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn take_deliveries(
        &self,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Vec<Delivery>, StoreError> {
        sqlx::query("DELETE FROM deliveries WHERE until_before <= $1")
            .bind(now.as_millisecond())
            .execute(self.writer())
            .await?;
        let rows = sqlx::query(
            "UPDATE deliveries SET begun = begun + 1, tries = tries + 1, next_at = $2
             WHERE next_at <= $1 AND (account_id, channel, about) IN
                 (SELECT account_id, channel, about FROM deliveries WHERE next_at <= $1 ORDER BY next_at LIMIT $3)
             RETURNING account_id, channel, about, until_before, tries, begun",
        )
        .bind(now.as_millisecond())
        .bind(lease.as_millisecond())
        .bind(AT_ONCE)
        .fetch_all(self.writer())
        .await?;
        rows.iter().map(delivery).collect()
    }

    /// A message has left, or never will. One of the same kind that was put on its way meanwhile is another one, and stays.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn end_delivery(&self, delivery: &Delivery) -> Result<(), StoreError> {
        sqlx::query(
            "DELETE FROM deliveries WHERE account_id = $1 AND channel = $2 AND about = $3 AND begun > 0",
        )
        .bind(bytes(delivery.account_id))
        .bind(delivery.channel.to_bytes().to_vec())
        .bind(delivery.about.as_str())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// A message did not leave, and is tried again then; one of the same kind that was put on its way meanwhile goes at once.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_off_delivery(&self, delivery: &Delivery, next_at: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE deliveries SET begun = 0, next_at = $4 WHERE account_id = $1 AND channel = $2 AND about = $3 AND begun > 0",
        )
        .bind(bytes(delivery.account_id))
        .bind(delivery.channel.to_bytes().to_vec())
        .bind(delivery.about.as_str())
        .bind(next_at.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(())
    }
}

async fn put(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
    about: About,
    now: Timestamp,
    until: Timestamp,
) -> Result<u64, StoreError> {
    let devices = sqlx::query("SELECT device_id FROM push_devices WHERE account_id = $1")
        .bind(bytes(account))
        .fetch_all(&mut **transaction)
        .await?;
    let mail =
        sqlx::query("SELECT COUNT(*) FROM notification_mail WHERE account_id = $1 AND sealed IS NOT NULL")
            .bind(bytes(account))
            .fetch_one(&mut **transaction)
            .await?
            .count(0)?;
    let mut channels = devices.iter().map(|row| row.array(0)).collect::<Result<Vec<[u8; 16]>, _>>()?;
    if mail > 0 {
        channels.push(MAIL);
    }
    for channel in &channels {
        put_one(transaction, account, *channel, about, [now, until]).await?;
    }
    Ok(u64::try_from(channels.len()).unwrap_or(u64::MAX))
}

async fn put_one(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
    channel: [u8; 16],
    about: About,
    [now, until]: [Timestamp; 2],
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deliveries (account_id, channel, about, next_at, until_before, tries, begun)
         VALUES ($1, $2, $3, $4, $5, 0, 0)
         ON CONFLICT (account_id, channel, about) DO UPDATE SET next_at = excluded.next_at,
         until_before = excluded.until_before, tries = 0, begun = 0",
    )
    .bind(bytes(account))
    .bind(channel.to_vec())
    .bind(about.as_str())
    .bind(now.as_millisecond())
    .bind(until.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn delivery(row: &AnyRow) -> Result<Delivery, StoreError> {
    let channel: [u8; 16] = row.array(1)?;
    Ok(Delivery {
        account_id: row.id(0, AccountId::from_bytes)?,
        channel: if channel == MAIL {
            Channel::Mail
        } else {
            Channel::Push(PushDeviceId::from_bytes(channel))
        },
        about: row.named(2, About::from_name)?,
        until: row.time(3)?,
        tries: row.count(4)?,
        may_have_left: row.int(5)? > 1,
    })
}
