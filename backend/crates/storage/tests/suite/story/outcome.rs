//! Outcome reporting: one token for an account and quarter, one count for a token, numbers apart from each other.

use heilsam_domain::outcome::{Contribution, Ending, Measure, Quarter, Survey};
use jiff::civil::date;

use super::fixtures::{account_id, made_account};
use crate::suite::engines::Database;

fn quarter() -> Quarter {
    Quarter::of(date(2026, 5, 1))
}

fn contribution(minutes: u32, ending: Ending) -> Contribution {
    let survey = Survey { health_change: Some(6), ..Survey::default() };
    Contribution::new(quarter(), &[(minutes, 2)], ending, survey).unwrap()
}

pub async fn an_account_asks_for_one_token_in_a_quarter(database: Database) {
    let store = &database.store;
    made_account(store, 0xc1).await;
    made_account(store, 0xc2).await;
    let ask = |account, quarter, what| store.note_token(account_id(account), quarter, [what; 32]);
    assert!(ask(0xc1, quarter(), 1).await.unwrap());
    assert!(ask(0xc1, quarter(), 1).await.unwrap(), "asked again with the same");
    assert!(!ask(0xc1, quarter(), 2).await.unwrap());
    assert!(ask(0xc1, quarter().before(), 2).await.unwrap());
    assert!(ask(0xc2, quarter(), 2).await.unwrap());
    assert!(store.count_contribution([1; 32], &contribution(10, Ending::Completed)).await.unwrap());
    assert_eq!(store.purge_tokens(quarter()).await.unwrap(), 1, "of a quarter before only");
    assert!(ask(0xc1, quarter().before(), 3).await.unwrap(), "nobody knows who took part");
    assert!(!ask(0xc1, quarter(), 2).await.unwrap());
    assert!(!store.count_contribution([1; 32], &contribution(10, Ending::Completed)).await.unwrap());
    store.erase_account(account_id(0xc1)).await.unwrap();
}

pub async fn a_token_is_spent_with_the_count_or_not_at_all(database: Database) {
    let store = &database.store;
    assert_eq!(store.outcome_quarters().await.unwrap(), []);
    assert!(store.count_contribution([1; 32], &contribution(10, Ending::Completed)).await.unwrap());
    assert!(!store.count_contribution([1; 32], &contribution(20, Ending::Completed)).await.unwrap());
    assert!(store.count_contribution([2; 32], &contribution(10, Ending::Completed)).await.unwrap());
    let left = contribution(10, Ending::DroppedOut { after_days: 20 });
    assert!(store.count_contribution([3; 32], &left).await.unwrap());
    assert_eq!(store.outcome_quarters().await.unwrap(), [quarter()]);
    let counts = store.outcome_counts(quarter()).await.unwrap();
    let of = |measure, dropped_out| -> Vec<(u32, u64)> {
        let rows = counts.iter().filter(|row| row.measure == measure && row.dropped_out == dropped_out);
        rows.map(|row| (row.value, row.people)).collect()
    };
    assert_eq!(of(Measure::Minutes(1), false), [(10, 2)]);
    assert_eq!(of(Measure::Minutes(1), true), [(10, 1)]);
    assert_eq!((of(Measure::Courses, false), of(Measure::Days, true)), (vec![(0, 2)], vec![(20, 1)]));
    assert_eq!(of(Measure::Health, false), [(6, 2)]);
}

pub async fn hand_ins_at_the_same_time_are_all_counted(database: Database) {
    let store = &database.store;
    let hand_in = |number: u8| async move {
        store.count_contribution([number; 32], &contribution(10, Ending::Completed)).await.unwrap()
    };
    let counted = tokio::join!(hand_in(1), hand_in(2), hand_in(3), hand_in(4), hand_in(1));
    let new = [counted.0, counted.1, counted.2, counted.3, counted.4].into_iter().filter(|it| *it).count();
    assert_eq!(new, 4);
    let counts = store.outcome_counts(quarter()).await.unwrap();
    assert!(counts.iter().all(|row| row.people == 4), "{counts:?}");
}
