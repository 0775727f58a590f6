//! Help in an emergency and in a crisis: without login, without network.

use dioxus::prelude::*;
use heilsam_therapy::content::crisis::{Crisis, Part, Phone};

use super::content::say;
use crate::components::{ButtonKind, ButtonLink, PageTitle, Shape};
use crate::t;

/// The page as the programme has it. It stands alone: nothing else of the programme is read for it.
#[must_use]
pub fn crisis() -> Option<Crisis> {
    serde_json::from_str(include_str!("../../../assets/content/hypertonie/crisis.json")).ok()
}

/// Danger first, then what can wait.
#[component]
pub fn CrisisPage() -> Element {
    let Some(crisis) = use_hook(crisis) else { return rsx! {} };
    rsx! {
        PageTitle { title: t!("help-title"), lead: t!("help-lead") }
        div { class: "stack-wide",
            HelpPart { id: "help-emergency", part: crisis.emergency, kind: ButtonKind::Danger }
            HelpPart { id: "help-despair", part: crisis.despair, kind: ButtonKind::Primary }
            HelpPart { id: "help-very-high", part: crisis.very_high, kind: ButtonKind::Second }
            HelpPart { id: "help-not-urgent", part: crisis.not_urgent, kind: ButtonKind::Second }
        }
    }
}

/// One part: signs or steps, and whom to call.
#[component]
pub fn HelpPart(id: String, part: Part, kind: ButtonKind) -> Element {
    rsx! {
        section { class: "card", id: "{id}", "aria-labelledby": "{id}-title",
            h2 { id: "{id}-title", {say(&part.heading)} }
            p { {say(&part.lead)} }
            ul {
                for (index , point) in part.points.iter().enumerate() {
                    li { key: "{index}", {say(point)} }
                }
            }
            for phone in part.phones {
                PhoneRow { key: "{phone.number}", phone, kind }
            }
        }
    }
}

#[component]
fn PhoneRow(phone: Phone, kind: ButtonKind) -> Element {
    rsx! {
        div { class: "phone",
            ButtonLink { href: "tel:{phone.number}", kind, icon: Shape::Phone, {t!("help-call", number = phone.shown)} }
            p { class: "soft", {say(&phone.who)} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_knows_the_numbers() {
        let crisis = crisis().unwrap();
        assert_eq!(crisis.emergency.phones[0].number, "112");
        assert!(!crisis.despair.phones.is_empty());
    }
}
