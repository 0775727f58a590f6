//! What this device wrote because a person decided so. When the line breaks, nobody knows whether it arrived; if it stands there
//! later, it was not somebody else who changed the appointment.

use std::collections::VecDeque;

use heilsam_crypto::revision;

/// So many are remembered; a retry comes long before as many others.
const MOST: usize = 64;

/// The revisions of sealed descriptions.
#[derive(Debug, Default)]
pub struct Decided(VecDeque<[u8; 32]>);

impl Decided {
    pub(super) fn add(&mut self, sealed: &[u8]) {
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back(revision::of(sealed));
    }

    pub(super) fn contains(&self, sealed: &[u8]) -> bool {
        self.0.contains(&revision::of(sealed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ones_are_remembered_and_no_others() {
        let mut decided = Decided::default();
        for number in 0..=MOST {
            decided.add(&number.to_be_bytes());
        }
        assert!(decided.contains(&MOST.to_be_bytes()) && decided.contains(&1_usize.to_be_bytes()));
        assert!(!decided.contains(&0_usize.to_be_bytes()), "the oldest makes room");
        assert!(!decided.contains(b"another"));
    }
}
