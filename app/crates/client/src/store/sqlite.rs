//! The store of native programs: one SQLite file.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use super::{Change, LocalStore, StoreError};

/// A store in a file.
#[derive(Debug, Clone)]
pub struct SqliteStore(SqlitePool);

impl SqliteStore {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be used.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.map_err(failed)?;
        sqlx::query(
            "CREATE TABLE IF NOT EXISTS kv (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        )
        .execute(&pool)
        .await
        .map_err(failed)?;
        Ok(Self(pool))
    }
}

impl LocalStore for SqliteStore {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar("SELECT value FROM kv WHERE key = $1")
            .bind(key)
            .fetch_optional(&self.0)
            .await
            .map_err(failed)
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        sqlx::query_as("SELECT key, value FROM kv WHERE substr(key, 1, $1) = $2 ORDER BY key")
            .bind(i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX))
            .bind(prefix)
            .fetch_all(&self.0)
            .await
            .map_err(failed)
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let mut transaction = self.0.begin().await.map_err(failed)?;
        for change in changes {
            let query = match change {
                Change::Put(key, value) => sqlx::query(
                    "INSERT INTO kv (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
                )
                .bind(key)
                .bind(value),
                Change::Add(key, value) => {
                    sqlx::query("INSERT INTO kv (key, value) VALUES ($1, $2)").bind(key).bind(value)
                }
                Change::Remove(key) => sqlx::query("DELETE FROM kv WHERE key = $1").bind(key),
            };
            query.execute(&mut *transaction).await.map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)
    }

    async fn clear(&self) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM kv").execute(&self.0).await.map(|_| ()).map_err(failed)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn failed(error: sqlx::Error) -> StoreError {
    StoreError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_sqlite_store_keeps_its_promises() {
        let path = std::env::temp_dir().join(format!("heilsam-client-{}.db", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let store = SqliteStore::open(&path).await.unwrap();
        crate::store::suite::holds_what_a_store_promises(&store).await;
        std::fs::remove_file(&path).unwrap();
    }
}
