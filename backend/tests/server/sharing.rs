//! Sharing over HTTP: what the server refuses without opening anything.

use heilsam_backend::serve;
use heilsam_domain::{AccountId, CollectionId, ConsentAction, Purpose, RecordId, Role};
use heilsam_protocol::envelope::ContentHeader;
use heilsam_protocol::path::{self, fill};
use heilsam_protocol::sharing::{OwnShare, ReceivedShare, SharedPages, StoreShare};
use heilsam_protocol::{Bytes, SealedRecord, WrapHeader};
use jiff::SignedDuration;

use super::harness::{Client, TestServer};
use super::receipts::{act, identity_key, intended_use, sign};

const SHARE: RecordId = RecordId::from_bytes([5; 16]);

fn page(number: u8, share: RecordId) -> SealedRecord {
    let header = ContentHeader {
        type_ns: 0x0102,
        collection_id: CollectionId::from_bytes(share.to_bytes()),
        record_id: RecordId::from_bytes([number; 16]),
        version: 1,
        prev_hash: [0; 32],
        author_key_id: [0; 16],
        dek_commit: [0; 16],
        nonce: [0; 12],
    };
    let wrap = WrapHeader { epoch: 1, nonce: [0; 12], wrapped_dek: [0; 48] };
    SealedRecord { content: header.write(&[number; 100]).unwrap(), wrap: wrap.write() }
}

fn share(server: &TestServer, practice: AccountId, version: u64) -> StoreShare {
    StoreShare {
        practice,
        grant: Bytes(vec![1; 1_900]),
        note: Bytes(vec![2; 100]),
        cover: page(0, SHARE),
        pages: vec![page(1, SHARE)],
        version,
        expires_at: server.now() + SignedDuration::from_hours(24),
    }
}

async fn patient<'a>(server: &'a TestServer, purposes: &[Purpose]) -> Client<'a> {
    let mut patient = server.log_in_as(Role::Patient, false).await;
    assert_eq!(patient.post(path::CONSENTS, intended_use(server, patient.account)).await.status, 204);
    for purpose in purposes {
        consent(server, &mut patient, *purpose, ConsentAction::Given).await;
    }
    patient
}

async fn consent(server: &TestServer, patient: &mut Client<'_>, purpose: Purpose, action: ConsentAction) {
    let signed = sign(server, patient.account, act(server, purpose, action), &identity_key());
    assert_eq!(patient.post(path::CONSENTS, signed).await.status, 204);
}

fn own() -> String {
    fill(path::SHARE, SHARE)
}

fn received() -> String {
    fill(path::RECEIVED_SHARE, SHARE)
}

#[tokio::test]
async fn without_consent_to_sharing_nothing_is_stored_and_nothing_shown() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut patient = patient(&server, &[Purpose::VideoConsultation]).await;
    patient.put(&own(), share(&server, doctor.account, 1)).await.refused(403, "consent-missing");
    consent(&server, &mut patient, Purpose::Sharing, ConsentAction::Given).await;
    assert_eq!(patient.put(&own(), share(&server, doctor.account, 1)).await.status, 204);
    assert_eq!(doctor.get(path::RECEIVED_SHARES).await.read::<Vec<ReceivedShare>>().len(), 1);
    consent(&server, &mut patient, Purpose::Sharing, ConsentAction::Withdrawn).await;
    assert_eq!(doctor.get(path::RECEIVED_SHARES).await.read::<Vec<ReceivedShare>>(), []);
    doctor.get(&received()).await.refused(404, "not-found");
    let own = &patient.get(path::SHARES).await.read::<Vec<OwnShare>>()[0];
    assert_eq!((own.read_count, own.reads.len()), (0, 0), "a refusal is no reading");
}

#[tokio::test]
async fn a_withdrawn_consent_ends_every_share_for_good() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut patient = patient(&server, &[Purpose::Sharing]).await;
    patient.put(&own(), share(&server, doctor.account, 1)).await;
    consent(&server, &mut patient, Purpose::Sharing, ConsentAction::Withdrawn).await;
    server.advance(SignedDuration::from_mins(1));
    consent(&server, &mut patient, Purpose::Sharing, ConsentAction::Given).await;
    assert_eq!(doctor.get(path::RECEIVED_SHARES).await.read::<Vec<ReceivedShare>>(), []);
    doctor.get(&received()).await.refused(404, "not-found");
    patient.put(&own(), share(&server, doctor.account, 2)).await.refused(404, "not-found");
    assert!(patient.get(path::SHARES).await.read::<Vec<OwnShare>>()[0].ended_at.is_some());
    assert_eq!(server.state.store.sealed_values(("share_pages", "content"), 9).await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_doctor_to_whom_nothing_is_shown_gets_nothing() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    assert_eq!(doctor.get(path::RECEIVED_SHARES).await.read::<Vec<ReceivedShare>>(), []);
    doctor.get(&received()).await.refused(404, "not-found");
}

#[tokio::test]
async fn each_reading_is_written_down_with_its_version() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut patient = patient(&server, &[Purpose::Sharing]).await;
    let first = share(&server, doctor.account, 1);
    patient.put(&own(), first.clone()).await;
    assert_eq!(doctor.get(&received()).await.read::<SharedPages>().pages, [page(1, SHARE)]);
    server.advance(SignedDuration::from_mins(5));
    assert_eq!(patient.put(&own(), StoreShare { version: 2, ..first }).await.status, 204);
    assert_eq!(doctor.get(&received()).await.read::<SharedPages>().share.version, 2);
    let reads = patient.get(path::SHARES).await.read::<Vec<OwnShare>>()[0].reads.clone();
    assert_eq!(reads.iter().map(|read| read.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(reads[1].at, server.now());
}

#[tokio::test]
async fn a_share_that_was_taken_back_is_gone() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut patient = patient(&server, &[Purpose::Sharing]).await;
    patient.put(&own(), share(&server, doctor.account, 1)).await;
    assert_eq!(doctor.get(&received()).await.status, 200);
    assert_eq!(patient.delete(&own()).await.status, 204);
    doctor.get(&received()).await.refused(404, "not-found");
    patient.delete(&own()).await.refused(404, "not-found");
    patient.put(&own(), share(&server, doctor.account, 2)).await.refused(404, "not-found");
}

#[tokio::test]
async fn a_share_ends_with_its_time_and_its_contents_with_it() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut patient = patient(&server, &[Purpose::Sharing]).await;
    let ends = server.now() + SignedDuration::from_mins(5);
    let late = StoreShare { expires_at: server.now(), ..share(&server, doctor.account, 1) };
    patient.put(&own(), late).await.refused(422, "invalid-field");
    let short = StoreShare { expires_at: ends, ..share(&server, doctor.account, 1) };
    assert_eq!(patient.put(&own(), short).await.status, 204);
    server.advance(SignedDuration::from_mins(5));
    assert_eq!(doctor.get(path::RECEIVED_SHARES).await.read::<Vec<ReceivedShare>>(), []);
    doctor.get(&received()).await.refused(404, "not-found");
    let longer = share(&server, doctor.account, 2);
    patient.put(&own(), longer).await.refused(404, "not-found");
    assert_eq!(serve::sweep(&server.state).await.unwrap().shares, 1);
    assert_eq!(server.state.store.sealed_values(("share_pages", "content"), 9).await.unwrap().len(), 0);
    assert_eq!(serve::sweep(&server.state).await.unwrap().shares, 0);
}

#[tokio::test]
async fn nobody_else_can_change_or_end_a_share_and_no_other_doctor_reads_it() {
    let server = TestServer::start().await;
    let doctor = server.log_in_as(Role::Doctor, false).await;
    let mut other = server.log_in_as(Role::Doctor, false).await;
    let mut patient = patient(&server, &[Purpose::Sharing]).await;
    let mut thief = self::patient(&server, &[Purpose::Sharing]).await;
    patient.put(&own(), share(&server, doctor.account, 1)).await;
    other.get(&received()).await.refused(404, "not-found");
    assert_eq!(other.get(path::RECEIVED_SHARES).await.read::<Vec<ReceivedShare>>(), []);
    thief.delete(&own()).await.refused(404, "not-found");
    thief.put(&own(), share(&server, doctor.account, 2)).await.refused(404, "not-found");
    patient.put(&own(), share(&server, other.account, 2)).await.refused(404, "not-found");
    patient.put(&own(), share(&server, doctor.account, 3)).await.refused(409, "version-conflict");
}

#[tokio::test]
async fn only_doctors_are_shown_anything_and_pages_belong_to_their_share() {
    let server = TestServer::start().await;
    let doctor = server.log_in_as(Role::Doctor, false).await;
    let staff = server.log_in_as(Role::Staff, false).await;
    let mut patient = patient(&server, &[Purpose::Sharing]).await;
    patient.put(&own(), share(&server, staff.account, 1)).await.refused(404, "not-found");
    let foreign = page(1, RecordId::from_bytes([6; 16]));
    let wrong = StoreShare { pages: vec![foreign], ..share(&server, doctor.account, 1) };
    patient.put(&own(), wrong).await.refused(422, "invalid-field");
    let forever = StoreShare {
        expires_at: server.now() + SignedDuration::from_hours(24 * 400),
        ..share(&server, doctor.account, 1)
    };
    patient.put(&own(), forever).await.refused(422, "invalid-field");
}
