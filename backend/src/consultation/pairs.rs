//! Rooms in which two guests of a doctor meet, for a call of more than two.
//!
//! They exist in memory only, while the doctor's device says so again and again, and never longer than its consultation.
//! The server learns that two more devices meet, and neither who they are nor what lets them in.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_domain::{AccountId, RoomId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::consultation::PairRooms;
use heilsam_protocol::limit::PAIR_ROOMS;
use heilsam_protocol::signal::Seat;
use jiff::{SignedDuration, Timestamp};

use super::admission::decide;
use super::bus::{Notice, PairsOf};
use super::rooms;
use crate::extract::{Json, Path};
use crate::{ApiError, AppState, Caller, proof};

/// How long the rooms of a doctor stay who says no more: longer than a call without connection is held.
const LEASE: SignedDuration = SignedDuration::from_mins(3);

/// The rooms.
#[derive(Default)]
pub struct Pairs(Mutex<HashMap<RoomId, Pair>>);

struct Pair {
    owner: AccountId,
    /// The consultation during which the two meet.
    of: RoomId,
    until: Timestamp,
    /// Whether the doctor said so at this server.
    ours: bool,
}

impl Pairs {
    /// Whether it is such a room, and open.
    pub fn contains(&self, room: RoomId, now: Timestamp) -> bool {
        self.lock().get(&room).is_some_and(|pair| now < pair.until)
    }

    /// These are the doctor's rooms now; gives those that are no more. `None` if one belongs to another doctor.
    fn set(&self, owner: AccountId, of: RoomId, wanted: &[RoomId], now: Timestamp) -> Option<Vec<RoomId>> {
        self.set_until((owner, of), wanted, now.saturating_add(LEASE).unwrap_or(now), true)
    }

    fn set_until(
        &self,
        (owner, of): (AccountId, RoomId),
        wanted: &[RoomId],
        until: Timestamp,
        ours: bool,
    ) -> Option<Vec<RoomId>> {
        let mut pairs = self.lock();
        let foreign = |room: &RoomId| pairs.get(room).is_some_and(|pair| pair.owner != owner);
        if wanted.iter().any(foreign) {
            return None;
        }
        let gone = take(&mut pairs, |room, pair| pair.owner == owner && !wanted.contains(room));
        pairs.extend(wanted.iter().map(|room| (*room, Pair { owner, of, until, ours })));
        Some(gone)
    }

    /// The same, said at another server; gives those that are no more.
    pub(super) fn take_over(&self, said: &PairsOf, now: Timestamp) -> Vec<RoomId> {
        let left = SignedDuration::from_millis(i64::from(said.left)).min(LEASE);
        let until = now.saturating_add(left).unwrap_or(now);
        self.set_until((said.owner, said.of), &said.rooms, until, false).unwrap_or_default()
    }

    /// Those that were said at this server, for the others.
    pub(super) fn all(&self, now: Timestamp) -> Vec<PairsOf> {
        let mut all: Vec<PairsOf> = Vec::new();
        for (room, pair) in self.lock().iter().filter(|(_, pair)| pair.ours && now < pair.until) {
            match all.iter_mut().find(|known| known.owner == pair.owner) {
                Some(known) => known.rooms.push(*room),
                None => {
                    let left = u32::try_from(pair.until.duration_since(now).as_millis()).unwrap_or(u32::MAX);
                    all.push(PairsOf { owner: pair.owner, of: pair.of, left, rooms: vec![*room] });
                }
            }
        }
        all
    }

    /// The rooms of a consultation that is over.
    pub(super) fn end(&self, of: RoomId) -> Vec<RoomId> {
        take(&mut self.lock(), |_, pair| pair.of == of)
    }

    /// The rooms of doctors who said no more.
    pub(super) fn over(&self, now: Timestamp) -> Vec<RoomId> {
        take(&mut self.lock(), |_, pair| pair.until <= now)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RoomId, Pair>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `PUT`: the rooms in which the guests of this consultation meet, all of them; none ends it.
pub(super) async fn set(
    State(state): State<AppState>,
    caller: Caller,
    Path(of): Path<RoomId>,
    Json(request): Json<PairRooms>,
) -> Result<StatusCode, ApiError> {
    let (own, now) = (&state.consultations, state.clock.now());
    let wanted = &request.rooms;
    if wanted.len() > PAIR_ROOMS {
        return Err(ApiError::invalid_field("rooms"));
    }
    let facts = rooms::facts(&state, of).await?;
    decide(Seat::Doctor, Some(caller), facts, now).map_err(|_| ApiError::from(ProblemCode::NotFound))?;
    if !proof::admits(&state, caller).await? {
        return Err(ProblemCode::Forbidden.into());
    }
    for room in wanted {
        // Neither a planned room nor one behind a nameplate.
        if own.made_up.contains(*room) || state.store.consultation(*room).await?.is_some() {
            return Err(ApiError::invalid_field("rooms"));
        }
    }
    if !wanted.is_empty() && !own.hub.has_doctor(of) {
        return Err(ProblemCode::Conflict.into());
    }
    let gone = own.pairs.set(caller.account_id, of, wanted, now).ok_or(ApiError::invalid_field("rooms"))?;
    let left = u32::try_from(LEASE.as_millis()).unwrap_or(u32::MAX);
    own.hub.publish(|| Notice::Pairs(PairsOf { owner: caller.account_id, of, left, rooms: wanted.clone() }));
    own.close_all(gone);
    Ok(StatusCode::NO_CONTENT)
}

/// Removes what the test names.
fn take(pairs: &mut HashMap<RoomId, Pair>, test: impl Fn(&RoomId, &Pair) -> bool) -> Vec<RoomId> {
    pairs.extract_if(|room, pair| test(room, pair)).map(|(room, _)| room).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: AccountId = AccountId::from_bytes([1; 16]);
    const OTHER: AccountId = AccountId::from_bytes([2; 16]);

    fn room(number: u8) -> RoomId {
        RoomId::from_bytes([number; 16])
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_last_word_counts_and_ends_the_rooms_before() {
        let pairs = Pairs::default();
        assert_eq!(pairs.set(OWNER, room(1), &[room(2), room(3)], at(0)), Some(vec![]));
        assert_eq!(pairs.set(OWNER, room(1), &[room(3)], at(1)), Some(vec![room(2)]));
        assert!(!pairs.contains(room(2), at(1)) && pairs.contains(room(3), at(1)));
        assert_eq!(pairs.set(OWNER, room(9), &[room(3)], at(1)), Some(vec![]), "the call goes on in another");
        assert_eq!(pairs.end(room(1)), []);
        assert_eq!(pairs.end(room(9)), [room(3)]);
    }

    #[test]
    fn nobody_takes_the_room_of_another_doctor() {
        let pairs = Pairs::default();
        pairs.set(OWNER, room(1), &[room(2)], at(0));
        assert_eq!(pairs.set(OTHER, room(4), &[room(2)], at(0)), None);
        assert_eq!(pairs.set(OTHER, room(4), &[], at(0)), Some(vec![]));
        assert!(pairs.contains(room(2), at(0)));
    }

    #[test]
    fn what_a_doctor_said_at_one_server_holds_at_the_other_and_no_longer() {
        let (one, other) = (Pairs::default(), Pairs::default());
        one.set(OWNER, room(1), &[room(2), room(3)], at(0));
        let said = one.all(at(60)).remove(0);
        assert_eq!(other.take_over(&said, at(60)), []);
        assert_eq!(other.all(at(60)), [], "what is known from others is not handed on");
        assert!(other.contains(room(2), at(179)) && other.contains(room(3), at(179)));
        assert!(!other.contains(room(2), at(180)));
        assert_eq!(other.take_over(&PairsOf { rooms: vec![room(3)], ..said }, at(61)), [room(2)]);
    }

    #[test]
    fn rooms_of_a_doctor_who_is_gone_end_by_themselves() {
        let pairs = Pairs::default();
        pairs.set(OWNER, room(1), &[room(2)], at(0));
        assert!(pairs.contains(room(2), at(179)) && !pairs.contains(room(2), at(180)));
        assert_eq!(pairs.over(at(179)), []);
        assert_eq!(pairs.over(at(180)), [room(2)]);
    }
}
