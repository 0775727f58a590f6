//! Registering a practice account.

use dioxus::prelude::*;

use super::routes::Route;
use crate::account::enrol::EnrolPage;
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
