//! A yes to the question for complaints that was a mistake: what taking it back means, the word for it, and what was taken back.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 4.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::advice::Reason;
use heilsam_therapy::programme::{Course, Pause};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::components::{Button, ButtonKind, Dialog, use_toasts};
use crate::patient::content::{advice_text, say};
use crate::record::use_record;
use crate::still_there::write_if_there;
use crate::today::day as in_words;
use crate::{browser, format, t};

/// How far the keeping of a yes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yes {
    /// Nothing rests for it: before the programme, or where it could not be saved.
    NotKept,
    /// Taken back before it is saved, it would be saved all the same.
    Saving,
    /// It can be taken back.
    Kept(Pause),
}

/// Keeps a yes that is given on a page, and says how far that is.
pub fn use_yes() -> (Signal<Yes>, Callback<Reason>) {
    let record = use_record();
    let mut toasts = use_toasts();
    let mut yes = use_signal(|| Yes::NotKept);
    let keep = use_callback(move |reason: Reason| {
        yes.set(Yes::Saving);
        // Also when the page is left.
        spawn_forever(async move {
            let kept = record.keep_answer(reason).await;
            let answer = kept.as_ref().ok().copied().flatten();
            write_if_there(yes, |yes| *yes = answer.map_or(Yes::NotKept, Yes::Kept));
            if let Err(error) = kept {
                toasts.say(move || error.text());
            }
        });
    });
    (yes, keep)
}

/// What an answer meant, in the words of the programme.
fn meaning(reason: Reason) -> String {
    advice_text(reason).map(|text| say(&text.title)).unwrap_or_default()
}

/// When an answer was given; earlier versions kept the day.
fn when(from: Date, given: Option<Timestamp>) -> String {
    given.map_or_else(|| in_words(from), format::moment)
}

/// Takes an answer back: of one that is kept the patient reads first what that means. `focus` is what has the focus afterwards.
#[component]
pub fn Mistake(id: String, yes: Yes, focus: String, ontaken: EventHandler<()>) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    // What is read is what is taken back, whatever another device says meanwhile.
    let mut open = use_signal(|| None::<Pause>);
    let target = focus.clone();
    let press = move |()| match yes {
        Yes::Kept(answer) => open.set(Some(answer)),
        Yes::Saving => {}
        Yes::NotKept => {
            ontaken.call(());
            browser::focus(&target);
        }
    };
    let mut take = move |answer: Pause| {
        let focus = focus.clone();
        open.set(None);
        spawn_forever(async move {
            if let Err(error) = record.take_answer_back(answer).await {
                toasts.say(move || error.text());
            }
            browser::focus(&focus);
        });
        ontaken.call(());
    };
    rsx! {
        Button { id: "{id}", kind: ButtonKind::Quiet, busy: yes == Yes::Saving, onpress: press, {t!("mistake")} }
        if let Some(answer) = open() {
            Dialog { id: "{id}-dialog", title: t!("mistake-title"), onclose: move |()| open.set(None),
                p { {t!("mistake-what", day = when(answer.from, answer.given))} " " strong { {answer.reason.map(meaning).unwrap_or_default()} } }
                p { {t!("mistake-means")} }
                p { {t!("mistake-else")} }
                p { {t!("mistake-kept")} }
                Button { id: "mistake-no", wide: true, onpress: move |()| open.set(None), {t!("mistake-no")} }
                Button { id: "mistake-yes", wide: true, kind: ButtonKind::Second, onpress: move |()| take(answer), {t!("mistake-yes")} }
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
                        {t!("programme-taken-back-one", what = meaning(it.reason), day = when(it.from, it.given), at = format::moment(it.at))}
                    }
                }
            }
        }
    }
}
