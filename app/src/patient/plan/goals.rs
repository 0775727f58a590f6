//! Goals: a number per week, chosen by the patient, counted from the diary.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::content::{GoalTemplate, Measure, Package};
use heilsam_therapy::programme::{Course, Goal};
use heilsam_therapy::statistics::Timed;
use heilsam_therapy::statistics::week::monday_of;

use crate::components::{Button, ButtonKind, Progress};
use crate::patient::content::say;
use crate::patient::diary::inputs::Choose;
use crate::patient::period::use_read_only;
use crate::patient::programme::use_change;
use crate::record::use_record;
use crate::t;
use crate::today::today;

/// Every goal that the programme offers.
#[component]
pub fn Goals(package: Rc<Package>, course: Course) -> Element {
    let read_only = use_read_only();
    let chosen = |id: &str| course.goals.iter().any(|goal| goal.id == id);
    // What was not chosen cannot be chosen any more.
    let offered = package.plan.goals.iter().filter(|it| !read_only || chosen(&it.id)).cloned();
    rsx! {
        section { class: "stack", id: "goals",
            h2 { {t!("plan-goals")} }
            ul { class: "card-list",
                for template in offered {
                    GoalCard { key: "{template.id}", template, course: course.clone() }
                }
            }
        }
    }
}

/// The numbers to choose from: all of them, or about twelve of many.
fn numbers((min, max): (u32, u32)) -> Vec<u32> {
    let step = ((max - min.min(max)) / 12).max(1);
    // Round numbers are easier to remember.
    let step = if step > 5 { step.div_ceil(10) * 10 } else { step };
    let mut numbers: Vec<u32> = (min..=max).step_by(usize::try_from(step).unwrap_or(1)).collect();
    if numbers.last() != Some(&max) {
        numbers.push(max);
    }
    numbers
}

#[component]
fn GoalCard(template: GoalTemplate, course: Course) -> Element {
    let record = use_record();
    let change = use_change();
    let read_only = use_read_only();
    let mut numbers = numbers(template.range);
    if !numbers.contains(&template.target) {
        numbers.push(template.target);
        numbers.sort_unstable();
    }
    let suggested = numbers.iter().position(|it| *it == template.target);
    let mut chosen = use_signal(|| suggested);
    let entries = record.entries();
    let timed: Vec<Timed<'_>> =
        entries.iter().map(|it| Timed::new(&it.entry, it.utc_offset_minutes)).collect();
    let goal = course.goals.iter().find(|it| it.id == template.id).cloned();
    let progress = goal.as_ref().map(|it| it.progress(&timed, &course, monday_of(today())));
    let title = say(&template.title);
    let options: Vec<String> = numbers.iter().map(u32::to_string).collect();
    let label = match template.measure {
        Measure::ActiveMinutes => t!("plan-goal-minutes"),
        _ => t!("plan-goal-number"),
    };
    let id = template.id.clone();
    let drop_it = {
        let (course, id) = (course.clone(), id.clone());
        move |()| {
            let mut course = course.clone();
            course.goals.retain(|it| it.id != id);
            change.call(course);
        }
    };
    let choose = {
        let template = template.clone();
        move |()| {
            let target = chosen().and_then(|index| numbers.get(index)).copied().unwrap_or(template.target);
            if let Ok(goal) = Goal::choose(&template, target, today()) {
                let mut course = course.clone();
                course.goals.retain(|it| it.id != goal.id);
                course.goals.push(goal);
                change.call(course);
            }
        }
    };
    rsx! {
        li { class: "card",
            h3 { "{title}" }
            p { class: "soft", {say(&template.why)} }
            if let Some(progress) = progress {
                Progress { id: "goal-{id}", label: t!("plan-goal-progress", done = progress.done, target = progress.target), done: u32::from(progress.percent()), total: 100 }
                if !read_only {
                    div { class: "row",
                        Button { id: "drop-{id}", kind: ButtonKind::Quiet, onpress: drop_it,
                            span { "aria-hidden": "true", {t!("plan-goal-drop")} }
                            span { class: "visually-hidden", {t!("plan-goal-drop-label", title = title.clone())} }
                        }
                    }
                }
            } else {
                Choose { id: "target-{id}", label, none: t!("entry-choose"), options, chosen: chosen(), onchoose: move |index| chosen.set(index) }
                div { class: "row",
                    Button { id: "choose-{id}", kind: ButtonKind::Second, onpress: choose,
                        span { "aria-hidden": "true", {t!("plan-goal-choose")} }
                        span { class: "visually-hidden", {t!("plan-goal-choose-label", title = title.clone())} }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn few_numbers_are_all_offered_and_many_in_round_steps() {
        assert_eq!(numbers((3, 7)), [3, 4, 5, 6, 7]);
        let many = numbers((60, 300));
        assert!(many.len() <= 14 && many.contains(&60) && many.contains(&300), "{many:?}");
        assert_eq!(numbers((5, 5)), [5]);
    }
}
