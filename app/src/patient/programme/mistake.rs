//! A yes to the question for complaints that was a mistake: what taking it back means, the word for it, and what was taken back.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 4.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::advice::Reason;
use heilsam_therapy::programme::Course;
use jiff::civil::Date;

use crate::components::{Button, ButtonKind, Dialog, use_toasts};
use crate::patient::content::{advice_text, say};
use crate::record::{Record, use_record};
use crate::today::{day as in_words, today};
use crate::{browser, format, t};

/// The day of a yes that is about to be kept. None where nothing is: before the programme, and beside another one of the same
/// day, which may have been no mistake.
#[must_use]
pub fn day_of_new_answer(record: Record, reason: Reason) -> Option<Date> {
    let today = today();
    record.course().filter(|course| !course.holds_answer(reason, today)).map(|_| today)
}

/// What an answer meant, in the words of the programme.
fn meaning(reason: Reason) -> String {
    advice_text(reason).map(|text| say(&text.title)).unwrap_or_default()
}

/// Takes an answer back: with the `day` of one that is kept the patient reads first what that means, else nothing rests for it.
/// `focus` is what has the focus afterwards.
#[component]
pub fn Mistake(
    id: String,
    reason: Reason,
    day: Option<Date>,
    focus: String,
    ontaken: EventHandler<()>,
) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    let mut open = use_signal(|| false);
    let target = focus.clone();
    let press = move |()| {
        if day.is_some() {
            open.set(true);
        } else {
            ontaken.call(());
            browser::focus(&target);
        }
    };
    let mut take = move |day: Date| {
        let focus = focus.clone();
        open.set(false);
        spawn_forever(async move {
            if let Err(error) = record.take_answer_back(reason, day).await {
                toasts.say(move || error.text());
            }
            browser::focus(&focus);
        });
        ontaken.call(());
    };
    rsx! {
        Button { id: "{id}", kind: ButtonKind::Quiet, onpress: press, {t!("mistake")} }
        if let Some(day) = day.filter(|_| open()) {
            Dialog { id: "{id}-dialog", title: t!("mistake-title"), onclose: move |()| open.set(false),
                p { {t!("mistake-what", day = in_words(day))} " " strong { {meaning(reason)} } }
                p { {t!("mistake-means")} }
                p { {t!("mistake-else")} }
                p { {t!("mistake-kept")} }
                Button { id: "mistake-no", wide: true, onpress: move |()| open.set(false), {t!("mistake-no")} }
                Button { id: "mistake-yes", wide: true, kind: ButtonKind::Second, onpress: move |()| take(day), {t!("mistake-yes")} }
            }
        }
    }
}

/// Every answer that was taken back, and when; nothing where there is none.
#[component]
pub fn TakenBackAnswers(course: Course) -> Element {
    let all = course.all_taken_back();
    if all.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "stack", id: "programme-taken-back",
            h2 { {t!("programme-taken-back")} }
            ul {
                for it in all {
                    li { key: "{it.at}",
                        {t!("programme-taken-back-one", what = meaning(it.reason), day = in_words(it.from), at = format::moment(it.at))}
                    }
                }
            }
        }
    }
}
