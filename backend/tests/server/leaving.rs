//! Staff who erase their own account: their membership ends with it, and the practice keeps its appointments.

use heilsam_domain::{AccountId, MembersChangeId, Role};
use heilsam_protocol::account::Erased;
use heilsam_protocol::consultation::Consultation;
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::path;
use heilsam_protocol::practice::MemberDevice;
use serde_json::json;

use super::consultations::room;
use super::devices::another_device;
use super::harness::{Client, TestServer};
use super::practice::{found, join, joining, own, plan_for, sealed};

/// The events of the audit log that name this account, in their order.
async fn events_about(server: &TestServer, account: AccountId) -> Vec<String> {
    let rows = server.state.store.audit_rows(0, 1_000).await.unwrap();
    rows.into_iter().map(|row| row.event).filter(|event| event.contains(&account.to_string())).collect()
}

async fn invite(main: &mut Client<'_>, number: u8) {
    let new = json!({"joining_id": joining(number), "offer": sealed(4), "note": sealed(5)});
    assert_eq!(main.post(path::PRACTICE_JOININGS, new).await.status, 204);
}

#[tokio::test]
async fn staff_who_erase_their_account_leave_the_practice_and_its_appointments_stay() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    found(&mut main, 1).await;
    join(&mut main, &mut staff, 1).await;
    invite(&mut main, 2).await;
    assert_eq!(plan_for(&server, &mut staff, Some(main.account), room(1)).await.status, 200);
    // Keys that were handed over for a change to come.
    let grants = json!([{"account_id": staff.account, "sealed": sealed(9)}]);
    let prepared = json!({"change_id": MembersChangeId::from_bytes([3; 16]), "grants": grants});
    assert_eq!(main.post(path::PRACTICE_GRANTS, prepared).await.status, 204);

    let cookie = staff.cookie.clone();
    let erased: Erased = staff.delete(path::ACCOUNT).await.read();
    assert_eq!((erased.erased_at, erased.left), (server.now(), Some(0)));
    assert_eq!(server.state.store.traces(staff.account).await.unwrap(), []);
    assert_eq!(staff.cookie, None, "the browser forgets its session");
    staff.cookie = cookie;
    staff.get(path::ACCOUNT).await.refused(401, "not-logged-in");

    let practice = own(&mut main).await.unwrap();
    assert_eq!(practice.members, [main.account]);
    assert_eq!(practice.joinings[0].joining_id, joining(2), "other invitations stay open");
    assert!(main.get(path::PRACTICE_DEVICES).await.read::<Vec<MemberDevice>>().is_empty());
    assert_eq!(main.get(path::PRACTICE_MEMBERS).await.read::<Vec<MemberKeys>>().len(), 1);
    let planned: Vec<Consultation> = main.get(path::CONSULTATIONS).await.read();
    assert_eq!(
        planned.iter().map(|it| (it.room_id, it.doctor)).collect::<Vec<_>>(),
        [(room(1), main.account)]
    );
    let mut next = server.log_in_as(Role::Staff, false).await;
    join(&mut main, &mut next, 3).await;
    assert_eq!(own(&mut next).await.unwrap().members.len(), 2, "the practice goes on");

    let events = events_about(&server, staff.account).await;
    let [.., went, gone] = events.as_slice() else { panic!("{events:?}") };
    assert!(went.contains("practice-member-went") && went.contains(&main.account.to_string()), "{went}");
    assert!(gone.contains("account-erased"), "{gone}");
}

#[tokio::test]
async fn staff_erase_their_account_also_at_a_device_that_waits_for_its_release() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    found(&mut main, 1).await;
    join(&mut main, &mut staff, 1).await;
    join(&mut main, &mut colleague, 2).await;
    let mut tablet = another_device(&server, staff.account, 201).await;
    tablet.get(path::CONSULTATIONS).await.refused(403, "device-not-released");
    assert_eq!(tablet.delete(path::ACCOUNT).await.status, 200);
    assert_eq!(server.state.store.traces(staff.account).await.unwrap(), []);
    staff.get(path::ACCOUNT).await.refused(401, "not-logged-in");

    let mut phone = another_device(&server, colleague.account, 202).await;
    phone.delete(path::ACCOUNT).await.refused(409, "conflict");
    assert_eq!(own(&mut colleague).await.unwrap().members.len(), 2, "who was let in goes with the contract");
}

#[tokio::test]
async fn staff_whom_nobody_released_leave_no_practice_and_take_their_answer_with_them() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    found(&mut main, 1).await;
    invite(&mut main, 1).await;
    let answer = json!({"sealed": sealed(6), "note": sealed(7)});
    assert_eq!(staff.put(&path::fill(path::PRACTICE_JOINING, joining(1)), answer).await.status, 204);
    assert_eq!(staff.delete(path::ACCOUNT).await.status, 200);
    assert_eq!(server.state.store.traces(staff.account).await.unwrap(), []);
    assert_eq!(own(&mut main).await.unwrap().joinings, []);
    let events = events_about(&server, staff.account).await;
    assert!(events.iter().all(|event| !event.contains("practice-member-went")), "{events:?}");
}
