//! Contracts: one per account, notice once, and the accounts whose contract is over.

use heilsam_domain::Role;
use heilsam_domain::contract::Cancellation;
use jiff::civil::{Date, date};

use super::fixtures::made_account_as;
use crate::suite::engines::Database;

const BEGUN: Date = date(2026, 1, 10);

pub async fn a_contract_keeps_its_first_day_and_ends_after_its_last(database: Database) {
    let store = database.store;
    let doctor = made_account_as(&store, 1, Role::Doctor).await;
    let other = made_account_as(&store, 2, Role::Doctor).await;
    let notice = Cancellation::given(date(2026, 2, 1));
    assert!(!store.cancel_contract(doctor, notice).await.unwrap(), "there is none");
    store.put_contract(doctor, b"one", BEGUN, None).await.unwrap();
    store.put_contract(doctor, b"two", date(2026, 5, 5), None).await.unwrap();
    store.put_contract(other, b"other", BEGUN, None).await.unwrap();
    let kept = store.contract(doctor).await.unwrap().unwrap();
    assert_eq!((kept.sealed.as_slice(), kept.begun_on, kept.cancellation), (&b"two"[..], BEGUN, None));

    assert!(store.cancel_contract(doctor, notice).await.unwrap());
    assert!(!store.cancel_contract(doctor, notice).await.unwrap(), "notice is given once");
    let (last, after) = (date(2026, 6, 30), date(2026, 7, 1));
    assert_eq!(store.contract(doctor).await.unwrap().unwrap().cancellation, Some(notice));
    assert_eq!(store.contracts_over(last).await.unwrap(), []);
    assert_eq!(store.contracts_over(after).await.unwrap(), [doctor]);
    assert!(!store.revoke_cancellation(doctor, after).await.unwrap(), "too late");
    assert!(store.revoke_cancellation(doctor, last).await.unwrap());
    assert!(!store.revoke_cancellation(other, last).await.unwrap(), "there is none to take back");
    assert_eq!(store.contracts_over(after).await.unwrap(), []);
    store.erase_account(doctor).await.unwrap();
    assert_eq!(store.contract(doctor).await.unwrap(), None);
}
