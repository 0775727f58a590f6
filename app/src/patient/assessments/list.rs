//! All questionnaires with when they are due.

use dioxus::prelude::*;
use heilsam_therapy::content::AssessmentPlan;
use heilsam_therapy::programme::Course;
use heilsam_therapy::schedule::Due;
use jiff::civil::Date;

use super::survey::Survey;
use super::{QuestionnairesWait, use_questionnaires};
use crate::components::{Badge, Button, ButtonKind, Kind, PageTitle, Shape};
use crate::patient::content::{ContentWaits, say, use_content};
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::patient::routes::Route;
use crate::record::{AssessmentView, use_record};
use crate::t;
use crate::today::{self, today};

/// Days on which a questionnaire was finished.
#[must_use]
pub fn answered(assessments: &[AssessmentView], name: &str) -> Vec<Date> {
    let done =
        assessments.iter().filter(|it| it.assessment.questionnaire == name && it.assessment.completed());
    done.map(|it| today::local(it.assessment.state.changed_at).date()).collect()
}

/// Whether one was begun and not finished.
#[must_use]
pub fn is_open(assessments: &[AssessmentView], name: &str) -> bool {
    assessments.iter().any(|it| it.assessment.questionnaire == name && !it.assessment.completed())
}

/// The questionnaires of the programme, and the survey of the ordinance while its time is.
#[component]
pub fn Assessments() -> Element {
    let read_only = use_read_only();
    let Some(package) = use_content().package() else { return rsx! { ContentWaits {} } };
    rsx! {
        PageTitle { title: t!("assessments-title"), lead: t!("assessments-lead") }
        div { class: "stack",
            ReadOnlyNotice {}
            if !read_only {
                Survey {}
            }
            ul { class: "card-list", id: "assessments",
                for plan in package.manifest.assessments.iter().cloned() {
                    AssessmentRow { key: "{plan.questionnaire}", plan }
                }
            }
        }
    }
}

/// How many questionnaires wait: begun, or due today.
fn waiting(
    plans: &[AssessmentPlan],
    course: &Course,
    last_day: Option<Date>,
    mine: &[AssessmentView],
) -> usize {
    let due = |plan: &&AssessmentPlan| {
        let done = answered(mine, &plan.questionnaire);
        is_open(mine, &plan.questionnaire)
            || matches!(plan.schedule.due(course.first_day, last_day, &done, today()), Due::Now(_))
    };
    plans.iter().filter(due).count()
}

/// A card on the start page while questionnaires wait.
#[component]
pub fn WaitingAssessments() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let (Some(package), Some(course)) = (use_content().package(), record.course()) else { return rsx! {} };
    let count = waiting(&package.manifest.assessments, &course, record.last_day(), &record.assessments());
    if count == 0 {
        return rsx! {};
    }
    rsx! {
        section { class: "card", id: "waiting-assessments",
            h2 { {t!("assessments-title")} }
            p { {t!("assessments-waiting", count = count)} }
            div { class: "row",
                Button { id: "home-questions", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::Assessments {}); }, {t!("assessments-open")} }
            }
        }
    }
}

#[component]
fn AssessmentRow(plan: AssessmentPlan) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let Some(loaded) = use_questionnaires().get(&plan.questionnaire) else {
        return rsx! { li { QuestionnairesWait {} } };
    };
    let name = plan.questionnaire.clone();
    let mine = record.assessments();
    let done = answered(&mine, &name);
    let open = is_open(&mine, &name);
    let last_day = record.last_day();
    let due = record.course().map(|course| plan.schedule.due(course.first_day, last_day, &done, today()));
    let now = matches!(due, Some(Due::Now(_)));
    let badge = match due {
        _ if read_only => {
            (!done.is_empty()).then(|| (Kind::Success, Some(Shape::Check), t!("assessment-done")))
        }
        _ if open => Some((Kind::Warning, None, t!("assessment-open"))),
        Some(Due::Now(window)) => {
            Some((Kind::Warning, Some(Shape::Clock), t!("assessment-now", day = today::day(window.closes))))
        }
        Some(Due::Later(window)) => {
            Some((Kind::Info, Some(Shape::Clock), t!("assessment-later", day = today::day(window.opens))))
        }
        Some(Due::Done) => Some((Kind::Success, Some(Shape::Check), t!("assessment-done"))),
        None => None,
    };
    let button = match (open, done.is_empty()) {
        (_, true) if read_only => None,
        (_, false) if read_only => Some(t!("assessment-results")),
        (true, _) => Some(t!("assessment-resume")),
        (false, false) if !now => Some(t!("assessment-results")),
        _ => Some(t!("assessment-start")),
    };
    let title = say(&loaded.questionnaire.title);
    rsx! {
        li { class: "card",
            h2 { "{title}" }
            p { {say(&plan.why)} }
            if let Some((kind, icon, text)) = badge {
                p { Badge { kind, icon, "{text}" } }
            }
            if let Some(button) = button {
                div { class: "row",
                    Button { id: "open-{name}", kind: ButtonKind::Second,
                        onpress: { let name = name.clone(); move |()| { navigator.push(Route::AssessmentPage { name: name.clone() }); } },
                        span { "aria-hidden": "true", "{button}" }
                        span { class: "visually-hidden", "{button}: {title}" }
                    }
                }
            }
        }
    }
}
