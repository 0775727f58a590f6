//! What the database knows about a room.

use heilsam_domain::{ConsultationState, RoomId};

use super::admission::RoomFacts;
use crate::{ApiError, AppState};

/// Looks a room up.
pub(super) async fn facts(state: &AppState, room: RoomId) -> Result<RoomFacts, ApiError> {
    if state.consultations.made_up.contains(room) {
        return Ok(RoomFacts::MadeUp);
    }
    Ok(match state.store.consultation(room).await? {
        None => RoomFacts::Unknown,
        Some(row) => RoomFacts::Planned {
            owner: row.account_id,
            state: row.state,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
        },
    })
}

/// Somebody enters: from then on the consultation counts as opened.
pub(super) fn note_entry(state: &AppState, room: RoomId, facts: RoomFacts) {
    if let RoomFacts::Planned { state: ConsultationState::Planned, .. } = facts {
        state.consultations.entries.note(room);
    }
}
