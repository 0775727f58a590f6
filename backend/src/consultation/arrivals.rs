//! How often somebody new may take the guest's seat of a room.
//!
//! The server sees neither the code that a guest typed nor whether it was right: both sides prove it to each other, end to end,
//! and the doctor's device counts what was wrong. What the server can count is who comes anew. It counts those only who got
//! the seat, and who sat there before comes back freely: whoever knocks while the seat is taken uses up nothing, and nobody
//! is put out. Rooms that do not exist count alike. Each server counts for itself, in memory only.
//!
//! Source: CONSULTATION.md, VSP-1 step 4.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use heilsam_domain::RoomId;
use jiff::{SignedDuration, Timestamp};

use super::hub::{Mark, SeatKey, mark_of};

/// So many may come at once.
const AT_ONCE: i64 = 30;
/// Then one more each minute, in milliseconds.
const INTERVAL: i64 = 60_000;
/// Guests of a room who are remembered at most; the newest.
const REMEMBERED: usize = 64;
/// How long guests are remembered after the last one came.
const MEMORY: SignedDuration = SignedDuration::from_hours(1);

/// Who came to which room.
#[derive(Default)]
pub struct Arrivals(Mutex<HashMap<RoomId, Came>>);

struct Came {
    /// When nobody counts any more, in milliseconds.
    empty_at: i64,
    last: Timestamp,
    guests: VecDeque<Mark>,
}

impl Arrivals {
    /// Whether somebody with this key may sit down.
    #[must_use]
    pub fn allow(&self, room: RoomId, key: &SeatKey, now: Timestamp) -> bool {
        let rooms = self.lock();
        let Some(came) = rooms.get(&room) else { return true };
        came.guests.contains(&mark_of(room, key)) || came.has_space(now)
    }

    /// Somebody has sat down.
    pub fn note(&self, room: RoomId, key: &SeatKey, now: Timestamp) {
        let (mark, millis) = (mark_of(room, key), now.as_millisecond());
        let mut rooms = self.lock();
        let came = rooms.entry(room).or_insert(Came { empty_at: millis, last: now, guests: VecDeque::new() });
        came.last = now;
        if came.guests.contains(&mark) {
            return;
        }
        came.empty_at = came.empty_at.max(millis).saturating_add(INTERVAL);
        came.guests.push_back(mark);
        if came.guests.len() > REMEMBERED {
            came.guests.pop_front();
        }
    }

    /// Forgets rooms to which nobody came for an hour and where no guest sits; to be called now and then.
    pub fn forget_over(&self, now: Timestamp, has_guest: impl Fn(RoomId) -> bool) {
        let mut rooms = self.lock();
        rooms.retain(|room, came| now.duration_since(came.last) < MEMORY || has_guest(*room));
        rooms.shrink_to_fit();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RoomId, Came>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Came {
    fn has_space(&self, now: Timestamp) -> bool {
        let filled = self.empty_at.saturating_sub(now.as_millisecond()).max(0);
        filled.saturating_add(INTERVAL) <= AT_ONCE * INTERVAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: RoomId = RoomId::from_bytes([1; 16]);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// Whether the guest with this key sat down.
    fn comes(arrivals: &Arrivals, room: RoomId, key: u8, second: i64) -> bool {
        let allowed = arrivals.allow(room, &[key; 16], at(second));
        if allowed {
            arrivals.note(room, &[key; 16], at(second));
        }
        allowed
    }

    #[test]
    fn thirty_come_at_once_and_then_one_each_minute() {
        let arrivals = Arrivals::default();
        assert!((0..30).all(|key| comes(&arrivals, ROOM, key, 0)));
        assert!(!comes(&arrivals, ROOM, 30, 0) && !comes(&arrivals, ROOM, 30, 59));
        assert!(comes(&arrivals, ROOM, 30, 60));
        assert!(!comes(&arrivals, ROOM, 31, 60));
        assert_eq!((40..200).filter(|key| comes(&arrivals, ROOM, *key, 3_660)).count(), 30, "an hour later");
    }

    #[test]
    fn who_sat_there_before_is_never_refused_and_counts_once() {
        let arrivals = Arrivals::default();
        assert!((0..100).all(|second| comes(&arrivals, ROOM, 7, second)));
        assert_eq!((10..100).filter(|key| comes(&arrivals, ROOM, *key, 100)).count(), 30);
        assert!(comes(&arrivals, ROOM, 7, 100));
    }

    #[test]
    fn one_room_does_not_use_up_another_and_is_forgotten_when_nobody_comes() {
        let (arrivals, other) = (Arrivals::default(), RoomId::from_bytes([2; 16]));
        assert_eq!((0..40).filter(|key| comes(&arrivals, ROOM, *key, 0)).count(), 30);
        assert!(comes(&arrivals, other, 39, 0));
        arrivals.forget_over(at(3_599), |_| false);
        assert_eq!(arrivals.lock().len(), 2);
        arrivals.forget_over(at(3_600), |room| room == other);
        let left: Vec<RoomId> = arrivals.lock().keys().copied().collect();
        assert_eq!(left, [other]);
    }
}
