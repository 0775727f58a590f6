//! Outcome reporting over HTTP: one token for each account and quarter, one hand-in for each token, nothing about few people.

use heilsam_backend::clock::Entropy;
use heilsam_domain::outcome::{Contribution, Ending, Quarter, Survey};
use heilsam_domain::{ConsentAction, Purpose, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::outcome::{AskForToken, BlindToken, HandIn, QuarterReport, Standing, TokenKey};
use heilsam_protocol::path::{self, fill};
use jiff::SignedDuration;
use jiff::civil::date;
use opaque_ke::rand::{CryptoRng, Error, RngCore};
use p384_opaque::NistP384;
use voprf::{EvaluationElement, Group, Proof, VoprfClient};

use super::harness::{Answer, Client, Numbers, TestServer};
use super::receipts::{act, identity_key, intended_use, sign};

/// The clock of the tests starts on 1 January 2026.
fn winter() -> Quarter {
    Quarter::of(date(2026, 1, 1))
}

fn autumn() -> Quarter {
    winter().before()
}

/// Everything that a device knows about its token.
struct Token {
    blinded: Bytes,
    answer: BlindToken,
    serial: Bytes,
    token: Bytes,
}

struct Rng(std::sync::Arc<Numbers>);

impl RngCore for Rng {
    fn next_u32(&mut self) -> u32 {
        u32::from_be_bytes((self.0.as_ref() as &dyn Entropy).bytes())
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_be_bytes((self.0.as_ref() as &dyn Entropy).bytes())
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        self.0.fill(out);
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Error> {
        self.0.fill(out);
        Ok(())
    }
}

impl CryptoRng for Rng {}

async fn patient(server: &TestServer) -> Client<'_> {
    let mut patient = server.log_in_as(Role::Patient, false).await;
    assert_eq!(patient.post(path::CONSENTS, intended_use(server, patient.account)).await.status, 204);
    consent(server, &mut patient, ConsentAction::Given).await;
    patient
}

async fn consent(server: &TestServer, patient: &mut Client<'_>, action: ConsentAction) {
    let signed =
        sign(server, patient.account, act(server, Purpose::OutcomeReporting, action), &identity_key());
    assert_eq!(patient.post(path::CONSENTS, signed).await.status, 204);
}

fn blind(seed: u64) -> (Bytes, VoprfClient<NistP384>, Bytes) {
    let numbers = Numbers::from(seed.wrapping_mul(0x9e37_79b9));
    let serial: [u8; 32] = (numbers.as_ref() as &dyn Entropy).bytes();
    let begun = VoprfClient::<NistP384>::blind(&serial, &mut Rng(numbers)).unwrap();
    (Bytes(serial.to_vec()), begun.state, Bytes(begun.message.serialize().to_vec()))
}

async fn token(server: &TestServer, patient: &mut Client<'_>, quarter: Quarter) -> Token {
    let (serial, state, blinded) = blind(server.number());
    let key = server.client().get(&fill(path::OUTCOME_KEY, quarter)).await.read::<TokenKey>();
    let answer: BlindToken =
        patient.post(path::OUTCOME_TOKENS, AskForToken { quarter, blinded: blinded.clone() }).await.read();
    let token = state.finalize(
        &serial.0,
        &EvaluationElement::deserialize(&answer.evaluated.0).unwrap(),
        &Proof::deserialize(&answer.proof.0).unwrap(),
        <NistP384 as Group>::deserialize_elem(&key.public_key.0).unwrap(),
    );
    Token { blinded, answer, serial, token: Bytes(token.unwrap().to_vec()) }
}

fn contribution(quarter: Quarter, minutes: u32, ending: Ending) -> Contribution {
    let survey = Survey { health_change: Some(5), satisfaction: [Some(8), Some(9), None, Some(7), Some(10)] };
    Contribution::new(quarter, &[(minutes, 3); 13], ending, survey).unwrap()
}

async fn hand_in(server: &TestServer, token: &Token, contribution: Contribution) -> Answer {
    let hand_in = HandIn { serial: token.serial.clone(), token: token.token.clone(), contribution };
    server.client().post(path::OUTCOME_HAND_INS, hand_in).await
}

async fn reports(server: &TestServer) -> Vec<QuarterReport> {
    let mut manufacturer = server.log_in_as(Role::ManufacturerAuthor, false).await;
    manufacturer.get(path::OUTCOME_REPORTS).await.read()
}

async fn people_hand_in(server: &TestServer, count: u32) {
    for number in 0..count {
        let mut patient = patient(server).await;
        let token = token(server, &mut patient, winter()).await;
        let answer = hand_in(server, &token, contribution(winter(), 5 * number, Ending::Completed)).await;
        assert_eq!(answer.status, 204, "{answer:?}");
    }
}

async fn standing_after_closing(server: &TestServer, quarter: Quarter) -> Option<Standing> {
    server.advance(SignedDuration::from_hours(24 * 160));
    reports(server).await.into_iter().find(|it| it.quarter == quarter).map(|it| it.standing)
}

fn limits() -> &'static str {
    "[limits]\nlogins_per_minute = 100000\nrequests_per_minute = 100000\n"
}

#[tokio::test]
async fn ten_people_are_told_about_once_the_quarter_is_closed() {
    let server = TestServer::with(limits()).await;
    people_hand_in(&server, 10).await;
    let open = reports(&server).await;
    assert!(open.iter().all(|report| report.standing == Standing::Collecting), "{open:?}");
    let Some(Standing::Told { users: 10, rows }) = standing_after_closing(&server, winter()).await else {
        panic!("not told")
    };
    let minutes =
        rows.iter().find(|row| row.id == "usage-1").unwrap().numbers.clone().unwrap().summary.unwrap();
    assert_eq!((minutes.mean, minutes.minimum, minutes.maximum), (225, 0, 450));
}

#[tokio::test]
async fn a_group_of_nine_shows_nothing() {
    let server = TestServer::with(limits()).await;
    people_hand_in(&server, 9).await;
    assert_eq!(standing_after_closing(&server, winter()).await, Some(Standing::TooFew));
}

#[tokio::test]
async fn nothing_changes_after_a_quarter_was_told() {
    let server = TestServer::with(limits()).await;
    people_hand_in(&server, 10).await;
    let mut late = patient(&server).await;
    let token = token(&server, &mut late, winter()).await;
    let told = standing_after_closing(&server, winter()).await;
    let answer = hand_in(&server, &token, contribution(winter(), 5, Ending::Completed)).await;
    answer.refused(404, "not-found");
    assert_eq!(
        reports(&server).await.into_iter().find(|it| it.quarter == winter()).map(|it| it.standing),
        told
    );
}

#[tokio::test]
async fn a_token_counts_once() {
    let server = TestServer::with(limits()).await;
    let mut patient = patient(&server).await;
    let token = token(&server, &mut patient, winter()).await;
    assert_eq!(hand_in(&server, &token, contribution(winter(), 5, Ending::Completed)).await.status, 204);
    hand_in(&server, &token, contribution(winter(), 10, Ending::Completed)).await.refused(409, "conflict");
    let counts = server.state.store.outcome_counts(winter()).await.unwrap();
    assert!(counts.iter().all(|row| row.people == 1), "{counts:?}");
    let restarted = server.restart().await;
    hand_in(&restarted, &token, contribution(winter(), 10, Ending::Completed)).await.refused(409, "conflict");
}

#[tokio::test]
async fn an_account_gets_one_token_for_a_quarter_and_the_same_answer_when_it_asks_again() {
    let server = TestServer::start().await;
    let mut patient = patient(&server).await;
    let first = token(&server, &mut patient, winter()).await;
    let again = AskForToken { quarter: winter(), blinded: first.blinded.clone() };
    let answer: BlindToken = patient.post(path::OUTCOME_TOKENS, again).await.read();
    assert_eq!(answer.evaluated, first.answer.evaluated);
    let (_, _, blinded) = blind(4_711);
    let another = AskForToken { quarter: winter(), blinded: blinded.clone() };
    patient.post(path::OUTCOME_TOKENS, another).await.refused(409, "conflict");
    let before = AskForToken { quarter: autumn(), blinded };
    assert_eq!(
        patient.post(path::OUTCOME_TOKENS, before).await.status,
        200,
        "the quarter before is still open"
    );
}

#[tokio::test]
async fn tokens_are_given_with_consent_only_and_for_open_quarters() {
    let server = TestServer::start().await;
    let mut patient = patient(&server).await;
    consent(&server, &mut patient, ConsentAction::Withdrawn).await;
    let ask = |quarter| AskForToken { quarter, blinded: blind(7).2 };
    patient.post(path::OUTCOME_TOKENS, ask(winter())).await.refused(403, "consent-missing");
    consent(&server, &mut patient, ConsentAction::Given).await;
    patient.post(path::OUTCOME_TOKENS, ask(autumn().before())).await.refused(404, "not-found");
    patient.post(path::OUTCOME_TOKENS, ask(Quarter::of(date(2026, 4, 1)))).await.refused(404, "not-found");
    let malformed = AskForToken { quarter: winter(), blinded: Bytes(vec![7; 49]) };
    patient.post(path::OUTCOME_TOKENS, malformed).await.refused(422, "invalid-field");
}

#[tokio::test]
async fn made_up_tokens_and_those_of_another_quarter_are_refused() {
    let server = TestServer::with(limits()).await;
    let mut patient = patient(&server).await;
    let right = token(&server, &mut patient, winter()).await;
    let wrong = |serial: &Bytes, token: Vec<u8>| Token {
        blinded: right.blinded.clone(),
        answer: right.answer.clone(),
        serial: serial.clone(),
        token: Bytes(token),
    };
    let numbers = || contribution(winter(), 5, Ending::Completed);
    for token in [
        wrong(&right.serial, vec![0; 48]),
        wrong(&right.serial, vec![]),
        wrong(&Bytes(vec![1; 32]), right.token.0.clone()),
        wrong(&Bytes(vec![]), right.token.0.clone()),
    ] {
        hand_in(&server, &token, numbers()).await.refused(422, "invalid-field");
    }
    let other_quarter = contribution(autumn(), 5, Ending::Completed);
    hand_in(&server, &right, other_quarter).await.refused(422, "invalid-field");
    assert_eq!(hand_in(&server, &right, numbers()).await.status, 204);
}

#[tokio::test]
async fn a_session_at_the_hand_in_is_refused() {
    let server = TestServer::with(limits()).await;
    let mut patient = patient(&server).await;
    let token = token(&server, &mut patient, winter()).await;
    let hand_in = HandIn {
        serial: token.serial,
        token: token.token,
        contribution: contribution(winter(), 5, Ending::Completed),
    };
    patient.post(path::OUTCOME_HAND_INS, &hand_in).await.refused(400, "bad-request");
    patient.get(&fill(path::OUTCOME_KEY, winter())).await.refused(400, "bad-request");
    let answer = server.client().post(path::OUTCOME_HAND_INS, &hand_in).await;
    assert_eq!((answer.status, answer.cookie), (204, None));
}

#[tokio::test]
async fn finer_numbers_than_those_that_may_be_told_are_refused() {
    let server = TestServer::with(limits()).await;
    let mut patient = patient(&server).await;
    let token = token(&server, &mut patient, winter()).await;
    let whole = HandIn {
        serial: token.serial,
        token: token.token,
        contribution: contribution(winter(), 5, Ending::Completed),
    };
    let mut body = serde_json::to_value(&whole).unwrap();
    body["contribution"]["weeks"][3][0] = 17.into();
    server.client().post(path::OUTCOME_HAND_INS, &body).await.refused(422, "invalid-field");
    body["contribution"]["weeks"][3][0] = 15.into();
    body["contribution"]["account_id"] = "x".into();
    server.client().post(path::OUTCOME_HAND_INS, &body).await.refused(422, "invalid-field");
}

/// What the server saw when the token was given, and what it saw and kept at the hand-in, share no value.
#[tokio::test]
async fn the_server_cannot_tell_whose_numbers_they_are() {
    let server = TestServer::with(limits()).await;
    let mut tokens = Vec::new();
    let mut accounts = Vec::new();
    for _ in 0..3 {
        let mut patient = patient(&server).await;
        tokens.push(token(&server, &mut patient, winter()).await);
        accounts.push(patient.account);
    }
    for token in &tokens {
        hand_in(&server, token, contribution(winter(), 5, Ending::Completed)).await;
    }
    let mut seen: Vec<Vec<u8>> = accounts.iter().map(|account| account.to_bytes().to_vec()).collect();
    for token in &tokens {
        seen.extend([&token.blinded, &token.answer.evaluated, &token.answer.proof].map(|it| it.0.clone()));
    }
    let shown: Vec<Vec<u8>> =
        tokens.iter().flat_map(|it| [it.serial.0.clone(), it.token.0.clone()]).collect();
    for before in &seen {
        for after in &shown {
            let shares = before.windows(4).any(|part| after.windows(4).any(|it| it == part));
            assert!(!shares, "{before:?} {after:?}");
        }
    }
    // Every answer given fits every serial number: blinded points are uniform, so all pairings are equally likely. What the
    // database holds of them names an account or a token, never both, and no time.
    let columns = server.state.store.schema().await.unwrap();
    let of = |table: &str| -> Vec<String> {
        columns.iter().filter(|it| it.table == table).map(|it| it.column.clone()).collect()
    };
    assert_eq!(of("outcome_tokens"), ["account_id", "asked", "quarter"]);
    assert_eq!(of("outcome_spent"), ["quarter", "token_hash"]);
    assert_eq!(of("outcome_counts"), ["dropped_out", "measure", "people", "quarter", "value"]);
}

#[tokio::test]
async fn an_erased_account_leaves_no_trace_of_its_token_and_takes_nothing_back() {
    let server = TestServer::with(limits()).await;
    let mut patient = patient(&server).await;
    let token = token(&server, &mut patient, winter()).await;
    hand_in(&server, &token, contribution(winter(), 5, Ending::Completed)).await;
    server.state.store.erase_account(patient.account).await.unwrap();
    let counts = server.state.store.outcome_counts(winter()).await.unwrap();
    assert!(!counts.is_empty());
    hand_in(&server, &token, contribution(winter(), 5, Ending::Completed)).await.refused(409, "conflict");
}

#[tokio::test]
async fn nobody_but_the_manufacturer_sees_statistics() {
    let server = TestServer::start().await;
    for role in Role::ALL {
        let mut person = server.log_in_as(role, false).await;
        let answer = person.get(path::OUTCOME_REPORTS).await;
        let may = matches!(role, Role::ManufacturerAuthor | Role::ManufacturerReviewer);
        assert_eq!(answer.status, if may { 200 } else { 403 }, "{role}");
    }
}
