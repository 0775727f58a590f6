//! Medicines against the plan: days on which all were taken, of the days that the patient's goal asks for.

use heilsam_report::Period;
use heilsam_therapy::content::Measure;
use heilsam_therapy::programme::Course;
use heilsam_therapy::statistics::Timed;
use jiff::Span;
use jiff::civil::Date;

use crate::record::EntryView;
use crate::report::Planned;

/// Counts from the first day of the goal on; `None` without such a goal, or when it began after the period.
#[must_use]
pub fn planned(course: Option<&Course>, entries: &[EntryView], period: Period) -> Option<Planned> {
    let course = course?;
    let goal = course.goals.iter().find(|goal| goal.measure == Measure::DaysWithMedicine)?;
    let first = goal.since.max(period.first);
    if first > period.last {
        return None;
    }
    let days = Period { first, last: period.last };
    let timed: Vec<Timed<'_>> = entries
        .iter()
        .map(|it| Timed::new(&it.entry, it.utc_offset_minutes))
        .filter(|timed| days.contains(timed.local))
        .collect();
    let done = mondays(days).map(|monday| goal.progress(&timed, course, monday).done).sum();
    let length = first.until(period.last).map_or(0, |span| span.get_days()) + 1;
    let planned = (u32::try_from(length).unwrap_or_default() * goal.target).div_ceil(7);
    Some(Planned { done, planned, target: goal.target })
}

/// The Mondays of all weeks that have days in the period.
fn mondays(days: Period) -> impl Iterator<Item = Date> {
    let back = i64::from(days.first.weekday().to_monday_zero_offset());
    let monday = days.first.checked_sub(Span::new().days(back)).unwrap_or(days.first);
    std::iter::successors(Some(monday), |monday| monday.checked_add(Span::new().days(7)).ok())
        .take_while(move |monday| *monday <= days.last)
}

#[cfg(test)]
mod tests {
    use heilsam_domain::RecordId;
    use heilsam_therapy::DiaryEntry;
    use heilsam_therapy::diary::{IntakeDraft, IntakeResult, Measurement, Origin};
    use heilsam_therapy::programme::Goal;
    use jiff::civil::date;
    use jiff::tz::Offset;

    use super::*;

    fn taken(day: i8) -> EntryView {
        let measured_at = Offset::UTC.to_timestamp(date(2026, 3, day).at(8, 0, 0, 0)).unwrap();
        let draft = IntakeDraft {
            medicine: "Ramipril".into(),
            result: Some(IntakeResult::Taken),
            ..IntakeDraft::default()
        };
        let measurement = Measurement::MedicationIntake(draft.parse().unwrap());
        EntryView {
            id: RecordId::from_parts(1_700_000_000_000, [day.unsigned_abs(); 10]),
            entry: DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed },
            recorded_at: measured_at,
            utc_offset_minutes: 60,
            waits: false,
        }
    }

    #[test]
    fn days_are_counted_against_the_goal_from_its_first_day_on() {
        let period = Period { first: date(2026, 3, 1), last: date(2026, 3, 22) };
        let course = r#"{"v":1,"package":"hypertonie","first_day":"2026-03-01"}"#;
        let mut course: Course = serde_json::from_str(course).unwrap();
        assert_eq!(planned(Some(&course), &[], period), None);
        let (measure, since) = (Measure::DaysWithMedicine, date(2026, 3, 9));
        course.goals.push(Goal { id: "tabletten".into(), measure, target: 7, since });
        let entries = [taken(8), taken(9), taken(10), taken(22)];
        let found = planned(Some(&course), &entries, period);
        assert_eq!(found, Some(Planned { done: 3, planned: 14, target: 7 }));
        let before = Period { last: date(2026, 3, 8), ..period };
        assert_eq!(planned(Some(&course), &entries, before), None);
    }
}
