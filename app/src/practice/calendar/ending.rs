//! Tells the members of a practice that it ends with its main user's contract. The main user sees the contract itself.

use dioxus::prelude::*;
use jiff::civil::Date;

use super::words;
use crate::components::{Kind, Notice};
use crate::practice::desk::team::{PracticeView, use_team};
use crate::practice::desk::use_desk;
use crate::t;

/// What ends when, and what to do before; nothing as long as no notice is given.
#[component]
pub(super) fn PracticeEnds() -> Element {
    let (desk, team) = (use_desk(), use_team());
    let Some(last) = team.practice().as_ref().and_then(last_day) else { return rsx! {} };
    let text = if desk.takes_part() { t!("team-ends-doctor") } else { t!("team-ends-staff") };
    rsx! {
        Notice { id: "practice-ends", kind: Kind::Warning, title: t!("team-ends-title", day = words::full_day(last)),
            p { {text} }
        }
    }
}

/// The day of which a member is told.
fn last_day(practice: &PracticeView) -> Option<Date> {
    if practice.is_led_here() { None } else { practice.ends_on }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::practice::desk::team::examples::{account, doctors};

    #[test]
    fn members_are_told_and_the_main_user_is_not() {
        let running = PracticeView { own: account(2), ..doctors(2) };
        assert_eq!(last_day(&running), None);
        let ends = PracticeView { ends_on: Some(date(2026, 6, 30)), ..running };
        assert_eq!(last_day(&ends), Some(date(2026, 6, 30)));
        assert_eq!(last_day(&PracticeView { own: account(1), ..ends }), None);
    }
}
