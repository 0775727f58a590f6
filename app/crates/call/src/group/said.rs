//! What a guest's device answers: which roster it shows, and to whom of the others it has a connection.
//!
//! `group 16 | version u64`, then `id u32 | connected u8` for each other guest.

use super::MAX_GUESTS;
use crate::wire::{Malformed, Reader};

/// Other guests, and whether there is a connection to each.
pub type Links = Vec<(u32, bool)>;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The call.
    pub group: [u8; 16],
    /// The roster on the screen.
    pub version: u64,
    /// Connections to the others.
    pub links: Links,
}

impl Said {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.group.to_vec();
        out.extend_from_slice(&self.version.to_be_bytes());
        for (id, connected) in &self.links {
            out.extend_from_slice(&id.to_be_bytes());
            out.push(u8::from(*connected));
        }
        out
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader(bytes);
        let (group, version) = (reader.array()?, u64::from_be_bytes(reader.array()?));
        let mut links = Links::new();
        while !reader.0.is_empty() {
            let id = u32::from_be_bytes(reader.array()?);
            let [connected] = reader.array()?;
            if links.len() == MAX_GUESTS {
                return Err(Malformed);
            }
            links.push((id, connected == 1));
        }
        Ok(Self { group, version, links })
    }
}
