//! What is known about a room: from memory, or from the database.

use heilsam_domain::{ConsultationState, RoomId};
use heilsam_storage::StoreError;
use heilsam_storage::consultations::ConsultationRow;

use super::admission::RoomFacts;
use super::known::Question;
use crate::{ApiError, AppState};

/// Looks a room up.
pub(super) async fn facts(state: &AppState, room: RoomId) -> Result<RoomFacts, ApiError> {
    let own = &state.consultations;
    if let Some(facts) = own.known.get(room) {
        return Ok(facts);
    }
    if own.made_up.contains(room) {
        return Ok(RoomFacts::MadeUp);
    }
    if own.pairs.contains(room, state.clock.now()) {
        return Ok(RoomFacts::Pair);
    }
    let question = own.known.ask();
    Ok(match state.store.consultation(room).await? {
        None => RoomFacts::Unknown,
        Some(row) => {
            let facts = of_row(&row);
            remember(state, question, room, facts);
            facts
        }
    })
}

/// A planned consultation as admission sees it.
pub(super) const fn of_row(row: &ConsultationRow) -> RoomFacts {
    RoomFacts::Planned {
        owner: row.account_id,
        state: row.state,
        opens_at: row.opens_at,
        closes_at: row.closes_at,
    }
}

/// Keeps what the database said, unless another server may change it there.
pub(super) fn remember(state: &AppState, question: Question, room: RoomId, facts: RoomFacts) {
    if state.store.is_ours_alone() {
        state.consultations.known.learn(question, room, facts);
    }
}

/// Somebody enters: from then on the consultation counts as opened.
pub(super) fn note_entry(state: &AppState, room: RoomId, facts: RoomFacts) {
    if let RoomFacts::Planned { state: ConsultationState::Planned, .. } = facts {
        state.consultations.entries.note(room);
        state.consultations.known.opened(room);
    }
}

/// Closes rooms at this server whose consultation the database knows as ended: another server may have said so while the
/// line to it was cut, and who waits alone would be told by nobody.
///
/// # Errors
/// If the database fails.
pub(crate) async fn close_what_ended(state: &AppState) -> Result<(), StoreError> {
    let own = &state.consultations;
    for room in state.store.consultations_over(&own.hub.rooms_here()).await? {
        own.end_here(room);
    }
    Ok(())
}
