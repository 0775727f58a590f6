//! Devices of a practice: what the main user released reads, what waits does not, and what is taken back loses at once.

use heilsam_domain::{AccountId, CredentialId, Role, SessionId};
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::consultation::Consultation;
use heilsam_protocol::path;
use heilsam_protocol::practice::{MemberDevice, OwnPractice, Practice};
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use heilsam_storage::credentials::{Addition, CredentialRow};
use heilsam_storage::sessions::SessionRow;
use heilsam_storage::slots::SlotRow;
use jiff::SignedDuration;
use serde_json::json;

use super::consultations::room;
use super::harness::sockets::{Heard, Listening};
use super::harness::{Client, TestServer};
use super::practice::{found, join, plan_for};

/// A further passkey of an account, and a session that began with it.
pub async fn another_device<'a>(server: &'a TestServer, account_id: AccountId, seed: u8) -> Client<'a> {
    let now = server.now();
    let credential_id = CredentialId::from_random([seed; 16]);
    let credential = CredentialRow::passkey(
        credential_id,
        account_id,
        vec![seed; 32],
        vec![0],
        now + SignedDuration::from_secs(1),
    );
    let slot = SlotRow {
        slot_id: heilsam_domain::SlotId::from_random([seed; 16]),
        kind: SlotKind::Device,
        credential_id: Some(credential_id),
        sealed: vec![1; 60],
        locator: None,
        auth_hash: None,
    };
    assert_eq!(
        server.state.store.add_credential(&credential, &slot, 9, None).await.unwrap(),
        Addition::Added
    );
    let token = heilsam_backend::account::session::SessionToken::from_random([seed; 32]);
    let session = SessionRow {
        session_id: SessionId::from_random([seed; 16]),
        token_hash: token.digest(),
        account_id,
        recovering: false,
        created_at: now,
        last_used_at: now,
        ends_at: now + SignedDuration::from_hours(12),
        device: "Safari, iPad".into(),
        credential_id: Some(credential_id),
    };
    server.state.store.add_session(&session).await.unwrap();
    let mut client = server.client();
    client.account = account_id;
    client.cookie = token.to_cookie().split(';').next().map(str::to_owned);
    client
}

async fn practice(person: &mut Client<'_>) -> Option<Practice> {
    person.get(path::PRACTICE).await.read::<OwnPractice>().practice
}

async fn devices(main: &mut Client<'_>) -> Vec<MemberDevice> {
    let mut all: Vec<MemberDevice> = main.get(path::PRACTICE_DEVICES).await.read();
    all.sort_by_key(|device| device.released_at);
    all
}

fn device(number: u8) -> String {
    path::fill(path::PRACTICE_DEVICE, CredentialId::from_random([number; 16]))
}

#[tokio::test]
async fn a_device_reads_of_the_practice_what_the_main_user_released_it_for() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    found(&mut main, 1).await;
    join(&mut main, &mut staff, 1).await;
    assert!(practice(&mut staff).await.is_some(), "the device of the invitation is released with the member");
    assert_eq!(plan_for(&server, &mut staff, Some(main.account), room(1)).await.status, 200);

    let mut tablet = another_device(&server, staff.account, 201).await;
    let told: OwnPractice = tablet.get(path::PRACTICE).await.read();
    assert!(told.device_waits && told.practice.is_none());
    for address in [path::CONSULTATIONS, path::RECEIVED_SHARES, path::CONTRACT] {
        let answer = tablet.get(address).await;
        assert_eq!(answer.status, 403, "{address}: {answer:?}");
    }
    tablet.get(path::CONSULTATIONS).await.refused(403, "device-not-released");
    plan_for(&server, &mut tablet, Some(main.account), room(2)).await.refused(403, "device-not-released");
    assert_eq!(tablet.get(path::SESSIONS).await.status, 200, "the own account stays");

    let seen = devices(&mut main).await;
    assert_eq!(seen.iter().map(|it| it.released_at.is_some()).collect::<Vec<_>>(), [false, true]);
    assert_eq!((seen[0].account_id, seen[0].device.as_str()), (staff.account, "Safari, iPad"));
    staff.get(path::PRACTICE_DEVICES).await.refused(403, "forbidden");
    staff.put(&device(201), json!({})).await.refused(403, "forbidden");
    assert_eq!(main.put(&device(201), json!({})).await.status, 204);
    assert_eq!(tablet.get(path::CONSULTATIONS).await.read::<Vec<Consultation>>().len(), 1);

    assert_eq!(main.delete(&device(201)).await.status, 204);
    tablet.get(path::CONSULTATIONS).await.refused(403, "device-not-released");
    assert!(practice(&mut staff).await.is_some(), "the other device goes on");
    main.delete(&device(201)).await.refused(404, "not-found");
}

#[tokio::test]
async fn nobody_releases_a_device_of_another_practice() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    let mut other = server.log_in_as(Role::Doctor, false).await;
    found(&mut main, 1).await;
    found(&mut other, 2).await;
    join(&mut main, &mut staff, 1).await;
    let _tablet = another_device(&server, staff.account, 201).await;
    other.put(&device(201), json!({})).await.refused(404, "not-found");
    main.put(&device(77), json!({})).await.refused(404, "not-found");
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    join(&mut main, &mut colleague, 2).await;
    colleague.put(&device(201), json!({})).await.refused(404, "not-found");
    colleague.get(path::PRACTICE_DEVICES).await.refused(404, "not-found");
    assert!(devices(&mut other).await.is_empty());
}

#[tokio::test]
async fn the_main_user_and_doctors_without_a_practice_need_no_release() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut before = another_device(&server, main.account, 201).await;
    assert_eq!(before.get(path::CONSULTATIONS).await.status, 200);
    found(&mut main, 1).await;
    assert_eq!(before.get(path::CONSULTATIONS).await.status, 200);
    assert!(practice(&mut before).await.is_some());
    assert!(devices(&mut main).await.is_empty(), "the own ones are looked after in the account");
}

#[tokio::test]
async fn a_device_that_is_taken_back_loses_its_seat_and_gets_none() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    found(&mut main, 1).await;
    join(&mut main, &mut colleague, 1).await;
    let phone = another_device(&server, colleague.account, 201).await;
    let account = colleague.account;
    assert_eq!(plan_for(&server, &mut colleague, Some(account), room(1)).await.status, 200);
    let listening = Listening::start(&server).await;
    let not_allowed = Heard::Control(FromServer::Refused { reason: RefusedReason::NotAllowed });
    let cookie = phone.cookie.clone();
    assert_eq!(listening.join(room(1), Seat::Doctor, 1, cookie.as_deref()).await.1, not_allowed);
    assert_eq!(main.put(&device(201), json!({})).await.status, 204);
    let (mut socket, joined) = listening.join(room(1), Seat::Doctor, 1, cookie.as_deref()).await;
    assert_eq!(joined, Heard::Control(FromServer::Joined { peer_present: false }));
    assert_eq!(main.delete(&device(201)).await.status, 204);
    assert_eq!(socket.hear().await, not_allowed);
    assert_eq!(listening.join(room(1), Seat::Doctor, 1, cookie.as_deref()).await.1, not_allowed);
}
