//! A reminder whose time has come, above every page, until it is answered.

use dioxus::prelude::*;
use heilsam_therapy::programme::Reminder;
use jiff::Span;
use jiff::civil::DateTime;

use crate::browser;
use crate::components::{Button, ButtonKind, Notice};
use crate::patient::content::{say, use_content};
use crate::patient::period::use_read_only;
use crate::patient::programme::use_change;
use crate::record::use_record;
use crate::t;
use crate::today::local_now;

/// How often the clock is looked at, in milliseconds.
const EVERY: i32 = 20_000;
/// For how long a reminder waits for an answer, in hours.
const WAITS: i64 = 4;
/// How long it is put off, in minutes.
const LATER: u16 = 30;

/// When this device answered a reminder last; no word about health.
fn answered_key(id: &str) -> String {
    format!("heilsam.reminded.{id}")
}

/// Whether its time has come within the last hours and was not answered since.
fn is_due(reminder: &Reminder, answered: Option<DateTime>, now: DateTime) -> bool {
    let earliest = now.saturating_sub(Span::new().hours(WAITS));
    let since = answered.map_or(earliest, |at| at.max(earliest));
    reminder.next_after(since).is_some_and(|at| at <= now)
}

/// The reminders that are due now.
#[component]
pub fn DueReminders() -> Element {
    let record = use_record();
    let read_only = use_read_only();
    let mut now = use_signal(local_now);
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            now.set(local_now());
        }
    });
    if read_only {
        return rsx! {};
    }
    let Some(course) = record.course() else { return rsx! {} };
    let answered = |it: &Reminder| browser::preference(&answered_key(it.id())).and_then(|at| at.parse().ok());
    let due: Vec<Reminder> =
        course.reminders.into_iter().filter(|it| is_due(it, answered(it), now())).collect();
    rsx! {
        for reminder in due {
            DueReminder { key: "{reminder.id()}", reminder, onanswer: move |()| now.set(local_now()) }
        }
    }
}

#[component]
fn DueReminder(reminder: Reminder, onanswer: EventHandler<()>) -> Element {
    let record = use_record();
    let change = use_change();
    let package = use_content().package();
    let id = reminder.id().to_owned();
    let text = package
        .and_then(|package| package.plan.reminders.iter().find(|it| it.id == id).map(|it| say(&it.text)))
        .unwrap_or_default();
    let done = {
        let id = id.clone();
        move |()| {
            browser::keep_preference(&answered_key(&id), &local_now().to_string());
            onanswer.call(());
        }
    };
    let later = move |()| {
        let (Some(mut course), Ok(snoozed)) = (record.course(), reminder.clone().snooze(local_now(), LATER))
        else {
            return;
        };
        browser::keep_preference(&answered_key(reminder.id()), &local_now().to_string());
        course.reminders.retain(|it| it.id() != reminder.id());
        course.reminders.push(snoozed);
        change.call(course);
        onanswer.call(());
    };
    rsx! {
        Notice { id: "reminder-{id}", title: t!("reminder-title"), announce: true,
            p { "{text}" }
            div { class: "row",
                Button { id: "reminder-done-{id}", kind: ButtonKind::Second, onpress: done, {t!("reminder-done")} }
                Button { id: "reminder-later-{id}", kind: ButtonKind::Quiet, onpress: later, {t!("reminder-later")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::programme::Setting;
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_reminder_is_shown_from_its_time_on_until_it_is_answered() {
        let on = Reminder::new("measure", time(7, 0, 0, 0), 1..=7).unwrap().set(Setting::On);
        let at = |hour, minute| date(2026, 3, 2).at(hour, minute, 0, 0);
        assert!(!is_due(&on, None, at(6, 59)));
        assert!(is_due(&on, None, at(7, 0)));
        assert!(is_due(&on, None, at(10, 59)));
        assert!(!is_due(&on, None, at(12, 0)), "after some hours it is too late to matter");
        assert!(!is_due(&on, Some(at(7, 5)), at(7, 6)));
        let later = on.snooze(at(7, 5), LATER).unwrap();
        assert!(!is_due(&later, Some(at(7, 5)), at(7, 20)));
        assert!(is_due(&later, Some(at(7, 5)), at(7, 35)));
    }
}
