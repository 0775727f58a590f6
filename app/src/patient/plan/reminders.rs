//! Reminders: weekday and time, off at first, never again if the patient says so.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::content::{Package, ReminderTemplate};
use heilsam_therapy::programme::{Course, Reminder, Setting};

use crate::components::{Button, ButtonKind, Choice, DateField, DateKind, FieldError, use_toasts};
use crate::patient::content::say;
use crate::patient::diary::inputs::Options;
use crate::patient::programme::use_change;
use crate::patient::routes::Route;
use crate::today::{self, clock, local_now, read_clock};
use crate::{browser, format, t};

/// The heading. It gets the focus when a reminder goes away behind its line.
const TITLE: &str = "plan-reminders-title";

/// Name of a day of the week, 1 (Monday) to 7.
fn weekday(day: i8) -> String {
    match day {
        1 => t!("weekday-1"),
        2 => t!("weekday-2"),
        3 => t!("weekday-3"),
        4 => t!("weekday-4"),
        5 => t!("weekday-5"),
        6 => t!("weekday-6"),
        _ => t!("weekday-7"),
    }
}

/// Every reminder that the programme offers; those that are never wanted lie behind a line.
#[component]
pub fn Reminders(package: Rc<Package>, course: Course) -> Element {
    let all = package.plan.reminders.iter().cloned();
    let (refused, offered): (Vec<_>, Vec<_>) = all.partition(|template| is_refused(&course, template));
    rsx! {
        section { class: "stack", id: "reminders",
            h2 { id: TITLE, tabindex: "-1", {t!("plan-reminders")} }
            p { {t!("plan-reminders-text")} }
            p { Link { to: Route::NotificationsPage {}, {t!("plan-reminders-messages")} } }
            ul { class: "card-list",
                for template in offered {
                    ReminderCard { key: "{template.id}", template, course: course.clone() }
                }
            }
            if !refused.is_empty() {
                details { id: "reminders-never",
                    summary { {t!("plan-reminders-never")} }
                    ul { class: "card-list",
                        for template in refused {
                            ReminderCard { key: "{template.id}", template, course: course.clone() }
                        }
                    }
                }
            }
        }
    }
}

/// Whether the patient never wants to be asked about a reminder again.
fn is_refused(course: &Course, template: &ReminderTemplate) -> bool {
    course.reminders.iter().any(|it| it.id() == template.id && it.setting() == Setting::Never)
}

#[component]
fn ReminderCard(template: ReminderTemplate, course: Course) -> Element {
    let change = use_change();
    let mut toasts = use_toasts();
    let kept = course.reminders.iter().find(|it| it.id() == template.id).cloned();
    let start = kept.clone().or_else(|| Reminder::from_template(&template).ok());
    let mut time = use_signal(|| start.as_ref().map(|it| clock(it.time())).unwrap_or_default());
    let mut days = use_signal(|| start.as_ref().map(|it| it.weekdays().clone()).unwrap_or_default());
    let mut setting = use_signal(|| kept.as_ref().map(Reminder::setting));
    let mut asked = use_signal(|| false);
    let no_day = asked() && days.read().is_empty();
    let no_time = asked() && read_clock(&time()).is_none();
    let next = kept.as_ref().and_then(|it| it.next_after(local_now())).and_then(today::moment_of);
    let id = template.id.clone();
    let save = {
        let id = id.clone();
        move |event: FormEvent| {
            event.prevent_default();
            asked.set(true);
            // Time and days are not shown with one that is off: then they stand in nobody's way.
            let is_on = matches!(setting(), Some(Setting::On | Setting::Snoozed(_)));
            let before = start.as_ref().filter(|_| !is_on);
            let at = read_clock(&time()).or_else(|| before.map(Reminder::time));
            let Some(at) = at else { return browser::focus(&format!("time-{id}")) };
            let mut on_days = days();
            if let Some(before) = before.filter(|_| on_days.is_empty()) {
                on_days.clone_from(before.weekdays());
            }
            let Ok(reminder) = Reminder::new(&id, at, on_days) else {
                return browser::focus(&format!("day-{id}-1"));
            };
            let mut course = course.clone();
            course.reminders.retain(|it| it.id() != id);
            course.reminders.push(reminder.set(setting().unwrap_or_default()));
            change.call(course);
            toasts.say(|| t!("plan-reminder-saved"));
            if setting() == Some(Setting::Never) {
                browser::focus(TITLE);
            }
        }
    };
    let chosen = setting().map(|it| match it {
        Setting::On | Setting::Snoozed(_) => 0,
        Setting::Off => 1,
        Setting::Never => 2,
    });
    let choose = move |index: usize| {
        setting.set(Some(match index {
            0 => Setting::On,
            1 => Setting::Off,
            _ => Setting::Never,
        }));
    };
    rsx! {
        li { class: "card",
            form { class: "stack", novalidate: true, onsubmit: save,
                h3 { {say(&template.text)} }
                if let Some(next) = next {
                    p { class: "soft", {t!("plan-reminder-next", when = format::short_moment(next))} }
                }
                Options { id: "setting-{id}", legend: t!("plan-reminder-setting"), options: vec![t!("plan-reminder-on"), t!("plan-reminder-off"), t!("plan-reminder-never")],
                    chosen, onchoose: choose }
                if chosen == Some(0) {
                    DateField { id: "time-{id}", label: t!("plan-reminder-time"), kind: DateKind::Clock, value: time, oninput: move |it| time.set(it),
                        error: no_time.then(|| DateKind::Clock.incomplete(&time()).unwrap_or_else(|| t!("plan-reminder-no-time"))) }
                    fieldset { class: "choices options-field weekdays",
                        legend { class: "field-label", {t!("plan-reminder-days")} }
                        for day in 1..=7_i8 {
                            Choice { key: "{day}", id: "day-{id}-{day}", name: "day-{id}", label: weekday(day), checked: days.read().contains(&day),
                                described_by: no_day.then(|| format!("days-{id}-error")),
                                onchange: move |on| days.with_mut(|days| if on { days.insert(day); } else { days.remove(&day); }) }
                        }
                        FieldError { id: "days-{id}-error", error: no_day.then(|| t!("plan-reminder-no-day")) }
                    }
                }
                div { class: "row",
                    Button { id: "save-{id}", submit: true, kind: ButtonKind::Second, {t!("plan-reminder-save")} }
                }
            }
        }
    }
}
