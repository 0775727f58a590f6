//! Puts VP8 pictures together from RTP payloads (RFC 7741).

use bytes::Bytes;
use heilsam_codecs::vp8::MAX_CODED;
use rtc::rtp::codec::vp8::Vp8Packet;
use rtc::rtp::packetizer::Depacketizer;

/// Collects one picture at a time. After a loss it waits for a key frame.
pub(super) struct Assembler {
    picture: Vec<u8>,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    /// Pictures follow one another.
    Intact,
    /// Nothing can be decoded until a key frame begins.
    NeedsKeyFrame,
}

impl Assembler {
    pub(super) fn new() -> Self {
        Self { picture: Vec::new(), state: State::NeedsKeyFrame }
    }

    /// Whether the sender should be asked for a key frame.
    pub(super) fn needs_key_frame(&self) -> bool {
        self.state == State::NeedsKeyFrame
    }

    /// Packets are missing, or a picture could not be decoded.
    pub(super) fn lost(&mut self) {
        self.state = State::NeedsKeyFrame;
        self.picture.clear();
    }

    /// Takes the next payload in order; gives the picture when it is complete.
    pub(super) fn push(&mut self, payload: &Bytes, last_of_picture: bool) -> Option<Vec<u8>> {
        let mut header = Vp8Packet::default();
        let Ok(part) = header.depacketize(payload) else {
            // Probing padding and comfort packets carry no picture.
            return None;
        };
        if header.s == 1 && header.pid == 0 {
            self.begin(&part);
        }
        if self.picture.len() + part.len() > MAX_CODED {
            self.lost();
        }
        if self.state == State::Intact {
            self.picture.extend_from_slice(&part);
        }
        let complete = last_of_picture && self.state == State::Intact && !self.picture.is_empty();
        complete.then(|| std::mem::take(&mut self.picture))
    }

    fn begin(&mut self, part: &[u8]) {
        self.picture.clear();
        let is_key_frame = part.first().is_some_and(|first| first & 1 == 0);
        match self.state {
            State::NeedsKeyFrame if !is_key_frame => {}
            State::NeedsKeyFrame | State::Intact => self.state = State::Intact,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u8 = 0x10;
    const KEY: u8 = 0;
    const DELTA: u8 = 1;

    fn payload(descriptor: u8, body: &[u8]) -> Bytes {
        Bytes::from([&[descriptor], body].concat())
    }

    #[test]
    fn parts_join_to_a_picture() {
        let mut assembler = Assembler::new();
        assert_eq!(assembler.push(&payload(START, &[KEY, 1, 2]), false), None);
        assert_eq!(assembler.push(&payload(0, &[3, 4, 5]), true), Some(vec![KEY, 1, 2, 3, 4, 5]));
        assert_eq!(assembler.push(&payload(START, &[DELTA, 6, 7]), true), Some(vec![DELTA, 6, 7]));
    }

    #[test]
    fn after_a_loss_nothing_comes_before_a_key_frame() {
        let mut assembler = Assembler::new();
        assert!(assembler.needs_key_frame());
        assert_eq!(assembler.push(&payload(START, &[DELTA, 1, 2]), true), None);
        assembler.push(&payload(START, &[KEY, 1, 2]), false);
        assembler.lost();
        assert_eq!(assembler.push(&payload(0, &[3, 4, 5]), true), None);
        assert_eq!(assembler.push(&payload(START, &[DELTA, 1, 2]), true), None);
        assert!(assembler.needs_key_frame());
        assert_eq!(assembler.push(&payload(START, &[KEY, 1, 2]), true), Some(vec![KEY, 1, 2]));
    }

    #[test]
    fn a_picture_without_end_is_given_up() {
        let mut assembler = Assembler::new();
        assembler.push(&payload(START, &[KEY, 1, 2]), false);
        let part = payload(0, &vec![7; 64 * 1024]);
        for _ in 0..=MAX_CODED / part.len() + 1 {
            assembler.push(&part, false);
        }
        assert!(assembler.needs_key_frame());
        assert!(assembler.picture.len() <= MAX_CODED);
    }

    #[test]
    fn payloads_without_a_picture_are_passed_over() {
        let mut assembler = Assembler::new();
        assert_eq!(assembler.push(&Bytes::new(), true), None);
        assert_eq!(assembler.push(&Bytes::from_static(&[0x90, 0xff]), true), None);
    }
}
