//! The door between the patient's app and the guest page: two programs of one server in one browser. What is kept for it
//! names no appointment and nobody; the invitation itself goes in the fragment of the address, which both take out of it
//! at once.

use crate::browser;

/// In the browser: the app is used here.
const APP: &str = "heilsam.app";
/// In the tab: the app sent the person here.
const VISIT: &str = "heilsam.visit.app";
/// In the tab: the room of a call in which both sides proved who they are.
const MET: &str = "heilsam.visit.met";

/// What the app sent the person for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// The waiting room.
    Join,
    /// Camera and sound, ahead of time.
    Check,
    /// The waiting room, in a tab of its own beside the app: on a computer of others, leaving the app logs out.
    JoinBeside,
    /// Camera and sound, in a tab of its own.
    CheckBeside,
}

impl Errand {
    const ALL: [(Self, &str); 4] = [
        (Self::Join, "join"),
        (Self::Check, "check"),
        (Self::JoinBeside, "join-beside"),
        (Self::CheckBeside, "check-beside"),
    ];

    /// Whether it ends with the devices.
    #[must_use]
    pub const fn only_checks(self) -> bool {
        matches!(self, Self::Check | Self::CheckBeside)
    }

    /// Whether the app stays open in another tab.
    #[must_use]
    pub const fn is_beside(self) -> bool {
        matches!(self, Self::JoinBeside | Self::CheckBeside)
    }
}

/// What the app sent this tab for, if it did.
#[must_use]
pub fn errand() -> Option<Errand> {
    let kept = browser::tab()?.get_item(VISIT).ok().flatten()?;
    Errand::ALL.into_iter().find_map(|(errand, name)| (name == kept).then_some(errand))
}

/// Goes to the guest page with an invitation, the fragment of a link or a code.
#[cfg(feature = "patient")]
pub fn go(fragment: &str, check: bool) {
    // The desktop window has no tabs: whoever keeps nothing there logs in again afterwards.
    let beside = browser::keeps_nothing() && !browser::is_desktop_window();
    let errand = match (check, beside) {
        (false, false) => Errand::Join,
        (true, false) => Errand::Check,
        (false, true) => Errand::JoinBeside,
        (true, true) => Errand::CheckBeside,
    };
    let (Some(tab), Some(window)) = (browser::tab(), browser::window()) else { return };
    if let Some((_, name)) = Errand::ALL.into_iter().find(|(each, _)| *each == errand) {
        let _ = tab.set_item(VISIT, name);
    }
    let address = format!("/v#{fragment}");
    if beside {
        // The new tab has a copy of what this one keeps.
        let _ = window.open_with_url_and_target(&address, "_blank");
        came_back();
    } else {
        browser::go(&address);
    }
}

/// The person is in the app again.
#[cfg(feature = "patient")]
pub fn came_back() {
    if let Some(tab) = browser::tab() {
        let _ = tab.remove_item(VISIT);
    }
}

/// Says in this browser whether somebody uses the app here: then the guest page offers to write an appointment down in it.
#[cfg(feature = "patient")]
pub fn note_app(is_here: bool) {
    if is_here {
        browser::keep_preference(APP, "1");
    } else {
        browser::forget_preference(APP);
    }
}

/// Whether the app is used in this browser.
#[cfg(feature = "visit")]
#[must_use]
pub fn app_is_here() -> bool {
    browser::preference(APP).is_some()
}

/// Where the app writes an appointment down.
#[cfg(feature = "visit")]
#[must_use]
pub fn address_in_app(fragment: &str) -> String {
    format!("/app/appointments/new#{fragment}")
}

/// Tells the app, where it sent the person here, that both sides of this room proved who they are and talked.
#[cfg(feature = "visit")]
pub fn met(room: heilsam_domain::RoomId) {
    if let Some(tab) = browser::tab().filter(|_| errand() == Some(Errand::Join)) {
        let _ = tab.set_item(MET, &room.to_string());
    }
}

/// The room that [`met`] told of; it is forgotten here.
#[cfg(feature = "patient")]
#[must_use]
pub fn take_met() -> Option<heilsam_domain::RoomId> {
    let tab = browser::tab()?;
    let room = tab.get_item(MET).ok().flatten()?;
    let _ = tab.remove_item(MET);
    room.parse().ok()
}
