//! What the two sides say. `kind u8 | fields`, numbers big-endian.

use super::Failure;
use crate::wire::{Malformed, Reader, put};

/// Longest text, in bytes.
pub const MAX_TEXT: usize = 4_000;
/// Bytes of a document in one message: with everything around it below the 16 KiB of a sealed frame.
pub(super) const CHUNK: usize = 12 * 1024;
const MAX_NAME: usize = 600;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    Text {
        id: u32,
        text: String,
    },
    Got {
        id: u32,
    },
    Offer {
        id: u32,
        size: u32,
        hash: [u8; 32],
        name: String,
    },
    /// "I have everything before `from`."
    Want {
        id: u32,
        from: u32,
    },
    Chunk {
        id: u32,
        from: u32,
        bytes: Vec<u8>,
    },
    Refuse {
        id: u32,
        why: Failure,
    },
    Withdraw {
        id: u32,
    },
    Sharing(bool),
}

impl Message {
    pub fn to_bytes(&self) -> Vec<u8> {
        let begin = |kind: u8, id: &u32| [&[kind][..], &id.to_be_bytes()].concat();
        match self {
            Self::Text { id, text } => {
                let mut out = begin(1, id);
                put(&mut out, text.as_bytes());
                out
            }
            Self::Got { id } => begin(2, id),
            Self::Offer { id, size, hash, name } => {
                let mut out = begin(3, id);
                out.extend_from_slice(&size.to_be_bytes());
                out.extend_from_slice(hash);
                put(&mut out, name.as_bytes());
                out
            }
            Self::Want { id, from } => {
                let mut out = begin(4, id);
                out.extend_from_slice(&from.to_be_bytes());
                out
            }
            Self::Chunk { id, from, bytes } => {
                let mut out = begin(5, id);
                out.extend_from_slice(&from.to_be_bytes());
                out.extend_from_slice(bytes);
                out
            }
            Self::Refuse { id, why } => {
                let mut out = begin(6, id);
                out.push(match why {
                    Failure::Withdrawn => 0,
                    Failure::NotAllowed => 1,
                    Failure::TooMuch => 2,
                    Failure::Damaged => 3,
                });
                out
            }
            Self::Withdraw { id } => begin(7, id),
            Self::Sharing(on) => vec![8, u8::from(*on)],
        }
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let (&[kind], rest) = bytes.split_first_chunk::<1>().ok_or(Malformed)?;
        let mut reader = Reader(rest);
        if kind == 8 {
            return Ok(Self::Sharing(reader.flags()?.0));
        }
        let id = u32::from_be_bytes(reader.array()?);
        let message = match kind {
            1 => Self::Text { id, text: reader.text(MAX_TEXT)? },
            2 => Self::Got { id },
            3 => Self::Offer {
                id,
                size: u32::from_be_bytes(reader.array()?),
                hash: reader.array()?,
                name: reader.text(MAX_NAME)?,
            },
            4 => Self::Want { id, from: u32::from_be_bytes(reader.array()?) },
            5 => Self::Chunk { id, from: u32::from_be_bytes(reader.array()?), bytes: reader.rest() },
            6 => {
                let [why] = reader.array()?;
                let why = match why {
                    0 => Failure::Withdrawn,
                    1 => Failure::NotAllowed,
                    2 => Failure::TooMuch,
                    _ => Failure::Damaged,
                };
                Self::Refuse { id, why }
            }
            7 => Self::Withdraw { id },
            _ => return Err(Malformed),
        };
        Ok(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_message_survives_the_wire() {
        let messages = [
            Message::Text { id: 1, text: "Grüß Gott".into() },
            Message::Got { id: 2 },
            Message::Offer { id: 3, size: 9, hash: [4; 32], name: "Befund.pdf".into() },
            Message::Want { id: 4, from: 77 },
            Message::Chunk { id: 5, from: 12, bytes: vec![1, 2, 3] },
            Message::Refuse { id: 6, why: Failure::TooMuch },
            Message::Withdraw { id: 7 },
            Message::Sharing(true),
        ];
        for message in messages {
            assert_eq!(Message::from_bytes(&message.to_bytes()), Ok(message));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Message::from_bytes(&bytes);
        }
    }
}
