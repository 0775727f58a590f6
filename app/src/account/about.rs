//! Who is logged in: the few facts there are about an account.

use dioxus::prelude::*;
use heilsam_domain::Role;

use super::access::use_account;
use crate::{format, t};

/// The words for a role.
#[must_use]
pub fn role_text(role: Role) -> String {
    match role {
        Role::Patient => t!("about-role-patient"),
        Role::Doctor => t!("about-role-doctor"),
        Role::Staff => t!("about-role-staff"),
        Role::ManufacturerAuthor => t!("about-role-manufacturer-author"),
        Role::ManufacturerReviewer => t!("about-role-manufacturer-reviewer"),
        Role::Operator => t!("about-role-operator"),
    }
}

/// Role, age and number of the account.
#[component]
pub fn About() -> Element {
    let account = use_account().watched().and_then(|device| device.account());
    let Some(account) = account else { return rsx! {} };
    rsx! {
        section { class: "card", id: "about",
            h2 { {t!("about-title")} }
            dl { class: "facts",
                dt { {t!("about-role")} }
                dd { {role_text(account.role)} }
                dt { {t!("about-since")} }
                dd { {format::day(account.created_at)} }
                dt { {t!("about-number")} }
                dd { code { "{account.account_id}" } }
            }
            p { class: "soft", {t!("about-number-hint")} }
        }
    }
}
