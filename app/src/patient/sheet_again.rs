//! Asked again on days 7 and 80: whether the recovery sheet is there. Paper gets lost, and near the end of a prescription
//! there is most to lose.

use dioxus::prelude::*;
use jiff::Timestamp;

use super::routes::Route;
use crate::account::access::use_account;
use crate::components::{Button, ButtonKind, Notice};
use crate::{format, t};

/// Days of an account on which the question comes.
const ASKED_ON: [i64; 2] = [7, 80];
/// So many days it waits for somebody who does not look in on the day itself.
const WAITS: i64 = 14;
const DAY: i64 = 86_400;
/// A note of this device: the day whose question was answered last.
const NOTE: &str = "sheet-asked";

/// The day whose question is open; `answered` is the one whose question was answered last.
fn open_question(created_at: Timestamp, answered: Option<i64>, now: Timestamp) -> Option<i64> {
    let day = (now.as_second() - created_at.as_second()).div_euclid(DAY);
    let is_open = |asked: &i64| (*asked..*asked + WAITS).contains(&day);
    ASKED_ON.into_iter().find(is_open).filter(|asked| answered.is_none_or(|last| last < *asked))
}

/// On the start page, on these days and until it was answered on this device.
#[component]
pub fn SheetAgain() -> Element {
    let account = use_account();
    let mut answered = use_resource(move || async move {
        let note = account.device().ok()?.device_note(NOTE).await.ok()?;
        Some(note.and_then(|day| day.parse::<i64>().ok()))
    });
    // Whoever's notes cannot be read is not asked each time.
    let Some(Some(last)) = answered() else { return rsx! {} };
    let facts = account.watched().and_then(|device| device.account());
    let Some(day) = facts.and_then(|facts| open_question(facts.created_at, last, format::now())) else {
        return rsx! {};
    };
    rsx! {
        Question { day, has_sheet: account.has_sheet(), onanswer: move |()| answered.restart() }
    }
}

#[component]
fn Question(day: i64, has_sheet: bool, onanswer: EventHandler<()>) -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let answer = use_callback(move |makes_one: bool| {
        spawn(async move {
            if let Ok(device) = account.device() {
                // A device that keeps nothing asks once more.
                let _ = device.keep_device_note(NOTE, &day.to_string()).await;
            }
            if makes_one {
                navigator.push(Route::Sheet {});
            } else {
                onanswer.call(());
            }
        });
    });
    rsx! {
        Notice { id: "sheet-again", title: t!("sheet-again-title"),
            if has_sheet {
                p { {t!("sheet-again-text")} }
                div { class: "row",
                    Button { id: "sheet-again-yes", kind: ButtonKind::Second, onpress: move |()| answer.call(false), {t!("sheet-again-yes")} }
                    Button { id: "sheet-again-make", kind: ButtonKind::Quiet, onpress: move |()| answer.call(true), {t!("sheet-again-make")} }
                }
            } else {
                p { {t!("sheet-again-none")} }
                div { class: "row",
                    Button { id: "sheet-again-make", kind: ButtonKind::Second, onpress: move |()| answer.call(true), {t!("sheet-make")} }
                    Button { id: "sheet-again-later", kind: ButtonKind::Quiet, onpress: move |()| answer.call(false), {t!("sheet-later")} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(day: i64, answered: Option<i64>) -> Option<i64> {
        let created_at = Timestamp::from_second(1_767_225_600).unwrap();
        let now = Timestamp::from_second(1_767_225_600 + day * DAY + 3_600).unwrap();
        open_question(created_at, answered, now)
    }

    #[test]
    fn the_sheet_is_asked_for_on_days_7_and_80_and_the_question_waits_for_two_weeks() {
        for (days, wanted) in
            [(0..7, None), (7..21, Some(7)), (21..80, None), (80..94, Some(80)), (94..200, None)]
        {
            for day in days {
                assert_eq!(asked(day, None), wanted, "day {day}");
            }
        }
    }

    #[test]
    fn whoever_answered_is_asked_once_more_on_day_80_and_not_before() {
        assert_eq!([asked(7, Some(7)), asked(20, Some(7))], [None; 2]);
        assert_eq!(asked(80, Some(7)), Some(80));
        assert_eq!(asked(81, Some(80)), None);
    }
}
