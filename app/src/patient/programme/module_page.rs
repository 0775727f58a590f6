//! One module: picture, text, exercise, quiz, sources.

use dioxus::prelude::*;
use heilsam_therapy::advice::Programme as Demand;
use heilsam_therapy::content::{Module, Package, Trigger};
use heilsam_therapy::programme::Course;

use super::lesson::{Lesson, Sources};
use super::quiz::Quiz;
use super::stop::StopNotice;
use super::{demanded, use_change};
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::patient::content::{ContentWaits, say, use_content};
use crate::patient::hint::HintBeside;
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::t;
use crate::today::today;

/// The module with this name.
#[component]
pub fn ModulePage(module: String) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    let back = rsx! {
        div { class: "actions",
            Button { kind: ButtonKind::Quiet, icon: Shape::Back, id: "module-back", onpress: move |()| { navigator.push(Route::Programme {}); }, {t!("module-all")} }
        }
    };
    let Some(module) = package.module(&module).cloned() else {
        return rsx! {
            PageTitle { title: t!("programme-title") }
            Notice { kind: Kind::Warning, p { {t!("module-gone")} } }
            {back}
        };
    };
    let course = record.course();
    let demand = demanded(record);
    let paused = demand == Demand::Pauses;
    let held = is_held(demand, &module);
    let step = t!("module-step", week = module.week, minutes = module.minutes);
    rsx! {
        PageTitle { title: say(&module.title), lead: say(&module.summary), step }
        div { class: "stack-wide",
            ReadOnlyNotice {}
            if held && !read_only {
                StopNotice {}
            }
            Lesson { module: module.clone() }
            if let Some(course) = course {
                Read { module: module.clone(), course: course.clone(), waits: paused }
                Exercise { module: module.clone(), course: course.clone(), held }
                if !read_only && !paused {
                    ModuleQuiz { package: package.clone(), module: module.clone(), course }
                }
            } else if !read_only {
                Notice { p { {t!("module-begin-first")} } p { Link { to: Route::Programme {}, {t!("next-begin-button")} } } }
            }
            Sources { package, module }
            {back}
        }
    }
}

/// Whether the exercise of a module rests.
fn is_held(demand: Demand, module: &Module) -> bool {
    demand == Demand::Pauses || (demand == Demand::NoExercise && module.exercise.movement)
}

/// That it was read; `waits`: reading is possible, and counts once the programme goes on.
#[component]
fn Read(module: Module, course: Course, waits: bool) -> Element {
    let change = use_change();
    let read_only = use_read_only();
    let count = u8::try_from(module.sections.len()).unwrap_or(u8::MAX);
    let read = course.modules.get(&module.id).is_some_and(|it| it.read.len() >= usize::from(count));
    let name = module.id;
    let mark = move |()| {
        let mut course = course.clone();
        for section in 0..count {
            course.read(&name, section, today());
        }
        change.call(course);
    };
    rsx! {
        div { id: "module-read", role: "status",
            if read {
                Badge { kind: Kind::Success, icon: Shape::Check, {t!("module-was-read")} }
            } else if !read_only && !waits {
                Button { id: "module-mark-read", wide: true, onpress: mark, {t!("module-mark-read")} }
            }
        }
    }
}

#[component]
fn Exercise(module: Module, course: Course, held: bool) -> Element {
    let change = use_change();
    let read_only = use_read_only();
    let exercise = module.exercise.clone();
    let done = course.modules.get(&module.id).map(|it| it.exercised.clone()).unwrap_or_default();
    let today_done = done.contains(&today());
    let name = module.id;
    let mark = move |()| {
        let mut course = course.clone();
        course.exercised(&name, today());
        change.call(course);
    };
    rsx! {
        section { class: "card", id: "exercise",
            h2 { {t!("module-exercise")} ": " {say(&exercise.title)} }
            p { class: "soft", {t!("module-exercise-plan", days = exercise.days, minutes = exercise.minutes)} }
            if held {
                Notice { kind: Kind::Warning, p { {t!("module-exercise-held")} } }
            } else if exercise.movement {
                HintBeside { trigger: Trigger::BeforeMovement }
            }
            ol { class: "steps",
                for (index , text) in exercise.steps.iter().enumerate() {
                    li { key: "{index}", {say(text)} }
                }
            }
            p { class: "numbers", role: "status", {t!("module-exercise-done", done = done.len(), days = exercise.days)} }
            if today_done {
                div { class: "row", Badge { kind: Kind::Success, icon: Shape::Check, {t!("module-exercise-today")} } }
            } else if !held && !read_only {
                div { class: "row",
                    Button { id: "exercise-done", kind: ButtonKind::Second, icon: Shape::Check, onpress: mark, {t!("module-exercise-mark")} }
                }
            }
        }
    }
}

#[component]
fn ModuleQuiz(package: std::rc::Rc<Package>, module: Module, course: Course) -> Element {
    // The questions of this visit: those that were not known when it began.
    let questions = use_hook(|| {
        let due = course.quiz.due(&package, u8::MAX, today());
        let mine = |id: &str| due.iter().any(|it| it.id == id);
        module.quiz.iter().filter(|question| mine(&question.id)).cloned().collect::<Vec<_>>()
    });
    rsx! {
        section { class: "card", id: "quiz",
            h2 { {t!("quiz-title")} }
            if questions.is_empty() {
                p { {t!("quiz-none")} }
            } else {
                Quiz { questions }
            }
        }
    }
}
