//! Medicines: taken or left out, and what they did beside their effect.

use dioxus::prelude::*;
use heilsam_therapy::diary::{AmountUnit, Effect, Severity, SkipReason};

use super::State;
use crate::components::Button;
use crate::components::ButtonKind;
use crate::entry_words as words;
use crate::patient::diary::inputs::{Choose, Input, Options, Typed};
use crate::t;

const REASONS: [SkipReason; 7] = [
    SkipReason::Forgotten,
    SkipReason::SideEffect,
    SkipReason::RanOut,
    SkipReason::LowReading,
    SkipReason::DoctorSaidSo,
    SkipReason::NotWanted,
    SkipReason::Other,
];

const EFFECTS: [Effect; 15] = [
    Effect::Dizziness,
    Effect::Headache,
    Effect::Tiredness,
    Effect::Cough,
    Effect::SwollenLegs,
    Effect::SwollenFace,
    Effect::Fainting,
    Effect::Nausea,
    Effect::MuscleCramps,
    Effect::SlowHeartbeat,
    Effect::Palpitations,
    Effect::Rash,
    Effect::Sexuality,
    Effect::PassingWater,
    Effect::Other,
];

const SEVERITIES: [Severity; 3] = [Severity::Mild, Severity::Moderate, Severity::Severe];

/// Which medicine, whether it was taken, how much.
#[component]
pub fn Medicine(state: State, medicines: Vec<String>) -> Element {
    let mut draft = state.draft;
    let typed = use_memo(move || draft.read().clone());
    let now = typed();
    let known: Vec<String> =
        medicines.iter().filter(|it| **it != now.intake.medicine).take(4).cloned().collect();
    rsx! {
        Input { id: "entry-medicine", label: t!("entry-medicine"), hint: t!("entry-medicine-hint"), typed: Typed::Words,
            value: now.intake.medicine.clone(), suggestions: medicines, oninput: move |it| draft.write().intake.medicine = it,
            error: state.error("entry-medicine") }
        if !known.is_empty() {
            div { class: "row", role: "group", "aria-label": t!("entry-medicine-known"),
                for (index , name) in known.into_iter().enumerate() {
                    Button { key: "{name}", id: "medicine-{index}", kind: ButtonKind::Second,
                        onpress: { let name = name.clone(); move |()| draft.write().intake.medicine = name.clone() }, "{name}" }
                }
            }
        }
        Options { id: "taken", legend: t!("entry-taken"), options: vec![t!("entry-taken-yes"), t!("entry-taken-no")],
            chosen: now.taken.map(|taken| usize::from(!taken)), onchoose: move |index| draft.write().taken = Some(index == 0),
            error: state.error("taken-0") }
        if now.taken == Some(false) {
            Options { id: "skipped", legend: t!("entry-skipped"), options: REASONS.map(words::skip_reason).to_vec(),
                chosen: REASONS.iter().position(|it| Some(*it) == now.skipped),
                onchoose: move |index: usize| draft.write().skipped = REASONS.get(index).copied(), error: state.error("skipped-0") }
        }
        if now.taken == Some(true) {
            div { class: "field-row",
                Input { id: "entry-amount", label: t!("entry-amount"), typed: Typed::Decimal, value: now.intake.amount.clone(),
                    oninput: move |it| draft.write().intake.amount = it, error: state.error("entry-amount") }
                Choose { id: "entry-unit", label: t!("entry-unit"), none: words::amount_unit(AmountUnit::Tablet), options: AmountUnit::ALL.into_iter().skip(1).map(words::amount_unit).collect::<Vec<_>>(),
                    chosen: AmountUnit::ALL.iter().skip(1).position(|it| Some(*it) == now.intake.unit),
                    onchoose: move |index: Option<usize>| draft.write().intake.unit = index.and_then(|index| AmountUnit::ALL.get(index + 1)).copied() }
            }
        }
    }
}

/// A complaint, how strong, and which medicine is suspected.
#[component]
pub fn Complaint(state: State, medicines: Vec<String>) -> Element {
    let mut draft = state.draft;
    let typed = use_memo(move || draft.read().effect.clone());
    let now = typed();
    rsx! {
        Choose { id: "entry-effect", label: t!("entry-effect"), none: t!("entry-choose"), options: EFFECTS.map(words::effect).to_vec(),
            chosen: EFFECTS.iter().position(|it| Some(*it) == now.effect),
            onchoose: move |index: Option<usize>| draft.write().effect.effect = index.and_then(|index| EFFECTS.get(index)).copied(),
            error: state.error("entry-effect") }
        if now.effect == Some(Effect::Other) {
            Input { id: "entry-words", label: t!("entry-words"), typed: Typed::Lines, value: now.words.clone(),
                oninput: move |it| draft.write().effect.words = it, error: state.error("entry-words") }
        }
        Options { id: "severity", legend: t!("entry-severity"), options: SEVERITIES.map(words::severity).to_vec(),
            chosen: SEVERITIES.iter().position(|it| Some(*it) == now.severity),
            onchoose: move |index: usize| draft.write().effect.severity = SEVERITIES.get(index).copied(), error: state.error("severity-0") }
        Input { id: "entry-suspected", label: t!("entry-suspected"), hint: t!("entry-suspected-hint"), typed: Typed::Words, suggestions: medicines,
            value: now.medicine.clone(), oninput: move |it| draft.write().effect.medicine = it, error: state.error("entry-suspected") }
    }
}
