//! Invoices: numbered without a gap, never changed; which of them were handed to the bank, and when in which order.

use heilsam_domain::AccountId;
use jiff::civil::Date;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::contracts::day;
use crate::engine::Engine;
use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// An invoice as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    /// Counts from 1.
    pub number: u64,
    /// Whose it is.
    pub debtor: [u8; 16],
    /// The last day that it is about.
    pub until: Date,
    /// What stands on it, sealed under the server's key.
    pub sealed: Vec<u8>,
}

/// SMS of one month that were sent at the same price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmsSent {
    /// The first day of the month.
    pub month: Date,
    /// Euro cents for each, taxes included, as it was shown before it was sent.
    pub cents: u32,
    /// How many.
    pub messages: u32,
}

impl Store {
    /// Notes one more SMS that a contract is charged for: its month and its price, and nothing else.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn note_sms(&self, account: AccountId, day: Date, cents: u32) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO sms_sent (account_id, month, cents, messages) VALUES ($1, $2, $3, 1)
             ON CONFLICT (account_id, month, cents) DO UPDATE SET messages = sms_sent.messages + 1",
        )
        .bind(account.to_bytes().to_vec())
        .bind(day.first_of_month().to_string())
        .bind(i64::from(cents))
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// The SMS of a contract that stand on no invoice yet, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn sms_sent(&self, account: AccountId) -> Result<Vec<SmsSent>, StoreError> {
        let rows = sqlx::query(
            "SELECT month, cents, messages FROM sms_sent WHERE account_id = $1 ORDER BY month, cents",
        )
        .bind(account.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        let small =
            |row: &AnyRow, column| u32::try_from(row.int(column)?).map_err(|_| StoreError::Corrupt("count"));
        rows.iter()
            .map(|row| {
                Ok(SmsSent { month: day(&row.text(0)?)?, cents: small(row, 1)?, messages: small(row, 2)? })
            })
            .collect()
    }

    /// Notes that a contract was looked at until a day, with the invoice that came of it. Both or neither, so that no number is
    /// left out and no month charged twice. Answers with the number; none without an invoice, and none when nothing was noted
    /// because the contract is gone, or was looked at as far already: another server may have been quicker.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was noted.
    pub async fn bill(
        &self,
        account: AccountId,
        debtor: [u8; 16],
        until: Date,
        sealed: Option<&[u8]>,
    ) -> Result<Option<u64>, StoreError> {
        let mut transaction = self.begin_numbering().await?;
        let noted = sqlx::query(
            "UPDATE contracts SET billed_until = $2 WHERE account_id = $1 AND COALESCE(billed_until, '') < $2",
        )
        .bind(account.to_bytes().to_vec())
        .bind(until.to_string())
        .execute(&mut *transaction)
        .await?;
        if noted.rows_affected() != 1 {
            return Ok(None);
        }
        // They stand on the invoice now, or are charged to nobody.
        sqlx::query("DELETE FROM sms_sent WHERE account_id = $1 AND month <= $2")
            .bind(account.to_bytes().to_vec())
            .bind(until.to_string())
            .execute(&mut *transaction)
            .await?;
        let mut given = None;
        if let Some(sealed) = sealed {
            let row = sqlx::query("SELECT COALESCE(MAX(number), 0) FROM invoices")
                .fetch_one(&mut *transaction)
                .await?;
            let number = row.count(0)? + 1;
            sqlx::query("INSERT INTO invoices (number, debtor, until, sealed) VALUES ($1, $2, $3, $4)")
                .bind(as_int(number)?)
                .bind(debtor.to_vec())
                .bind(until.to_string())
                .bind(sealed.to_vec())
                .execute(&mut *transaction)
                .await?;
            given = Some(number);
        }
        transaction.commit().await?;
        Ok(given)
    }

    /// Invoices of a contract, newest first, at most 240.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn invoices(&self, debtor: [u8; 16]) -> Result<Vec<InvoiceRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, debtor, until, sealed FROM invoices WHERE debtor = $1 ORDER BY number DESC LIMIT 240",
        )
        .bind(debtor.to_vec())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(invoice).collect()
    }

    /// Takes every invoice that was in no run yet into a new run for the bank; none if there is nothing to collect. Answers with
    /// the run's number.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn begin_debit_run(&self) -> Result<Option<u64>, StoreError> {
        let mut transaction = self.begin_numbering().await?;
        let row =
            sqlx::query("SELECT COALESCE(MAX(run), 0) FROM invoices").fetch_one(&mut *transaction).await?;
        let run = row.count(0)? + 1;
        let taken = sqlx::query("UPDATE invoices SET run = $1 WHERE run IS NULL")
            .bind(as_int(run)?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok((taken.rows_affected() > 0).then_some(run))
    }

    /// The invoices of a run, in order.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn debit_run(&self, run: u64) -> Result<Vec<InvoiceRow>, StoreError> {
        let rows =
            sqlx::query("SELECT number, debtor, until, sealed FROM invoices WHERE run = $1 ORDER BY number")
                .bind(as_int(run)?)
                .fetch_all(self.reader())
                .await?;
        rows.iter().map(invoice).collect()
    }

    /// Begins a transaction beside which nobody numbers invoices or runs: of two that count at once, both would take the same
    /// number. SQLite has one writer anyway.
    async fn begin_numbering(&self) -> Result<Transaction<'static, Any>, StoreError> {
        let mut transaction = self.begin().await?;
        if self.engine() == Engine::Postgres {
            sqlx::query("LOCK TABLE invoices IN SHARE ROW EXCLUSIVE MODE").execute(&mut *transaction).await?;
        }
        Ok(transaction)
    }
}

fn invoice(row: &AnyRow) -> Result<InvoiceRow, StoreError> {
    Ok(InvoiceRow {
        number: row.count(0)?,
        debtor: row.array(1)?,
        until: day(&row.text(2)?)?,
        sealed: row.bytes(3)?,
    })
}
