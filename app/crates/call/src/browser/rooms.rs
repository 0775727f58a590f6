//! What the server tells without login: the room of a typed code, and relay access.

use heilsam_domain::{Nameplate, RoomId};
use heilsam_protocol::path;
use js_sys::Array;
use wasm_bindgen::JsCast;

use super::js;
use crate::media::IceServer;

/// Why a typed code leads to no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookUpError {
    /// Too many tries from here.
    TooManyTries,
    /// The server cannot be reached or answers nonsense.
    Unreachable,
}

/// Asks which room the four digits stand for.
///
/// # Errors
/// [`LookUpError`]. An unknown number is no error: it leads to a room in which nobody ever is.
pub async fn resolve_nameplate(nameplate: Nameplate) -> Result<RoomId, LookUpError> {
    let address = path::fill(path::NAMEPLATE, nameplate);
    match js::fetch_json(&address).await {
        Ok((200, body)) => js::text(&body, "room_id").parse().map_err(|_| LookUpError::Unreachable),
        Ok((429, _)) => Err(LookUpError::TooManyTries),
        Ok(_) | Err(_) => Err(LookUpError::Unreachable),
    }
}

/// STUN and TURN access for a room; empty if there is none.
pub(super) async fn ice_servers(room: RoomId) -> Vec<IceServer> {
    let Ok((200, body)) = js::fetch_json(&path::fill(path::ROOM_ICE, room)).await else {
        return Vec::new();
    };
    let Ok(list) = js::get(&body, "ice_servers").dyn_into::<Array>() else { return Vec::new() };
    list.iter()
        .map(|entry| IceServer {
            urls: js::get(&entry, "urls")
                .dyn_into::<Array>()
                .map(|urls| urls.iter().filter_map(|url| url.as_string()).collect())
                .unwrap_or_default(),
            username: js::text(&entry, "username"),
            credential: js::text(&entry, "credential"),
        })
        .collect()
}
