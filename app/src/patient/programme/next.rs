//! The one thing to do next.

use dioxus::prelude::*;
use heilsam_therapy::content::Package;
use heilsam_therapy::outcome::course::Course as Use;
use heilsam_therapy::programme::{Course, Next};
use jiff::civil::Date;

use super::stop::StopNotice;
use super::{demanded, use_change};
use crate::components::{Button, ButtonKind, Notice};
use crate::patient::content::{say, use_content};
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::t;
use crate::today::today;

/// What it says, and where it leads.
fn words(package: &Package, next: &Next) -> Option<(String, String, Route)> {
    let title = |module: &str| package.module(module).map(|it| say(&it.title)).unwrap_or_default();
    let page = |module: &str| Route::ModulePage { module: module.to_owned() };
    Some(match next {
        Next::Read { module, .. } => {
            (t!("next-read", title = title(module)), t!("next-read-button"), page(module))
        }
        Next::Exercise { module } => {
            (t!("next-exercise", title = title(module)), t!("next-exercise-button"), page(module))
        }
        Next::Quiz { questions } => {
            (t!("next-quiz", count = *questions), t!("next-quiz-button"), Route::QuizPage {})
        }
        Next::Paused(_) | Next::Rest | Next::Finished => return None,
    })
}

/// Whether nothing is left to do but to begin anew, because a follow-up prescription runs and nobody chose to go on.
fn is_to_choose(next: &Next, course: &Course, courses: &[Use], today: Date) -> bool {
    *next == Next::Finished && course.asks_to_begin_anew(courses, today)
}

/// A card with the next step, below why something rests; `None` of a course offers to begin. `leads`: after a follow-up
/// prescription it leads to the choice on the programme's page, which is not this one.
#[component]
pub fn NextStep(course: Option<Course>, #[props(default)] leads: bool) -> Element {
    let navigator = use_navigator();
    let record = use_record();
    let change = use_change();
    let Some(package) = use_content().package() else { return rsx! {} };
    let Some(course) = course else {
        return rsx! {
            section { class: "card", id: "next-step",
                h2 { {t!("programme-title")} }
                p { {t!("next-begin")} }
                div { class: "row",
                    Button { id: "next-go", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::Programme {}); }, {t!("next-begin-button")} }
                }
            }
        };
    };
    let next = course.next(&package, demanded(record), today());
    let shown = if leads && is_to_choose(&next, &course, &record.courses(), today()) {
        Some((t!("next-follow-up"), t!("next-begin-button"), Route::Programme {}))
    } else {
        words(&package, &next)
    };
    let resting = course.pause(today()).is_some_and(|pause| pause.reason.is_none());
    let go_on = move |()| {
        let mut course = course.clone();
        course.go_on(today());
        change.call(course);
    };
    let step = match shown {
        Some((text, button, route)) => rsx! {
            section { class: "card", id: "next-step",
                h2 { {t!("next-title")} }
                p { "{text}" }
                div { class: "row",
                    Button { id: "next-go", kind: ButtonKind::Second, onpress: move |()| { navigator.push(route.clone()); }, "{button}" }
                }
            }
        },
        None if resting => rsx! {
            Notice { id: "next-step", title: t!("next-resting"),
                p { {t!("next-resting-text")} }
                div { class: "row",
                    Button { id: "next-go-on", kind: ButtonKind::Second, onpress: go_on, {t!("next-go-on")} }
                }
            }
        },
        // Why it pauses stands above.
        None if matches!(next, Next::Paused(_)) => rsx! {},
        None => rsx! {
            section { class: "card", id: "next-step",
                h2 { {t!("next-title")} }
                p { if next == Next::Finished { {t!("next-finished")} } else { {t!("next-rest")} } }
            }
        },
    };
    rsx! {
        StopNotice {}
        {step}
    }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::outcome::courses;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn after_a_follow_up_prescription_a_programme_that_is_over_leads_to_the_choice() {
        let text = r#"{"v":1,"package":"a","first_day":"2026-03-01"}"#;
        let course: Course = serde_json::from_str(text).unwrap();
        let (first, second) = (date(2026, 3, 1), date(2026, 5, 30));
        let today = date(2026, 6, 10);
        let both = courses(&[first, second], None);
        assert!(is_to_choose(&Next::Finished, &course, &both, today));
        assert!(!is_to_choose(&Next::Finished, &course, &courses(&[first], None), date(2026, 5, 20)));
        assert!(
            !is_to_choose(&Next::Quiz { questions: 2 }, &course, &both, today),
            "something is left to do"
        );
    }
}
