//! Why the programme or its exercises rest, what to do about it, and the word that the practice agreed or that an answer was a mistake.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 4.

use dioxus::prelude::*;
use heilsam_therapy::advice::{self, Programme};

use super::mistake::{Mistake, Yes};
use super::{stops, use_change};
use crate::components::{Button, ButtonKind, Kind, Notice};
use crate::patient::content::{advice_text, say};
use crate::record::use_record;
use crate::today::today;
use crate::{browser, t};

/// Nothing while nothing rests; else why, what to do, and the button that ends it. One press is enough; its day is kept.
#[component]
pub fn StopNotice() -> Element {
    let record = use_record();
    let change = use_change();
    let reasons = stops(record);
    let (title, text, button) = match advice::programme(&reasons) {
        Programme::GoesOn => return rsx! {},
        Programme::NoExercise => {
            (t!("stop-exercise-title"), t!("stop-exercise-text"), t!("stop-exercise-agreed"))
        }
        Programme::Pauses => (t!("stop-title"), t!("stop-text"), t!("stop-agreed")),
    };
    let why: Vec<String> =
        reasons.iter().filter_map(|reason| Some(say(&advice_text(*reason)?.title))).collect();
    let mistake = record.course().and_then(|course| course.answer());
    let agree = move |()| {
        let Some(mut course) = record.course() else { return };
        course.agreed(&reasons, today());
        change.call(course);
        // The button goes away with the notice.
        browser::focus("page-title");
    };
    rsx! {
        Notice { id: "programme-stop", kind: Kind::Warning, title,
            p { {t!("stop-why")} }
            ul {
                for text in why {
                    li { key: "{text}", "{text}" }
                }
            }
            p { "{text}" }
            div { class: "row",
                Button { id: "programme-agreed", kind: ButtonKind::Second, onpress: agree, "{button}" }
                if let Some(answer) = mistake {
                    Mistake { id: "programme-mistake", yes: Yes::Kept(answer), focus: "page-title", ontaken: move |()| {} }
                }
            }
        }
    }
}
