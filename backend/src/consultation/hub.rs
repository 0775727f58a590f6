//! The signalling hub: who sits where, and bytes from one seat to the other. No sockets, no database, no clock.
//!
//! The hub never looks into what it relays. A seat belongs to whoever holds its key, also while the socket is gone.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use heilsam_domain::RoomId;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;
use tokio::sync::mpsc;

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
    claim: u64,
}

/// What became of relayed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relayed {
    /// Queued for the other seat.
    Queued,
    /// Nobody sits there; the bytes are gone.
    NobodyThere,
    /// The other socket was too slow and is closed now.
    TooSlow,
}

#[derive(Default)]
struct Room {
    doctor: Option<Chair>,
    guest: Option<Chair>,
}

struct Chair {
    key: SeatKey,
    claim: u64,
    presence: Presence,
}

enum Presence {
    Here(mpsc::Sender<Order>),
    GoneSince(Timestamp),
}

impl Default for Hub {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()), next: AtomicU64::new(0) }
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
        let mut rooms = self.shard(room);
        let here = rooms.entry(room).or_default();
        let (chair, other) = here.chairs(seat);
        if let Some(taken) = chair {
            if !taken.may_be_taken(seat, &key, now) {
                return Err(RefusedReason::SeatTaken);
            }
            taken.tell(FromServer::Refused { reason: RefusedReason::TakenOver });
        }
        let (sender, orders) = mpsc::channel(QUEUE);
        let claim = self.next.fetch_add(1, Ordering::Relaxed);
        *chair = Some(Chair { key, claim, presence: Presence::Here(sender) });
        let peer_present = other.as_ref().is_some_and(|other| other.tell(FromServer::PeerJoined));
        Ok(Seated { place: Place { room, seat, claim }, orders, peer_present })
    }

    /// Hands bytes to the other seat.
    pub fn relay(&self, place: Place, bytes: Bytes, now: Timestamp) -> Relayed {
        let mut rooms = self.shard(place.room);
        let Some(here) = rooms.get_mut(&place.room) else { return Relayed::NobodyThere };
        let (chair, other) = here.chairs(place.seat);
        let (Some(chair), Some(other)) = (chair, other) else { return Relayed::NobodyThere };
        let Presence::Here(sender) = &other.presence else { return Relayed::NobodyThere };
        if chair.claim != place.claim {
            return Relayed::NobodyThere;
        }
        if sender.try_send(Order::Relay(bytes)).is_ok() {
            return Relayed::Queued;
        }
        other.presence = Presence::GoneSince(now);
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

    /// Closes a room for everybody in it.
    pub fn close(&self, room: RoomId, reason: RefusedReason) {
        let Some(closed) = self.shard(room).remove(&room) else { return };
        for chair in [closed.doctor, closed.guest].into_iter().flatten() {
            chair.tell(FromServer::Refused { reason });
        }
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

    /// Whether a guest is in the room now.
    #[must_use]
    pub fn has_guest(&self, room: RoomId) -> bool {
        let rooms = self.shard(room);
        let guest = rooms.get(&room).and_then(|here| here.guest.as_ref());
        guest.is_some_and(|chair| matches!(chair.presence, Presence::Here(_)))
    }

    /// `keep` says whether the chair stays reserved.
    fn stand_up(&self, place: Place, keep: impl FnOnce(&mut Chair) -> bool) {
        let mut rooms = self.shard(place.room);
        let Some(here) = rooms.get_mut(&place.room) else { return };
        let (chair, other) = here.chairs(place.seat);
        let Some(claimed) = chair.as_mut().filter(|chair| chair.claim == place.claim) else { return };
        let was_here = matches!(claimed.presence, Presence::Here(_));
        if !keep(claimed) {
            *chair = None;
        }
        if let Some(other) = other.as_ref().filter(|_| was_here) {
            other.tell(FromServer::PeerLeft);
        }
        if here.doctor.is_none() && here.guest.is_none() {
            rooms.remove(&place.room);
        }
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
}

impl Chair {
    fn may_be_taken(&self, seat: Seat, key: &SeatKey, now: Timestamp) -> bool {
        let same: bool = self.key.ct_eq(key).into();
        same || seat == Seat::Doctor || self.hold_is_over(now)
    }

    fn hold_is_over(&self, now: Timestamp) -> bool {
        match self.presence {
            Presence::Here(_) => false,
            Presence::GoneSince(since) => now.duration_since(since) >= HOLD,
        }
    }

    /// Whether somebody is there to be told.
    fn tell(&self, message: FromServer) -> bool {
        match &self.presence {
            Presence::Here(sender) => sender.try_send(Order::Say(message)).is_ok(),
            Presence::GoneSince(_) => false,
        }
    }
}

#[cfg(test)]
mod tests;
