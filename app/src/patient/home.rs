//! Today: what to look at, the one thing to do, the last entries.

use dioxus::prelude::*;
use heilsam_domain::Purpose;
use heilsam_therapy::advice::about_history;
use heilsam_therapy::diary::Kind as EntryKind;

use super::assessments::SurveyAsks;
use super::assessments::list::WaitingAssessments;
use super::diary::advice::AdviceCard;
use super::diary::numbers::week;
use super::hint::HintOfTheDay;
use super::later;
use super::outcome::OutcomeCard;
use super::period::{PeriodNotice, use_read_only};
use super::programme::next::NextStep;
use super::routes::Route;
use super::sync_badge::SyncBadge;
use crate::account::access::use_account;
use crate::components::{Button, ButtonKind, Empty, Icon, Kind, Notice, PageTitle, Shape};
use crate::entry_words as words;
use crate::record::{EntryView, use_record};
use crate::today;
use crate::{format, t};

/// The start page of the app.
#[component]
pub fn Home() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let entries = record.diary();
    let add = move |()| {
        navigator.push(Route::NewEntry {});
    };
    let last = entries.first().cloned();
    let is_empty = last.is_none();
    let now = format::now();
    let lately = record.lately(now);
    let plain: Vec<_> = lately.iter().map(|(entry, _)| entry.clone()).collect();
    let mut advice = about_history(&plain, now);
    // Who has talked to the practice about it is not sent there again.
    if let Some(course) = record.course() {
        advice.retain(|it| !course.has_agreed(it.reason, today::today()));
    }
    let average = week(&lately, today::today());
    rsx! {
        PageTitle { title: t!("home-title"), lead: (!is_empty).then(|| t!("home-lead")) }
        div { class: "stack",
            if !record.has_consent(Purpose::IntendedUse) {
                Notice { kind: Kind::Warning, id: "home-withdrawn", p { {t!("home-withdrawn")} } }
            }
            later::NewEvents {}
            later::AskedAgain {}
            PeriodNotice {}
            later::EpaNotice {}
            later::SheetAgain {}
            later::NextAppointment {}
            if is_empty && read_only {
                Empty { shape: Shape::Heart, title: t!("home-empty-title"), text: t!("period-empty") }
            } else if is_empty {
                Empty { shape: Shape::Heart, title: t!("home-empty-title"), text: t!("home-empty-text"),
                    Button { id: "home-add", icon: Shape::Add, onpress: add, {t!("home-add")} }
                }
            } else if !read_only {
                Button { id: "home-add", icon: Shape::Add, wide: true, onpress: add, {t!("home-add")} }
            }
            for it in advice {
                AdviceCard { key: "{it.reason:?}", advice: it, stop_stands_beside: true }
            }
            later::NextSteps {}
            if let Some(last) = last {
                section { class: "card",
                    h2 { {t!("home-last")} }
                    Reading { entry: last }
                    SyncBadge { sync: record.sync() }
                    later::Unwell {}
                }
            } else {
                section { class: "card", later::Unwell {} }
            }
            if let Some((systolic, diastolic, count)) = average {
                section { class: "card",
                    h2 { {t!("home-average")} }
                    p { class: "reading",
                        span { class: "reading-value", {t!("history-value", systolic = systolic, diastolic = diastolic)} }
                        span { class: "soft", {t!("entry-pressure-unit")} ", " {t!("home-average-of", count = count)} }
                    }
                }
            }
            if !is_empty {
                later::ReportCard {}
            }
            if !account.has_sheet() {
                SheetOffer {}
            }
        }
    }
}

/// What helps now, and what waits in the programme.
#[component]
pub fn NextSteps() -> Element {
    let record = use_record();
    let read_only = use_read_only();
    rsx! {
        HintOfTheDay {}
        if !read_only {
            NextStep { course: record.course(), leads: true }
            WaitingAssessments {}
            SurveyAsks {}
        }
        OutcomeCard {}
    }
}

/// Each value on one line: it breaks only between them.
fn unbroken(values: &str) -> String {
    let parts: Vec<String> = values.split(", ").map(|part| part.replace(' ', "\u{a0}")).collect();
    parts.join(", ")
}

/// One entry, large.
#[component]
fn Reading(entry: EntryView) -> Element {
    let values = words::measurement(&entry.entry.measurement);
    let kind = entry.entry.measurement.kind();
    let shown = if values.is_empty() { entry.entry.note.clone() } else { values };
    let (class, shown) = if kind == EntryKind::BloodPressure {
        ("reading-value", unbroken(&shown))
    } else {
        ("reading-words", shown)
    };
    rsx! {
        p { class: "soft", {words::kind(kind)} }
        p { class: "reading",
            span { class, "{shown}" }
        }
        p { class: "soft", {format::moment(entry.entry.measured_at)} }
    }
}

#[component]
fn SheetOffer() -> Element {
    let navigator = use_navigator();
    rsx! {
        section { class: "card",
            div { class: "row",
                Icon { shape: Shape::Printer }
                h2 { {t!("home-sheet-title")} }
            }
            p { {t!("home-sheet-text")} }
            div { class: "row",
                Button { id: "home-sheet", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::Sheet {}); }, {t!("home-sheet")} }
            }
        }
    }
}
