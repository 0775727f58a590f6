//! The datasets of Anlage 4 of a quarter that is closed.
//!
//! No group of fewer than ten people is told about: neither directly nor as the difference of two groups that are told. A part of
//! a group is told when neither it nor the rest has one to nine people. Within a group of ten or more, smallest and greatest
//! value and the counts per answer are told, as Anlage 4 demands.

mod histogram;

use std::collections::BTreeMap;

use heilsam_domain::outcome::Measure;
use heilsam_protocol::outcome::{AnswerCount, Group, Numbers, ReportRow, Share, Standing};
use heilsam_storage::outcome::CountRow;

use self::histogram::{Histogram, tenths};

/// Fewest people that a number may be about.
const SMALLEST_GROUP: u64 = 10;
const WEEKS: u8 = 13;
const ITEMS: u8 = 5;

/// What may be told of these counts.
pub(super) fn of(rows: &[CountRow]) -> Standing {
    let counts = Counts::new(rows);
    if !is_told(counts.users) {
        return Standing::TooFew;
    }
    Standing::Told { users: counts.users, rows: counts.rows() }
}

const fn is_told(people: u64) -> bool {
    people >= SMALLEST_GROUP
}

/// A part of a group is told when neither it nor the rest is smaller than ten, except for nobody.
const fn is_told_part(part: u64, whole: u64) -> bool {
    let rest = whole.saturating_sub(part);
    (part == 0 || is_told(part)) && (rest == 0 || is_told(rest))
}

struct Counts {
    /// By measure: of those who stayed, and of those who broke off.
    measured: BTreeMap<Measure, [Histogram; 2]>,
    users: u64,
}

impl Counts {
    fn new(rows: &[CountRow]) -> Self {
        let mut measured: BTreeMap<Measure, [Histogram; 2]> = BTreeMap::new();
        for row in rows {
            let [stayed, left] = measured.entry(row.measure).or_default();
            let histogram = if row.dropped_out { left } else { stayed };
            histogram.add(row.value, row.people);
        }
        let users =
            measured.get(&Measure::Courses).map_or(0, |[stayed, left]| stayed.people() + left.people());
        Self { measured, users }
    }

    /// Those who stayed, and those who broke off, with a value of this measure.
    fn of(&self, measure: Measure) -> [Histogram; 2] {
        self.measured.get(&measure).cloned().unwrap_or_default()
    }

    fn rows(&self) -> Vec<ReportRow> {
        let mut rows = Vec::new();
        rows.extend(self.weeks("usage-1", Measure::Minutes));
        rows.extend(self.weeks("usage-2", Measure::Uses));
        let [completed, dropped] = self.of(Measure::Courses).map(|it| it.people());
        // Both groups are told or none: one of them and the sum tell the other.
        let told = is_told_part(dropped, self.users);
        rows.push(row("usage-3", Group::All, told.then(|| count(dropped))));
        rows.push(row("usage-4", Group::All, told.then(|| self.percent(dropped))));
        let [_, days] = self.of(Measure::Days);
        let days = (is_told(days.people()) && told).then(|| summary(&days));
        rows.push(row("usage-5", Group::All, days));
        rows.push(row("usage-6", Group::All, told.then(|| count(completed))));
        rows.push(row("usage-7", Group::All, told.then(|| self.percent(completed))));
        rows.extend(self.participation("health-change-1", "health-change-2", Measure::Health));
        rows.extend(self.answers("health-change-3", Measure::Health, 0..0));
        rows.extend(self.participation("satisfaction-1", "satisfaction-2", Measure::Satisfaction(1)));
        for item in 1..=ITEMS {
            // Anlage 4 prints the counts per answer for all items but the third; here they are there for all.
            rows.extend(self.answers(
                &format!("satisfaction-{}", item + 2),
                Measure::Satisfaction(item),
                0..11,
            ));
        }
        rows
    }

    fn weeks(&self, id: &str, measure: fn(u8) -> Measure) -> Vec<ReportRow> {
        let mut rows = Vec::new();
        for week in 1..=WEEKS {
            // Courses may differ in length: only those that have this week count in it.
            let [stayed, left] = self.of(measure(week));
            let there = stayed.people() + left.people();
            if there == 0 {
                break;
            }
            for (group, values) in groups(stayed, &left) {
                let told = values.filter(|_| is_told_part(there, self.users));
                rows.push(ReportRow { week: Some(week), ..row(id, group, told.map(|it| summary(&it))) });
            }
        }
        rows
    }

    fn participation(&self, number: &str, part: &str, measure: Measure) -> [ReportRow; 2] {
        let answered = self.answered(measure);
        let told = is_told_part(answered, self.users);
        [
            row(number, Group::All, told.then(|| count(answered))),
            row(part, Group::All, told.then(|| self.percent(answered))),
        ]
    }

    fn answered(&self, measure: Measure) -> u64 {
        let [stayed, left] = self.of(measure);
        stayed.people() + left.people()
    }

    /// Who did not answer has no value: they count in the denominators of percentages only.
    fn answers(&self, id: &str, measure: Measure, scale: std::ops::Range<u32>) -> Vec<ReportRow> {
        let [stayed, left] = self.of(measure);
        // The counts add up to those who answered; the rest are those who did not.
        let counted = is_told_part(self.answered(measure), self.users);
        let told = |values: Histogram| {
            let mut numbers = summary(&values);
            if counted {
                let answers = scale.clone();
                numbers.answers = answers
                    .map(|answer| AnswerCount { answer, share: self.share(values.of(answer)) })
                    .collect();
                numbers.net_promoter = (measure == Measure::Satisfaction(ITEMS)).then(|| {
                    [9..=10, 7..=8, 0..=6].map(|range: std::ops::RangeInclusive<u32>| {
                        self.share(range.map(|it| values.of(it)).sum())
                    })
                });
            }
            numbers
        };
        groups(stayed, &left).into_iter().map(|(group, values)| row(id, group, values.map(&told))).collect()
    }

    fn share(&self, people: u64) -> Share {
        Share { count: people, percent: tenths(people * 100, self.users) }
    }

    fn percent(&self, people: u64) -> Numbers {
        Numbers { percent: Some(self.share(people).percent), ..Numbers::default() }
    }
}

/// With and without those who broke off; the smaller group is not told when the difference is fewer than ten people.
fn groups(stayed: Histogram, left: &Histogram) -> [(Group, Option<Histogram>); 2] {
    let dropped = left.people();
    let all = stayed.clone().with(left);
    let without = (is_told(stayed.people()) && is_told_part(dropped, all.people())).then_some(stayed);
    let with = is_told(all.people()).then_some(all);
    [(Group::WithDropouts, with), (Group::WithoutDropouts, without)]
}

fn row(id: &str, group: Group, numbers: Option<Numbers>) -> ReportRow {
    ReportRow { id: id.to_owned(), week: None, group, numbers }
}

fn count(people: u64) -> Numbers {
    Numbers { count: Some(people), ..Numbers::default() }
}

fn summary(values: &Histogram) -> Numbers {
    Numbers { summary: values.summary(), ..Numbers::default() }
}

#[cfg(test)]
mod tests;
