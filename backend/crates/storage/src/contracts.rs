//! Contracts of practices: their data sealed under the server's key, their days in the clear, because a job ends them.

use heilsam_domain::AccountId;
use heilsam_domain::contract::Cancellation;
use jiff::civil::Date;
use sqlx::any::AnyRow;

use crate::row::Columns;
use crate::{Store, StoreError};

/// A contract as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    /// The doctor's account.
    pub account_id: AccountId,
    /// Name, address, account: sealed under the server's key.
    pub sealed: Vec<u8>,
    /// Its first day.
    pub begun_on: Date,
    /// Notice.
    pub cancellation: Option<Cancellation>,
}

impl Store {
    /// The contract of an account.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contract(&self, account: AccountId) -> Result<Option<ContractRow>, StoreError> {
        let row = sqlx::query(
            "SELECT account_id, sealed, begun_on, cancelled_on, ends_on FROM contracts WHERE account_id = $1",
        )
        .bind(account.to_bytes().to_vec())
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| contract(&row)).transpose()
    }

    /// Concludes a contract on this day, or changes the data of the one there is.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_contract(
        &self,
        account: AccountId,
        sealed: &[u8],
        today: Date,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO contracts (account_id, sealed, begun_on) VALUES ($1, $2, $3)
             ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed",
        )
        .bind(account.to_bytes().to_vec())
        .bind(sealed.to_vec())
        .bind(today.to_string())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// Gives notice; `false` if it was given already, or there is no contract.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn cancel_contract(
        &self,
        account: AccountId,
        cancellation: Cancellation,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE contracts SET cancelled_on = $2, ends_on = $3 WHERE account_id = $1 AND ends_on IS NULL",
        )
        .bind(account.to_bytes().to_vec())
        .bind(cancellation.given_on.to_string())
        .bind(cancellation.ends_on.to_string())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Takes notice back while the contract still runs; `false` if there is none to take back.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn revoke_cancellation(&self, account: AccountId, today: Date) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE contracts SET cancelled_on = NULL, ends_on = NULL WHERE account_id = $1 AND ends_on >= $2",
        )
        .bind(account.to_bytes().to_vec())
        .bind(today.to_string())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Accounts whose contract was over before this day, at most 100.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contracts_over(&self, today: Date) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query("SELECT account_id FROM contracts WHERE ends_on < $1 LIMIT 100")
            .bind(today.to_string())
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }
}

fn contract(row: &AnyRow) -> Result<ContractRow, StoreError> {
    let cancellation = match (row.maybe_text(3)?, row.maybe_text(4)?) {
        (Some(given_on), Some(ends_on)) => {
            Some(Cancellation { given_on: day(&given_on)?, ends_on: day(&ends_on)? })
        }
        _ => None,
    };
    Ok(ContractRow {
        account_id: row.id(0, AccountId::from_bytes)?,
        sealed: row.bytes(1)?,
        begun_on: day(&row.text(2)?)?,
        cancellation,
    })
}

/// As it is kept: `2026-09-30`, which sorts as days do.
fn day(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt("day"))
}
