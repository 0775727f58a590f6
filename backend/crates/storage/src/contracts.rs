//! Contracts of practices: their data sealed under the server's key, their days in the clear, because a job ends them.

use heilsam_domain::AccountId;
use heilsam_domain::contract::Cancellation;
use heilsam_domain::invoice::Term;
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
    /// Whom invoices name.
    pub debtor: Option<[u8; 16]>,
    /// The mandate for direct debits, sealed under the server's key.
    pub mandate: Option<Vec<u8>>,
    /// The last day that was looked at for invoices.
    pub billed_until: Option<Date>,
}

/// What is charged from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Name of the plan.
    pub plan: String,
    /// Euro cents per month, taxes included.
    pub cents_per_month: u32,
    /// Whom invoices name from the first agreement on; later ones change nothing about it.
    pub debtor: [u8; 16],
    /// A new mandate, sealed under the server's key; none leaves the one there is.
    pub mandate: Option<Vec<u8>>,
}

impl Store {
    /// The contract of an account.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contract(&self, account: AccountId) -> Result<Option<ContractRow>, StoreError> {
        let row = sqlx::query(
            "SELECT account_id, sealed, begun_on, cancelled_on, ends_on, debtor, mandate, billed_until FROM contracts
             WHERE account_id = $1",
        )
        .bind(account.to_bytes().to_vec())
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| contract(&row)).transpose()
    }

    /// Concludes a contract on this day, or changes the data of the one there is. What was agreed last on a day holds for it;
    /// without an agreement nothing is charged.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_contract(
        &self,
        account: AccountId,
        sealed: &[u8],
        today: Date,
        agreement: Option<&Agreement>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO contracts (account_id, sealed, begun_on, debtor, mandate) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed,
             debtor = COALESCE(contracts.debtor, excluded.debtor), mandate = COALESCE(excluded.mandate, contracts.mandate)",
        )
        .bind(account.to_bytes().to_vec())
        .bind(sealed.to_vec())
        .bind(today.to_string())
        .bind(agreement.map(|it| it.debtor.to_vec()))
        .bind(agreement.and_then(|it| it.mandate.clone()))
        .execute(&mut *transaction)
        .await?;
        if let Some(agreement) = agreement {
            sqlx::query(
                "INSERT INTO contract_terms (account_id, since, plan, cents) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (account_id, since) DO UPDATE SET plan = excluded.plan, cents = excluded.cents",
            )
            .bind(account.to_bytes().to_vec())
            .bind(today.to_string())
            .bind(agreement.plan.clone())
            .bind(i64::from(agreement.cents_per_month))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// What was agreed on, in order of the days.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contract_terms(&self, account: AccountId) -> Result<Vec<Term>, StoreError> {
        let rows =
            sqlx::query("SELECT since, plan, cents FROM contract_terms WHERE account_id = $1 ORDER BY since")
                .bind(account.to_bytes().to_vec())
                .fetch_all(self.reader())
                .await?;
        rows.iter()
            .map(|row| {
                let cents_per_month = u32::try_from(row.int(2)?).map_err(|_| StoreError::Corrupt("cents"))?;
                Ok(Term { since: day(&row.text(0)?)?, plan: row.text(1)?, cents_per_month })
            })
            .collect()
    }

    /// Accounts whose contracts were not yet looked at for invoices until this day, or until their end if that comes until
    /// `soon`; at most 100.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn contracts_to_bill(&self, until: Date, soon: Date) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query(
            "SELECT account_id FROM contracts WHERE debtor IS NOT NULL AND begun_on <= $1
             AND (COALESCE(billed_until, '') < $1 OR (ends_on <= $2 AND COALESCE(billed_until, '') < ends_on)) LIMIT 100",
        )
        .bind(until.to_string())
        .bind(soon.to_string())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
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
        debtor: row.maybe_id(5, |bytes| bytes)?,
        mandate: row.maybe_bytes(6)?,
        billed_until: row.maybe_text(7)?.map(|text| day(&text)).transpose()?,
    })
}

/// As it is kept: `2026-09-30`, which sorts as days do.
pub(crate) fn day(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt("day"))
}
