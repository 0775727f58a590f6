//! The practice's account.

use dioxus::prelude::*;

use super::bell::BellSettings;
use super::desk::team::use_team;
use super::desk::use_desk;
use super::noted::{Noted, use_noted_calls};
use super::reminders::ReminderSettings;
use super::routes::Route;
use crate::account::about::About;
use crate::account::devices::{Devices, LogOut};
use crate::account::erase::EraseAccount;
use crate::account::sheet::SheetCard;
use crate::call_view::HideAddress;
use crate::components::{Button, ButtonKind, PageTitle, Shape, use_toasts};
use crate::t;

/// Who one is, the way back, devices, leaving.
#[component]
pub fn Settings() -> Element {
    let navigator = use_navigator();
    let desk = use_desk();
    let (takes_part, operates, is_staff) = (desk.takes_part(), desk.operates(), desk.is_staff());
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
            if is_staff {
                Erasing {}
            }
            // Not before it is known how many notes would be lost with it.
            if noted.read().is_some() {
                LogOut { text: takes_part.then(|| t!("practice-logout-text")), warning, onout: move |()| { navigator.replace(Route::Invitations {}); } }
            }
        }
    }
}

/// Staff go by themselves; the practice keeps what they planned. A doctor's account goes with the contract.
#[component]
fn Erasing() -> Element {
    let (team, navigator) = (use_team(), use_navigator());
    let mut toasts = use_toasts();
    rsx! {
        section { class: "stack", id: "staff-erase",
            h2 { {t!("staff-erase-title")} }
            p { {t!("staff-erase-text")} }
            EraseAccount {
                sure: t!("staff-erase-sure"),
                onerased: move |()| {
                    navigator.replace(Route::Invitations {});
                    toasts.say(|| t!("staff-erase-done"));
                },
                if team.practice().is_some() || team.device_waits() {
                    p { {t!("staff-erase-stays")} }
                    p { {t!("staff-erase-list")} }
                }
                p { {t!("erase-audit")} }
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
