//! Negotiation without IO: what is under way, which description counts now, which candidates wait.
//!
//! The doctor offers, the patient answers, always: two offers that cross would need a rollback, and after a rollback
//! Chromium passes arriving frames by the frame encryption for good.
//!
//! Offers are numbered, and an answer names the offer it is for: a busy device may answer an offer that was given up
//! meanwhile. Set as the answer to another one, it leaves each side with keys of the path that the other has not: one
//! side finds a way, and DTLS never gets through it.

use std::collections::VecDeque;

use crate::media::{Candidate, Sdp, SdpKind};

/// How many candidates wait at most for a description.
const MAX_WAITING: usize = 64;
/// The number of a page that does not number its descriptions.
pub(crate) const UNNUMBERED: u32 = 0;

/// What a description means for us.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Set it and answer.
    ApplyOffer(Sdp),
    /// Set it.
    ApplyAnswer(Sdp),
    /// Not now.
    Ignore,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Stable,
    MakingOffer,
    OfferSent,
    Answering,
    ApplyingAnswer,
}

#[derive(Debug)]
pub(crate) struct Negotiation {
    offering: bool,
    state: State,
    has_remote: bool,
    waiting: Vec<Candidate>,
    /// Of the newest own offer.
    number: u32,
    /// Own offers that the driver has not made yet. Only the last of them counts.
    making: u32,
    /// Numbers of the offers that the driver has not answered yet, in order. Only the answer to the last of them counts.
    answering: VecDeque<u32>,
}

impl Negotiation {
    /// `offering`: this side offers, the other one answers.
    pub const fn new(offering: bool) -> Self {
        Self {
            offering,
            state: State::Stable,
            has_remote: false,
            waiting: Vec::new(),
            number: UNNUMBERED,
            making: 0,
            answering: VecDeque::new(),
        }
    }

    /// Whether an own offer may begin now; if so, it has begun.
    pub fn begin_offer(&mut self) -> bool {
        let free = self.offering && self.state == State::Stable;
        if free {
            self.state = State::MakingOffer;
            self.making += 1;
            self.number = self.number.checked_add(1).unwrap_or(UNNUMBERED + 1);
        }
        free
    }

    /// Gives up an offer that was never answered, so that another can begin; says whether there was one.
    pub fn give_up_offer(&mut self) -> bool {
        let pending = matches!(self.state, State::OfferSent | State::MakingOffer);
        if pending {
            self.state = State::Stable;
        }
        pending
    }

    /// A local description was set: if it is to be sent, the number to send it with.
    pub fn local(&mut self, kind: SdpKind) -> Option<u32> {
        match kind {
            SdpKind::Offer => {
                self.making = self.making.saturating_sub(1);
                let newest = self.making == 0 && self.state == State::MakingOffer;
                if newest {
                    self.state = State::OfferSent;
                }
                newest.then_some(self.number)
            }
            SdpKind::Answer => {
                let number = self.answering.pop_front()?;
                self.has_remote = true;
                self.rest();
                (self.state == State::Stable).then_some(number)
            }
        }
    }

    /// A description came through the sealed channel.
    pub fn remote(&mut self, kind: SdpKind, sdp: Sdp, number: u32) -> Next {
        match (kind, self.state) {
            (SdpKind::Offer, _) if !self.offering => {
                self.state = State::Answering;
                self.answering.push_back(number);
                Next::ApplyOffer(sdp)
            }
            (SdpKind::Answer, State::OfferSent) if [self.number, UNNUMBERED].contains(&number) => {
                self.state = State::ApplyingAnswer;
                Next::ApplyAnswer(sdp)
            }
            (SdpKind::Offer | SdpKind::Answer, _) => Next::Ignore,
        }
    }

    /// Whether a negotiation was completed once, and none is under way.
    pub fn is_settled(&self) -> bool {
        self.has_remote && self.state == State::Stable
    }

    pub fn answer_applied(&mut self) {
        if self.state == State::ApplyingAnswer {
            self.state = State::Stable;
            self.has_remote = true;
        }
    }

    /// The driver could not make or set a description.
    pub fn failed(&mut self) {
        self.making = self.making.saturating_sub(1);
        self.answering.pop_front();
        self.rest();
    }

    /// A description was made, and there was no way to send it.
    pub fn unsent(&mut self) {
        self.rest();
    }

    fn rest(&mut self) {
        self.state = if self.answering.is_empty() { State::Stable } else { State::Answering };
    }

    /// A candidate came: give it on now, or keep it until a description is there.
    pub fn candidate(&mut self, candidate: Candidate) -> Option<Candidate> {
        if self.has_remote {
            return Some(candidate);
        }
        if self.waiting.len() < MAX_WAITING {
            self.waiting.push(candidate);
        }
        None
    }

    /// Candidates that may go on now.
    pub fn take_waiting(&mut self) -> Vec<Candidate> {
        if self.has_remote { core::mem::take(&mut self.waiting) } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sdp() -> Sdp {
        Sdp("x".into())
    }

    #[test]
    fn only_the_doctor_offers_and_only_the_patient_answers() {
        let (mut doctor, mut patient) = (Negotiation::new(true), Negotiation::new(false));
        assert!(!patient.begin_offer());
        assert!(doctor.begin_offer());
        assert_eq!((doctor.local(SdpKind::Offer), patient.local(SdpKind::Offer)), (Some(1), None));
        assert_eq!(doctor.remote(SdpKind::Offer, sdp(), 1), Next::Ignore);
        assert_eq!(patient.remote(SdpKind::Offer, sdp(), 1), Next::ApplyOffer(sdp()));
        assert_eq!(patient.local(SdpKind::Answer), Some(1));
        assert_eq!(doctor.remote(SdpKind::Answer, sdp(), 1), Next::ApplyAnswer(sdp()));
        assert!(patient.is_settled() && !doctor.is_settled());
        doctor.answer_applied();
        assert!(doctor.is_settled() && doctor.begin_offer());
    }

    #[test]
    fn an_offer_without_an_answer_makes_room_for_the_next() {
        let mut doctor = Negotiation::new(true);
        assert!(doctor.begin_offer() && doctor.local(SdpKind::Offer) == Some(1) && !doctor.begin_offer());
        assert!(doctor.give_up_offer() && doctor.begin_offer());
    }

    #[test]
    fn an_answer_nobody_asked_for_is_ignored() {
        assert_eq!(Negotiation::new(true).remote(SdpKind::Answer, sdp(), 1), Next::Ignore);
        assert_eq!(Negotiation::new(false).local(SdpKind::Answer), None);
    }

    #[test]
    fn a_late_answer_to_an_offer_that_was_given_up_is_not_set_for_the_next_one() {
        let mut doctor = Negotiation::new(true);
        assert!(doctor.begin_offer() && doctor.local(SdpKind::Offer) == Some(1));
        assert!(doctor.give_up_offer() && doctor.begin_offer() && doctor.local(SdpKind::Offer) == Some(2));
        assert_eq!(doctor.remote(SdpKind::Answer, sdp(), 1), Next::Ignore);
        assert_eq!(doctor.remote(SdpKind::Answer, sdp(), 2), Next::ApplyAnswer(sdp()));
    }

    #[test]
    fn of_two_offers_that_wait_only_the_last_is_answered() {
        let mut patient = Negotiation::new(false);
        for number in [4, 5] {
            assert_eq!(patient.remote(SdpKind::Offer, sdp(), number), Next::ApplyOffer(sdp()));
        }
        assert_eq!(patient.local(SdpKind::Answer), None);
        assert!(!patient.is_settled());
        assert_eq!(patient.local(SdpKind::Answer), Some(5));
        assert!(patient.is_settled());
    }

    #[test]
    fn an_offer_that_is_made_after_it_was_given_up_is_not_sent() {
        let mut doctor = Negotiation::new(true);
        assert!(doctor.begin_offer() && doctor.give_up_offer() && doctor.begin_offer());
        assert_eq!(doctor.local(SdpKind::Offer), None);
        assert_eq!(doctor.local(SdpKind::Offer), Some(2));
    }

    #[test]
    fn an_offer_that_fails_makes_room_for_the_next() {
        let mut doctor = Negotiation::new(true);
        assert!(doctor.begin_offer());
        doctor.failed();
        assert!(doctor.begin_offer());
        assert_eq!(doctor.local(SdpKind::Offer), Some(2));
    }

    #[test]
    fn a_page_that_does_not_number_its_answers_is_understood() {
        let mut doctor = Negotiation::new(true);
        assert!(doctor.begin_offer() && doctor.local(SdpKind::Offer) == Some(1));
        assert_eq!(doctor.remote(SdpKind::Answer, sdp(), UNNUMBERED), Next::ApplyAnswer(sdp()));
    }

    #[test]
    fn candidates_wait_for_the_description() {
        let mut patient = Negotiation::new(false);
        let candidate = Candidate { candidate: "c".into(), mid: "0".into(), line: 0 };
        assert_eq!(patient.candidate(candidate.clone()), None);
        assert!(patient.take_waiting().is_empty());
        patient.remote(SdpKind::Offer, sdp(), 1);
        patient.local(SdpKind::Answer);
        assert_eq!(patient.take_waiting(), std::slice::from_ref(&candidate));
        assert_eq!(patient.candidate(candidate.clone()), Some(candidate));
    }
}
