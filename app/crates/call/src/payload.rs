//! What travels inside the sealed channel: names, descriptions, candidates, admission, goodbye.
//!
//! `kind u8 | fields`; texts and bytes carry their length as u16. Unknown kinds are skipped, so that a newer page
//! can talk to an older one.

use crate::consent::ConsentRecord;
use crate::media::{Candidate, LocalMedia, Sdp, Tracks};
use crate::negotiation::UNNUMBERED;
use crate::wire::{Malformed, Reader, put};

/// Longest name, in bytes.
pub const MAX_NAME: usize = 200;
/// Longest message to somebody who waits, in bytes.
pub const MAX_MESSAGE: usize = 400;
const MAX_VERSION: usize = 40;

/// What each side says first.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Introduction {
    /// Random per page load: another value means a new peer connection is needed.
    pub instance: u32,
    pub name: String,
    pub consent: Option<ConsentRecord>,
    pub devices: LocalMedia,
    pub frame_encryption: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Payload {
    Introduce(Introduction),
    /// With the offer's number.
    Offer(Sdp, u32),
    /// With the number of the offer that it answers.
    Answer(Sdp, u32),
    Candidate(Candidate),
    Sending(Tracks),
    Admitted,
    Refused,
    Bye,
    /// A word to the other side, such as "ten minutes late".
    Message(String),
    /// The patient hears nothing any more: the doctor is to restore the connection.
    Restore,
    /// A message of [`crate::exchange`], opaque here.
    Exchange(Vec<u8>),
    /// A colleague of the doctor takes over: the link to whom.
    HandedOver(String),
    /// A letter of [`crate::group`], opaque here.
    Group(Vec<u8>),
    /// This side sees another security number; a [`Payload::Bye`] follows, for an older page.
    NumberDiffers,
}

impl Payload {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![self.kind()];
        match self {
            Self::Introduce(intro) => {
                out.extend_from_slice(&intro.instance.to_be_bytes());
                put(&mut out, intro.name.as_bytes());
                let consent = intro.consent.as_ref();
                put(&mut out, consent.map_or(&[][..], |c| c.version.as_bytes()));
                out.extend_from_slice(consent.map_or(&[0; 32], |c| &c.text_hash));
                out.push(flags(intro.devices.microphone, intro.devices.camera));
                out.push(u8::from(intro.frame_encryption));
            }
            Self::Offer(sdp, number) | Self::Answer(sdp, number) => {
                put(&mut out, sdp.0.as_bytes());
                out.extend_from_slice(&number.to_be_bytes());
            }
            Self::Candidate(candidate) => {
                put(&mut out, candidate.candidate.as_bytes());
                put(&mut out, candidate.mid.as_bytes());
                out.extend_from_slice(&candidate.line.to_be_bytes());
            }
            Self::Sending(tracks) => out.push(flags(tracks.audio, tracks.video)),
            Self::Message(text) | Self::HandedOver(text) => put(&mut out, text.as_bytes()),
            Self::Exchange(bytes) | Self::Group(bytes) => out.extend_from_slice(bytes),
            Self::Admitted | Self::Refused | Self::Bye | Self::Restore | Self::NumberDiffers => {}
        }
        out
    }

    /// `Ok(None)` for a kind this version does not know, `Err` for bytes that make no sense.
    pub fn from_bytes(bytes: &[u8]) -> Result<Option<Self>, Malformed> {
        let (&[kind], rest) = bytes.split_first_chunk::<1>().ok_or(Malformed)?;
        let mut reader = Reader(rest);
        let payload = match kind {
            1 => Self::Introduce(introduction(&mut reader)?),
            2 => Self::Offer(Sdp(reader.text(usize::MAX)?), number(&mut reader)),
            3 => Self::Answer(Sdp(reader.text(usize::MAX)?), number(&mut reader)),
            4 => Self::Candidate(Candidate {
                candidate: reader.text(2_000)?,
                mid: reader.text(64)?,
                line: u16::from_be_bytes(reader.array()?),
            }),
            5 => {
                let (audio, video) = reader.flags()?;
                Self::Sending(Tracks { audio, video })
            }
            6 => Self::Admitted,
            7 => Self::Refused,
            8 => Self::Bye,
            9 => Self::Message(reader.text(MAX_MESSAGE)?),
            10 => Self::Restore,
            11 => Self::Exchange(reader.rest()),
            20 => Self::HandedOver(reader.text(MAX_MESSAGE)?),
            12 => Self::Group(reader.rest()),
            21 => Self::NumberDiffers,
            _ => return Ok(None),
        };
        Ok(Some(payload))
    }

    const fn kind(&self) -> u8 {
        match self {
            Self::Introduce(_) => 1,
            Self::Offer(..) => 2,
            Self::Answer(..) => 3,
            Self::Candidate(_) => 4,
            Self::Sending(_) => 5,
            Self::Admitted => 6,
            Self::Refused => 7,
            Self::Bye => 8,
            Self::Message(_) => 9,
            Self::Restore => 10,
            Self::Exchange(_) => 11,
            Self::HandedOver(_) => 20,
            Self::Group(_) => 12,
            Self::NumberDiffers => 21,
        }
    }
}

fn introduction(reader: &mut Reader<'_>) -> Result<Introduction, Malformed> {
    let instance = u32::from_be_bytes(reader.array()?);
    let name = reader.text(MAX_NAME)?;
    let version = reader.text(MAX_VERSION)?;
    let text_hash = reader.array()?;
    let (microphone, camera) = reader.flags()?;
    let [frame_encryption] = reader.array()?;
    Ok(Introduction {
        instance,
        name,
        consent: (!version.is_empty()).then_some(ConsentRecord { version, text_hash }),
        devices: LocalMedia { microphone, camera },
        frame_encryption: frame_encryption == 1,
    })
}

/// An older page sends its descriptions without a number.
fn number(reader: &mut Reader<'_>) -> u32 {
    reader.array().map_or(UNNUMBERED, u32::from_be_bytes)
}

const fn flags(first: bool, second: bool) -> u8 {
    (first as u8) | ((second as u8) << 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_payload_survives_the_wire() {
        let payloads = [
            Payload::Introduce(Introduction {
                instance: 7,
                name: "Ünal Özgür".into(),
                consent: Some(ConsentRecord { version: "2026-01".into(), text_hash: [3; 32] }),
                devices: LocalMedia { microphone: true, camera: false },
                frame_encryption: true,
            }),
            Payload::Offer(Sdp("v=0\r\n".repeat(900)), 7),
            Payload::Answer(Sdp(String::new()), 7),
            Payload::Candidate(Candidate { candidate: "c".into(), mid: "0".into(), line: 1 }),
            Payload::Sending(Tracks { audio: false, video: true }),
            Payload::Admitted,
            Payload::Refused,
            Payload::Bye,
            Payload::Message("Zehn Minuten später".into()),
            Payload::Restore,
            Payload::Exchange(vec![0, 1, 2]),
            Payload::HandedOver("/v#1.a.b.c".into()),
            Payload::Group(vec![3, 4]),
            Payload::NumberDiffers,
        ];
        for payload in payloads {
            assert!(Payload::from_bytes(&payload.to_bytes()) == Ok(Some(payload.clone())));
        }
    }

    #[test]
    fn a_newer_kind_is_skipped() {
        assert!(Payload::from_bytes(&[200, 1, 2]) == Ok(None));
    }

    #[test]
    fn a_description_of_an_older_page_has_no_number() {
        let older = Payload::from_bytes(&[2, 0, 1, b'v']);
        assert!(older == Ok(Some(Payload::Offer(Sdp("v".into()), UNNUMBERED))));
    }

    #[test]
    fn a_name_that_is_too_long_is_refused() {
        let introduction = Introduction {
            instance: 0,
            name: "x".repeat(MAX_NAME + 1),
            consent: None,
            devices: LocalMedia::default(),
            frame_encryption: false,
        };
        assert!(Payload::from_bytes(&Payload::Introduce(introduction).to_bytes()) == Err(Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Payload::from_bytes(&bytes);
        }
    }
}
