//! Today: the last reading, the week, and the one thing to do.

use dioxus::prelude::*;
use heilsam_domain::Purpose;
use heilsam_domain::diary::Measurement;
use jiff::Timestamp;

use super::routes::Route;
use super::sync_badge::SyncBadge;
use crate::account::access::use_account;
use crate::components::{Button, ButtonKind, Empty, Icon, Kind, Notice, PageTitle, Shape};
use crate::record::{EntryView, use_record};
use crate::{format, t};

/// Average of systolic and diastolic over the seven days before `now`, and of how many readings.
fn week(entries: &[EntryView], now: Timestamp) -> Option<(u32, u32, usize)> {
    let since = now.as_second() - 7 * 24 * 60 * 60;
    let recent = entries.iter().filter(|it| it.entry.measured_at.as_second() >= since);
    let values: Vec<(u32, u32)> = recent
        .map(|it| {
            let Measurement::BloodPressure(value) = it.entry.measurement;
            (u32::from(value.systolic()), u32::from(value.diastolic()))
        })
        .collect();
    let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
    let mean = |sum: u32| (sum + count / 2) / count;
    let systolic = mean(values.iter().map(|it| it.0).sum());
    let diastolic = mean(values.iter().map(|it| it.1).sum());
    Some((systolic, diastolic, values.len()))
}

/// The start page of the app.
#[component]
pub fn Home() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    let entries = record.entries();
    let add = move |()| {
        navigator.push(Route::NewEntry {});
    };
    let Some(last) = entries.first().cloned() else {
        return rsx! {
            PageTitle { title: t!("home-title") }
            Empty { shape: Shape::Heart, title: t!("home-empty-title"), text: t!("home-empty-text"),
                Button { id: "home-add", icon: Shape::Add, onpress: add, {t!("home-add")} }
            }
        };
    };
    rsx! {
        PageTitle { title: t!("home-title"), lead: t!("home-lead") }
        div { class: "stack",
            if !record.has_consent(Purpose::IntendedUse) {
                Notice { kind: Kind::Warning, id: "home-withdrawn", p { {t!("home-withdrawn")} } }
            }
            Button { id: "home-add", icon: Shape::Add, wide: true, onpress: add, {t!("home-add")} }
            section { class: "card",
                h2 { {t!("home-last")} }
                Reading { entry: last }
                SyncBadge { sync: record.sync() }
            }
            if let Some((systolic, diastolic, count)) = week(&entries, format::now()) {
                section { class: "card",
                    h2 { {t!("home-average")} }
                    p { class: "reading",
                        span { class: "reading-value", {t!("history-value", systolic = systolic, diastolic = diastolic)} }
                        span { class: "soft", "mmHg, " {t!("home-average-of", count = count)} }
                    }
                }
            }
            if !account.has_sheet() {
                SheetOffer {}
            }
        }
    }
}

/// One reading, large.
#[component]
fn Reading(entry: EntryView) -> Element {
    let Measurement::BloodPressure(value) = entry.entry.measurement;
    rsx! {
        p { class: "reading",
            span { class: "reading-value",
                {t!("history-value", systolic = value.systolic(), diastolic = value.diastolic())}
            }
            span { class: "soft", "mmHg" }
            if let Some(pulse) = value.pulse() {
                span { class: "soft", {t!("history-value-pulse", pulse = pulse)} }
            }
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

#[cfg(test)]
mod tests {
    use heilsam_domain::{BloodPressure, DiaryEntry, RecordId};

    use super::*;

    fn entry(measured_at: &str, systolic: u16, diastolic: u16) -> EntryView {
        let measurement = Measurement::BloodPressure(BloodPressure::new(systolic, diastolic, None).unwrap());
        let measured_at = measured_at.parse().unwrap();
        EntryView {
            id: RecordId::from_bytes([1; 16]),
            entry: DiaryEntry { measured_at, measurement, note: String::new() },
            recorded_at: measured_at,
            utc_offset_minutes: 60,
            waits: false,
        }
    }

    #[test]
    fn the_average_counts_seven_days_only() {
        let entries = [
            entry("2026-03-10T08:00:00Z", 140, 90),
            entry("2026-03-09T08:00:00Z", 131, 85),
            entry("2026-03-01T08:00:00Z", 200, 120),
        ];
        assert_eq!(week(&entries, "2026-03-10T09:00:00Z".parse().unwrap()), Some((136, 88, 2)));
    }

    #[test]
    fn without_readings_there_is_no_average() {
        assert_eq!(week(&[], Timestamp::UNIX_EPOCH), None);
    }
}
