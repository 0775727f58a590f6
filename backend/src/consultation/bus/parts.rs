//! Notices in numbered, sealed pieces that fit into a signal of the database, and back.
//!
//! The key comes from the key file that the servers share: who reads or writes signals of the database without it learns
//! nothing but times and lengths, and is not believed.

use aes_gcm::aead::{Aead, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use data_encoding::BASE64_NOPAD;
use heilsam_protocol::limit::SIGNAL_FRAME_BYTES;
use zeroize::Zeroizing;

use super::notice::ServerId;

/// Bytes of a notice in one part; sealed and as text it stays below 8,000 characters.
pub const PART_BYTES: usize = 5_900;
/// Bytes of the largest notice: one frame, and where it goes.
const NOTICE_BYTES: usize = SIGNAL_FRAME_BYTES + 256;
/// Bytes of a nonce.
pub const NONCE_BYTES: usize = 12;
/// Sealed along; another version of this form is not opened.
const VERSION: &[u8] = b"heilsam/bus/1";
const FIRST: u8 = 1;
const LAST: u8 = 2;

/// A piece of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Who says it.
    pub from: ServerId,
    /// Counts the parts of this server.
    pub number: u64,
    /// Whether a notice begins here.
    pub first: bool,
    /// Whether the notice is whole with it.
    pub last: bool,
    /// The piece.
    pub bytes: Vec<u8>,
}

/// Seals and opens parts.
pub struct Seal(Zeroizing<[u8; 32]>);

impl Seal {
    /// With the key of this installation.
    #[must_use]
    pub fn new(key: Zeroizing<[u8; 32]>) -> Self {
        Self(key)
    }

    /// The text of a signal; `nonce` is random.
    #[must_use]
    pub fn close(&self, part: &Part, nonce: [u8; NONCE_BYTES]) -> Option<String> {
        let flags = u8::from(part.first) * FIRST + u8::from(part.last) * LAST;
        let plain =
            [part.from.to_bytes().as_slice(), &part.number.to_be_bytes(), &[flags], &part.bytes].concat();
        let payload = Payload { msg: &plain, aad: VERSION };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).ok()?;
        Some(BASE64_NOPAD.encode(&[nonce.as_slice(), &sealed].concat()))
    }

    /// The part in a signal; `None` if it was not sealed with this key.
    #[must_use]
    pub fn open(&self, text: &str) -> Option<Part> {
        let bytes = BASE64_NOPAD.decode(text.as_bytes()).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: VERSION };
        let plain = self.cipher().decrypt(&Nonce::from(*nonce), payload).ok()?;
        let (from, rest) = plain.split_first_chunk::<8>()?;
        let (number, rest) = rest.split_first_chunk::<8>()?;
        let ([flags], bytes) = rest.split_first_chunk::<1>()?;
        Some(Part {
            from: ServerId::from_bytes(*from),
            number: u64::from_be_bytes(*number),
            first: flags & FIRST != 0,
            last: flags & LAST != 0,
            bytes: bytes.to_vec(),
        })
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&*self.0).into())
    }
}

/// Cuts and numbers what this server says.
pub struct Cutter {
    me: ServerId,
    number: u64,
}

impl Cutter {
    /// Begins to count.
    #[must_use]
    pub const fn new(me: ServerId) -> Self {
        Self { me, number: 0 }
    }

    /// The parts of a notice, in order.
    pub fn cut(&mut self, notice: &[u8]) -> Vec<Part> {
        let count = notice.len().div_ceil(PART_BYTES);
        let pieces = notice.chunks(PART_BYTES).enumerate();
        let parts = pieces.map(|(index, piece)| {
            self.number += 1;
            let (first, last) = (index == 0, index + 1 == count);
            Part { from: self.me, number: self.number, first, last, bytes: piece.to_vec() }
        });
        parts.collect()
    }

    /// Something could not be said: the others will miss a number, and ask.
    pub const fn skip(&mut self) {
        self.number += 1;
    }
}

/// Puts the parts of one other server together.
#[derive(Debug, Default)]
pub struct Joiner {
    expected: Option<u64>,
    begun: Option<Vec<u8>>,
}

/// What a part came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Joined {
    /// A notice that is whole now.
    pub notice: Option<Vec<u8>>,
    /// Whether something before it was missed.
    pub missed: bool,
}

impl Joiner {
    /// The next part; `None` for one that is older than the last: somebody recorded it and says it again.
    pub fn take(&mut self, part: &Part) -> Option<Joined> {
        if self.expected.is_some_and(|expected| part.number < expected) {
            return None;
        }
        let missed = self.expected != Some(part.number);
        self.expected = part.number.checked_add(1);
        if missed || part.first {
            self.begun = part.first.then(Vec::new);
        }
        let Some(mut notice) = self.begun.take() else { return Some(Joined { notice: None, missed }) };
        notice.extend_from_slice(&part.bytes);
        if notice.len() > NOTICE_BYTES {
            return Some(Joined { notice: None, missed });
        }
        if part.last {
            return Some(Joined { notice: Some(notice), missed });
        }
        self.begun = Some(notice);
        Some(Joined { notice: None, missed })
    }
}

#[cfg(test)]
mod tests {
    use heilsam_storage::signals::SIGNAL_CHARACTERS;

    use super::*;

    const ME: ServerId = ServerId::from_random([7; 8]);

    fn seal(byte: u8) -> Seal {
        Seal::new(Zeroizing::new([byte; 32]))
    }

    fn whole(joiner: &mut Joiner, parts: Vec<Part>) -> Vec<Vec<u8>> {
        parts.into_iter().filter_map(|part| joiner.take(&part)?.notice).collect()
    }

    #[test]
    fn the_largest_frame_fits_into_signals_and_comes_out_whole() {
        let notice: Vec<u8> = (0..SIGNAL_FRAME_BYTES + 26).map(|index| (index % 251) as u8).collect();
        let parts = Cutter::new(ME).cut(&notice);
        assert_eq!(parts.len(), 3);
        let mut joiner = Joiner::default();
        let mut heard = Vec::new();
        for part in parts {
            let text = seal(1).close(&part, [part.number as u8; NONCE_BYTES]).unwrap();
            assert!(text.len() <= SIGNAL_CHARACTERS, "{}", text.len());
            heard.extend(joiner.take(&seal(1).open(&text).unwrap()).unwrap().notice);
        }
        assert_eq!(heard, [notice]);
    }

    #[test]
    fn a_signal_of_somebody_without_the_key_is_not_believed() {
        let part = Cutter::new(ME).cut(b"notice").remove(0);
        let text = seal(2).close(&part, [0; NONCE_BYTES]).unwrap();
        assert_eq!(seal(1).open(&text), None);
        assert_eq!(seal(2).open(&text), Some(part));
        assert_eq!(seal(2).open("no signal of ours"), None);
        assert!(!text.contains("notice") && !text.contains(&BASE64_NOPAD.encode(b"notice")));
    }

    #[test]
    fn a_lost_part_drops_its_notice_and_the_next_one_is_heard() {
        let mut cutter = Cutter::new(ME);
        let mut parts = cutter.cut(&[1; 2 * PART_BYTES]);
        parts.remove(1);
        parts.extend(cutter.cut(&[2; 10]));
        let mut joiner = Joiner::default();
        assert!(joiner.take(&parts.remove(0)).unwrap().missed, "nothing is known of what it said before");
        let next = joiner.take(&parts.remove(0));
        assert_eq!(next, Some(Joined { notice: Some(vec![2; 10]), missed: true }));
    }

    #[test]
    fn what_could_not_be_said_is_missed() {
        let mut cutter = Cutter::new(ME);
        let mut joiner = Joiner::default();
        whole(&mut joiner, cutter.cut(b"one"));
        cutter.skip();
        assert!(joiner.take(&cutter.cut(b"three").remove(0)).unwrap().missed);
        assert!(!joiner.take(&cutter.cut(b"four").remove(0)).unwrap().missed);
    }

    #[test]
    fn what_is_said_again_by_somebody_who_recorded_it_counts_once() {
        let parts = Cutter::new(ME).cut(b"notice");
        let mut joiner = Joiner::default();
        assert_eq!(whole(&mut joiner, parts.clone()), [b"notice".to_vec()]);
        assert_eq!(joiner.take(&parts[0]), None);
    }

    #[test]
    fn a_notice_without_end_fills_no_memory() {
        let mut cutter = Cutter::new(ME);
        let mut joiner = Joiner::default();
        for index in 0..100 {
            let mut part = cutter.cut(&[0; PART_BYTES]).remove(0);
            (part.first, part.last) = (index == 0, false);
            joiner.take(&part);
            assert!(joiner.begun.as_ref().is_none_or(|begun| begun.len() <= NOTICE_BYTES));
        }
    }
}
