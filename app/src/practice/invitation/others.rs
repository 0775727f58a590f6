//! Inviting somebody else into the same call: each with an invitation of their own, and told apart by it.

use dioxus::prelude::*;
use heilsam_call::group::MAX_GUESTS;
use heilsam_domain::CallRole;

use super::inviting::use_inviting;
use crate::account::trouble::TroubleNotice;
use crate::call_people::role_words;
use crate::components::{Button, Field, Loading, Select};
use crate::practice::calendar::Row;
use crate::practice::desk::{Appointment, InvitationView};
use crate::practice::plan::{NAME, ThroughServer};
use crate::t;

/// A place beside somebody else: the same time, the same occasion.
fn place_beside(entry: &InvitationView, role: CallRole) -> Appointment {
    Appointment { series: None, hour: Some(entry.room), role, moved: 0, ..entry.appointment.clone() }
}

/// Who else is invited, and inviting the next. Whoever was invited into something else has nobody beside them.
#[component]
pub(super) fn Others(
    entry: InvitationView,
    known: Vec<InvitationView>,
    onchange: EventHandler<()>,
) -> Element {
    let others: Vec<InvitationView> = known
        .into_iter()
        .filter(|it| it.appointment.hour == Some(entry.room) && it.is_on_the_calendar())
        .collect();
    if entry.appointment.hour.is_some() {
        return rsx! {};
    }
    rsx! {
        section { class: "stack no-print",
            h2 { {t!("others-title")} }
            p { {t!("others-text")} }
            if !others.is_empty() {
                ul { class: "card-list", id: "others",
                    for other in others.clone() {
                        Row { key: "{other.room}", entry: other }
                    }
                }
            }
            if others.len() + 1 < MAX_GUESTS {
                InviteBeside { entry, onchange }
            }
        }
    }
}

#[component]
fn InviteBeside(entry: InvitationView, onchange: EventHandler<()>) -> Element {
    let inviting = use_inviting(onchange);
    let conference = entry.is_conference();
    let mut role = use_signal(|| if conference { CallRole::Doctor } else { CallRole::Relative });
    let mut name = use_signal(String::new);
    let Some(sends) = inviting.server_sends() else {
        return rsx! { Loading {} };
    };
    let submit = move |event: FormEvent| {
        event.prevent_default();
        inviting.begin(&entry, "other-name", &name(), place_beside(&entry, role()));
    };
    let roles = CallRole::ALL.into_iter().filter(|each| !matches!(each, CallRole::Patient));
    let options = roles.map(|each| (each.as_str().to_owned(), role_words(each))).collect::<Vec<_>>();
    rsx! {
        form { class: "card", novalidate: true, onsubmit: submit,
            TroubleNotice { trouble: inviting.trouble() }
            Field {
                id: "other-name",
                label: if conference { t!("plan-conference-name") } else { t!("others-name") },
                hint: t!("invite-patient-hint"),
                value: name,
                maxlength: NAME,
                error: inviting.lacks_name().then(|| t!("field-missing")),
                oninput: move |it| name.set(it),
            }
            if !conference {
                Select {
                    id: "other-role",
                    label: t!("others-role"),
                    value: role().as_str().to_owned(),
                    options,
                    onchange: move |text: String| role.set(CallRole::parse(&text).unwrap_or_default()),
                }
            }
            if sends {
                ThroughServer { checked: inviting.is_through_server(), onchange: move |on| inviting.choose_server(on) }
            }
            div { class: "row",
                Button { id: "other-make", submit: true, busy: inviting.is_busy(), {t!("others-make")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::{ConsultationState, RoomId};

    use super::*;
    use crate::practice::desk::Occasion;

    #[test]
    fn somebody_beside_has_the_same_time_and_an_invitation_of_their_own() {
        let at = "2026-03-10T10:00:00Z".parse().unwrap();
        let appointment = Appointment { series: Some(4), moved: 2, ..Appointment::single(at, 20) };
        let entry =
            InvitationView::unreadable(RoomId::from_bytes([1; 16]), ConsultationState::Planned, appointment);
        let place = place_beside(&entry, CallRole::Interpreter);
        assert_eq!((place.begins_at, place.minutes, place.hour), (at, 20, Some(entry.room)));
        assert_eq!((place.role, place.series, place.moved), (CallRole::Interpreter, None, 0));
        assert_eq!(place.occasion, Occasion::Appointment);
    }
}
