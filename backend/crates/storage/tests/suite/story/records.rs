//! Consents, collections, records, changes.

use heilsam_domain::{ConsentAction, Purpose};
use heilsam_protocol::limit;
use heilsam_protocol::sync::Change;
use heilsam_storage::collections::CollectionPut;
use heilsam_storage::records::Appended;

use super::fixtures::{account_id, collection, collection_id, consent, head, made_account, record, time};
use crate::suite::engines::Database;

pub async fn consent_is_in_force_until_withdrawn(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    let purpose = Purpose::IntendedUse;
    assert!(store.is_consent_in_force(account, purpose).await.unwrap());
    assert!(!store.is_consent_in_force(account, Purpose::Improvement).await.unwrap());
    let withdrawal = consent(purpose, ConsentAction::Withdrawn, 9);
    assert_eq!(store.add_consent(account, &withdrawal, time(11)).await.unwrap(), 2);
    assert_eq!(store.add_consent(account, &withdrawal, time(11)).await.unwrap(), 2);
    assert!(!store.is_consent_in_force(account, purpose).await.unwrap());
    let again = consent(purpose, ConsentAction::Given, 10);
    assert_eq!(store.add_consent(account, &again, time(12)).await.unwrap(), 3);
    assert!(store.is_consent_in_force(account, purpose).await.unwrap());
    let history = store.consent_history(account).await.unwrap();
    let received: Vec<_> = history.iter().map(|row| row.received_at).collect();
    assert_eq!(received, [time(0), time(11), time(12)]);
}

pub async fn a_batch_is_stored_once_however_often_it_is_sent(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    assert_eq!(store.put_collection(account, &collection(1), 2).await.unwrap(), CollectionPut::Stored);
    let (first, second) = ([record(1, 1, 1), record(1, 2, 1)], [record(1, 1, 2)]);
    for _ in 0..2 {
        let stored = store.append_records(account, collection_id(1), 0, &first, &head(2)).await.unwrap();
        assert_eq!(stored, Appended::Stored { count: 2 });
    }
    let stored = store.append_records(account, collection_id(1), 2, &second, &head(3)).await.unwrap();
    assert_eq!(stored, Appended::Stored { count: 3 });
    let late = store.append_records(account, collection_id(1), 0, &first, &head(2)).await.unwrap();
    assert_eq!(late, Appended::Stored { count: 2 });
    let page = store.changes(account, 0, 100).await.unwrap();
    assert_eq!(page.changes.iter().filter(|change| matches!(change, Change::Record { .. })).count(), 3);
}

pub async fn a_batch_that_expects_another_count_is_refused(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    store.append_records(account, collection_id(1), 0, &[record(1, 1, 1)], &head(1)).await.unwrap();
    for expected in [0, 2] {
        let refused = store
            .append_records(account, collection_id(1), expected, &[record(1, 2, 1)], &head(expected + 1))
            .await;
        assert_eq!(refused.unwrap(), Appended::Moved { count: 1 });
    }
}

pub async fn a_version_that_is_not_the_next_refuses_the_whole_batch(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    for wrong in [
        vec![record(1, 1, 2)],
        vec![record(1, 1, 1), record(1, 1, 1)],
        vec![record(1, 1, 1), record(1, 2, 1), record(1, 1, 3)],
    ] {
        let count = u64::try_from(wrong.len()).unwrap();
        let refused = store.append_records(account, collection_id(1), 0, &wrong, &head(count)).await.unwrap();
        assert_eq!(refused, Appended::VersionConflict);
    }
    let both = [record(1, 1, 1), record(1, 1, 2)];
    let stored = store.append_records(account, collection_id(1), 0, &both, &head(2)).await.unwrap();
    assert_eq!(stored, Appended::Stored { count: 2 });
}

pub async fn changes_come_in_order_and_page_by_page(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    let rows: Vec<_> = (1..=5).map(|number| record(1, number, 1)).collect();
    store.append_records(account, collection_id(1), 0, &rows, &head(5)).await.unwrap();
    let mut renewed = collection(1);
    renewed.sealed_keys.0.push(9);
    store.put_collection(account, &renewed, 2).await.unwrap();

    let (mut place, mut seen) = (0, Vec::new());
    loop {
        let page = store.changes(account, place, 2).await.unwrap();
        assert!(page.changes.len() <= 2);
        place = page.last;
        seen.extend(page.changes);
        if !page.more {
            break;
        }
    }
    let whole = store.changes(account, 0, 100).await.unwrap();
    assert_eq!(seen, whole.changes);
    for (position, (change, row)) in (0_u64..).zip(whole.changes.iter().zip(&rows)) {
        assert_eq!(*change, Change::Record { position, record: row.record.clone() });
    }
    assert_eq!(whole.changes[5], Change::Head { collection_id: collection_id(1), head: head(5) });
    assert_eq!(whole.changes[6], Change::Collection(renewed));
    let nothing = store.changes(account, place, 2).await.unwrap();
    assert_eq!((nothing.changes.len(), nothing.last, nothing.more), (0, place, false));
}

pub async fn a_page_of_changes_is_bounded_in_bytes_and_nothing_is_left_out(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    let large = |number| {
        let mut row = record(1, number, 1);
        row.record.content.0.resize(limit::RECORD_BYTES, number);
        row
    };
    let rows: Vec<_> = (1..=20).map(large).collect();
    store.append_records(account, collection_id(1), 0, &rows, &head(20)).await.unwrap();
    let (mut place, mut seen) = (0, Vec::new());
    loop {
        let page = store.changes(account, place, 500).await.unwrap();
        assert!(page.changes.len() <= limit::CHANGES_BYTES / limit::RECORD_BYTES, "{}", page.changes.len());
        place = page.last;
        seen.extend(page.changes);
        if !page.more {
            break;
        }
    }
    let records = seen.iter().filter(|change| matches!(change, Change::Record { .. })).count();
    assert_eq!((records, seen.len()), (20, 22), "twenty records, the collection and its head");
}

pub async fn a_place_that_was_never_reached_shows_everything_again(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    store.append_records(account, collection_id(1), 0, &[record(1, 1, 1)], &head(1)).await.unwrap();
    let whole = store.changes(account, 0, 100).await.unwrap();
    let ahead = store.changes(account, whole.last + 1, 100).await.unwrap();
    assert_eq!((ahead.changes, ahead.last), (whole.changes, whole.last));
}

pub async fn two_devices_writing_at_once_lose_nothing(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    let write = |number: u8| {
        let store = store.clone();
        async move {
            let mut expected = 0;
            loop {
                let rows = [record(1, number, 1)];
                match store
                    .append_records(account, collection_id(1), expected, &rows, &head(expected + 1))
                    .await
                    .unwrap()
                {
                    Appended::Stored { .. } => return,
                    Appended::Moved { count } => expected = count,
                    other => panic!("{other:?}"),
                }
            }
        }
    };
    tokio::join!(write(1), write(2), write(3), write(4), write(5), write(6));
    let page = store.changes(account, 0, 100).await.unwrap();
    let positions: Vec<u64> = page
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Record { position, .. } => Some(*position),
            Change::Collection(_) | Change::Head { .. } => None,
        })
        .collect();
    assert_eq!(positions, [0, 1, 2, 3, 4, 5]);
}

pub async fn a_page_that_is_read_while_somebody_writes_holds_what_its_head_counts(database: Database) {
    const ALL: u8 = 40;
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_collection(account, &collection(1), 2).await.unwrap();
    let writing = async {
        for number in 1..=ALL {
            let before = u64::from(number) - 1;
            let rows = [record(1, number, 1)];
            let stored =
                store.append_records(account, collection_id(1), before, &rows, &head(before + 1)).await;
            assert_eq!(stored.unwrap(), Appended::Stored { count: before + 1 });
        }
    };
    let reading = async {
        loop {
            let page = store.changes(account, 0, 100).await.unwrap();
            let records = page.changes.iter().filter(|it| matches!(it, Change::Record { .. })).count();
            let counted = page.changes.iter().find_map(|change| match change {
                Change::Head { head, .. } => Some(head.count),
                Change::Record { .. } | Change::Collection(_) => None,
            });
            assert_eq!(u64::try_from(records).unwrap(), counted.unwrap_or_default());
            if records == usize::from(ALL) {
                return;
            }
        }
    };
    tokio::join!(writing, reading);
}

pub async fn what_belongs_to_others_does_not_exist(database: Database) {
    let store = database.store;
    let (one, two) = (made_account(&store, 1).await, made_account(&store, 2).await);
    store.put_collection(one, &collection(1), 2).await.unwrap();
    store.append_records(one, collection_id(1), 0, &[record(1, 1, 1)], &head(1)).await.unwrap();
    let foreign = store.append_records(two, collection_id(1), 1, &[record(1, 2, 1)], &head(2)).await.unwrap();
    assert_eq!(foreign, Appended::Missing);
    assert_eq!(store.collections(two).await.unwrap(), []);
    assert_eq!(store.changes(two, 0, 100).await.unwrap().changes, []);
    assert_eq!(store.put_collection(two, &collection(1), 2).await.unwrap(), CollectionPut::Stored);
    assert_eq!(store.collections(account_id(1)).await.unwrap(), [collection(1)]);
    store.put_collection(two, &collection(2), 2).await.unwrap();
    assert_eq!(store.put_collection(two, &collection(3), 2).await.unwrap(), CollectionPut::Full);
    assert_eq!(store.collections(two).await.unwrap().len(), 2);
}
