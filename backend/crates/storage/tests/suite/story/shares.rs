//! What patients show to practices.

use heilsam_domain::{ConsentAction, Purpose, RecordId, Role};
use heilsam_protocol::sharing::StoreShare;
use heilsam_protocol::{Bytes, SealedRecord, limit};
use heilsam_storage::shares::ShareStored;

use super::fixtures::{consent, made_account, made_account_as, time};
use crate::suite::engines::Database;

const SHARE: RecordId = RecordId::from_bytes([5; 16]);

fn page(number: u8) -> SealedRecord {
    SealedRecord { content: Bytes(vec![number; 300]), wrap: Bytes(vec![number; 64]) }
}

fn share(practice: heilsam_domain::AccountId, version: u64) -> StoreShare {
    StoreShare {
        practice,
        grant: Bytes(vec![1; 1_900]),
        note: Bytes(vec![2; 100]),
        cover: page(0),
        pages: vec![page(1), page(2)],
        version,
        expires_at: time(1_000),
    }
}

pub async fn a_share_is_read_by_its_doctor_in_its_time_and_goes_with_either_account(database: Database) {
    let store = database.store;
    let patient = made_account(&store, 1).await;
    let doctor = made_account_as(&store, 40, Role::Doctor).await;
    store.add_consent(patient, &consent(Purpose::Sharing, ConsentAction::Given, 1), time(1)).await.unwrap();
    let stored = |share: StoreShare, at| {
        let store = &store;
        async move { store.store_share(patient, SHARE, &share, time(at), 1).await.unwrap() }
    };
    assert_eq!(stored(share(patient, 1), 1).await, ShareStored::Unknown, "a patient is no practice");
    assert_eq!(stored(share(doctor, 1), 1).await, ShareStored::Stored);
    assert_eq!(stored(share(doctor, 1), 2).await, ShareStored::Moved);
    assert_eq!(stored(share(doctor, 2), 2).await, ShareStored::Stored);
    let other = RecordId::from_bytes([6; 16]);
    assert_eq!(
        store.store_share(patient, other, &share(doctor, 1), time(2), 1).await.unwrap(),
        ShareStored::Full
    );

    let listed = store.received_shares(doctor, None, time(3)).await.unwrap();
    assert_eq!((listed.len(), listed[0].version, listed[0].cover.clone()), (1, 2, page(0)));
    let read = store.read_share(doctor, SHARE, time(3)).await.unwrap().unwrap();
    assert_eq!((read.share, read.pages), (listed[0].clone(), vec![page(1), page(2)]));
    assert_eq!(store.read_share(patient, SHARE, time(3)).await.unwrap(), None);
    assert_eq!(store.read_share(doctor, SHARE, time(1_000)).await.unwrap(), None);
    let own = store.own_shares(patient).await.unwrap();
    assert_eq!(own[0].reads.iter().map(|read| (read.at, read.version)).collect::<Vec<_>>(), [(time(3), 2)]);
    assert_eq!((own[0].read_count, own[0].changed_at), (1, time(2)));

    store.open_for_sharing(doctor, "CODE").await.unwrap();
    store.open_for_sharing(doctor, "CODE").await.unwrap();
    assert_eq!(store.practice_by_code("CODE").await.unwrap().unwrap().account_id, doctor);
    store.erase_account(doctor).await.unwrap();
    assert_eq!(store.own_shares(patient).await.unwrap(), []);
    assert_eq!(store.practice_by_code("CODE").await.unwrap(), None);
    store.erase_account(patient).await.unwrap();
}

pub async fn a_share_that_was_taken_back_holds_no_page_and_no_key(database: Database) {
    let store = database.store;
    let patient = made_account(&store, 1).await;
    let doctor = made_account_as(&store, 40, Role::Doctor).await;
    store.add_consent(patient, &consent(Purpose::Sharing, ConsentAction::Given, 1), time(1)).await.unwrap();
    store.store_share(patient, SHARE, &share(doctor, 1), time(1), 9).await.unwrap();
    assert!(!store.end_share(doctor, SHARE, time(2)).await.unwrap(), "only the patient ends it");
    assert!(store.end_share(patient, SHARE, time(2)).await.unwrap());
    assert!(!store.end_share(patient, SHARE, time(3)).await.unwrap());
    assert_eq!(store.read_share(doctor, SHARE, time(3)).await.unwrap(), None);
    assert!(store.received_shares(doctor, None, time(3)).await.unwrap().is_empty());
    assert_eq!(store.own_shares(patient).await.unwrap()[0].ended_at, Some(time(2)));
    let stored = store.store_share(patient, SHARE, &share(doctor, 2), time(4), 9).await.unwrap();
    assert_eq!(stored, ShareStored::Unknown, "what has ended does not begin again");
}

pub async fn a_share_ends_with_the_consent_and_with_its_time_and_holds_nothing_then(database: Database) {
    let store = database.store;
    let patient = made_account(&store, 1).await;
    let doctor = made_account_as(&store, 40, Role::Doctor).await;
    let act = async |action, at| {
        store.add_consent(patient, &consent(Purpose::Sharing, action, at), time(at)).await.unwrap();
    };
    let left = async || store.sealed_values(("share_pages", "content"), 99).await.unwrap().len();
    act(ConsentAction::Given, 1).await;
    store.store_share(patient, SHARE, &share(doctor, 1), time(1), 9).await.unwrap();
    act(ConsentAction::Withdrawn, 2).await;
    assert_eq!((store.own_shares(patient).await.unwrap()[0].ended_at, left().await), (Some(time(2)), 0));
    act(ConsentAction::Given, 3).await;
    assert!(store.received_shares(doctor, None, time(4)).await.unwrap().is_empty());

    let other = RecordId::from_bytes([6; 16]);
    store.store_share(patient, other, &share(doctor, 1), time(4), 9).await.unwrap();
    assert_eq!(store.close_past_shares(time(999)).await.unwrap(), 0);
    assert_eq!(store.overdue(time(1_001), time(0)).await.unwrap().shares, 1);
    assert_eq!((store.close_past_shares(time(1_000)).await.unwrap(), left().await), (1, 0));
    assert_eq!(store.overdue(time(1_001), time(0)).await.unwrap().shares, 0);
    assert_eq!(store.own_shares(patient).await.unwrap().len(), 2, "that there was one stays to be seen");
}

pub async fn received_shares_come_page_by_page(database: Database) {
    let store = database.store;
    let patient = made_account(&store, 1).await;
    let doctor = made_account_as(&store, 40, Role::Doctor).await;
    store.add_consent(patient, &consent(Purpose::Sharing, ConsentAction::Given, 1), time(1)).await.unwrap();
    let all = limit::RECEIVED_SHARES_PAGE + 1;
    for number in 0..all {
        let id = RecordId::from_bytes(u128::try_from(number).unwrap().to_be_bytes());
        store.store_share(patient, id, &share(doctor, 1), time(1), 999).await.unwrap();
    }
    let first = store.received_shares(doctor, None, time(2)).await.unwrap();
    assert_eq!(first.len(), limit::RECEIVED_SHARES_PAGE);
    let rest = store.received_shares(doctor, first.last().map(|it| it.share_id), time(2)).await.unwrap();
    assert_eq!(rest.iter().map(|it| it.share_id).collect::<Vec<_>>(), [RecordId::from_bytes([0; 16])]);
}
