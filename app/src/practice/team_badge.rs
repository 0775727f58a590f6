//! Who holds an appointment: a colour and always the name.

use dioxus::prelude::*;

use super::desk::InvitationView;
use super::desk::team::use_team;

/// Colours that doctors are told apart by; further doctors begin again with the first, and their names differ.
const COLOURS: usize = 6;

/// The number of a doctor's colour.
#[must_use]
pub const fn colour(place: usize) -> usize {
    place % COLOURS
}

/// The doctor of an appointment; nothing where there is only one, the reader.
#[component]
pub fn DoctorBadge(entry: InvitationView) -> Element {
    match use_team().doctor_of(&entry) {
        None => rsx! {},
        Some((place, name)) => rsx! {
            span { class: "doctor-badge", "data-doctor": "{colour(place)}", "{name}" }
        },
    }
}
