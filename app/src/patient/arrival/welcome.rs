//! The first thing a patient sees.

use dioxus::prelude::*;

use super::preview::PreviewButton;
use crate::components::{Button, ButtonKind, Icon, Notice, PageTitle, Shape};
use crate::patient::routes::Route;
use crate::t;

/// Three ways in: with a code, with an account, and only to look.
#[component]
pub fn Welcome() -> Element {
    let navigator = use_navigator();
    rsx! {
        PageTitle { title: t!("welcome-title"), lead: t!("welcome-lead") }
        div { class: "stack",
            p { class: "row",
                Icon { shape: Shape::Key }
                span { {t!("welcome-code")} }
            }
            Notice { p { {t!("welcome-private")} } }
            p { Link { to: Route::About {}, {t!("welcome-about")} } }
        }
        div { class: "actions stack",
            Button { id: "welcome-start", wide: true, onpress: move |()| { navigator.push(Route::Register {}); }, {t!("welcome-start")} }
            Button { id: "welcome-login", wide: true, kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::Login {}); },
                {t!("welcome-login")}
            }
            PreviewButton {}
        }
    }
}
