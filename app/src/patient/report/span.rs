//! Choosing the days of the report.

use dioxus::prelude::*;
use heilsam_report::Period;
use jiff::civil::Date;

use crate::components::{Choice, ChoiceKind, DateField, DateKind, optional_day};
use crate::t;

/// The days that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From the first entry on.
    All,
    /// As many days, today included.
    Days(i32),
    /// From one day to another.
    Own,
}

const SPANS: [(&str, Span); 4] =
    [("90", Span::Days(90)), ("30", Span::Days(30)), ("all", Span::All), ("own", Span::Own)];

impl Span {
    /// The days; `None` when they end before they begin, or are no days.
    #[must_use]
    pub fn period(self, oldest: Date, today: Date, from: &str, until: &str) -> Option<Period> {
        let (first, last) = match self {
            Self::All => (oldest.min(today), today),
            Self::Days(days) => (today.checked_sub(jiff::Span::new().days(days - 1)).ok()?, today),
            Self::Own => (from.parse().ok()?, until.parse().ok()?),
        };
        (first <= last).then_some(Period { first, last })
    }

    /// What is wrong with the first day that cannot be read.
    #[must_use]
    pub fn fault(self, from: &str, until: &str) -> Option<String> {
        let days = [from, until].into_iter().filter(|_| self == Self::Own);
        days.map(optional_day).find_map(Result::err).map(DateKind::wanted)
    }

    fn text(self) -> String {
        match self {
            Self::All => t!("export-all"),
            Self::Days(90) => t!("export-90"),
            Self::Days(_) => t!("export-30"),
            Self::Own => t!("export-own"),
        }
    }
}

/// The choice, with two dates for days of one's own.
#[component]
pub fn SpanChoice(
    span: Span,
    from: ReadSignal<String>,
    until: ReadSignal<String>,
    onspan: EventHandler<Span>,
    onfrom: EventHandler<String>,
    onuntil: EventHandler<String>,
) -> Element {
    rsx! {
        fieldset { class: "choices",
            legend { class: "field-label", {t!("export-period")} }
            for (id , each) in SPANS {
                Choice { key: "{id}", id: "period-{id}", name: "period", kind: ChoiceKind::Radio, label: each.text(),
                    checked: span == each, onchange: move |_| onspan.call(each) }
            }
            if span == Span::Own {
                div { class: "field-row",
                    DateField { id: "report-from", label: t!("export-from"), kind: DateKind::Day, value: from, error: optional_day(&from()).err().map(DateKind::wanted), oninput: move |it| onfrom.call(it) }
                    DateField { id: "report-until", label: t!("export-until"), kind: DateKind::Day, value: until, error: optional_day(&until()).err().map(DateKind::wanted), oninput: move |it| onuntil.call(it) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::components::INCOMPLETE;

    fn period(span: Span, from: &str, until: &str) -> Option<(Date, Date)> {
        let found = span.period(date(2026, 1, 5), date(2026, 3, 31), from, until);
        found.map(|period| (period.first, period.last))
    }

    #[test]
    fn today_is_one_of_the_days() {
        assert_eq!(period(Span::Days(30), "", ""), Some((date(2026, 3, 2), date(2026, 3, 31))));
        assert_eq!(period(Span::All, "", ""), Some((date(2026, 1, 5), date(2026, 3, 31))));
    }

    #[test]
    fn days_of_ones_own_may_be_one_and_must_not_be_turned_round() {
        assert_eq!(period(Span::Own, "2026-02-01", "2026-02-01"), Some((date(2026, 2, 1), date(2026, 2, 1))));
        assert_eq!(period(Span::Own, "2026-02-02", "2026-02-01"), None);
        assert_eq!(period(Span::Own, "", "2026-02-01"), None);
    }

    #[test]
    fn a_day_that_is_half_typed_is_told_where_days_are_asked_for() {
        let fault = |span: Span, from: &str| span.fault(from, "2026-02-01");
        assert_eq!(fault(Span::Own, INCOMPLETE).as_deref(), Some("date-incomplete-day"));
        assert_eq!((fault(Span::Own, "2026-01-01"), fault(Span::All, INCOMPLETE)), (None, None));
    }
}
