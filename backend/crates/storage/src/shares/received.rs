//! The doctor's side: how patients find a doctor's keys, what is shown, and that it was fetched.

use heilsam_domain::{AccountId, Purpose, RecordId};
use heilsam_protocol::SealedRecord;
use heilsam_protocol::sharing::{PublicKeys, ReceivedShare, SharedPages};
use jiff::Timestamp;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

use super::COVER;
use crate::row::Columns;
use crate::{Store, StoreError};

/// Rows of one page of received shares.
const PAGE: usize = heilsam_protocol::limit::RECEIVED_SHARES_PAGE;

/// What a doctor (`$1`) may read now (`$2`): neither taken back nor past, and the consent to sharing (`$3`) is in force.
const OPEN: &str = "s.practice_id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND 'given' =
    (SELECT c.action FROM consents c WHERE c.account_id = s.account_id AND c.purpose = $3
     ORDER BY c.position DESC LIMIT 1)";

const RECEIVED: &str =
    "SELECT a.account_id, a.signing_key, a.kem_key, a.identity_signature, s.share_id, s.key_grant,
    s.version, s.changed_at, s.expires_at, p.content, p.wrap FROM shares s
    JOIN accounts a ON a.account_id = s.account_id
    JOIN share_pages p ON p.share_id = s.share_id AND p.number = $4";

impl Store {
    /// Lets patients find a doctor's account by the code of its keys.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_for_sharing(&self, doctor: AccountId, code: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO sharing_codes (code, account_id) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING",
        )
        .bind(code.to_owned())
        .bind(doctor.to_bytes().to_vec())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// The public keys of the doctor with this code.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn practice_by_code(&self, code: &str) -> Result<Option<PublicKeys>, StoreError> {
        let row = sqlx::query(
            "SELECT a.account_id, a.signing_key, a.kem_key, a.identity_signature FROM sharing_codes c
             JOIN accounts a ON a.account_id = c.account_id WHERE c.code = $1",
        )
        .bind(code.to_owned())
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| keys(&row)).transpose()
    }

    /// What patients show to a doctor now, the newest share first; at most [`PAGE`]. The next page begins behind a share.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn received_shares(
        &self,
        doctor: AccountId,
        after: Option<RecordId>,
        now: Timestamp,
    ) -> Result<Vec<ReceivedShare>, StoreError> {
        let behind = if after.is_some() { "AND s.share_id < $5" } else { "" };
        let sql =
            AssertSqlSafe(format!("{RECEIVED} WHERE {OPEN} {behind} ORDER BY s.share_id DESC LIMIT {PAGE}"));
        let mut query = sqlx::query(sql)
            .bind(doctor.to_bytes().to_vec())
            .bind(now.as_millisecond())
            .bind(Purpose::Sharing.as_str())
            .bind(COVER);
        if let Some(share) = after {
            query = query.bind(share.to_bytes().to_vec());
        }
        let rows = query.fetch_all(self.reader()).await?;
        rows.iter().map(received).collect()
    }

    /// A share for its doctor; that it was fetched is written down in the same moment. `None`: as if there were none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn read_share(
        &self,
        doctor: AccountId,
        share_id: RecordId,
        now: Timestamp,
    ) -> Result<Option<SharedPages>, StoreError> {
        let mut transaction = self.begin().await?;
        // Holds the row as well: neither a new version nor another reading comes between what follows.
        let sql = AssertSqlSafe(format!(
            "UPDATE shares AS s SET read_count = read_count + 1 WHERE {OPEN} AND s.share_id = $4"
        ));
        let counted = sqlx::query(sql)
            .bind(doctor.to_bytes().to_vec())
            .bind(now.as_millisecond())
            .bind(Purpose::Sharing.as_str())
            .bind(share_id.to_bytes().to_vec())
            .execute(&mut *transaction)
            .await?;
        if counted.rows_affected() == 0 {
            return Ok(None);
        }
        sqlx::query(
            "INSERT INTO share_reads (share_id, number, read_at, version)
             SELECT share_id, read_count, $2, version FROM shares WHERE share_id = $1",
        )
        .bind(share_id.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        let sql = AssertSqlSafe(format!("{RECEIVED} WHERE {OPEN} AND s.share_id = $5"));
        let row = sqlx::query(sql)
            .bind(doctor.to_bytes().to_vec())
            .bind(now.as_millisecond())
            .bind(Purpose::Sharing.as_str())
            .bind(COVER)
            .bind(share_id.to_bytes().to_vec())
            .fetch_one(&mut *transaction)
            .await?;
        let rows = sqlx::query(
            "SELECT content, wrap FROM share_pages WHERE share_id = $1 AND number > $2 ORDER BY number",
        )
        .bind(share_id.to_bytes().to_vec())
        .bind(COVER)
        .fetch_all(&mut *transaction)
        .await?;
        let pages = rows.iter().map(|row| sealed(row, 0)).collect::<Result<_, StoreError>>()?;
        let share = received(&row)?;
        transaction.commit().await?;
        Ok(Some(SharedPages { share, pages }))
    }
}

/// Columns of [`RECEIVED`].
fn received(row: &AnyRow) -> Result<ReceivedShare, StoreError> {
    Ok(ReceivedShare {
        patient: keys(row)?,
        share_id: row.id(4, RecordId::from_bytes)?,
        grant: row.bytes(5)?.into(),
        version: row.count(6)?,
        changed_at: row.time(7)?,
        expires_at: row.time(8)?,
        cover: sealed(row, 9)?,
    })
}

/// Content and wrap from a column on.
fn sealed(row: &AnyRow, column: usize) -> Result<SealedRecord, StoreError> {
    Ok(SealedRecord { content: row.bytes(column)?.into(), wrap: row.bytes(column + 1)?.into() })
}

fn keys(row: &AnyRow) -> Result<PublicKeys, StoreError> {
    Ok(PublicKeys {
        account_id: row.id(0, AccountId::from_bytes)?,
        signing_key: row.bytes(1)?.into(),
        kem_key: row.bytes(2)?.into(),
        signature: row.bytes(3)?.into(),
    })
}
