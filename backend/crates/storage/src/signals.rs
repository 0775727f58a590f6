//! Short messages from one server to all that share the database (`NOTIFY` and `LISTEN` of PostgreSQL). No table holds them.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPoolOptions};
use sqlx::{Connection, Executor, Postgres};

use crate::engine::Engine;
use crate::{Store, StoreError};

/// Characters of one signal: PostgreSQL takes fewer than 8,000 bytes.
pub const SIGNAL_CHARACTERS: usize = 7_999;
/// How long a connection may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Hears what servers say on one channel, this one as well, in the same order as all others hear it.
pub struct Ear(PgListener);

/// Says something on one channel, over a connection of its own.
pub struct Mouth {
    connection: PgConnection,
    channel: String,
}

impl Store {
    /// Ear and mouth for a channel; `None` on SQLite, which has one server.
    ///
    /// The address has to lead to PostgreSQL itself: a pooler that gives a session to several clients loses signals.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and the like.
    pub async fn signals(&self, channel: &str) -> Result<Option<(Ear, Mouth)>, StoreError> {
        if self.engine() == Engine::Sqlite {
            return Ok(None);
        }
        let options = PgConnectOptions::from_str(self.url())?;
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .max_lifetime(None)
            .idle_timeout(None)
            .connect_with(options.clone())
            .await?;
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.ignore_pool_close_event(true);
        // Whoever listens has to know that something was missed: a lost connection is an error, not a pause.
        listener.eager_reconnect(false);
        listener.listen(channel).await?;
        let mut connection = PgConnection::connect_with(&options).await?;
        // A signal is gone when it was heard: no disk has to be waited for.
        connection.execute("SET synchronous_commit = off").await?;
        Ok(Some((Ear(listener), Mouth { connection, channel: channel.to_owned() })))
    }
}

impl Ear {
    /// The next signal.
    ///
    /// # Errors
    /// When the connection is lost; what was said meanwhile is lost, too, and this ear hears no more.
    pub async fn next(&mut self) -> Result<String, StoreError> {
        let heard = self.0.try_recv().await?;
        heard.map(|signal| signal.payload().to_owned()).ok_or(StoreError::Unavailable)
    }
}

impl Mouth {
    /// Says these, each of at most [`SIGNAL_CHARACTERS`]; they arrive together and in this order.
    ///
    /// # Errors
    /// When the connection is lost: then none of them was heard, or all.
    pub async fn say(&mut self, signals: Vec<String>) -> Result<(), StoreError> {
        sqlx::query::<Postgres>("SELECT pg_notify($1, signal) FROM unnest($2::text[]) AS signal")
            .bind(self.channel.as_str())
            .bind(signals)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }
}
