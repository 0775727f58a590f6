//! Entries of a kind as lines over time.

use std::sync::Arc;

use dioxus::prelude::*;
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::Kind;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::components::{Button, ButtonKind, Label, LineChart, Point, Series};
use crate::entry_words as words;
use crate::record::EntryView;
use crate::{format, t};

/// Entries in the chart unless the reader wants to see all of them.
const NEWEST: usize = 90;

/// What the chart of a kind shows.
struct Shape {
    series: Vec<Series>,
    decimals: u8,
    step: f64,
}

fn shape(kind: Kind) -> Option<Shape> {
    let lines = |lines: Vec<(String, String)>| -> Vec<Series> {
        lines.into_iter().map(|(name, unit)| Series { name, unit }).collect()
    };
    let (series, decimals, step) = match kind {
        Kind::BloodPressure => (
            vec![
                (t!("history-systolic"), t!("entry-pressure-unit")),
                (t!("history-diastolic"), t!("entry-pressure-unit")),
                (t!("history-pulse"), t!("entry-pulse-unit")),
            ],
            0,
            20.0,
        ),
        Kind::Pulse => (vec![(t!("history-pulse"), t!("entry-pulse-unit"))], 0, 10.0),
        Kind::Weight => (vec![(words::kind(Kind::Weight), t!("entry-weight-unit"))], 1, 2.0),
        Kind::Activity => (vec![(words::kind(Kind::Activity), t!("chart-minutes"))], 0, 20.0),
        Kind::Sleep => (vec![(words::kind(Kind::Sleep), t!("chart-hours"))], 1, 2.0),
        Kind::Mood => (
            vec![(t!("chart-mood"), t!("chart-of-five")), (t!("chart-tension"), t!("chart-of-five"))],
            0,
            1.0,
        ),
        Kind::MedicationIntake | Kind::SideEffect | Kind::FreeNote => return None,
    };
    Some(Shape { series: lines(series), decimals, step })
}

fn values(measurement: &Measurement) -> Vec<Option<f64>> {
    let number = |value: Decimal| value.to_f64();
    match measurement {
        Measurement::BloodPressure(it) => {
            vec![Some(it.systolic().into()), Some(it.diastolic().into()), it.pulse().map(f64::from)]
        }
        Measurement::Pulse(it) => vec![Some(it.per_minute().into())],
        Measurement::Weight(it) => vec![number(it.kilograms())],
        Measurement::Activity(it) => vec![Some(it.minutes().into())],
        Measurement::Sleep(it) => vec![Some(f64::from(it.minutes()) / 60.0)],
        Measurement::Mood(it) => {
            vec![Some(u8::from(it.mood).into()), it.tension.map(|it| u8::from(it).into())]
        }
        Measurement::MedicationIntake(_) | Measurement::SideEffect(_) | Measurement::FreeNote {} => {
            Vec::new()
        }
    }
}

/// The chart of a kind that has numbers; nothing for the others. `entries` with the newest first: the newest of the kind
/// first, the whole time when the reader wants it.
#[component]
pub fn KindChart(kind: Kind, entries: Arc<[EntryView]>) -> Element {
    let mut whole = use_signal(|| false);
    let Some(Shape { series, decimals, step }) = shape(kind) else { return rsx! {} };
    let of_kind = || entries.iter().filter(|it| it.entry.measurement.kind() == kind);
    let are_more = of_kind().nth(NEWEST).is_some();
    let mut points: Vec<Point> = of_kind()
        .take(if whole() { usize::MAX } else { NEWEST })
        .map(|it| Point {
            x: format::milliseconds(it.entry.measured_at),
            label: Label::Moment(it.entry.measured_at),
            values: values(&it.entry.measurement),
        })
        .collect();
    points.reverse();
    let title = if kind == Kind::BloodPressure { t!("history-chart") } else { words::kind(kind) };
    rsx! {
        LineChart { id: "history-chart", title, series, points, decimals, step }
        if are_more {
            div { class: "row",
                Button { id: "history-whole", kind: ButtonKind::Second, pressed: whole(), onpress: move |()| whole.toggle(), {t!("history-whole")} }
            }
        }
    }
}
