//! Dossiers: an append-only history of entries, and the names of the people in it.
//!
//! All of it lies in the clear, on purpose: a dossier says how a product meets the law and holds no health data; the server
//! reads every entry to decide about the next one, and names stand in it because people sign with them.

use heilsam_domain::{AccountId, DeploymentId, Role};
use jiff::Timestamp;

use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// A dossier without its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRow {
    /// First day of the state of the law that it was begun with.
    pub legal_date: String,
    /// Entries in its history.
    pub entry_count: u64,
}

/// A name in a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierPersonRow {
    /// The account.
    pub account_id: AccountId,
    /// Its role.
    pub role: Role,
    /// What the person wants to be called.
    pub name: String,
}

/// How appending entries ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryAppended {
    /// They are the newest of the history now.
    Stored,
    /// Somebody else appended before: nothing was written.
    Moved,
}

impl Store {
    /// The dossier of an installation; `None` before its first entry.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier(&self, dossier: DeploymentId) -> Result<Option<DossierRow>, StoreError> {
        let row = sqlx::query("SELECT legal_date, entry_count FROM dossiers WHERE dossier_id = $1")
            .bind(dossier.to_bytes().to_vec())
            .fetch_optional(self.reader())
            .await?;
        row.map(|row| Ok(DossierRow { legal_date: row.text(0)?, entry_count: row.count(1)? })).transpose()
    }

    /// Entries after number `after`, oldest first, as they were written; at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier_entries(
        &self,
        dossier: DeploymentId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query(
            "SELECT entry FROM dossier_entries WHERE dossier_id = $1 AND number > $2 ORDER BY number LIMIT $3",
        )
        .bind(dossier.to_bytes().to_vec())
        .bind(as_int(after)?)
        .bind(i64::from(limit))
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Appends entries from number `first` (from 1) on, if the history holds exactly the ones before it; the first one makes
    /// the dossier. All of them are written, or none.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn append_dossier_entries(
        &self,
        dossier: DeploymentId,
        legal_date: &str,
        first: u64,
        entries: &[String],
        now: Timestamp,
    ) -> Result<EntryAppended, StoreError> {
        let before = as_int(first)? - 1;
        let after = before + i64::try_from(entries.len()).map_err(|_| StoreError::Corrupt("count"))?;
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO dossiers (dossier_id, legal_date, created_at, entry_count) VALUES ($1, $2, $3, 0)
             ON CONFLICT (dossier_id) DO NOTHING",
        )
        .bind(dossier.to_bytes().to_vec())
        .bind(legal_date.to_owned())
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        let moved =
            sqlx::query("UPDATE dossiers SET entry_count = $1 WHERE dossier_id = $2 AND entry_count = $3")
                .bind(after)
                .bind(dossier.to_bytes().to_vec())
                .bind(before)
                .execute(&mut *transaction)
                .await?;
        if moved.rows_affected() != 1 {
            return Ok(EntryAppended::Moved);
        }
        for (number, entry) in (before + 1..).zip(entries) {
            sqlx::query("INSERT INTO dossier_entries (dossier_id, number, entry) VALUES ($1, $2, $3)")
                .bind(dossier.to_bytes().to_vec())
                .bind(number)
                .bind(entry.clone())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(EntryAppended::Stored)
    }

    /// Sets what a person is called in a dossier.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn name_dossier_person(
        &self,
        dossier: DeploymentId,
        account_id: AccountId,
        name: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO dossier_people (dossier_id, account_id, name) VALUES ($1, $2, $3)
             ON CONFLICT (dossier_id, account_id) DO UPDATE SET name = excluded.name",
        )
        .bind(dossier.to_bytes().to_vec())
        .bind(account_id.to_bytes().to_vec())
        .bind(name.to_owned())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// Everybody who has a name in a dossier, by name; at most 500.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier_people(&self, dossier: DeploymentId) -> Result<Vec<DossierPersonRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT p.account_id, a.role, p.name FROM dossier_people p JOIN accounts a ON a.account_id = p.account_id
             WHERE p.dossier_id = $1 ORDER BY p.name, p.account_id LIMIT 500",
        )
        .bind(dossier.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                let account_id = row.id(0, AccountId::from_bytes)?;
                Ok(DossierPersonRow { account_id, role: row.named(1, Role::from_name)?, name: row.text(2)? })
            })
            .collect()
    }
}
