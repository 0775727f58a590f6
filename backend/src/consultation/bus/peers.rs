//! The other servers: which of them live, and whether all their seats are known. No clock of its own.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use heilsam_domain::RoomId;
use heilsam_protocol::signal::Seat;
use tokio::time::Instant;

use super::notice::{Notice, SeatAt, ServerId};
use super::parts::{Joiner, Part};

/// Who was silent for so long is gone.
pub const SILENCE: Duration = Duration::from_secs(6);
/// Between two questions to the same server.
const ASK_EVERY: Duration = Duration::from_secs(2);
/// Servers at most.
const SERVERS: usize = 64;

/// The other servers.
#[derive(Default)]
pub struct Peers(BTreeMap<ServerId, Peer>);

struct Peer {
    heard: Instant,
    joiner: Joiner,
    /// Whether every seat is known: nothing was missed since the last list.
    complete: bool,
    /// Whether something was missed since somebody asked for that.
    missed: bool,
    asked: Option<Instant>,
    listing: Option<Listing>,
}

/// A list of seats that is just coming in.
#[derive(Debug)]
pub struct Listing {
    before: u64,
    seats: HashSet<(RoomId, Seat)>,
}

impl Peers {
    /// A part of what a server says; gives the notice that is whole with it.
    pub fn take(&mut self, part: &Part, now: Instant) -> Option<Notice> {
        let from = part.from;
        if !self.0.contains_key(&from) && self.0.len() >= SERVERS {
            return None;
        }
        let peer = self.0.entry(from).or_insert_with(|| Peer {
            heard: now,
            joiner: Joiner::default(),
            complete: false,
            missed: false,
            asked: None,
            listing: None,
        });
        let joined = peer.joiner.take(part)?;
        peer.heard = now;
        if joined.missed {
            peer.complete = false;
            peer.missed = true;
            peer.listing = None;
        }
        Notice::from_bytes(&joined.notice?)
    }

    /// Servers of which something was missed since the last call. It may have been a frame.
    pub fn take_missed(&mut self) -> Vec<ServerId> {
        let missed =
            |(server, peer): (&ServerId, &mut Peer)| std::mem::take(&mut peer.missed).then_some(*server);
        self.0.iter_mut().filter_map(missed).collect()
    }

    /// A list of all its seats begins.
    pub fn list_begins(&mut self, from: ServerId, before: u64) {
        if let Some(peer) = self.0.get_mut(&from) {
            peer.listing = Some(Listing { before, seats: HashSet::new() });
        }
    }

    /// Seats that it names, of a list or between two.
    pub fn note(&mut self, from: ServerId, seats: &[SeatAt]) {
        if let Some(listing) = self.0.get_mut(&from).and_then(|peer| peer.listing.as_mut()) {
            listing.seats.extend(seats.iter().map(|at| (at.room, at.seat)));
        }
    }

    /// The list is over; gives it if nothing of it was missed.
    pub fn list_ends(&mut self, from: ServerId) -> Option<Listing> {
        let peer = self.0.get_mut(&from)?;
        let listing = peer.listing.take()?;
        peer.complete = true;
        Some(listing)
    }

    /// Servers of which something was missed, to be asked now.
    pub fn servers_to_ask(&mut self, now: Instant) -> Vec<ServerId> {
        let mut asked = Vec::new();
        for (server, peer) in &mut self.0 {
            let recently = peer.asked.is_some_and(|asked| now.saturating_duration_since(asked) < ASK_EVERY);
            if !peer.complete && !recently {
                peer.asked = Some(now);
                asked.push(*server);
            }
        }
        asked
    }

    /// Takes out the servers that were silent for too long.
    pub fn silent(&mut self, now: Instant) -> Vec<ServerId> {
        let gone = self.0.extract_if(.., |_, peer| now.saturating_duration_since(peer.heard) >= SILENCE);
        gone.map(|(server, _)| server).collect()
    }

    /// A server said that it ends.
    pub fn remove(&mut self, server: ServerId) {
        self.0.remove(&server);
    }

    /// How many live.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl Listing {
    /// Whether a seat with this claim is still taken.
    #[must_use]
    pub fn holds(&self, room: RoomId, seat: Seat, count: u64) -> bool {
        count >= self.before || self.seats.contains(&(room, seat))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::Cutter;
    use super::*;

    const OTHER: ServerId = ServerId::from_random([2; 8]);
    const ROOM: RoomId = RoomId::from_bytes([1; 16]);

    fn say(cutter: &mut Cutter, peers: &mut Peers, notice: &Notice, now: Instant) -> Option<Notice> {
        cutter.cut(&notice.to_bytes()).into_iter().fold(None, |_, part| peers.take(&part, now))
    }

    #[test]
    fn a_server_that_is_silent_for_six_seconds_is_gone() {
        let (mut peers, mut cutter, start) = (Peers::default(), Cutter::new(OTHER), Instant::now());
        assert_eq!(say(&mut cutter, &mut peers, &Notice::Beat, start), Some(Notice::Beat));
        assert_eq!(peers.silent(start + Duration::from_millis(5_999)), []);
        say(&mut cutter, &mut peers, &Notice::Beat, start + Duration::from_secs(4));
        assert_eq!(peers.silent(start + Duration::from_secs(9)), []);
        assert_eq!(peers.silent(start + Duration::from_secs(10)), [OTHER]);
        assert_eq!(peers.count(), 0);
    }

    #[test]
    fn a_server_of_which_something_was_missed_is_asked_until_it_has_listed_its_seats() {
        let (mut peers, mut cutter, start) = (Peers::default(), Cutter::new(OTHER), Instant::now());
        say(&mut cutter, &mut peers, &Notice::Beat, start);
        assert_eq!(
            peers.servers_to_ask(start),
            [OTHER],
            "nothing is known of a server that was not heard before"
        );
        assert_eq!(peers.servers_to_ask(start + Duration::from_secs(1)), []);
        assert_eq!(peers.servers_to_ask(start + Duration::from_secs(2)), [OTHER]);
        peers.list_begins(OTHER, 1);
        assert!(peers.list_ends(OTHER).is_some());
        assert_eq!(peers.servers_to_ask(start + Duration::from_secs(9)), []);
        cutter.skip();
        say(&mut cutter, &mut peers, &Notice::Beat, start + Duration::from_secs(10));
        assert_eq!(peers.servers_to_ask(start + Duration::from_secs(10)), [OTHER]);
    }

    #[test]
    fn what_was_missed_is_told_once() {
        let (mut peers, mut cutter, start) = (Peers::default(), Cutter::new(OTHER), Instant::now());
        say(&mut cutter, &mut peers, &Notice::Beat, start);
        peers.take_missed();
        say(&mut cutter, &mut peers, &Notice::Beat, start);
        assert_eq!(peers.take_missed(), []);
        cutter.skip();
        say(&mut cutter, &mut peers, &Notice::Beat, start);
        assert_eq!(peers.take_missed(), [OTHER]);
        assert_eq!(peers.take_missed(), []);
    }

    #[test]
    fn a_list_voids_older_claims_that_it_does_not_name_and_no_newer_ones() {
        let (mut peers, mut cutter, start) = (Peers::default(), Cutter::new(OTHER), Instant::now());
        say(&mut cutter, &mut peers, &Notice::Beat, start);
        peers.list_begins(OTHER, 5);
        peers.note(OTHER, &[SeatAt { room: ROOM, seat: Seat::Guest, mark: [0; 16], count: 2, here: true }]);
        let listing = peers.list_ends(OTHER).unwrap();
        assert!(listing.holds(ROOM, Seat::Guest, 2));
        assert!(!listing.holds(ROOM, Seat::Doctor, 4));
        assert!(listing.holds(ROOM, Seat::Doctor, 5), "sat down while the list was on its way");
    }

    #[test]
    fn a_list_of_which_a_part_was_missed_voids_nothing() {
        let (mut peers, mut cutter, start) = (Peers::default(), Cutter::new(OTHER), Instant::now());
        say(&mut cutter, &mut peers, &Notice::Beat, start);
        peers.list_begins(OTHER, 5);
        cutter.skip();
        say(&mut cutter, &mut peers, &Notice::ListEnds, start);
        assert!(peers.list_ends(OTHER).is_none());
    }
}
