//! The practice's account.

use dioxus::prelude::*;

use super::bell::BellSettings;
use super::desk::use_desk;
use super::noted::{Noted, use_noted_calls};
use super::reminders::ReminderSettings;
use super::routes::Route;
use crate::account::about::About;
use crate::account::devices::{Devices, LogOut};
use crate::account::sheet::SheetCard;
use crate::call_view::HideAddress;
use crate::components::{Button, ButtonKind, PageTitle, Shape};
use crate::t;

/// Who one is, the way back, devices, leaving.
#[component]
pub fn Settings() -> Element {
    let navigator = use_navigator();
    let (takes_part, operates) = (use_desk().takes_part(), use_desk().operates());
    let noted = use_noted_calls();
    let warning = match &*noted.read() {
        Some(Ok(list)) if !list.is_empty() => Some(t!("practice-logout-notes", count = list.len())),
        Some(Err(_)) => Some(t!("practice-logout-unread")),
        _ => None,
    };
    rsx! {
        PageTitle { title: t!("practice-account-title") }
        div { class: "stack-wide",
            About {}
            SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            CallSettings {}
            if !operates {
                BellSettings {}
                ReminderSettings {}
            }
            if takes_part {
                section { class: "stack",
                    h2 { {t!("papers-title")} }
                    p { {t!("papers-lead")} }
                    div { class: "row",
                        Button { id: "to-papers", kind: ButtonKind::Second, icon: Shape::Printer, onpress: move |()| { navigator.push(Route::Papers {}); },
                            {t!("papers-open")}
                        }
                    }
                }
            }
            if takes_part {
                section { class: "stack",
                    h2 { {t!("contract-title")} }
                    p { {t!("contract-settings")} }
                    div { class: "row",
                        Button { id: "to-contract", kind: ButtonKind::Second, icon: Shape::Letter, onpress: move |()| { navigator.push(Route::ContractPage {}); },
                            {t!("contract-open")}
                        }
                        Button { id: "to-own-proof", kind: ButtonKind::Second, icon: Shape::Check, onpress: move |()| { navigator.push(Route::ProofPage {}); },
                            {t!("proof-open")}
                        }
                    }
                }
            }
            if !operates {
                section { class: "stack",
                    h2 { {t!("team-title")} }
                    p { {t!("team-settings")} }
                    div { class: "row",
                        Button { id: "to-team", kind: ButtonKind::Second, icon: Shape::Person, onpress: move |()| { navigator.push(Route::TeamPage {}); },
                            {t!("team-open")}
                        }
                    }
                }
            }
            if takes_part {
                Noted { calls: noted }
            }
            Devices {}
            // Not before it is known how many notes would be lost with it.
            if noted.read().is_some() {
                LogOut { text: takes_part.then(|| t!("practice-logout-text")), warning, onout: move |()| { navigator.replace(Route::Invitations {}); } }
            }
        }
    }
}

#[component]
fn CallSettings() -> Element {
    let navigator = use_navigator();
    rsx! {
        section { class: "stack", id: "call-settings",
            h2 { {t!("call-settings")} }
            HideAddress {}
            div { class: "row",
                Button { id: "to-check", kind: ButtonKind::Second, icon: Shape::Camera, onpress: move |()| { navigator.push(Route::CheckPage {}); },
                    {t!("check-open")}
                }
            }
        }
    }
}
