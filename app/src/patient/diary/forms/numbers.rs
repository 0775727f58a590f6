//! Blood pressure, pulse, weight: large numbers.

use dioxus::prelude::*;

use super::State;
use crate::components::{Choice, Field, FieldKind};
use crate::patient::diary::inputs::{Input, Typed};
use crate::t;

/// Upper and lower value, and the pulse that the device showed with them.
#[component]
pub fn Pressure(state: State) -> Element {
    let mut draft = state.draft;
    let value = use_memo(move || draft.read().pressure.clone());
    let (systolic, diastolic, pulse) = (value().systolic, value().diastolic, value().pulse);
    rsx! {
        p { class: "soft", {t!("entry-lead")} }
        Field { id: "entry-systolic", label: t!("entry-systolic"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pressure-unit"),
            value: systolic, oninput: move |it| draft.write().pressure.systolic = it, error: state.error("entry-systolic") }
        Field { id: "entry-diastolic", label: t!("entry-diastolic"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pressure-unit"),
            value: diastolic, oninput: move |it| draft.write().pressure.diastolic = it, error: state.error("entry-diastolic") }
        Field { id: "entry-pulse", label: t!("entry-pulse"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pulse-unit"),
            value: pulse, oninput: move |it| draft.write().pressure.pulse = it, error: state.error("entry-pulse") }
    }
}

/// Pulse alone, and whether it was irregular.
#[component]
pub fn Pulse(state: State) -> Element {
    let mut draft = state.draft;
    let value = use_memo(move || draft.read().pulse.clone());
    rsx! {
        Field { id: "entry-rate", label: t!("entry-rate"), hint: t!("entry-rate-hint"), kind: FieldKind::Number, maxlength: 5, unit: t!("entry-pulse-unit"),
            value: value().per_minute, oninput: move |it| draft.write().pulse.per_minute = it, error: state.error("entry-rate") }
        Choice { id: "entry-irregular", name: "entry-irregular", label: t!("entry-irregular"), detail: t!("entry-irregular-hint"),
            checked: value().irregular, onchange: move |on| draft.write().pulse.irregular = on }
    }
}

/// Body weight.
#[component]
pub fn Weight(state: State) -> Element {
    let mut draft = state.draft;
    let value = use_memo(move || draft.read().weight.kilograms.clone());
    rsx! {
        Input { id: "entry-weight", label: t!("entry-weight"), hint: t!("entry-weight-hint"), typed: Typed::Decimal, unit: t!("entry-weight-unit"),
            value: value(), oninput: move |it| draft.write().weight.kilograms = it, error: state.error("entry-weight") }
    }
}
