//! The proof of being a doctor, from the doctor's device to those of two operators.

use heilsam_client::ClientError;
use heilsam_client::appointment::Appointment;
use heilsam_client::client::{Belonging, InvitationDraft};
use heilsam_domain::{Bsnr, Lanr, ProofState, Role};
use heilsam_protocol::ProblemCode;
use jiff::SignedDuration;

use crate::people::{Person, TestClient};
use crate::program::Program;

const CANARY: &[u8] = b"%PDF-1.7 CANARY-5127 Approbationsurkunde";

#[tokio::test]
async fn two_operators_open_what_the_server_cannot_and_the_doctor_is_proven() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor(&server).await;
    let (lanr, bsnr) = (Lanr::parse("123456601").unwrap(), Bsnr::parse("721234500").unwrap());
    let nobody = doctor.client.hand_in_proof(&lanr, &bsnr, CANARY).await;
    assert_eq!(nobody, Err(ClientError::NotFound), "there is no operator yet");

    let one = Person::operator(&server, "betrieb-1").await;
    doctor.client.hand_in_proof(&lanr, &bsnr, CANARY).await.unwrap();
    let other = Person::operator(&server, "betrieb-2").await;
    let late = other.client.proofs_to_check().await.unwrap();
    assert_eq!(other.client.open_proof(&late[0]).await, Err(ClientError::NotFound));

    let listed = one.client.proofs_to_check().await.unwrap();
    assert_eq!(one.client.open_proof(&listed[0]).await.unwrap(), CANARY);
    one.client.check_proof(&listed[0], None).await.unwrap();
    let twice = one.client.check_proof(&listed[0], None).await.unwrap_err();
    assert_eq!(twice.code(), Some(ProblemCode::Conflict));
    assert!(!doctor.client.own_proof().await.unwrap().admits());

    let listed = other.client.proofs_to_check().await.unwrap();
    assert_eq!(other.client.open_proof(&listed[0]).await.unwrap(), CANARY, "the first one gave the key");
    let state = other.client.check_proof(&listed[0], None).await.unwrap();
    assert!(matches!(state, ProofState::Proven { .. }));
    assert!(doctor.client.own_proof().await.unwrap().admits());
    server.holds_nowhere("CANARY-5127");
}

fn draft(client: &TestClient) -> InvitationDraft {
    let at = client.now() + SignedDuration::from_hours(2);
    InvitationDraft::of("CANARY-5128 Erika".to_owned(), String::new(), Appointment::single(at, 15))
}

#[tokio::test]
async fn a_doctor_without_a_code_can_do_nothing_but_hand_in_until_two_operators_let_them_in() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor_without_code(&server, "dr-neu").await;
    let client = &doctor.client;
    assert_eq!(client.role(), Some(Role::Doctor));
    assert_eq!(client.practice().await, Ok(Belonging::Unproven));
    let refused = client.invite(&draft(client)).await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::NotProven));
    let refused = client.found_practice("CANARY-5128 am Markt", "Dr. Neu").await.unwrap_err();
    assert_eq!(refused.code(), Some(ProblemCode::NotProven));
    assert!(client.own_proof().await.unwrap().erased_at.is_some());

    let one = Person::operator(&server, "betrieb-1").await;
    let other = Person::operator(&server, "betrieb-2").await;
    let (lanr, bsnr) = (Lanr::parse("123456601").unwrap(), Bsnr::parse("721234500").unwrap());
    client.hand_in_proof(&lanr, &bsnr, CANARY).await.unwrap();
    for operator in [&one, &other] {
        assert_eq!(client.practice().await, Ok(Belonging::Unproven));
        let listed = operator.client.proofs_to_check().await.unwrap();
        assert!(listed[0].self_registered);
        assert_eq!(operator.client.open_proof(&listed[0]).await.unwrap(), CANARY);
        operator.client.check_proof(&listed[0], None).await.unwrap();
    }
    assert_eq!(client.practice().await, Ok(Belonging::Nowhere));
    client.invite(&draft(client)).await.unwrap();
    server.holds_nowhere("CANARY-512");
}

#[tokio::test]
async fn a_doctor_without_a_code_who_changes_their_mind_deletes_the_account() {
    let Some(server) = Program::start() else { return };
    let doctor = Person::doctor_without_code(&server, "dr-doch-nicht").await;
    doctor.client.erase_account().await.unwrap();
    assert_eq!(doctor.client.role(), None);
    let again = Person::doctor(&server).await;
    let kept = again.client.erase_account().await.unwrap_err();
    assert_eq!(kept.code(), Some(ProblemCode::Conflict), "whoever was let in goes with the contract");
}
