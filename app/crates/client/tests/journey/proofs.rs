//! The proof of being a doctor, from the doctor's device to those of two operators.

use heilsam_client::ClientError;
use heilsam_domain::{Bsnr, Lanr, ProofState};
use heilsam_protocol::ProblemCode;

use crate::people::Person;
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
