//! Help that must not wait for the end of a questionnaire.

use dioxus::prelude::*;

use crate::components::ButtonKind;
use crate::patient::crisis::{HelpPart, crisis};

/// Whom to call now, read aloud when it appears.
#[component]
pub fn HelpNow() -> Element {
    let Some(crisis) = use_hook(crisis) else { return rsx! {} };
    rsx! {
        div { role: "alert", id: "help-now",
            HelpPart { id: "help-now-despair", part: crisis.despair, kind: ButtonKind::Danger }
        }
    }
}
