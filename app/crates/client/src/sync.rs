//! Synchronisation, sans-IO: the engine says what to do next, is told what came of it, and says what to store.
//!
//! ```text
//! write -> outbox (stored with the entry: "saved") -> next: Pull -> Announce -> Push -> Idle
//! ```
//!
//! Nothing the server says is trusted. Each record must open under our keys, come from our identity key, continue its
//! chain of versions and the order of the log; at the end of each pull the signed head must fit exactly the records
//! that came. Otherwise the engine freezes and says why; what is on the device stays readable.
//!
//! What leaves the device is remembered before it leaves (`flight`), so that after a lost answer or a crash the very
//! same batch is sent again.
//!
//! Tabs of one browser share a store and each have an engine. So nothing in the store is overwritten by somebody who knows less:
//! each version that waits has a row of its own, named after its content, and goes with exactly this content; of heads and of
//! what was shown the largest counts; keys of a collection are added only where there are none. An older cursor does no harm, it only
//! asks again. What another tab wrote and did not send yet shows when the state is read anew.

mod engine;
mod load;
mod log;
mod merge;
mod outbox;

#[cfg(test)]
mod tests;

use heilsam_crypto::keys::{AccountKeys, AccountMasterKey};
use heilsam_crypto::{CryptoError, Scope};
use heilsam_protocol::sync::{Collection, UploadBatch};

pub use engine::{Mark, SyncEngine};
pub use load::StoredState;
pub use merge::{Merge, Merged};

/// The opened keys of an account.
#[derive(Debug)]
pub struct Secrets {
    /// Installation and owner.
    pub scope: Scope,
    /// Root key.
    pub amk: AccountMasterKey,
    /// Key pairs.
    pub keys: AccountKeys,
}

/// What to do next. Changes that come with it must be stored first.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Ask for changes since the cursor (empty: from the beginning) and tell [`SyncEngine::pulled`].
    Pull {
        /// From the server, opaque.
        cursor: String,
    },
    /// Make the collection known and tell [`SyncEngine::announced`].
    Announce(Collection),
    /// Upload the batch and tell [`SyncEngine::pushed`] or [`SyncEngine::push_refused`].
    Push {
        /// Where to.
        collection: heilsam_domain::CollectionId,
        /// What.
        batch: UploadBatch,
    },
    /// Everything is synchronised.
    Idle,
}

/// How the server's data differ from what was signed. Nothing is exchanged any more; what is on the device stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Records or a head were left out, or an older state was shown.
    #[error("records are missing or an older state was shown")]
    RolledBack,
    /// Other records than before, or than the head was signed for.
    #[error("other records were shown than were signed")]
    Forked,
    /// The order of the log or of a record's versions is broken.
    #[error("records are out of order")]
    OutOfOrder,
    /// A record, key or head is not from this account or was moved here from elsewhere.
    #[error("something that is not from this account was shown: {0}")]
    Foreign(CryptoError),
    /// A record of a collection that nobody has made, or of an epoch that nobody has begun.
    #[error("keys of a collection are missing or older than before")]
    KeysMissing,
    /// The server refuses what it has, again and again.
    #[error("the server contradicts itself")]
    Contradiction,
}

impl From<CryptoError> for Mismatch {
    fn from(error: CryptoError) -> Self {
        match error {
            CryptoError::Rollback(_) => Self::RolledBack,
            CryptoError::Fork(_) => Self::Forked,
            other => Self::Foreign(other),
        }
    }
}

impl Mismatch {
    /// The name under which the state is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::RolledBack => "rolled-back",
            Self::Forked => "forked",
            Self::OutOfOrder => "out-of-order",
            Self::Foreign(_) => "foreign",
            Self::KeysMissing => "keys-missing",
            Self::Contradiction => "contradiction",
        }
    }

    pub(crate) fn from_name(name: &[u8]) -> Self {
        match name {
            b"forked" => Self::Forked,
            b"out-of-order" => Self::OutOfOrder,
            b"foreign" => Self::Foreign(CryptoError::Rejected("record")),
            b"keys-missing" => Self::KeysMissing,
            b"contradiction" => Self::Contradiction,
            _ => Self::RolledBack,
        }
    }
}
