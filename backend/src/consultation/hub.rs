//! The signalling hub: who sits where, and bytes from one seat to the other. No sockets, no database, no clock.
//!
//! The hub never looks into what it relays. A seat belongs to whoever holds its key, also while the socket is gone, and also
//! when the next socket is at another server ([`super::bus`]).

mod elsewhere;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::Bytes;
use heilsam_domain::RoomId;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::sync::mpsc;

use super::bus::{Notice, Outlet, SeatAt, ServerId};

/// Orders that wait for one socket; a socket that falls further behind is closed and may come back.
pub const QUEUE: usize = 32;
/// How long a guest's seat is kept after its socket is gone.
pub const HOLD: SignedDuration = SignedDuration::from_secs(20);
const SHARDS: usize = 16;

/// 16 random bytes that prove whose seat it is.
pub type SeatKey = [u8; 16];

/// What a socket has to do. When the queue closes, the socket closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Send a control message.
    Say(FromServer),
    /// Send opaque bytes from the other seat.
    Relay(Bytes),
}

/// All rooms in which somebody sits.
pub struct Hub {
    shards: [Mutex<HashMap<RoomId, Room>>; SHARDS],
    next: AtomicU64,
    /// How often a room was closed here.
    closings: AtomicU64,
    /// To the hubs of other servers; empty on a database that nobody else uses.
    outlet: OnceLock<Outlet>,
}

/// A taken seat, with the orders for its socket.
#[derive(Debug)]
pub struct Seated {
    /// Names this socket's claim to the seat.
    pub place: Place,
    /// Orders for the socket.
    pub orders: mpsc::Receiver<Order>,
    /// Whether somebody sits on the other seat.
    pub peer_present: bool,
}

/// One socket's claim to a seat; void as soon as another socket took the seat over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    room: RoomId,
    seat: Seat,
    claim: Claim,
}

/// When a seat was taken, and at which server: of two claims the greater one came later, for every server alike. Counted in
/// milliseconds, and on from the greatest count that was ever heard: neither a server that has just begun nor one that heard
/// nobody for a while takes what it sees for older than it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    count: u64,
    server: ServerId,
}

/// What became of relayed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relayed {
    /// Queued for the other seat.
    Queued,
    /// On the way to the server where the other one sits.
    Sent,
    /// Nobody sits there; the bytes are gone.
    NobodyThere,
    /// The other socket was too slow and is closed now.
    TooSlow,
    /// Too much waits for other servers; the bytes are gone, and the socket of whoever sent them is closed now.
    Lost,
}

#[derive(Default)]
struct Room {
    doctor: Option<Chair>,
    guest: Option<Chair>,
}

struct Chair {
    mark: Mark,
    claim: Claim,
    presence: Presence,
}

/// Stands for a seat's key: other servers learn no keys.
pub(super) type Mark = [u8; 16];

enum Presence {
    Here(mpsc::Sender<Order>),
    /// At a socket of another server, the one that the claim names.
    There,
    GoneSince(Timestamp),
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            shards: std::array::from_fn(|_| Mutex::default()),
            next: AtomicU64::new(0),
            closings: AtomicU64::new(0),
            outlet: OnceLock::new(),
        }
    }
}

impl Hub {
    /// Takes a seat. The caller has checked that the room is open and, for the doctor's seat, that the session owns it;
    /// so a doctor may always move to another device, and a guest with the same key only.
    ///
    /// # Errors
    /// [`RefusedReason::SeatTaken`] if another guest sits there or may still come back.
    pub fn sit(
        &self,
        room: RoomId,
        seat: Seat,
        key: SeatKey,
        now: Timestamp,
    ) -> Result<Seated, RefusedReason> {
        let mark = mark_of(room, &key);
        let mut rooms = self.shard(room);
        let here = rooms.entry(room).or_default();
        let (chair, other) = here.chairs(seat);
        if let Some(taken) = chair {
            if !taken.may_be_taken(seat, &mark, now) {
                return Err(RefusedReason::SeatTaken);
            }
            taken.tell(FromServer::Refused { reason: RefusedReason::TakenOver });
        }
        let (sender, orders) = mpsc::channel(QUEUE);
        let claim = Claim { count: self.next_count(now), server: self.me() };
        *chair = Some(Chair { mark, claim, presence: Presence::Here(sender) });
        // Under the lock, here and below: others hear it in the order in which it happened.
        self.publish(|| Notice::Seats(vec![SeatAt { room, seat, mark, count: claim.count, here: true }]));
        let peer_present = other.as_ref().is_some_and(|other| other.tell(FromServer::PeerJoined));
        Ok(Seated { place: Place { room, seat, claim }, orders, peer_present })
    }

    /// Hands bytes to the other seat.
    pub fn relay(&self, place: Place, bytes: Bytes, now: Timestamp) -> Relayed {
        let mut rooms = self.shard(place.room);
        let Some(here) = rooms.get_mut(&place.room) else { return Relayed::NobodyThere };
        let (chair, other) = here.chairs(place.seat);
        let (Some(chair), Some(other)) = (chair, other) else { return Relayed::NobodyThere };
        if chair.claim != place.claim {
            return Relayed::NobodyThere;
        }
        let seat = opposite(place.seat);
        let sender = match &other.presence {
            Presence::Here(sender) => sender,
            Presence::There => {
                let frame = Notice::Frame { to: other.claim.server, room: place.room, seat, bytes };
                if self.outlet.get().is_some_and(|outlet| outlet.carry(frame)) {
                    return Relayed::Sent;
                }
                self.send_away(place.room, place.seat, chair, now);
                return Relayed::Lost;
            }
            Presence::GoneSince(_) => return Relayed::NobodyThere,
        };
        if sender.try_send(Order::Relay(bytes)).is_ok() {
            return Relayed::Queued;
        }
        self.send_away(place.room, seat, other, now);
        chair.tell(FromServer::PeerLeft);
        Relayed::TooSlow
    }

    /// The socket is gone; its owner may come back with the same key.
    pub fn disconnect(&self, place: Place, now: Timestamp) {
        self.stand_up(place, |chair| {
            chair.presence = Presence::GoneSince(now);
            true
        });
    }

    /// The participant leaves for good: the seat is free.
    pub fn leave(&self, place: Place) {
        self.stand_up(place, |_| false);
    }

    /// Closes a room for everybody in it at this server.
    pub fn close(&self, room: RoomId, reason: RefusedReason) {
        // Before the room is looked for: whoever sits down after that sees another number.
        self.closings.fetch_add(1, Ordering::Release);
        let Some(closed) = self.shard(room).remove(&room) else { return };
        for chair in [closed.doctor, closed.guest].into_iter().flatten() {
            chair.tell(FromServer::Refused { reason });
        }
    }

    /// How often a room was closed here, also one in which nobody sat. If it is another number after somebody took a seat than
    /// before it was asked whether the room is open, the answer may be old.
    pub fn closings(&self) -> u64 {
        self.closings.load(Ordering::Acquire)
    }

    /// Forgets seats whose owners did not come back; to be called now and then.
    pub fn forget_gone(&self, now: Timestamp) {
        for shard in &self.shards {
            let mut rooms = shard.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.retain(|_, room| {
                for chair in [&mut room.doctor, &mut room.guest] {
                    if chair.as_ref().is_some_and(|chair| chair.hold_is_over(now)) {
                        *chair = None;
                    }
                }
                room.doctor.is_some() || room.guest.is_some()
            });
            rooms.shrink_to_fit();
        }
    }

    /// Whether the doctor of a room sits there, or may come back in a moment.
    #[must_use]
    pub fn has_doctor(&self, room: RoomId) -> bool {
        self.shard(room).get(&room).is_some_and(|here| here.doctor.is_some())
    }

    /// Rooms in which a seat is taken or kept.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).len()).sum()
    }

    /// Rooms in which somebody sits at a socket of this server.
    #[must_use]
    pub fn rooms_here(&self) -> Vec<RoomId> {
        let mut all = Vec::new();
        for shard in &self.shards {
            let rooms = shard.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(rooms.iter().filter(|(_, room)| room.has_socket()).map(|(room, _)| *room));
        }
        all
    }

    /// Whether a guest is in the room now.
    #[must_use]
    pub fn has_guest(&self, room: RoomId) -> bool {
        let rooms = self.shard(room);
        let guest = rooms.get(&room).and_then(|here| here.guest.as_ref());
        guest.is_some_and(|chair| matches!(chair.presence, Presence::Here(_) | Presence::There))
    }

    /// Whether the guest's seat belongs to this key, also while its socket is gone.
    #[must_use]
    pub fn is_guest(&self, room: RoomId, key: &SeatKey) -> bool {
        let mark = mark_of(room, key);
        let rooms = self.shard(room);
        let guest = rooms.get(&room).and_then(|here| here.guest.as_ref());
        guest.is_some_and(|chair| chair.is_marked(&mark))
    }

    /// `keep` says whether the chair stays reserved.
    fn stand_up(&self, place: Place, keep: impl FnOnce(&mut Chair) -> bool) {
        let mut rooms = self.shard(place.room);
        let Some(here) = rooms.get_mut(&place.room) else { return };
        let (chair, other) = here.chairs(place.seat);
        let Some(claimed) = chair.as_mut().filter(|chair| chair.claim == place.claim) else { return };
        let was_here = matches!(claimed.presence, Presence::Here(_));
        let kept = keep(claimed);
        self.publish_stood(place.room, place.seat, place.claim, kept);
        if !kept {
            *chair = None;
        }
        if let Some(other) = other.as_ref().filter(|_| was_here) {
            other.tell(FromServer::PeerLeft);
        }
        if here.doctor.is_none() && here.guest.is_none() {
            rooms.remove(&place.room);
        }
    }

    /// Closes the socket on a chair at this server; its owner may come back.
    fn send_away(&self, room: RoomId, seat: Seat, chair: &mut Chair, now: Timestamp) {
        chair.presence = Presence::GoneSince(now);
        self.publish_stood(room, seat, chair.claim, true);
    }

    /// Greater than every one before it.
    fn next_count(&self, now: Timestamp) -> u64 {
        self.next.fetch_max(u64::try_from(now.as_millisecond()).unwrap_or_default(), Ordering::Relaxed);
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    fn shard(&self, room: RoomId) -> MutexGuard<'_, HashMap<RoomId, Room>> {
        let [.., last] = room.to_bytes();
        let [first, rest @ ..] = &self.shards;
        let shard = usize::from(last) % SHARDS;
        let chosen = shard.checked_sub(1).and_then(|index| rest.get(index)).unwrap_or(first);
        chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room {
    /// The chair of this seat, and the other one.
    fn chairs(&mut self, seat: Seat) -> (&mut Option<Chair>, &mut Option<Chair>) {
        match seat {
            Seat::Doctor => (&mut self.doctor, &mut self.guest),
            Seat::Guest => (&mut self.guest, &mut self.doctor),
        }
    }

    fn has_socket(&self) -> bool {
        let mut chairs = [&self.doctor, &self.guest].into_iter().flatten();
        chairs.any(|chair| matches!(chair.presence, Presence::Here(_)))
    }
}

impl Chair {
    fn may_be_taken(&self, seat: Seat, mark: &Mark, now: Timestamp) -> bool {
        seat == Seat::Doctor || self.is_marked(mark) || self.hold_is_over(now)
    }

    fn is_marked(&self, mark: &Mark) -> bool {
        self.mark.ct_eq(mark).into()
    }

    fn hold_is_over(&self, now: Timestamp) -> bool {
        match self.presence {
            Presence::Here(_) | Presence::There => false,
            Presence::GoneSince(since) => now.duration_since(since) >= HOLD,
        }
    }

    /// Whether somebody is there to be told; at another server, that one tells.
    fn tell(&self, message: FromServer) -> bool {
        match &self.presence {
            Presence::Here(sender) => sender.try_send(Order::Say(message)).is_ok(),
            Presence::There => true,
            Presence::GoneSince(_) => false,
        }
    }
}

const fn opposite(seat: Seat) -> Seat {
    match seat {
        Seat::Doctor => Seat::Guest,
        Seat::Guest => Seat::Doctor,
    }
}

pub(super) fn mark_of(room: RoomId, key: &SeatKey) -> Mark {
    let hash = Sha256::new().chain_update(b"heilsam/seat/1").chain_update(room.to_bytes()).chain_update(key);
    let hash: [u8; 32] = hash.finalize().into();
    hash.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
