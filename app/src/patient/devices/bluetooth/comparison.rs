//! Comparing a new device with its own display, once, before its readings count.

use dioxus::prelude::*;
use heilsam_therapy::device::check::Clock;
use heilsam_therapy::device::{Meters, Session};

use super::store;
use super::test::clock_text;
use crate::account::access::use_account;
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::entry_words as words;
use crate::{browser, format, t};

/// The heading. It gets the focus after an answer: the button that was pressed is gone then.
const TITLE: &str = "bluetooth-compare-title";

/// What the clock of the device shows; the question, or when it was answered.
#[component]
pub fn Comparison(session: Signal<Session>, meters: Signal<Meters>) -> Element {
    let (mut session, mut meters) = (session, meters);
    let account = use_account();
    let mut differs = use_signal(|| false);
    let clock = session.read().clock().filter(|clock| matches!(clock, Clock::Off(_)));
    let is_compared = session.read().is_compared();
    let compared = meters.read().find(session.read().device()).cloned().filter(|_| is_compared);
    let shown = session.read().to_compare().map(|it| words::measurement(&it.entry.measurement));
    let same = move |()| {
        session.write().confirm();
        meters.write().compared(session.peek().device(), format::now());
        store::keep(account, &meters.peek());
        differs.set(false);
        browser::focus(TITLE);
    };
    let different = move |()| {
        session.write().differs();
        differs.set(true);
        browser::focus(TITLE);
    };
    let again = move |()| {
        session.write().compare_again();
        browser::focus(TITLE);
    };
    rsx! {
        div { class: "stack", id: "bluetooth-compare",
            if let Some(clock) = clock {
                Notice { kind: Kind::Warning, id: "bluetooth-clock", announce: true,
                    p { {clock_text(clock)} }
                    p { {t!("bluetooth-clock-times")} }
                }
            }
            h3 { id: TITLE, tabindex: "-1", {t!("bluetooth-compare")} }
            if differs() {
                Notice { kind: Kind::Warning, id: "bluetooth-compare-differs", announce: true, p { {t!("bluetooth-compare-differs")} } }
            }
            if let Some(shown) = shown {
                p { {t!("bluetooth-compare-question")} }
                p { class: "numbers", id: "bluetooth-compare-value", strong { "{shown}" } }
                div { class: "row",
                    Button { id: "bluetooth-compare-same", icon: Shape::Check, onpress: same, {t!("bluetooth-compare-same")} }
                    Button { id: "bluetooth-compare-different", kind: ButtonKind::Second, onpress: different, {t!("bluetooth-compare-different")} }
                }
            } else if let Some(meter) = compared {
                p { class: "soft", id: "bluetooth-compared", {t!("bluetooth-compared", day = format::day(meter.compared_at()))} }
                if meter.is_due(format::now()) {
                    Notice { id: "bluetooth-check-due", p { {t!("bluetooth-check-due")} } }
                    div { class: "row",
                        Button { id: "bluetooth-compare-again", kind: ButtonKind::Quiet, onpress: again, {t!("bluetooth-compare-again")} }
                    }
                }
            } else if !is_compared {
                p { id: "bluetooth-compare-first", {t!("bluetooth-compare-first")} }
            }
        }
    }
}
