//! The survey of the ordinance: asked once for each prescription in its time, voluntary, one reminder at most. Its time
//! follows from the prescription and not from the programme: whoever begins late or never is asked as well.
//!
//! Source: DiGAV Anlage 3; § 23a Absatz 4 and 5, § 23d Absatz 2 and 3.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::outcome::{Course, current};
use heilsam_therapy::schedule::Window;
use heilsam_therapy::survey::{Part, Participation, Step, window};
use jiff::civil::Date;

use super::list::answered;
use super::use_questionnaires;
use crate::components::{Button, ButtonKind, use_toasts};
use crate::patient::content::say;
use crate::patient::routes::Route;
use crate::record::{Record, use_record};
use crate::t;
use crate::today::{self, today};

const PARTS: [(Part, &str); 2] =
    [(Part::Satisfaction, "digav-anlage-3-satisfaction"), (Part::HealthChange, "digav-anlage-3-health")];

/// Among the questionnaires: each part while its window is open.
#[component]
pub fn Survey() -> Element {
    rsx! {
        for (part , name) in PARTS {
            SurveyPart { key: "{name}", part, name, looked_for: true }
        }
    }
}

/// On the start page: each part on the day on which it is offered, and on that of its one reminder.
#[component]
pub fn SurveyAsks() -> Element {
    rsx! {
        for (part , name) in PARTS {
            SurveyPart { key: "{name}", part, name, looked_for: false }
        }
    }
}

#[component]
fn SurveyPart(part: Part, name: &'static str, looked_for: bool) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let questionnaires = use_questionnaires();
    use_effect(move || {
        let Some(course) = current(&record.courses(), today()) else { return };
        let (state, window) = standing(record, course, part, name);
        let Some(asked) = state.asked(window, today()) else { return };
        // What stands on the screen was asked, whether or not somebody answers.
        if questionnaires.get(name).is_some() {
            spawn_forever(async move {
                // Without the note it is asked once more another day; nobody is to be troubled with that.
                let _ = record.keep_survey(course.first_use, part, asked).await;
            });
        }
    });
    let Some(course) = current(&record.courses(), today()) else { return rsx! {} };
    let (state, window) = standing(record, course, part, name);
    let open = state.step(window, today()) != Step::Nothing;
    let shown = if looked_for { open } else { state.is_asking(window, today()) };
    if !shown {
        return rsx! {};
    }
    let Some(loaded) = questionnaires.get(name) else { return rsx! {} };
    let decline = move |()| {
        let asked = state.asked(window, today()).unwrap_or(state);
        let declined = Participation { declined: true, ..asked };
        spawn_forever(async move {
            if let Err(error) = record.keep_survey(course.first_use, part, declined).await {
                toasts.say(move || error.text());
            }
        });
    };
    rsx! {
        section { class: "card", id: "survey-{name}",
            h2 { {say(&loaded.questionnaire.title)} }
            p { {t!("survey-why")} }
            p { class: "soft", {t!("survey-until", day = today::day(window.closes))} }
            div { class: "actions",
                Button { id: "survey-take-{name}", kind: ButtonKind::Second,
                    onpress: move |()| { navigator.push(Route::AssessmentPage { name: name.to_owned() }); }, {t!("survey-take")} }
                Button { id: "survey-decline-{name}", kind: ButtonKind::Quiet, onpress: decline, {t!("survey-decline")} }
            }
        }
    }
}

/// What was decided about a part in a course, and when it is asked.
fn standing(record: Record, course: Course, part: Part, name: &str) -> (Participation, Window) {
    let mut state = record.survey(course.first_use, part);
    let within = |day: &Date| (course.first_use..=course.last_day()).contains(day);
    let answer = || answered(&record.assessments(), name).into_iter().find(within);
    state.answered_on = state.answered_on.or_else(answer);
    (state, window(part, course.first_use, course.days))
}
