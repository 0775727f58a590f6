//! Logging in and coming back with the recovery sheet.

use dioxus::prelude::*;

use crate::account::entrance::{LoginPage, RecoverPage};
use crate::patient::routes::Route;
use crate::patient::scan::use_scanner;
use crate::t;

/// Logging in; shown in place of a page that needs it, and then that page goes on.
#[component]
pub fn Login() -> Element {
    let navigator = use_navigator();
    rsx! {
        LoginPage {
            lead: t!("login-lead"),
            recover: Route::Recover {}.to_string(),
            register: Route::Register {}.to_string(),
            onnavigate: move |href: String| { navigator.push(href); },
            onin: move |()| {
                if matches!(router().current::<Route>(), Route::Login {}) {
                    navigator.replace(Route::Home {});
                }
            },
        }
    }
}

/// Coming back with the recovery sheet, and the ways behind it.
#[component]
pub fn Recover() -> Element {
    let navigator = use_navigator();
    let scanner = use_scanner();
    rsx! {
        RecoverPage { scanner, onin: move |()| { navigator.replace(Route::Home {}); } }
        p { class: "actions", Link { id: "recover-with-contact", to: Route::RecoverWithContact {}, {t!("back-link")} } }
        WithoutSheet {}
    }
}

/// What is left without a sheet: another device, a trusted person, and the truth.
#[component]
fn WithoutSheet() -> Element {
    rsx! {
        details { id: "recover-without",
            summary { {t!("lost-title")} }
            div { class: "stack",
                ul {
                    li { {t!("lost-device")} }
                    li { {t!("lost-contact")} }
                }
                p { {t!("lost-gone")} }
                p { {t!("lost-why")} }
                p { {t!("lost-anew")} }
                p { Link { id: "recover-anew", to: Route::Register {}, {t!("lost-register")} } }
            }
        }
    }
}
