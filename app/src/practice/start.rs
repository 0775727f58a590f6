//! Registering a practice account: with the operator's code, as staff with the code of the practice, or as a doctor who comes without
//! one.

use dioxus::prelude::*;

use super::desk::use_desk;
use super::routes::Route;
use crate::account::enrol::{EnrolPage, PracticeCode};
use crate::components::{Button, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
use crate::t;

/// The operator's code, then two factors.
#[component]
pub fn Register() -> Element {
    let navigator = use_navigator();
    rsx! {
        EnrolPage {
            title: t!("practice-register-title"),
            lead: t!("practice-register-lead"),
            onin: move |()| { navigator.replace(Route::Invitations {}); },
        }
    }
}

/// The code of the practice, then two factors; the page that comes next accepts the invitation with the same code.
#[component]
pub fn Join() -> Element {
    let navigator = use_navigator();
    rsx! {
        EnrolPage {
            title: t!("join-title"),
            lead: t!("join-lead"),
            practice: PracticeCode { label: t!("joining-code"), hint: t!("joining-code-hint"), refused: t!("join-refused") },
            onin: move |()| { navigator.replace(Route::Invitations {}); },
            p { {t!("join-doctors")} }
            p { {t!("join-known")} }
        }
    }
}

/// Two factors without a code; what comes after them is said before.
#[component]
pub fn Apply() -> Element {
    let (desk, navigator) = (use_desk(), use_navigator());
    let mut open = use_resource(move || async move { desk.takes_doctors().await });
    match &*open.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("apply-title") }
            ErrorState { text: error.text(), onretry: move |()| open.restart() }
        },
        Some(Ok(false)) => rsx! { Closed {} },
        Some(Ok(true)) => rsx! {
            EnrolPage {
                title: t!("apply-title"),
                lead: t!("apply-lead"),
                without_code: true,
                onin: move |()| { navigator.replace(Route::Invitations {}); },
                ol { class: "stack",
                    li { {t!("apply-step-account")} }
                    li { {t!("apply-step-proof")} }
                    li { {t!("apply-step-check")} }
                }
                Notice { id: "apply-erased", p { {t!("apply-erased")} } }
            }
        },
    }
}

/// Here the operator hands out codes.
#[component]
fn Closed() -> Element {
    let navigator = use_navigator();
    rsx! {
        PageTitle { title: t!("apply-title") }
        div { class: "stack",
            Notice { id: "apply-closed", kind: Kind::Info, p { {t!("apply-closed")} } }
            div { class: "actions",
                Button { id: "to-register", icon: Shape::Key, onpress: move |()| { navigator.push(Route::Register {}); }, {t!("login-new-code")} }
            }
        }
    }
}
