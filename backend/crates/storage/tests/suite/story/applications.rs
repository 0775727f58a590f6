//! Doctors who registered without a code: counted, bounded, and found when nobody waits for them any more.

use heilsam_domain::{AccountId, Role};
use heilsam_storage::Store;
use heilsam_storage::accounts::{Creation, NewAccountRow};
use heilsam_storage::applications::WAITING_DOCUMENTS;
use heilsam_storage::proofs::HandedIn;
use heilsam_storage::registrations::RegistrationRow;
use jiff::Timestamp;

use super::fixtures::{account_id, made_account_as, new_account, time};
use super::proofs::proof;
use crate::suite::engines::Database;

const DIGEST: [u8; 48] = [9; 48];

fn applicant(number: u8, at: Timestamp) -> NewAccountRow {
    let mut row = NewAccountRow { self_registered: true, ..new_account(number) };
    row.account.role = Role::Doctor;
    row.account.created_at = at;
    row
}

async fn applies(store: &Store, number: u8, at: Timestamp) -> AccountId {
    assert_eq!(store.create_account(&applicant(number, at)).await.unwrap(), Creation::Created);
    account_id(number)
}

pub async fn registrations_without_a_code_are_counted_and_redeem_none(database: Database) {
    let store = database.store;
    made_account_as(&store, 1, Role::Doctor).await;
    assert_eq!(store.self_registered_since(time(-1), time(0)).await.unwrap(), 0);
    applies(&store, 2, time(0)).await;
    assert!(!store.is_code_redeemed([2; 32]).await.unwrap());
    let begun = RegistrationRow {
        token_hash: [3; 32],
        account_id: account_id(3),
        role: Role::Doctor,
        code_hash: [3; 32],
        entitled_until: None,
        state: Vec::new(),
        self_registered: true,
        expires_at: time(60),
    };
    store.begin_registration(&begun).await.unwrap();
    assert_eq!(store.registration([3; 32], time(0)).await.unwrap(), Some(begun));
    assert_eq!(store.self_registered_since(time(-1), time(0)).await.unwrap(), 2);
    assert_eq!(store.self_registered_since(time(-1), time(60)).await.unwrap(), 1);
    assert_eq!(store.self_registered_since(time(0), time(60)).await.unwrap(), 0);
}

pub async fn who_registered_without_a_code_is_unproven_until_two_found_the_proof_right(database: Database) {
    let store = database.store;
    let doctor = applies(&store, 1, time(0)).await;
    let (one, other) =
        (made_account_as(&store, 2, Role::Operator).await, made_account_as(&store, 3, Role::Operator).await);
    let unproven = async || store.session_by_token([1; 32]).await.unwrap().unwrap().1.unproven;
    assert!(unproven().await);
    store.hand_in_proof(doctor, &proof(9, &[one, other]), time(1)).await.unwrap();
    assert!(store.proofs_to_check(one).await.unwrap()[0].self_registered);
    store.check_proof(doctor, &DIGEST, one, None, time(2)).await.unwrap();
    assert!(unproven().await, "one person is not two");
    store.check_proof(doctor, &DIGEST, other, None, time(3)).await.unwrap();
    assert!(!unproven().await);
    assert!(!store.session_by_token([2; 32]).await.unwrap().unwrap().1.unproven, "who came with a code");
}

pub async fn who_handed_in_nothing_or_was_refused_is_found_after_a_time(database: Database) {
    let store = database.store;
    let never = applies(&store, 1, time(0)).await;
    let (refused, waiting) = (applies(&store, 2, time(0)).await, applies(&store, 3, time(0)).await);
    let operator = made_account_as(&store, 4, Role::Operator).await;
    made_account_as(&store, 5, Role::Doctor).await;
    for doctor in [refused, waiting] {
        store.hand_in_proof(doctor, &proof(9, &[operator]), time(1)).await.unwrap();
    }
    store.check_proof(refused, &DIGEST, operator, Some("Unscharf."), time(10)).await.unwrap();
    assert_eq!(store.lapsed_applications(time(-1)).await.unwrap(), []);
    assert_eq!(store.lapsed_applications(time(0)).await.unwrap(), [never]);
    assert_eq!(store.lapsed_applications(time(9)).await.unwrap(), [never]);
    assert_eq!(store.lapsed_applications(time(100)).await.unwrap(), [never, refused]);
}

pub async fn documents_of_doctors_without_a_code_do_not_fill_the_disk(database: Database) {
    let store = database.store;
    let operator = made_account_as(&store, 250, Role::Operator).await;
    let last = u8::try_from(WAITING_DOCUMENTS).unwrap() + 1;
    for number in 1..=last {
        applies(&store, number, time(0)).await;
    }
    let hand_in = async |number: u8| {
        store.hand_in_proof(account_id(number), &proof(9, &[operator]), time(1)).await.unwrap()
    };
    for number in 1..last {
        assert_eq!(hand_in(number).await, HandedIn::Stored);
    }
    assert_eq!(hand_in(last).await, HandedIn::Full);
    assert_eq!(hand_in(1).await, HandedIn::Stored, "whoever waits may hand in anew");
    made_account_as(&store, 240, Role::Doctor).await;
    assert_eq!(hand_in(240).await, HandedIn::Stored, "who came with a code is not kept waiting");
    store.check_proof(account_id(2), &DIGEST, operator, Some("Unscharf."), time(2)).await.unwrap();
    assert_eq!(hand_in(last).await, HandedIn::Stored);
}
