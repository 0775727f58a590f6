//! Sleep and mood.

use dioxus::prelude::*;
use heilsam_therapy::diary::Rating;

use super::State;
use crate::components::{DateField, DateKind, Field, FieldKind};
use crate::entry_words as words;
use crate::patient::diary::inputs::Options;
use crate::t;

fn place(rating: Option<Rating>) -> Option<usize> {
    Rating::ALL.iter().position(|it| Some(*it) == rating)
}

fn rating(index: usize) -> Option<Rating> {
    Rating::ALL.get(index).copied()
}

/// From when to when, how restful, how often awake.
#[component]
pub fn Night(state: State) -> Element {
    let mut draft = state.draft;
    let typed = use_memo(move || draft.read().sleep.clone());
    let now = typed();
    rsx! {
        div { class: "field-row",
            DateField { id: "entry-asleep", label: t!("entry-asleep"), kind: DateKind::Clock, value: now.asleep.clone(),
                oninput: move |it| draft.write().sleep.asleep = it, error: state.error("entry-asleep") }
            DateField { id: "entry-awake", label: t!("entry-awake"), kind: DateKind::Clock, value: now.awake.clone(),
                oninput: move |it| draft.write().sleep.awake = it, error: state.error("entry-awake") }
        }
        Options { id: "quality", legend: t!("entry-quality"), options: Rating::ALL.map(words::restful).to_vec(),
            chosen: place(now.quality), onchoose: move |index| draft.write().sleep.quality = rating(index), error: state.error("quality-0") }
        Field { id: "entry-awakenings", label: t!("entry-awakenings"), kind: FieldKind::Number, maxlength: 2, unit: t!("entry-awakenings-unit"),
            value: now.awakenings.clone(), oninput: move |it| draft.write().sleep.awakenings = it, error: state.error("entry-awakenings") }
    }
}

/// How one feels, and how tense.
#[component]
pub fn Feeling(state: State) -> Element {
    let mut draft = state.draft;
    let typed = use_memo(move || (draft.read().mood, draft.read().tension));
    let (mood, tension) = typed();
    rsx! {
        Options { id: "mood", legend: t!("entry-mood"), options: Rating::ALL.map(words::feeling).to_vec(),
            chosen: place(mood), onchoose: move |index| draft.write().mood = rating(index), error: state.error("mood-0") }
        Options { id: "tension", legend: t!("entry-tension"), options: Rating::ALL.map(words::tense).to_vec(),
            chosen: place(tension), onchoose: move |index| draft.write().tension = rating(index) }
    }
}
