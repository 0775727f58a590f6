//! Header and navigation of the manufacturer's app.

use dioxus::prelude::*;

use super::login::Login;
use super::routes::Route;
use crate::account::access::{Access, use_account};
use crate::account::renew::Renew;
use crate::components::{Frame, Loading, NavItem, Shape};
use crate::t;

fn nav(current: &Route) -> Vec<NavItem> {
    let items = [
        (Shape::List, t!("manufacturer-nav-home"), Route::Home {}),
        (Shape::Person, t!("manufacturer-nav-account"), Route::AccountPage {}),
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
pub fn ManufacturerFrame() -> Element {
    let account = use_account();
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let access = account.access();
    let nav = if access == Access::In { nav(&route) } else { Vec::new() };
    rsx! {
        Frame { nav, home: "/manufacturer/", onnavigate: move |href: String| { navigator.push(href); },
            match access {
                Access::Opening => rsx! { Loading {} },
                Access::Out if route.is_public() => rsx! { Outlet::<Route> {} },
                Access::Out => rsx! { Login {} },
                Access::Recovering => rsx! { Renew {} },
                Access::In => rsx! { Outlet::<Route> {} },
            }
        }
    }
}
