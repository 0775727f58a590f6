//! The form for one reading: large numbers, clear words, nothing lost.

use dioxus::prelude::*;
use heilsam_domain::blood_pressure::{BloodPressureDraft, BloodPressureError, Doubt, Field as Place};
use heilsam_domain::diary::Measurement;
use heilsam_domain::diary::NOTE_LIMIT;
use heilsam_domain::{BloodPressure, DiaryEntry};

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, Field, FieldKind};
use crate::{browser, format, t};

fn error_text(error: BloodPressureError) -> String {
    match error {
        BloodPressureError::Missing(_) => t!("entry-error-missing"),
        BloodPressureError::NotANumber(_) => t!("entry-error-number"),
        BloodPressureError::OutOfRange { min, max, .. } => t!("entry-error-range", min = min, max = max),
        BloodPressureError::NotAbove => t!("entry-error-swapped"),
    }
}

const fn place(error: BloodPressureError) -> Place {
    match error {
        BloodPressureError::Missing(place) | BloodPressureError::NotANumber(place) => place,
        BloodPressureError::OutOfRange { field, .. } => field,
        BloodPressureError::NotAbove => Place::Systolic,
    }
}

const fn id(place: Place) -> &'static str {
    match place {
        Place::Systolic => "entry-systolic",
        Place::Diastolic => "entry-diastolic",
        Place::Pulse => "entry-pulse",
    }
}

fn doubt_text(doubt: Doubt) -> String {
    match doubt {
        Doubt::CloseTogether => t!("entry-doubt-close"),
        Doubt::FarApart => t!("entry-doubt-apart"),
        Doubt::UnusualPulse => t!("entry-doubt-pulse"),
    }
}

/// What stands in the form before anything is typed.
fn draft_of(entry: Option<&DiaryEntry>) -> BloodPressureDraft {
    let Some(DiaryEntry { measurement: Measurement::BloodPressure(value), .. }) = entry else {
        return BloodPressureDraft::default();
    };
    BloodPressureDraft {
        systolic: value.systolic().to_string(),
        diastolic: value.diastolic().to_string(),
        pulse: value.pulse().map(|pulse| pulse.to_string()).unwrap_or_default(),
    }
}

/// Reads, checks, asks back where something is unlikely, and hands a complete entry on.
#[component]
pub fn EntryForm(
    before: Option<DiaryEntry>,
    busy: bool,
    trouble: Option<Trouble>,
    onsave: EventHandler<DiaryEntry>,
) -> Element {
    let mut draft = use_signal(|| draft_of(before.as_ref()));
    let mut note = use_signal(|| before.as_ref().map(|it| it.note.clone()).unwrap_or_default());
    let opened_at = use_hook(|| before.as_ref().map_or_else(format::now, |it| it.measured_at));
    let mut when = use_signal(|| format::to_input(opened_at));
    let mut asked = use_signal(|| false);
    let mut doubted = use_signal(|| None::<BloodPressure>);
    let errors = use_memo(move || draft.read().parse().err().unwrap_or_default());
    let measured_at = use_memo(move || format::from_input(&when()).filter(|at| *at <= format::now()));
    let too_long = use_memo(move || note().chars().count() > NOTE_LIMIT);
    let wrong =
        move |at: Place| errors().into_iter().find(|error| asked() && place(*error) == at).map(error_text);
    let save = use_callback(move |value: BloodPressure| {
        // The field shows minutes; an untouched one keeps the exact moment.
        let exact = (when() == format::to_input(opened_at)).then_some(opened_at);
        if let Some(measured_at) = exact.or(measured_at()) {
            let measurement = Measurement::BloodPressure(value);
            onsave.call(DiaryEntry { measured_at, measurement, note: note().trim().to_owned() });
        }
    });
    let mut submit = move || {
        asked.set(true);
        let parsed = draft.read().parse();
        match parsed {
            _ if busy => {}
            Err(errors) => browser::focus(errors.first().map_or("entry-systolic", |error| id(place(*error)))),
            Ok(_) if measured_at().is_none() => browser::focus("entry-when"),
            Ok(_) if too_long() => browser::focus("entry-note"),
            Ok(value) if value.doubts().is_empty() => save.call(value),
            Ok(value) => doubted.set(Some(value)),
        }
    };
    let systolic = use_memo(move || draft.read().systolic.clone());
    let diastolic = use_memo(move || draft.read().diastolic.clone());
    let pulse = use_memo(move || draft.read().pulse.clone());
    let more_wrong = asked() && (measured_at().is_none() || too_long());
    rsx! {
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                submit();
            },
            TroubleNotice { trouble }
            Field { id: "entry-systolic", label: t!("entry-systolic"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pressure-unit"),
                value: systolic, oninput: move |it| draft.write().systolic = it, error: wrong(Place::Systolic) }
            Field { id: "entry-diastolic", label: t!("entry-diastolic"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pressure-unit"),
                value: diastolic, oninput: move |it| draft.write().diastolic = it, error: wrong(Place::Diastolic) }
            Field { id: "entry-pulse", label: t!("entry-pulse"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pulse-unit"),
                value: pulse, oninput: move |it| draft.write().pulse = it, error: wrong(Place::Pulse) }
            details { open: more_wrong || before.is_some(),
                summary { {t!("entry-more")} }
                div { class: "stack",
                    Field { id: "entry-when", label: t!("entry-when"), kind: FieldKind::DateTime, value: when,
                        oninput: move |it| when.set(it),
                        error: (asked() && measured_at().is_none()).then(|| t!("entry-error-when")) }
                    Field { id: "entry-note", label: t!("entry-note"), hint: t!("entry-note-hint"), value: note,
                        oninput: move |it| note.set(it), error: (asked() && too_long()).then(|| t!("entry-error-note")) }
                }
            }
            Button { id: "entry-save", submit: true, wide: true, busy, {t!("entry-save")} }
        }
        if let Some(value) = doubted() {
            Dialog { id: "doubt", title: t!("entry-doubt-title"), onclose: move |()| doubted.set(None),
                for doubt in value.doubts() {
                    p { {doubt_text(doubt)} }
                }
                Button { id: "doubt-no", wide: true, onpress: move |()| doubted.set(None), {t!("entry-doubt-no")} }
                Button { id: "doubt-yes", wide: true, kind: ButtonKind::Second, onpress: move |()| { doubted.set(None); save.call(value) },
                    {t!("entry-doubt-yes")}
                }
            }
        }
    }
}
