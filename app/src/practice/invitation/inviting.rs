//! Inviting one more person beside an appointment: the name, the invitation, and the page of it.

use dioxus::prelude::*;
use heilsam_client::client::InvitationDraft;
use heilsam_domain::RoomId;

use crate::account::trouble::Trouble;
use crate::browser;
use crate::practice::desk::{Appointment, Desk, InvitationView, use_desk};
use crate::practice::routes::Route;

/// How far it is. Copies are the same state.
#[derive(Clone, Copy)]
pub(super) struct Inviting {
    desk: Desk,
    missing: Signal<bool>,
    busy: Signal<bool>,
    trouble: Signal<Option<Trouble>>,
    onmade: EventHandler<RoomId>,
}

/// For the form that calls this; `onchange` lets the page below read its list again.
pub(super) fn use_inviting(onchange: EventHandler<()>) -> Inviting {
    let navigator = use_navigator();
    let onmade = use_callback(move |room_id: RoomId| {
        onchange.call(());
        navigator.push(Route::InvitationPage { room_id });
    });
    Inviting {
        desk: use_desk(),
        missing: use_signal(|| false),
        busy: use_signal(|| false),
        trouble: use_signal(|| None),
        onmade,
    }
}

impl Inviting {
    /// Whether the name was missing when it was sent.
    pub(super) fn lacks_name(self) -> bool {
        (self.missing)()
    }

    /// Whether the invitation is being made.
    pub(super) fn is_busy(self) -> bool {
        (self.busy)()
    }

    /// Why it was not made.
    pub(super) fn trouble(self) -> Option<Trouble> {
        (self.trouble)()
    }

    /// Invites the person of that name to a place beside `entry`. Without a name it goes back to the field with that id.
    pub(super) fn begin(mut self, entry: &InvitationView, field: &str, name: &str, place: Appointment) {
        let name = name.trim().to_owned();
        self.missing.set(name.is_empty());
        if name.is_empty() {
            return browser::focus(field);
        }
        if (self.busy)() {
            return;
        }
        let doctor = entry.shared.then_some(entry.doctor);
        let draft = InvitationDraft { doctor, ..InvitationDraft::of(name, String::new(), place) };
        spawn(async move {
            self.busy.set(true);
            self.trouble.set(None);
            match self.desk.invite(draft).await {
                Ok(room_id) => self.onmade.call(room_id),
                Err(error) => self.trouble.set(Some(error)),
            }
            self.busy.set(false);
        });
    }
}
