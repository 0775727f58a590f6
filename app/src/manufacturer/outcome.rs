//! Outcome reporting: the statistics of each quarter for the report to BfArM.
//!
//! Source: DiGAV §§ 23a to 23d, Anlage 4. The server tells nothing of fewer than ten people.

mod csv;
mod tables;
mod words;

use dioxus::prelude::*;
use heilsam_protocol::outcome::{QuarterReport, Standing};

use self::tables::Tables;
use crate::account::access::use_account;
use crate::components::{
    Button, ButtonKind, Empty, ErrorState, Kind, Loading, Notice, PageTitle, Shape, use_toasts,
};
use crate::manufacturer::desk::day;
use crate::{browser, t};

/// The page.
#[component]
pub fn OutcomePage() -> Element {
    let account = use_account();
    let mut reports = use_resource(move || async move {
        let device = account.device()?;
        device.outcome_reports().await.map_err(|error| account.trouble(error))
    });
    let content = match &*reports.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| reports.restart() } },
        Some(Ok(found)) if found.is_empty() => rsx! {
            Empty { shape: Shape::Clock, title: t!("reports-none"), text: t!("reports-none-text") }
        },
        Some(Ok(found)) => rsx! {
            for report in found.iter().cloned() {
                Quarter { key: "{report.quarter}", report }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("reports-title"), lead: t!("reports-lead") }
        div { class: "stack-wide", id: "outcome-reports",
            {content}
            Notice { title: t!("reports-how"),
                p { {t!("reports-how-text")} }
                p { {t!("reports-how-small")} }
            }
        }
    }
}

/// One quarter: what can be told of it.
#[component]
fn Quarter(report: QuarterReport) -> Element {
    let name = words::quarter(report.quarter);
    let content = match report.standing.clone() {
        Standing::Collecting => rsx! {
            p { {t!("reports-collecting", day = day(report.closes))} }
            p { class: "soft", {t!("reports-collecting-why")} }
        },
        Standing::TooFew => rsx! {
            Notice { kind: Kind::Warning, p { {t!("reports-too-few")} } }
        },
        Standing::Told { users, rows } => rsx! {
            p { {t!("reports-users", count = users.to_string())} }
            Take { report: report.clone() }
            Tables { quarter: report.quarter, rows }
        },
    };
    rsx! {
        section { class: "card", id: "quarter-{report.quarter}", "aria-labelledby": "quarter-title-{report.quarter}",
            h2 { id: "quarter-title-{report.quarter}", "{name}" }
            p { class: "soft", {t!("reports-due", day = day(report.due))} }
            {content}
        }
    }
}

/// The table as a file, and the words that go with it.
#[component]
fn Take(report: QuarterReport) -> Element {
    let mut toasts = use_toasts();
    let mut not_saved = use_signal(|| false);
    let mut not_copied = use_signal(|| false);
    let (quarter, table) = (report.quarter, csv::table(&report, words::group));
    let statement = words::statement(&report);
    let text = statement.clone();
    let save = move |()| {
        let name = format!("anlage-4-{quarter}.csv");
        not_saved.set(!browser::offer_file(&name, "text/csv", table.as_bytes()));
    };
    let copy = move |()| {
        let text = text.clone();
        spawn(async move {
            let copied = browser::copy(&text).await;
            not_copied.set(!copied);
            if copied {
                toasts.say(|| t!("reports-copied"));
            }
        });
    };
    rsx! {
        div { class: "row",
            Button { id: "save-{quarter}", kind: ButtonKind::Second, icon: Shape::Download, onpress: save, {t!("reports-save")} }
        }
        if not_saved() {
            Notice { kind: Kind::Warning, id: "not-saved-{quarter}", announce: true, p { {t!("reports-not-saved")} } }
        }
        details {
            summary { {t!("reports-statement")} }
            div { class: "stack",
                p { class: "written", id: "statement-{quarter}", "{statement}" }
                div { class: "row",
                    Button { id: "copy-{quarter}", kind: ButtonKind::Second, onpress: copy, {t!("reports-copy")} }
                }
                if not_copied() {
                    Notice { kind: Kind::Warning, id: "not-copied-{quarter}", announce: true, p { {t!("reports-not-copied")} } }
                }
            }
        }
    }
}
