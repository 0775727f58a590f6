//! Help for the page from which it was opened, and for all others below.

use dioxus::prelude::*;

use crate::account::access::use_account;
use crate::components::PageTitle;
use crate::{browser, t};

/// What is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The list of appointments.
    Calendar,
    /// Planning one.
    Plan,
    /// Handing an invitation over.
    HandOver,
    /// Who waits.
    Waiting,
    /// The call.
    Call,
    /// Papers for patients and associations.
    Papers,
    /// The proof of being a doctor.
    Proof,
    /// The contract.
    Contract,
    /// Practice and team.
    Team,
    /// Account and devices.
    Account,
}

impl Topic {
    const ALL: [Self; 10] = [
        Self::Calendar,
        Self::Plan,
        Self::HandOver,
        Self::Waiting,
        Self::Call,
        Self::Papers,
        Self::Proof,
        Self::Contract,
        Self::Team,
        Self::Account,
    ];

    /// Its name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Plan => "plan",
            Self::HandOver => "hand-over",
            Self::Waiting => "waiting",
            Self::Call => "call",
            Self::Papers => "papers",
            Self::Proof => "proof",
            Self::Contract => "contract",
            Self::Team => "team",
            Self::Account => "account",
        }
    }

    fn title(self) -> String {
        match self {
            Self::Calendar => t!("help-calendar"),
            Self::Plan => t!("help-plan"),
            Self::HandOver => t!("help-hand-over"),
            Self::Waiting => t!("help-waiting"),
            Self::Call => t!("help-call"),
            Self::Papers => t!("help-papers"),
            Self::Proof => t!("help-proof"),
            Self::Contract => t!("help-contract"),
            Self::Team => t!("help-team"),
            Self::Account => t!("help-account"),
        }
    }

    /// One sentence or two per line.
    fn text(self) -> String {
        match self {
            Self::Calendar => t!("help-calendar-text"),
            Self::Plan => t!("help-plan-text"),
            Self::HandOver => t!("help-hand-over-text"),
            Self::Waiting => t!("help-waiting-text"),
            Self::Call => t!("help-call-text"),
            Self::Papers => t!("help-papers-text"),
            Self::Proof => t!("help-proof-text"),
            Self::Contract => t!("help-contract-text"),
            Self::Team => t!("help-team-text"),
            Self::Account => t!("help-account-text"),
        }
    }
}

/// The page: the topic it was opened for lies open and comes first.
#[component]
pub fn Help(topic: String) -> Element {
    let wanted = Topic::ALL.into_iter().find(|each| each.id() == topic).unwrap_or(Topic::Calendar);
    let others = Topic::ALL.into_iter().filter(move |each| *each != wanted);
    rsx! {
        PageTitle { title: t!("help-title"), lead: t!("help-lead") }
        div { class: "stack", id: "help",
            for each in std::iter::once(wanted).chain(others) {
                details { key: "{each.id()}", id: "help-{each.id()}", open: each == wanted,
                    summary { {each.title()} }
                    for (number , line) in each.text().lines().filter(|line| !line.trim().is_empty()).enumerate() {
                        p { key: "{number}", "{line}" }
                    }
                }
            }
            Support {}
            p { class: "no-print",
                {t!("help-manuals")}
                " "
                a { id: "help-manuals", href: "/manuals/", {t!("help-manuals-link")} }
            }
            p { class: "row soft no-print",
                button { class: "button button-quiet", r#type: "button", onclick: move |_| browser::print(), {t!("help-print")} }
            }
        }
    }
}

/// How to reach the operator by e-mail and by telephone; nothing of what the operator does not name.
#[component]
fn Support() -> Element {
    let account = use_account();
    let site = use_resource(move || async move {
        let device = account.device().ok()?;
        match device.site_now().await {
            Ok(site) => Some(site),
            Err(_) => device.site().await.ok(),
        }
    });
    let Some(site) = site().flatten() else { return rsx! {} };
    let (email, phone) = (site.operator_email, site.operator_phone);
    let dialled: String = phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    rsx! {
        if !email.is_empty() {
            p {
                {t!("help-support-email")}
                " "
                a { id: "help-email", href: "mailto:{email}", "{email}" }
            }
        }
        if !phone.is_empty() {
            p {
                {t!("help-support-phone")}
                " "
                a { id: "help-phone", href: "tel:{dialled}", "{phone}" }
            }
        }
    }
}
