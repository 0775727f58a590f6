//! Inviting one more person beside an appointment: the name, the invitation, and the page of it.

use dioxus::prelude::*;
use heilsam_client::client::InvitationDraft;
use heilsam_domain::RoomId;

use crate::account::trouble::Trouble;
use crate::browser;
use crate::practice::desk::{Appointment, Delivery, Desk, InvitationView, use_desk};
use crate::practice::plan::use_sends;
use crate::practice::routes::Route;

/// How far it is. Copies are the same state.
#[derive(Clone, Copy)]
pub(super) struct Inviting {
    desk: Desk,
    sends: Resource<bool>,
    through_server: Signal<bool>,
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
        sends: use_sends(),
        through_server: use_signal(|| false),
        missing: use_signal(|| false),
        busy: use_signal(|| false),
        trouble: use_signal(|| None),
        onmade,
    }
}

/// The invitation of one more person to a place beside `entry`, with the same doctor.
fn draft_beside(
    entry: &InvitationView,
    name: String,
    place: Appointment,
    through_server: bool,
) -> InvitationDraft {
    InvitationDraft {
        delivery: through_server.then_some(Delivery::Gateway),
        doctor: entry.shared.then_some(entry.doctor),
        ..InvitationDraft::of(name, String::new(), place)
    }
}

impl Inviting {
    /// Whether the server sends invitations; `None` until that is known. Whoever is quick would make one before that is offered.
    pub(super) fn server_sends(self) -> Option<bool> {
        (self.sends)()
    }

    /// Whether the server shall send this one.
    pub(super) fn is_through_server(self) -> bool {
        (self.through_server)()
    }

    /// Says whether the server shall send this one.
    pub(super) fn choose_server(mut self, on: bool) {
        self.through_server.set(on);
    }

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
        let draft = draft_beside(entry, name, place, (self.through_server)());
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

#[cfg(test)]
mod tests {
    use heilsam_domain::{AccountId, ConsultationState};

    use super::*;

    #[test]
    fn one_more_person_is_invited_with_the_same_doctor_and_for_the_gateway_only_where_that_was_chosen() {
        let place = Appointment::single("2026-03-10T10:00:00Z".parse().unwrap(), 20);
        let doctor = AccountId::from_bytes([7; 16]);
        let room = RoomId::from_bytes([1; 16]);
        let mut entry = InvitationView::unreadable(room, ConsultationState::Planned, place.clone());
        entry.doctor = doctor;
        let draft = |entry: &InvitationView, through: bool| {
            draft_beside(entry, "Otto".to_owned(), place.clone(), through)
        };
        let plain = draft(&entry, false);
        assert_eq!((plain.delivery, plain.doctor), (None, None));
        entry.shared = true;
        let through = draft(&entry, true);
        assert_eq!((through.delivery, through.doctor), (Some(Delivery::Gateway), Some(doctor)));
        assert_eq!((through.name.as_str(), through.appointment), ("Otto", Some(place)));
    }
}
