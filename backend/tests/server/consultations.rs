//! Planning, nameplates, expiry and deletion.

use heilsam_backend::serve;
use heilsam_domain::{ConsultationState, Role, RoomId};
use heilsam_protocol::consultation::{Consultation, IceServers, Room};
use heilsam_protocol::{Bytes, limit, path};
use jiff::SignedDuration;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::harness::{Client, TestServer};

pub fn room(number: u8) -> RoomId {
    RoomId::from_random([number; 16])
}

/// A room that is open from now on for two hours.
pub async fn plan(server: &TestServer, doctor: &mut Client<'_>, room_id: RoomId) -> Consultation {
    doctor.post(path::CONSULTATIONS, plan_body(server, room_id, 0, 120)).await.read()
}

/// What a change says it was made from.
pub fn hash_of(sealed: &Bytes) -> Bytes {
    Bytes(Sha256::digest(&sealed.0).to_vec())
}

pub fn plan_body(server: &TestServer, room_id: RoomId, opens: i64, closes: i64) -> Value {
    json!({
        "room_id": room_id,
        "opens_at": server.now() + SignedDuration::from_mins(opens),
        "closes_at": server.now() + SignedDuration::from_mins(closes),
        "sealed": Bytes(vec![1; 64]),
    })
}

async fn look_up(server: &TestServer, nameplate: &str) -> Room {
    server.client().get(&path::fill(path::NAMEPLATE, nameplate)).await.read()
}

#[tokio::test]
async fn a_doctor_plans_finds_changes_and_cancels() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    assert_eq!(planned.state, ConsultationState::Planned);
    assert_eq!(planned.nameplate.len(), 4);
    assert_eq!(plan(&server, &mut doctor, room(1)).await, planned, "sent again, answered alike");
    assert_eq!(look_up(&server, &planned.nameplate).await.room_id, room(1));

    let one = path::fill(path::CONSULTATION, room(1));
    let described = json!({"sealed": Bytes(vec![2; 80]), "based_on": hash_of(&planned.sealed)});
    assert_eq!(doctor.patch(&one, described).await.status, 204);
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].sealed, Bytes(vec![2; 80]));

    doctor.patch(&one, json!({"end": true})).await.refused(409, "conflict");
    assert_eq!(doctor.delete(&one).await.status, 204);
    doctor.delete(&one).await.refused(409, "conflict");
    assert_ne!(look_up(&server, &planned.nameplate).await.room_id, room(1));
}

#[tokio::test]
async fn another_doctors_consultation_does_not_exist() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let mut other = server.log_in_as(Role::Doctor, false).await;
    let one = path::fill(path::CONSULTATION, room(1));
    other.delete(&one).await.refused(404, "not-found");
    other.patch(&one, json!({"end": true})).await.refused(404, "not-found");
    other.post(path::CONSULTATIONS, plan_body(&server, room(1), 0, 60)).await.refused(409, "conflict");
    assert!(other.get(path::CONSULTATIONS).await.read::<Vec<Consultation>>().is_empty());
}

#[tokio::test]
async fn impossible_plans_are_refused() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    for (opens, closes) in [(0, 0), (10, 5), (-120, -60), (0, 31 * 24 * 60 + 1)] {
        let body = plan_body(&server, room(1), opens, closes);
        doctor.post(path::CONSULTATIONS, body).await.refused(422, "invalid-field");
    }
    let mut large = plan_body(&server, room(1), 0, 60);
    large["sealed"] = json!(Bytes(vec![0; limit::CONSULTATION_BYTES + 1]));
    doctor.post(path::CONSULTATIONS, large).await.refused(413, "too-large");
}

#[tokio::test]
async fn a_doctor_moves_an_appointment_and_the_room_stays() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    let one = path::fill(path::CONSULTATION, room(1));
    let times = |opens: i64, closes: i64| {
        json!({
            "opens_at": server.now() + SignedDuration::from_mins(opens),
            "closes_at": server.now() + SignedDuration::from_mins(closes),
        })
    };
    let sealed = Bytes(vec![5; 70]);
    doctor.patch(&one, json!({"times": times(60, 90)})).await.refused(422, "invalid-field");
    let based_on = hash_of(&planned.sealed);
    let backwards = json!({"times": times(90, 60), "sealed": sealed, "based_on": based_on});
    doctor.patch(&one, backwards).await.refused(422, "invalid-field");
    let unfounded = json!({"times": times(60, 90), "sealed": sealed});
    doctor.patch(&one, unfounded).await.refused(422, "invalid-field");
    let moved = json!({"times": times(60, 90), "sealed": sealed, "based_on": based_on});
    assert_eq!(doctor.patch(&one, moved).await.status, 204);
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert_eq!(list[0].opens_at, server.now() + SignedDuration::from_mins(60));
    assert_eq!((&list[0].nameplate, &list[0].sealed), (&planned.nameplate, &sealed));
    assert_eq!(doctor.delete(&one).await.status, 204);
    let again = json!({"times": times(60, 90), "sealed": sealed, "based_on": hash_of(&sealed)});
    doctor.patch(&one, again).await.refused(409, "conflict");
}

#[tokio::test]
async fn whoever_changes_an_appointment_from_an_older_state_changes_nothing() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    let one = path::fill(path::CONSULTATION, room(1));
    let times = json!({
        "opens_at": server.now() + SignedDuration::from_mins(60),
        "closes_at": server.now() + SignedDuration::from_mins(90),
    });
    let (first, second) = (Bytes(vec![2; 80]), Bytes(vec![3; 80]));
    let based_on = hash_of(&planned.sealed);
    let quicker = json!({"times": times, "sealed": first, "based_on": based_on});
    assert_eq!(doctor.patch(&one, quicker).await.status, 204);
    for change in [
        json!({"sealed": second, "based_on": based_on}),
        json!({"sealed": second, "based_on": based_on, "times": times}),
        json!({"sealed": second, "based_on": based_on, "cancel": true}),
        json!({"sealed": second, "based_on": Bytes(Vec::new())}),
    ] {
        doctor.patch(&one, change).await.refused(409, "changed-meanwhile");
    }
    let both = json!({"sealed": second, "based_on": hash_of(&first), "cancel": true, "end": true});
    doctor.patch(&one, both).await.refused(422, "invalid-field");
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert_eq!((&list[0].sealed, list[0].state), (&first, ConsultationState::Planned));
    let from_now = json!({"sealed": second, "based_on": hash_of(&first), "cancel": true});
    assert_eq!(doctor.patch(&one, from_now).await.status, 204);
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert_eq!((&list[0].sealed, list[0].state), (&second, ConsultationState::Cancelled));
    assert_ne!(look_up(&server, &planned.nameplate).await.room_id, room(1));
}

#[tokio::test]
async fn a_patient_cancels_without_an_account_and_a_guess_learns_nothing() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let token = [7_u8; 16];
    let mut body = plan_body(&server, room(1), 0, 60);
    body["cancel_hash"] = json!(Bytes(vec![1; 31]));
    doctor.post(path::CONSULTATIONS, body.clone()).await.refused(422, "invalid-field");
    body["cancel_hash"] = json!(Bytes(Sha256::digest(token).to_vec()));
    doctor.post(path::CONSULTATIONS, body).await.read::<Consultation>();
    plan(&server, &mut doctor, room(2)).await;
    let cancel = |room: RoomId, token: [u8; 16]| {
        let (server, address) = (&server, path::fill(path::ROOM_CANCELLATION, room));
        async move { server.client().post(&address, json!({"token": Bytes(token.to_vec())})).await }
    };
    for (room, token) in [(room(1), [8; 16]), (room(2), token), (room(3), token)] {
        cancel(room, token).await.refused(404, "not-found");
    }
    assert_eq!(cancel(room(1), token).await.status, 204);
    cancel(room(1), token).await.refused(404, "not-found");
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    let states: Vec<_> = list.iter().map(|it| it.state).collect();
    assert_eq!(states, [ConsultationState::Cancelled, ConsultationState::Planned]);
}

#[tokio::test]
async fn the_list_goes_on_behind_a_room() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    for number in 1..4 {
        let body = plan_body(&server, room(number), i64::from(number), 60);
        doctor.post(path::CONSULTATIONS, body).await.read::<Consultation>();
    }
    let rest = format!("{}?after={}", path::CONSULTATIONS, room(1));
    let list: Vec<Consultation> = doctor.get(&rest).await.read();
    assert_eq!(list.iter().map(|it| it.room_id).collect::<Vec<_>>(), [room(2), room(3)]);
}

#[tokio::test]
async fn a_nameplate_that_nobody_has_is_answered_like_one_that_somebody_has() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    let free = if planned.nameplate == "1234" { "4321" } else { "1234" };
    let made_up = look_up(&server, free).await;
    assert_eq!(look_up(&server, free).await, made_up, "always the same room");
    let real: IceServers = server.client().get(&path::fill(path::ROOM_ICE, room(1))).await.read();
    let fake: IceServers = server.client().get(&path::fill(path::ROOM_ICE, made_up.room_id)).await.read();
    let form = |ice: &IceServers| -> Vec<_> {
        ice.ice_servers
            .iter()
            .map(|one| (one.urls.clone(), one.username.len(), one.credential.len()))
            .collect()
    };
    assert_eq!(form(&real), form(&fake));
    assert_eq!(real.expires_at, fake.expires_at);
    for text in ["12345", "abcd", "12", "+123"] {
        server.client().get(&path::fill(path::NAMEPLATE, text)).await.refused(404, "not-found");
    }
}

#[tokio::test]
async fn guessing_nameplates_is_limited() {
    let server = TestServer::start().await;
    let mut statuses = Vec::new();
    for number in 0..40 {
        statuses.push(server.client().get(&path::fill(path::NAMEPLATE, format!("{number:04}"))).await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 20);
    assert!(statuses[20..].iter().all(|status| *status == 429));
}

#[tokio::test]
async fn relays_are_only_for_rooms_whose_time_has_come() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.post(path::CONSULTATIONS, plan_body(&server, room(1), 30, 60)).await.read::<Consultation>();
    let ice = path::fill(path::ROOM_ICE, room(1));
    server.client().get(&ice).await.refused(404, "not-found");
    server.advance(SignedDuration::from_mins(30));
    let granted: IceServers = server.client().get(&ice).await.read();
    assert_eq!(granted.expires_at, server.now() + SignedDuration::from_mins(10));
    server.advance(SignedDuration::from_mins(30));
    server.client().get(&ice).await.refused(404, "not-found");
    server.client().get(&path::fill(path::ROOM_ICE, room(9))).await.refused(404, "not-found");
}

#[tokio::test]
async fn what_is_over_expires_and_is_gone_after_seven_days() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    server.advance(SignedDuration::from_hours(2));
    serve::sweep(&server.state).await.unwrap();
    let row = server.state.store.consultation(room(1)).await.unwrap().unwrap();
    assert_eq!(row.state, ConsultationState::Expired);
    assert_ne!(look_up(&server, &planned.nameplate).await.room_id, room(1));

    server.advance(SignedDuration::from_hours(7 * 24));
    serve::sweep(&server.state).await.unwrap();
    assert!(server.state.store.consultation(room(1)).await.unwrap().is_some(), "seven days are not over");
    server.advance(SignedDuration::from_secs(1));
    serve::sweep(&server.state).await.unwrap();
    assert_eq!(server.state.store.consultation(room(1)).await.unwrap(), None);
}
