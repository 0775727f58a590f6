//! The patient's app in the same browser: writing the appointment down in it, and the way back to it.

use dioxus::prelude::*;

use super::use_shared;
use crate::components::{ButtonKind, ButtonLink, Kind, Notice, Shape};
use crate::{door, t};

/// Offers the app where it is used in this browser and did not send the person here itself.
#[component]
pub(super) fn OfferApp() -> Element {
    let shared = use_shared();
    let offered = shared.for_app.read().clone();
    let Some(fragment) = offered.filter(|_| door::app_is_here() && door::errand().is_none()) else {
        return rsx! {};
    };
    rsx! {
        Notice { id: "offer-app", kind: Kind::Info,
            p { {t!("visit-app-offer")} }
            ButtonLink { href: door::address_in_app(&fragment), kind: ButtonKind::Second, icon: Shape::Add, {t!("visit-app-keep")} }
        }
    }
}

/// Leads back to where the person came from.
#[component]
pub(super) fn WayBack() -> Element {
    match door::errand() {
        None => rsx! {},
        Some(errand) if errand.is_beside() => rsx! {
            p { id: "way-back", class: "soft", {t!("visit-app-beside")} }
        },
        Some(_) => rsx! {
            p { class: "row", id: "way-back",
                ButtonLink { href: "/app/appointments", kind: ButtonKind::Quiet, icon: Shape::Back, {t!("visit-app-back")} }
            }
        },
    }
}
