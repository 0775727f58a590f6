//! Entries by day, the newest first.

use dioxus::prelude::*;
use heilsam_domain::blood_pressure::Assessment;
use heilsam_therapy::Measurement;

use super::kinds::KindIcon;
use super::photo::PhotoOf;
use crate::components::{Badge, Button, ButtonKind, Kind};
use crate::entry_words as words;
use crate::patient::period::use_read_only;
use crate::patient::routes::Route;
use crate::record::{EntryView, use_record};
use crate::today;
use crate::{format, t};

/// Entries in the order given, grouped by the patient's day.
#[component]
pub fn DayList(entries: Vec<EntryView>) -> Element {
    let with_photo = use_record().entries_with_photo();
    let mut days: Vec<(jiff::civil::Date, Vec<EntryView>)> = Vec::new();
    for entry in entries {
        let day = today::local(entry.entry.measured_at).date();
        match days.last_mut() {
            Some((last, list)) if *last == day => list.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    rsx! {
        div { class: "stack", id: "history-list",
            for (day , list) in days {
                section { key: "{day}", class: "day",
                    h3 { {format::weekday(list.first().map(|it| it.entry.measured_at).unwrap_or_default())} }
                    ul { class: "card-list",
                        for entry in list {
                            EntryRow { key: "{entry.id}", has_photo: with_photo.contains(&entry.id), entry }
                        }
                    }
                }
            }
        }
    }
}

fn mark(measurement: &Measurement) -> Option<(Kind, String)> {
    let Measurement::BloodPressure(value) = measurement else { return None };
    match value.assess() {
        Assessment::Unremarkable => None,
        Assessment::Low => Some((Kind::Warning, t!("history-low"))),
        Assessment::High => Some((Kind::Warning, t!("history-high"))),
        Assessment::Critical => Some((Kind::Danger, t!("history-critical"))),
    }
}

#[component]
fn EntryRow(entry: EntryView, has_photo: bool) -> Element {
    let navigator = use_navigator();
    let read_only = use_read_only();
    let when = format::short_moment(entry.entry.measured_at);
    let id = entry.id;
    let kind = entry.entry.measurement.kind();
    let values = words::measurement(&entry.entry.measurement);
    let (open, open_label) = if read_only {
        (t!("history-look"), t!("history-look-label", when = when))
    } else {
        (t!("history-edit"), t!("history-edit-label", when = when))
    };
    rsx! {
        li { class: "card card-row",
            KindIcon { kind }
            div { class: "card-row-main",
                p { class: "soft",
                    {format::clock(entry.entry.measured_at)} ", " {words::kind(kind)}
                }
                p { class: "row numbers",
                    if !values.is_empty() {
                        strong { "{values}" }
                    }
                    if let Some((kind, text)) = mark(&entry.entry.measurement) {
                        Badge { kind, "{text}" }
                    }
                }
                if !entry.entry.note.is_empty() {
                    p { "{entry.entry.note}" }
                }
                if has_photo {
                    PhotoOf { id }
                }
            }
            Button { kind: ButtonKind::Quiet, onpress: move |()| { navigator.push(Route::ChangeEntry { record_id: id }); },
                span { "aria-hidden": "true", "{open}" }
                span { class: "visually-hidden", "{open_label}" }
            }
        }
    }
}
