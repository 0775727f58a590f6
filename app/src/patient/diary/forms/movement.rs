//! Movement: what, how long, how hard.

use dioxus::prelude::*;
use heilsam_therapy::diary::{ActivityKind, Effort};

use super::State;
use crate::components::{Field, FieldKind};
use crate::entry_words as words;
use crate::patient::diary::inputs::{Choose, Options};
use crate::t;

const EFFORTS: [Effort; 3] = [Effort::Light, Effort::Moderate, Effort::Vigorous];

/// What was done, for how many minutes, how hard, how many steps.
#[component]
pub fn Movement(state: State) -> Element {
    let mut draft = state.draft;
    let typed = use_memo(move || draft.read().activity.clone());
    let now = typed();
    rsx! {
        Choose { id: "entry-activity", label: t!("entry-activity"), none: t!("entry-choose"), options: ActivityKind::ALL.map(words::activity_kind).to_vec(),
            chosen: ActivityKind::ALL.iter().position(|it| Some(*it) == now.kind),
            onchoose: move |index: Option<usize>| draft.write().activity.kind = index.and_then(|index| ActivityKind::ALL.get(index)).copied(),
            error: state.error("entry-activity") }
        Field { id: "entry-minutes", label: t!("entry-minutes"), kind: FieldKind::Number, maxlength: 4, unit: t!("entry-minutes-unit"),
            value: now.minutes.clone(), oninput: move |it| draft.write().activity.minutes = it, error: state.error("entry-minutes") }
        Options { id: "effort", legend: t!("entry-effort"), options: vec![t!("effort-light-long"), t!("effort-moderate-long"), t!("effort-vigorous-long")],
            chosen: EFFORTS.iter().position(|it| Some(*it) == now.effort),
            onchoose: move |index: usize| draft.write().activity.effort = EFFORTS.get(index).copied(), error: state.error("effort-0") }
        Field { id: "entry-steps", label: t!("entry-steps"), kind: FieldKind::Number, maxlength: 6, unit: t!("entry-steps-unit"),
            value: now.steps.clone(), oninput: move |it| draft.write().activity.steps = it, error: state.error("entry-steps") }
    }
}
