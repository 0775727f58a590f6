//! Sessions: one login on one device. The token is kept as a hash.

use heilsam_domain::{AccountId, CredentialId, Role, SessionId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

/// A session as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub session_id: SessionId,
    /// SHA-256 of the token in the cookie.
    pub token_hash: [u8; 32],
    /// Whose it is.
    pub account_id: AccountId,
    /// Whether it came from a recovery sheet.
    pub recovering: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
    /// Kind of browser and system in words.
    pub device: String,
    /// With what it began; none for a recovery sheet.
    pub credential_id: Option<CredentialId>,
}

/// Whose a session is, as far as it decides what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The role of the account.
    pub role: Role,
    /// Whether the device counts for the practice of the account: it has none, decides about it, or the device was released.
    pub released: bool,
    /// Whether the account registered without a code, and its proof of being a doctor was not found right yet.
    pub unproven: bool,
}

impl std::fmt::Debug for SessionRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SessionRow({})", self.session_id)
    }
}

const COLUMNS: &str = "s.session_id, s.token_hash, s.account_id, s.recovering, s.created_at, s.last_used_at, s.ends_at, s.device, s.credential_id";
/// Without a practice there is nothing to release; the main user needs nobody's release.
const RELEASED: &str =
    "CAST(CASE WHEN m.account_id IS NULL OR p.account_id IS NOT NULL OR d.credential_id IS NOT NULL
             THEN 1 ELSE 0 END AS BIGINT)";
/// Nobody vouched for who registered without a code; operators have to find the proof right.
pub(crate) const UNPROVEN: &str = "CAST(CASE WHEN a.self_registered = 1 AND NOT EXISTS (
             SELECT 1 FROM doctor_proofs dp WHERE dp.account_id = a.account_id AND dp.state = 'proven')
             THEN 1 ELSE 0 END AS BIGINT)";
/// What [`RELEASED`] is read from, but for the release itself.
const MEMBERS: &str = "LEFT JOIN practice_members m ON m.account_id = a.account_id
             LEFT JOIN practices p ON p.account_id = a.account_id";

impl Store {
    /// Adds a session.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn add_session(&self, session: &SessionRow) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        insert(&mut transaction, session).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The session with this token and what it may do; time-outs are the caller's business.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn session_by_token(
        &self,
        token_hash: [u8; 32],
    ) -> Result<Option<(SessionRow, Standing)>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS}, a.role, {RELEASED}, {UNPROVEN} FROM sessions s
             JOIN accounts a ON a.account_id = s.account_id {MEMBERS}
             LEFT JOIN practice_devices d ON d.account_id = a.account_id AND d.credential_id = s.credential_id
             WHERE s.token_hash = $1"
        ));
        let row = sqlx::query(sql).bind(token_hash.to_vec()).fetch_optional(self.reader()).await?;
        let standing = |row: &AnyRow| {
            Ok::<_, StoreError>(Standing {
                role: row.named(9, Role::from_name)?,
                released: row.int(10)? != 0,
                unproven: row.int(11)? != 0,
            })
        };
        row.map(|row| Ok((read(&row)?, standing(&row)?))).transpose()
    }

    /// Whether a device of an account counts for its practice; see [`Standing::released`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn is_released(
        &self,
        account_id: AccountId,
        device: Option<CredentialId>,
    ) -> Result<bool, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {RELEASED} FROM accounts a {MEMBERS}
             LEFT JOIN practice_devices d ON d.account_id = a.account_id AND d.credential_id = $2
             WHERE a.account_id = $1"
        ));
        let row = sqlx::query(sql)
            .bind(account_id.to_bytes().to_vec())
            .bind(device.map(|device| device.to_bytes().to_vec()))
            .fetch_optional(self.reader())
            .await?;
        row.map_or(Ok(false), |row| Ok(row.int(0)? != 0))
    }

    /// Notes that a session is in use.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn touch_session(&self, session_id: SessionId, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE sessions SET last_used_at = $1 WHERE session_id = $2")
            .bind(now.as_millisecond())
            .bind(session_id.to_bytes().to_vec())
            .execute(self.writer())
            .await?;
        Ok(())
    }

    /// All sessions of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn sessions(&self, account_id: AccountId) -> Result<Vec<SessionRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM sessions s WHERE s.account_id = $1 ORDER BY s.created_at DESC, s.session_id LIMIT 200"
        ));
        let rows = sqlx::query(sql).bind(account_id.to_bytes().to_vec()).fetch_all(self.reader()).await?;
        rows.iter().map(read).collect()
    }

    /// Ends one session; `false` if the account has no such session.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn end_session(
        &self,
        account_id: AccountId,
        session_id: SessionId,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM sessions WHERE account_id = $1 AND session_id = $2")
            .bind(account_id.to_bytes().to_vec())
            .bind(session_id.to_bytes().to_vec())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Ends all sessions of an account; says how many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn end_sessions(&self, account_id: AccountId) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM sessions WHERE account_id = $1")
            .bind(account_id.to_bytes().to_vec())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected())
    }

    /// Forgets sessions that have ended.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM sessions WHERE ends_at <= $1")
            .bind(now.as_millisecond())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected())
    }
}

pub(crate) async fn insert(
    transaction: &mut Transaction<'_, Any>,
    session: &SessionRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions (session_id, token_hash, account_id, recovering, created_at, last_used_at, ends_at, device,
         credential_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(session.session_id.to_bytes().to_vec())
    .bind(session.token_hash.to_vec())
    .bind(session.account_id.to_bytes().to_vec())
    .bind(i64::from(session.recovering))
    .bind(session.created_at.as_millisecond())
    .bind(session.last_used_at.as_millisecond())
    .bind(session.ends_at.as_millisecond())
    .bind(session.device.clone())
    .bind(session.credential_id.map(|id| id.to_bytes().to_vec()))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        session_id: row.id(0, SessionId::from_bytes)?,
        token_hash: row.array(1)?,
        account_id: row.id(2, AccountId::from_bytes)?,
        recovering: row.int(3)? != 0,
        created_at: row.time(4)?,
        last_used_at: row.time(5)?,
        ends_at: row.time(6)?,
        device: row.text(7)?,
        credential_id: row.maybe_id(8, CredentialId::from_bytes)?,
    })
}
