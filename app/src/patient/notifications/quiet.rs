//! Hours without messages.

use dioxus::prelude::*;
use heilsam_client::client::{NotificationSettings, NotificationsView, QuietHours};
use jiff::civil::Time;

use super::choices::use_choosing;
use crate::components::{Button, ButtonKind, Choice, DateField, DateKind};
use crate::today::{clock, read_clock};
use crate::{browser, t};

/// On or off, from and until.
#[component]
pub fn QuietCard(view: NotificationsView) -> Element {
    let change = use_choosing();
    let (settings, security) = (view.settings, view.page.choices.security);
    let start = settings.quiet.unwrap_or(QuietHours { from: at(22), until: at(7) });
    let mut on = use_signal(|| settings.quiet.is_some());
    let mut from = use_signal(|| clock(start.from));
    let mut until = use_signal(|| clock(start.until));
    let mut asked = use_signal(|| false);
    let missing = move |text: &str| {
        let words = || DateKind::Clock.incomplete(text).unwrap_or_else(|| t!("notify-quiet-missing"));
        (asked() && read_clock(text).is_none()).then(words)
    };
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        let quiet = match (on(), read_clock(&from()), read_clock(&until())) {
            (false, _, _) => None,
            (true, Some(from), Some(until)) => Some(QuietHours { from, until }),
            (true, None, _) => return browser::focus("notify-quiet-from"),
            (true, _, None) => return browser::focus("notify-quiet-until"),
        };
        change.call((security, NotificationSettings { quiet, ..settings }));
    };
    rsx! {
        section { class: "card",
            h2 { {t!("notify-quiet-title")} }
            p { {t!("notify-quiet-text")} }
            form { class: "stack", novalidate: true, onsubmit: submit,
                Choice { id: "notify-quiet", name: "notify-quiet", label: t!("notify-quiet"), checked: on(), onchange: move |it| on.set(it) }
                if on() {
                    DateField { id: "notify-quiet-from", label: t!("notify-quiet-from"), kind: DateKind::Clock, value: from, oninput: move |it| from.set(it), error: missing(&from()) }
                    DateField { id: "notify-quiet-until", label: t!("notify-quiet-until"), kind: DateKind::Clock, value: until, oninput: move |it| until.set(it), error: missing(&until()) }
                }
                div { class: "row",
                    Button { id: "notify-quiet-save", submit: true, kind: ButtonKind::Second, {t!("notify-quiet-save")} }
                }
            }
        }
    }
}

fn at(hour: i8) -> Time {
    Time::new(hour, 0, 0, 0).unwrap_or_default()
}
