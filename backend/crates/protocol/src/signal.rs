//! Signalling: control messages between server and participant as JSON text frames; everything between the participants as
//! binary frames that the server relays without reading.
//!
//! A room has two seats. The first text frame of a participant is [`ToServer::Join`]. A participant that joins again with the
//! same `seat_key` (a reload, a new network) takes over its seat and the old socket is closed.

use serde::{Deserialize, Serialize};

use crate::Bytes;

/// Which chair in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Seat {
    /// The doctor who planned the consultation: needs a session.
    Doctor,
    /// The invited patient, carer or relative: needs no login.
    Guest,
}

/// From participant to server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ToServer {
    /// Takes a seat.
    Join {
        /// Which seat.
        seat: Seat,
        /// 16 random bytes chosen by the participant; proves on return that the seat is theirs.
        seat_key: Bytes,
    },
    /// Leaves for good and frees the seat.
    Leave,
}

/// From server to participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FromServer {
    /// The seat is taken.
    Joined {
        /// Whether somebody sits on the other seat.
        peer_present: bool,
    },
    /// Somebody sat down on the other seat (again).
    PeerJoined,
    /// The other socket is gone; its owner may come back.
    PeerLeft,
    /// The seat cannot be taken, or is lost; the socket closes after it.
    Refused {
        /// Why.
        reason: RefusedReason,
    },
}

/// Why a seat was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RefusedReason {
    /// No such room.
    NoRoom,
    /// The room opens later. Nobody guesses the 128 bits of a room: whoever knows it was invited.
    TooEarly,
    /// The seat needs a session of the doctor who planned the consultation.
    NotAllowed,
    /// Somebody else sits there.
    SeatTaken,
    /// The same participant joined from another tab or device.
    TakenOver,
    /// The consultation was ended or cancelled, or its time is over.
    Ended,
    /// The frame was too large, too early or not readable.
    BadFrame,
    /// Too many frames in one second; whoever sent them may come back at once.
    TooMany,
    /// Too many guests came to the room anew; one more may come each minute.
    TooManyGuests,
}
