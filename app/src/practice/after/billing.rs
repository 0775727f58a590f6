//! Hints for billing, as data with their sources and dates: what is charged for video only, what as in the practice, since
//! when, and with which state of the fee schedule it was compared.

mod quota;

use std::fmt;

use dioxus::prelude::*;
use heilsam_domain::{CallRole, RoomId};
use jiff::civil::Date;
use serde::Deserialize;

use self::quota::Quota;
use crate::components::{Kind, Notice, Table, TableRow};
use crate::practice::calendar::words;
use crate::practice::desk::AboutCall;
use crate::practice::spoken::Spoken;
use crate::t;

const DATA: &str = include_str!("../../../../assets/billing/hints.json");

#[derive(Deserialize)]
struct Hints {
    hints: Vec<Hint>,
}

/// Where a position may be charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CodeKind {
    /// For video consultations, and nowhere else.
    VideoOnly,
    /// For a visit to the practice and by video alike.
    AlsoPractice,
}

/// With whom a call is, as far as fee schedules tell calls apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Counterpart {
    /// A patient, or who speaks for one.
    Patient,
    /// Nursing staff.
    Carer,
    /// Other doctors, without a patient.
    Conference,
}

impl Counterpart {
    /// Whom a call was planned with.
    pub(super) const fn of(about: &AboutCall) -> Self {
        match about.role {
            _ if about.conference => Self::Conference,
            CallRole::Doctor => Self::Conference,
            CallRole::Carer => Self::Carer,
            CallRole::Patient | CallRole::Relative | CallRole::Interpreter => Self::Patient,
        }
    }
}

/// One position of a fee schedule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Hint {
    catalogue: String,
    code: Option<String>,
    kind: CodeKind,
    #[serde(rename = "for")]
    counterparts: Vec<Counterpart>,
    text: Spoken,
    valid_from: Date,
    /// No source gives the first day: it held on [`Hint::valid_from`], and perhaps before.
    #[serde(default)]
    perhaps_earlier: bool,
    valid_until: Option<Date>,
    source: Spoken,
    /// Nothing where nobody compared it with its fee schedule.
    checked: Option<Comparison>,
}

/// What a position was compared with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Comparison {
    /// The text of the fee schedule, and how it was at hand.
    against: Spoken,
    /// The day of that text, where it names one.
    state: Option<Date>,
    /// What that text did not hold.
    left: Option<Spoken>,
}

impl Hint {
    fn is_in_force(&self, day: Date) -> bool {
        (self.perhaps_earlier || self.valid_from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }

    fn validity(&self) -> String {
        let from = words::full_day(self.valid_from);
        let since = match self.perhaps_earlier {
            false => t!("after-billing-since", day = from),
            true => t!("after-billing-since-latest", day = from),
        };
        let until = match self.valid_until {
            Some(day) => t!("after-billing-until", day = words::full_day(day)),
            None => t!("after-billing-open"),
        };
        format!("{since}, {until}")
    }

    fn origin(&self) -> String {
        let source = self.source.to_string();
        match &self.checked {
            Some(comparison) => {
                t!("after-billing-compared", source = source, against = comparison.to_string())
            }
            None => t!("after-billing-unchecked", source = source),
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let against = self.against.to_string();
        let dated = match self.state {
            Some(day) => t!("after-billing-state", against = against, day = words::full_day(day)),
            None => t!("after-billing-state-unknown", against = against),
        };
        f.write_str(&match &self.left {
            Some(left) => t!("after-billing-left", compared = dated, left = left.to_string()),
            None => dated,
        })
    }
}

fn in_force(day: Date) -> Vec<Hint> {
    let all = serde_json::from_str::<Hints>(DATA).map(|data| data.hints).unwrap_or_default();
    all.into_iter().filter(|hint| hint.is_in_force(day)).collect()
}

/// What fits a call with somebody on a day.
fn fitting(day: Date, counterpart: Counterpart) -> Vec<Hint> {
    let mut hints = in_force(day);
    hints.retain(|hint| hint.counterparts.contains(&counterpart));
    hints
}

/// What may be billed for a call on a day, in two lists; says that it has to be checked. Several rooms may show it on one
/// page. How many cases may go by video only is asked of patients, and of nobody else.
#[component]
pub(super) fn Billing(room: RoomId, day: Date, counterpart: Counterpart) -> Element {
    rsx! {
        details { id: "billing-hints-{room}",
            summary { {t!("after-billing")} }
            div { class: "stack",
                Notice { kind: Kind::Warning, p { {t!("after-billing-check")} } }
                Group { id: "billing-video-{room}", title: t!("after-billing-video"), day, counterpart, kind: CodeKind::VideoOnly }
                Group { id: "billing-practice-{room}", title: t!("after-billing-practice"), day, counterpart, kind: CodeKind::AlsoPractice }
                if counterpart == Counterpart::Patient {
                    Quota { room, day }
                }
            }
        }
    }
}

/// The positions of one kind.
#[component]
fn Group(id: String, title: String, day: Date, counterpart: Counterpart, kind: CodeKind) -> Element {
    let hints = fitting(day, counterpart).into_iter().filter(|hint| hint.kind == kind);
    let rows = hints.enumerate().map(|(number, hint)| {
        let (text, valid, origin) = (hint.text.to_string(), hint.validity(), hint.origin());
        let code = format!("{} {}", hint.catalogue, hint.code.unwrap_or_default());
        TableRow { key: number.to_string(), cells: vec![code.trim().to_owned(), text, valid, origin] }
    });
    rsx! {
        div { id, class: "table-roomy",
            Table {
                caption: title,
                head: vec![t!("after-billing-code"), t!("after-billing-what"), t!("after-billing-valid"), t!("after-billing-source")],
                rows: rows.collect::<Vec<_>>(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Hint> {
        serde_json::from_str::<Hints>(DATA).unwrap().hints
    }

    fn codes<'a>(hints: impl IntoIterator<Item = &'a Hint>) -> Vec<String> {
        let code = |hint: &Hint| format!("{} {}", hint.catalogue, hint.code.clone().unwrap_or_default());
        hints.into_iter().map(code).collect()
    }

    #[test]
    fn a_position_ends_on_its_last_day() {
        let has = |day: &str| {
            in_force(day.parse().unwrap()).iter().any(|hint| hint.code.as_deref() == Some("01444"))
        };
        assert!(has("2026-12-31"));
        assert!(!has("2027-01-01"));
    }

    #[test]
    fn each_kind_of_call_has_the_hints_that_fit_it() {
        let day = "2026-06-01".parse().unwrap();
        let of = |counterpart: Counterpart| codes(&fitting(day, counterpart));
        let (patient, carer, conference) =
            (of(Counterpart::Patient), of(Counterpart::Carer), of(Counterpart::Conference));
        for code in ["EBM 01442", "EBM 37120", "BEMA VFK"] {
            let (with, without) = ([&carer, &conference], &patient);
            assert!(with.iter().all(|list| list.iter().any(|known| known == code)), "{code}");
            assert!(without.iter().all(|known| known != code), "{code} is for case conferences");
        }
        assert!(conference.iter().any(|known| known == "GOÄ 60"));
        for code in ["EBM 01444", "EBM 88220", "GOÄ 1", "BEMA VS"] {
            assert!(patient.iter().any(|known| known == code), "{code}");
            assert!(conference.iter().all(|known| known != code), "{code} is for calls with patients");
        }
        let fits_somebody = |hint: &Hint| !hint.counterparts.is_empty();
        assert!(in_force(day).iter().all(fits_somebody));
    }

    #[test]
    fn neither_list_is_empty_for_anybody() {
        let day = "2026-06-01".parse().unwrap();
        for counterpart in [Counterpart::Patient, Counterpart::Carer, Counterpart::Conference] {
            for kind in [CodeKind::VideoOnly, CodeKind::AlsoPractice] {
                assert!(
                    fitting(day, counterpart).iter().any(|hint| hint.kind == kind),
                    "{counterpart:?} {kind:?}"
                );
            }
        }
    }

    #[test]
    fn whom_a_call_was_planned_with_is_what_counts() {
        let about = |role: CallRole, conference: bool| AboutCall {
            room: RoomId::from_bytes([1; 16]),
            name: String::new(),
            remark: String::new(),
            begins_at: jiff::Timestamp::UNIX_EPOCH,
            role,
            conference,
        };
        assert_eq!(Counterpart::of(&about(CallRole::Patient, false)), Counterpart::Patient);
        assert_eq!(Counterpart::of(&about(CallRole::Carer, false)), Counterpart::Carer);
        assert_eq!(Counterpart::of(&about(CallRole::Doctor, false)), Counterpart::Conference);
        assert_eq!(Counterpart::of(&about(CallRole::Patient, true)), Counterpart::Conference);
    }

    #[test]
    fn all_three_catalogues_are_named_and_what_was_compared_says_with_what() {
        let all = all();
        for catalogue in ["EBM", "GOÄ", "BEMA"] {
            assert!(all.iter().any(|hint| hint.catalogue == catalogue), "{catalogue}");
        }
        assert!(all.iter().all(|hint| hint.source.is_translated() && hint.text.is_translated()));
        let last_look: Date = "2026-11-30".parse().unwrap();
        for comparison in all.iter().filter_map(|hint| hint.checked.as_ref()) {
            assert!(comparison.against.is_translated(), "{comparison:?}");
            assert!(comparison.left.as_ref().is_none_or(Spoken::is_translated), "{comparison:?}");
            assert!(comparison.state.is_none_or(|day| day <= last_look), "{comparison:?}");
        }
    }

    #[test]
    fn what_was_not_compared_with_a_fee_schedule_is_this_and_no_more() {
        let all = all();
        let none = all.iter().filter(|hint| hint.checked.is_none());
        assert_eq!(codes(none), ["EBM 01452", "EBM 88220", "EBM 01442"]);
        let left = |hint: &&Hint| hint.checked.as_ref().is_some_and(|comparison| comparison.left.is_some());
        assert_eq!(codes(all.iter().filter(left)), ["EBM 01450", "EBM ", "BEMA TZ"]);
    }

    #[test]
    fn every_position_of_the_goae_has_a_day_and_was_compared_with_its_text() {
        let all = all();
        let goae: Vec<&Hint> = all.iter().filter(|hint| hint.catalogue == "GOÄ").collect();
        assert_eq!(codes(goae.iter().copied()), ["GOÄ 1", "GOÄ 3", "GOÄ 5", "GOÄ 60"]);
        for (hint, points) in goae.into_iter().zip(["80 Punkte", "150 Punkte", "80 Punkte", "120 Punkte"]) {
            assert_eq!(hint.valid_from, "2020-06-26".parse::<Date>().unwrap(), "{hint:?}");
            let comparison = hint.checked.as_ref().unwrap();
            assert_eq!(comparison.state, Some("2019-10-21".parse().unwrap()), "{hint:?}");
            assert!(comparison.left.is_none() && hint.text.de.contains(points), "{hint:?}");
        }
    }

    #[test]
    fn positions_that_every_practice_meets_say_since_when() {
        let all = all();
        for code in ["01450", "01444", "01452", "88220"] {
            let hint = all.iter().find(|hint| hint.code.as_deref() == Some(code)).unwrap();
            assert!(!hint.perhaps_earlier, "{code}");
        }
        let has = |day: &str| {
            in_force(day.parse().unwrap()).iter().any(|hint| hint.code.as_deref() == Some("01452"))
        };
        assert!(has("2025-04-01"));
        assert!(!has("2025-03-31"));
    }

    #[test]
    fn positions_that_came_to_video_later_begin_on_the_day_of_their_source() {
        for (code, day_before, first_day) in [
            ("01444", "2019-09-30", "2019-10-01"),
            ("37120", "2019-03-31", "2019-04-01"),
            ("35401", "2019-09-30", "2019-10-01"),
        ] {
            let has = |day: &str| {
                in_force(day.parse().unwrap()).iter().any(|hint| hint.code.as_deref() == Some(code))
            };
            assert!(!has(day_before), "{code}");
            assert!(has(first_day), "{code}");
        }
    }

    #[test]
    fn the_position_for_which_no_source_gave_a_first_day_is_this_and_no_other() {
        let all = all();
        let without: Vec<&Hint> = all.iter().filter(|hint| hint.perhaps_earlier).collect();
        assert_eq!(codes(without.iter().copied()), ["EBM 35110"]);
        assert!(without[0].is_in_force("2024-01-01".parse().unwrap()), "it may have held before");
    }

    #[test]
    fn positions_for_video_only_stand_apart_from_those_of_the_practice() {
        let all = in_force("2026-06-01".parse().unwrap());
        let of = |kind: CodeKind| codes(all.iter().filter(|hint| hint.kind == kind));
        let (video, practice) = (of(CodeKind::VideoOnly), of(CodeKind::AlsoPractice));
        for code in ["EBM 01450", "EBM 88220", "BEMA VS"] {
            assert!(video.iter().any(|known| known == code), "{code} is for video only");
        }
        for code in ["EBM 35110", "GOÄ 1", "BEMA 174b"] {
            assert!(practice.iter().any(|known| known == code), "{code} is for both");
        }
        assert!(video.iter().all(|code| !practice.contains(code)), "no position stands in both lists");
        assert_eq!(video.len() + practice.len(), all.len());
    }
}
