//! Everything there is: two steps from any page, with and without a login.

use dioxus::prelude::*;

use super::routes::Route;
use crate::account::access::{Access, use_account};
use crate::components::PageTitle;
use crate::t;

/// The list.
#[component]
pub fn More() -> Element {
    let account = use_account();
    rsx! {
        PageTitle { title: t!("more-title") }
        div { class: "stack-wide",
            if account.access() == Access::In {
                section { class: "card", "aria-labelledby": "more-diary",
                    h2 { id: "more-diary", {t!("more-diary")} }
                    ul { class: "links",
                        li { Link { to: Route::NewEntry {}, {t!("entry-title")} } }
                        li { Link { to: Route::History {}, {t!("history-title")} } }
                        li { Link { to: Route::Devices {}, {t!("devices-title")} } }
                        li { Link { to: Route::Import {}, {t!("import-link")} } }
                        li { Link { to: Route::Programme {}, {t!("programme-title")} } }
                        li { Link { to: Route::PlanPage {}, {t!("plan-title")} } }
                        li { Link { to: Route::Assessments {}, {t!("assessments-title")} } }
                        li { Link { to: Route::Report {}, {t!("report-title")} } }
                        li { Link { to: Route::Export {}, {t!("export-title")} } }
                        li { Link { to: Route::EpaPage {}, {t!("epa-title")} } }
                    }
                }
                section { class: "card", "aria-labelledby": "more-mine",
                    h2 { id: "more-mine", {t!("more-mine")} }
                    ul { class: "links",
                        li { Link { to: Route::Appointments {}, {t!("appointments-title")} } }
                        li { Link { to: Route::ConsentCentre {}, {t!("account-consents")} } }
                        li { Link { to: Route::Sharing {}, {t!("sharing-title")} } }
                        li { Link { to: Route::MyData {}, {t!("data-title")} } }
                        li { Link { to: Route::BroughtPage {}, {t!("brought-title")} } }
                        li { Link { to: Route::OutcomePage {}, {t!("outcome-title")} } }
                        li { Link { to: Route::NotificationsPage {}, {t!("notify-title")} } }
                        li { Link { to: Route::FurtherCode {}, {t!("period-further")} } }
                        li { Link { to: Route::TrustedPage {}, {t!("trusted-title")} } }
                        li { Link { to: Route::LoginWays {}, {t!("ways-title")} } }
                        li { Link { to: Route::Sheet {}, {t!("sheet-title")} } }
                        li { Link { to: Route::AccountPage {}, {t!("account-title")} } }
                    }
                }
            }
            section { class: "card", "aria-labelledby": "more-help",
                h2 { id: "more-help", {t!("more-help")} }
                ul { class: "links",
                    li { Link { to: Route::CrisisPage {}, {t!("help-title")} } }
                    li { Link { to: Route::Support {}, {t!("support-title")} } }
                    li { Link { to: Route::ReportSecurity {}, {t!("security-title")} } }
                    li { Link { to: Route::About {}, {t!("welcome-about")} } }
                    li { a { href: "/manuals/", {t!("frame-manuals")} } }
                    li { a { href: "/status", {t!("more-status")} } }
                }
            }
            section { class: "card", "aria-labelledby": "more-legal",
                h2 { id: "more-legal", {t!("more-legal")} }
                ul { class: "links",
                    li { a { href: "/privacy", {t!("frame-privacy")} } }
                    li { a { href: "/terms", {t!("more-terms")} } }
                    li { a { href: "/imprint", {t!("frame-imprint")} } }
                    li { a { href: "/accessibility", {t!("more-accessibility")} } }
                    li { a { href: "/licences", {t!("more-licences")} } }
                    li { a { href: "/security", {t!("frame-security")} } }
                    li { a { href: "/standards", {t!("more-standards")} } }
                }
            }
        }
    }
}
