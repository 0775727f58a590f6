//! Who may take which seat.
//!
//! Source: Anlage 31b BMV-Ä § 5(1) no. 2: staff organise and never take part.

use heilsam_domain::{AccountId, ConsultationState, Role};
use heilsam_protocol::signal::{RefusedReason, Seat};
use jiff::Timestamp;

use crate::Caller;

/// What is known about the room that somebody wants to enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoomFacts {
    /// There is no such room.
    Unknown,
    /// A room behind a nameplate that nobody has: guests may wait there, and nobody ever comes.
    MadeUp,
    /// Two guests of a doctor meet here: both seats are for whoever knows the room, and neither for staff.
    Pair,
    /// A planned consultation.
    Planned {
        /// The doctor.
        owner: AccountId,
        /// Present state.
        state: ConsultationState,
        /// When the room opens.
        opens_at: Timestamp,
        /// When the room closes.
        closes_at: Timestamp,
    },
}

/// Decides about a seat.
///
/// # Errors
/// The reason that the participant is told. Without the right session nobody learns anything about a room from the
/// doctor's seat.
pub fn decide(
    seat: Seat,
    caller: Option<Caller>,
    room: RoomFacts,
    now: Timestamp,
) -> Result<(), RefusedReason> {
    match (seat, caller) {
        (_, Some(caller)) if caller.role == Role::Staff => return Err(RefusedReason::NotAllowed),
        (Seat::Doctor, caller) if room != RoomFacts::Pair && !is_owner(caller, room) => {
            return Err(RefusedReason::NotAllowed);
        }
        (Seat::Doctor | Seat::Guest, _) => {}
    }
    match room {
        RoomFacts::Unknown => Err(RefusedReason::NoRoom),
        RoomFacts::MadeUp | RoomFacts::Pair => Ok(()),
        RoomFacts::Planned { state, opens_at, closes_at, .. } => match state {
            ConsultationState::Planned | ConsultationState::Opened if now < opens_at => {
                Err(RefusedReason::TooEarly)
            }
            ConsultationState::Planned | ConsultationState::Opened if now < closes_at => Ok(()),
            ConsultationState::Planned
            | ConsultationState::Opened
            | ConsultationState::Ended
            | ConsultationState::Cancelled
            | ConsultationState::Expired => Err(RefusedReason::Ended),
        },
    }
}

fn is_owner(caller: Option<Caller>, room: RoomFacts) -> bool {
    match (caller, room) {
        (Some(caller), RoomFacts::Planned { owner, .. }) => {
            caller.role == Role::Doctor && !caller.recovering && caller.released && caller.account_id == owner
        }
        (None, _) | (Some(_), RoomFacts::Unknown | RoomFacts::MadeUp | RoomFacts::Pair) => false,
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::SessionId;
    use jiff::Timestamp;

    use super::*;

    const OWNER: AccountId = AccountId::from_bytes([1; 16]);

    fn caller(role: Role, account_id: AccountId) -> Option<Caller> {
        Some(Caller {
            account_id,
            role,
            session_id: SessionId::from_bytes([0; 16]),
            recovering: false,
            logged_in_at: Timestamp::UNIX_EPOCH,
            credential_id: None,
            released: true,
            unproven: false,
        })
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn room(state: ConsultationState) -> RoomFacts {
        RoomFacts::Planned { owner: OWNER, state, opens_at: at(100), closes_at: at(200) }
    }

    const OPEN: ConsultationState = ConsultationState::Planned;

    #[test]
    fn the_doctors_seat_is_for_the_doctor_who_planned_it() {
        let decide = |caller| decide(Seat::Doctor, caller, room(OPEN), at(150));
        assert_eq!(decide(caller(Role::Doctor, OWNER)), Ok(()));
        assert_eq!(decide(None), Err(RefusedReason::NotAllowed));
        let stranger = AccountId::from_bytes([2; 16]);
        assert_eq!(decide(caller(Role::Doctor, stranger)), Err(RefusedReason::NotAllowed));
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Doctor) {
            assert_eq!(decide(caller(role, OWNER)), Err(RefusedReason::NotAllowed), "{role}");
        }
        let recovering = caller(Role::Doctor, OWNER).map(|caller| Caller { recovering: true, ..caller });
        assert_eq!(decide(recovering), Err(RefusedReason::NotAllowed));
        let waits = caller(Role::Doctor, OWNER).map(|caller| Caller { released: false, ..caller });
        assert_eq!(decide(waits), Err(RefusedReason::NotAllowed));
    }

    #[test]
    fn staff_never_take_part_not_even_as_guests() {
        for seat in [Seat::Doctor, Seat::Guest] {
            let refused = decide(seat, caller(Role::Staff, OWNER), room(OPEN), at(150));
            assert_eq!(refused, Err(RefusedReason::NotAllowed));
        }
    }

    #[test]
    fn guests_need_no_login_but_the_right_time() {
        for (second, expected) in
            [(99, Err(RefusedReason::TooEarly)), (100, Ok(())), (200, Err(RefusedReason::Ended))]
        {
            assert_eq!(decide(Seat::Guest, None, room(OPEN), at(second)), expected, "{second}");
        }
        assert_eq!(decide(Seat::Guest, caller(Role::Patient, OWNER), room(OPEN), at(150)), Ok(()));
    }

    #[test]
    fn a_made_up_room_lets_guests_wait_and_an_unknown_one_does_not() {
        assert_eq!(decide(Seat::Guest, None, RoomFacts::MadeUp, at(0)), Ok(()));
        assert_eq!(decide(Seat::Guest, None, RoomFacts::Unknown, at(0)), Err(RefusedReason::NoRoom));
        for facts in [RoomFacts::MadeUp, RoomFacts::Unknown] {
            let refused = decide(Seat::Doctor, caller(Role::Doctor, OWNER), facts, at(0));
            assert_eq!(refused, Err(RefusedReason::NotAllowed));
        }
    }

    #[test]
    fn two_guests_meet_without_a_login_and_staff_do_not() {
        for seat in [Seat::Doctor, Seat::Guest] {
            for who in [None, caller(Role::Patient, OWNER), caller(Role::Doctor, OWNER)] {
                assert_eq!(decide(seat, who, RoomFacts::Pair, at(0)), Ok(()));
            }
            let refused = decide(seat, caller(Role::Staff, OWNER), RoomFacts::Pair, at(0));
            assert_eq!(refused, Err(RefusedReason::NotAllowed));
        }
    }

    #[test]
    fn what_is_over_stays_closed() {
        for state in [ConsultationState::Ended, ConsultationState::Cancelled, ConsultationState::Expired] {
            for second in [50, 150] {
                let refused = decide(Seat::Guest, None, room(state), at(second));
                assert_eq!(refused, Err(RefusedReason::Ended), "{state:?}");
            }
        }
    }
}
