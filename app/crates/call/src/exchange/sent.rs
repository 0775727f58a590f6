//! What this side sent and the other side has not confirmed yet; and own documents, to look at them again.

use core::time::Duration;

use sha2::{Digest, Sha256};

use super::message::{CHUNK, Message};
use super::{DocumentKind, PATIENCE};

/// So many bytes may be under way: enough for a quick line, little enough that sound on a narrow one waits for no document.
const WINDOW: u32 = 48 * 1024;

#[derive(Debug)]
pub(super) struct Sent {
    pub id: u32,
    said_at: Duration,
    what: Content,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Document { name: String, bytes: Vec<u8>, hash: [u8; 32], sent: u32, confirmed: Option<u32> },
}

impl Sent {
    pub const fn text(id: u32, now: Duration, text: String) -> Self {
        Self { id, said_at: now, what: Content::Text(text) }
    }

    pub fn new_document(id: u32, now: Duration, name: String, bytes: Vec<u8>) -> Self {
        let hash = Sha256::digest(&bytes).into();
        Self { id, said_at: now, what: Content::Document { name, bytes, hash, sent: 0, confirmed: None } }
    }

    pub const fn is_text(&self) -> bool {
        matches!(self.what, Content::Text(_))
    }

    pub fn document(&self) -> Option<&[u8]> {
        match &self.what {
            Content::Document { bytes, .. } => Some(bytes),
            Content::Text(_) => None,
        }
    }

    pub fn offer(&self) -> Option<Message> {
        let Content::Document { name, bytes, hash, .. } = &self.what else { return None };
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Some(Message::Offer { id: self.id, size, hash: *hash, name: name.clone() })
    }

    /// What a document is, once the other side has all of it.
    pub fn kind_when_done(&self) -> Option<DocumentKind> {
        let Content::Document { bytes, confirmed, .. } = &self.what else { return None };
        let all = confirmed.is_some_and(|count| usize::try_from(count) == Ok(bytes.len()));
        if all { DocumentKind::of(bytes) } else { None }
    }

    /// The other side has everything before `from`: the chunks to send next. Heard twice, it means that the rest was lost.
    pub fn wanted(&mut self, now: Duration, from: u32) -> Vec<Message> {
        let Content::Document { bytes, sent, confirmed, .. } = &mut self.what else { return Vec::new() };
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        if from > size {
            return Vec::new();
        }
        if confirmed.is_none_or(|earlier| from <= earlier) {
            *sent = from;
        }
        *confirmed = Some(from);
        self.said_at = now;
        let mut chunks = Vec::new();
        while *sent < size && *sent < from.saturating_add(WINDOW) {
            let rest = bytes.get(usize::try_from(*sent).unwrap_or(usize::MAX)..).unwrap_or_default();
            let part = rest.get(..CHUNK).unwrap_or(rest);
            chunks.push(Message::Chunk { id: self.id, from: *sent, bytes: part.to_vec() });
            *sent += u32::try_from(part.len()).unwrap_or(u32::MAX);
        }
        chunks
    }

    /// What to say again when no answer came.
    pub fn again(&mut self, now: Duration) -> Option<Message> {
        if now.saturating_sub(self.said_at) < PATIENCE || self.kind_when_done().is_some() {
            return None;
        }
        self.said_at = now;
        match &self.what {
            Content::Text(text) => Some(Message::Text { id: self.id, text: text.clone() }),
            Content::Document { .. } => self.offer(),
        }
    }
}
