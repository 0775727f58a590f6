//! Opening a database, and the difference between the engines: nothing outside this file, `migrations` and `signals` knows it.

use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyPool, Executor, Transaction};

use crate::{OpenError, StoreError, migrations};

/// Connections that read at the same time.
const READERS: u32 = 4;
/// Connections that write at the same time on PostgreSQL; SQLite has exactly one writer.
const POSTGRES_WRITERS: u32 = 8;
/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// A database. Cloning copies a pointer.
#[derive(Clone)]
pub struct Store(Arc<Pools>);

struct Pools {
    engine: Engine,
    url: String,
    writer: AnyPool,
    reader: AnyPool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) fn of(url: &str) -> Result<Self, OpenError> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(OpenError::UnknownScheme),
        }
    }

    /// Takes the write lock at once, so that a transaction never fails half-way for being late.
    const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// Begins reading: all statements up to the end see the same state.
    const fn snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        }
    }

    /// Ends a `SELECT` whose rows must stay as they are until the transaction ends. SQLite has one writer anyway.
    pub(crate) const fn shared_lock(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR SHARE",
        }
    }

    /// The same for a row that only one transaction at a time may hold; others may go on referring to it.
    pub(crate) const fn own_lock(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR NO KEY UPDATE",
        }
    }
}

impl Store {
    /// Opens the database at `sqlite:PATH` or `postgres://...` and brings its schema up to date.
    ///
    /// # Errors
    /// [`OpenError`] says what to change.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let (writers, url) = match engine {
            Engine::Sqlite => (1, sqlite_url(url)),
            Engine::Postgres => (POSTGRES_WRITERS, url.to_owned()),
        };
        let writer = connect(engine, &url, writers).await?;
        migrations::run(engine, &writer, engine.begin()).await?;
        if engine == Engine::Sqlite {
            // What making the tables filled is of no more use, and this connection lives as long as the server.
            writer.execute("PRAGMA shrink_memory").await.map_err(StoreError::from)?;
        }
        let reader = connect(engine, &url, READERS).await?;
        Ok(Self(Arc::new(Pools { engine, url, writer, reader })))
    }

    /// Name of the engine: `sqlite` or `postgres`.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        match self.0.engine {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }

    /// Whether no other server changes this database: what was read stays true until this process changes it.
    #[must_use]
    pub fn is_ours_alone(&self) -> bool {
        self.0.engine == Engine::Sqlite
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and the like.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(self.reader()).await?;
        Ok(())
    }

    /// Closes all connections; SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        self.0.reader.close().await;
        self.0.writer.close().await;
    }

    pub(crate) fn engine(&self) -> Engine {
        self.0.engine
    }

    pub(crate) fn url(&self) -> &str {
        &self.0.url
    }

    pub(crate) fn reader(&self) -> &AnyPool {
        &self.0.reader
    }

    pub(crate) fn writer(&self) -> &AnyPool {
        &self.0.writer
    }

    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(self.0.writer.begin_with(self.0.engine.begin()).await?)
    }

    /// For what is read with several statements and has to fit together.
    pub(crate) async fn snapshot(&self) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(self.0.reader.begin_with(self.0.engine.snapshot()).await?)
    }
}

async fn connect(engine: Engine, url: &str, connections: u32) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        // A file does not hang up; asking it before every statement would cost a switch of threads each time.
        .test_before_acquire(engine == Engine::Postgres)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if engine == Engine::Sqlite {
                    connection.execute(PRAGMAS).await?;
                }
                Ok(())
            })
        })
        .connect(url)
        .await?;
    Ok(pool)
}

/// Every commit is on the disk before it is answered.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                       PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON";

/// `sqlite:PATH` with the path escaped for a URL and the file made if it is missing.
fn sqlite_url(url: &str) -> String {
    let escaped =
        sqlite_path(url).replace('%', "%25").replace('?', "%3F").replace('#', "%23").replace(' ', "%20");
    format!("sqlite://{escaped}?mode=rwc")
}

/// The file that `sqlite:PATH` names.
pub(crate) fn sqlite_path(url: &str) -> &str {
    url.trim_start_matches("sqlite:").trim_start_matches("//")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Columns;

    #[test]
    fn the_scheme_chooses_the_engine() {
        assert_eq!(Engine::of("sqlite:data/a.db"), Ok(Engine::Sqlite));
        assert_eq!(Engine::of("postgres://localhost/heilsam"), Ok(Engine::Postgres));
        assert_eq!(Engine::of("mysql://localhost"), Err(OpenError::UnknownScheme));
        assert_eq!(Engine::of("heilsam.db"), Err(OpenError::UnknownScheme));
    }

    #[tokio::test]
    async fn sqlite_writes_every_commit_through_to_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("heilsam.db").display());
        let store = Store::open(&url).await.unwrap();
        let asked = |pragma: &'static str| sqlx::query(pragma).fetch_one(store.writer());
        // 2 is FULL: the write-ahead log is flushed before a commit is answered.
        assert_eq!(asked("PRAGMA synchronous").await.unwrap().int(0), Ok(2));
        assert_eq!(asked("PRAGMA journal_mode").await.unwrap().text(0), Ok("wal".to_owned()));
        store.close().await;
    }
}
