//! The survey of the ordinance: offered in its time, voluntary, one reminder at most.
//!
//! Source: DiGAV Anlage 3; § 23a Absatz 4 and 5, § 23d Absatz 2 and 3.

use dioxus::prelude::*;
use heilsam_therapy::survey::{Part, Participation, Step, window};

use super::list::answered;
use super::use_questionnaires;
use crate::components::{Button, ButtonKind};
use crate::patient::content::say;
use crate::patient::programme::use_change;
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::t;
use crate::today::{self, today};

/// Days of use that a prescription lasts.
const COURSE_DAYS: u16 = 90;

const PARTS: [(Part, &str); 2] =
    [(Part::Satisfaction, "digav-anlage-3-satisfaction"), (Part::HealthChange, "digav-anlage-3-health")];

/// Offers each part while its window is open.
#[component]
pub fn Survey() -> Element {
    rsx! {
        for (part , name) in PARTS {
            SurveyPart { key: "{name}", part, name }
        }
    }
}

#[component]
fn SurveyPart(part: Part, name: &'static str) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let change = use_change();
    let loaded = use_questionnaires().get(name);
    let (Some(course), Some(loaded)) = (record.course(), loaded) else { return rsx! {} };
    let window = window(part, course.first_day, COURSE_DAYS);
    let mut state = course.participation(part);
    state.answered_on = state.answered_on.or_else(|| answered(&record.assessments(), name).first().copied());
    let step = state.step(window, today());
    if step == Step::Nothing {
        return rsx! {};
    }
    let decide = move |state: Participation| {
        let mut course = course.clone();
        course.decide(part, state);
        change.call(course);
    };
    // Offered and reminded are noted when they were shown, not when they were answered.
    let noted = match step {
        Step::Offer => Participation { offered_on: Some(today()), ..state },
        Step::Remind => Participation { reminded_on: Some(today()), ..state },
        Step::Nothing | Step::StayAvailable => state,
    };
    let (decline, take_part) = (decide.clone(), decide);
    rsx! {
        section { class: "card", id: "survey-{name}",
            h2 { {say(&loaded.questionnaire.title)} }
            p { {t!("survey-why")} }
            p { class: "soft", {t!("survey-until", day = today::day(window.closes))} }
            div { class: "row",
                Button { id: "survey-take-{name}", kind: ButtonKind::Second,
                    onpress: move |()| { take_part(noted); navigator.push(Route::AssessmentPage { name: name.to_owned() }); }, {t!("survey-take")} }
                Button { id: "survey-decline-{name}", kind: ButtonKind::Quiet,
                    onpress: move |()| decline(Participation { declined: true, ..noted }), {t!("survey-decline")} }
            }
        }
    }
}
