//! Documents of a dossier: whole or not there, and a key for every member.

use heilsam_domain::{AccountId, DeploymentId, Role};
use heilsam_protocol::dossier::{DocumentKeyFor, DocumentPart};
use heilsam_storage::Store;
use heilsam_storage::documents::{KeysStored, PartStored};

use super::fixtures::{made_account_as, time};
use crate::suite::engines::Database;

const OURS: DeploymentId = DeploymentId::from_bytes([7; 16]);
const DIGEST: [u8; 48] = [9; 48];

fn part(upload: u8, number: u16) -> DocumentPart {
    DocumentPart { upload: vec![upload; 16].into(), number, parts: 2, sealed: vec![number as u8; 40].into() }
}

async fn put(store: &Store, part: &DocumentPart, at: i64) -> PartStored {
    store.store_document_part(OURS, &DIGEST, part, time(at)).await.unwrap()
}

async fn give(store: &Store, to: AccountId) -> KeysStored {
    let key = DocumentKeyFor { account_id: to, sealed: vec![5; 60].into() };
    store.store_document_keys(OURS, &DIGEST, &[key]).await.unwrap()
}

pub async fn a_document_is_there_when_all_parts_and_a_key_are(database: Database) {
    let store = database.store;
    let author = made_account_as(&store, 1, Role::ManufacturerAuthor).await;
    let patient = made_account_as(&store, 2, Role::Patient).await;
    assert_eq!(give(&store, author).await, KeysStored::Unknown);
    assert_eq!(put(&store, &part(1, 1), 1).await, PartStored::OutOfOrder);
    assert_eq!(put(&store, &part(1, 0), 1).await, PartStored::Stored);
    assert_eq!(give(&store, author).await, KeysStored::Incomplete);
    assert_eq!(store.dossier_documents(OURS, author).await.unwrap(), []);
    assert_eq!(store.document_part(OURS, &DIGEST, 0).await.unwrap(), None);
    assert_eq!(put(&store, &part(1, 1), 1).await, PartStored::Stored);
    assert_eq!(give(&store, patient).await, KeysStored::Unknown, "a patient is no member");
    assert_eq!(give(&store, author).await, KeysStored::Stored);
    let listed = store.dossier_documents(OURS, author).await.unwrap();
    assert_eq!((listed[0].digest.as_str(), listed[0].parts), ("09".repeat(48).as_str(), 2));
    assert!(listed[0].key.is_some() && listed[0].without_key.is_empty());
    assert_eq!(store.document_part(OURS, &DIGEST, 1).await.unwrap(), Some(vec![1; 40]));
    assert_eq!(store.document_part(OURS, &DIGEST, 2).await.unwrap(), None);
    assert_eq!(put(&store, &part(2, 0), 2).await, PartStored::Complete, "nobody replaces it");
    assert_eq!(store.dossier_documents(DeploymentId::from_bytes([8; 16]), author).await.unwrap(), []);
}

pub async fn an_upload_that_stopped_can_begin_again(database: Database) {
    let store = database.store;
    let author = made_account_as(&store, 1, Role::ManufacturerAuthor).await;
    assert_eq!(put(&store, &part(1, 0), 1).await, PartStored::Stored);
    assert_eq!(put(&store, &part(2, 1), 2).await, PartStored::OutOfOrder, "parts of two uploads do not mix");
    assert_eq!(put(&store, &part(2, 0), 3).await, PartStored::Stored);
    assert_eq!(put(&store, &part(1, 1), 3).await, PartStored::OutOfOrder);
    assert_eq!(put(&store, &part(2, 1), 3).await, PartStored::Stored);
    assert_eq!(give(&store, author).await, KeysStored::Stored);
    // What nobody ended for a day makes room.
    let other = [8; 48];
    store.store_document_part(OURS, &other, &part(1, 0), time(4)).await.unwrap();
    store.store_document_part(OURS, &[6; 48], &part(1, 0), time(4 + 90_000)).await.unwrap();
    let late = store.store_document_part(OURS, &other, &part(1, 1), time(4 + 90_001)).await.unwrap();
    assert_eq!(late, PartStored::OutOfOrder);
}

pub async fn a_new_member_lacks_the_keys_of_older_documents(database: Database) {
    let store = database.store;
    let author = made_account_as(&store, 1, Role::ManufacturerAuthor).await;
    put(&store, &part(1, 0), 1).await;
    put(&store, &part(1, 1), 1).await;
    give(&store, author).await;
    let reviewer = made_account_as(&store, 2, Role::ManufacturerReviewer).await;
    let listed = store.dossier_documents(OURS, reviewer).await.unwrap();
    assert_eq!((listed[0].key.clone(), listed[0].without_key.clone()), (None, vec![reviewer]));
    let members = store.dossier_members().await.unwrap();
    assert_eq!(members.iter().map(|it| it.account_id).collect::<Vec<_>>(), [author, reviewer]);
    assert_eq!(give(&store, reviewer).await, KeysStored::Stored);
    assert!(store.dossier_documents(OURS, author).await.unwrap()[0].without_key.is_empty());
}
