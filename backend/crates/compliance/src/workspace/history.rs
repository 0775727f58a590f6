//! The history: a chain of entries, each holding the hash of the one before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Action, PersonId, Refused};
use crate::canonical::NotCanonical;
use crate::digest::Digest;

/// One thing done, by whom and when, chained to everything before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// 1 for the first entry, then without gaps.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
    /// What.
    pub action: Action,
    /// Hash of the entry before.
    pub previous: Digest,
    /// Hash of this entry without this field.
    pub digest: Digest,
}

/// A stored history is not what was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "entry {number} of the history {fault}: restore the workspace from a backup and find out who changed it"
)]
pub struct HistoryBroken {
    /// The first entry that is wrong, counted from 1.
    pub number: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its number does not follow.
    Number,
    /// It does not continue the entry before it.
    Chain,
    /// Its content is not what was written.
    Content,
    /// It is older than the entry before it.
    Time,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Number => "does not have the next number",
            Self::Chain => "does not continue the entry before it",
            Self::Content => "was changed",
            Self::Time => "is older than the entry before it",
        })
    }
}

impl Entry {
    /// The entry that follows another one. Time never runs backwards in a history, even if a clock does.
    ///
    /// # Errors
    /// [`Refused::NotCanonical`] if the action has no JSON form.
    pub fn after(last: Option<&Self>, by: PersonId, at: Timestamp, action: Action) -> Result<Self, Refused> {
        let number = last.map_or(1, |last| last.number + 1);
        let at = last.map_or(at, |last| last.at.max(at));
        let previous = last.map_or(Digest::ZERO, |last| last.digest);
        let mut entry = Self { number, at, by, action, previous, digest: Digest::ZERO };
        entry.digest = entry.compute().map_err(|_| Refused::NotCanonical)?;
        Ok(entry)
    }

    fn compute(&self) -> Result<Digest, NotCanonical> {
        let action = serde_json::to_value(&self.action)?;
        Ok(Digest::of_value(&json!({
            "number": self.number, "at": self.at, "by": self.by, "action": action, "previous": self.previous,
        })))
    }
}

/// Checks a whole history and returns the hash of its last entry.
///
/// # Errors
/// [`HistoryBroken`] names the first wrong entry.
pub fn verify(entries: &[Entry]) -> Result<Digest, HistoryBroken> {
    verify_after(None, entries)
}

/// Checks that entries continue a history after its last entry, and returns the hash of the newest one.
///
/// # Errors
/// [`HistoryBroken`] names the first wrong entry.
pub fn verify_after(last: Option<&Entry>, entries: &[Entry]) -> Result<Digest, HistoryBroken> {
    let mut head = last.map_or(Digest::ZERO, |last| last.digest);
    let mut time = last.map_or(Timestamp::MIN, |last| last.at);
    let first = last.map_or(1, |last| last.number + 1);
    for (number, entry) in (first..).zip(entries) {
        let broken = |fault| HistoryBroken { number, fault };
        if entry.number != number {
            return Err(broken(Fault::Number));
        }
        if entry.previous != head {
            return Err(broken(Fault::Chain));
        }
        if entry.compute().ok() != Some(entry.digest) {
            return Err(broken(Fault::Content));
        }
        if entry.at < time {
            return Err(broken(Fault::Time));
        }
        head = entry.digest;
        time = entry.at;
    }
    Ok(head)
}
