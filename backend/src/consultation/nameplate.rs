//! Nameplates: four digits that find a room, and rooms in which nobody ever is for digits that nobody has.

use heilsam_domain::{Nameplate, RoomId};
use subtle::ConstantTimeEq;

use crate::account::secrets::keyed_hash;
use crate::clock::Entropy;

/// Tries to find a free nameplate before giving up.
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

/// A random nameplate that is not taken; `None` if nearly all are.
#[must_use]
pub fn choose(entropy: &dyn Entropy, mut is_taken: impl FnMut(Nameplate) -> bool) -> Option<Nameplate> {
    // 2^16 is not a multiple of 10,000: larger numbers are thrown away, so that all are equally likely.
    (0..TRIES)
        .filter_map(|_| Some(u16::from_be_bytes(entropy.bytes())).filter(|number| *number < 60_000))
        .filter_map(|number| Nameplate::new(number % Nameplate::COUNT))
        .find(|plate| !is_taken(*plate))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

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
    fn a_chosen_nameplate_is_free_and_full_means_none() {
        let entropy = TestEntropy::new(5);
        let mut taken = HashSet::new();
        for _ in 0..500 {
            let plate = choose(&entropy, |plate| taken.contains(&plate)).unwrap();
            assert!(taken.insert(plate));
        }
        assert_eq!(choose(&entropy, |_| true), None);
    }
}
