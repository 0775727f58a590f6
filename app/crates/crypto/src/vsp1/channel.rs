//! The sealed channel: AES-256-GCM with one key per direction and a number per message.
//!
//! `version 1 | kind 6 | number u64 | ciphertext | tag 16`; the header is authenticated, the number is the nonce.
//! A message is taken only if its number is the next one, so that replays, gaps and swaps end the channel.

use zeroize::Zeroizing;

use crate::aead;
use crate::vsp1::message::{FrameKind, VERSION};

const HEADER: usize = 10;
/// Most bytes of one sealed frame: the relay takes 16 KiB.
const MAX_FRAME: usize = 16 * 1024;

/// Why a message was not taken. Each of these ends the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChannelError {
    /// Not a sealed message.
    #[error("not a sealed message")]
    Malformed,
    /// The message was there before.
    #[error("a message came twice")]
    Replayed,
    /// A message is missing or came too early.
    #[error("a message is missing")]
    Missing,
    /// Wrong key, direction or changed bytes.
    #[error("a message was changed")]
    Changed,
    /// Longer than the relay takes.
    #[error("message too long")]
    TooLong,
}

/// One side of a sealed channel.
pub struct Channel {
    send: Zeroizing<[u8; 32]>,
    receive: Zeroizing<[u8; 32]>,
    sent: u64,
    received: u64,
}

impl Channel {
    pub(crate) fn new(send: Zeroizing<[u8; 32]>, receive: Zeroizing<[u8; 32]>) -> Self {
        Self { send, receive, sent: 0, received: 0 }
    }

    /// Seals one message into a frame.
    ///
    /// # Errors
    /// [`ChannelError::TooLong`] above 16 KiB.
    pub fn seal(&mut self, message: &[u8]) -> Result<Vec<u8>, ChannelError> {
        if HEADER + message.len() + aead::TAG > MAX_FRAME {
            return Err(ChannelError::TooLong);
        }
        let mut header = [0; HEADER];
        if let ([first, second], number) = header.split_at_mut(2) {
            (*first, *second) = (VERSION, FrameKind::Sealed.byte());
            number.copy_from_slice(&self.sent.to_be_bytes());
        }
        let mut frame = header.to_vec();
        aead::seal_onto(&mut frame, &self.send, &nonce(self.sent), &header, message, "message")
            .map_err(|_| ChannelError::TooLong)?;
        self.sent = self.sent.checked_add(1).ok_or(ChannelError::TooLong)?;
        Ok(frame)
    }

    /// Opens the next frame.
    ///
    /// # Errors
    /// Any [`ChannelError`]: the channel must not be used afterwards.
    pub fn open(&mut self, frame: &[u8]) -> Result<Zeroizing<Vec<u8>>, ChannelError> {
        if frame.len() > MAX_FRAME || !matches!(FrameKind::of(frame), Ok(FrameKind::Sealed)) {
            return Err(ChannelError::Malformed);
        }
        let (header, sealed) = frame.split_first_chunk::<HEADER>().ok_or(ChannelError::Malformed)?;
        let (body, tag) = sealed.split_last_chunk::<{ aead::TAG }>().ok_or(ChannelError::Malformed)?;
        let number = header.last_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        if number < self.received {
            return Err(ChannelError::Replayed);
        }
        if number > self.received {
            return Err(ChannelError::Missing);
        }
        let mut message = Zeroizing::new(body.to_vec());
        aead::decrypt(&self.receive, &nonce(number), header, &mut message, tag, "message")
            .map_err(|_| ChannelError::Changed)?;
        self.received += 1;
        Ok(message)
    }
}

impl core::fmt::Debug for Channel {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Channel(sent {}, received {})", self.sent, self.received)
    }
}

fn nonce(number: u64) -> [u8; aead::NONCE] {
    let mut nonce = [0; aead::NONCE];
    if let Some(tail) = nonce.last_chunk_mut::<8>() {
        *tail = number.to_be_bytes();
    }
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (Channel, Channel) {
        let key = |byte| Zeroizing::new([byte; 32]);
        (Channel::new(key(1), key(2)), Channel::new(key(2), key(1)))
    }

    #[test]
    fn messages_arrive_in_order() {
        let (mut a, mut b) = pair();
        for text in [b"one".as_slice(), b"", b"three"] {
            let frame = a.seal(text).unwrap();
            assert_eq!(b.open(&frame).unwrap().as_slice(), text);
        }
    }

    #[test]
    fn a_replayed_message_is_refused() {
        let (mut a, mut b) = pair();
        let frame = a.seal(b"one").unwrap();
        b.open(&frame).unwrap();
        assert_eq!(b.open(&frame), Err(ChannelError::Replayed));
    }

    #[test]
    fn a_dropped_or_reordered_message_is_noticed() {
        let (mut a, mut b) = pair();
        let _first = a.seal(b"one").unwrap();
        let second = a.seal(b"two").unwrap();
        assert_eq!(b.open(&second), Err(ChannelError::Missing));
    }

    #[test]
    fn a_message_reflected_to_its_sender_is_refused() {
        let (mut a, _) = pair();
        let frame = a.seal(b"one").unwrap();
        assert_eq!(a.open(&frame), Err(ChannelError::Changed));
    }

    #[test]
    fn a_renumbered_message_is_refused() {
        let (mut a, mut b) = pair();
        let _first = a.seal(b"one").unwrap();
        let mut second = a.seal(b"two").unwrap();
        second[9] = 0;
        assert_eq!(b.open(&second), Err(ChannelError::Changed));
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let (mut a, _) = pair();
        let frame = a.seal(b"one").unwrap();
        for bit in 0..frame.len() * 8 {
            let (_, mut b) = pair();
            let mut changed = frame.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(b.open(&changed).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_message_longer_than_the_relay_takes_is_not_made() {
        let (mut a, _) = pair();
        assert_eq!(a.seal(&[0; MAX_FRAME]), Err(ChannelError::TooLong));
    }
}
