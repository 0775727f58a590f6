//! Dossiers: what was appended stays in its order, and nobody appends over somebody else.

use heilsam_domain::{DeploymentId, Role};
use heilsam_storage::dossiers::{DossierRow, EntryAppended};

use super::fixtures::{made_account, time};
use crate::suite::engines::Database;

pub async fn a_dossier_only_grows_and_nobody_appends_over_somebody_else(database: Database) {
    let store = database.store;
    let (ours, other) = (DeploymentId::from_bytes([7; 16]), DeploymentId::from_bytes([8; 16]));
    assert_eq!(store.dossier(ours).await.unwrap(), None);
    let append = async |first, entries: &[&str]| {
        let entries: Vec<String> = entries.iter().map(|entry| (*entry).to_owned()).collect();
        store.append_dossier_entries(ours, "2026-02-01", first, &entries, time(1)).await.unwrap()
    };
    assert_eq!(append(2, &["early"]).await, EntryAppended::Moved);
    assert_eq!(store.dossier(ours).await.unwrap(), None, "a refused entry leaves nothing behind");
    assert_eq!(append(1, &["one"]).await, EntryAppended::Stored);
    assert_eq!(append(2, &["two", "three"]).await, EntryAppended::Stored);
    assert_eq!(append(3, &["late", "later"]).await, EntryAppended::Moved);
    let row = DossierRow { legal_date: "2026-02-01".into(), entry_count: 3 };
    assert_eq!(store.dossier(ours).await.unwrap(), Some(row));
    let later = store.append_dossier_entries(ours, "2020-04-21", 4, &["four".to_owned()], time(2)).await;
    assert_eq!(later.unwrap(), EntryAppended::Stored);
    let row = DossierRow { legal_date: "2026-02-01".into(), entry_count: 4 };
    assert_eq!(store.dossier(ours).await.unwrap(), Some(row));
    assert_eq!(store.dossier_entries(ours, 0, 500).await.unwrap(), ["one", "two", "three", "four"]);
    assert_eq!(store.dossier_entries(ours, 1, 1).await.unwrap(), ["two"]);
    assert_eq!(store.dossier_entries(other, 0, 500).await.unwrap(), Vec::<String>::new());
}

pub async fn two_servers_that_append_at_once_lose_nothing(database: Database) {
    let store = database.store;
    let ours = DeploymentId::from_bytes([7; 16]);
    let append = |entry: &'static str| {
        let store = store.clone();
        let entries = [entry.to_owned()];
        tokio::spawn(
            async move { store.append_dossier_entries(ours, "2026-02-01", 1, &entries, time(1)).await },
        )
    };
    let (one, two) = (append("one"), append("two"));
    let ends = [one.await.unwrap().unwrap(), two.await.unwrap().unwrap()];
    assert_eq!(ends.iter().filter(|end| **end == EntryAppended::Stored).count(), 1, "{ends:?}");
    assert_eq!(store.dossier_entries(ours, 0, 500).await.unwrap().len(), 1);
}

pub async fn a_person_has_one_name_in_a_dossier(database: Database) {
    let store = database.store;
    let ours = DeploymentId::from_bytes([7; 16]);
    let account = made_account(&store, 1).await;
    store.name_dossier_person(ours, account, "Anna Berg").await.unwrap();
    store.name_dossier_person(ours, account, "Dr. Anna Berg").await.unwrap();
    let people = store.dossier_people(ours).await.unwrap();
    let found: Vec<_> = people.iter().map(|row| (row.account_id, row.role, row.name.as_str())).collect();
    assert_eq!(found, [(account, Role::Patient, "Dr. Anna Berg")]);
    assert!(store.dossier_people(DeploymentId::from_bytes([8; 16])).await.unwrap().is_empty());
}
