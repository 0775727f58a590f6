//! Header and navigation of the practice app.

use dioxus::prelude::*;

use super::desk::use_desk;
use super::login::Login;
use super::routes::Route;
use super::staff::StaffPlace;
use crate::account::access::{Access, use_account};
use crate::account::renew::Renew;
use crate::components::{Frame, Loading, NavItem, Shape};
use crate::t;

fn nav(current: &Route, takes_part: bool) -> Vec<NavItem> {
    let items = [
        (Shape::List, t!("practice-nav-list"), Route::Invitations {}),
        (Shape::Add, t!("practice-nav-invite"), Route::Invite { at: String::new() }),
        (Shape::Camera, t!("practice-nav-hall"), Route::Hall {}),
        (Shape::Heart, t!("practice-nav-shared"), Route::Shared {}),
        (Shape::Person, t!("practice-nav-account"), Route::Settings {}),
    ];
    items
        .into_iter()
        .filter(|(_, _, route)| {
            takes_part || !matches!(route, Route::Invite { .. } | Route::Hall {} | Route::Shared {})
        })
        .map(|(shape, label, route)| NavItem {
            shape,
            label,
            href: route.to_string(),
            current: *current == route,
        })
        .collect()
}

/// Frame around every page. A page that needs a login shows it in place and goes on afterwards.
#[component]
pub fn PracticeFrame() -> Element {
    let account = use_account();
    let takes_part = use_desk().takes_part();
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let access = account.access();
    let nav = if access == Access::In { nav(&route, takes_part) } else { Vec::new() };
    rsx! {
        Frame { nav, wide: access == Access::In && takes_part && matches!(route, Route::Invitations {} | Route::Hall {}), home: "/practice/", onnavigate: move |href: String| { navigator.push(href); },
            match access {
                Access::Opening => rsx! { Loading {} },
                Access::Out if route.is_public() => rsx! { Outlet::<Route> {} },
                Access::Out => rsx! { Login {} },
                Access::Recovering => rsx! { Renew {} },
                Access::In if !takes_part && route.is_for_doctors() => rsx! { StaffPlace { inside: route.is_one_consultation() } },
                Access::In => rsx! { Outlet::<Route> {} },
            }
        }
    }
}
