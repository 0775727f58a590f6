//! What can go wrong, named by what the caller can do.

/// A statement failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or is busy: try again later.
    #[error("the database is not available")]
    Unavailable,
    /// Something with this key exists already.
    #[error("exists already")]
    Conflict,
    /// A stored value cannot be read back; the column is named.
    #[error("stored value cannot be read: {0}")]
    Corrupt(&'static str),
    /// Anything else; holds no stored values.
    #[error("the database failed: {0}")]
    Failed(String),
}

/// The database cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("the database URL must begin with sqlite: or postgres:")]
    UnknownScheme,
    /// Written by a newer program.
    #[error("the database has schema {found}, this program knows up to {known}: use the newer program")]
    Newer {
        /// Schema found.
        found: i64,
        /// Newest schema known.
        known: i64,
    },
    /// Not reachable, wrong password, no room, ...
    #[error("the database cannot be opened: {0}")]
    Failed(#[from] StoreError),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) if error.is_unique_violation() => Self::Conflict,
            sqlx::Error::Database(error) => Self::Failed(error.message().to_owned()),
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Unavailable,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Corrupt("column"),
            other => Self::Failed(other.to_string()),
        }
    }
}
