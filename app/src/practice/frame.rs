//! Header and navigation of the practice app.

use dioxus::prelude::*;

use super::bell::Listening;
use super::desk::team::use_team;
use super::desk::use_desk;
use super::device_waits::DeviceWaits;
use super::help::Topic;
use super::later::{Applicant, OperatorPlace, Renew};
use super::login::Login;
use super::proof::Proven;
use super::reminders::Reminding;
use super::routes::Route;
use super::staff::StaffView;
use crate::account::access::{Access, use_account};
use crate::components::{Frame, Icon, Loading, NavItem, Shape};
use crate::program::GuardedPage;
use crate::t;

fn nav(current: &Route, takes_part: bool, operates: bool, organises: bool) -> Vec<NavItem> {
    let list = if operates { t!("operator-nav") } else { t!("practice-nav-list") };
    let items = [
        (Shape::List, list, Route::Invitations {}),
        (Shape::Add, t!("practice-nav-invite"), Route::Invite { at: String::new() }),
        (Shape::Camera, t!("practice-nav-hall"), Route::Hall {}),
        (Shape::Heart, t!("practice-nav-shared"), Route::Shared {}),
        (Shape::Person, t!("practice-nav-account"), Route::Settings {}),
    ];
    items
        .into_iter()
        .filter(|(_, _, route)| match route {
            Route::Shared {} => takes_part,
            Route::Invite { .. } | Route::Hall {} => takes_part || organises,
            _ => true,
        })
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
        Route::Invite { .. } => Route::Invite { at: String::new() },
        Route::InvitationPage { .. } | Route::MovePage { .. } => Route::Invitations {},
        Route::RoomPage { .. } => Route::Hall {},
        Route::SharedPage { .. } => Route::Shared {},
        Route::Papers {}
        | Route::ProofPage {}
        | Route::ContractPage {}
        | Route::TeamPage {}
        | Route::CheckPage {}
        | Route::Sheet {} => Route::Settings {},
        other => other.clone(),
    }
}

/// Frame around every page. A page that needs a login shows it in place and goes on afterwards.
#[component]
pub fn PracticeFrame() -> Element {
    let (account, desk, team) = (use_account(), use_desk(), use_team());
    let unproven = team.is_unproven();
    let (takes_part, operates) = (desk.takes_part() && !unproven, desk.operates());
    let route = use_route::<Route>();
    let navigator = use_navigator();
    let access = account.access();
    let (organises, waits) = (team.practice().is_some(), team.device_waits());
    let topic = if unproven { Topic::Proof } else { route.topic() };
    let nav = if access == Access::In && !unproven {
        nav(&route, takes_part, operates, organises)
    } else {
        Vec::new()
    };
    rsx! {
        Frame { nav, wide: access == Access::In && (takes_part || organises) && matches!(route, Route::Invitations {} | Route::Hall {}), home: "/practice/", onnavigate: move |href: String| { navigator.push(href); },
            GuardedPage { place: route.to_string(),
                match access {
                    Access::Opening => rsx! { Loading {} },
                    Access::Out if route.is_public() => rsx! { Outlet::<Route> {} },
                    Access::Out => rsx! { Login {} },
                    Access::Recovering => rsx! { Renew {} },
                    Access::In if unproven && !matches!(route, Route::Help { .. }) => rsx! { Applicant {} },
                    Access::In if waits && !route.needs_no_release() => rsx! { DeviceWaits {} },
                    Access::In if operates && (route.is_for_doctors() || matches!(route, Route::TeamPage {})) => rsx! { OperatorPlace {} },
                    Access::In if !takes_part && route.is_for_doctors() => rsx! {
                        StaffView { route: route.clone(), Outlet::<Route> {} }
                    },
                    Access::In if route.is_for_proven_doctors() => rsx! { Proven { Outlet::<Route> {} } },
                    Access::In => rsx! { Outlet::<Route> {} },
                }
            }
            // A device that waits would be refused again and again.
            if access == Access::In && (takes_part || organises) && !waits {
                Listening {}
                Reminding {}
            }
            if access == Access::In && !matches!(route, Route::Help { .. }) {
                p { class: "page-help no-print",
                    Link { id: "help-here", to: Route::Help { topic: topic.id().to_owned() },
                        Icon { shape: Shape::Info }
                        {t!("help-here")}
                    }
                }
            }
        }
    }
}
