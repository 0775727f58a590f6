//! Taking a seat in a room that is open.

use heilsam_domain::RoomId;
use heilsam_protocol::signal::{RefusedReason, Seat};

use super::admission::{self, RoomFacts};
use super::hub::{SeatKey, Seated};
use super::rooms;
use crate::{AppState, Caller, proof};

/// Who wants to sit where.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub room: RoomId,
    pub seat: Seat,
    pub key: SeatKey,
    pub caller: Option<Caller>,
}

/// Takes the seat; else says why not.
pub(super) async fn take(state: &AppState, wish: Wish) -> Result<Seated, RefusedReason> {
    let closings = state.consultations.hub.closings();
    let facts = admit(state, wish).await?;
    if let (Seat::Doctor, Some(doctor), RoomFacts::Planned { .. }) = (wish.seat, wish.caller, facts) {
        let admitted = proof::admits(state, doctor).await;
        if !admitted.map_err(|_| RefusedReason::NoRoom)? {
            return Err(RefusedReason::NotAllowed);
        }
    }
    let counts = wish.seat == Seat::Guest && is_for_guests_with_a_code(facts);
    if counts && !may_come(state, wish) {
        return Err(RefusedReason::TooManyGuests);
    }
    rooms::note_entry(state, wish.room, facts);
    let seated = sit(state, wish, closings).await?;
    if counts {
        state.consultations.arrivals.note(wish.room, &wish.key, state.clock.now());
    }
    Ok(seated)
}

/// Two guests of a doctor meet without a code. Rooms that nobody has must not be told apart from others.
const fn is_for_guests_with_a_code(facts: RoomFacts) -> bool {
    match facts {
        RoomFacts::Planned { .. } | RoomFacts::MadeUp => true,
        RoomFacts::Pair | RoomFacts::Unknown => false,
    }
}

/// Whether a guest is not one too many of those who come anew. Whose seat it is may always come back.
fn may_come(state: &AppState, wish: Wish) -> bool {
    let own = &state.consultations;
    own.hub.is_guest(wish.room, &wish.key) || own.arrivals.allow(wish.room, &wish.key, state.clock.now())
}

async fn admit(state: &AppState, wish: Wish) -> Result<RoomFacts, RefusedReason> {
    let facts = rooms::facts(state, wish.room).await.map_err(|_| RefusedReason::NoRoom)?;
    admission::decide(wish.seat, wish.caller, facts, state.clock.now())?;
    Ok(facts)
}

/// Sits down. So many rooms had been closed before it was asked whether this one is open; if there are more by now it is asked
/// again: who sits down after the end is told of it by nobody.
async fn sit(state: &AppState, wish: Wish, closings: u64) -> Result<Seated, RefusedReason> {
    let hub = &state.consultations.hub;
    let seated = hub.sit(wish.room, wish.seat, wish.key, state.clock.now())?;
    if hub.closings() == closings {
        return Ok(seated);
    }
    match admit(state, wish).await {
        Ok(_) => Ok(seated),
        Err(refused) => {
            hub.leave(seated.place);
            Err(refused)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use heilsam_domain::{AccountId, Nameplate};
    use jiff::{SignedDuration, Timestamp};

    use super::*;
    use crate::clock::{Entropy, ManualClock};
    use crate::config::{Overrides, parse};
    use crate::consultation::bus::PairsOf;
    use crate::serve;

    const CONSULTATION: RoomId = RoomId::from_bytes([1; 16]);
    const PAIR: RoomId = RoomId::from_bytes([2; 16]);
    const WISH: Wish = Wish { room: PAIR, seat: Seat::Guest, key: [3; 16], caller: None };

    struct Sevens;

    impl Entropy for Sevens {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }

    /// A server at which two guests of a consultation may meet.
    async fn server(data: &Path) -> (AppState, Arc<ManualClock>) {
        let overrides = Overrides { data: Some(data.to_owned()), ..Overrides::default() };
        let config = parse("[video]\nturn_embedded = false\n", std::iter::empty(), overrides).unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
        let state = serve::open(config, clock.clone(), Arc::new(Sevens)).await.unwrap();
        let owner = AccountId::from_bytes([4; 16]);
        let said = PairsOf { owner, of: CONSULTATION, left: 60_000, rooms: vec![PAIR] };
        state.consultations.pairs_elsewhere(&said, state.clock.now());
        (state, clock)
    }

    #[tokio::test]
    async fn who_sits_down_while_the_room_ends_does_not_wait_there() {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = server(folder.path()).await;
        let own = &state.consultations;
        let closings = own.hub.closings();
        assert_eq!(admit(&state, WISH).await, Ok(RoomFacts::Pair));
        own.end(CONSULTATION);
        assert_eq!(sit(&state, WISH, closings).await.unwrap_err(), RefusedReason::NoRoom);
        assert_eq!(own.hub.count(), 0);
    }

    #[tokio::test]
    async fn another_room_that_ends_at_that_moment_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let (state, _) = server(folder.path()).await;
        let closings = state.consultations.hub.closings();
        state.consultations.end(RoomId::from_bytes([5; 16]));
        assert!(sit(&state, WISH, closings).await.is_ok());
        assert!(take(&state, WISH).await.is_ok());
        assert!(state.consultations.hub.has_guest(PAIR));
    }

    #[tokio::test]
    async fn of_those_who_come_anew_the_thirty_first_waits_and_whoever_sat_there_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let (state, clock) = server(folder.path()).await;
        let own = &state.consultations;
        let room = own.made_up.room(Nameplate::new(42).unwrap());
        let wish = |key: u8| Wish { room, key: [key; 16], ..WISH };
        let patient = take(&state, wish(0)).await.unwrap();
        for key in 1..100 {
            assert_eq!(take(&state, wish(key)).await.unwrap_err(), RefusedReason::SeatTaken);
        }
        own.hub.leave(patient.place);
        for key in 1..30 {
            own.hub.leave(take(&state, wish(key)).await.unwrap().place);
        }
        assert_eq!(take(&state, wish(30)).await.unwrap_err(), RefusedReason::TooManyGuests);
        own.hub.leave(take(&state, wish(0)).await.unwrap().place);
        clock.advance(SignedDuration::from_mins(1));
        let seated = take(&state, wish(30)).await.unwrap();
        assert_eq!(take(&state, wish(31)).await.unwrap_err(), RefusedReason::TooManyGuests);
        own.hub.disconnect(seated.place, state.clock.now());
        assert!(take(&state, wish(30)).await.is_ok(), "whose seat it is comes back");
        let other = Wish { room: own.made_up.room(Nameplate::new(43).unwrap()), ..wish(31) };
        assert!(take(&state, other).await.is_ok(), "another room");
    }
}
