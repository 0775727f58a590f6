//! What operators see in the practice app: proofs that wait for them, and nothing of any practice.

mod proof;

use dioxus::prelude::*;

use self::proof::Waiting;
use super::desk::use_desk;
use crate::components::{Empty, ErrorState, Loading, PageTitle, Shape};
use crate::t;

/// The proofs that wait, the oldest first.
#[component]
pub fn OperatorPlace() -> Element {
    let desk = use_desk();
    let mut list = use_resource(move || async move { desk.proofs_to_check().await });
    let content = match &*list.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            ErrorState { text: error.text(), onretry: move |()| list.restart() }
        },
        Some(Ok(list_now)) if list_now.is_empty() => rsx! {
            Empty { shape: Shape::Check, title: t!("operator-empty-title"), text: t!("operator-empty-text") }
        },
        Some(Ok(list_now)) => rsx! {
            ul { class: "card-list", id: "proofs",
                for proof in list_now.iter().cloned() {
                    Waiting { key: "{proof.account_id}", proof, onchange: move |()| list.restart() }
                }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("operator-title"), lead: t!("operator-lead") }
        {content}
    }
}
