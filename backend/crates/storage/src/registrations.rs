//! Codes that allow a registration, and registrations that have begun. Codes are kept as keyed hashes only.

use heilsam_domain::{AccountId, Role};
use jiff::Timestamp;

use crate::row::Columns;
use crate::{Store, StoreError};

/// A registration that has begun; its code is reserved until it ends. One that is over from the start keeps the insurer's answer
/// about a follow-up code.
#[derive(Clone, PartialEq, Eq)]
pub struct RegistrationRow {
    /// SHA-256 of the registration's token.
    pub token_hash: [u8; 32],
    /// Id that the account will have.
    pub account_id: AccountId,
    /// Role that the account will have.
    pub role: Role,
    /// Keyed hash of the code, or of the invitation to a practice.
    pub code_hash: [u8; 32],
    /// Patients: the end of the period, had it begun with the insurer's answer. So long the answer is kept; the period itself
    /// begins with the account.
    pub entitled_until: Option<Timestamp>,
    /// The sealed activation code, if the insurer has to be asked about it again; otherwise empty: there is none, or it was
    /// confirmed.
    pub state: Vec<u8>,
    /// Whether a doctor registers without a code; `code_hash` is a random number then.
    pub self_registered: bool,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for RegistrationRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RegistrationRow({})", self.account_id)
    }
}

impl Store {
    /// Begins a registration. One that began before with the same code ends: who holds the code may start again.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn begin_registration(&self, new: &RegistrationRow) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO registrations (token_hash, account_id, role, code_hash, entitled_until, state, expires_at,
             self_registered) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (code_hash) DO UPDATE SET token_hash = excluded.token_hash, account_id = excluded.account_id,
             role = excluded.role, entitled_until = excluded.entitled_until, state = excluded.state,
             expires_at = excluded.expires_at, self_registered = excluded.self_registered",
        )
        .bind(new.token_hash.to_vec())
        .bind(new.account_id.to_bytes().to_vec())
        .bind(new.role.as_str())
        .bind(new.code_hash.to_vec())
        .bind(new.entitled_until.map(Timestamp::as_millisecond))
        .bind(new.state.clone())
        .bind(new.expires_at.as_millisecond())
        .bind(i64::from(new.self_registered))
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// The registration with this token, unless its time is over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn registration(
        &self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<RegistrationRow>, StoreError> {
        let row = sqlx::query(
            "SELECT account_id, role, code_hash, entitled_until, state, expires_at,
             CAST(COALESCE(self_registered, 0) AS BIGINT) FROM registrations WHERE token_hash = $1 AND expires_at > $2",
        )
        .bind(token_hash.to_vec())
        .bind(now.as_millisecond())
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(RegistrationRow {
            token_hash,
            account_id: row.id(0, AccountId::from_bytes)?,
            role: row.named(1, Role::from_name)?,
            code_hash: row.array(2)?,
            entitled_until: row.maybe_time(3)?,
            state: row.bytes(4)?,
            self_registered: row.int(6)? != 0,
            expires_at: row.time(5)?,
        }))
    }

    /// Until when it counts that the insurer has confirmed this code, if it has, and nobody has redeemed it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn confirmed_code(
        &self,
        code_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        let row = sqlx::query(
            "SELECT entitled_until FROM registrations
             WHERE code_hash = $1 AND LENGTH(state) = 0 AND COALESCE(entitled_until, 0) > $2",
        )
        .bind(code_hash.to_vec())
        .bind(now.as_millisecond())
        .fetch_optional(self.reader())
        .await?;
        row.map_or(Ok(None), |row| row.maybe_time(0))
    }

    /// Forgets registrations and enrolment codes whose time is over. That a code was confirmed is kept for as long as a
    /// period lasts, so that whoever holds it can begin again: it belongs to no account, and of the code there is a keyed hash.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_registrations(&self, now: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM registrations
             WHERE expires_at <= $1 AND (LENGTH(state) > 0 OR COALESCE(entitled_until, 0) <= $1)",
            "DELETE FROM enrolment_codes WHERE expires_at <= $1",
        ] {
            sqlx::query(statement).bind(now.as_millisecond()).execute(self.writer()).await?;
        }
        Ok(())
    }

    /// Whether a code was redeemed.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn is_code_redeemed(&self, code_hash: [u8; 32]) -> Result<bool, StoreError> {
        let count = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM redeemed_codes WHERE code_hash = $1)
             + (SELECT COUNT(*) FROM spent_codes WHERE code_hash = $1)",
        )
        .bind(code_hash.to_vec())
        .fetch_one(self.reader())
        .await?
        .count(0)?;
        Ok(count > 0)
    }

    /// Adds an enrolment code.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn add_enrolment_code(
        &self,
        code_hash: [u8; 32],
        role: Role,
        created_at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO enrolment_codes (code_hash, role, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(code_hash.to_vec())
        .bind(role.as_str())
        .bind(created_at.as_millisecond())
        .bind(expires_at.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// The role that an unused enrolment code gives; none if it is unknown or its time is over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn enrolment_role(
        &self,
        code_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<Role>, StoreError> {
        let row = sqlx::query("SELECT role FROM enrolment_codes WHERE code_hash = $1 AND expires_at > $2")
            .bind(code_hash.to_vec())
            .bind(now.as_millisecond())
            .fetch_optional(self.reader())
            .await?;
        row.map(|row| row.named(0, Role::from_name)).transpose()
    }
}
