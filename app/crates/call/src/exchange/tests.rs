//! Two sides and a wire that can lose everything for a while.

use super::*;

const STEP: Duration = Duration::from_millis(500);

struct Pair {
    left: Exchange,
    right: Exchange,
    now: Duration,
    /// Whether anything arrives.
    open: bool,
    /// Messages that may still pass before the wire breaks.
    left_to_pass: usize,
}

impl Pair {
    fn new() -> Self {
        let (left, right) = (Exchange::new(10), Exchange::new(900));
        Self { left, right, now: Duration::ZERO, open: true, left_to_pass: usize::MAX }
    }

    fn settle(&mut self) {
        loop {
            let (out, back) = (self.left.take_outbox(), self.right.take_outbox());
            if out.is_empty() && back.is_empty() {
                break;
            }
            for message in out {
                if self.passes() {
                    self.right.take(self.now, &message);
                }
            }
            for message in back {
                if self.passes() {
                    self.left.take(self.now, &message);
                }
            }
        }
    }

    fn passes(&mut self) -> bool {
        let passes = self.open && self.left_to_pass > 0;
        self.left_to_pass = self.left_to_pass.saturating_sub(1);
        passes
    }

    fn run(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.now += STEP;
            self.left.tick(self.now);
            self.right.tick(self.now);
            self.settle();
        }
    }
}

fn pdf(size: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0..size - bytes.len()).map(|index| index.to_le_bytes()[0] ^ index.to_le_bytes()[1]));
    bytes
}

fn state(side: &Exchange, own: bool) -> State {
    let found = side.entries().iter().rev().find(|entry| entry.own == own).unwrap();
    match found.what {
        What::Document { state, .. } => state,
        What::Text { .. } => panic!("a text"),
    }
}

#[test]
fn a_text_arrives_once_and_is_known_to_have_arrived() {
    let mut pair = Pair::new();
    pair.open = false;
    pair.left.say(pair.now, "  Guten Tag  ").unwrap();
    pair.settle();
    assert!(pair.right.entries().is_empty());
    pair.open = true;
    pair.run(PATIENCE * 3);
    let theirs: Vec<_> = pair.right.entries().iter().map(|entry| entry.what.clone()).collect();
    assert_eq!(theirs, [What::Text { text: "Guten Tag".into(), delivered: true }]);
    assert_eq!(pair.left.entries()[0].what, theirs[0]);
}

#[test]
fn a_document_arrives_unchanged() {
    let mut pair = Pair::new();
    let bytes = pdf(700_001);
    pair.left.offer(pair.now, "Befund.pdf", bytes.clone()).unwrap();
    pair.settle();
    assert_eq!(state(&pair.right, false), State::Done(DocumentKind::Pdf));
    assert_eq!(state(&pair.left, true), State::Done(DocumentKind::Pdf));
    let id = pair.right.entries()[0].id;
    assert_eq!(pair.right.content(false, id), Some(bytes.as_slice()));
}

#[test]
fn a_document_goes_on_where_it_stopped_when_the_line_comes_back() {
    let mut pair = Pair::new();
    pair.left_to_pass = 40;
    pair.left.offer(pair.now, "Befund.pdf", pdf(900_000)).unwrap();
    pair.settle();
    let State::Moving(there) = state(&pair.right, false) else { panic!("not under way") };
    assert!(there > 100_000, "{there}");
    pair.left_to_pass = usize::MAX;
    pair.run(PATIENCE);
    assert_eq!(state(&pair.right, false), State::Done(DocumentKind::Pdf));
}

#[test]
fn a_receiver_that_was_loaded_again_gets_the_document_from_the_beginning() {
    let mut pair = Pair::new();
    pair.left_to_pass = 40;
    pair.left.offer(pair.now, "Befund.pdf", pdf(900_000)).unwrap();
    pair.settle();
    pair.right = Exchange::new(5_000);
    pair.left_to_pass = usize::MAX;
    pair.run(PATIENCE * 2);
    assert_eq!(state(&pair.right, false), State::Done(DocumentKind::Pdf));
}

#[test]
fn a_sender_that_was_loaded_again_ends_what_was_under_way_in_words() {
    let mut pair = Pair::new();
    pair.left_to_pass = 40;
    pair.left.offer(pair.now, "Befund.pdf", pdf(900_000)).unwrap();
    pair.settle();
    pair.left = Exchange::new(5_000);
    pair.left_to_pass = usize::MAX;
    pair.run(PATIENCE * 2);
    assert_eq!(state(&pair.right, false), State::Failed(Failure::Withdrawn));
}

#[test]
fn what_is_changed_on_the_way_is_refused_on_both_sides() {
    let mut pair = Pair::new();
    pair.left.offer(pair.now, "Befund.pdf", pdf(5_000)).unwrap();
    for message in pair.left.take_outbox() {
        pair.right.take(pair.now, &message);
    }
    for message in pair.right.take_outbox() {
        pair.left.take(pair.now, &message);
    }
    for mut message in pair.left.take_outbox() {
        if let Some(last) = message.last_mut() {
            *last ^= 1;
        }
        pair.right.take(pair.now, &message);
    }
    pair.settle();
    assert_eq!(state(&pair.right, false), State::Failed(Failure::Damaged));
    assert_eq!(state(&pair.left, true), State::Failed(Failure::Damaged));
    let id = pair.right.entries()[0].id;
    assert_eq!(pair.right.content(false, id), None);
}

#[test]
fn only_documents_without_programs_are_sent_or_taken() {
    let mut left = Exchange::new(1);
    assert_eq!(left.offer(STEP, "a.svg", b"<svg/>".to_vec()), Err(Unsendable::NotAllowed));
    assert_eq!(left.offer(STEP, "a.pdf", Vec::new()), Err(Unsendable::Empty));
    let large = usize::try_from(MAX_DOCUMENT).unwrap() + 1;
    assert_eq!(left.offer(STEP, "a.pdf", pdf(large)), Err(Unsendable::TooLong));
    assert!(left.entries().is_empty() && left.take_outbox().is_empty());

    // Somebody who does not ask first.
    let mut right = Exchange::new(2);
    let program = b"MZ not a document".to_vec();
    let hash = <sha2::Sha256 as sha2::Digest>::digest(&program).into();
    let size = u32::try_from(program.len()).unwrap();
    for message in [
        Message::Offer { id: 1, size, hash, name: "Befund.pdf".into() },
        Message::Chunk { id: 1, from: 0, bytes: program },
        Message::Offer { id: 2, size: MAX_DOCUMENT + 1, hash, name: "gross.pdf".into() },
    ] {
        right.take(STEP, &message.to_bytes());
    }
    assert_eq!(state(&right, false), State::Failed(Failure::NotAllowed));
    assert_eq!(right.entries().len(), 1);
    let said: Vec<_> = right.take_outbox().iter().map(|bytes| Message::from_bytes(bytes).unwrap()).collect();
    assert!(said.contains(&Message::Refuse { id: 2, why: Failure::TooMuch }));
}

#[test]
fn either_side_can_take_a_document_back() {
    for by_sender in [true, false] {
        let mut pair = Pair::new();
        pair.left_to_pass = 30;
        pair.left.offer(pair.now, "Befund.pdf", pdf(900_000)).unwrap();
        pair.settle();
        pair.left_to_pass = usize::MAX;
        let id = pair.left.entries()[0].id;
        if by_sender {
            pair.left.withdraw(true, id);
        } else {
            pair.right.withdraw(false, id);
        }
        pair.run(PATIENCE * 2);
        assert_eq!(state(&pair.left, true), State::Failed(Failure::Withdrawn));
        assert_eq!(state(&pair.right, false), State::Failed(Failure::Withdrawn));
    }
}

#[test]
fn a_shared_screen_that_is_not_heard_of_any_more_counts_as_gone() {
    let mut pair = Pair::new();
    pair.left.share(pair.now, true);
    pair.run(SHARING_LASTS * 2);
    assert!(pair.right.other_shares());
    pair.open = false;
    pair.run(SHARING_LASTS * 2);
    assert!(!pair.right.other_shares());
    pair.open = true;
    pair.run(PATIENCE);
    assert!(pair.right.other_shares());
    pair.left.share(pair.now, false);
    pair.settle();
    assert!(!pair.right.other_shares());
}

#[test]
fn nobody_fills_the_memory_of_the_other() {
    let mut right = Exchange::new(2);
    for id in 0..2_000 {
        right.take(STEP, &Message::Text { id, text: "x".into() }.to_bytes());
        right.take(
            STEP,
            &Message::Offer { id: id + 10_000, size: 9, hash: [0; 32], name: "a".into() }.to_bytes(),
        );
    }
    assert!(right.entries().len() <= MAX_ENTRIES + MAX_DOCUMENTS);
}
