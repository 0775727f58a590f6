//! Questions, one after the other; each says why. Those that were wrong come back the next day.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::advice::Programme;
use heilsam_therapy::content::{Package, Question};
use heilsam_therapy::programme::Answered;

use super::stop::StopNotice;
use super::{demanded, use_change};
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Progress, Shape};
use crate::patient::content::{ContentWaits, say, use_content};
use crate::patient::diary::inputs::Options;
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::today::{self, today};
use crate::{browser, t};

/// All questions that are due today.
#[component]
pub fn QuizPage() -> Element {
    let navigator = use_navigator();
    let paused = demanded(use_record()) == Programme::Pauses;
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    rsx! {
        PageTitle { title: t!("quiz-title"), lead: t!("quiz-lead") }
        div { class: "stack-wide",
            if paused {
                StopNotice {}
            } else {
                DueQuiz { package }
            }
            div { class: "actions",
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, onpress: move |()| { navigator.push(Route::Programme {}); }, {t!("module-all")} }
            }
        }
    }
}

/// The questions that were due when the page was opened.
#[component]
fn DueQuiz(package: Rc<Package>) -> Element {
    let record = use_record();
    let questions = use_hook(|| {
        let Some(course) = record.course() else { return Vec::new() };
        let week = course.week(&package, today());
        course.quiz.due(&package, week, today()).into_iter().cloned().collect::<Vec<_>>()
    });
    rsx! {
        if questions.is_empty() {
            p { {t!("quiz-none")} }
        } else {
            Quiz { questions }
        }
    }
}

/// These questions; the result of each is saved at once.
#[component]
pub fn Quiz(questions: Vec<Question>) -> Element {
    let record = use_record();
    let change = use_change();
    let mut at = use_signal(|| 0_usize);
    let mut chosen = use_signal(|| None::<usize>);
    let mut asked = use_signal(|| false);
    let mut answered = use_signal(|| None::<Answered>);
    let total = questions.len();
    let Some(question) = questions.into_iter().nth(at()) else {
        return rsx! {
            div { id: "quiz-end", tabindex: "-1", role: "status", p { {t!("quiz-end")} } }
        };
    };
    let number = u32::try_from(at()).unwrap_or_default();
    let all = u32::try_from(total).unwrap_or(1);
    let answers: Vec<String> = question.answers.iter().map(say).collect();
    let because = say(&question.because);
    let title = say(&question.question);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        let Some(index) = chosen() else { return browser::focus("quiz-answer-0") };
        let Some(mut course) = record.course() else { return };
        let answer = u8::try_from(index).unwrap_or(u8::MAX);
        answered.set(Some(course.quiz.answer(&question, answer, today())));
        change.call(course);
    };
    let next = move |()| {
        chosen.set(None);
        asked.set(false);
        answered.set(None);
        at += 1;
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: submit,
            Progress { id: "quiz-progress", label: t!("quiz-number", number = number + 1, total = all), done: number, total: all }
            // A new question is a new group: nothing stays chosen from the one before.
            Options { key: "{number}", id: "quiz-answer", legend: title, options: answers, chosen: chosen(),
                onchoose: move |index| if answered.peek().is_none() { chosen.set(Some(index)) },
                error: (asked() && chosen().is_none()).then(|| t!("entry-error-choose")) }
            if let Some(result) = answered() {
                Notice { kind: if result.right { Kind::Success } else { Kind::Warning }, announce: true, id: "quiz-result",
                    title: if result.right { t!("quiz-right") } else { t!("quiz-wrong") },
                    p { "{because}" }
                    if let Some(day) = result.again {
                        p { class: "soft", {t!("quiz-again", day = today::day(day))} }
                    }
                }
                Button { id: "quiz-next", wide: true, kind: ButtonKind::Second, onpress: next, {t!("action-next")} }
            } else {
                Button { id: "quiz-check", submit: true, wide: true, kind: ButtonKind::Second, {t!("quiz-check")} }
            }
        }
    }
}
