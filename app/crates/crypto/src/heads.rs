//! Signed heads: how a device notices a server that drops, swaps or rolls back records.
//!
//! ```text
//! head v1: "HH" | ver=01 | suite=01 | deployment_id 16 | owner_id 16 | collection_id 16 | epoch u32 | count u64 |
//!          root 48 | author_key_id 16 | signature 96
//! root    = Merkle tree hash of RFC 6962 with SHA-384 over the content parts in log order
//! ```

use heilsam_domain::CollectionId;

use crate::bytes::{Reader, before_tail};
use crate::identity::{IdentityKey, IdentityPublic, SIGNATURE};
use crate::{CryptoError, Scope};

mod merkle;

pub use merkle::{Frontier, HASH, leaf_hash, root_of};

const FORMAT: &str = "signed head";
const LABEL: &str = "heilsam/head/v1";
const MAGIC: [u8; 2] = *b"HH";
const VERSION: u8 = 1;
const SUITE: u8 = 1;

/// What the owner says a collection holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The collection.
    pub collection: CollectionId,
    /// Epoch of the collection key in use.
    pub epoch: u32,
    /// Record versions in the log.
    pub count: u64,
    /// Merkle root over their content parts.
    pub root: [u8; HASH],
}

impl Head {
    /// The head of a collection that holds nothing yet.
    #[must_use]
    pub fn empty(collection: CollectionId) -> Self {
        Self { collection, epoch: 0, count: 0, root: root_of(&[]) }
    }

    /// Signs the head for one owner.
    #[must_use]
    pub fn sign(&self, scope: Scope, key: &IdentityKey) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(224);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&[VERSION, SUITE]);
        bytes.extend_from_slice(&scope.to_bytes());
        bytes.extend_from_slice(&self.collection.to_bytes());
        bytes.extend_from_slice(&self.epoch.to_be_bytes());
        bytes.extend_from_slice(&self.count.to_be_bytes());
        bytes.extend_from_slice(&self.root);
        bytes.extend_from_slice(&key.public().key_id());
        let signature = key.sign(LABEL, &bytes);
        bytes.extend_from_slice(&signature);
        bytes
    }

    /// Reads a head and checks that this owner signed it for this collection.
    ///
    /// # Errors
    /// [`CryptoError::Forged`] for a wrong signature, [`CryptoError::Misplaced`] for another owner's or collection's
    /// head.
    pub fn verify(
        scope: Scope,
        collection: CollectionId,
        signer: &IdentityPublic,
        bytes: &[u8],
    ) -> Result<Self, CryptoError> {
        let mut reader = Reader::new(bytes, FORMAT);
        reader.expect(MAGIC, VERSION, SUITE)?;
        let owner: [u8; 32] = reader.array()?;
        let head = Self {
            collection: CollectionId::from_bytes(reader.array()?),
            epoch: reader.u32()?,
            count: reader.u64()?,
            root: reader.array()?,
        };
        let author: [u8; 16] = reader.array()?;
        let signature = reader.array::<SIGNATURE>()?;
        reader.finish()?;
        if owner != scope.to_bytes() || head.collection != collection {
            return Err(CryptoError::Misplaced(FORMAT));
        }
        if author != signer.key_id() {
            return Err(CryptoError::Forged(FORMAT));
        }
        signer.verify(LABEL, before_tail(bytes, SIGNATURE, FORMAT)?, &signature, FORMAT)?;
        Ok(head)
    }

    /// Refuses a head that is older than `self`, or that tells another story about the same number of records.
    ///
    /// # Errors
    /// [`CryptoError::Rollback`] for fewer records or an older epoch, [`CryptoError::Fork`] for another root.
    pub fn check_successor(&self, next: &Self) -> Result<(), CryptoError> {
        if next.collection != self.collection {
            return Err(CryptoError::Misplaced(FORMAT));
        }
        if next.count < self.count || next.epoch < self.epoch {
            return Err(CryptoError::Rollback(FORMAT));
        }
        if next.count == self.count && next.root != self.root {
            return Err(CryptoError::Fork(FORMAT));
        }
        Ok(())
    }

    /// Compares the head with the records a device holds.
    ///
    /// # Errors
    /// [`CryptoError::Rollback`] when the server gave fewer records than the head counts or more than were signed,
    /// [`CryptoError::Fork`] when the records are others.
    pub fn check_records(&self, held: &Frontier) -> Result<(), CryptoError> {
        if held.count() != self.count {
            return Err(CryptoError::Rollback("records of a collection"));
        }
        if held.root() != self.root {
            return Err(CryptoError::Fork("records of a collection"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
