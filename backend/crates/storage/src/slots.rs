//! Slots: the account master key, sealed under one of the owner's secrets.

use heilsam_domain::{AccountId, CredentialId, SlotId};
use heilsam_protocol::account::SlotKind;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::credentials::lock_account;
use crate::row::Columns;
use crate::{Store, StoreError};

/// A slot as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SlotRow {
    /// Its id.
    pub slot_id: SlotId,
    /// What opens it.
    pub kind: SlotKind,
    /// The credential that belongs to it; none for the sheets of the patient and of a contact.
    pub credential_id: Option<CredentialId>,
    /// The sealed master key.
    pub sealed: Vec<u8>,
    /// Sheets only: 16 bytes that find the slot. Unique in the installation.
    pub locator: Option<Vec<u8>>,
    /// Sheets only: hash of the key that proves the sheet.
    pub auth_hash: Option<[u8; 32]>,
}

/// How adding a slot ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotPut {
    /// It is there.
    Stored,
    /// The account has as many as it may.
    Full,
    /// The locator belongs to another slot.
    LocatorTaken,
    /// The account has no such credential.
    UnknownCredential,
}

impl std::fmt::Debug for SlotRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SlotRow({}, {:?})", self.slot_id, self.kind)
    }
}

impl Store {
    /// All slots of an account.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn slots(&self, account_id: AccountId) -> Result<Vec<SlotRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT slot_id, kind, credential_id, sealed, locator, auth_hash FROM slots
             WHERE account_id = $1 ORDER BY slot_id",
        )
        .bind(account_id.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(read).collect()
    }

    /// The slot of the sheet with this locator, and whose it is.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn slot_by_locator(&self, locator: &[u8]) -> Result<Option<(AccountId, SlotRow)>, StoreError> {
        let row = sqlx::query(
            "SELECT slot_id, kind, credential_id, sealed, locator, auth_hash, account_id FROM slots WHERE locator = $1",
        )
        .bind(locator.to_vec())
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| Ok((row.id(6, AccountId::from_bytes)?, read(&row)?))).transpose()
    }

    /// Adds or replaces a slot.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_slot(
        &self,
        account_id: AccountId,
        slot: &SlotRow,
        maximum: usize,
    ) -> Result<SlotPut, StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account_id).await?;
        if let Some(credential_id) = slot.credential_id {
            let known =
                sqlx::query("SELECT COUNT(*) FROM credentials WHERE account_id = $1 AND credential_id = $2")
                    .bind(account_id.to_bytes().to_vec())
                    .bind(credential_id.to_bytes().to_vec())
                    .fetch_one(&mut *transaction)
                    .await?
                    .count(0)?;
            if known == 0 {
                return Ok(SlotPut::UnknownCredential);
            }
        }
        match upsert(&mut transaction, account_id, slot).await {
            Err(StoreError::Conflict) => return Ok(SlotPut::LocatorTaken),
            other => other?,
        }
        let count = sqlx::query("SELECT COUNT(*) FROM slots WHERE account_id = $1")
            .bind(account_id.to_bytes().to_vec())
            .fetch_one(&mut *transaction)
            .await?
            .count(0)?;
        if count > u64::try_from(maximum).unwrap_or(u64::MAX) {
            return Ok(SlotPut::Full);
        }
        transaction.commit().await?;
        Ok(SlotPut::Stored)
    }

    /// Removes a slot; `false` if the account has no such slot.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_slot(&self, account_id: AccountId, slot_id: SlotId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM slots WHERE account_id = $1 AND slot_id = $2")
            .bind(account_id.to_bytes().to_vec())
            .bind(slot_id.to_bytes().to_vec())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

pub(crate) async fn upsert(
    transaction: &mut Transaction<'_, Any>,
    account_id: AccountId,
    slot: &SlotRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO slots (account_id, slot_id, kind, credential_id, sealed, locator, auth_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (account_id, slot_id) DO UPDATE SET kind = excluded.kind, credential_id = excluded.credential_id,
         sealed = excluded.sealed, locator = excluded.locator, auth_hash = excluded.auth_hash",
    )
    .bind(account_id.to_bytes().to_vec())
    .bind(slot.slot_id.to_bytes().to_vec())
    .bind(kind_name(slot.kind))
    .bind(slot.credential_id.map(|id| id.to_bytes().to_vec()))
    .bind(slot.sealed.clone())
    .bind(slot.locator.clone())
    .bind(slot.auth_hash.map(|hash| hash.to_vec()))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<SlotRow, StoreError> {
    let auth_hash = row.maybe_bytes(5)?.map(|hash| hash.try_into().map_err(|_| StoreError::Corrupt("hash")));
    Ok(SlotRow {
        slot_id: row.id(0, SlotId::from_bytes)?,
        kind: row.named(1, kind_of)?,
        credential_id: row.maybe_id(2, CredentialId::from_bytes)?,
        sealed: row.bytes(3)?,
        locator: row.maybe_bytes(4)?,
        auth_hash: auth_hash.transpose()?,
    })
}

const fn kind_name(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Device => "device",
        SlotKind::Passphrase => "passphrase",
        SlotKind::RecoverySheet => "recovery-sheet",
        SlotKind::RecoveryContact => "recovery-contact",
    }
}

fn kind_of(name: &str) -> Option<SlotKind> {
    [SlotKind::Device, SlotKind::Passphrase, SlotKind::RecoverySheet, SlotKind::RecoveryContact]
        .into_iter()
        .find(|kind| kind_name(*kind) == name)
}
