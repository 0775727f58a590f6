//! Where somebody waits: small enough to be asked every few seconds from any page of the practice app.

use axum::extract::State;
use heilsam_domain::{Role, RoomId};
use heilsam_protocol::consultation::Waiting;

use crate::extract::Json;
use crate::{ApiError, AppState, Caller};

/// `GET`: of a doctor the own rooms, of staff those of the practice.
pub(super) async fn rooms(State(state): State<AppState>, caller: Caller) -> Result<Json<Waiting>, ApiError> {
    let now = state.clock.now();
    let open = if caller.role == Role::Staff {
        match state.store.membership(caller.account_id).await? {
            Some(membership) => state.store.open_rooms_of_practice(membership.practice_id, now).await?,
            None => Vec::new(),
        }
    } else {
        state.store.open_rooms_of_doctor(caller.account_id, now).await?
    };
    let has_guest = |room: &RoomId| state.consultations.hub.has_guest(*room);
    Ok(Json(Waiting { rooms: open.into_iter().filter(has_guest).collect() }))
}
