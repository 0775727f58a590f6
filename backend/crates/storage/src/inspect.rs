//! Looking at what is stored as a whole, for evidence: the schema, sealed columns, what is overdue, traces of an account.
//!
//! Reads only.

use heilsam_domain::AccountId;
use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use crate::engine::Engine;
use crate::row::Columns;
use crate::{Store, StoreError};

/// Columns that hold nothing but what clients sealed, and the header bytes in front that the server reads.
pub const SEALED: [(&str, &str); 21] = [
    ("accounts", "sealed_keys"),
    ("credentials", "sealed_label"),
    ("slots", "sealed"),
    ("collections", "sealed_keys"),
    ("records", "content"),
    ("records", "wrap"),
    ("consultations", "sealed"),
    ("practices", "roster"),
    ("practice_members", "key_grant"),
    ("practice_members", "note"),
    ("practice_grants", "key_grant"),
    ("practice_joinings", "offer"),
    ("practice_joinings", "note"),
    ("practice_joinings", "answer"),
    ("practice_joinings", "answer_note"),
    ("shares", "key_grant"),
    ("shares", "note"),
    ("share_pages", "content"),
    ("share_pages", "wrap"),
    ("notification_choices", "settings"),
    ("recovery_contacts", "note"),
];

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Table.
    pub table: String,
    /// Column.
    pub column: String,
}

/// How much is kept longer than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overdue {
    /// Sessions past their end.
    pub sessions: u64,
    /// Registrations past their end.
    pub registrations: u64,
    /// Consultations that closed too long ago.
    pub consultations: u64,
    /// Shares past their end that still hold a key or pages.
    pub shares: u64,
}

impl Store {
    /// Every column of the schema, by table and name.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn schema(&self) -> Result<Vec<Column>, StoreError> {
        // How a database describes itself is the one thing that no statement asks both engines alike.
        let statement = match self.engine() {
            Engine::Sqlite => {
                "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2"
            }
            Engine::Postgres => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
                 WHERE table_schema = current_schema() ORDER BY 1, 2"
            }
        };
        let rows = sqlx::query(statement).fetch_all(self.reader()).await?;
        rows.iter().map(|row| Ok(Column { table: row.text(0)?, column: row.text(1)? })).collect()
    }

    /// The step that the schema of this database has reached.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn schema_step(&self) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT version FROM schema_version WHERE single = 1").fetch_one(self.reader());
        row.await?.int(0)
    }

    /// Values of a column of [`SEALED`], at most `limit`; empty for any other column.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn sealed_values(&self, at: (&str, &str), limit: u32) -> Result<Vec<Vec<u8>>, StoreError> {
        let Some((table, column)) = SEALED.into_iter().find(|known| *known == at) else {
            return Ok(Vec::new());
        };
        let statement = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT $1");
        let rows = sqlx::query(AssertSqlSafe(statement)).bind(i64::from(limit));
        let rows = rows.fetch_all(self.reader()).await?;
        rows.iter().map(|row| row.bytes(0)).collect()
    }

    /// Accounts with acts of consent, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn consenting_accounts(&self, limit: u32) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query("SELECT DISTINCT account_id FROM consents ORDER BY account_id LIMIT $1")
            .bind(i64::from(limit));
        let rows = rows.fetch_all(self.reader()).await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }

    /// What should be gone: ended before `now`, consultations closed before `closed_before`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn overdue(&self, now: Timestamp, closed_before: Timestamp) -> Result<Overdue, StoreError> {
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM sessions WHERE ends_at < $1),
                    (SELECT COUNT(*) FROM registrations WHERE expires_at < $1
                     AND (LENGTH(state) > 0 OR COALESCE(entitled_until, 0) < $1)),
                    (SELECT COUNT(*) FROM consultations WHERE closes_at < $2),
                    (SELECT COUNT(*) FROM shares s WHERE s.expires_at < $1 AND (s.key_grant <> $3
                     OR EXISTS (SELECT 1 FROM share_pages p WHERE p.share_id = s.share_id)))",
        )
        .bind(now.as_millisecond())
        .bind(closed_before.as_millisecond())
        .bind(Vec::<u8>::new())
        .fetch_one(self.reader())
        .await?;
        Ok(Overdue {
            sessions: row.count(0)?,
            registrations: row.count(1)?,
            consultations: row.count(2)?,
            shares: row.count(3)?,
        })
    }

    /// Tables with rows that belong to an account, and how many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn traces(&self, account_id: AccountId) -> Result<Vec<(String, u64)>, StoreError> {
        let mut found = Vec::new();
        for place in self.schema().await?.into_iter().filter(|place| place.column == "account_id") {
            let statement = format!("SELECT COUNT(*) FROM {} WHERE account_id = $1", place.table);
            let row = sqlx::query(AssertSqlSafe(statement)).bind(account_id.to_bytes().to_vec());
            let count = row.fetch_one(self.reader()).await?.count(0)?;
            if count > 0 {
                found.push((place.table, count));
            }
        }
        Ok(found)
    }
}
