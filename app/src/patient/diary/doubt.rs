//! Asking back where an entry is unlikely; the patient decides.

use dioxus::prelude::*;
use heilsam_therapy::plausibility::Doubt;

use crate::components::{Button, ButtonKind, Dialog};
use crate::t;

/// What is unlikely about an entry.
#[must_use]
pub fn text(doubt: Doubt) -> String {
    match doubt {
        Doubt::CloseTogether => t!("entry-doubt-close"),
        Doubt::FarApart => t!("entry-doubt-apart"),
        Doubt::UnusualPulse => t!("entry-doubt-pulse"),
        Doubt::UnusualWeight => t!("entry-doubt-weight"),
        Doubt::LongActivity => t!("entry-doubt-long"),
        Doubt::TooManySteps => t!("entry-doubt-steps"),
        Doubt::UnusualSleep => t!("entry-doubt-sleep"),
        Doubt::Twice => t!("entry-doubt-twice"),
        Doubt::FarFromOtherReadings => t!("entry-doubt-far"),
        Doubt::WeightJumped => t!("entry-doubt-jump"),
        Doubt::IntakeTwice => t!("entry-doubt-intake"),
        Doubt::SleepsOverlap => t!("entry-doubt-overlap"),
        Doubt::DayTooLong => t!("entry-doubt-day"),
        Doubt::LongAgo => t!("entry-doubt-ago"),
        Doubt::RightAfterEffort => t!("entry-doubt-effort"),
    }
}

/// What is unlikely, and two ways out.
#[component]
pub fn DoubtDialog(doubts: Vec<Doubt>, onchange: EventHandler<()>, onsave: EventHandler<()>) -> Element {
    rsx! {
        Dialog { id: "doubt", title: t!("entry-doubt-title"), onclose: move |()| onchange.call(()),
            for (index , doubt) in doubts.into_iter().enumerate() {
                p { key: "{index}", {text(doubt)} }
            }
            Button { id: "doubt-no", wide: true, onpress: move |()| onchange.call(()), {t!("entry-doubt-no")} }
            Button { id: "doubt-yes", wide: true, kind: ButtonKind::Second, onpress: move |()| onsave.call(()), {t!("entry-doubt-yes")} }
        }
    }
}
