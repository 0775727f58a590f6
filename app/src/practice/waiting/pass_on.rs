//! What staff left for somebody who waits, passed on by the doctor's device: only that speaks with them.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_domain::RoomId;
use jiff::{SignedDuration, Timestamp};

use crate::practice::desk::Word;
use crate::{browser, format, t};

/// An older word says nothing any more.
const FRESH: SignedDuration = SignedDuration::from_mins(30);

fn key(room: RoomId) -> String {
    format!("heilsam.word.{room}")
}

/// The doctor has said something newer than this word, which is not passed on any more: kept for a reload of this tab, without
/// the words. Which of two words is newer, two clocks cannot say.
pub(super) fn outdate(room: RoomId, word: &Word) {
    if let Some(storage) = browser::tab() {
        // Without it a reload says the older word again.
        let _ = storage.set_item(&key(room), &word.at.to_string());
    }
}

fn is_outdated(room: RoomId, word: &Word) -> bool {
    let kept = browser::tab().and_then(|storage| storage.get_item(&key(room)).ok().flatten());
    kept.is_some_and(|at| at == word.at.to_string())
}

/// Says it once to whoever waits, and shows the doctor what was said.
#[component]
pub(super) fn PassOn(call: Call, word: Option<Word>) -> Element {
    let mut passed = use_signal(|| None::<Timestamp>);
    let room = call.room();
    let is_new = |word: &Word| format::now().duration_since(word.at) < FRESH && !is_outdated(room, word);
    let word = word.filter(is_new);
    let shown = word.clone();
    use_effect(use_reactive!(|word| {
        if let Some(word) = word
            && *passed.peek() != Some(word.at)
        {
            call.say(&word.text);
            passed.set(Some(word.at));
        }
    }));
    rsx! {
        if let Some(word) = shown {
            p { class: "soft", role: "status", {t!("staff-word-passed", text = word.text)} }
        }
    }
}
