//! Invitations to become a member: open for a time, accepted once.

use heilsam_domain::{AccountId, CredentialId, JoiningId, PracticeId};
use heilsam_protocol::practice::{AnswerJoining, Joining, JoiningAnswer, NewJoining};
use heilsam_protocol::{Bytes, limit};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::{belongs_somewhere, member};
use crate::row::Columns;
use crate::sessions::UNPROVEN;
use crate::{Store, StoreError};

/// How accepting an invitation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// The main user can see it.
    Waits,
    /// There is no such invitation, or somebody accepted it before.
    Gone,
    /// The account belongs to a practice already, or accepted another invitation.
    Elsewhere,
}

impl Store {
    /// The invitations of a practice that are not over, the newest last.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn joinings(&self, practice: PracticeId, now: Timestamp) -> Result<Vec<Joining>, StoreError> {
        let rows = sqlx::query(
            "SELECT j.joining_id, j.note, j.expires_at, j.answer, a.account_id, a.role, a.signing_key, a.kem_key,
                    a.identity_signature
             FROM practice_joinings j LEFT JOIN accounts a ON a.account_id = j.answered_by
             WHERE j.practice_id = $1 AND j.expires_at > $2 ORDER BY j.expires_at, j.joining_id",
        )
        .bind(practice.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .fetch_all(self.reader())
        .await?;
        let read = |row: &AnyRow| {
            let answer = match row.maybe_bytes(3)? {
                Some(sealed) => Some(JoiningAnswer { by: member(row, 4)?, sealed: sealed.into() }),
                None => None,
            };
            Ok(Joining {
                joining_id: row.id(0, JoiningId::from_bytes)?,
                note: row.bytes(1)?.into(),
                expires_at: row.time(2)?,
                answer,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Keeps an invitation; `false` if there are too many. Two that come at once are counted one after the other.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Conflict`] if there is one with this number.
    pub async fn add_joining(
        &self,
        practice: PracticeId,
        new: &NewJoining,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_for_practice(practice).await?;
        let open =
            sqlx::query("SELECT COUNT(*) FROM practice_joinings WHERE practice_id = $1 AND expires_at > $2")
                .bind(practice.to_bytes().to_vec())
                .bind(now.as_millisecond())
                .fetch_one(&mut *transaction)
                .await?;
        if usize::try_from(open.count(0)?).unwrap_or(usize::MAX) >= limit::PRACTICE_JOININGS {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO practice_joinings (joining_id, practice_id, offer, note, expires_at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(new.joining_id.to_bytes().to_vec())
        .bind(practice.to_bytes().to_vec())
        .bind(new.offer.0.clone())
        .bind(new.note.0.clone())
        .bind(expires_at.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What an open invitation says.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn joining_offer(&self, id: JoiningId, now: Timestamp) -> Result<Option<Bytes>, StoreError> {
        let row = sqlx::query(
            "SELECT offer FROM practice_joinings WHERE joining_id = $1 AND expires_at > $2 AND answered_by IS NULL",
        )
        .bind(id.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| Ok(row.bytes(0)?.into())).transpose()
    }

    /// Who leads the practice of an open invitation: nobody, if that account registered without a code and was not proven.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn joining_main_user(
        &self,
        id: JoiningId,
        now: Timestamp,
    ) -> Result<Option<AccountId>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT a.account_id FROM practice_joinings j JOIN practices p ON p.practice_id = j.practice_id
             JOIN accounts a ON a.account_id = p.account_id
             WHERE j.joining_id = $1 AND j.expires_at > $2 AND j.answered_by IS NULL AND {UNPROVEN} = 0"
        ));
        let row = sqlx::query(sql)
            .bind(id.to_bytes().to_vec())
            .bind(now.as_millisecond())
            .fetch_optional(self.reader())
            .await?;
        row.map(|row| row.id(0, AccountId::from_bytes)).transpose()
    }

    /// Whether the account accepted an invitation that the main user has not decided about.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn waits_for_practice(&self, account: AccountId, now: Timestamp) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT joining_id FROM practice_joinings WHERE answered_by = $1 AND expires_at > $2",
        )
        .bind(account.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .fetch_optional(self.reader())
        .await?;
        Ok(row.is_some())
    }

    /// Accepts an invitation at a device, which is released with the member.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn answer_joining(
        &self,
        id: JoiningId,
        (account, device): (AccountId, Option<CredentialId>),
        answer: &AnswerJoining,
        now: Timestamp,
    ) -> Result<Accepted, StoreError> {
        let mut transaction = self.begin_for_account(account).await?;
        if belongs_somewhere(&mut transaction, account).await? {
            return Ok(Accepted::Elsewhere);
        }
        let done = sqlx::query(
            "UPDATE practice_joinings SET answered_by = $1, answer = $2, answer_note = $3, credential_id = $6
             WHERE joining_id = $4 AND expires_at > $5 AND answered_by IS NULL",
        )
        .bind(account.to_bytes().to_vec())
        .bind(answer.sealed.0.clone())
        .bind(answer.note.0.clone())
        .bind(id.to_bytes().to_vec())
        .bind(now.as_millisecond())
        .bind(device.map(|device| device.to_bytes().to_vec()))
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() != 1 {
            return Ok(Accepted::Gone);
        }
        transaction.commit().await?;
        Ok(Accepted::Waits)
    }

    /// Takes an invitation back; `false` if the practice has none with this number.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_joining(&self, practice: PracticeId, id: JoiningId) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM practice_joinings WHERE practice_id = $1 AND joining_id = $2")
            .bind(practice.to_bytes().to_vec())
            .bind(id.to_bytes().to_vec())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Forgets invitations that are over.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_joinings(&self, now: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM practice_joinings WHERE expires_at <= $1")
            .bind(now.as_millisecond())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected())
    }
}
