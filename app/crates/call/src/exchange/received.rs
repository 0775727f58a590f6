//! A document that comes in, piece by piece.

use core::time::Duration;

use sha2::{Digest, Sha256};

use super::message::Message;
use super::{DocumentKind, Failure, PATIENCE, State};

#[derive(Debug)]
pub(super) struct Received {
    pub id: u32,
    size: u32,
    hash: [u8; 32],
    bytes: Vec<u8>,
    heard_at: Duration,
    checked: Option<Result<DocumentKind, Failure>>,
}

impl Received {
    pub const fn new(id: u32, now: Duration, size: u32, hash: [u8; 32]) -> Self {
        Self { id, size, hash, bytes: Vec::new(), heard_at: now, checked: None }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    pub fn want(&self) -> Message {
        Message::Want { id: self.id, from: self.count() }
    }

    /// Takes the next piece; `false` for one that is not the next, or does not fit.
    pub fn take(&mut self, now: Duration, from: u32, bytes: &[u8]) -> bool {
        let room = usize::try_from(self.size - self.count()).unwrap_or_default();
        if from != self.count() || bytes.is_empty() || bytes.len() > room {
            return false;
        }
        self.heard_at = now;
        self.bytes.extend_from_slice(bytes);
        if self.count() == self.size {
            self.checked = Some(self.check());
        }
        true
    }

    fn check(&self) -> Result<DocumentKind, Failure> {
        if <[u8; 32]>::from(Sha256::digest(&self.bytes)) != self.hash {
            return Err(Failure::Damaged);
        }
        DocumentKind::of(&self.bytes).ok_or(Failure::NotAllowed)
    }

    pub fn state(&self) -> State {
        match self.checked {
            None => State::Moving(self.count()),
            Some(Ok(kind)) => State::Done(kind),
            Some(Err(failure)) => State::Failed(failure),
        }
    }

    /// All bytes, when they are what was announced.
    pub fn whole(&self) -> Option<&[u8]> {
        matches!(self.checked, Some(Ok(_))).then_some(self.bytes.as_slice())
    }

    /// Asks again when nothing came for a while.
    pub fn again(&mut self, now: Duration) -> Option<Message> {
        let waits = self.checked.is_none() && now.saturating_sub(self.heard_at) >= PATIENCE;
        if waits {
            self.heard_at = now;
        }
        waits.then(|| self.want())
    }
}
