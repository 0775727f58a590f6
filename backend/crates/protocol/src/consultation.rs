//! Consultations as the server knows them: opaque, but for times and states.

use heilsam_domain::{AccountId, ConsultationState, RoomId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// A doctor plans a consultation. The room id is made on the practice's device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PlanConsultation {
    /// 128 random bits.
    pub room_id: RoomId,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When the room closes; at most 31 days after `opens_at`.
    pub closes_at: Timestamp,
    /// Name of the patient, remark, invitation secrets: sealed under the practice's keys.
    pub sealed: Bytes,
    /// SHA-256 of the token with which the patient may cancel without an account; `None` if nobody may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_hash: Option<Bytes>,
    /// For whom, in the calendar of the caller's practice; `None`: the caller's own, which nobody else sees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doctor: Option<AccountId>,
}

/// A consultation in the list of a doctor or a practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Consultation {
    /// The room.
    pub room_id: RoomId,
    /// Four digits that find the room; empty while none are free: then it is found by its link only.
    pub nameplate: String,
    /// Present state.
    pub state: ConsultationState,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When the room closes.
    pub closes_at: Timestamp,
    /// See [`PlanConsultation::sealed`].
    pub sealed: Bytes,
    /// Whose seat it is.
    pub doctor: AccountId,
    /// Whether it stands in the calendar of the practice, sealed under its key.
    #[serde(default)]
    pub shared: bool,
    /// Whether a guest is in the room now.
    #[serde(default)]
    pub guest_waits: bool,
}

/// Replaces the sealed description (names can be corrected), moves the consultation, cancels or ends it. Two people may do
/// so at the same moment: whoever was slower changes nothing and is answered with `changed-meanwhile`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ChangeConsultation {
    /// New sealed description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Bytes>,
    /// SHA-256 of the sealed description from which the new one was made; needed with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<Bytes>,
    /// New times; needs the new sealed description, which repeats when the appointment is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<RoomTimes>,
    /// Hands the consultation over to a doctor of the caller's practice, into whose calendar it comes; needs the new sealed
    /// description, which names that doctor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doctor: Option<AccountId>,
    /// `true` cancels the consultation; needs the new sealed description, which says that the practice did.
    #[serde(default)]
    pub cancel: bool,
    /// `true` ends the consultation; only its doctor can.
    #[serde(default)]
    pub end: bool,
}

/// When a room is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RoomTimes {
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When the room closes; at most 31 days after `opens_at`.
    pub closes_at: Timestamp,
}

/// A patient cancels without an account. Whoever has no right token learns nothing, not even whether the room exists.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CancelAsGuest {
    /// 16 random bytes from the link for cancelling; the server keeps their hash only.
    pub token: Bytes,
}

impl std::fmt::Debug for CancelAsGuest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CancelAsGuest(..)")
    }
}

/// The rooms in which the guests of a call of more than two meet, two in each. To be said again before three minutes are over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PairRooms {
    /// All of them, at most three, each 128 random bits from the practice's device; empty when no guests meet any more.
    pub rooms: Vec<RoomId>,
}

/// The room behind a nameplate. Unknown nameplates are answered with a room in which nobody ever is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Room {
    /// The room.
    pub room_id: RoomId,
}

/// The rooms that are open now and in which a guest is: of a doctor the own ones, of staff those of the practice. What is said
/// in them, and whether a call has begun, the server does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Waiting {
    /// By opening time.
    pub rooms: Vec<RoomId>,
}

/// STUN and TURN access: for a room, valid for ten minutes and bound to it; for a trial of the line, valid for two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct IceServers {
    /// In the form of `RTCIceServer`.
    pub ice_servers: Vec<IceServer>,
    /// When the credentials end.
    pub expires_at: Timestamp,
}

/// One `RTCIceServer`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct IceServer {
    /// `stun:` and `turn:` addresses.
    pub urls: Vec<String>,
    /// Empty for STUN.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub username: String,
    /// Empty for STUN.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credential: String,
}

impl std::fmt::Debug for IceServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IceServer({} urls)", self.urls.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages that were loaded before an update read this list, too: the field must not be missing.
    #[test]
    fn a_room_without_a_nameplate_survives_the_wire_and_keeps_the_field() {
        let text = r#"{"room_id":"01010101-0101-4101-8101-010101010101","nameplate":"","state":"planned",
            "opens_at":"2026-03-02T09:00:00Z","closes_at":"2026-03-02T10:00:00Z","sealed":"AQ",
            "doctor":"02020202-0202-4202-8202-020202020202"}"#;
        let read: Consultation = serde_json::from_str(text).unwrap();
        assert_eq!(read.nameplate, "");
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(written["nameplate"], "");
        assert_eq!(serde_json::from_value::<Consultation>(written).unwrap(), read);
    }
}
