//! Receipts of consent: what the server takes, and what it can prove afterwards.

use heilsam_backend::consents::proof::{ConsentProof, ProofError, prove};
use heilsam_domain::{AccountId, ConsentAction, Purpose, Role};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::path;
use jiff::{SignedDuration, Timestamp};
use p384::ecdsa::SigningKey;

use super::harness::{Client, TestServer};
use super::receipts::{act, identity_key, intended_use, sign};

async fn proof(server: &TestServer, account: AccountId, at: Timestamp) -> Result<ConsentProof, ProofError> {
    prove(&server.state.store, server.state.keys.deployment_id(), account, at).await
}

async fn do_act(server: &TestServer, client: &mut Client<'_>, purpose: Purpose, action: ConsentAction) {
    let signed = sign(server, client.account, act(server, purpose, action), &identity_key());
    assert_eq!(client.post(path::CONSENTS, signed).await.status, 204);
}

#[tokio::test]
async fn a_consent_that_the_account_did_not_sign_is_refused_and_not_stored() {
    let server = TestServer::start().await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    let right = intended_use(&server, patient.account);
    let other_key = SigningKey::from_slice(&[8; 48]).unwrap();
    let changed = |change: fn(&mut SignedConsent)| {
        let mut signed = right.clone();
        change(&mut signed);
        signed
    };
    for wrong in [
        changed(|signed| signed.consent.purpose = Purpose::Improvement),
        changed(|signed| signed.consent.action = ConsentAction::Withdrawn),
        changed(|signed| signed.consent.text_version = "2026-2".into()),
        changed(|signed| signed.signature.0[60] ^= 1),
        changed(|signed| signed.signature.0.push(0)),
        changed(|signed| signed.signature.0.clear()),
        intended_use(&server, AccountId::from_bytes([9; 16])),
        sign(&server, patient.account, right.consent.clone(), &other_key),
    ] {
        patient.post(path::CONSENTS, wrong).await.refused(400, "signature-refused");
    }
    assert_eq!(patient.get(path::CONSENTS).await.read::<Vec<SignedConsent>>(), []);
    assert_eq!(patient.post(path::CONSENTS, &right).await.status, 204);
    assert_eq!(patient.get(path::CONSENTS).await.read::<Vec<SignedConsent>>(), [right]);
}

#[tokio::test]
async fn which_consent_was_in_force_is_proven_for_any_time() {
    use ConsentAction::{Given, Withdrawn};
    let server = TestServer::start().await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    let account = patient.account;
    // Shorter than a session without use.
    let pause = SignedDuration::from_mins(20);
    let first = server.now();
    do_act(&server, &mut patient, Purpose::IntendedUse, Given).await;
    do_act(&server, &mut patient, Purpose::Improvement, Given).await;
    server.advance(pause);
    do_act(&server, &mut patient, Purpose::Improvement, Withdrawn).await;
    server.advance(pause);
    do_act(&server, &mut patient, Purpose::Improvement, Given).await;

    let second = SignedDuration::from_secs(1);
    for (at, acts, in_force) in [
        (first - second, 0, vec![]),
        (first, 2, vec![Purpose::IntendedUse, Purpose::Improvement]),
        (first + pause - second, 2, vec![Purpose::IntendedUse, Purpose::Improvement]),
        (first + pause, 3, vec![Purpose::IntendedUse]),
        (first + pause * 2, 4, vec![Purpose::IntendedUse, Purpose::Improvement]),
    ] {
        let proof = proof(&server, account, at).await.unwrap();
        let found: Vec<Purpose> = proof.in_force.iter().map(|proven| proven.consent.purpose).collect();
        assert_eq!((proof.history.len(), found), (acts, in_force), "{at}");
    }
    assert_eq!(proof(&server, AccountId::from_bytes([9; 16]), first).await, Err(ProofError::NoAccount));
}

#[tokio::test]
async fn a_clock_that_is_set_back_on_a_device_does_not_change_the_past() {
    let server = TestServer::start().await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    let mut backdated = act(&server, Purpose::IntendedUse, ConsentAction::Given);
    backdated.at = server.now() - SignedDuration::from_hours(24);
    let signed = sign(&server, patient.account, backdated, &identity_key());
    assert_eq!(patient.post(path::CONSENTS, signed).await.status, 204);
    let before = server.now() - SignedDuration::from_secs(1);
    assert!(proof(&server, patient.account, before).await.unwrap().in_force.is_empty());
    assert_eq!(proof(&server, patient.account, server.now()).await.unwrap().in_force.len(), 1);
}

#[tokio::test]
async fn a_consent_written_into_the_database_by_somebody_else_is_not_proof() {
    let server = TestServer::start().await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    do_act(&server, &mut patient, Purpose::IntendedUse, ConsentAction::Given).await;
    let mut forged = intended_use(&server, patient.account);
    forged.consent.purpose = Purpose::Improvement;
    server.state.store.add_consent(patient.account, &forged, server.now()).await.unwrap();
    assert_eq!(proof(&server, patient.account, server.now()).await, Err(ProofError::Forged { position: 1 }));
}
