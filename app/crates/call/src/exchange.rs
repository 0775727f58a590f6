//! Chat, documents and the sharing of a screen: what both sides say beside picture and sound.
//!
//! [`Exchange`] takes messages and gives messages; [`crate::Event::Exchange`] carries them, sealed, over the data
//! channel. That channel is lost when a page is loaded again, so everything is said again until it is answered.

mod document;
mod lines;
mod message;
mod received;
mod sent;

use core::time::Duration;

pub use document::{DocumentKind, MAX_DOCUMENT, safe_name};
pub use lines::{FIRST, Lines, Said};
pub use message::MAX_TEXT;

use message::Message;
use received::Received;
use sent::Sent;

/// How long nothing may come before a side speaks up again.
const PATIENCE: Duration = Duration::from_secs(3);
/// After so long without a word about it the other side's screen counts as taken away.
const SHARING_LASTS: Duration = Duration::from_secs(8);
/// Most texts and documents of one call and direction.
const MAX_ENTRIES: usize = 500;
/// Most documents that are taken from the other side in one call.
const MAX_DOCUMENTS: usize = 20;

/// One line of what was said and sent, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names it for [`Exchange::withdraw`] and [`Exchange::content`]; unique together with `own`.
    pub id: u32,
    /// Whether it comes from this side.
    pub own: bool,
    /// What it is.
    pub what: What,
}

/// What an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A text; `delivered` once the other side has it.
    Text {
        /// The words.
        text: String,
        /// Whether the other side has it.
        delivered: bool,
    },
    /// A document on its way or there.
    Document {
        /// Its name, safe to show and to save under.
        name: String,
        /// Its size in bytes.
        size: u32,
        /// How it stands.
        state: State,
    },
}

/// How a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// So many bytes are at the receiver.
    Moving(u32),
    /// All of it is there, unchanged.
    Done(DocumentKind),
    /// It did not get there.
    Failed(Failure),
}

/// Why a document did not get there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// One side took it back, or loaded its page again.
    Withdrawn,
    /// Neither PDF nor picture.
    NotAllowed,
    /// Larger than [`MAX_DOCUMENT`], or too many.
    TooMuch,
    /// What came is not what was announced.
    Damaged,
}

/// Why something cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsendable {
    /// Nothing in it.
    Empty,
    /// Longer than [`MAX_TEXT`] or larger than [`MAX_DOCUMENT`].
    TooLong,
    /// Neither PDF nor picture.
    NotAllowed,
    /// No more in this call.
    TooMany,
}

/// One side's chat, documents and sharing.
#[derive(Debug)]
pub struct Exchange {
    entries: Vec<Entry>,
    sent: Vec<Sent>,
    received: Vec<Received>,
    next_id: u32,
    sharing: bool,
    sharing_said_at: Option<Duration>,
    other_shares_since: Option<Duration>,
    outbox: Vec<Vec<u8>>,
}

impl Exchange {
    /// Nothing said yet. `first_id` is random, so that a page that was loaded again is not taken for the earlier one.
    #[must_use]
    pub const fn new(first_id: u32) -> Self {
        Self {
            entries: Vec::new(),
            sent: Vec::new(),
            received: Vec::new(),
            next_id: first_id,
            sharing: false,
            sharing_said_at: None,
            other_shares_since: None,
            outbox: Vec::new(),
        }
    }

    /// What was said and sent, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether the other side shows its screen in place of its picture.
    #[must_use]
    pub const fn other_shares(&self) -> bool {
        self.other_shares_since.is_some()
    }

    /// The bytes of a document that is there whole: one that came, or an own one.
    #[must_use]
    pub fn content(&self, own: bool, id: u32) -> Option<&[u8]> {
        if own {
            self.sent.iter().find(|sent| sent.id == id).and_then(Sent::document)
        } else {
            self.received.iter().find(|received| received.id == id).and_then(Received::whole)
        }
    }

    /// The messages to send now, in order.
    pub fn take_outbox(&mut self) -> Vec<Vec<u8>> {
        core::mem::take(&mut self.outbox)
    }

    /// Says a text.
    ///
    /// # Errors
    /// [`Unsendable`]; nothing was sent.
    pub fn say(&mut self, now: Duration, text: &str) -> Result<(), Unsendable> {
        let text = self.sayable(text)?;
        let id = self.free_id()?;
        self.send(&Message::Text { id, text: text.to_owned() });
        self.sent.push(Sent::text(id, now, text.to_owned()));
        let what = What::Text { text: text.to_owned(), delivered: false };
        self.entries.push(Entry { id, own: true, what });
        Ok(())
    }

    /// Sends a document: a PDF or a picture, as its first bytes say.
    ///
    /// # Errors
    /// [`Unsendable`]; nothing was sent.
    pub fn offer(&mut self, now: Duration, name: &str, bytes: Vec<u8>) -> Result<(), Unsendable> {
        if bytes.is_empty() {
            return Err(Unsendable::Empty);
        }
        let size = u32::try_from(bytes.len()).ok().filter(|size| *size <= MAX_DOCUMENT);
        let size = size.ok_or(Unsendable::TooLong)?;
        let kind = DocumentKind::of(&bytes).ok_or(Unsendable::NotAllowed)?;
        let id = self.free_id()?;
        let name = safe_name(name, kind);
        let sent = Sent::new_document(id, now, name.clone(), bytes);
        if let Some(offer) = sent.offer() {
            self.send(&offer);
        }
        self.sent.push(sent);
        let what = What::Document { name, size, state: State::Moving(0) };
        self.entries.push(Entry { id, own: true, what });
        Ok(())
    }

    /// Takes a document back, or stops taking one.
    pub fn withdraw(&mut self, own: bool, id: u32) {
        if own {
            self.sent.retain(|sent| sent.id != id);
            self.send(&Message::Withdraw { id });
        } else {
            self.received.retain(|received| received.id != id);
            self.send(&Message::Refuse { id, why: Failure::Withdrawn });
        }
        self.document_is(own, id, State::Failed(Failure::Withdrawn));
    }

    /// This side's screen is shown in place of its picture, or no longer.
    pub fn share(&mut self, now: Duration, on: bool) {
        self.sharing = on;
        self.sharing_said_at = Some(now);
        self.send(&Message::Sharing(on));
    }

    /// Takes a message of the other side. One that makes no sense is passed over.
    pub fn take(&mut self, now: Duration, message: &[u8]) {
        match Message::from_bytes(message) {
            Ok(Message::Text { id, text }) => self.said(id, text),
            Ok(Message::Got { id }) => self.got(id),
            Ok(Message::Offer { id, size, hash, name }) => self.offered(now, id, size, hash, &name),
            Ok(Message::Want { id, from }) => self.wanted(now, id, from),
            Ok(Message::Chunk { id, from, bytes }) => self.arrived(now, id, from, &bytes),
            Ok(Message::Refuse { id, why }) => {
                self.sent.retain(|sent| sent.id != id);
                self.document_is(true, id, State::Failed(why));
            }
            Ok(Message::Withdraw { id }) => {
                self.received.retain(|received| received.id != id || received.whole().is_some());
                self.document_is(false, id, State::Failed(Failure::Withdrawn));
            }
            Ok(Message::Sharing(on)) => self.other_shares_since = on.then_some(now),
            Err(_) => {}
        }
    }

    /// Time passed: says again what was not answered. Expected about twice a second.
    pub fn tick(&mut self, now: Duration) {
        let again: Vec<Message> = self.sent.iter_mut().filter_map(|sent| sent.again(now)).collect();
        let asked: Vec<Message> = self.received.iter_mut().filter_map(|each| each.again(now)).collect();
        for message in again.iter().chain(&asked) {
            self.send(message);
        }
        let due = self.sharing_said_at.is_some_and(|at| now.saturating_sub(at) >= PATIENCE);
        if self.sharing && due {
            self.share(now, true);
        }
        let silent = |since: &Duration| now.saturating_sub(*since) > SHARING_LASTS;
        if self.other_shares_since.as_ref().is_some_and(silent) {
            self.other_shares_since = None;
        }
    }

    /// The text as it goes out, where it can.
    fn sayable<'a>(&self, text: &'a str) -> Result<&'a str, Unsendable> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Unsendable::Empty);
        }
        if text.len() > MAX_TEXT {
            return Err(Unsendable::TooLong);
        }
        self.has_room().map(|()| text)
    }

    fn has_room(&self) -> Result<(), Unsendable> {
        let own = self.entries.iter().filter(|entry| entry.own).count();
        if own < MAX_ENTRIES { Ok(()) } else { Err(Unsendable::TooMany) }
    }

    fn free_id(&mut self) -> Result<u32, Unsendable> {
        self.has_room()?;
        self.next_id = self.next_id.wrapping_add(1);
        Ok(self.next_id)
    }

    fn send(&mut self, message: &Message) {
        self.outbox.push(message.to_bytes());
    }

    fn said(&mut self, id: u32, text: String) {
        let others = self.entries.iter().filter(|entry| !entry.own);
        let (known, count) = others.fold((false, 0), |(known, count), e| (known || e.id == id, count + 1));
        if !known && count < MAX_ENTRIES {
            let what = What::Text { text, delivered: true };
            self.entries.push(Entry { id, own: false, what });
        }
        self.send(&Message::Got { id });
    }

    fn got(&mut self, id: u32) {
        self.sent.retain(|sent| sent.id != id || !sent.is_text());
        if let Some(Entry { what: What::Text { delivered, .. }, .. }) = self.entry(true, id) {
            *delivered = true;
        }
    }

    fn offered(&mut self, now: Duration, id: u32, size: u32, hash: [u8; 32], name: &str) {
        if let Some(known) = self.received.iter().find(|received| received.id == id) {
            let want = known.want();
            return self.send(&want);
        }
        if size == 0 || size > MAX_DOCUMENT || self.received.len() >= MAX_DOCUMENTS {
            return self.send(&Message::Refuse { id, why: Failure::TooMuch });
        }
        if self.entry(false, id).is_some() {
            return self.send(&Message::Refuse { id, why: Failure::Withdrawn });
        }
        let received = Received::new(id, now, size, hash);
        self.send(&received.want());
        self.received.push(received);
        let what = What::Document { name: document::shown_name(name), size, state: State::Moving(0) };
        self.entries.push(Entry { id, own: false, what });
    }

    fn wanted(&mut self, now: Duration, id: u32, from: u32) {
        let Some(sent) = self.sent.iter_mut().find(|sent| sent.id == id) else {
            return self.send(&Message::Withdraw { id });
        };
        let chunks = sent.wanted(now, from);
        let state = match sent.kind_when_done() {
            Some(kind) => State::Done(kind),
            None => State::Moving(from),
        };
        for chunk in &chunks {
            self.send(chunk);
        }
        self.document_is(true, id, state);
    }

    fn arrived(&mut self, now: Duration, id: u32, from: u32, bytes: &[u8]) {
        // One that nobody knows was under way when this page was loaded again: its offer comes again, too.
        let Some(received) = self.received.iter_mut().find(|received| received.id == id) else { return };
        if !received.take(now, from, bytes) {
            return;
        }
        let (want, state) = (received.want(), received.state());
        if let State::Failed(why) = state {
            self.received.retain(|received| received.id != id);
            self.send(&Message::Refuse { id, why });
        } else {
            self.send(&want);
        }
        self.document_is(false, id, state);
    }

    fn entry(&mut self, own: bool, id: u32) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.own == own && entry.id == id)
    }

    /// A document that is there, or failed, stays so.
    fn document_is(&mut self, own: bool, id: u32, now: State) {
        if let Some(Entry { what: What::Document { name, state, .. }, .. }) = self.entry(own, id)
            && matches!(state, State::Moving(_))
        {
            *state = now;
            if let State::Done(kind) = now {
                *name = safe_name(name, kind);
            }
        }
    }
}

#[cfg(test)]
mod tests;
