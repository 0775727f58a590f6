//! The proof of being a doctor: no seat before two operators looked, and nothing that the server could open.

use heilsam_domain::{AccountId, ProofState, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::path;
use heilsam_protocol::proof::{DoctorProof, ProofDocument, ProofToCheck};
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use serde_json::{Value, json};

use super::consultations::{plan, room};
use super::harness::sockets::{Heard, Listening};
use super::harness::{Client, TestServer};

pub fn hand_in(lanr: &str, operators: &[AccountId]) -> Value {
    let key = |operator: &AccountId| json!({"account_id": operator, "sealed": Bytes(vec![5; 60])});
    json!({
        "lanr": lanr, "bsnr": "72 1234500", "digest": Bytes(vec![9; 48]), "parts": [Bytes(vec![1; 40])],
        "keys": operators.iter().map(key).collect::<Vec<_>>(),
    })
}

pub fn right() -> Value {
    json!({"digest": Bytes(vec![9; 48])})
}

async fn state_of(doctor: &mut Client<'_>) -> ProofState {
    doctor.get(path::PROOF).await.read::<DoctorProof>().proof
}

#[tokio::test]
async fn no_doctor_gets_a_seat_before_two_operators_found_the_proof_right() {
    let server = TestServer::with_proof().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let (mut one, mut other) =
        (server.log_in_as(Role::Operator, false).await, server.log_in_as(Role::Operator, false).await);
    plan(&server, &mut doctor, room(1)).await;
    let listening = Listening::start(&server).await;
    let not_allowed = Heard::Control(FromServer::Refused { reason: RefusedReason::NotAllowed });
    let cookie = doctor.cookie.clone();
    let seat = async |key: u8| listening.join(room(1), Seat::Doctor, key, cookie.as_deref()).await.1;
    assert_eq!(seat(1).await, not_allowed, "planning is allowed, holding is not");

    let people: Vec<MemberKeys> = one.get(path::OPERATORS).await.read();
    let operators: Vec<AccountId> = people.iter().map(|it| it.account_id).collect();
    assert_eq!(operators, [one.account, other.account]);
    assert_eq!(doctor.put(path::PROOF, hand_in("123456601", &operators)).await.status, 204);
    assert_eq!(seat(2).await, not_allowed);
    let listed: Vec<ProofToCheck> = one.get(path::PROOFS).await.read();
    assert_eq!((listed[0].account_id, listed[0].bsnr.as_str()), (doctor.account, "721234500"));
    let at = |pattern: &str| path::fill(pattern, doctor.account);
    let file: ProofDocument = one.get(&at(path::PROOF_DOCUMENT)).await.read();
    assert_eq!(file.parts, [Bytes(vec![1; 40])]);
    let check = at(path::PROOF_CHECK);
    assert!(!one.post(&check, right()).await.read::<ProofState>().is_proven());
    one.post(&check, right()).await.refused(409, "conflict");
    assert_eq!(seat(3).await, not_allowed, "one operator is not two");
    assert!(other.post(&check, right()).await.read::<ProofState>().is_proven());
    other.post(&check, right()).await.refused(404, "not-found");
    one.get(&at(path::PROOF_DOCUMENT)).await.refused(404, "not-found");
    assert_eq!(seat(4).await, Heard::Control(FromServer::Joined { peer_present: false }));
}

#[tokio::test]
async fn a_refusal_tells_the_doctor_why() {
    let server = TestServer::with_proof().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut operator = server.log_in_as(Role::Operator, false).await;
    doctor.put(path::PROOF, hand_in("123456601", &[operator.account])).await;
    let check = path::fill(path::PROOF_CHECK, doctor.account);
    let refused = |reason: &str| json!({"digest": Bytes(vec![9; 48]), "refused": reason});
    operator.post(&check, refused("  ")).await.refused(422, "invalid-field");
    operator.post(&check, refused(&"x".repeat(501))).await.refused(422, "invalid-field");
    operator.post(&check, refused("Das Foto ist unscharf.")).await.read::<ProofState>();
    let ProofState::Refused { reason, .. } = state_of(&mut doctor).await else { panic!("not refused") };
    assert_eq!(reason, "Das Foto ist unscharf.");
    assert_eq!(doctor.put(path::PROOF, hand_in("123456601", &[operator.account])).await.status, 204);
}

#[tokio::test]
async fn numbers_and_documents_that_cannot_be_right_are_refused() {
    let server = TestServer::with_proof().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let operator = server.log_in_as(Role::Operator, false).await.account;
    let with = |field: &str, value: Value| {
        let mut proof = hand_in("123456601", &[operator]);
        proof[field] = value;
        proof
    };
    doctor.put(path::PROOF, hand_in("123465601", &[operator])).await.refused(422, "invalid-field");
    doctor.put(path::PROOF, with("bsnr", json!("12345"))).await.refused(422, "invalid-field");
    doctor.put(path::PROOF, with("digest", json!("AAAA"))).await.refused(422, "invalid-field");
    doctor.put(path::PROOF, with("parts", json!([]))).await.refused(422, "invalid-field");
    doctor.put(path::PROOF, with("keys", json!([]))).await.refused(422, "invalid-field");
    doctor.put(path::PROOF, hand_in("123456601", &[doctor.account])).await.refused(422, "invalid-field");
    let small = Bytes(vec![0; 9]);
    doctor.put(path::PROOF, with("parts", json!(vec![small; 4]))).await.refused(413, "too-large");
    assert_eq!(state_of(&mut doctor).await, ProofState::Missing);
}

#[tokio::test]
async fn an_operator_who_knows_its_doctors_can_do_without() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let own: DoctorProof = doctor.get(path::PROOF).await.read();
    assert!(!own.demanded && own.admits());
    let own: DoctorProof = {
        let server = TestServer::with_proof().await;
        let mut doctor = server.log_in_as(Role::Doctor, false).await;
        doctor.get(path::PROOF).await.read()
    };
    assert!(own.demanded && !own.admits());
}

#[tokio::test]
async fn whoever_has_no_lanr_says_what_they_are_and_four_eyes_look_at_it() {
    let server = TestServer::with_proof().await;
    let mut midwife = server.log_in_as(Role::Doctor, false).await;
    let (mut one, mut other) =
        (server.log_in_as(Role::Operator, false).await, server.log_in_as(Role::Operator, false).await);
    let operators = [one.account, other.account];
    let said = |lanr: &str, profession: &str, membership: &str| {
        let mut proof = hand_in(lanr, &operators);
        proof["bsnr"] = "".into();
        proof["other"] = json!({"profession": profession, "membership": membership});
        proof
    };
    let long = "x".repeat(81);
    for (wrong, field) in [
        (said("123456601", "Hebamme", "Gesundheitsamt 12"), "other"),
        (said("", " ", "Gesundheitsamt 12"), "profession"),
        (said("", "Hebamme", ""), "membership"),
        (said("", "Hebamme", &long), "membership"),
        (said("", "Heb\namme", "Gesundheitsamt 12"), "profession"),
    ] {
        let answer = midwife.put(path::PROOF, wrong).await;
        answer.refused(422, "invalid-field");
        assert_eq!(answer.body["detail"], field);
    }
    midwife.put(path::PROOF, hand_in("", &operators)).await.refused(422, "invalid-field");
    assert_eq!(midwife.put(path::PROOF, said("", " Hebamme ", "Gesundheitsamt 12")).await.status, 204);
    let listed: Vec<ProofToCheck> = one.get(path::PROOFS).await.read();
    let told = listed[0].other.as_ref().unwrap();
    assert_eq!((told.profession.as_str(), told.membership.as_str()), ("Hebamme", "Gesundheitsamt 12"));
    assert_eq!((listed[0].lanr.as_str(), listed[0].bsnr.as_str()), ("", ""));
    let check = path::fill(path::PROOF_CHECK, midwife.account);
    assert!(!one.post(&check, right()).await.read::<ProofState>().is_proven());
    assert!(other.post(&check, right()).await.read::<ProofState>().is_proven());
    assert!(state_of(&mut midwife).await.is_proven());
}
