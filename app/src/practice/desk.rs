//! The practice's appointments as the views see them.

use dioxus::prelude::*;
use heilsam_domain::{ConsultationState, RoomId};
use jiff::Timestamp;

use crate::account::trouble::Trouble;

/// An invitation, unsealed on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationView {
    /// The room.
    pub room_id: RoomId,
    /// Name of the patient, known to the practice only.
    pub patient: String,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When the room closes.
    pub closes_at: Timestamp,
    /// Present state.
    pub state: ConsultationState,
    /// Complete link with the secret behind `#`.
    pub link: String,
    /// The typed code, `NNNN-XXXX-XXXX`.
    pub code: String,
}

/// What shall be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationWish {
    /// Name of the patient.
    pub patient: String,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When the room closes.
    pub closes_at: Timestamp,
}

/// Signals and actions; copies share everything.
#[derive(Clone, Copy)]
pub struct Desk {
    list: Signal<Vec<InvitationView>>,
}

/// Provides the desk to all views below.
pub fn use_desk_provider() -> Desk {
    use_context_provider(|| Desk { list: Signal::new(Vec::new()) })
}

/// The desk of this program.
pub fn use_desk() -> Desk {
    use_context()
}

#[expect(clippy::unused_async, reason = "preview")]
#[expect(missing_docs, reason = "preview")]
impl Desk {
    pub async fn invitations(self) -> Result<Vec<InvitationView>, Trouble> {
        Ok(self.list.cloned())
    }
    pub async fn invitation(self, room_id: RoomId) -> Result<Option<InvitationView>, Trouble> {
        Ok(self.list.cloned().into_iter().find(|it| it.room_id == room_id))
    }
    pub async fn invite(mut self, wish: InvitationWish) -> Result<RoomId, Trouble> {
        let room_id = RoomId::from_bytes([3; 16]);
        self.list.write().push(InvitationView {
            room_id,
            patient: wish.patient,
            opens_at: wish.opens_at,
            closes_at: wish.closes_at,
            state: ConsultationState::Planned,
            link: "http://localhost:8080/v#1.AAAAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBB.CCCCCCCCCCCCCCCCC".to_owned(),
            code: "4821-K7QM-3XTA".to_owned(),
        });
        Ok(room_id)
    }
    pub async fn cancel(mut self, room_id: RoomId) -> Result<(), Trouble> {
        self.list.write().retain(|it| it.room_id != room_id);
        Ok(())
    }
}
