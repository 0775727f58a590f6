//! The address of a patient, and the one that waits for its code.

use heilsam_domain::AccountId;
use jiff::Timestamp;

use super::bytes;
use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// An address as it is kept; both texts are sealed under the server's key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MailRow {
    /// The confirmed address.
    pub sealed: Option<Vec<u8>>,
    /// One that waits for its code.
    pub waiting: Option<WaitingMail>,
    /// Until when the last code counts, or would count: it stays when the address that waits is given up, so that letters to
    /// ever new addresses keep their distance.
    pub code_until: Option<Timestamp>,
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
        Ok(MailRow { sealed: row.maybe_bytes(0)?, waiting, code_until: row.maybe_time(3)? })
    }

    /// Keeps an address that waits for its code, in place of another one that waits; a confirmed one stays. `false` if the code
    /// before counts, or would count, longer than until `latest`: then nothing changes.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_waiting_mail(
        &self,
        account: AccountId,
        mail: &WaitingMail,
        latest: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO notification_mail (account_id, waiting, code_hash, code_until, tries) VALUES ($1, $2, $3, $4, 0)
             ON CONFLICT (account_id) DO UPDATE SET waiting = excluded.waiting, code_hash = excluded.code_hash,
             code_until = excluded.code_until, tries = 0
             WHERE notification_mail.code_until IS NULL OR notification_mail.code_until <= $5",
        )
        .bind(bytes(account))
        .bind(mail.sealed.clone())
        .bind(mail.code_hash.to_vec())
        .bind(mail.until.as_millisecond())
        .bind(latest.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
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

    /// The address that waits with this code becomes the confirmed one; `false` if none waits with it, or if more than
    /// `most_tries` were counted for it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn confirm_mail(
        &self,
        account: AccountId,
        code_hash: [u8; 32],
        most_tries: u64,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE notification_mail SET sealed = waiting, waiting = NULL, code_hash = NULL, code_until = NULL, tries = 0
             WHERE account_id = $1 AND code_hash = $2 AND tries <= $3",
        )
        .bind(bytes(account))
        .bind(code_hash.to_vec())
        .bind(as_int(most_tries)?)
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets the address that waits; a confirmed one stays. `false` if none waits.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn forget_waiting_mail(&self, account: AccountId) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE notification_mail SET waiting = NULL, code_hash = NULL, tries = 0
             WHERE account_id = $1 AND waiting IS NOT NULL",
        )
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
            "DELETE FROM notification_mail WHERE sealed IS NULL AND (code_until IS NULL OR code_until <= $1)",
            "UPDATE notification_mail SET waiting = NULL, code_hash = NULL, code_until = NULL, tries = 0
             WHERE code_until <= $1",
        ] {
            sqlx::query(statement).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}
