//! Testing a connected device: three readings close together, and its clock.

use dioxus::prelude::*;
use heilsam_therapy::device::Session;
use heilsam_therapy::device::check::{Clock, Steadiness};

use crate::components::{Button, ButtonKind, Kind, Notice};
use crate::t;

/// From here on the words are hours, and the date is wrong; minutes.
const TWO_HOURS: i64 = 120;
const DAY: i64 = 24 * 60;

/// Offers the test, and says how it goes.
#[component]
pub fn DeviceTest(session: Signal<Session>) -> Element {
    let mut session = session;
    let test = session.read().test();
    let over = !matches!(test, Some((Steadiness::NeedsMore(_), _)));
    let kind = match test {
        Some((Steadiness::Steady, Some(Clock::Right | Clock::None))) => Kind::Success,
        Some((Steadiness::Steady | Steadiness::Unsteady { .. }, _)) => Kind::Warning,
        Some((Steadiness::NeedsMore(_), _)) | None => Kind::Info,
    };
    rsx! {
        if let Some((steadiness, clock)) = test {
            Notice { kind, id: "bluetooth-test-result", announce: true, title: t!("bluetooth-test"),
                p { {steadiness_text(steadiness)} }
                if let Some(clock) = clock {
                    p { {clock_text(clock)} }
                }
            }
        }
        if over {
            details {
                summary { {t!("bluetooth-test")} }
                div { class: "stack",
                    p { class: "soft", {t!("bluetooth-test-text")} }
                    Button { id: "bluetooth-test", kind: ButtonKind::Second, onpress: move |()| session.write().begin_test(), {t!("bluetooth-test-begin")} }
                }
            }
        }
    }
}

fn steadiness_text(steadiness: Steadiness) -> String {
    match steadiness {
        Steadiness::NeedsMore(count) => t!("bluetooth-test-more", count = count),
        Steadiness::Steady => t!("bluetooth-test-steady"),
        Steadiness::Unsteady { apart } => t!("bluetooth-test-unsteady", apart = apart),
    }
}

/// What the clock of the device shows beside ours.
pub(super) fn clock_text(clock: Clock) -> String {
    match clock {
        Clock::None => t!("bluetooth-clock-none"),
        Clock::Right => t!("bluetooth-clock-right"),
        Clock::Off(seconds) => off_text(seconds),
    }
}

/// How far the clock is off, in the largest unit that says something: nobody adds up minutes to days.
fn off_text(seconds: i64) -> String {
    let (minutes, hours) = (seconds.abs() / 60, (seconds.abs() + 1_800) / 3_600);
    match (minutes, seconds > 0) {
        (DAY.., _) => t!("bluetooth-clock-date"),
        (TWO_HOURS.., true) => t!("bluetooth-clock-ahead-hours", hours = hours),
        (TWO_HOURS.., false) => t!("bluetooth-clock-behind-hours", hours = hours),
        (_, true) => t!("bluetooth-clock-ahead", minutes = minutes),
        (_, false) => t!("bluetooth-clock-behind", minutes = minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_clock_is_told_in_minutes_hours_or_as_a_wrong_date() {
        let said = |minutes: i64| clock_text(Clock::Off(minutes * 60));
        assert_eq!((said(7), said(-119)), ("bluetooth-clock-ahead".into(), "bluetooth-clock-behind".into()));
        assert_eq!(
            (said(120), said(-13 * 60)),
            ("bluetooth-clock-ahead-hours".into(), "bluetooth-clock-behind-hours".into())
        );
        // A new battery: the first day that the device knows.
        assert_eq!(
            (said(-26 * 365 * DAY), said(DAY)),
            ("bluetooth-clock-date".into(), "bluetooth-clock-date".into())
        );
    }
}
