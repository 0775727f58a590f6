//! Records and their synchronisation: per collection an append-only log of record versions.

use heilsam_domain::CollectionId;
use serde::{Deserialize, Serialize};

use crate::{Bytes, SealedRecord};

/// A collection; its keys are sealed under the account master key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Collection {
    /// Its id.
    pub collection_id: CollectionId,
    /// Which collection it is (diary, consents ...), and the keys of all epochs, sealed; format of the crypto crate, at most 8 KiB.
    pub sealed_keys: Bytes,
}

/// Record versions to append, and the head that signs the log after them. All or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct UploadBatch {
    /// How many record versions the log holds before this batch; refused with `collection-moved` if it is not so.
    pub expected_count: u64,
    /// Versions to append, in log order; 1 to [`crate::limit::BATCH_RECORDS`].
    pub records: Vec<SealedRecord>,
    /// The signed head after the batch.
    pub head: SealedHead,
}

/// A signed head as the server keeps it: only the count is in the open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SealedHead {
    /// Record versions in the log.
    pub count: u64,
    /// Collection, epoch, count and Merkle root with the owner's signature; format of the crypto crate, at most 512 bytes.
    pub signed: Bytes,
}

/// The batch is stored durably. Sending the same batch again gives the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BatchStored {
    /// Record versions in the log now.
    pub count: u64,
}

/// One page of what has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Changes {
    /// Changes in log order per collection.
    pub changes: Vec<Change>,
    /// Where the next page starts; keep it even if the page is empty.
    pub next_cursor: String,
    /// Whether there is more.
    pub more: bool,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Change {
    /// A record version was appended.
    Record {
        /// Its place in the collection's log, from 0.
        position: u64,
        /// The record version.
        record: SealedRecord,
    },
    /// A collection was made or its keys were renewed.
    Collection(Collection),
    /// The log of a collection has a new head. Comes after the records that it counts.
    Head {
        /// Which collection.
        collection_id: CollectionId,
        /// Its newest head.
        head: SealedHead,
    },
}
