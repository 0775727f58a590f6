//! The first page after the login: what is here, and what is not yet.

use dioxus::prelude::*;

use super::routes::Route;
use crate::account::access::use_account;
use crate::account::sheet::SheetCard;
use crate::components::{Button, ButtonKind, Notice, PageTitle, Shape};
use crate::t;

/// Says what a manufacturer can do in this version.
#[component]
pub fn Home() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    rsx! {
        PageTitle { title: t!("manufacturer-title"), lead: t!("manufacturer-lead") }
        div { class: "stack-wide",
            Notice { title: t!("manufacturer-later-title"), id: "later",
                p { {t!("manufacturer-later-text")} }
            }
            section { class: "card",
                h2 { {t!("manufacturer-now-title")} }
                ul {
                    li { {t!("manufacturer-now-sessions")} }
                    li { {t!("manufacturer-now-sheet")} }
                    li { {t!("manufacturer-now-second")} }
                }
                div { class: "row",
                    Button { id: "to-account", kind: ButtonKind::Second, icon: Shape::Person, onpress: move |()| { navigator.push(Route::AccountPage {}); },
                        {t!("manufacturer-to-account")}
                    }
                }
            }
            if !account.has_sheet() {
                SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            }
        }
    }
}
