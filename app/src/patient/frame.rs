//! Header and navigation of the app, and what it shows while nobody is logged in.

use dioxus::prelude::*;

use super::login::Login;
use super::routes::Route;
use super::welcome::Welcome;
use crate::account::access::{Access, use_account};
use crate::account::renew::Renew;
use crate::components::{Frame, Loading, NavItem, Shape};
use crate::t;

fn nav(current: &Route) -> Vec<NavItem> {
    let items = [
        (Shape::Heart, t!("nav-today"), Route::Home {}),
        (Shape::List, t!("nav-history"), Route::History {}),
        (Shape::Download, t!("nav-take"), Route::Export {}),
        (Shape::Person, t!("nav-account"), Route::AccountPage {}),
    ];
    items
        .into_iter()
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
pub fn PatientFrame() -> Element {
    let account = use_account();
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let access = account.access();
    let nav = if access == Access::In { nav(&route) } else { Vec::new() };
    rsx! {
        Frame { nav, home: "/app/", onnavigate: move |href: String| { navigator.push(href); },
            match access {
                Access::Opening => rsx! { Loading {} },
                Access::Out if route.is_public() => rsx! { Outlet::<Route> {} },
                Access::Out if route == (Route::Home {}) => rsx! { Welcome {} },
                Access::Out => rsx! { Login {} },
                Access::Recovering => rsx! { Renew {} },
                Access::In => rsx! { Outlet::<Route> {} },
            }
        }
    }
}
