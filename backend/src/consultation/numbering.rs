//! Which room has which nameplate. A room without one is planned, too: its link and its QR code need none.

use std::collections::HashSet;

use heilsam_protocol::ProblemCode;
use heilsam_storage::StoreError;
use heilsam_storage::consultations::ConsultationRow;

use super::nameplate::{NEAR, choose};
use super::rooms;
use crate::{ApiError, AppState, Caller};

/// Nameplates tried before a room is planned without one: after the first it is known which are taken, and only somebody who
/// plans at the same moment can be quicker.
const TRIES: u32 = 10;

/// Plans a consultation under a free one of so many nameplates; under none if none is free.
pub(super) async fn plan(
    state: &AppState,
    caller: Caller,
    row: ConsultationRow,
    of: u16,
) -> Result<ConsultationRow, ApiError> {
    let mut taken = HashSet::new();
    for left in (0..TRIES).rev() {
        let nameplate = if left > 0 { choose(&*state.entropy, of, &taken) } else { None };
        let row = ConsultationRow { nameplate, ..row.clone() };
        let question = state.consultations.known.ask();
        match state.store.plan_consultation(&row, caller.account_id).await {
            Ok(false) => return Err(ApiError::invalid_field("doctor")),
            Ok(true) => {
                rooms::remember(state, question, row.room_id, rooms::of_row(&row));
                return Ok(row);
            }
            Err(StoreError::Conflict) if nameplate.is_some() => {
                taken = state.store.taken_nameplates().await?;
            }
            Err(other) => return Err(other.into()),
        }
    }
    Err(ProblemCode::Conflict.into())
}

/// Gives rooms that have no nameplate and open soon a free one of so many, those that open first before others.
///
/// # Errors
/// If the database fails.
pub(crate) async fn give_what_is_free(state: &AppState, of: u16) -> Result<(), StoreError> {
    let now = state.clock.now();
    let soon = now.saturating_add(NEAR).unwrap_or(now);
    let rooms = state.store.rooms_without_nameplate(now, soon).await?;
    if rooms.is_empty() {
        return Ok(());
    }
    let mut taken = state.store.taken_nameplates().await?;
    for room in rooms {
        let Some(nameplate) = choose(&*state.entropy, of, &taken) else { break };
        taken.insert(nameplate);
        match state.store.give_nameplate(room, nameplate).await {
            // Another server was quicker: what is left of the rooms has its turn in a minute.
            Ok(_) | Err(StoreError::Conflict) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}
