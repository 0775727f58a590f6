//! Nameplates: four digits that find a room, and rooms in which nobody ever is for digits that nobody has.

use std::collections::HashSet;

use heilsam_domain::{Nameplate, RoomId};
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use crate::account::secrets::keyed_hash;
use crate::clock::Entropy;

/// Random numbers drawn before giving up; at least five of six can be used.
const TRIES: u32 = 200;

/// Makes and recognises the rooms behind nameplates that nobody has.
///
/// To everybody without the key they look like any other random room id, and a nameplate always leads to the same one.
pub struct MadeUpRooms {
    body: [u8; 32],
    number: [u8; 32],
}

impl MadeUpRooms {
    /// Derives the two keys from one of the server's keys.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self { body: keyed_hash(key, &[b"body"]), number: keyed_hash(key, &[b"number"]) }
    }

    /// The room for a nameplate that nobody has.
    #[must_use]
    pub fn room(&self, nameplate: Nameplate) -> RoomId {
        let number = nameplate.number().to_be_bytes();
        let mut random: [u8; 16] =
            keyed_hash(&self.body, &[&number]).first_chunk().copied().unwrap_or_default();
        random = RoomId::from_random(random).to_bytes();
        let mask = self.mask(&random);
        for ((byte, digit), mask) in random.iter_mut().zip(number).zip(mask) {
            *byte = digit ^ mask;
        }
        RoomId::from_bytes(random)
    }

    /// Whether a room is one of these.
    #[must_use]
    pub fn contains(&self, room: RoomId) -> bool {
        let bytes = room.to_bytes();
        let mask = self.mask(&bytes);
        let [high, low, ..] = bytes;
        let number = u16::from_be_bytes([high ^ mask[0], low ^ mask[1]]);
        Nameplate::new(number).is_some_and(|plate| self.room(plate).to_bytes().ct_eq(&bytes).into())
    }

    /// Two bytes from the fourteen that do not carry the number.
    fn mask(&self, room: &[u8; 16]) -> [u8; 2] {
        let (_, rest) = room.split_at(2);
        keyed_hash(&self.number, &[rest]).first_chunk().copied().unwrap_or_default()
    }
}

/// How long before its opening a room may have any nameplate.
pub const NEAR: SignedDuration = SignedDuration::from_hours(28 * 24);

/// From how many nameplates a room chooses, counted from 0. Rooms that open later than in four weeks leave half of them to
/// those that open soon: series planned for months take no code from whoever comes tomorrow.
#[must_use]
pub fn choice(opens_at: Timestamp, now: Timestamp) -> u16 {
    if opens_at.duration_since(now) < NEAR { Nameplate::COUNT } else { Nameplate::COUNT / 2 }
}

/// A random one of so many nameplates, of those that are not taken; `None` if all are.
#[must_use]
pub fn choose(entropy: &dyn Entropy, of: u16, taken: &HashSet<Nameplate>) -> Option<Nameplate> {
    let free: Vec<Nameplate> =
        (0..of).filter_map(Nameplate::new).filter(|plate| !taken.contains(plate)).collect();
    let count = u16::try_from(free.len()).ok()?;
    // 2^16 is not a multiple of most counts: larger numbers are thrown away, so that all are equally likely.
    let end = u16::MAX - u16::MAX.checked_rem(count)?;
    let number = (0..TRIES).map(|_| u16::from_be_bytes(entropy.bytes())).find(|number| *number < end)?;
    free.get(usize::from(number % count)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::test_entropy::TestEntropy;

    #[test]
    fn every_nameplate_has_one_made_up_room_that_only_this_server_recognises() {
        let rooms = MadeUpRooms::new(&[1; 32]);
        let others = MadeUpRooms::new(&[2; 32]);
        let mut seen = HashSet::new();
        for plate in (0..Nameplate::COUNT).step_by(7).filter_map(Nameplate::new) {
            let room = rooms.room(plate);
            assert!(seen.insert(room));
            assert_eq!(rooms.room(plate), room);
            assert!(rooms.contains(room));
            assert!(!others.contains(room));
        }
    }

    #[test]
    fn a_made_up_room_looks_like_a_random_one() {
        let room = MadeUpRooms::new(&[1; 32]).room(Nameplate::new(42).unwrap()).to_bytes();
        assert_eq!(room, RoomId::from_random(room).to_bytes(), "version and variant as in a random id");
    }

    #[test]
    fn random_rooms_are_not_made_up_ones() {
        let (rooms, entropy) = (MadeUpRooms::new(&[1; 32]), TestEntropy::new(3));
        let entropy: &dyn Entropy = &entropy;
        assert!((0..1000).all(|_| !rooms.contains(RoomId::from_random(entropy.bytes()))));
    }

    #[test]
    fn a_chosen_nameplate_is_free_and_the_last_one_is_found_too() {
        let entropy = TestEntropy::new(5);
        let mut taken = HashSet::new();
        for _ in 0..500 {
            let plate = choose(&entropy, 500, &taken).unwrap();
            assert!(plate.number() < 500 && taken.insert(plate));
        }
        assert_eq!(choose(&entropy, 500, &taken), None);
        assert!(choose(&entropy, Nameplate::COUNT, &taken).is_some_and(|plate| plate.number() >= 500));
    }

    #[test]
    fn rooms_far_ahead_leave_half_of_the_nameplates_to_others() {
        let now = Timestamp::UNIX_EPOCH;
        let in_days = |days: i64| choice(now + SignedDuration::from_hours(24 * days), now);
        assert_eq!([in_days(-1), in_days(0), in_days(27)], [10_000; 3]);
        assert_eq!([in_days(28), in_days(400)], [5_000; 2]);
    }
}
