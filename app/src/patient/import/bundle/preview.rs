//! What a file holds, by kind, before anything is taken over.

use dioxus::prelude::*;
use heilsam_client::brought::KindOf;
use jiff::Timestamp;
use serde_json::Value;

use super::{number, text};
use crate::components::{Button, Kind, Notice, Table, TableRow};
use crate::{format, t};

/// What people call the things of a kind.
pub fn kind_name(kind: KindOf) -> String {
    match kind {
        KindOf::Diary => t!("take-kind-diary"),
        KindOf::BloodPressure => t!("take-kind-blood-pressure"),
        KindOf::Pulse => t!("take-kind-pulse"),
        KindOf::Weight => t!("take-kind-weight"),
        KindOf::Measured => t!("take-kind-measured"),
        KindOf::Note => t!("take-kind-note"),
        KindOf::Questionnaire => t!("take-kind-questionnaire"),
        KindOf::Score => t!("take-kind-score"),
        KindOf::Plan => t!("take-kind-plan"),
        KindOf::Programme => t!("take-kind-programme"),
        KindOf::Activity => t!("take-kind-activity"),
        KindOf::Medication => t!("take-kind-medication"),
        KindOf::Problem => t!("take-kind-problem"),
        KindOf::Contact => t!("take-kind-contact"),
        KindOf::Appointment => t!("take-kind-appointment"),
        KindOf::Document => t!("take-kind-document"),
        KindOf::Photo => t!("take-kind-photo"),
        KindOf::Origin => t!("take-kind-origin"),
        KindOf::Other => t!("take-kind-other"),
    }
}

/// The kind as the module calls it.
fn parse_kind(name: &str) -> KindOf {
    serde_json::from_value(name.into()).unwrap_or(KindOf::Other)
}

fn period(preview: &Value) -> Option<String> {
    let moment = |at: usize| preview.get("period")?.get(at)?.as_str()?.parse::<Timestamp>().ok();
    Some(t!("take-period", from = format::day(moment(0)?), until = format::day(moment(1)?)))
}

/// The preview with its button.
#[component]
pub fn BundlePreview(preview: Value, busy: bool, ontake: EventHandler<()>) -> Element {
    let kinds = preview.get("kinds").and_then(Value::as_object).cloned().unwrap_or_default();
    let has = |name: &str| kinds.values().any(|count| number(count, name) > 0);
    let kept = has("kept");
    // On a phone there is no room for a column of noughts.
    let columns: Vec<(&str, String)> =
        [("taken", t!("take-taken")), ("kept", t!("take-kept")), ("known", t!("take-known"))]
            .into_iter()
            .filter(|(name, _)| *name == "taken" || has(name))
            .collect();
    let rows: Vec<TableRow> = kinds
        .iter()
        .map(|(kind, count)| TableRow {
            key: kind.clone(),
            cells: std::iter::once(kind_name(parse_kind(kind)))
                .chain(columns.iter().map(|(name, _)| number(count, name).to_string()))
                .collect(),
        })
        .collect();
    let head = std::iter::once(t!("take-kind")).chain(columns.into_iter().map(|(_, title)| title)).collect();
    let person: Vec<&str> = preview
        .get("person")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let facts = person.join(", ");
    let sender = text(&preview, "sender").to_owned();
    let records = number(&preview, "records");
    rsx! {
        section { class: "stack", id: "take-preview",
            h2 { {t!("take-preview")} }
            p { role: "status",
                if sender.is_empty() { {t!("take-from-unknown")} } else { {t!("take-from", name = sender.clone())} }
            }
            if let Some(period) = period(&preview) {
                p { "{period}" }
            }
            if !facts.is_empty() {
                Notice { kind: Kind::Warning, p { {t!("take-person", facts = facts)} } }
            }
            Table {
                caption: t!("take-caption"),
                head, rows, numeric_from: 1,
            }
            if kept {
                p { class: "soft", {t!("take-kept-text")} }
            }
            if number(&preview, "consents") > 0 {
                p { class: "soft", {t!("take-consents")} }
            }
            if number(&preview, "again") > 0 {
                Notice { id: "take-again", p { {t!("take-again", count = number(&preview, "again"))} } }
            }
            if records == 0 {
                Notice { kind: Kind::Success, id: "take-nothing", p { {t!("take-nothing")} } }
            } else {
                Button { id: "take-start", wide: true, busy, onpress: ontake, {t!("take-start", count = records)} }
            }
        }
    }
}
