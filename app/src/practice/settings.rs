//! The practice's account.

use dioxus::prelude::*;

use super::routes::Route;
use crate::account::about::About;
use crate::account::devices::{Devices, LogOut};
use crate::account::sheet::SheetCard;
use crate::call_view::HideAddress;
use crate::components::PageTitle;
use crate::t;

/// Who one is, the way back, devices, leaving.
#[component]
pub fn Settings() -> Element {
    let navigator = use_navigator();
    rsx! {
        PageTitle { title: t!("practice-account-title") }
        div { class: "stack-wide",
            About {}
            SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            CallSettings {}
            Devices {}
            LogOut { onout: move |()| { navigator.replace(Route::Invitations {}); } }
        }
    }
}

#[component]
fn CallSettings() -> Element {
    rsx! {
        section { class: "stack", id: "call-settings",
            h2 { {t!("call-settings")} }
            HideAddress {}
        }
    }
}
