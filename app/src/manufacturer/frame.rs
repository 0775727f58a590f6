//! Header and navigation of the manufacturer's app.

use dioxus::prelude::*;

use super::desk::{Waiting, use_desk};
use super::login::Login;
use super::routes::Route;
use crate::account::access::{Access, use_account};
use crate::account::renew::Renew;
use crate::components::{ErrorState, Frame, Loading, NavItem, PageTitle, Shape};
use crate::i18n::Words;
use crate::program::GuardedPage;
use crate::t;

fn nav(current: &Route) -> Vec<NavItem> {
    let items = [
        (Shape::House, t!("manufacturer-nav-home"), Route::Home {}),
        (Shape::List, t!("manufacturer-nav-tasks"), Route::Tasks {}),
        (Shape::Letter, t!("manufacturer-nav-application"), Route::Application {}),
        (Shape::Device, t!("manufacturer-nav-product"), Route::Product {}),
        (Shape::Person, t!("manufacturer-nav-account"), Route::AccountPage {}),
    ];
    items
        .into_iter()
        .map(|(shape, label, route)| NavItem {
            shape,
            label,
            href: route.to_string(),
            current: part_of(current) == route,
        })
        .collect()
}

/// The entry of the navigation that a page belongs to.
fn part_of(current: &Route) -> Route {
    match current {
        Route::CataloguePage { .. }
        | Route::ItemPage { .. }
        | Route::Procedure {}
        | Route::ChangePage {}
        | Route::Import {}
        | Route::Catalogues {}
        | Route::Texts {}
        | Route::Journal {}
        | Route::ChecksPage {}
        | Route::OutcomePage {}
        | Route::Output {}
        | Route::CertificatePage {} => Route::Home {},
        Route::EntryPage { .. } => Route::Application {},
        Route::Protection {} | Route::Law {} => Route::Product {},
        Route::Sheet {} => Route::AccountPage {},
        other => other.clone(),
    }
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
        Frame { nav, home: "/manufacturer/", wide: access == Access::In, onnavigate: move |href: String| { navigator.push(href); },
            GuardedPage { place: route.to_string(),
                match access {
                    Access::Opening => rsx! { Loading {} },
                    Access::Out if route.is_public() => rsx! { Outlet::<Route> {} },
                    Access::Out => rsx! { Login {} },
                    Access::Recovering => rsx! { Renew {} },
                    Access::In if route.is_of_the_dossier() => rsx! { Gate {} },
                    Access::In => rsx! { Outlet::<Route> {} },
                }
            }
        }
    }
}

/// Waits until the dossier is there.
#[component]
fn Gate() -> Element {
    let desk = use_desk();
    match desk.waiting() {
        Waiting::Loading => rsx! { Loading { label: t!("dossier-loading") } },
        Waiting::Failed(why) => rsx! {
            PageTitle { title: t!("manufacturer-title") }
            ErrorState { text: why.iter().map(Words::text).collect::<Vec<_>>().join(" "), onretry: move |()| { spawn(async move { desk.load().await }); } }
        },
        Waiting::Over => rsx! { Outlet::<Route> {} },
    }
}
