//! The recovery sheet, and what its session may do; credentials and slots.

use heilsam_backend::account::totp;
use heilsam_domain::Role;
use heilsam_protocol::account::{Slot, SlotKind};
use heilsam_protocol::credential::{AddPasskeyStarted, AddPassphraseStarted, Credential};
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::path;
use heilsam_protocol::{Bytes, limit};
use jiff::SignedDuration;
use serde_json::json;

use super::accounts::{log_in_with_passkey, register_with_passkey};
use super::harness::authenticator::Authenticator;
use super::harness::{Client, TestServer, slot};
use super::passphrase;

async fn put_sheet(client: &mut Client<'_>, seed: u8) {
    assert_eq!(client.put(path::SLOTS, slot(SlotKind::RecoverySheet, seed)).await.status, 204);
}

fn sheet(locator: u8, auth_key: u8) -> serde_json::Value {
    json!({"locator": Bytes(vec![locator; 16]), "auth_key": Bytes(vec![auth_key; 32])})
}

#[tokio::test]
async fn a_lost_phone_is_replaced_with_the_recovery_sheet() {
    let server = TestServer::start().await;
    let (mut client, mut lost) = (server.client(), Authenticator::new(9));
    let registered = register_with_passkey(&server, &mut client, &mut lost).await;
    put_sheet(&mut client, 77).await;

    let mut new = server.client();
    let recovered: LoggedIn = new.post(path::RECOVERY, sheet(77, 77)).await.read();
    assert!(recovered.recovering);
    assert_eq!(recovered.account, registered.account);
    assert_eq!(recovered.slot.kind, SlotKind::RecoverySheet);

    let mut phone = Authenticator::new(10);
    let started: AddPasskeyStarted = new.post(path::CREDENTIAL_PASSKEY_START, json!({})).await.read();
    let credential = phone.create(&started.passkey.options);
    let body = json!({
        "token": started.token, "credential": credential, "sealed_label": "", "slot": slot(SlotKind::Device, 50),
    });
    assert_eq!(new.post(path::CREDENTIAL_PASSKEY_FINISH, body).await.status, 204);
    let logged_in: LoggedIn = log_in_with_passkey(&mut new, &mut phone).await.read();
    assert!(!logged_in.recovering);
    assert_eq!(logged_in.slot.sealed, slot(SlotKind::Device, 50).sealed);
}

#[tokio::test]
async fn unknown_sheets_and_wrong_keys_are_refused_alike() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    put_sheet(&mut client, 77).await;
    let mut answers = Vec::new();
    for body in [sheet(77, 78), sheet(78, 77), sheet(0, 0), json!({"locator": "", "auth_key": ""})] {
        let answer = server.client().post(path::RECOVERY, body).await;
        answer.refused(401, "login-refused");
        answers.push(answer.body);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn a_session_from_a_sheet_removes_nothing() {
    let server = TestServer::start().await;
    let mut client = server.log_in_as(Role::Patient, true).await;
    assert_eq!(client.get(path::ACCOUNT).await.status, 200);
    let credentials: Vec<Credential> = client.get(path::CREDENTIALS).await.read();
    let one = path::fill(path::CREDENTIAL, credentials[0].credential_id);
    client.delete(&one).await.refused(403, "forbidden");
}

#[tokio::test]
async fn logging_in_once_more_opens_the_way_to_change_credentials() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    server.advance(SignedDuration::from_mins(6));
    client.put(path::SLOTS, slot(SlotKind::RecoverySheet, 77)).await.refused(403, "login-not-fresh");
    server.client().post(path::RECOVERY, sheet(77, 77)).await.refused(401, "login-refused");
    log_in_with_passkey(&mut client, &mut authenticator).await;
    put_sheet(&mut client, 77).await;
}

#[tokio::test]
async fn who_is_slow_with_the_authenticator_app_loses_nothing() {
    let server = TestServer::start().await;
    let mut client = server.log_in_as(Role::Patient, false).await;
    server.advance(SignedDuration::from_mins(4));
    let (opaque, message) = passphrase::start_registration("neu");
    let body = json!({"login_name": "erika", "opaque": message});
    let started: AddPassphraseStarted = client.post(path::CREDENTIAL_PASSPHRASE_START, body).await.read();
    server.advance(SignedDuration::from_mins(4));
    let upload = passphrase::finish_registration(opaque, "neu", &started.opaque);
    let code = totp::code_at(&started.totp_secret.to_array().unwrap(), server.now());
    let body = json!({"token": started.token, "opaque": upload, "totp": code, "slot": slot(SlotKind::Passphrase, 60)});
    assert_eq!(client.post(path::CREDENTIAL_PASSPHRASE_FINISH, body).await.status, 204);
}

#[tokio::test]
async fn what_guards_a_sheet_is_never_given_back() {
    let server = TestServer::start().await;
    let mut client = server.log_in_as(Role::Patient, false).await;
    put_sheet(&mut client, 77).await;
    let slots: Vec<Slot> = client.get(path::SLOTS).await.read();
    assert_eq!(slots.len(), 1);
    assert!(slots.iter().all(|slot| slot.locator.is_none() && slot.auth_key.is_none()));
    assert_eq!(client.delete(&path::fill(path::SLOT, slots[0].slot_id)).await.status, 204);
    server.client().post(path::RECOVERY, sheet(77, 77)).await.refused(401, "login-refused");
}

#[tokio::test]
async fn slots_are_limited_and_their_form_is_checked() {
    let server = TestServer::start().await;
    let mut client = server.log_in_as(Role::Patient, false).await;
    let mut wrong = slot(SlotKind::RecoverySheet, 1);
    wrong.locator = None;
    client.put(path::SLOTS, wrong).await.refused(422, "invalid-field");
    let mut large = slot(SlotKind::RecoverySheet, 1);
    large.sealed = Bytes(vec![0; 513]);
    client.put(path::SLOTS, large).await.refused(422, "invalid-field");
    client.put(path::SLOTS, slot(SlotKind::Device, 1)).await.refused(422, "invalid-field");
    for seed in 0..limit::SLOTS {
        put_sheet(&mut client, u8::try_from(seed).unwrap()).await;
    }
    client.put(path::SLOTS, slot(SlotKind::RecoverySheet, 200)).await.refused(409, "conflict");
}

#[tokio::test]
async fn a_passphrase_is_added_and_the_last_credential_stays() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    server.advance(SignedDuration::from_secs(1));
    let (opaque, message) = passphrase::start_registration("neu");
    let body = json!({"login_name": "erika", "opaque": message});
    let started: AddPassphraseStarted = client.post(path::CREDENTIAL_PASSPHRASE_START, body).await.read();
    let upload = passphrase::finish_registration(opaque, "neu", &started.opaque);
    let code = totp::code_at(&started.totp_secret.to_array().unwrap(), server.now());
    let body = |totp: &str| json!({"token": started.token, "opaque": upload, "totp": totp, "slot": slot(SlotKind::Passphrase, 60)});
    client.post(path::CREDENTIAL_PASSPHRASE_FINISH, body("000000")).await.refused(422, "invalid-field");
    assert_eq!(client.post(path::CREDENTIAL_PASSPHRASE_FINISH, body(&code)).await.status, 204);

    let mut other = server.client();
    log_in_with_passkey(&mut other, &mut authenticator).await;
    let credentials: Vec<Credential> = client.get(path::CREDENTIALS).await.read();
    assert_eq!(credentials.len(), 2);
    let first = path::fill(path::CREDENTIAL, credentials[0].credential_id);
    let second = path::fill(path::CREDENTIAL, credentials[1].credential_id);
    assert_eq!(client.delete(&first).await.status, 204);
    other.get(path::ACCOUNT).await.refused(401, "not-logged-in");
    client.delete(&second).await.refused(409, "conflict");
    log_in_with_passkey(&mut server.client(), &mut authenticator).await.refused(401, "login-refused");
}
