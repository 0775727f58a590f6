//! What patients show to practices: sealed pages, the sealed key, and when a doctor fetched them.

mod received;

use heilsam_domain::{AccountId, RecordId, Role};
use heilsam_protocol::sharing::{OwnShare, ShareRead, StoreShare};
use jiff::Timestamp;
use sqlx::{Any, AssertSqlSafe, Transaction};

use crate::credentials::lock_account;
use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// How storing a share ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareStored {
    /// It is stored.
    Stored,
    /// There is no such doctor, or the share is another's or was taken back.
    Unknown,
    /// Another device has stored this version meanwhile.
    Moved,
    /// The account holds as many shares as are kept.
    Full,
}

/// Place of the cover among the pages.
const COVER: i64 = -1;

/// Longest list of readings in one answer.
const READS: usize = heilsam_protocol::limit::SHARE_READS;

impl Store {
    /// Stores a share, or a new version of one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn store_share(
        &self,
        patient: AccountId,
        share_id: RecordId,
        share: &StoreShare,
        now: Timestamp,
        most: u64,
    ) -> Result<ShareStored, StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, patient).await?;
        let found = sqlx::query(
            "SELECT account_id, practice_id, version, expires_at, ended_at FROM shares WHERE share_id = $1",
        )
        .bind(share_id.to_bytes().to_vec())
        .fetch_optional(&mut *transaction)
        .await?;
        match found {
            Some(row) => {
                let ends = row.time(3)?;
                let same = row.id(0, AccountId::from_bytes)? == patient
                    && row.id(1, AccountId::from_bytes)? == share.practice
                    && ends.as_millisecond() == share.expires_at.as_millisecond();
                if !same || ends <= now || row.maybe_time(4)?.is_some() {
                    return Ok(ShareStored::Unknown);
                }
                if row.count(2)?.checked_add(1) != Some(share.version) {
                    return Ok(ShareStored::Moved);
                }
                renew(&mut transaction, share_id, share, now).await?;
            }
            None if share.version != 1 => return Ok(ShareStored::Unknown),
            None => {
                if !is_doctor(&mut transaction, share.practice).await? {
                    return Ok(ShareStored::Unknown);
                }
                let held = sqlx::query("SELECT COUNT(*) FROM shares WHERE account_id = $1")
                    .bind(patient.to_bytes().to_vec())
                    .fetch_one(&mut *transaction)
                    .await?;
                if held.count(0)? >= most {
                    return Ok(ShareStored::Full);
                }
                begin(&mut transaction, patient, share_id, share, now).await?;
            }
        }
        write_pages(&mut transaction, share_id, share).await?;
        transaction.commit().await?;
        Ok(ShareStored::Stored)
    }

    /// Takes a share back: key and pages are deleted, what happened to it stays for the patient. `false`: there is none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn end_share(
        &self,
        patient: AccountId,
        share_id: RecordId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let ended = sqlx::query(
            "UPDATE shares SET ended_at = $3, key_grant = $4 WHERE share_id = $1 AND account_id = $2
             AND ended_at IS NULL",
        )
        .bind(share_id.to_bytes().to_vec())
        .bind(patient.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .bind(Vec::<u8>::new())
        .execute(&mut *transaction)
        .await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        delete_pages(&mut transaction, share_id).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Deletes keys and pages of shares whose time is over; says how many shares that were.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn close_past_shares(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        let closed =
            sqlx::query("UPDATE shares SET key_grant = $2 WHERE expires_at <= $1 AND key_grant <> $2")
                .bind(now.as_millisecond())
                .bind(Vec::<u8>::new())
                .execute(&mut *transaction)
                .await?
                .rows_affected();
        if closed > 0 {
            sqlx::query(
                "DELETE FROM share_pages WHERE share_id IN (SELECT share_id FROM shares WHERE expires_at <= $1)",
            )
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(closed)
    }

    /// All shares of a patient, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn own_shares(&self, patient: AccountId) -> Result<Vec<OwnShare>, StoreError> {
        let rows = sqlx::query(
            "SELECT share_id, practice_id, note, version, created_at, changed_at, expires_at, ended_at, read_count
             FROM shares WHERE account_id = $1 ORDER BY created_at DESC, share_id DESC",
        )
        .bind(patient.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        let mut shares = Vec::with_capacity(rows.len());
        for row in &rows {
            let share_id = row.id(0, RecordId::from_bytes)?;
            let read_count = row.count(8)?;
            shares.push(OwnShare {
                share_id,
                practice: row.id(1, AccountId::from_bytes)?,
                note: row.bytes(2)?.into(),
                version: row.count(3)?,
                created_at: row.time(4)?,
                changed_at: row.time(5)?,
                expires_at: row.time(6)?,
                ended_at: row.maybe_time(7)?,
                read_count,
                reads: if read_count == 0 { Vec::new() } else { self.newest_reads(share_id).await? },
            });
        }
        Ok(shares)
    }

    async fn newest_reads(&self, share_id: RecordId) -> Result<Vec<ShareRead>, StoreError> {
        let sql = AssertSqlSafe(format!(
            "SELECT read_at, version FROM share_reads WHERE share_id = $1 ORDER BY number DESC LIMIT {READS}"
        ));
        let rows = sqlx::query(sql).bind(share_id.to_bytes().to_vec()).fetch_all(self.reader()).await?;
        rows.iter().rev().map(|row| Ok(ShareRead { at: row.time(0)?, version: row.count(1)? })).collect()
    }
}

/// Ends all shares of a patient, with the consent to sharing.
pub(crate) async fn end_all(
    transaction: &mut Transaction<'_, Any>,
    patient: AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE shares SET ended_at = $2, key_grant = $3 WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2")
        .bind(patient.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .bind(Vec::<u8>::new())
        .execute(&mut **transaction)
        .await?;
    sqlx::query(
        "DELETE FROM share_pages WHERE share_id IN (SELECT share_id FROM shares WHERE account_id = $1)",
    )
    .bind(patient.to_bytes().to_vec())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

async fn is_doctor(transaction: &mut Transaction<'_, Any>, account: AccountId) -> Result<bool, StoreError> {
    let row = sqlx::query("SELECT role FROM accounts WHERE account_id = $1")
        .bind(account.to_bytes().to_vec())
        .fetch_optional(&mut **transaction)
        .await?;
    Ok(row.map(|row| row.named(0, Role::from_name)).transpose()? == Some(Role::Doctor))
}

async fn begin(
    transaction: &mut Transaction<'_, Any>,
    patient: AccountId,
    share_id: RecordId,
    share: &StoreShare,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO shares (share_id, account_id, practice_id, version, key_grant, note, created_at, changed_at, expires_at,
         read_count) VALUES ($1, $2, $3, 1, $4, $5, $6, $6, $7, 0)",
    )
    .bind(share_id.to_bytes().to_vec())
    .bind(patient.to_bytes().to_vec())
    .bind(share.practice.to_bytes().to_vec())
    .bind(share.grant.0.clone())
    .bind(share.note.0.clone())
    .bind(now.as_millisecond())
    .bind(share.expires_at.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// The key and the end stay: whoever wants others makes another share.
async fn renew(
    transaction: &mut Transaction<'_, Any>,
    share_id: RecordId,
    share: &StoreShare,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE shares SET version = $2, note = $3, changed_at = $4 WHERE share_id = $1")
        .bind(share_id.to_bytes().to_vec())
        .bind(as_int(share.version)?)
        .bind(share.note.0.clone())
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
    delete_pages(transaction, share_id).await
}

async fn delete_pages(transaction: &mut Transaction<'_, Any>, share_id: RecordId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM share_pages WHERE share_id = $1")
        .bind(share_id.to_bytes().to_vec())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

async fn write_pages(
    transaction: &mut Transaction<'_, Any>,
    share_id: RecordId,
    share: &StoreShare,
) -> Result<(), StoreError> {
    for (number, page) in (COVER..).zip(std::iter::once(&share.cover).chain(&share.pages)) {
        sqlx::query("INSERT INTO share_pages (share_id, number, content, wrap) VALUES ($1, $2, $3, $4)")
            .bind(share_id.to_bytes().to_vec())
            .bind(number)
            .bind(page.content.0.clone())
            .bind(page.wrap.0.clone())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}
