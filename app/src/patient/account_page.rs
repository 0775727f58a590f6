//! The account: period, consents, data, ways to log in, recovery sheet, devices, leaving.

use dioxus::prelude::*;

use super::arrival::preview::NotInPreview;
use super::period::PeriodCard;
use super::routes::Route;
use crate::account::access::use_account;
use crate::account::devices::{Devices, LogOut};
use crate::account::sheet::SheetCard;
use crate::components::{Button, ButtonKind, PageTitle};
use crate::record::use_record;
use crate::t;

/// The account.
#[component]
pub fn AccountPage() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    use_future(move || account.refresh());
    if account.is_preview() {
        return rsx! { NotInPreview { title: t!("account-title") } };
    }
    rsx! {
        PageTitle { title: t!("account-title") }
        div { class: "stack-wide",
            PeriodCard {}
            Way { id: "account-appointments", title: t!("appointments-title"), text: t!("appointments-account"), to: Route::Appointments {} }
            Way { id: "account-consents", title: t!("account-consents"), text: t!("account-consents-text"), to: Route::ConsentCentre {} }
            Way { id: "account-sharing", title: t!("sharing-title"), text: t!("sharing-lead"), to: Route::Sharing {} }
            Way { id: "account-data", title: t!("data-title"), text: t!("data-lead"), to: Route::MyData {} }
            Way { id: "account-notifications", title: t!("notify-title"), text: t!("notify-lead"), to: Route::NotificationsPage {} }
            Way { id: "account-ways", title: t!("ways-title"), text: t!("ways-lead"), to: Route::LoginWays {} }
            Way { id: "account-trusted", title: t!("trusted-title"), text: t!("trusted-lead"), to: Route::TrustedPage {} }
            SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            Devices {}
            LogOut { waiting: record.waiting(), onout: move |()| { navigator.replace(Route::Home {}); } }
        }
    }
}

/// A part with a page of its own.
#[component]
fn Way(id: String, title: String, text: String, to: Route) -> Element {
    let navigator = use_navigator();
    rsx! {
        section { class: "card",
            h2 { "{title}" }
            p { "{text}" }
            div { class: "row",
                Button { id, kind: ButtonKind::Second, onpress: move |()| { navigator.push(to.clone()); },
                    span { "aria-hidden": "true", {t!("account-open")} }
                    span { class: "visually-hidden", "{title}" }
                }
            }
        }
    }
}
