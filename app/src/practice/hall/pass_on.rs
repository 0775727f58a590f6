//! What staff left for somebody who waits, passed on by the doctor's device: only that speaks with them.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use jiff::{SignedDuration, Timestamp};

use crate::practice::desk::Word;
use crate::{format, t};

/// An older word says nothing any more.
const FRESH: SignedDuration = SignedDuration::from_mins(30);

/// Says it once to whoever waits, and shows the doctor what was said.
#[component]
pub(super) fn PassOn(call: Call, word: Option<Word>) -> Element {
    let mut passed = use_signal(|| None::<Timestamp>);
    let word = word.filter(|word| format::now().duration_since(word.at) < FRESH);
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
