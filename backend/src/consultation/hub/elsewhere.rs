//! The part of the hub that knows other servers: what they are told, and what they tell.
//!
//! Every server holds the seats of all. Two who sat down at the same time at two servers are told apart by their claims, in the
//! same way everywhere, in whichever order the servers hear of them.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use axum::body::Bytes;
use heilsam_domain::RoomId;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use jiff::Timestamp;

use super::{Chair, Claim, Hub, Mark, Order, Presence, Relayed, Room};
use crate::consultation::bus::{Counts, Notice, Outlet, SeatAt, ServerId};

/// Seats in one notice, which fits into one signal.
const SEATS_AT_ONCE: usize = 128;

impl Hub {
    /// From now on other servers are told; to be called before anybody sits down, and once.
    pub fn open_outlet(&self, outlet: Outlet) {
        if self.outlet.set(outlet).is_err() {
            tracing::warn!("this server tells the others already");
        }
    }

    /// Tells the other servers, if there may be any.
    pub fn publish(&self, notice: impl FnOnce() -> Notice) {
        if let Some(outlet) = self.outlet.get() {
            outlet.publish(notice());
        }
    }

    /// Tells the other servers about all seats at sockets of this one, and those that are still kept. One whose owner did not
    /// come back in time is free; told, it would be kept anew.
    pub fn publish_seats(&self, now: Timestamp) {
        let me = self.me();
        // Whoever sits down after this has a greater number, and tells it after the list of its shard.
        let before = self.next.load(Ordering::Relaxed);
        self.publish(|| Notice::ListBegins { before });
        for shard in &self.shards {
            let rooms = shard.lock().unwrap_or_else(PoisonError::into_inner);
            let seats: Vec<SeatAt> =
                rooms.iter().flat_map(|(room, here)| here.seats_of(*room, me, now)).collect();
            for some in seats.chunks(SEATS_AT_ONCE) {
                self.publish(|| Notice::Seats(some.to_vec()));
            }
        }
        self.publish(|| Notice::ListEnds);
    }

    /// Another server has given claims smaller numbers than this; the next one here is none of them.
    pub fn count_on_from(&self, next: u64) {
        self.next.fetch_max(next, Ordering::Relaxed);
    }

    /// Somebody sits at a socket of another server.
    pub fn sit_elsewhere(&self, from: ServerId, at: &SeatAt, now: Timestamp) {
        self.count_on_from(at.count.saturating_add(1));
        let claim = Claim { count: at.count, server: from };
        let mut rooms = self.shard(at.room);
        let room = rooms.entry(at.room).or_default();
        let (chair, other) = room.chairs(at.seat);
        match chair.as_mut() {
            Some(known) if known.claim == claim => {
                let left = matches!(known.presence, Presence::There) && !at.here;
                if left {
                    known.presence = Presence::GoneSince(now);
                }
                if let Some(other) = other.as_ref().filter(|_| left) {
                    other.tell(FromServer::PeerLeft);
                }
                return;
            }
            Some(taken) => {
                let Some(reason) = taken.yields_to(at.seat, &at.mark, claim, now) else { return };
                taken.tell(FromServer::Refused { reason });
            }
            None => {}
        }
        let presence = if at.here { Presence::There } else { Presence::GoneSince(now) };
        *chair = Some(Chair { mark: at.mark, claim, presence });
        if let Some(other) = other.as_ref().filter(|_| at.here) {
            other.tell(FromServer::PeerJoined);
        }
    }

    /// Somebody stood up at another server.
    pub fn stand_up_elsewhere(
        &self,
        from: ServerId,
        (room, seat, count): (RoomId, Seat, u64),
        keep: bool,
        now: Timestamp,
    ) {
        let mut rooms = self.shard(room);
        let Some(here) = rooms.get_mut(&room) else { return };
        let (chair, other) = here.chairs(seat);
        let claim = Claim { count, server: from };
        let Some(claimed) = chair.as_mut().filter(|chair| chair.claim == claim) else { return };
        let was_there = matches!(claimed.presence, Presence::There);
        claimed.presence = Presence::GoneSince(now);
        if !keep {
            *chair = None;
        }
        if let Some(other) = other.as_ref().filter(|_| was_there) {
            other.tell(FromServer::PeerLeft);
        }
        if here.is_empty() {
            rooms.remove(&room);
        }
    }

    /// Hands bytes that came from another server to a seat at a socket of this one.
    pub fn relay_from(
        &self,
        from: ServerId,
        room: RoomId,
        seat: Seat,
        bytes: Bytes,
        now: Timestamp,
    ) -> Relayed {
        let mut rooms = self.shard(room);
        let Some(here) = rooms.get_mut(&room) else { return Relayed::NobodyThere };
        let (Some(chair), Some(other)) = here.chairs(seat) else { return Relayed::NobodyThere };
        if !other.is_at(from) {
            return Relayed::NobodyThere;
        }
        let Presence::Here(sender) = &chair.presence else { return Relayed::NobodyThere };
        if sender.try_send(Order::Relay(bytes)).is_ok() {
            return Relayed::Queued;
        }
        self.send_away(room, seat, chair, now);
        Relayed::TooSlow
    }

    /// Frames between this server and another one (`None`: all others) may be lost: who sits here opposite somebody there is
    /// sent away, and both begin a new channel when they come back. In the present one a missing frame would end the meeting.
    pub fn part_from(&self, server: Option<ServerId>, now: Timestamp) {
        for shard in &self.shards {
            let mut rooms = shard.lock().unwrap_or_else(PoisonError::into_inner);
            for (room, here) in &mut *rooms {
                for seat in [Seat::Doctor, Seat::Guest] {
                    let (Some(chair), Some(other)) = here.chairs(seat) else { continue };
                    let there = matches!(other.presence, Presence::There)
                        && server.is_none_or(|server| other.claim.server == server);
                    if there && matches!(chair.presence, Presence::Here(_)) {
                        self.send_away(*room, seat, chair, now);
                    }
                }
            }
        }
    }

    /// Frees the seats at sockets of another server, but for those that it still `holds`; all when it is gone.
    pub fn free_seats_of(&self, from: ServerId, holds: impl Fn(RoomId, Seat, u64) -> bool) {
        for shard in &self.shards {
            let mut rooms = shard.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.retain(|room, here| {
                for seat in [Seat::Doctor, Seat::Guest] {
                    let (chair, other) = here.chairs(seat);
                    let over =
                        |chair: &mut Chair| chair.is_at(from) && !holds(*room, seat, chair.claim.count);
                    if chair.take_if(over).is_some()
                        && let Some(other) = other
                    {
                        other.tell(FromServer::PeerLeft);
                    }
                }
                !here.is_empty()
            });
        }
    }

    /// The number of this server.
    pub fn me(&self) -> ServerId {
        self.outlet.get().map(Outlet::me).unwrap_or_default()
    }

    /// What is known about the other servers.
    pub fn others(&self) -> Option<&Counts> {
        self.outlet.get().map(Outlet::counts)
    }

    pub(super) fn publish_stood(&self, room: RoomId, seat: Seat, claim: Claim, keep: bool) {
        self.publish(|| Notice::Stood { room, seat, count: claim.count, keep });
    }
}

impl Room {
    /// Seats that were taken at a server, and are taken or kept.
    fn seats_of(&self, room: RoomId, server: ServerId, now: Timestamp) -> impl Iterator<Item = SeatAt> {
        let chairs = [(Seat::Doctor, &self.doctor), (Seat::Guest, &self.guest)];
        chairs.into_iter().filter_map(move |(seat, chair)| {
            let ours = |chair: &&Chair| chair.claim.server == server && !chair.hold_is_over(now);
            let chair = chair.as_ref().filter(ours)?;
            let here = matches!(chair.presence, Presence::Here(_));
            Some(SeatAt { room, seat, mark: chair.mark, count: chair.claim.count, here })
        })
    }

    const fn is_empty(&self) -> bool {
        self.doctor.is_none() && self.guest.is_none()
    }
}

impl Chair {
    /// Why this one goes, if a claim that another server told is the better one. Of the same participant, and of a doctor's
    /// devices, the later one has the seat; of two guests, the earlier one.
    fn yields_to(&self, seat: Seat, mark: &Mark, claim: Claim, now: Timestamp) -> Option<RefusedReason> {
        let later = claim > self.claim;
        if self.hold_is_over(now) {
            return Some(RefusedReason::TakenOver);
        }
        if seat == Seat::Doctor || self.is_marked(mark) {
            return later.then_some(RefusedReason::TakenOver);
        }
        (!later).then_some(RefusedReason::SeatTaken)
    }

    fn is_at(&self, server: ServerId) -> bool {
        self.claim.server == server && matches!(self.presence, Presence::There)
    }
}

#[cfg(test)]
mod tests;
