//! Everything that is handed in, to the last number.

use dioxus::prelude::*;
use heilsam_domain::outcome::{Contribution, Ending, Quarter};

use crate::components::{Table, TableRow};
use crate::t;

/// The quarter in words.
pub fn quarter(quarter: Quarter) -> String {
    let (year, number) = quarter.parts();
    t!("outcome-quarter", number = i64::from(number), year = year.to_string())
}

/// The numbers as they go.
#[component]
pub fn Numbers(numbers: Contribution) -> Element {
    let survey = numbers.survey();
    let rows = (1..).zip(numbers.weeks()).map(|(week, (minutes, uses)): (u32, _)| TableRow {
        key: week.to_string(),
        cells: vec![week.to_string(), minutes.to_string(), uses.to_string()],
    });
    let ending = match numbers.ending() {
        Ending::Completed => t!("outcome-completed"),
        Ending::DroppedOut { after_days } => t!("outcome-left", days = i64::from(after_days)),
    };
    let answer = |answer: Option<u8>| answer.map_or_else(|| t!("outcome-no-answer"), |it| it.to_string());
    let satisfied: Vec<String> = survey.satisfaction.iter().map(|it| answer(*it)).collect();
    rsx! {
        section { class: "card", id: "outcome-numbers", "aria-labelledby": "outcome-numbers-title",
            h2 { id: "outcome-numbers-title", {t!("outcome-numbers")} }
            dl { class: "facts",
                dt { {t!("outcome-period")} }
                dd { {quarter(numbers.quarter())} }
                dt { {t!("outcome-ending")} }
                dd { "{ending}" }
                dt { {t!("outcome-health")} }
                dd { {answer(survey.health_change)} }
                dt { {t!("outcome-satisfied")} }
                dd { {satisfied.join(" · ")} }
            }
            Table { caption: t!("outcome-weeks"), head: vec![t!("outcome-week"), t!("outcome-minutes"), t!("outcome-uses")],
                rows: rows.collect::<Vec<_>>(), numeric_from: 1 }
            p { class: "soft", {t!("outcome-nothing-else")} }
        }
    }
}
