//! Testing a connected device: three readings close together, and its clock.

use dioxus::prelude::*;
use heilsam_therapy::device::Session;
use heilsam_therapy::device::check::{Clock, Steadiness};

use crate::components::{Button, ButtonKind, Kind, Notice};
use crate::t;

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
        Clock::Off(seconds) if seconds > 0 => t!("bluetooth-clock-ahead", minutes = seconds / 60),
        Clock::Off(seconds) => t!("bluetooth-clock-behind", minutes = -seconds / 60),
    }
}
