use heilsam_domain::outcome::{Contribution, Ending, Quarter, Survey};
use jiff::civil::date;

use super::*;

fn rows(contributions: impl IntoIterator<Item = Contribution>) -> Vec<CountRow> {
    let mut rows: Vec<CountRow> = Vec::new();
    for contribution in contributions {
        for (measure, value) in contribution.counts() {
            let dropped_out = contribution.dropped_out();
            rows.push(CountRow { measure, dropped_out, value, people: 1 });
        }
    }
    rows
}

fn contribution(
    minutes: u32,
    ending: Ending,
    health_change: Option<u8>,
    satisfaction: Option<u8>,
) -> Contribution {
    let quarter = Quarter::of(date(2026, 5, 1));
    let survey = Survey { health_change, satisfaction: [satisfaction; 5] };
    Contribution::new(quarter, &[(minutes, 1); 13], ending, survey).unwrap()
}

/// Minutes 0, 5, 10 … of those who stayed and answer 9; those who left after 10, 15, 20 … days answer 3 and not about health.
fn told(completed: u32, dropped: u32) -> Standing {
    let done = (0..completed).map(|number| contribution(5 * number, Ending::Completed, Some(4), Some(9)));
    let ending = |number: u32| Ending::DroppedOut { after_days: u16::try_from(10 + 5 * number).unwrap() };
    let left = (0..dropped).map(|number| contribution(200, ending(number), None, Some(3)));
    of(&rows(done.chain(left)))
}

fn numbers(standing: &Standing, id: &str, group: Group) -> Option<Numbers> {
    let Standing::Told { rows, .. } = standing else { return None };
    rows.iter().find(|row| row.id == id && row.group == group)?.numbers.clone()
}

#[test]
fn nothing_is_told_of_fewer_than_ten() {
    assert_eq!((of(&[]), told(9, 0), told(5, 4)), (Standing::TooFew, Standing::TooFew, Standing::TooFew));
    let enough = told(10, 0);
    assert!(matches!(enough, Standing::Told { users: 10, .. }));
    assert!(numbers(&enough, "usage-1", Group::WithDropouts).is_some());
    assert_eq!(numbers(&enough, "usage-3", Group::All).unwrap().count, Some(0));
    assert!(numbers(&enough, "usage-5", Group::All).is_none());
}

#[test]
fn no_difference_tells_of_fewer_than_ten() {
    let few_left = told(20, 3);
    assert!(numbers(&few_left, "usage-1", Group::WithDropouts).is_some());
    for (id, group) in [
        ("usage-1", Group::WithoutDropouts),
        ("usage-3", Group::All),
        ("usage-4", Group::All),
        ("usage-5", Group::All),
        ("usage-6", Group::All),
        ("usage-7", Group::All),
        ("health-change-1", Group::All),
        ("satisfaction-3", Group::WithoutDropouts),
    ] {
        assert_eq!(numbers(&few_left, id, group), None, "{id} {group:?}");
    }
    let many_left = told(20, 10);
    assert!(numbers(&many_left, "usage-1", Group::WithoutDropouts).is_some());
    assert_eq!(numbers(&many_left, "usage-4", Group::All).unwrap().percent, Some(333));
}

#[test]
fn counts_per_answer_do_not_tell_how_few_did_not_answer() {
    let silent = (0..3).map(|_| contribution(5, Ending::Completed, None, None));
    let others = (0..20).map(|_| contribution(5, Ending::Completed, Some(6), Some(9)));
    let standing = of(&rows(silent.chain(others)));
    assert_eq!(numbers(&standing, "satisfaction-1", Group::All), None);
    let item = numbers(&standing, "satisfaction-7", Group::WithDropouts).unwrap();
    assert_eq!((item.summary.unwrap().mean, item.answers.len(), item.net_promoter), (90, 0, None));
}

/// Two neighbouring reports that may both be told never differ by one to nine people in any group.
#[test]
fn every_pair_of_told_groups_differs_by_nobody_or_by_ten() {
    for completed in 0..25_u32 {
        for dropped in 0..15_u32 {
            let standing = told(completed, dropped);
            let Standing::Told { users, .. } = standing else { continue };
            let counts = ["usage-3", "usage-6", "health-change-1", "satisfaction-1"]
                .map(|id| numbers(&standing, id, Group::All).and_then(|it| it.count));
            for part in counts.into_iter().flatten() {
                assert!(is_told_part(part, users), "{part} of {users}");
            }
            if numbers(&standing, "usage-1", Group::WithoutDropouts).is_some() {
                assert!(dropped == 0 || dropped >= 10, "{completed} {dropped}");
            }
        }
    }
}

#[test]
fn the_rows_are_those_of_the_annex() {
    let standing = told(20, 10);
    let Standing::Told { rows, .. } = &standing else { panic!("not told") };
    let mut ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    ids.dedup();
    let usage = (1..=7).map(|number| format!("usage-{number}"));
    let health = (1..=3).map(|number| format!("health-change-{number}"));
    let satisfaction = (1..=7).map(|number| format!("satisfaction-{number}"));
    assert_eq!(ids, usage.chain(health).chain(satisfaction).collect::<Vec<_>>());
    assert_eq!(rows.iter().filter(|row| row.id == "usage-1").count(), 26);
    let usage = numbers(&standing, "usage-1", Group::WithoutDropouts).unwrap().summary.unwrap();
    assert_eq!((usage.mean, usage.minimum, usage.maximum), (475, 0, 950));
    assert_eq!((usage.lower_quartile, usage.upper_quartile, usage.standard_deviation), (238, 713, 296));
    let days = numbers(&standing, "usage-5", Group::All).unwrap().summary.unwrap();
    assert_eq!((days.mean, days.median), (325, 325));
}

#[test]
fn answers_and_promoters_are_counted() {
    let standing = told(20, 10);
    assert_eq!(numbers(&standing, "health-change-2", Group::All).unwrap().percent, Some(667));
    let last = numbers(&standing, "satisfaction-7", Group::WithDropouts).unwrap();
    let share = |count, percent| Share { count, percent };
    assert_eq!(last.net_promoter, Some([share(20, 667), share(0, 0), share(10, 333)]));
    assert_eq!((last.answers[9].share.count, last.answers[3].share.count, last.answers.len()), (20, 10, 11));
    assert_eq!(numbers(&standing, "satisfaction-3", Group::WithDropouts).unwrap().net_promoter, None);
}
