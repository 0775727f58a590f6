//! What the values of a period come to, for the first page: counted by `heilsam-therapy`, put into words by the view.

mod course;
mod findings;
mod weeks;

use heilsam_therapy::statistics::{
    Adherence, HomeAverage, PressureSummary, Series, Timed, Trend, adherence, home_average, summarise, trend,
    weights,
};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

pub use course::{Course, CoursePoint, Step};
pub use findings::{Complaint, Extreme, Notable, Reading};
pub use weeks::WeekOfPressure;

/// Change of the upper value per week, mmHg, from which a direction is named.
const TREND_MATTERS: Decimal = Decimal::ONE;

/// The days of a report, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Period {
    /// Whether a moment on the patient's wall clock lies in it.
    #[must_use]
    pub fn contains(&self, at: DateTime) -> bool {
        (self.first..=self.last).contains(&at.date())
    }
}

/// The average that a doctor decides on, and of which days it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisiveWeek {
    /// The seven days up to the newest reading.
    pub days: Period,
    /// Their average.
    pub home: HomeAverage,
}

/// The numbers of the first page.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Blood pressure of the whole period; `None` without readings.
    pub pressure: Option<PressureSummary>,
    /// The average by the guideline, of the last seven days with readings.
    pub week: Option<DecisiveWeek>,
    /// Where the upper value goes; `None` with too few readings.
    pub trend: Option<Trend>,
    /// Averages by calendar week, the newest first.
    pub weeks: Vec<WeekOfPressure>,
    /// Blood pressure over time, upper and lower value, for a chart.
    pub course: Course<2>,
    /// Weights over time, kilograms, for a chart.
    pub weight_course: Course<1>,
    /// Readings that a doctor looks at one by one, the newest first.
    pub notable: Vec<Notable>,
    /// Intakes; `None` without any.
    pub adherence: Option<Adherence>,
    /// Weights; `None` without any.
    pub weight: Option<Series>,
    /// Side effects and complaints, the most severe first.
    pub complaints: Vec<Complaint>,
    /// Entries of all kinds in the period.
    pub entries: usize,
}

impl Summary {
    /// Counts the entries that lie in the period; their order does not matter.
    ///
    /// `entries` come with the offset of the patient's clock from UTC, in minutes.
    #[must_use]
    pub fn of<'a>(entries: impl Iterator<Item = (&'a DiaryEntry, i16)>, period: Period) -> Self {
        let timed: Vec<Timed<'a>> = entries
            .map(|(entry, offset)| Timed::new(entry, offset))
            .filter(|timed| period.contains(timed.local))
            .collect();
        let weight = weights(&timed);
        Self {
            pressure: summarise(&timed),
            week: decisive_week(&timed),
            trend: systolic_trend(&timed),
            weeks: weeks::averages(&timed),
            course: course::pressure(&timed),
            weight_course: course::weight(weight.as_ref()),
            notable: findings::notable(&timed),
            adherence: adherence(&timed, 0),
            weight,
            complaints: findings::complaints(&timed),
            entries: timed.len(),
        }
    }
}

/// Source: Nationale VersorgungsLeitlinie Hypertonie 2023, table 4: the mean of all readings of seven days. They end with
/// the newest reading, so that a report that is made a week later still has it.
fn decisive_week(timed: &[Timed<'_>]) -> Option<DecisiveWeek> {
    let is_pressure = |timed: &&Timed<'_>| matches!(timed.entry.measurement, Measurement::BloodPressure(_));
    let last = timed.iter().filter(is_pressure).map(|timed| timed.local.date()).max()?;
    let first = last.checked_sub(jiff::Span::new().days(6)).unwrap_or(Date::MIN);
    Some(DecisiveWeek { days: Period { first, last }, home: home_average(timed, last)? })
}

fn systolic_trend(timed: &[Timed<'_>]) -> Option<Trend> {
    let value = |timed: &Timed<'_>| match timed.entry.measurement {
        Measurement::BloodPressure(value) => Some((timed.local, Decimal::from(value.systolic()))),
        _ => None,
    };
    let values: Vec<_> = timed.iter().filter_map(value).collect();
    trend(&values, TREND_MATTERS)
}

#[cfg(test)]
mod tests;
