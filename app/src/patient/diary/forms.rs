//! The fields of each kind.

use dioxus::prelude::*;
use heilsam_therapy::diary::Kind;

use super::draft::{Draft, Wrong};

mod intake;
mod movement;
mod numbers;
mod wellbeing;

/// The form's state, shared by its fields.
#[derive(Clone, Copy, PartialEq)]
pub struct State {
    /// What was typed.
    pub draft: Signal<Draft>,
    /// What is wrong, once it was tried to save.
    pub wrong: Memo<Vec<Wrong>>,
}

impl State {
    /// What is wrong with the field.
    #[must_use]
    pub fn error(self, id: &str) -> Option<String> {
        self.wrong.read().iter().find(|wrong| wrong.id == id).map(|wrong| wrong.text.clone())
    }
}

/// The fields of the kind that is chosen; the note of a free note stands in the form itself.
#[component]
pub fn Fields(state: State, medicines: Vec<String>) -> Element {
    let kind = state.draft.read().kind;
    match kind {
        Kind::BloodPressure => rsx! { numbers::Pressure { state } },
        Kind::Pulse => rsx! { numbers::Pulse { state } },
        Kind::Weight => rsx! { numbers::Weight { state } },
        Kind::MedicationIntake => rsx! { intake::Medicine { state, medicines } },
        Kind::SideEffect => rsx! { intake::Complaint { state, medicines } },
        Kind::Activity => rsx! { movement::Movement { state } },
        Kind::Sleep => rsx! { wellbeing::Night { state } },
        Kind::Mood => rsx! { wellbeing::Feeling { state } },
        Kind::FreeNote => rsx! {},
    }
}
