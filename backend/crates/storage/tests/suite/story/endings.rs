//! Periods of prescriptions, messages, and the end of an account.

use heilsam_domain::outcome::Quarter;
use heilsam_domain::{ConsentAction, Purpose, prescription};
use heilsam_protocol::account::CodeCheck;
use heilsam_protocol::ticket::TicketKind;
use heilsam_storage::accounts::Creation;
use heilsam_storage::entitlements::{FurtherCode, Redemption};
use heilsam_storage::tickets::TicketRow;
use heilsam_storage::{Store, StoreError};
use jiff::SignedDuration;
use jiff::civil::date;

use super::fixtures::{
    account_id, collection, collection_id, consent, head, made_account, new_account, record, session, time,
};
use crate::suite::engines::Database;

/// Stands in every column of a filled account that holds free bytes.
pub const CANARY: &str = "a canary of this very account";

/// Puts something of the account into every table that can hold it.
pub async fn fill_account(store: &Store, number: u8) {
    let account = account_id(number);
    store.put_collection(account, &collection(1), 2).await.unwrap();
    let mut batch = [record(1, 1, 1)];
    batch[0].record.content.0 = CANARY.repeat(4).into_bytes();
    store.append_records(account, collection_id(1), 0, &batch, &head(1)).await.unwrap();
    store.add_session(&session(number, number.wrapping_add(1))).await.unwrap();
    let withdrawn = consent(Purpose::Improvement, ConsentAction::Withdrawn, 5);
    store.add_consent(account, &withdrawn, time(5)).await.unwrap();
    let further = FurtherCode {
        code_hash: [number.wrapping_add(2); 32],
        waiting_code: Some(CANARY.as_bytes().to_vec()),
    };
    let redeemed = store.redeem_further_code(account, &further, time(1)).await.unwrap();
    assert_eq!(redeemed, Redemption::Extended);
    super::notifications::fill(store, account, CANARY).await;
}

pub async fn an_erased_account_leaves_nothing_but_a_spent_code(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    let other = made_account(&store, 40).await;
    fill_account(&store, 1).await;
    store.erase_account(account).await.unwrap();
    assert!(store.account(account).await.unwrap().is_none());
    assert!(store.credentials(account).await.unwrap().is_empty());
    assert!(store.slots(account).await.unwrap().is_empty());
    assert!(store.consent_history(account).await.unwrap().is_empty());
    assert!(store.waiting_codes(time(1_000)).await.unwrap().is_empty());
    assert!(store.session_by_token([1; 32]).await.unwrap().is_none());
    assert!(
        store.changes(account, 0, 100).await.is_err()
            || store.changes(account, 0, 100).await.unwrap().changes.is_empty()
    );
    for code in [1, 3] {
        assert!(
            store.is_code_redeemed([code; 32]).await.unwrap(),
            "a code counts once, whatever became of its account"
        );
    }
    assert_eq!(store.create_account(&new_account(2)).await.unwrap(), Creation::Created);
    assert!(store.account(other).await.unwrap().is_some());
    store.erase_account(account).await.unwrap();
}

pub async fn what_is_kept_beside_the_lists_is_told_of_one_account(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    let other = made_account(&store, 40).await;
    for (whose, event) in [(account, "account-created"), (other, "logged-in"), (account, "consent-given")] {
        let row = format!(r#"{{"at":"2026-01-01T00:00:00Z","event":"{event}","account":"{whose}"}}"#);
        store.append_audit(&row).await.unwrap();
    }
    fill_account(&store, 1).await;
    let quarter = Quarter::of(date(2026, 5, 1));
    for quarter in [quarter, quarter.before()] {
        assert!(store.note_token(account, quarter, [1; 32]).await.unwrap());
    }
    let kept = store.also_kept(account, 10).await.unwrap();
    let [first, second] = kept.audit.as_slice() else { panic!("{:?}", kept.audit) };
    assert!(first.contains("account-created") && second.contains("consent-given"), "oldest first");
    assert_eq!((kept.audit_count, kept.code_waits_since), (2, Some(time(1))));
    assert_eq!(kept.token_quarters, [quarter.before().to_string(), quarter.to_string()]);
    let newest = store.also_kept(account, 1).await.unwrap();
    assert_eq!((newest.audit, newest.audit_count), (vec![second.clone()], 2));
    let others = store.also_kept(other, 10).await.unwrap();
    assert_eq!((others.audit_count, others.token_quarters, others.code_waits_since), (1, vec![], None));
    assert!(others.audit.iter().all(|row| row.contains("logged-in")));
}

pub async fn a_further_code_makes_the_period_longer_and_a_refused_one_takes_it_back(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    let of = |account| {
        let store = &store;
        async move { store.account(account).await.unwrap().unwrap().0 }
    };
    let before = of(account).await.entitled_until;
    let sure = FurtherCode { code_hash: [20; 32], waiting_code: None };
    assert_eq!(store.redeem_further_code(account, &sure, time(1)).await.unwrap(), Redemption::Extended);
    assert_eq!(store.redeem_further_code(account, &sure, time(1)).await.unwrap(), Redemption::CodeUsed);
    let longer = prescription::until(time(1), before);
    assert_eq!((of(account).await.entitled_until, of(account).await.code_check), (Some(longer), None));

    let open = FurtherCode { code_hash: [21; 32], waiting_code: Some(vec![7]) };
    store.redeem_further_code(account, &open, time(2)).await.unwrap();
    let waits = of(account).await;
    let longest = prescription::until(time(2), Some(longer));
    assert_eq!((waits.entitled_until, waits.code_check), (Some(longest), Some(CodeCheck::Waiting)));
    let next = FurtherCode { code_hash: [22; 32], waiting_code: None };
    let redeemed = store.redeem_further_code(account, &next, time(2)).await.unwrap();
    assert_eq!(redeemed, Redemption::EarlierWaits, "the earlier code is not forgotten");
    assert!(!store.is_code_redeemed([22; 32]).await.unwrap(), "the next code stays valid");
    let waiting = store.waiting_codes(time(2)).await.unwrap();
    assert_eq!(waiting.iter().map(|it| it.sealed.clone()).collect::<Vec<_>>(), [vec![7]]);
    let (minute, hours) = (SignedDuration::from_secs(60), SignedDuration::from_hours(6));
    store.put_off_code(account, time(3), minute, hours).await.unwrap();
    assert!(store.waiting_codes(time(62)).await.unwrap().is_empty());
    assert_eq!(store.waiting_codes(time(63)).await.unwrap().len(), 1);
    store.put_off_code(account, time(1_002), minute, hours).await.unwrap();
    assert!(store.waiting_codes(time(2_001)).await.unwrap().is_empty());
    assert_eq!(store.waiting_codes(time(2_002)).await.unwrap().len(), 1);
    store.settle_code(&waiting[0], false, time(70)).await.unwrap();
    let refused = of(account).await;
    assert_eq!((refused.entitled_until, refused.code_check), (Some(longer), Some(CodeCheck::Refused)));
    assert_eq!(store.redeem_further_code(account, &next, time(71)).await.unwrap(), Redemption::Extended);
    assert!(store.waiting_codes(time(9_999)).await.unwrap().is_empty());
}

pub async fn messages_are_kept_until_they_are_deleted(database: Database) {
    let store = database.store;
    let ticket = TicketRow {
        number: "H-0000-0001".to_owned(),
        kind: TicketKind::Security,
        sealed: vec![1, 2],
        created_at: time(4),
    };
    store.add_ticket(&ticket).await.unwrap();
    assert_eq!(store.add_ticket(&ticket).await, Err(StoreError::Conflict));
    assert_eq!(store.tickets().await.unwrap(), std::slice::from_ref(&ticket));
    assert!(store.delete_ticket("H-0000-0001").await.unwrap());
    assert!(!store.delete_ticket("H-0000-0001").await.unwrap());
    assert_eq!(store.tickets().await.unwrap(), []);
}
