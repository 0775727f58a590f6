//! Whose appointments the calendar shows: everybody's, or those of one doctor of the practice.

use dioxus::prelude::*;

use super::Place;
use crate::practice::desk::team::use_team;
use crate::practice::team_badge::colour;
use crate::t;

/// One button for each doctor, in the doctor's colour; nothing for a doctor alone.
#[component]
pub(super) fn Doctors(place: Place) -> Element {
    let Some(practice) = use_team().practice() else { return rsx! {} };
    let doctors: Vec<_> = practice.doctors().cloned().enumerate().collect();
    if doctors.len() < 2 {
        return rsx! {};
    }
    let shown = place.doctor();
    let pressed = |is: bool| if is { "true" } else { "false" };
    rsx! {
        div { class: "calendar-doctors no-print", id: "calendar-doctors", role: "group", "aria-label": t!("calendar-doctors"),
            button {
                r#type: "button",
                class: "doctor-choice",
                id: "doctor-all",
                "aria-pressed": pressed(shown.is_none()),
                onclick: move |_| place.show_doctor(None),
                {t!("calendar-doctors-all")}
            }
            for (number , doctor) in doctors {
                button {
                    key: "{doctor.account_id}",
                    r#type: "button",
                    class: "doctor-choice",
                    "data-doctor": "{colour(number)}",
                    "aria-pressed": pressed(shown == Some(doctor.account_id)),
                    onclick: move |_| place.show_doctor(Some(doctor.account_id)),
                    "{doctor.name}"
                }
            }
        }
    }
}
