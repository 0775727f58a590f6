//! What somebody sees whose device the main user of the practice has not released: what is missing, and whom to ask.

use dioxus::prelude::*;

use super::desk::team::use_team;
use super::routes::Route;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::{browser, t};

/// How often the release is looked for, in milliseconds.
const EVERY: i32 = 10_000;

/// In place of every page of the practice; the own account stays open.
#[component]
pub fn DeviceWaits() -> Element {
    let team = use_team();
    let navigator = use_navigator();
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            team.reload();
        }
    });
    rsx! {
        PageTitle { title: t!("device-waits-title") }
        div { class: "stack",
            Notice { id: "device-waits", kind: Kind::Info, p { {t!("device-waits-text")} } }
            p { {t!("device-waits-whom")} }
            div { class: "actions",
                Button { id: "device-waits-again", onpress: move |()| team.reload(), {t!("device-waits-again")} }
                Button { id: "to-account", kind: ButtonKind::Second, icon: Shape::Person, onpress: move |()| { navigator.push(Route::Settings {}); },
                    {t!("staff-to-account")}
                }
            }
        }
    }
}
