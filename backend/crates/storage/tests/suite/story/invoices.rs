//! Invoices: numbers without a gap over all contracts, one for each month, and kept when the account is gone.

use heilsam_domain::Role;
use heilsam_storage::contracts::Agreement;
use jiff::civil::date;

use super::fixtures::made_account_as;
use crate::suite::engines::Database;

fn agreement(plan: &str, cents_per_month: u32, debtor: u8, mandate: Option<&[u8]>) -> Agreement {
    Agreement {
        plan: plan.to_owned(),
        cents_per_month,
        debtor: [debtor; 16],
        mandate: mandate.map(<[u8]>::to_vec),
    }
}

pub async fn invoices_are_numbered_without_a_gap_and_outlive_the_account(database: Database) {
    let store = database.store;
    let doctor = made_account_as(&store, 1, Role::Doctor).await;
    let other = made_account_as(&store, 2, Role::Doctor).await;
    let (january, february) = (date(2026, 1, 31), date(2026, 2, 28));
    let begun = date(2026, 1, 10);
    store
        .put_contract(doctor, b"one", begun, Some(&agreement("Plus", 990, 1, Some(b"mandate"))))
        .await
        .unwrap();
    store.put_contract(other, b"two", begun, None).await.unwrap();

    assert_eq!(store.contracts_to_bill(date(2025, 12, 31), begun).await.unwrap(), [], "it had not begun");
    assert_eq!(
        store.contracts_to_bill(january, february).await.unwrap(),
        [doctor],
        "without an agreement nothing is charged"
    );
    assert_eq!(store.bill(doctor, [1; 16], january, Some(b"first")).await.unwrap(), Some(1));
    assert_eq!(store.contracts_to_bill(january, february).await.unwrap(), []);
    let again = store.bill(doctor, [1; 16], january, Some(b"again")).await;
    assert_eq!(again, Ok(None), "a month is charged once");
    store
        .put_contract(other, b"two", begun, Some(&agreement("Plus", 990, 2, Some(b"mandate"))))
        .await
        .unwrap();
    assert_eq!(store.bill(other, [2; 16], january, None).await.unwrap(), None, "a month that costs nothing");
    assert_eq!(
        store.bill(other, [2; 16], february, Some(b"second")).await.unwrap(),
        Some(2),
        "no number is lost"
    );

    assert_eq!(store.begin_debit_run().await.unwrap(), Some(1));
    assert_eq!(store.begin_debit_run().await.unwrap(), None, "nothing is collected twice");
    let numbers: Vec<u64> = store.debit_run(1).await.unwrap().iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2]);

    store.erase_account(doctor).await.unwrap();
    assert_eq!(store.traces(doctor).await.unwrap(), []);
    let kept = store.invoices([1; 16]).await.unwrap();
    assert_eq!((kept.len(), kept[0].sealed.as_slice(), kept[0].until), (1, &b"first"[..], january));
}

pub async fn contracts_billed_at_once_are_numbered_and_charged_once(database: Database) {
    let store = database.store;
    let doctor = made_account_as(&store, 1, Role::Doctor).await;
    let other = made_account_as(&store, 2, Role::Doctor).await;
    let (january, february) = (date(2026, 1, 31), date(2026, 2, 28));
    for (account, debtor) in [(doctor, 1), (other, 2)] {
        let agreed = agreement("Plus", 990, debtor, Some(b"mandate"));
        store.put_contract(account, b"data", date(2026, 1, 1), Some(&agreed)).await.unwrap();
    }
    let ended = tokio::join!(
        store.bill(doctor, [1; 16], january, Some(b"one")),
        store.bill(doctor, [1; 16], january, Some(b"one")),
        store.bill(other, [2; 16], january, Some(b"two")),
    );
    let mut numbers: Vec<u64> = [ended.0, ended.1, ended.2].into_iter().filter_map(Result::unwrap).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(store.bill(doctor, [1; 16], february, Some(b"three")).await, Ok(Some(3)));
    assert_eq!(store.bill(doctor, [1; 16], january, None).await, Ok(None));
    let open = store.contracts_to_bill(february, february).await.unwrap();
    assert_eq!(open, [other], "a server that comes late with an earlier month turns nothing back");
    let runs = tokio::join!(store.begin_debit_run(), store.begin_debit_run());
    assert!(matches!(runs, (Ok(Some(1)), Ok(None)) | (Ok(None), Ok(Some(1)))), "{runs:?}");
    store.erase_account(other).await.unwrap();
    let late = store.bill(other, [2; 16], february, Some(b"four")).await;
    assert_eq!(late, Ok(None), "whoever is gone gets no invoice that nobody can hand over");
}

pub async fn what_was_agreed_last_on_a_day_holds_and_a_mandate_stays_until_another(database: Database) {
    let store = database.store;
    let doctor = made_account_as(&store, 1, Role::Doctor).await;
    let day = date(2026, 1, 10);
    store.put_contract(doctor, b"1", day, Some(&agreement("Plus", 990, 1, Some(b"first")))).await.unwrap();
    store.put_contract(doctor, b"2", day, Some(&agreement("Basis", 0, 9, None))).await.unwrap();
    store
        .put_contract(doctor, b"3", date(2026, 1, 12), Some(&agreement("Plus", 990, 9, None)))
        .await
        .unwrap();
    let terms = store.contract_terms(doctor).await.unwrap();
    let terms: Vec<(&str, u32)> =
        terms.iter().map(|term| (term.plan.as_str(), term.cents_per_month)).collect();
    assert_eq!(terms, [("Basis", 0), ("Plus", 990)]);
    let kept = store.contract(doctor).await.unwrap().unwrap();
    assert_eq!((kept.debtor, kept.mandate.as_deref()), (Some([1; 16]), Some(&b"first"[..])));
}
