//! Outcome reporting: which account got its token, which tokens are spent, and counts of which nobody can tell whose they are.
//!
//! Nothing ties the three tables together: the first names accounts and no token, the second tokens and no number, the third
//! numbers and neither. No table holds a time.

use heilsam_domain::AccountId;
use heilsam_domain::outcome::{Contribution, Measure, Quarter};

use crate::row::Columns;
use crate::{Store, StoreError};

/// So many people of a quarter have this value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountRow {
    /// What was counted.
    pub measure: Measure,
    /// Whether they broke off.
    pub dropped_out: bool,
    /// The value.
    pub value: u32,
    /// How many people.
    pub people: u64,
}

impl Store {
    /// Notes that an account asks for its token of a quarter; `false`: it has asked with something else before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn note_token(
        &self,
        account_id: AccountId,
        quarter: Quarter,
        asked: [u8; 32],
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO outcome_tokens (account_id, quarter, asked) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, quarter) DO NOTHING",
        )
        .bind(account_id.to_bytes().to_vec())
        .bind(quarter.to_string())
        .bind(asked.to_vec())
        .execute(&mut *transaction)
        .await?;
        let kept = sqlx::query("SELECT asked FROM outcome_tokens WHERE account_id = $1 AND quarter = $2")
            .bind(account_id.to_bytes().to_vec())
            .bind(quarter.to_string())
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(kept.bytes(0)? == asked)
    }

    /// Counts the numbers of a course and spends its token, both or neither; `false`: the token is spent.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was counted.
    pub async fn count_contribution(
        &self,
        token_hash: [u8; 32],
        contribution: &Contribution,
    ) -> Result<bool, StoreError> {
        let quarter = contribution.quarter().to_string();
        let mut transaction = self.begin().await?;
        let spent = sqlx::query(
            "INSERT INTO outcome_spent (token_hash, quarter) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING",
        )
        .bind(token_hash.to_vec())
        .bind(quarter.clone())
        .execute(&mut *transaction)
        .await?;
        if spent.rows_affected() == 0 {
            return Ok(false);
        }
        // Always in the same order, so that two of them never wait for each other.
        for (measure, value) in contribution.counts() {
            sqlx::query(
                "INSERT INTO outcome_counts (quarter, measure, dropped_out, value, people) VALUES ($1, $2, $3, $4, 1)
                 ON CONFLICT (quarter, measure, dropped_out, value) DO UPDATE SET people = outcome_counts.people + 1",
            )
            .bind(quarter.clone())
            .bind(measure.to_string())
            .bind(i64::from(contribution.dropped_out()))
            .bind(i64::from(value))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Forgets who asked for a token of a quarter before this one, and which of those tokens are spent: none of them can be
    /// asked for or handed in any more. Says how many rows there were.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_tokens(&self, before: Quarter) -> Result<u64, StoreError> {
        let mut purged = 0;
        for statement in
            ["DELETE FROM outcome_tokens WHERE quarter < $1", "DELETE FROM outcome_spent WHERE quarter < $1"]
        {
            let done = sqlx::query(statement).bind(before.to_string()).execute(self.writer()).await?;
            purged += done.rows_affected();
        }
        Ok(purged)
    }

    /// Quarters of which something was handed in, oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn outcome_quarters(&self) -> Result<Vec<Quarter>, StoreError> {
        let rows = sqlx::query("SELECT DISTINCT quarter FROM outcome_counts ORDER BY quarter LIMIT 400")
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(|row| row.named(0, |name| name.parse().ok())).collect()
    }

    /// The counts of a quarter. A quarter has at most some thousand different values.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn outcome_counts(&self, quarter: Quarter) -> Result<Vec<CountRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT measure, dropped_out, value, people FROM outcome_counts WHERE quarter = $1
             ORDER BY measure, dropped_out, value",
        )
        .bind(quarter.to_string())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(CountRow {
                    measure: row.named(0, Measure::from_name)?,
                    dropped_out: row.int(1)? != 0,
                    value: u32::try_from(row.int(2)?).map_err(|_| StoreError::Corrupt("value"))?,
                    people: row.count(3)?,
                })
            })
            .collect()
    }
}
