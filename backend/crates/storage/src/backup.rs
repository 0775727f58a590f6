//! A copy of a SQLite database as it was at one moment, while a server reads and writes it.
//!
//! `VACUUM INTO` reads in one transaction and writes a new file: no write-ahead log beside it, and nothing of what was deleted.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::audit::AuditHead;
use crate::engine::{Engine, sqlite_path};
use crate::{OpenError, StoreError};

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Schema step of the copy.
    pub schema: i64,
    /// End of the audit log in it.
    pub audit: AuditHead,
}

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Another engine has tools of its own.
    #[error("the database is PostgreSQL: save it with `pg_dump --format=custom`, see docs/BACKUP.md")]
    NotSqlite,
    /// The URL names no database.
    #[error(transparent)]
    Url(#[from] OpenError),
    /// There is no such file.
    #[error("there is no database {0}: give its folder with --data")]
    Missing(PathBuf),
    /// The place of the copy cannot be written.
    #[error("{path} cannot be written: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// SQLite takes paths in UTF-8 only.
    #[error("{0} is not in UTF-8: choose another folder")]
    Path(PathBuf),
    /// The copy does not hold together; the database itself may be damaged.
    #[error("the copy is damaged, and maybe the database, too: {0}")]
    Damaged(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Copies the database at `sqlite:PATH` to a file that does not exist yet, readable by its owner only. The copy was read again
/// and is on the disk when this returns. The schema stays as it is, also when this program knows a newer one.
///
/// # Errors
/// [`BackupError`]; a file that was begun stays.
pub async fn copy(url: &str, to: &Path) -> Result<Copied, BackupError> {
    if Engine::of(url)? == Engine::Postgres {
        return Err(BackupError::NotSqlite);
    }
    let from = Path::new(sqlite_path(url));
    if !from.is_file() {
        return Err(BackupError::Missing(from.to_owned()));
    }
    let target = to.to_str().ok_or_else(|| BackupError::Path(to.to_owned()))?.to_owned();
    let failed = |source| BackupError::File { path: to.to_owned(), source };
    // SQLite writes into a file that is there and empty, and leaves its permissions as they are.
    let file = new_file(to).map_err(failed)?;
    let mut connection = open(from, false).await?;
    let written = sqlx::query("VACUUM INTO $1").bind(target).execute(&mut connection).await;
    connection.close().await.map_err(StoreError::from)?;
    written.map_err(StoreError::from)?;
    file.sync_all().map_err(failed)?;
    read_again(to).await
}

/// Reads the copy as a whole.
async fn read_again(copy: &Path) -> Result<Copied, BackupError> {
    let mut connection = open(copy, true).await?;
    let said = sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)").fetch_one(&mut connection).await;
    let schema = sqlx::query_scalar::<_, i64>("SELECT version FROM schema_version WHERE single = 1")
        .fetch_one(&mut connection)
        .await;
    let tip = sqlx::query_as::<_, (i64, Vec<u8>)>("SELECT position, hash FROM audit_tip WHERE single = 1")
        .fetch_optional(&mut connection)
        .await;
    connection.close().await.map_err(StoreError::from)?;
    let said = said.map_err(StoreError::from)?;
    if said != "ok" {
        return Err(BackupError::Damaged(said));
    }
    let (rows, hash) = tip.map_err(StoreError::from)?.unwrap_or_else(|| (0, vec![0; 32]));
    let hash = hash.try_into().map_err(|_| StoreError::Corrupt("hash"))?;
    Ok(Copied { schema: schema.map_err(StoreError::from)?, audit: AuditHead { rows, hash } })
}

async fn open(path: &Path, read_only: bool) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).read_only(read_only);
    Ok(options.connect().await?)
}

fn new_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    async fn store(folder: &Path) -> (Store, String) {
        let url = format!("sqlite:{}", folder.join("a b.db").display());
        (Store::open(&url).await.unwrap(), url)
    }

    #[tokio::test]
    async fn a_copy_of_an_open_database_is_whole_and_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (store, url) = store(folder.path()).await;
        let head = store.append_audit("first").await.unwrap();
        let to = folder.path().join("copy.db");
        let copied = copy(&url, &to).await.unwrap();
        assert_eq!(copied.audit, head);
        assert_eq!(Ok(copied.schema), store.schema_step().await);
        store.append_audit("second").await.unwrap();
        let restored = Store::open(&format!("sqlite:{}", to.display())).await.unwrap();
        assert_eq!(restored.verify_audit(&[]).await, Ok(Ok(1)));
    }

    #[tokio::test]
    async fn nothing_is_written_over_and_what_is_no_database_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (_store, url) = store(folder.path()).await;
        let to = folder.path().join("copy.db");
        std::fs::write(&to, "somebody's").unwrap();
        assert!(matches!(copy(&url, &to).await, Err(BackupError::File { .. })));
        assert_eq!(std::fs::read_to_string(&to).unwrap(), "somebody's");
        let other = folder.path().join("other.db");
        let none = format!("sqlite:{}", folder.path().join("none.db").display());
        assert!(matches!(copy(&none, &other).await, Err(BackupError::Missing(_))));
        assert!(matches!(copy("postgres://localhost/x", &other).await, Err(BackupError::NotSqlite)));
        assert!(!other.exists());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_copy_is_closed_to_others_and_has_nothing_beside_it() {
        use std::os::unix::fs::PermissionsExt;
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (_store, url) = store(from.path()).await;
        let file = to.path().join("copy.db");
        copy(&url, &file).await.unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(to.path()).unwrap().count(), 1);
    }
}
