//! Where participants find STUN and TURN, and where a nameplate leads.

use axum::extract::State;
use heilsam_domain::{Nameplate, RoomId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::consultation::{IceServer, IceServers, Room};
use heilsam_protocol::signal::Seat;

use super::admission::{RoomFacts, decide};
use super::credential::TurnCredential;
use super::{IceOptions, credential, rooms};
use crate::extract::{Json, Path};
use crate::{ApiError, AppState};

/// `GET`: the room behind a nameplate; nameplates that nobody has lead to a room in which nobody ever is.
pub(super) async fn nameplate(
    State(state): State<AppState>,
    Path(text): Path<String>,
) -> Result<Json<Room>, ApiError> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let plate = text.parse().ok().filter(|_| digits).and_then(Nameplate::new);
    let plate = plate.ok_or(ApiError::from(ProblemCode::NotFound))?;
    let now = state.clock.now();
    let open = state.store.open_consultation(plate).await?.filter(|row| now < row.closes_at);
    let made_up = state.consultations.made_up.room(plate);
    Ok(Json(Room { room_id: open.map_or(made_up, |row| row.room_id) }))
}

/// `GET`: short-lived access for a room whose time has come.
pub(super) async fn servers(
    State(state): State<AppState>,
    Path(room): Path<RoomId>,
) -> Result<Json<IceServers>, ApiError> {
    let now = state.clock.now();
    let facts = rooms::facts(&state, room).await?;
    decide(Seat::Guest, None, facts, now).map_err(|_| ApiError::from(ProblemCode::NotFound))?;
    let own = &state.consultations;
    let secret = if facts == RoomFacts::MadeUp { own.decoy_secret.as_slice() } else { &own.ice.turn_secret };
    Ok(Json(listed(&own.ice, credential::issue(secret, room, now))))
}

/// All servers, as browsers take them.
pub(super) fn listed(ice: &IceOptions, issued: TurnCredential) -> IceServers {
    let mut ice_servers = Vec::new();
    if !ice.stun_urls.is_empty() {
        let urls = ice.stun_urls.clone();
        ice_servers.push(IceServer { urls, username: String::new(), credential: String::new() });
    }
    if !ice.turn_urls.is_empty() {
        let urls = ice.turn_urls.clone();
        ice_servers.push(IceServer { urls, username: issued.username, credential: issued.password });
    }
    IceServers { ice_servers, expires_at: issued.expires_at }
}
