//! As what the doctor took each guest in, kept for a reload of this tab: rooms and roles, no names.

use heilsam_domain::{CallRole, RoomId};

use crate::browser;

fn key(room: RoomId) -> String {
    format!("heilsam.role.{room}")
}

/// Keeps what was chosen.
pub(super) fn keep(room: RoomId, role: CallRole) {
    if let Some(storage) = browser::tab() {
        // Without it a reload falls back to the role of the invitation.
        let _ = storage.set_item(&key(room), role.as_str());
    }
}

/// What was chosen before the page was loaded again.
pub(super) fn kept(room: RoomId) -> Option<CallRole> {
    CallRole::parse(&browser::tab()?.get_item(&key(room)).ok().flatten()?)
}

/// Forgets it.
pub(super) fn forget(room: RoomId) {
    if let Some(storage) = browser::tab() {
        let _ = storage.remove_item(&key(room));
    }
}
