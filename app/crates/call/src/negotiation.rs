//! Negotiation without IO: what is under way, which description counts now, which candidates wait.
//!
//! The doctor offers, the patient answers, always: two offers that cross would need a rollback, and after a rollback
//! Chromium passes arriving frames by the frame encryption for good.

use crate::media::{Candidate, Sdp, SdpKind};

/// How many candidates wait at most for a description.
const MAX_WAITING: usize = 64;

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
}

impl Negotiation {
    /// `offering`: this side offers, the other one answers.
    pub const fn new(offering: bool) -> Self {
        Self { offering, state: State::Stable, has_remote: false, waiting: Vec::new() }
    }

    /// Whether an own offer may begin now; if so, it has begun.
    pub fn begin_offer(&mut self) -> bool {
        let free = self.offering && self.state == State::Stable;
        if free {
            self.state = State::MakingOffer;
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

    /// A local description was set: whether it is to be sent.
    pub fn local(&mut self, kind: SdpKind) -> bool {
        match (kind, self.state) {
            (SdpKind::Offer, State::MakingOffer) => {
                self.state = State::OfferSent;
                true
            }
            (SdpKind::Answer, State::Answering) => {
                self.state = State::Stable;
                self.has_remote = true;
                true
            }
            (SdpKind::Offer | SdpKind::Answer, _) => false,
        }
    }

    /// A description came through the sealed channel.
    pub fn remote(&mut self, kind: SdpKind, sdp: Sdp) -> Next {
        match (kind, self.state) {
            (SdpKind::Offer, _) if !self.offering => {
                self.state = State::Answering;
                Next::ApplyOffer(sdp)
            }
            (SdpKind::Answer, State::OfferSent) => {
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

    pub fn failed(&mut self) {
        self.state = State::Stable;
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
        assert!(doctor.local(SdpKind::Offer) && !patient.local(SdpKind::Offer));
        assert_eq!(doctor.remote(SdpKind::Offer, sdp()), Next::Ignore);
        assert_eq!(patient.remote(SdpKind::Offer, sdp()), Next::ApplyOffer(sdp()));
        assert!(patient.local(SdpKind::Answer));
        assert_eq!(doctor.remote(SdpKind::Answer, sdp()), Next::ApplyAnswer(sdp()));
        assert!(patient.is_settled() && !doctor.is_settled());
        doctor.answer_applied();
        assert!(doctor.is_settled() && doctor.begin_offer());
    }

    #[test]
    fn an_offer_without_an_answer_makes_room_for_the_next() {
        let mut doctor = Negotiation::new(true);
        assert!(doctor.begin_offer() && doctor.local(SdpKind::Offer) && !doctor.begin_offer());
        assert!(doctor.give_up_offer() && doctor.begin_offer());
    }

    #[test]
    fn an_answer_nobody_asked_for_is_ignored() {
        assert_eq!(Negotiation::new(true).remote(SdpKind::Answer, sdp()), Next::Ignore);
    }

    #[test]
    fn candidates_wait_for_the_description() {
        let mut patient = Negotiation::new(false);
        let candidate = Candidate { candidate: "c".into(), mid: "0".into(), line: 0 };
        assert_eq!(patient.candidate(candidate.clone()), None);
        assert!(patient.take_waiting().is_empty());
        patient.remote(SdpKind::Offer, sdp());
        patient.local(SdpKind::Answer);
        assert_eq!(patient.take_waiting(), std::slice::from_ref(&candidate));
        assert_eq!(patient.candidate(candidate.clone()), Some(candidate));
    }
}
