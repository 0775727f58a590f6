//! Grants of a change of members that does not fit into one request: handed over first, in parts, and taken with the change.

use heilsam_domain::{AccountId, PracticeId};
use heilsam_protocol::practice::{Prepared, PreparedGrants};
use jiff::Timestamp;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

impl Store {
    /// Keeps grants of a change to come, and forgets those of any other change of this practice; `false`, and nothing is written,
    /// if somebody does not belong to it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn prepare_grants(
        &self,
        practice: PracticeId,
        prepared: &PreparedGrants,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (id, change) = (practice.to_bytes().to_vec(), prepared.change_id.to_bytes().to_vec());
        let mut transaction = self.begin_for_practice(practice).await?;
        sqlx::query("DELETE FROM practice_grants WHERE practice_id = $1 AND change_id <> $2")
            .bind(id.clone())
            .bind(change.clone())
            .execute(&mut *transaction)
            .await?;
        for grant in &prepared.grants {
            let kept = sqlx::query(
                "INSERT INTO practice_grants (account_id, practice_id, change_id, key_grant, prepared_at)
                 SELECT account_id, practice_id, $3, $4, CAST($5 AS BIGINT) FROM practice_members
                 WHERE account_id = $1 AND practice_id = $2
                 ON CONFLICT (account_id) DO UPDATE SET practice_id = excluded.practice_id,
                     change_id = excluded.change_id, key_grant = excluded.key_grant,
                     prepared_at = excluded.prepared_at",
            )
            .bind(grant.account_id.to_bytes().to_vec())
            .bind(id.clone())
            .bind(change.clone())
            .bind(grant.sealed.0.clone())
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
            if kept.rows_affected() != 1 {
                return Ok(false);
            }
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Forgets grants that were handed over before this moment for a change that never came.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_prepared_grants(&self, before: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM practice_grants WHERE prepared_at < $1")
            .bind(before.as_millisecond())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected())
    }
}

/// Gives members the grants that were handed over for this change, and says who they are; none if they are not all there. What
/// was handed over for the practice is forgotten.
pub(super) async fn apply(
    transaction: &mut Transaction<'_, Any>,
    practice: &[u8],
    prepared: Option<Prepared>,
) -> Result<Option<Vec<AccountId>>, StoreError> {
    let mut members = Vec::new();
    if let Some(Prepared { change_id, count }) = prepared {
        let change = change_id.to_bytes().to_vec();
        let rows = sqlx::query(
            "SELECT g.account_id FROM practice_grants g JOIN practice_members m ON m.account_id = g.account_id
             WHERE g.practice_id = $1 AND g.change_id = $2 AND m.practice_id = $1",
        )
        .bind(practice.to_vec())
        .bind(change.clone())
        .fetch_all(&mut **transaction)
        .await?;
        if u64::try_from(rows.len()) != Ok(count) {
            return Ok(None);
        }
        let read: Result<Vec<AccountId>, StoreError> =
            rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect();
        members = read?;
        sqlx::query(
            "UPDATE practice_members SET key_grant =
                 (SELECT g.key_grant FROM practice_grants g WHERE g.account_id = practice_members.account_id)
             WHERE practice_id = $1 AND account_id IN
                 (SELECT account_id FROM practice_grants WHERE practice_id = $1 AND change_id = $2)",
        )
        .bind(practice.to_vec())
        .bind(change)
        .execute(&mut **transaction)
        .await?;
    }
    sqlx::query("DELETE FROM practice_grants WHERE practice_id = $1")
        .bind(practice.to_vec())
        .execute(&mut **transaction)
        .await?;
    Ok(Some(members))
}
