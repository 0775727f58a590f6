//! All modules with what was done of each.

use dioxus::prelude::*;
use heilsam_therapy::content::Module;
use heilsam_therapy::programme::{Course, Status};

use super::mistake::TakenBackAnswers;
use super::next::NextStep;
use super::start::{Purpose, Start};
use super::use_change;
use crate::components::{Badge, Button, ButtonKind, Kind, PageTitle, Progress, Shape};
use crate::patient::content::{ContentWaits, say, use_content};
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::today::{day, today};
use crate::{browser, t};

/// The programme, or its beginning.
#[component]
pub fn Programme() -> Element {
    let record = use_record();
    let change = use_change();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let mut anew = use_signal(|| false);
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    let Some(course) = record.course() else { return rsx! { Start {} } };
    // Once it is begun anew it is of this prescription.
    if anew() && !read_only && course.is_of_an_earlier(&record.courses(), today()) {
        return rsx! { Start { earlier: course, onback: move |()| anew.set(false) } };
    }
    let week = course.week(&package, today());
    let weeks = package.manifest.weeks;
    let step =
        if week > weeks { t!("programme-over") } else { t!("programme-week", week = week, weeks = weeks) };
    let percent = course.percent(&package);
    let rest = {
        let course = course.clone();
        move |()| {
            let mut course = course.clone();
            course.rest(today(), None);
            change.call(course);
        }
    };
    let resting = course.pause(today()).is_some();
    let courses = record.courses();
    // Whoever chose to go on may still change their mind.
    let may_begin_anew =
        course.is_of_an_earlier(&courses, today()) && !course.asks_to_begin_anew(&courses, today());
    rsx! {
        PageTitle { title: t!("programme-title"), lead: say(&package.manifest.title), step }
        div { class: "stack-wide",
            ReadOnlyNotice {}
            if !read_only {
                NextStep { course: course.clone() }
                FollowUp { course: course.clone(), onanew: move |()| anew.set(true) }
            }
            Progress { id: "programme-progress", label: t!("programme-done", percent = percent), done: u32::from(percent), total: 100 }
            div { class: "row",
                Button { id: "programme-questions", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::Assessments {}); }, {t!("assessments-link")} }
                Button { id: "programme-plan", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::PlanPage {}); }, {t!("plan-link")} }
            }
            section { class: "stack",
                h2 { {t!("programme-modules")} }
                ul { class: "card-list", id: "modules",
                    for module in package.modules.iter().cloned() {
                        ModuleRow { key: "{module.id}", status: course.status(&package, &module, today()), module, course: course.clone() }
                    }
                }
            }
            if !course.earlier.is_empty() {
                section { class: "stack", id: "programme-earlier",
                    h2 { {t!("programme-earlier")} }
                    ul {
                        for it in course.earlier.iter() {
                            li { key: "{it.first_day}",
                                {t!("programme-earlier-one", day = day(it.first_day), percent = it.percent(&package))}
                            }
                        }
                    }
                }
            }
            TakenBackAnswers { course: course.clone() }
            details {
                summary { {t!("programme-purpose")} }
                Purpose { package }
            }
            if !read_only && (!resting || may_begin_anew) {
                div { class: "actions",
                    if !resting {
                        Button { id: "programme-rest", kind: ButtonKind::Quiet, onpress: rest, {t!("programme-rest")} }
                    }
                    if may_begin_anew {
                        Button { id: "programme-anew", kind: ButtonKind::Quiet, onpress: move |()| anew.set(true), {t!("programme-anew")} }
                    }
                }
            }
        }
    }
}

/// With a follow-up prescription: begin anew, or go on. It is asked once.
#[component]
fn FollowUp(course: Course, onanew: EventHandler<()>) -> Element {
    let record = use_record();
    let change = use_change();
    let courses = record.courses();
    if !course.asks_to_begin_anew(&courses, today()) {
        return rsx! {};
    }
    let interrupted = course.interrupted_on(&courses, today());
    let go_on = move |()| {
        let mut course = course.clone();
        if let Some(day) = interrupted {
            course.leave_out(day, today());
        }
        course.choose_to_go_on(&courses, today());
        change.call(course);
        // The button goes away.
        browser::focus("page-title");
    };
    rsx! {
        section { class: "card", id: "programme-follow-up",
            h2 { {t!("programme-follow-up")} }
            p { {t!("programme-follow-up-text")} }
            div { class: "row",
                Button { id: "programme-go-on", kind: ButtonKind::Second, onpress: go_on,
                    if interrupted.is_some() { {t!("programme-go-on")} } else { {t!("programme-go-on-so")} }
                }
                Button { id: "programme-anew", kind: ButtonKind::Second, onpress: move |()| onanew.call(()), {t!("programme-anew")} }
            }
        }
    }
}

#[component]
fn ModuleRow(module: Module, status: Status, course: Course) -> Element {
    let (kind, icon, text) = match status {
        Status::Ahead => (Kind::Info, Some(Shape::Clock), t!("module-ahead", week = module.week)),
        Status::Open => (Kind::Info, None, t!("module-open")),
        Status::Begun => (Kind::Warning, None, t!("module-begun")),
        Status::Done => (Kind::Success, Some(Shape::Check), t!("module-done")),
    };
    let state = course.modules.get(&module.id);
    let exercised = state.map_or(0, |it| it.exercised.len());
    let known = module.quiz.iter().filter(|question| course.quiz.knows(&question.id)).count();
    let begun = status == Status::Begun;
    let progress = t!(
        "module-progress",
        read = state.map_or(0, |it| it.read.len()),
        sections = module.sections.len(),
        days = exercised.min(usize::from(module.exercise.days)),
        planned = module.exercise.days,
        known = known,
        questions = module.quiz.len()
    );
    rsx! {
        li { class: "card",
            div { class: "row-apart",
                h3 {
                    Link { to: Route::ModulePage { module: module.id.clone() }, "{module.week}. " {say(&module.title)} }
                }
                Badge { kind, icon, "{text}" }
            }
            p { class: "soft", {say(&module.summary)} }
            if begun {
                p { class: "soft", "{progress}" }
            }
        }
    }
}
