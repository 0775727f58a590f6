//! The trusted person of an account: the operator's half, when somebody asked for it, and what ends it.

use heilsam_domain::{AccountId, SlotId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::credentials::lock_account;
use crate::row::Columns;
use crate::slots::{self, SlotRow};
use crate::{Store, StoreError};

/// Contacts looked at in one round of a job.
const AT_ONCE: i64 = 200;

/// A contact as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Whose.
    pub account_id: AccountId,
    /// The slot that both halves open.
    pub slot_id: SlotId,
    /// The operator's half, sealed under the server's key.
    pub half: Vec<u8>,
    /// What the patient calls the person; sealed by the device.
    pub note: Vec<u8>,
    /// Since when.
    pub made_at: Timestamp,
    /// When somebody asked with the sheet.
    pub asked_at: Option<Timestamp>,
    /// When the half was first handed out.
    pub opened_at: Option<Timestamp>,
}

impl std::fmt::Debug for ContactRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContactRow({})", self.account_id)
    }
}

const COLUMNS: &str = "account_id, slot_id, half, note, made_at, asked_at, opened_at";

impl Store {
    /// The contact of an account.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contact(&self, account: AccountId) -> Result<Option<ContactRow>, StoreError> {
        let sql =
            sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM recovery_contacts WHERE account_id = $1"));
        let row = sqlx::query(sql).bind(bytes(account)).fetch_optional(self.reader()).await?;
        row.map(|row| contact(&row)).transpose()
    }

    /// Sets a contact and its slot, in place of the one there was: its sheet is worthless then.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the locator belongs to another slot: the earlier contact stays.
    pub async fn put_contact(&self, row: &ContactRow, slot: &SlotRow) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, row.account_id).await?;
        remove(&mut transaction, row.account_id).await?;
        slots::upsert(&mut transaction, row.account_id, slot).await?;
        sqlx::query(
            "INSERT INTO recovery_contacts (account_id, slot_id, half, note, made_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(bytes(row.account_id))
        .bind(row.slot_id.to_bytes().to_vec())
        .bind(row.half.clone())
        .bind(row.note.clone())
        .bind(row.made_at.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Ends a contact: slot and half are gone. `false` if there is none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_contact(&self, account: AccountId) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let removed = remove(&mut transaction, account).await?;
        transaction.commit().await?;
        Ok(removed)
    }

    /// Somebody asked with the sheet; `false` if somebody had asked before, whose waiting time counts.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn ask_contact(&self, account: AccountId, now: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE recovery_contacts SET asked_at = $2, told_at = $2 WHERE account_id = $1 AND asked_at IS NULL",
        )
        .bind(bytes(account))
        .bind(now.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The half is handed out to whoever asked at `asked_at`; `false` if the contact has ended or was asked anew meanwhile.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_contact(
        &self,
        account: AccountId,
        asked_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE recovery_contacts SET opened_at = COALESCE(opened_at, $3) WHERE account_id = $1 AND asked_at = $2",
        )
        .bind(bytes(account))
        .bind(asked_at.as_millisecond())
        .bind(now.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Accounts that have to be told once more that somebody asked: last told before `told_before`, nothing handed out yet.
    /// Notes that they are told now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contacts_to_tell(
        &self,
        told_before: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query(
            "UPDATE recovery_contacts SET told_at = $2 WHERE told_at <= $1 AND asked_at IS NOT NULL AND opened_at IS NULL
             RETURNING account_id",
        )
        .bind(told_before.as_millisecond())
        .bind(now.as_millisecond())
        .fetch_all(self.writer())
        .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }

    /// Ends contacts whose half was handed out before `opened_before`, and forgets who asked before `asked_before` and never
    /// came back. Says whose contact ended.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn end_used_contacts(
        &self,
        opened_before: Timestamp,
        asked_before: Timestamp,
    ) -> Result<Vec<AccountId>, StoreError> {
        sqlx::query(
            "UPDATE recovery_contacts SET asked_at = NULL, told_at = NULL WHERE asked_at <= $1 AND opened_at IS NULL",
        )
        .bind(asked_before.as_millisecond())
        .execute(self.writer())
        .await?;
        let rows = sqlx::query("SELECT account_id FROM recovery_contacts WHERE opened_at <= $1 LIMIT $2")
            .bind(opened_before.as_millisecond())
            .bind(AT_ONCE)
            .fetch_all(self.reader())
            .await?;
        let mut ended = Vec::new();
        for row in &rows {
            let account = row.id(0, AccountId::from_bytes)?;
            let mut transaction = self.begin().await?;
            // Looked at again: another server was quicker, or the patient has a new contact since.
            let still = sqlx::query(
                "UPDATE recovery_contacts SET told_at = told_at WHERE account_id = $1 AND opened_at <= $2",
            )
            .bind(bytes(account))
            .bind(opened_before.as_millisecond())
            .execute(&mut *transaction)
            .await?;
            if still.rows_affected() > 0 {
                remove(&mut transaction, account).await?;
                transaction.commit().await?;
                ended.push(account);
            }
        }
        Ok(ended)
    }
}

/// Says whether there was one.
pub(crate) async fn remove(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
) -> Result<bool, StoreError> {
    let done = sqlx::query("DELETE FROM recovery_contacts WHERE account_id = $1")
        .bind(bytes(account))
        .execute(&mut **transaction)
        .await?;
    sqlx::query("DELETE FROM slots WHERE account_id = $1 AND kind = 'recovery-contact'")
        .bind(bytes(account))
        .execute(&mut **transaction)
        .await?;
    Ok(done.rows_affected() > 0)
}

fn contact(row: &AnyRow) -> Result<ContactRow, StoreError> {
    Ok(ContactRow {
        account_id: row.id(0, AccountId::from_bytes)?,
        slot_id: row.id(1, SlotId::from_bytes)?,
        half: row.bytes(2)?,
        note: row.bytes(3)?,
        made_at: row.time(4)?,
        asked_at: row.maybe_time(5)?,
        opened_at: row.maybe_time(6)?,
    })
}

fn bytes(account: AccountId) -> Vec<u8> {
    account.to_bytes().to_vec()
}
