//! Accounts, credentials, slots, registrations, sessions.

use heilsam_domain::{Role, SlotId};
use heilsam_protocol::credential::CredentialKind;
use heilsam_storage::accounts::Creation;
use heilsam_storage::credentials::{Addition, Removal};
use heilsam_storage::registrations::RegistrationRow;
use heilsam_storage::sessions::Standing;
use heilsam_storage::slots::SlotPut;

use super::fixtures::{account_id, credential, made_account, new_account, session, sheet, slot, time};
use crate::suite::engines::Database;

pub async fn an_account_is_made_whole_or_not_at_all(database: Database) {
    let store = database.store;
    let new = new_account(1);
    assert_eq!(store.create_account(&new).await.unwrap(), Creation::Created);
    let (account, identity) = store.account(account_id(1)).await.unwrap().unwrap();
    assert_eq!(account, new.account);
    assert_eq!(identity, new.identity);
    assert_eq!(store.credentials(account_id(1)).await.unwrap(), [new.credential]);
    assert_eq!(store.slots(account_id(1)).await.unwrap(), new.slots);
    let history = store.consent_history(account_id(1)).await.unwrap();
    assert!(history.iter().all(|row| row.received_at == new.account.created_at));
    assert_eq!(history.into_iter().map(|row| row.signed).collect::<Vec<_>>(), new.consents);
    assert_eq!(
        store.session_by_token([1; 32]).await.unwrap(),
        Some((new.session, Standing { role: Role::Patient, released: true, unproven: false }))
    );

    let mut broken = new_account(2);
    broken.session.token_hash = [1; 32];
    assert!(store.create_account(&broken).await.is_err());
    assert_eq!(store.account(account_id(2)).await.unwrap(), None);
    assert!(!store.is_code_redeemed([2; 32]).await.unwrap());
}

pub async fn a_code_is_redeemed_once_and_a_login_name_is_taken_once(database: Database) {
    let store = database.store;
    made_account(&store, 1).await;
    assert!(store.is_code_redeemed([1; 32]).await.unwrap());
    let mut second = new_account(2);
    second.code_hash = [1; 32];
    assert_eq!(store.create_account(&second).await.unwrap(), Creation::CodeUsed);
    let mut third = new_account(3);
    third.credential.lookup = vec![1; 20];
    assert_eq!(store.create_account(&third).await.unwrap(), Creation::CredentialTaken);
    for refused in [2, 3] {
        assert_eq!(store.account(account_id(refused)).await.unwrap(), None);
    }
}

pub async fn credentials_come_and_go_but_never_the_last(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    let passphrase = credential(1, 10, CredentialKind::Passphrase);
    let newer = credential(1, 11, CredentialKind::Passphrase);
    let mut passphrase_slot = slot(10, Some(10));
    passphrase_slot.kind = heilsam_protocol::account::SlotKind::Passphrase;
    assert_eq!(store.add_credential(&passphrase, &passphrase_slot, 3, None).await.unwrap(), Addition::Added);
    let mut newer_slot = slot(11, Some(11));
    newer_slot.kind = heilsam_protocol::account::SlotKind::Passphrase;
    assert_eq!(store.add_credential(&newer, &newer_slot, 3, None).await.unwrap(), Addition::Added);
    assert_eq!(store.credential_by_lookup(&[10; 20]).await.unwrap(), None);
    assert_eq!(store.credentials(account).await.unwrap().len(), 2);
    assert_eq!(store.slots(account).await.unwrap().len(), 2);

    let passkey = credential(1, 12, CredentialKind::Passkey);
    assert_eq!(store.add_credential(&passkey, &slot(12, Some(12)), 2, None).await.unwrap(), Addition::Full);
    let mut taken = credential(1, 13, CredentialKind::Passkey);
    taken.lookup = vec![1; 20];
    assert_eq!(store.add_credential(&taken, &slot(13, Some(13)), 9, None).await.unwrap(), Addition::Taken);

    let first = new_account(1).credential.credential_id;
    assert_eq!(store.remove_credential(account, passkey.credential_id).await.unwrap(), Removal::Missing);
    assert_eq!(store.remove_credential(account, first).await.unwrap(), Removal::Removed);
    assert_eq!(store.remove_credential(account, newer.credential_id).await.unwrap(), Removal::Last);
    assert_eq!(store.slots(account).await.unwrap(), [newer_slot]);
}

pub async fn a_one_time_code_is_used_up(database: Database) {
    let store = database.store;
    made_account(&store, 1).await;
    let id = new_account(1).credential.credential_id;
    assert!(store.use_totp_step(id, 100).await.unwrap());
    assert!(!store.use_totp_step(id, 100).await.unwrap());
    assert!(!store.use_totp_step(id, 99).await.unwrap());
    assert!(store.use_totp_step(id, 101).await.unwrap());
    store.mark_credential_used(id, None, time(5)).await.unwrap();
    let row = store.credential_by_lookup(&[1; 20]).await.unwrap().unwrap();
    assert_eq!((row.totp_step, row.last_used_at, row.verifier.len()), (Some(101), Some(time(5)), 100));
    store.mark_credential_used(id, Some(vec![9]), time(6)).await.unwrap();
    assert_eq!(store.credential_by_lookup(&[1; 20]).await.unwrap().unwrap().verifier, [9]);
}

pub async fn slots_belong_to_their_account(database: Database) {
    let store = database.store;
    let (one, two) = (made_account(&store, 1).await, made_account(&store, 2).await);
    assert_eq!(store.put_slot(one, &sheet(20, 7), 3).await.unwrap(), SlotPut::Stored);
    assert_eq!(store.slot_by_locator(&[7; 16]).await.unwrap(), Some((one, sheet(20, 7))));
    assert_eq!(store.put_slot(two, &sheet(21, 7), 3).await.unwrap(), SlotPut::LocatorTaken);
    assert_eq!(store.put_slot(two, &slot(22, Some(1)), 3).await.unwrap(), SlotPut::UnknownCredential);
    assert_eq!(store.put_slot(one, &sheet(20, 8), 3).await.unwrap(), SlotPut::Stored);
    assert_eq!(store.slot_by_locator(&[7; 16]).await.unwrap(), None);
    assert_eq!(store.put_slot(one, &sheet(23, 9), 2).await.unwrap(), SlotPut::Full);
    assert_eq!(store.slots(one).await.unwrap().len(), 2);
    assert!(!store.remove_slot(two, SlotId::from_bytes([20; 16])).await.unwrap());
    assert!(store.remove_slot(one, SlotId::from_bytes([20; 16])).await.unwrap());
}

pub async fn a_registration_can_start_again_and_ends_with_its_time(database: Database) {
    let store = database.store;
    let first = RegistrationRow {
        token_hash: [1; 32],
        account_id: account_id(1),
        role: Role::Doctor,
        code_hash: [1; 32],
        entitled_until: None,
        state: vec![1],
        self_registered: false,
        expires_at: time(60),
    };
    store.begin_registration(&first).await.unwrap();
    assert_eq!(store.registration([1; 32], time(59)).await.unwrap(), Some(first.clone()));
    assert_eq!(store.registration([1; 32], time(60)).await.unwrap(), None);
    let again = RegistrationRow { token_hash: [2; 32], ..first.clone() };
    store.begin_registration(&again).await.unwrap();
    assert_eq!(store.registration([1; 32], time(0)).await.unwrap(), None);
    assert_eq!(store.registration([2; 32], time(0)).await.unwrap(), Some(again));

    store.add_enrolment_code([1; 32], Role::Doctor, time(0), time(60)).await.unwrap();
    assert_eq!(store.enrolment_role([1; 32], time(59)).await.unwrap(), Some(Role::Doctor));
    assert_eq!(store.enrolment_role([1; 32], time(60)).await.unwrap(), None);
    made_account(&store, 1).await;
    assert_eq!(store.enrolment_role([1; 32], time(0)).await.unwrap(), None);
    assert_eq!(store.registration([2; 32], time(0)).await.unwrap(), None);
    store.purge_registrations(time(60)).await.unwrap();
}

pub async fn a_confirmed_code_is_remembered_for_a_period(database: Database) {
    let store = database.store;
    let confirmed = RegistrationRow {
        token_hash: [1; 32],
        account_id: account_id(1),
        role: Role::Patient,
        code_hash: [1; 32],
        entitled_until: Some(time(90)),
        state: Vec::new(),
        self_registered: false,
        expires_at: time(60),
    };
    let (token_hash, code_hash) = ([2; 32], [2; 32]);
    let waiting = RegistrationRow { token_hash, code_hash, state: vec![1], ..confirmed.clone() };
    let (token_hash, code_hash) = ([3; 32], [3; 32]);
    let enrolled = RegistrationRow { token_hash, code_hash, entitled_until: None, ..confirmed.clone() };
    for row in [&confirmed, &waiting, &enrolled] {
        store.begin_registration(row).await.unwrap();
    }
    assert_eq!(store.overdue(time(61), time(0)).await.unwrap().registrations, 2);
    store.purge_registrations(time(61)).await.unwrap();
    assert_eq!(store.overdue(time(61), time(0)).await.unwrap().registrations, 0);
    assert_eq!(store.registration([1; 32], time(61)).await.unwrap(), None, "its token is over");
    assert_eq!(store.confirmed_code([1; 32], time(89)).await.unwrap(), Some(time(90)));
    for code in [[2; 32], [3; 32], [4; 32]] {
        assert_eq!(store.confirmed_code(code, time(0)).await.unwrap(), None);
    }
    assert_eq!(store.confirmed_code([1; 32], time(90)).await.unwrap(), None);
    assert_eq!(store.overdue(time(91), time(0)).await.unwrap().registrations, 1);
    store.purge_registrations(time(90)).await.unwrap();
    assert_eq!(store.confirmed_code([1; 32], time(0)).await.unwrap(), None);
}

pub async fn sessions_end_alone_or_all_together(database: Database) {
    let store = database.store;
    let (one, two) = (made_account(&store, 1).await, made_account(&store, 2).await);
    store.add_session(&session(1, 5)).await.unwrap();
    store.touch_session(session(1, 5).session_id, time(50)).await.unwrap();
    let rows = store.sessions(one).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| row.session_id).collect::<Vec<_>>(),
        [session(1, 5).session_id, session(1, 1).session_id]
    );
    assert_eq!(rows[0].last_used_at, time(50));
    assert!(!store.end_session(two, session(1, 5).session_id).await.unwrap());
    assert!(store.end_session(one, session(1, 5).session_id).await.unwrap());
    assert_eq!(store.session_by_token([5; 32]).await.unwrap(), None);
    assert_eq!(store.end_sessions(one).await.unwrap(), 1);
    assert_eq!(store.sessions(two).await.unwrap().len(), 1);
    assert_eq!(store.purge_sessions(time(3_600)).await.unwrap(), 1);
}
