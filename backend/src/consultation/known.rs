//! What this process knows about rooms without asking the database, from planning on.
//!
//! Only for a database that nobody else changes (SQLite): otherwise every question goes there. The database stays the truth;
//! whoever changes a consultation there forgets it here afterwards, and what was asked before that is not believed.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use heilsam_domain::{ConsultationState, RoomId};
use jiff::Timestamp;

use super::admission::RoomFacts;

/// Rooms remembered at most, about 100 bytes each; those beyond are looked up.
const ROOMS: usize = 50_000;

/// The rooms.
#[derive(Default)]
pub struct Known(Mutex<Rooms>);

#[derive(Default)]
struct Rooms {
    facts: HashMap<RoomId, RoomFacts>,
    /// Counts what was forgotten.
    forgotten: u64,
}

/// Taken before the database is asked; its answer counts only if nothing was forgotten since.
#[derive(Clone, Copy)]
pub struct Question(u64);

impl Known {
    /// What is known about a room.
    pub fn get(&self, room: RoomId) -> Option<RoomFacts> {
        self.lock().facts.get(&room).copied()
    }

    /// The database is about to be asked or told.
    pub fn ask(&self) -> Question {
        Question(self.lock().forgotten)
    }

    /// What the database said.
    pub fn learn(&self, question: Question, room: RoomId, facts: RoomFacts) {
        let mut rooms = self.lock();
        if rooms.forgotten == question.0 && rooms.facts.len() < ROOMS {
            rooms.facts.insert(room, facts);
        }
    }

    /// Somebody has entered, and the database will be told.
    pub fn opened(&self, room: RoomId) {
        if let Some(RoomFacts::Planned { state, .. }) = self.lock().facts.get_mut(&room) {
            *state = ConsultationState::Opened;
        }
    }

    /// The consultation was changed in the database.
    pub fn forget(&self, room: RoomId) {
        let mut rooms = self.lock();
        rooms.forgotten += 1;
        rooms.facts.remove(&room);
    }

    /// Forgets rooms whose time is over; to be called now and then.
    pub fn forget_over(&self, now: Timestamp) {
        let mut rooms = self.lock();
        rooms
            .facts
            .retain(|_, facts| matches!(facts, RoomFacts::Planned { closes_at, .. } if now < *closes_at));
        rooms.facts.shrink_to_fit();
    }

    fn lock(&self) -> MutexGuard<'_, Rooms> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::AccountId;

    use super::*;

    const ROOM: RoomId = RoomId::from_bytes([1; 16]);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn planned(state: ConsultationState) -> RoomFacts {
        let owner = AccountId::from_bytes([2; 16]);
        RoomFacts::Planned { owner, state, opens_at: at(100), closes_at: at(200) }
    }

    #[test]
    fn what_was_learned_is_known_until_it_is_changed_or_over() {
        let known = Known::default();
        let facts = planned(ConsultationState::Planned);
        known.learn(known.ask(), ROOM, facts);
        known.forget_over(at(199));
        assert_eq!(known.get(ROOM), Some(facts));
        known.opened(ROOM);
        assert_eq!(known.get(ROOM), Some(planned(ConsultationState::Opened)));
        known.forget(ROOM);
        assert_eq!(known.get(ROOM), None);
        known.learn(known.ask(), ROOM, facts);
        known.forget_over(at(200));
        assert_eq!(known.get(ROOM), None);
    }

    #[test]
    fn an_answer_that_was_asked_for_before_a_change_is_not_believed() {
        let known = Known::default();
        let question = known.ask();
        known.forget(ROOM);
        known.learn(question, ROOM, planned(ConsultationState::Planned));
        assert_eq!(known.get(ROOM), None);
    }
}
