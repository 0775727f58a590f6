//! Under which name each running relay was opened: its client refreshes it under that name to the end, and names last ten
//! minutes.
//!
//! The TURN library asks alike for a new relay and for one that runs. So a name that is over counts from the address of its relay
//! alone, as long as the relay is there, and opens none. All requests come through one listener, one after the other: a relay is
//! opened for whoever was asked about last.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::credential;

/// How long a name keeps its relay. Whoever talks for longer gets a new relay under a new name, as after any broken path.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// The names of the relays that run, in memory only: one for each open relay.
#[derive(Default)]
pub struct Holders(Mutex<Names>);

#[derive(Default)]
struct Names {
    /// Who was asked about last, if the name may open a relay.
    asking: Option<(SocketAddr, String)>,
    holders: HashMap<SocketAddr, Holder>,
    opened: u64,
}

struct Holder {
    number: u64,
    username: String,
    since: Timestamp,
}

/// One running relay; its name is forgotten with it.
pub struct Held {
    holders: Arc<Holders>,
    client: SocketAddr,
    number: u64,
}

impl Holders {
    /// The password of a name that opens a relay now, or that opened the one that this client has.
    #[must_use]
    pub fn password(
        &self,
        secret: &[u8],
        client: SocketAddr,
        username: &str,
        now: Timestamp,
    ) -> Option<String> {
        let mut names = self.names();
        if let Some(password) = credential::password_if_valid(secret, username, now) {
            names.asking = Some((client, username.to_owned()));
            return Some(password);
        }
        names.asking = None;
        names.keeps(client, username, now).then(|| credential::password(secret, username))
    }

    /// A relay is opened for whoever was asked about last; `None` if that name opens none.
    #[must_use]
    pub fn open(self: &Arc<Self>, now: Timestamp) -> Option<Held> {
        let mut names = self.names();
        let (client, username) = names.asking.clone()?;
        names.opened = names.opened.wrapping_add(1);
        let number = names.opened;
        names.holders.insert(client, Holder { number, username, since: now });
        Some(Held { holders: Arc::clone(self), client, number })
    }

    fn names(&self) -> MutexGuard<'_, Names> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Names {
    fn keeps(&self, client: SocketAddr, username: &str, now: Timestamp) -> bool {
        self.holders
            .get(&client)
            .is_some_and(|holder| holder.username == username && now.duration_since(holder.since) < LONGEST)
    }
}

impl Held {
    /// The relay is closed: its name is over, too, even if the socket lives a moment longer.
    pub fn end(&self) {
        let mut names = self.holders.names();
        // The client may have opened another one meanwhile.
        if names.holders.get(&self.client).is_some_and(|holder| holder.number == self.number) {
            names.holders.remove(&self.client);
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::RoomId;

    use super::*;
    use crate::clock::{Clock, ManualClock};

    const SECRET: &[u8] = b"secret";
    const ROOM: RoomId = RoomId::from_bytes([5; 16]);

    struct World {
        holders: Arc<Holders>,
        clock: ManualClock,
        name: String,
    }

    impl World {
        fn new() -> Self {
            let clock = ManualClock::at(Timestamp::from_second(1_000).unwrap());
            let name = credential::issue(SECRET, ROOM, clock.now()).username;
            Self { holders: Arc::default(), clock, name }
        }

        fn lets_in(&self, port: u16, name: &str) -> bool {
            self.holders.password(SECRET, client(port), name, self.clock.now()).is_some()
        }

        fn opens(&self, port: u16) -> Option<Held> {
            let _ = self.lets_in(port, &self.name);
            self.holders.open(self.clock.now())
        }

        fn expire(&self) {
            self.clock.advance(credential::LIFETIME);
        }

        fn count(&self) -> usize {
            self.holders.names().holders.len()
        }
    }

    fn client(port: u16) -> SocketAddr {
        SocketAddr::from(([192, 0, 2, 1], port))
    }

    #[test]
    fn a_name_that_is_over_counts_where_its_relay_runs_and_nowhere_else() {
        let world = World::new();
        let other = credential::issue(SECRET, RoomId::from_bytes([6; 16]), world.clock.now()).username;
        let _held = world.opens(1).unwrap();
        let now = world.clock.now();
        let password = world.holders.password(SECRET, client(1), &world.name, now);
        world.expire();
        let later = world.holders.password(SECRET, client(1), &world.name, world.clock.now());
        assert!(later.is_some());
        assert_eq!(later, password, "the relay goes on under the password that it knows");
        assert!(!world.lets_in(2, &world.name), "another port");
        assert!(!world.lets_in(1, &other), "another name that is over");
        assert!(!world.lets_in(1, "somebody"));
    }

    #[test]
    fn a_name_that_is_over_opens_no_relay_even_where_one_runs() {
        let world = World::new();
        let _held = world.opens(1).unwrap();
        world.expire();
        assert!(world.opens(1).is_none());
        assert!(world.opens(2).is_none());
        assert_eq!(world.count(), 1);
    }

    #[test]
    fn a_name_ends_with_its_relay() {
        let world = World::new();
        let held = world.opens(1).unwrap();
        world.expire();
        held.end();
        assert!(!world.lets_in(1, &world.name), "closed, and the socket still there");
        drop(held);
        assert_eq!(world.count(), 0);
    }

    #[test]
    fn a_name_keeps_its_relay_for_half_a_day_at_most() {
        let world = World::new();
        let _held = world.opens(1).unwrap();
        world.clock.advance(LONGEST - SignedDuration::from_secs(1));
        assert!(world.lets_in(1, &world.name));
        world.clock.advance(SignedDuration::from_secs(1));
        assert!(!world.lets_in(1, &world.name));
    }

    #[test]
    fn no_more_names_are_kept_than_relays_run() {
        let world = World::new();
        let held: Vec<Held> = (1..=100).filter_map(|port| world.opens(port)).collect();
        for port in 200..300 {
            assert!(world.lets_in(port, &world.name), "who only asks has no relay");
        }
        assert_eq!((held.len(), world.count()), (100, 100));
        drop(held);
        assert_eq!(world.count(), 0);
    }

    #[test]
    fn an_earlier_relay_of_the_same_address_takes_no_name_away() {
        let world = World::new();
        let earlier = world.opens(1).unwrap();
        let _later = world.opens(1).unwrap();
        drop(earlier);
        world.expire();
        assert!(world.lets_in(1, &world.name));
    }
}
