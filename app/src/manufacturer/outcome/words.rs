//! Rows and numbers in words.

use heilsam_protocol::outcome::{Group, QuarterReport, Standing};

use crate::i18n::{self, Language};
use crate::manufacturer::desk::day;
use crate::{format, t};

/// The quarter in words.
pub(super) fn quarter(quarter: heilsam_domain::outcome::Quarter) -> String {
    let (year, number) = quarter.parts();
    t!("reports-quarter", number = i64::from(number), year = year.to_string())
}

/// Tenths as people write them: one digit behind the comma.
pub(super) fn tenths(value: u64) -> String {
    let comma = match i18n::language() {
        Language::De => ',',
        Language::En => '.',
    };
    format!("{}{comma}{}", value / 10, value % 10)
}

/// What a row of Anlage 4 is about.
pub(super) fn row(id: &str) -> String {
    match id {
        "usage-1" => t!("row-usage-1"),
        "usage-2" => t!("row-usage-2"),
        "usage-3" => t!("row-usage-3"),
        "usage-4" => t!("row-usage-4"),
        "usage-5" => t!("row-usage-5"),
        "usage-6" => t!("row-usage-6"),
        "usage-7" => t!("row-usage-7"),
        "health-change-1" => t!("row-health-1"),
        "health-change-2" => t!("row-health-2"),
        "health-change-3" => t!("row-health-3"),
        "satisfaction-1" => t!("row-satisfaction-1"),
        "satisfaction-2" => t!("row-satisfaction-2"),
        "satisfaction-3" => t!("row-satisfaction-3"),
        "satisfaction-4" => t!("row-satisfaction-4"),
        "satisfaction-5" => t!("row-satisfaction-5"),
        "satisfaction-6" => t!("row-satisfaction-6"),
        "satisfaction-7" => t!("row-satisfaction-7"),
        other => other.to_owned(),
    }
}

/// Who is counted.
pub(super) fn group(group: Group) -> String {
    match group {
        Group::All => t!("reports-all"),
        Group::WithDropouts => t!("reports-with"),
        Group::WithoutDropouts => t!("reports-without"),
    }
}

/// The words for the report to BfArM: what was counted, how, and what is not told.
pub(super) fn statement(report: &QuarterReport) -> String {
    let Standing::Told { users, rows } = &report.standing else { return String::new() };
    let hidden = rows.iter().filter(|row| row.numbers.is_none()).count();
    t!(
        "reports-statement-text",
        quarter = quarter(report.quarter),
        users = users.to_string(),
        closes = format::plain(&day(report.closes)),
        hidden = hidden.to_string()
    )
}
