//! What practice staff see: they organise for the doctors of their practice and never take part. Source: Anlage 31b BMV-Ä
//! § 5(1) no. 2.

mod hall;

use dioxus::prelude::*;

use self::hall::StaffHall;
use super::desk::team::{Belonging, use_team};
use super::device_waits::DeviceWaits;
use super::later::Joining;
use super::routes::Route;
use crate::components::{Button, ErrorState, Kind, Loading, Notice, PageTitle};
use crate::t;

/// What stands in place of a page for doctors: the same page where staff organise, the waiting room without a seat, or why
/// there is nothing for them. `children` is the page itself.
#[component]
pub fn StaffView(route: Route, children: Element) -> Element {
    let team = use_team();
    if route.is_for_proven_doctors() && !route.is_for_the_practice() {
        return rsx! { Refused { text: t!("staff-room-text") } };
    }
    if !route.is_for_the_practice() {
        return rsx! { Refused { text: t!("staff-not-here") } };
    }
    match team.now() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            ErrorState { text: error.text(), onretry: move |()| team.reload() }
        },
        Some(Ok(Belonging::Practice(_))) if matches!(route, Route::Hall {}) => rsx! { StaffHall {} },
        Some(Ok(Belonging::Practice(_))) => children,
        Some(Ok(Belonging::DeviceWaits)) => rsx! { DeviceWaits {} },
        Some(Ok(Belonging::Waits | Belonging::Nowhere | Belonging::Unproven)) => {
            rsx! { Joining { inside: false } }
        }
    }
}

#[component]
fn Refused(text: String) -> Element {
    let navigator = use_navigator();
    rsx! {
        PageTitle { title: t!("staff-room-title") }
        div { class: "stack",
            Notice { kind: Kind::Warning, id: "staff-refused", p { "{text}" } }
        }
        div { class: "actions",
            Button { id: "staff-back", onpress: move |()| { navigator.push(Route::Invitations {}); }, {t!("room-back")} }
        }
    }
}
