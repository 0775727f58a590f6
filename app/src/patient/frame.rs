//! Header and navigation of the app, and what it shows while nobody is logged in.

use dioxus::prelude::*;

use super::arrival::login::Login;
use super::arrival::preview::{NotInPreview, PreviewBanner};
use super::arrival::welcome::Welcome;
use super::epa::AutomaticTransfer;
use super::later;
use super::notifications::KeepMessages;
use super::outcome::UseCounter;
use super::period::{ReadOnly, is_over};
use super::plan::DueReminders;
use super::routes::Route;
use super::sharing::KeepShares;
use super::trusted::ContactAsked;
use crate::account::access::{Access, use_account};
use crate::account::renew::Renew;
use crate::components::{Frame, Icon, Loading, NavItem, Shape};
use crate::program::GuardedPage;
use crate::{door, t};

fn nav(current: &Route) -> Vec<NavItem> {
    let items = [
        (Shape::Heart, t!("nav-today"), Route::Home {}),
        (Shape::List, t!("nav-history"), Route::History {}),
        (Shape::Check, t!("nav-programme"), Route::Programme {}),
        (Shape::Download, t!("nav-take"), Route::Export {}),
        (Shape::Person, t!("nav-account"), Route::AccountPage {}),
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
        Route::ModulePage { .. }
        | Route::QuizPage {}
        | Route::PlanPage {}
        | Route::Assessments {}
        | Route::AssessmentPage { .. } => Route::Programme {},
        Route::ChangeEntry { .. } | Route::Import {} | Route::Devices {} => Route::History {},
        Route::Report {} | Route::EpaPage {} => Route::Export {},
        Route::ConsentCentre {}
        | Route::Sharing {}
        | Route::NewShare {}
        | Route::ShareWithMet { .. }
        | Route::Appointments {}
        | Route::AddAppointment {}
        | Route::AppointmentPage { .. }
        | Route::MyData {}
        | Route::BroughtPage {}
        | Route::OutcomePage {}
        | Route::FurtherCode {}
        | Route::LoginWays {}
        | Route::NotificationsPage {}
        | Route::TrustedPage {}
        | Route::Sheet {} => Route::AccountPage {},
        other => other.clone(),
    }
}

/// The way to help in an emergency: the same place on every page, with and without a login.
#[component]
fn HelpLink() -> Element {
    rsx! {
        p { class: "help-link",
            Link { to: Route::CrisisPage {},
                Icon { shape: Shape::Phone }
                span { {t!("help-link")} }
            }
        }
    }
}

/// The way to everything around the app: the same place on every page.
#[component]
fn MoreLink() -> Element {
    rsx! {
        p { class: "more-link",
            Link { to: Route::More {}, {t!("more-link")} }
        }
    }
}

/// What goes on beside every page: reminders, and what is handed over by itself.
#[component]
pub fn Background() -> Element {
    rsx! {
        ContactAsked {}
        DueReminders {}
        AutomaticTransfer {}
        KeepShares {}
        UseCounter {}
        KeepMessages {}
    }
}

/// Frame around every page. A page that needs a login shows it in place and goes on afterwards.
#[component]
pub fn PatientFrame() -> Element {
    let account = use_account();
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let access = account.access();
    let is_kept = access == Access::In && !account.is_preview();
    use_effect(use_reactive!(|is_kept, access| {
        if access != Access::Opening {
            door::note_app(is_kept);
        }
    }));
    let nav = if access == Access::In { nav(&route) } else { Vec::new() };
    rsx! {
        Frame { nav, home: "/app/", onnavigate: move |href: String| { navigator.push(href); },
            if route != (Route::CrisisPage {}) {
                HelpLink {}
            }
            if access == Access::In && account.is_preview() {
                PreviewBanner {}
            }
            if access == Access::In {
                later::Background {}
            }
            GuardedPage { place: route.to_string(),
                match access {
                    // Help needs no account, and does not wait for one.
                    Access::Opening | Access::Recovering if route == (Route::CrisisPage {}) => rsx! { Outlet::<Route> {} },
                    Access::Opening => rsx! { Loading {} },
                    Access::Out if route.is_public() => rsx! { Outlet::<Route> {} },
                    Access::Out if route == (Route::Home {}) && account.erased().is_some() => rsx! { later::ErasedPage {} },
                    Access::Out if route == (Route::Home {}) => rsx! { Welcome {} },
                    Access::Out => rsx! { Login {} },
                    Access::Recovering => rsx! { Renew {} },
                    Access::In if account.is_preview() && route.needs_account() => rsx! { Untried { route: route.clone() } },
                    Access::In if route.writes() && is_over(account) => rsx! { ReadOnly {} },
                    Access::In => rsx! { Outlet::<Route> {} },
                }
            }
            if route != (Route::More {}) {
                MoreLink {}
            }
        }
    }
}

/// What a page that needs an account is for, instead of it.
#[component]
fn Untried(route: Route) -> Element {
    let (title, lead) = match route {
        Route::Sharing {} | Route::NewShare {} | Route::ShareWithMet { .. } => {
            (t!("sharing-title"), Some(t!("sharing-lead")))
        }
        Route::Devices {} => (t!("devices-title"), Some(t!("devices-lead"))),
        Route::MyData {} => (t!("data-title"), Some(t!("data-lead"))),
        _ => (t!("account-title"), None),
    };
    rsx! {
        NotInPreview { title, lead }
    }
}
