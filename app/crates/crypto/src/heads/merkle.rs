//! The Merkle tree of RFC 6962 with SHA-384, kept as its frontier: adding a leaf costs a few hashes, whatever the size.

use crate::{CryptoError, kdf};

/// Bytes of a hash.
pub const HASH: usize = 48;

/// The hash of one leaf: `SHA-384(0x00 | content part)`.
#[must_use]
pub fn leaf_hash(content: &[u8]) -> [u8; HASH] {
    kdf::sha384(&[&[0], content])
}

fn node_hash(left: &[u8; HASH], right: &[u8; HASH]) -> [u8; HASH] {
    kdf::sha384(&[&[1], left, right])
}

/// The root over leaf hashes in order; the root of nothing is the hash of nothing.
#[must_use]
pub fn root_of(leaves: &[[u8; HASH]]) -> [u8; HASH] {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// The complete subtrees of a growing tree, largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    count: u64,
    subtrees: Vec<[u8; HASH]>,
}

impl Frontier {
    /// Number of leaves.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Adds a leaf hash at the end.
    pub fn push(&mut self, leaf: [u8; HASH]) {
        let mut subtree = leaf;
        let merges = self.count.trailing_ones();
        for _ in 0..merges {
            if let Some(left) = self.subtrees.pop() {
                subtree = node_hash(&left, &subtree);
            }
        }
        self.subtrees.push(subtree);
        self.count += 1;
    }

    /// The root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> [u8; HASH] {
        let mut subtrees = self.subtrees.iter().rev();
        let Some(last) = subtrees.next() else { return kdf::sha384(&[]) };
        subtrees.fold(*last, |right, left| node_hash(left, &right))
    }

    /// `count u64 | subtrees 48 each`, for the local store.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.count.to_be_bytes().to_vec();
        for subtree in &self.subtrees {
            bytes.extend_from_slice(subtree);
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when count and subtrees do not fit each other.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CryptoError> {
        let bad = CryptoError::Malformed("Merkle frontier");
        let (count, rest) = bytes.split_first_chunk::<8>().ok_or(bad)?;
        let count = u64::from_be_bytes(*count);
        let (subtrees, tail) = rest.as_chunks::<HASH>();
        if !tail.is_empty() || u64::from(count.count_ones()) != subtrees.len() as u64 {
            return Err(bad);
        }
        Ok(Self { count, subtrees: subtrees.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition of RFC 6962 section 2.1, written down as it stands there.
    fn by_definition(leaves: &[[u8; HASH]]) -> [u8; HASH] {
        match leaves {
            [] => kdf::sha384(&[]),
            [one] => *one,
            many => {
                let split = many.len().next_power_of_two() / 2;
                node_hash(&by_definition(&many[..split]), &by_definition(&many[split..]))
            }
        }
    }

    proptest! {
        #[test]
        fn the_frontier_gives_the_root_of_rfc_6962(count in 0usize..200) {
            let leaves: Vec<_> = (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect();
            prop_assert_eq!(root_of(&leaves), by_definition(&leaves));
        }

        #[test]
        fn the_frontier_survives_its_bytes(count in 0u64..300) {
            let mut frontier = Frontier::default();
            for n in 0..count {
                frontier.push(leaf_hash(&n.to_be_bytes()));
            }
            prop_assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Ok(frontier));
        }
    }

    #[test]
    fn a_broken_frontier_is_refused() {
        assert!(Frontier::from_bytes(&[0; 7]).is_err());
        assert!(Frontier::from_bytes(&1u64.to_be_bytes()).is_err());
    }
}
