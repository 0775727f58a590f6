//! A card on the start page while the numbers wait for a decision.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::t;
use crate::today::today;

/// Offers to look at the numbers, as long as nothing was decided.
#[component]
pub fn OutcomeCard() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let open = use_resource(move || async move {
        record.outcome_numbers(today()).is_ok()
            && record.outcome_step(today()).await.is_ok_and(|step| step.is_none())
    });
    if *open.read() != Some(true) {
        return rsx! {};
    }
    rsx! {
        section { class: "card", id: "outcome-card",
            h2 { {t!("outcome-card-title")} }
            p { {t!("outcome-card-text")} }
            div { class: "row",
                Button { id: "outcome-look", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::OutcomePage {}); }, {t!("outcome-look")} }
            }
        }
    }
}
