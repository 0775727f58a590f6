//! The electronic health professional card as a proof: what counts, what does not, and that no signature counts twice.

mod maker;

use std::path::PathBuf;

use heilsam_backend::config::{Overrides, parse};
use heilsam_backend::proof::Cards;
use heilsam_domain::{Profession, ProofState, Role};
use heilsam_protocol::proof::{CardChallenge, CardRefused, CardSeen, DoctorProof, ProofToCheck};
use heilsam_protocol::signal::{FromServer, Seat};
use heilsam_protocol::{Bytes, path};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::consultations::{plan, room};
use super::harness::sockets::{Heard, Listening};
use super::harness::{Answer, Client, TestServer};
use maker::{AUTHORITY, CARD, Facts, Holder, Key, PHARMACIST};

fn root() -> Holder {
    Holder::root("Test HBA-CA 1", &Key::brainpool(1))
}

fn good() -> Holder {
    root().issue("Dr. med. Erika Weber", Key::brainpool(2), &CARD)
}

/// A server that believes cards of [`root`]; the folder lives as long as its file is needed.
async fn server() -> TestServer {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("root.der");
    std::fs::write(&file, root().certificate).unwrap();
    TestServer::with_cards(&file).await
}

async fn challenge(doctor: &mut Client<'_>) -> Vec<u8> {
    let challenge: CardChallenge = doctor.post(path::PROOF_CARD_CHALLENGE, json!({})).await.read();
    challenge.text.into_bytes()
}

fn signed(signature: Vec<u8>) -> Value {
    json!({"lanr": "123456601", "bsnr": "721234500", "signature": Bytes(signature)})
}

async fn hand_in(doctor: &mut Client<'_>, signature: Vec<u8>) -> Answer {
    doctor.put(path::PROOF_CARD, signed(signature)).await
}

#[track_caller]
fn refused(answer: &Answer, why: CardRefused) {
    answer.refused(400, "signature-refused");
    assert_eq!(answer.body["detail"].as_str(), Some(why.as_str()), "{answer:?}");
}

#[tokio::test]
async fn a_card_takes_the_place_of_a_document_and_of_one_operator() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut operator = server.log_in_as(Role::Operator, false).await;
    plan(&server, &mut doctor, room(1)).await;
    assert!(doctor.get(path::PROOF).await.read::<DoctorProof>().cards);
    let text = challenge(&mut doctor).await;
    let shown = String::from_utf8(text.clone()).unwrap();
    assert!(
        shown.contains("Dienst: http://localhost:8080\n") && shown.contains("mein eigenes Konto"),
        "{shown}"
    );
    let state: ProofState = hand_in(&mut doctor, good().sign(&text, &[])).await.read();
    assert_eq!(state, ProofState::Waiting { handed_in_at: server.now(), accepted: 1, by_card: true });
    let rows = server.state.store.audit_rows(0, 100).await.unwrap();
    assert!(rows.iter().any(|row| row.event.contains("proof-by-card")));
    assert!(!rows.iter().any(|row| row.event.contains(CARD.telematik_id)), "the log names nobody");

    let listed: Vec<ProofToCheck> = operator.get(path::PROOFS).await.read();
    let card = CardSeen {
        telematik_id: CARD.telematik_id.to_owned(),
        profession: Profession::Physician,
        valid_until: CARD.until.parse().unwrap(),
    };
    assert_eq!((listed[0].card.as_ref(), listed[0].accepted), (Some(&card), 1));
    let check = path::fill(path::PROOF_CHECK, doctor.account);
    let right = json!({"digest": listed[0].digest});
    assert!(operator.post(&check, right).await.read::<ProofState>().is_proven());
    let listening = Listening::start(&server).await;
    let cookie = doctor.cookie.clone();
    let seat = listening.join(room(1), Seat::Doctor, 1, cookie.as_deref()).await.1;
    assert_eq!(seat, Heard::Control(FromServer::Joined { peer_present: false }));
}

#[tokio::test]
async fn a_card_that_proves_nothing_is_refused_and_says_why() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let text = challenge(&mut doctor).await;
    let card = |facts: &Facts| root().issue("Karte", Key::brainpool(2), facts).sign(&text, &[]);
    let stranger = Holder::root("Test HBA-CA 1", &Key::brainpool(9)).issue("Karte", Key::brainpool(2), &CARD);
    let mut changed = good().sign(&text, &[]);
    *changed.last_mut().unwrap() ^= 1;
    let mut other_text = text.clone();
    other_text[0] ^= 1;
    for (what, signature, why) in [
        ("expired", card(&Facts { until: "2025-12-31T23:59:59Z", ..CARD }), CardRefused::Certificate),
        ("not yet valid", card(&Facts { from: "2026-01-02T00:00:00Z", ..CARD }), CardRefused::Certificate),
        ("of another root with the same name", stranger.sign(&text, &[]), CardRefused::Certificate),
        ("for encryption only", card(&Facts { usage: [3, 2, 5, 0x20], ..CARD }), CardRefused::Certificate),
        ("an authority's own", card(&AUTHORITY), CardRefused::Certificate),
        (
            "with a demand nobody knows",
            card(&Facts { critical: Some("1.2.3.4"), ..CARD }),
            CardRefused::Certificate,
        ),
        ("a pharmacist's", card(&Facts { profession: Some(PHARMACIST), ..CARD }), CardRefused::Profession),
        ("of nobody's profession", card(&Facts { profession: None, ..CARD }), CardRefused::Profession),
        ("without a Telematik-ID", card(&Facts { telematik_id: "", ..CARD }), CardRefused::Profession),
        ("changed", changed, CardRefused::Signature),
        ("over something else", good().sign(&other_text, &[]), CardRefused::Signature),
        ("nothing", Vec::new(), CardRefused::Signature),
        ("a picture", vec![0x89; 4_000], CardRefused::Signature),
        ("cut off", good().sign(&text, &[])[..300].to_vec(), CardRefused::Signature),
    ] {
        let answer = hand_in(&mut doctor, signature).await;
        assert_eq!(answer.body["detail"].as_str(), Some(why.as_str()), "{what}: {answer:?}");
        refused(&answer, why);
    }
    hand_in(&mut doctor, vec![0; 64 * 1024 + 1]).await.refused(413, "too-large");
    let mut wrong = signed(good().sign(&text, &[]));
    wrong["lanr"] = json!("123465601");
    doctor.put(path::PROOF_CARD, wrong).await.refused(422, "invalid-field");
    assert_eq!(doctor.get(path::PROOF).await.read::<DoctorProof>().proof, ProofState::Missing);
    hand_in(&mut doctor, good().sign(&text, &[])).await.read::<ProofState>();
}

#[tokio::test]
async fn a_signature_counts_once_for_one_account_and_for_half_an_hour() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut other = server.log_in_as(Role::Doctor, false).await;
    let operator = server.log_in_as(Role::Operator, false).await;
    refused(&hand_in(&mut doctor, good().sign(b"x", &[])).await, CardRefused::Challenge);
    let others_text = challenge(&mut other).await;
    let older = challenge(&mut doctor).await;
    refused(&hand_in(&mut doctor, good().sign(&others_text, &[])).await, CardRefused::Signature);
    let newer = challenge(&mut doctor).await;
    refused(&hand_in(&mut doctor, good().sign(&older, &[])).await, CardRefused::Signature);
    server.advance(SignedDuration::from_mins(30));
    // Sessions ended meanwhile, too.
    let (mut doctor, mut operator) =
        (server.log_in_again(doctor.account).await, server.log_in_again(operator.account).await);
    refused(&hand_in(&mut doctor, good().sign(&newer, &[])).await, CardRefused::Challenge);

    let text = challenge(&mut doctor).await;
    let signature = good().sign(&text, &[]);
    hand_in(&mut doctor, signature.clone()).await.read::<ProofState>();
    refused(&hand_in(&mut doctor, signature.clone()).await, CardRefused::Challenge);
    let listed: Vec<ProofToCheck> = operator.get(path::PROOFS).await.read();
    let no = json!({"digest": listed[0].digest, "refused": "Diese Nummer kennt die KV nicht."});
    operator.post(&path::fill(path::PROOF_CHECK, doctor.account), no).await.read::<ProofState>();
    refused(&hand_in(&mut doctor, signature).await, CardRefused::Challenge);
    let again = challenge(&mut doctor).await;
    hand_in(&mut doctor, good().sign(&again, &[])).await.read::<ProofState>();
}

#[tokio::test]
async fn a_card_stands_for_one_account() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut other = server.log_in_as(Role::Doctor, false).await;
    let text = challenge(&mut doctor).await;
    hand_in(&mut doctor, good().sign(&text, &[])).await.read::<ProofState>();
    let text = challenge(&mut other).await;
    refused(&hand_in(&mut other, good().sign(&text, &[])).await, CardRefused::Used);
    assert_eq!(other.get(path::PROOF).await.read::<DoctorProof>().proof, ProofState::Missing);
}

#[tokio::test]
async fn an_authority_in_between_counts_and_a_card_that_plays_one_does_not() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let text = challenge(&mut doctor).await;
    let forged = good().issue("Dr. Falsch", Key::p256(6), &CARD);
    refused(&hand_in(&mut doctor, forged.sign(&text, &[&good()])).await, CardRefused::Certificate);
    let between = root().issue("Test HBA-CA 2", Key::p256(5), &AUTHORITY);
    let card =
        between.issue("Dr. Yılmaz", Key::p256(4), &Facts { profession: Some("1.2.276.0.76.4.31"), ..CARD });
    refused(&hand_in(&mut doctor, card.sign(&text, &[])).await, CardRefused::Certificate);
    hand_in(&mut doctor, card.sign(&text, &[&between])).await.read::<ProofState>();
}

#[tokio::test]
async fn without_authorities_no_card_is_offered() {
    let server = TestServer::with_proof().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    assert!(!doctor.get(path::PROOF).await.read::<DoctorProof>().cards);
    doctor.post(path::PROOF_CARD_CHALLENGE, json!({})).await.refused(404, "not-found");
    refused(&hand_in(&mut doctor, good().sign(b"x", &[])).await, CardRefused::Challenge);
}

fn files() -> PathBuf {
    PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("tests/files/cards")
}

fn cards_of(anchor: &std::path::Path) -> anyhow::Result<Cards> {
    let text = format!("[card]\nanchors = ['{}']\n", anchor.display());
    Cards::from_config(&parse(&text, std::iter::empty(), Overrides::default()).unwrap())
}

/// The files were made by OpenSSL: see the note beside them.
#[test]
fn signatures_that_another_program_made_with_rsa_are_read() {
    let cards = cards_of(&files().join("root.pem")).unwrap();
    let text = std::fs::read(files().join("text.txt")).unwrap();
    let now: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    for name in ["pkcs1.p7s", "pss.p7s", "pkcs1.pem"] {
        let seen = cards.check(&text, &std::fs::read(files().join(name)).unwrap(), now).unwrap();
        assert_eq!(
            (seen.profession, seen.telematik_id.as_str()),
            (Profession::Psychotherapist, "4-HBA-0815"),
            "{name}"
        );
    }
    let other = cards.check(b"something else", &std::fs::read(files().join("pss.p7s")).unwrap(), now);
    assert_eq!(other, Err(CardRefused::Signature));
}

#[test]
fn a_file_that_is_no_authority_stops_the_start_and_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("karte.der");
    std::fs::write(&file, good().certificate).unwrap();
    let error = format!("{:#}", cards_of(&file).err().unwrap());
    assert!(error.contains("karte.der") && error.contains("not the certificate of an authority"), "{error}");
    let error = format!("{:#}", cards_of(&folder.path().join("nichts.pem")).err().unwrap());
    assert!(error.contains("nichts.pem"), "{error}");
}
