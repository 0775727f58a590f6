//! Deadlines of the procedure, from what has happened so far.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use super::{Fact, Ground, NoSuchFact, Procedure, calendar};
use crate::legal_date::LegalDate;
use crate::message::Message;

/// What has happened in the procedure so far; days as they stand in letters and receipts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Events {
    /// The complete application arrived.
    pub filed: Option<Date>,
    /// BfArM asked for missing documents: when, and how many months it gave.
    pub supplement: Option<Request>,
    /// BfArM asked to complete a notice of change.
    pub change_supplement: Option<Request>,
    /// End of the trial by the decision.
    pub trial_ends: Option<Date>,
    /// A study was completed.
    pub study_completed: Option<Date>,
    /// A new release of the specification for records was published (§ 6a(3)).
    pub specification_published: Option<Date>,
    /// Permanent listing.
    pub listed: Option<Date>,
}

/// A request of BfArM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Day on which it arrived.
    pub on: Date,
    /// Months that it gives.
    pub months: u8,
}

/// Something that has to happen until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Last day.
    pub due: Date,
    /// Who has to act: `Hersteller` or `BfArM`.
    pub actor: String,
    /// What.
    pub what: Message,
    /// Why.
    pub ground: Ground,
}

/// Why deadlines cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineRefused {
    /// The ordinance permits fewer months.
    #[error("BfArM can give at most {max} months here, not {months}: read the letter again")]
    TooManyMonths {
        /// What was given.
        months: u8,
        /// What is permitted.
        max: i64,
    },
    /// A fact is missing.
    #[error(transparent)]
    NoSuchFact(#[from] NoSuchFact),
    /// The day lies outside of the calendar.
    #[error("this day lies outside of the calendar")]
    OutOfCalendar,
}

/// All deadlines that follow from the events, earliest first.
///
/// # Errors
/// [`DeadlineRefused`] if an event contradicts the ordinance.
pub fn deadlines(
    procedure: &Procedure,
    legal: LegalDate,
    events: &Events,
) -> Result<Vec<Deadline>, DeadlineRefused> {
    let mut found = Vec::new();
    let mut add = |due: Option<Date>, fact: &Fact, actor: &str, what: &str| {
        let due = due.ok_or(DeadlineRefused::OutOfCalendar)?;
        let actor = fact.text("actor").unwrap_or(actor).to_owned();
        found.push(Deadline { due, actor, what: Message::new(what), ground: fact.ground() });
        Ok::<(), DeadlineRefused>(())
    };
    if let Some(filed) = events.filed {
        let fact = procedure.fact("receipt-confirmation")?;
        add(
            calendar::days_after(filed, fact.number("days").unwrap_or(0)),
            fact,
            "BfArM",
            "compliance-deadline-receipt",
        )?;
    }
    if let Some(request) = events.supplement {
        let fact = procedure.fact("completion-deadline")?;
        add(given(fact, request)?, fact, "Hersteller", "compliance-deadline-supplement")?;
    }
    if let Some(request) = events.change_supplement {
        let fact = procedure.fact("change-notice-completion")?;
        add(given(fact, request)?, fact, "Hersteller", "compliance-deadline-change-supplement")?;
    }
    if let Some(end) = events.trial_ends {
        let evidence = procedure.fact("trial-evidence-due")?;
        // The trial ends by the decision, not by a period: its day is not moved.
        add(Some(end), evidence, "Hersteller", "compliance-deadline-trial-evidence")?;
        let extension = procedure.fact("trial-extension")?;
        let before = extension.number("file_months_before_end").unwrap_or(0);
        add(
            calendar::months_before(end, before),
            extension,
            "Hersteller",
            "compliance-deadline-trial-extension",
        )?;
    }
    if let Some(completed) = events.study_completed {
        let fact = procedure.fact("evidence-registry-publication")?;
        let months = fact.number("publish_within_months").unwrap_or(0);
        add(
            calendar::months_after(completed, months),
            fact,
            "Hersteller",
            "compliance-deadline-publication",
        )?;
    }
    if legal == LegalDate::Of2026 {
        if let Some(published) = events.specification_published {
            let fact = procedure.fact("mio-update")?;
            let months = fact.number("months_max").unwrap_or(0);
            add(
                calendar::months_after(published, months),
                fact,
                "Hersteller",
                "compliance-deadline-specification",
            )?;
        }
        if let Some(listed) = events.listed {
            let fact = procedure.fact("abem-reporting-dates")?;
            add(first_report(fact, listed), fact, "Hersteller", "compliance-deadline-outcome-report")?;
        }
    }
    found.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
    Ok(found)
}

fn given(fact: &Fact, request: Request) -> Result<Option<Date>, DeadlineRefused> {
    let max = fact.number("months_max").unwrap_or(0);
    if i64::from(request.months) > max {
        return Err(DeadlineRefused::TooManyMonths { months: request.months, max });
    }
    Ok(calendar::months_after(request.on, i64::from(request.months)))
}

/// The first report on outcomes (§ 23a(3)): 15 October for the first two quarters of a year, 15 April for the last two of the
/// year before, never before the date that the ordinance names. The quarter of the listing is the first that is collected.
fn first_report(fact: &Fact, listed: Date) -> Option<Date> {
    let first: Date = fact.text("first_report")?.parse().ok()?;
    let due = if listed.month() <= 6 {
        date(listed.year(), 10, 15)
    } else {
        Date::new(listed.year() + 1, 4, 15).ok()?
    };
    calendar::working_day(due.max(first))
}

impl DeadlineRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::TooManyMonths { months, max } => {
                Message::new("compliance-deadline-months").with("months", months).with("max", max)
            }
            Self::NoSuchFact(_) | Self::OutOfCalendar => Message::new("compliance-deadline-calendar"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin;

    fn of(legal: LegalDate, events: &Events) -> Result<Vec<(String, String)>, DeadlineRefused> {
        let library = builtin::library().unwrap();
        let found = deadlines(library.procedure(legal).unwrap(), legal, events)?;
        Ok(found.iter().map(|deadline| (deadline.due.to_string(), deadline.what.id.clone())).collect())
    }

    fn one(due: &str, what: &str) -> Vec<(String, String)> {
        vec![(due.to_owned(), what.to_owned())]
    }

    #[test]
    fn receipt_is_confirmed_within_14_days_in_2020_and_21_in_2026() {
        let events = Events { filed: Some(date(2026, 3, 2)), ..Events::default() };
        assert_eq!(of(LegalDate::Of2020, &events), Ok(one("2026-03-16", "compliance-deadline-receipt")));
        assert_eq!(of(LegalDate::Of2026, &events), Ok(one("2026-03-23", "compliance-deadline-receipt")));
    }

    #[test]
    fn a_supplement_has_at_most_three_months() {
        let request = |months| Some(Request { on: date(2026, 2, 27), months });
        let events = Events { supplement: request(3), ..Events::default() };
        assert_eq!(of(LegalDate::Of2026, &events), Ok(one("2026-05-27", "compliance-deadline-supplement")));
        let events = Events { supplement: request(4), ..Events::default() };
        assert_eq!(of(LegalDate::Of2026, &events), Err(DeadlineRefused::TooManyMonths { months: 4, max: 3 }));
    }

    #[test]
    fn an_extension_of_the_trial_is_filed_three_months_before_its_end() {
        let events = Events { trial_ends: Some(date(2026, 9, 30)), ..Events::default() };
        let dues = of(LegalDate::Of2026, &events).unwrap();
        assert_eq!(dues[0], ("2026-06-30".into(), "compliance-deadline-trial-extension".into()));
        assert_eq!(dues[1], ("2026-09-30".into(), "compliance-deadline-trial-evidence".into()));
    }

    #[test]
    fn outcome_reports_begin_on_15_april_2027() {
        let listed = |year, month| Events { listed: Some(date(year, month, 1)), ..Events::default() };
        assert_eq!(
            of(LegalDate::Of2026, &listed(2026, 3)),
            Ok(one("2027-04-15", "compliance-deadline-outcome-report"))
        );
        assert_eq!(
            of(LegalDate::Of2026, &listed(2027, 2)),
            Ok(one("2027-10-15", "compliance-deadline-outcome-report"))
        );
        assert_eq!(
            of(LegalDate::Of2026, &listed(2027, 7)),
            Ok(one("2028-04-18", "compliance-deadline-outcome-report"))
        );
        assert_eq!(of(LegalDate::Of2020, &listed(2026, 3)), Ok(vec![]));
    }

    #[test]
    fn every_deadline_quotes_its_source() {
        let library = builtin::library().unwrap();
        let day = Some(date(2026, 4, 1));
        let request = Some(Request { on: date(2026, 4, 1), months: 1 });
        let events = Events {
            filed: day,
            supplement: request,
            change_supplement: request,
            trial_ends: day,
            study_completed: day,
            specification_published: day,
            listed: day,
        };
        let found =
            deadlines(library.procedure(LegalDate::Of2026).unwrap(), LegalDate::Of2026, &events).unwrap();
        assert_eq!(found.len(), 8);
        assert!(
            found
                .iter()
                .all(|deadline| !deadline.ground.quote.is_empty() && deadline.ground.provision.contains('§'))
        );
    }
}
