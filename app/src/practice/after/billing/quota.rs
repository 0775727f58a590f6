//! How many cases may be treated by video only: the rule in force, since when, from where; a note past its day says so.

use dioxus::prelude::*;
use heilsam_domain::RoomId;
use jiff::civil::Date;
use serde::Deserialize;

use crate::components::{Kind, Notice};
use crate::practice::calendar::words;
use crate::practice::spoken::Spoken;
use crate::t;

const DATA: &str = include_str!("../../../../../assets/billing/quota.json");

/// What is known, and the page where it changes first.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct News {
    page: String,
    rules: Vec<Rule>,
}

/// One rule and its time.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Rule {
    text: Spoken,
    valid_from: Date,
    valid_until: Option<Date>,
    /// After this day nobody has looked whether it is still so.
    look_again: Date,
    source: Spoken,
}

impl News {
    fn read() -> Self {
        serde_json::from_str(DATA).unwrap_or_default()
    }

    fn rule(&self, day: Date) -> Option<&Rule> {
        self.rules
            .iter()
            .find(|rule| rule.valid_from <= day && rule.valid_until.is_none_or(|until| day <= until))
    }
}

impl Rule {
    fn is_stale(&self, day: Date) -> bool {
        self.look_again < day
    }
}

/// The note for a day, beside the hints of a room.
#[component]
pub(super) fn Quota(room: RoomId, day: Date) -> Element {
    let news = News::read();
    let rule = news.rule(day).cloned();
    let stale = rule.as_ref().is_none_or(|rule| rule.is_stale(day));
    let kind = if stale { Kind::Warning } else { Kind::Info };
    rsx! {
        Notice { id: "billing-quota-{room}", kind, title: t!("after-quota"),
            if let Some(rule) = rule {
                if stale {
                    p { {t!("after-quota-stale", day = words::full_day(rule.look_again))} }
                }
                p { "{rule.text}" }
                p { class: "soft", {t!("after-quota-since", day = words::full_day(rule.valid_from), source = rule.source.to_string())} }
            } else {
                p { {t!("after-quota-unknown")} }
            }
            p {
                a { id: "billing-quota-page-{room}", href: "{news.page}", target: "_blank", rel: "noopener noreferrer",
                    {t!("after-quota-page")}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn the_rule_on_cases_by_video_only_is_the_one_of_the_day() {
        let news = News::read();
        let share = |day: &str| news.rule(at(day)).map(|rule| rule.text.de.clone()).unwrap_or_default();
        assert!(share("2025-03-31").contains("30 Prozent"));
        assert!(share("2025-04-01").contains("50 Prozent"));
        assert!(share("2022-03-31").is_empty(), "before the first known rule nothing is said");
    }

    #[test]
    fn a_note_on_the_quota_says_when_it_is_stale() {
        let news = News::read();
        let rule = news.rule(at("2026-06-01")).unwrap();
        assert!(!rule.is_stale(rule.look_again));
        assert!(rule.is_stale(rule.look_again.tomorrow().unwrap()));
    }

    #[test]
    fn every_rule_on_the_quota_has_a_source_and_the_page_of_the_association_is_named() {
        let news = News::read();
        assert!(news.page.starts_with("https://www.kbv.de/"));
        assert!(news.rules.iter().all(|rule| rule.source.is_translated() && rule.text.is_translated()));
        for pair in news.rules.windows(2) {
            let end = pair[0].valid_until.unwrap();
            assert_eq!(end.tomorrow().unwrap(), pair[1].valid_from, "rules follow each other without a gap");
        }
    }
}
