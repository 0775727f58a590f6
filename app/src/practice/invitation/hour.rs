//! An open consultation hour: who was invited into it, and inviting the next.

use dioxus::prelude::*;

use super::inviting::use_inviting;
use super::{Cancel, Describe, Facts};
use crate::account::trouble::TroubleNotice;
use crate::components::{Button, ButtonKind, Field, Loading, PageTitle, Shape};
use crate::practice::calendar::{Row, name, words};
use crate::practice::desk::{Appointment, InvitationView, Occasion};
use crate::practice::plan::{NAME, ThroughServer};
use crate::practice::routes::Route;
use crate::t;

/// The place of a guest in a consultation hour: its whole time.
fn place_in(hour: &InvitationView) -> Appointment {
    Appointment {
        occasion: Occasion::Appointment,
        series: None,
        hour: Some(hour.room),
        moved: 0,
        ..hour.appointment.clone()
    }
}

/// The page of a consultation hour.
#[component]
pub(super) fn Hour(entry: InvitationView, known: Vec<InvitationView>, onchange: EventHandler<()>) -> Element {
    let navigator = use_navigator();
    let room_id = entry.room;
    let guests: Vec<InvitationView> =
        known.iter().filter(|it| it.appointment.hour == Some(room_id)).cloned().collect();
    let open = entry.state.is_open();
    rsx! {
        PageTitle { title: name(&entry), lead: words::moment(entry.appointment.begins_at) }
        div { class: "stack-wide",
            Facts { entry: entry.clone() }
            if open {
                InviteInto { hour: entry.clone(), onchange }
            }
            section { class: "stack",
                h2 { {t!("hour-guests")} }
                if guests.is_empty() {
                    p { class: "soft", {t!("hour-no-guests")} }
                }
                ul { class: "card-list", id: "hour-guests",
                    for guest in guests {
                        Row { key: "{guest.room}", entry: guest }
                    }
                }
            }
            if open {
                section { class: "stack",
                    h2 { {t!("invitation-change")} }
                    div { class: "row",
                        Button { id: "move", kind: ButtonKind::Second, icon: Shape::Clock, onpress: move |()| { navigator.push(Route::MovePage { room_id, at: String::new() }); },
                            {t!("move-title")}
                        }
                    }
                    Describe { entry: entry.clone(), onchange }
                    Cancel { entry, known, onchange }
                }
            }
        }
    }
}

#[component]
fn InviteInto(hour: InvitationView, onchange: EventHandler<()>) -> Element {
    let inviting = use_inviting(onchange);
    let mut patient = use_signal(String::new);
    let Some(sends) = inviting.server_sends() else {
        return rsx! { Loading {} };
    };
    let submit = move |event: FormEvent| {
        event.prevent_default();
        inviting.begin(&hour, "hour-patient", &patient(), place_in(&hour));
    };
    rsx! {
        form { class: "card", novalidate: true, onsubmit: submit,
            h2 { {t!("hour-invite")} }
            TroubleNotice { trouble: inviting.trouble() }
            Field {
                id: "hour-patient",
                label: t!("invite-patient"),
                hint: t!("invite-patient-hint"),
                value: patient,
                maxlength: NAME,
                error: inviting.lacks_name().then(|| t!("field-missing")),
                oninput: move |it| patient.set(it),
            }
            if sends {
                ThroughServer { checked: inviting.is_through_server(), onchange: move |on| inviting.choose_server(on) }
            }
            div { class: "row",
                Button { id: "hour-make", submit: true, busy: inviting.is_busy(), {t!("invite-make")} }
            }
        }
    }
}
