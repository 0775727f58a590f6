//! The nonces of the TURN server: six at most, the same for everybody, whoever asks.
//!
//! The TURN library keeps a nonce for every request that comes without one it knows, and forgets it only if that one is presented
//! an hour later: whoever asks and goes would fill the memory. So no such request reaches it. It is answered here, with a nonce
//! that the library was asked for; every ten minutes it is asked for the next. The question carries the oldest one that is over,
//! because that is what makes the library forget it.
//!
//! Source: RFC 8489, section 9.2.4; RFC 5766, section 4.

use std::collections::VecDeque;
use std::time::Duration;

use stun::attributes::{ATTR_MESSAGE_INTEGRITY, ATTR_NONCE, ATTR_REALM};
use stun::error_code::{CODE_STALE_NONCE, CODE_UNAUTHORIZED, ErrorCode, ErrorCodeAttribute};
use stun::message::{
    CLASS_ERROR_RESPONSE, CLASS_REQUEST, Getter, METHOD_ALLOCATE, METHOD_CHANNEL_BIND,
    METHOD_CREATE_PERMISSION, METHOD_REFRESH, Message, MessageType, Method, Setter,
};
use stun::textattrs::Nonce;
use tokio::time::Instant;
use turn::proto::chandata::ChannelData;

/// The library takes a nonce for so long.
const LIFETIME: Duration = Duration::from_secs(60 * 60);
/// So long it is taken here: never one that the library takes no more.
const TAKEN: Duration = Duration::from_secs(58 * 60);
/// Between two new ones: whoever is given one can use it for 48 minutes at least.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// A question without an answer is repeated after this time.
const AGAIN: Duration = Duration::from_secs(10);
/// Requests that the library wants a nonce for.
const WITH_NONCE: [Method; 4] =
    [METHOD_ALLOCATE, METHOD_REFRESH, METHOD_CREATE_PERMISSION, METHOD_CHANNEL_BIND];

/// The nonces that the library keeps. Times are those of the runtime, which the library goes by, too.
pub struct Nonces {
    realm: &'static str,
    /// Oldest first.
    issued: VecDeque<Issued>,
    asked: Option<Instant>,
}

struct Issued {
    nonce: String,
    at: Instant,
}

/// What becomes of a packet.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The library handles it.
    Pass,
    /// Its sender gets this, and the library never sees it.
    Answer(Vec<u8>),
    /// Nobody answers.
    Drop,
}

impl Nonces {
    /// None yet; the library is to be asked at once.
    #[must_use]
    pub const fn new(realm: &'static str) -> Self {
        Self { realm, issued: VecDeque::new(), asked: None }
    }

    /// When the library is to be asked next.
    #[must_use]
    pub fn asks_at(&self, now: Instant) -> Instant {
        let next = self.issued.back().map_or(now, |newest| newest.at + EVERY);
        self.asked.map_or(next, |asked| next.max(asked + AGAIN))
    }

    /// The request that makes the library issue a nonce, if it is time.
    pub fn question(&mut self, now: Instant) -> Option<Vec<u8>> {
        if now < self.asks_at(now) {
            return None;
        }
        self.asked = Some(now);
        let mut message = message(MessageType::new(METHOD_ALLOCATE, CLASS_REQUEST));
        if let Some(over) = self.issued.front().filter(|oldest| oldest.age(now) >= LIFETIME) {
            message.add(ATTR_NONCE, over.nonce.as_bytes());
            // Made with no key: the library looks at the nonce first.
            message.add(ATTR_MESSAGE_INTEGRITY, &[0; 20]);
        }
        Some(message.raw)
    }

    /// The library's answer to a question.
    pub fn learn(&mut self, answer: &[u8], now: Instant) {
        let Some((code, nonce)) = challenge(answer) else { return };
        if code == CODE_STALE_NONCE {
            // The one that the question carried.
            self.issued.pop_front();
        }
        self.issued.push_back(Issued { nonce, at: now });
    }

    /// What becomes of a packet from outside: none that makes the library issue a nonce reaches it.
    #[must_use]
    pub fn judge(&self, packet: &[u8], now: Instant) -> Verdict {
        if ChannelData::is_channel_data(packet) || !wants_nonce(packet) {
            return Verdict::Pass;
        }
        let Some(request) = decode(packet) else { return Verdict::Drop };
        let Some(newest) = self.issued.back().filter(|newest| newest.is_taken(now)) else {
            return Verdict::Drop;
        };
        if !request.contains(ATTR_MESSAGE_INTEGRITY) {
            return self.refuse(&request, CODE_UNAUTHORIZED, newest);
        }
        match Nonce::get_from_as(&request, ATTR_NONCE) {
            Ok(given) if !self.takes(&given.text, now) => self.refuse(&request, CODE_STALE_NONCE, newest),
            // The library calls one without a nonce a bad request, and keeps nothing.
            Ok(_) | Err(_) => Verdict::Pass,
        }
    }

    fn takes(&self, nonce: &str, now: Instant) -> bool {
        self.issued.iter().any(|issued| issued.nonce == nonce && issued.is_taken(now))
    }

    fn refuse(&self, request: &Message, code: ErrorCode, newest: &Issued) -> Verdict {
        let mut answer = message(MessageType::new(request.typ.method, CLASS_ERROR_RESPONSE));
        answer.transaction_id = request.transaction_id;
        answer.write_transaction_id();
        if (ErrorCodeAttribute { code, reason: Vec::new() }).add_to(&mut answer).is_err() {
            return Verdict::Drop;
        }
        answer.add(ATTR_NONCE, newest.nonce.as_bytes());
        answer.add(ATTR_REALM, self.realm.as_bytes());
        Verdict::Answer(answer.raw)
    }
}

impl Issued {
    fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.at)
    }

    fn is_taken(&self, now: Instant) -> bool {
        self.age(now) < TAKEN
    }
}

/// By its first two bytes, as the library reads them: it overlooks the uppermost two bits.
fn wants_nonce(packet: &[u8]) -> bool {
    let [first, second, ..] = packet else { return false };
    let mut kind = MessageType::default();
    kind.read_value(u16::from_be_bytes([*first, *second]));
    kind.class == CLASS_REQUEST && WITH_NONCE.contains(&kind.method)
}

fn decode(packet: &[u8]) -> Option<Message> {
    let mut message = Message { raw: packet.to_vec(), ..Message::default() };
    message.decode().ok()?;
    Some(message)
}

/// A message with a header and nothing else.
fn message(typ: MessageType) -> Message {
    let mut message = Message { typ, ..Message::default() };
    message.encode();
    message
}

/// Why a request was refused, and the nonce that came with it.
fn challenge(answer: &[u8]) -> Option<(ErrorCode, String)> {
    let answer = decode(answer)?;
    let mut refused = ErrorCodeAttribute::default();
    refused.get_from(&answer).ok()?;
    let nonce = Nonce::get_from_as(&answer, ATTR_NONCE).ok()?;
    Some((refused.code, nonce.text))
}

#[cfg(test)]
mod tests;
