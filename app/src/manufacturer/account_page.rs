//! Who one is, the way back, devices, leaving.

use dioxus::prelude::*;

use super::desk::use_desk;
use super::home::Unsaved;
use super::members::Members;
use super::routes::Route;
use crate::account::about::About;
use crate::account::devices::{Devices, LogOut};
use crate::account::sheet::{SheetCard, SheetPage};
use crate::components::PageTitle;
use crate::t;

/// The account.
#[component]
pub fn AccountPage() -> Element {
    let navigator = use_navigator();
    let desk = use_desk();
    rsx! {
        PageTitle { title: t!("manufacturer-account-title") }
        div { class: "stack-wide",
            About {}
            SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            if desk.open().is_some() {
                Members {}
            }
            Devices {}
            if desk.open().is_some() {
                Unsaved {}
            }
            LogOut { onout: move |()| { navigator.replace(Route::Home {}); } }
        }
    }
}

/// The recovery sheet.
#[component]
pub fn Sheet() -> Element {
    let navigator = use_navigator();
    rsx! {
        SheetPage { page: "/manufacturer/", ondone: move |()| { navigator.push(Route::AccountPage {}); } }
    }
}
