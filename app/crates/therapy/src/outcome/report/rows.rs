//! The rows, one after the other.

use rust_decimal::Decimal;

use super::{AnswerCount, Cell, Numbers, Row, SMALLEST_GROUP, Variant};
use crate::outcome::contribution::Contribution;
use crate::outcome::course::Ending;
use crate::outcome::summary::Summary;
use crate::statistics::exact::percent;

type Users<'u, 'c> = &'u [&'c Contribution];

pub(super) fn all(users: Users<'_, '_>) -> Vec<Row> {
    let mut rows = Vec::new();
    rows.extend(per_week("usage-1", users, |(minutes, _)| minutes));
    rows.extend(per_week("usage-2", users, |(_, uses)| uses));
    let dropped = users.iter().filter(|user| user.dropped_out()).count();
    let completed = users.len() - dropped;
    // Both groups are told or none: one of them and the sum tell the other.
    let told = is_told(users.len()) && is_told_part(dropped, users.len());
    rows.push(row("usage-3", Variant::All, count(dropped), told));
    rows.push(row("usage-4", Variant::All, share(dropped, users.len()), told));
    rows.push(days_until_drop_out(users));
    rows.push(row("usage-6", Variant::All, count(completed), told));
    rows.push(row("usage-7", Variant::All, share(completed, users.len()), told));
    let health = Question { users, answer: &|user| user.survey().health_change };
    rows.extend(health.participation("health-change-1", "health-change-2"));
    rows.extend(health.results("health-change-3", &[]));
    for item in 0..5_u8 {
        let answer =
            |user: &Contribution| user.survey().satisfaction.get(usize::from(item)).copied().flatten();
        let question = Question { users, answer: &answer };
        if item == 0 {
            rows.extend(question.participation("satisfaction-1", "satisfaction-2"));
        }
        // Anlage 4 prints the counts per answer for all items but the third; here they are there for all.
        let answers: Vec<u8> = (0..=10).collect();
        rows.extend(question.results(&format!("satisfaction-{}", item + 3), &answers));
    }
    rows
}

const fn is_told(people: usize) -> bool {
    people >= SMALLEST_GROUP
}

/// A part of a group is told when neither it nor the rest is smaller than ten, except for nobody.
const fn is_told_part(part: usize, whole: usize) -> bool {
    (part == 0 || is_told(part)) && (part == whole || is_told(whole - part))
}

fn row(id: &str, variant: Variant, numbers: Numbers, told: bool) -> Row {
    let numbers = if told { Cell::Value(numbers) } else { Cell::TooFew };
    Row { id: id.to_owned(), week: None, variant, numbers }
}

fn count(people: usize) -> Numbers {
    Numbers { count: Some(people), ..Numbers::default() }
}

fn share(part: usize, whole: usize) -> Numbers {
    Numbers { percent: percent(part, whole), ..Numbers::default() }
}

fn decimals(values: impl Iterator<Item = u32>) -> Vec<Decimal> {
    values.map(Decimal::from).collect()
}

/// With and without those who broke off; the smaller group is not told when the difference is fewer than ten people.
fn variants<'c>(users: Users<'_, 'c>) -> [(Variant, Vec<&'c Contribution>, bool); 2] {
    let without: Vec<&Contribution> = users.iter().copied().filter(|user| !user.dropped_out()).collect();
    let told = is_told(without.len()) && is_told_part(users.len() - without.len(), users.len());
    [(Variant::WithDropouts, users.to_vec(), is_told(users.len())), (Variant::WithoutDropouts, without, told)]
}

fn per_week(id: &str, users: Users<'_, '_>, value: impl Fn((u32, u32)) -> u32) -> Vec<Row> {
    let weeks = users.iter().map(|user| user.weeks().len()).max().unwrap_or_default();
    let mut rows = Vec::new();
    for week in 0..weeks {
        // Courses may differ in length: only those that have this week count in it.
        let there: Vec<&Contribution> =
            users.iter().copied().filter(|user| user.weeks().len() > week).collect();
        for (variant, group, told) in variants(&there) {
            let values =
                decimals(group.iter().filter_map(|user| user.weeks().get(week)).map(|it| value(*it)));
            let numbers = Numbers { summary: Summary::of(&values), ..Numbers::default() };
            let told = told && is_told_part(there.len(), users.len());
            rows.push(Row { week: u8::try_from(week + 1).ok(), ..row(id, variant, numbers, told) });
        }
    }
    rows
}

fn days_until_drop_out(users: Users<'_, '_>) -> Row {
    let days: Vec<u32> = users
        .iter()
        .filter_map(|user| match user.ending() {
            Ending::DroppedOut { after_days } => Some(u32::from(after_days)),
            Ending::Completed => None,
        })
        .collect();
    let told = is_told(days.len());
    let summary = Summary::of(&decimals(days.into_iter()));
    row("usage-5", Variant::All, Numbers { summary, ..Numbers::default() }, told)
}

/// A question of the survey.
struct Question<'u, 'c, 'a> {
    users: Users<'u, 'c>,
    answer: &'a dyn Fn(&Contribution) -> Option<u8>,
}

impl Question<'_, '_, '_> {
    fn participation(&self, number: &str, part: &str) -> [Row; 2] {
        let answered = self.users.iter().filter(|user| (self.answer)(user).is_some()).count();
        let told = is_told(self.users.len()) && is_told_part(answered, self.users.len());
        [
            row(number, Variant::All, count(answered), told),
            row(part, Variant::All, share(answered, self.users.len()), told),
        ]
    }

    /// Who did not answer has no value: they count in the denominators of percentages only.
    fn results(&self, id: &str, scale: &[u8]) -> Vec<Row> {
        let answering: Vec<&Contribution> =
            self.users.iter().copied().filter(|user| (self.answer)(user).is_some()).collect();
        let mut rows = Vec::new();
        for (variant, group, told) in variants(&answering) {
            let given: Vec<u8> = group.iter().filter_map(|user| (self.answer)(user)).collect();
            let numbers = self.numbers(id, &given, scale);
            rows.push(row(id, variant, numbers, told && is_told(self.users.len())));
        }
        rows
    }

    fn numbers(&self, id: &str, given: &[u8], scale: &[u8]) -> Numbers {
        let people = |fits: &dyn Fn(u8) -> bool| {
            let count = given.iter().filter(|answer| fits(**answer)).count();
            (count, percent(count, self.users.len()).unwrap_or_default())
        };
        let answers = scale.iter().map(|wanted| {
            let (count, percent) = people(&|answer| answer == *wanted);
            AnswerCount { answer: *wanted, count, percent }
        });
        let net_promoter = (id == "satisfaction-7").then(|| {
            [
                people(&|answer| answer >= 9),
                people(&|answer| matches!(answer, 7 | 8)),
                people(&|answer| answer <= 6),
            ]
        });
        Numbers {
            summary: Summary::of(&decimals(given.iter().copied().map(u32::from))),
            answers: answers.collect(),
            net_promoter,
            ..Numbers::default()
        }
    }
}
