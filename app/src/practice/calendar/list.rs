//! All appointments as a list, and the words for one of them.

use dioxus::prelude::*;
use heilsam_domain::ConsultationState;

use super::words;
use crate::components::{Badge, Button, ButtonKind, Kind, Shape};
use crate::practice::desk::{InvitationView, Occasion};
use crate::practice::routes::Route;
use crate::practice::team_badge::DoctorBadge;
use crate::t;

/// The words for a state.
#[must_use]
pub fn state_badge(entry: &InvitationView) -> (Kind, String) {
    match entry.state {
        ConsultationState::Planned => (Kind::Info, t!("practice-state-planned")),
        ConsultationState::Opened => (Kind::Success, t!("practice-state-opened")),
        ConsultationState::Ended => (Kind::Info, t!("practice-state-ended")),
        ConsultationState::Cancelled if entry.was_cancelled_by_the_patient() => {
            (Kind::Warning, t!("practice-state-cancelled-by-patient"))
        }
        ConsultationState::Cancelled => (Kind::Warning, t!("practice-state-cancelled")),
        ConsultationState::Expired => (Kind::Info, t!("practice-state-expired")),
    }
}

/// How an entry is called.
#[must_use]
pub fn name(entry: &InvitationView) -> String {
    match (entry.name.is_empty(), entry.appointment.occasion) {
        (false, _) => entry.name.clone(),
        (true, Occasion::OpenHour) => t!("calendar-open-hour"),
        (true, Occasion::Conference) => t!("calendar-conference"),
        (true, Occasion::Appointment) => t!("calendar-unnamed"),
    }
}

/// Open ones by time, then the past.
#[component]
pub(super) fn Entries(list: Vec<InvitationView>) -> Element {
    rsx! {
        ul { class: "card-list", id: "invitations",
            for entry in list {
                Row { key: "{entry.room}", entry }
            }
        }
    }
}

/// One appointment as a card.
#[component]
pub fn Row(entry: InvitationView) -> Element {
    let navigator = use_navigator();
    let (kind, text) = state_badge(&entry);
    let room_id = entry.room;
    let name = name(&entry);
    rsx! {
        li { class: "card card-row",
            div { class: "card-row-main",
                p { class: "row",
                    strong { "{name}" }
                    Badge { kind, "{text}" }
                    DoctorBadge { entry: entry.clone() }
                    if entry.appointment.occasion == Occasion::OpenHour && !entry.name.is_empty() {
                        Badge { {t!("calendar-open-hour")} }
                    }
                    if entry.is_conference() {
                        Badge { {t!("calendar-conference")} }
                    } else if entry.appointment.with_carer {
                        Badge { icon: Shape::Person, {t!("plan-carer-badge")} }
                    }
                }
                p { class: "soft",
                    {words::moment(entry.appointment.begins_at)}
                    ", "
                    {words::length(entry.appointment.minutes)}
                }
            }
            Button { kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::InvitationPage { room_id }); },
                {t!("practice-open")}
                span { class: "visually-hidden", ": {name}" }
            }
        }
    }
}
