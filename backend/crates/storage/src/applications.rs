//! Doctors who registered without a code of the operator: how many there are, and which nobody waits for any more.

use heilsam_domain::AccountId;
use jiff::Timestamp;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

/// Documents of doctors who registered without a code that wait for operators at the same time: no crowd of them fills the disk,
/// or pushes the others from the operators' list.
pub const WAITING_DOCUMENTS: u64 = 150;
/// Accounts that one run of a job takes on.
const AT_ONCE: i64 = 100;

impl Store {
    /// How many registered without a code since a time, and how many are at it now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn self_registered_since(&self, since: Timestamp, now: Timestamp) -> Result<u64, StoreError> {
        sqlx::query(
            "SELECT (SELECT COUNT(*) FROM accounts WHERE self_registered = 1 AND created_at > $1)
             + (SELECT COUNT(*) FROM registrations WHERE self_registered = 1 AND expires_at > $2)",
        )
        .bind(since.as_millisecond())
        .bind(now.as_millisecond())
        .fetch_one(self.reader())
        .await?
        .count(0)
    }

    /// Accounts that registered without a code until `before` and have handed in nothing, and those whose proof was refused
    /// until then; at most 100.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn lapsed_applications(&self, before: Timestamp) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query(
            "SELECT a.account_id FROM accounts a LEFT JOIN doctor_proofs p ON p.account_id = a.account_id
             WHERE a.self_registered = 1 AND ((p.account_id IS NULL AND a.created_at <= $1)
             OR (p.state = 'refused' AND p.decided_at <= $1)) ORDER BY a.created_at, a.account_id LIMIT $2",
        )
        .bind(before.as_millisecond())
        .bind(AT_ONCE)
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }
}

/// Whether an account that registered without a code would hand in one document more than may wait.
pub(crate) async fn is_one_too_many(
    transaction: &mut Transaction<'_, Any>,
    account: &[u8],
) -> Result<bool, StoreError> {
    let waiting = sqlx::query(
        "SELECT COUNT(*) FROM accounts own
         JOIN accounts a ON a.self_registered = 1 AND a.account_id <> own.account_id
         JOIN doctor_proofs p ON p.account_id = a.account_id AND p.state = 'waiting'
         WHERE own.account_id = $1 AND own.self_registered = 1",
    )
    .bind(account.to_vec())
    .fetch_one(&mut **transaction)
    .await?
    .count(0)?;
    Ok(waiting >= WAITING_DOCUMENTS)
}
