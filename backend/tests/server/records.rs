//! Collections, records, changes and consents over HTTP.

use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::{AccountId, CollectionId, ConsentAction, Purpose, RecordId, Role, prescription};
use heilsam_protocol::envelope::ContentHeader;
use heilsam_protocol::path::{self, fill};
use heilsam_protocol::sync::{BatchStored, Change, Changes, Collection, SealedHead, UploadBatch};
use heilsam_protocol::{Bytes, SealedRecord, limit};
use jiff::SignedDuration;
use serde_json::json;

use super::accounts::{activation_code, register_with_passkey};
use super::harness::authenticator::Authenticator;
use super::harness::{Client, TestServer};
use super::receipts::{act, identity_key, intended_use, sign};

pub fn collection() -> Collection {
    Collection { collection_id: CollectionId::from_bytes([7; 16]), sealed_keys: Bytes(vec![1; 80]) }
}

pub fn upload() -> String {
    fill(path::COLLECTION_RECORDS, collection().collection_id)
}

pub fn record(number: u8, version: u64) -> SealedRecord {
    let header = ContentHeader {
        type_ns: 1,
        collection_id: collection().collection_id,
        record_id: RecordId::from_bytes([number; 16]),
        version,
        prev_hash: [0; 32],
        author_key_id: [0; 16],
        dek_commit: [0; 16],
        nonce: [0; 12],
    };
    SealedRecord { content: header.write(&[number; 100]).unwrap(), wrap: Bytes(vec![0; 64]) }
}

pub fn batch(expected_count: u64, records: Vec<SealedRecord>) -> UploadBatch {
    let count = expected_count + u64::try_from(records.len()).unwrap();
    UploadBatch { expected_count, records, head: SealedHead { count, signed: Bytes(vec![9; 100]) } }
}

async fn patient(server: &TestServer) -> Client<'_> {
    let mut patient = server.log_in_as(Role::Patient, false).await;
    assert_eq!(patient.post(path::CONSENTS, intended_use(server, patient.account)).await.status, 204);
    assert_eq!(patient.put(path::COLLECTIONS, collection()).await.status, 204);
    patient
}

#[tokio::test]
async fn records_written_on_one_device_are_listed_on_another() {
    let server = TestServer::start().await;
    let mut writer = patient(&server).await;
    let first = batch(0, vec![record(1, 1), record(2, 1), record(1, 2)]);
    assert_eq!(writer.post(&upload(), &first).await.read::<BatchStored>().count, 3);
    assert_eq!(writer.post(&upload(), &first).await.read::<BatchStored>().count, 3);

    let mut reader = server.client();
    reader.cookie = writer.cookie.clone();
    let page: Changes = reader.get(&format!("{}?limit=2", path::CHANGES)).await.read();
    assert!(page.more && page.changes.len() == 2);
    let rest: Changes = reader.get(&format!("{}?cursor={}", path::CHANGES, page.next_cursor)).await.read();
    assert!(!rest.more);
    assert_eq!(
        rest.changes.last(),
        Some(&Change::Head { collection_id: collection().collection_id, head: first.head })
    );
    let empty: Changes = reader.get(&format!("{}?cursor={}", path::CHANGES, rest.next_cursor)).await.read();
    assert_eq!((empty.changes, empty.next_cursor), (vec![], rest.next_cursor));
}

#[tokio::test]
async fn a_collection_that_moved_on_refuses_with_its_count() {
    let server = TestServer::start().await;
    let mut patient = patient(&server).await;
    patient.post(&upload(), batch(0, vec![record(1, 1)])).await.read::<BatchStored>();
    let refused = patient.post(&upload(), batch(0, vec![record(2, 1)])).await;
    refused.refused(409, "collection-moved");
    assert_eq!(refused.body["count"], 1);
    patient.post(&upload(), batch(1, vec![record(1, 3)])).await.refused(409, "version-conflict");
}

#[tokio::test]
async fn withdrawn_consent_blocks_the_upload_and_not_the_reading() {
    let server = TestServer::start().await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    patient.put(path::COLLECTIONS, collection()).await.refused(403, "consent-missing");
    patient.post(path::CONSENTS, intended_use(&server, patient.account)).await;
    patient.put(path::COLLECTIONS, collection()).await;
    patient.post(&upload(), batch(0, vec![record(1, 1)])).await.read::<BatchStored>();
    let withdrawal = act(&server, Purpose::IntendedUse, ConsentAction::Withdrawn);
    let withdrawal = sign(&server, patient.account, withdrawal, &identity_key());
    assert_eq!(patient.post(path::CONSENTS, &withdrawal).await.status, 204);
    patient.post(&upload(), batch(1, vec![record(2, 1)])).await.refused(403, "consent-missing");
    assert_eq!(patient.get(path::CHANGES).await.read::<Changes>().changes.len(), 3);
    assert_eq!(patient.get(path::CONSENTS).await.body.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn after_the_end_and_a_week_nothing_new_is_taken_and_what_is_there_can_still_be_deleted() {
    let server = TestServer::start().await;
    let mut client = server.client();
    let registered = register_with_passkey(&server, &mut client, &mut Authenticator::new(9)).await;
    assert_eq!(client.put(path::COLLECTIONS, collection()).await.status, 204);
    client.post(&upload(), batch(0, vec![record(1, 1)])).await.read::<BatchStored>();

    server.advance(prescription::LENGTH + prescription::GRACE - SignedDuration::from_mins(1));
    let mut late = server.log_in_again(registered.account.account_id).await;
    late.post(&upload(), batch(1, vec![record(2, 1)])).await.read::<BatchStored>();
    server.advance(SignedDuration::from_mins(2));
    late.post(&upload(), batch(2, vec![record(3, 1)])).await.refused(403, "period-over");
    let mixed = batch(2, vec![record(1, 2), record(3, 1)]);
    late.post(&upload(), mixed).await.refused(403, "period-over");
    // A deletion is a later version of what is there; so is the end of a share.
    let deletion = batch(2, vec![record(1, 2)]);
    assert_eq!(late.post(&upload(), deletion).await.read::<BatchStored>().count, 3);
    late.post(&upload(), batch(3, vec![record(3, 2)])).await.refused(409, "version-conflict");
    assert_eq!(late.get(path::CHANGES).await.read::<Changes>().changes.len(), 5);
    let withdrawal = act(&server, Purpose::Improvement, ConsentAction::Withdrawn);
    let withdrawal = sign(&server, registered.account.account_id, withdrawal, &identity_key());
    assert_eq!(late.post(path::CONSENTS, &withdrawal).await.status, 204);

    let code = json!({"code": activation_code(&server)});
    assert_eq!(late.post(path::ACCOUNT_CODES, code).await.status, 200);
    assert_eq!(late.post(&upload(), batch(3, vec![record(3, 1)])).await.read::<BatchStored>().count, 4);
}

#[tokio::test]
async fn what_belongs_to_another_account_is_not_found() {
    let server = TestServer::start().await;
    let mut owner = patient(&server).await;
    owner.post(&upload(), batch(0, vec![record(1, 1)])).await.read::<BatchStored>();
    let mut stranger = server.log_in_as(Role::Patient, false).await;
    stranger.post(path::CONSENTS, intended_use(&server, stranger.account)).await;
    stranger.post(&upload(), batch(1, vec![record(2, 1)])).await.refused(404, "not-found");
    assert_eq!(stranger.get(path::CHANGES).await.read::<Changes>().changes, []);
    assert_eq!(stranger.get(path::COLLECTIONS).await.body, json!([]));
    let cursor = owner.get(path::CHANGES).await.read::<Changes>().next_cursor;
    stranger.get(&format!("{}?cursor={cursor}", path::CHANGES)).await.refused(422, "invalid-field");
}

#[tokio::test]
async fn a_batch_that_cannot_be_right_is_refused_with_the_field() {
    let server = TestServer::start().await;
    let mut patient = patient(&server).await;
    let mut foreign = record(1, 1);
    foreign.content.0[6] ^= 1;
    let mut unknown = record(1, 1);
    unknown.content.0[2] = 9;
    let mut short = record(1, 1);
    short.wrap.0.pop();
    let mut wrong_count = batch(0, vec![record(1, 1)]);
    wrong_count.head.count = 7;
    for (wrong, field) in [
        (batch(0, vec![]), "records"),
        (batch(0, vec![record(1, 1); limit::BATCH_RECORDS + 1]), "records"),
        (batch(0, vec![foreign]), "records.collection_id"),
        (batch(0, vec![unknown]), "records.content"),
        (batch(0, vec![short]), "records.wrap"),
        (wrong_count, "head.count"),
    ] {
        let refused = patient.post(&upload(), wrong).await;
        refused.refused(422, "invalid-field");
        assert_eq!(refused.body["detail"], field);
    }
}

#[tokio::test]
async fn a_made_up_cursor_is_refused() {
    let server = TestServer::start().await;
    let mut patient = patient(&server).await;
    for cursor in ["x", "AAAAAAAAAAAAAAAAAAAAAA", "%00", "AAAAAAAAAAA"] {
        patient.get(&format!("{}?cursor={cursor}", path::CHANGES)).await.refused(422, "invalid-field");
    }
    patient.get(&format!("{}?limit=much", path::CHANGES)).await.refused(400, "bad-request");
}

#[tokio::test]
async fn a_session_cookie_is_nowhere_in_the_data_folder() {
    let server = TestServer::start().await;
    let mut patient = server.client();
    register_with_passkey(&server, &mut patient, &mut Authenticator::new(9)).await;
    patient.put(path::COLLECTIONS, collection()).await;
    patient.post(&upload(), batch(0, vec![record(1, 1)])).await.read::<BatchStored>();
    let session = patient.cookie.clone().unwrap();
    let token = session.split('=').nth(1).unwrap().to_owned();
    let secret = BASE64URL_NOPAD.decode(token.as_bytes()).unwrap();
    let files: Vec<Vec<u8>> = std::fs::read_dir(&server.state.config.server.data)
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    let found = |bytes: &[u8]| files.iter().any(|file| file.windows(bytes.len()).any(|part| part == bytes));
    // What was stored is found, so that finding nothing means something.
    assert!(found(&record(1, 1).content.0));
    for canary in [token.as_bytes(), session.as_bytes(), &secret] {
        assert!(!found(canary));
    }
}

#[tokio::test]
async fn an_account_id_is_never_taken_from_the_request() {
    let server = TestServer::start().await;
    let mut patient = patient(&server).await;
    let foreign = AccountId::from_bytes([9; 16]);
    let mut body = json!(collection());
    body["account_id"] = json!(foreign);
    assert_eq!(patient.put(path::COLLECTIONS, &body).await.status, 204);
    assert_eq!(server.state.store.collections(foreign).await.unwrap(), []);
}
