//! Logging in and coming back with the recovery sheet.

use dioxus::prelude::*;

use super::desk::use_desk;
use super::routes::Route;
use crate::account::entrance::{LoginPage, RecoverPage};
use crate::t;

/// Logging in; shown in place of a page that needs it, and then that page goes on.
#[component]
pub fn Login() -> Element {
    let navigator = use_navigator();
    let desk = use_desk();
    let open = use_resource(move || async move { desk.takes_doctors().await });
    let apply =
        matches!(&*open.read(), Some(Ok(true))).then(|| (Route::Apply {}.to_string(), t!("apply-new")));
    let also: Vec<_> = apply.into_iter().chain([(Route::Join {}.to_string(), t!("join-new"))]).collect();
    rsx! {
        LoginPage {
            lead: t!("practice-login-lead"),
            also,
            recover: Route::Recover {}.to_string(),
            register: Route::Register {}.to_string(),
            onnavigate: move |href: String| { navigator.push(href); },
            onin: move |()| {
                if matches!(router().current::<Route>(), Route::Login {}) {
                    navigator.replace(Route::Invitations {});
                }
            },
        }
    }
}

/// Coming back with the recovery sheet.
#[component]
pub fn Recover() -> Element {
    let navigator = use_navigator();
    rsx! {
        RecoverPage { onin: move |()| { navigator.replace(Route::Invitations {}); } }
    }
}
