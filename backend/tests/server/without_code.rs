//! Doctors who register without a code: nothing is open to them but their proof, until two operators found it right.

use heilsam_backend::jobs::{self, Job};
use heilsam_backend::route::{self, Access, Route};
use heilsam_domain::{AccountId, ProofState, Role};
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::consultation::Consultation;
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::path;
use heilsam_protocol::proof::{DoctorProof, ProofToCheck};
use heilsam_protocol::registration::RegistrationStarted;
use heilsam_protocol::site::Site;
use jiff::SignedDuration;
use serde_json::json;

use super::accounts::{new_account, start};
use super::consultations::{plan_body, room};
use super::harness::authenticator::Authenticator;
use super::harness::{Answer, Client, TestServer};
use super::proof::{hand_in, right};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const LANR: &str = "123456601";
/// What is open to such an account, and nothing else.
const OPEN: [(&str, &str); 14] = [
    ("GET", path::PROOF),
    ("PUT", path::PROOF),
    ("POST", path::PROOF_CARD_CHALLENGE),
    ("PUT", path::PROOF_CARD),
    ("GET", path::OPERATORS),
    ("GET", path::ACCOUNT),
    ("DELETE", path::ACCOUNT),
    ("GET", path::IDENTITY),
    ("GET", path::SLOTS),
    ("GET", path::CREDENTIALS),
    ("GET", path::SESSIONS),
    ("DELETE", path::SESSIONS),
    ("DELETE", path::SESSION_CURRENT),
    ("DELETE", path::SESSION),
];

async fn begin(client: &mut Client<'_>) -> Answer {
    client.post(path::REGISTRATIONS, json!({"code": {"kind": "without-code"}})).await
}

/// A doctor without a code, with a passkey.
pub async fn register(server: &TestServer) -> Client<'_> {
    let mut client = server.client();
    let started: RegistrationStarted = begin(&mut client).await.read();
    let mut authenticator = Authenticator::new(u8::try_from(server.number()).unwrap());
    let credential = authenticator.create(&started.passkey.options);
    let sheet = u8::try_from(server.number()).unwrap();
    let account = new_account(server, started.account_id, SlotKind::Device, sheet);
    let body =
        json!({"token": started.token, "credential": credential, "sealed_label": "", "account": account});
    let login: LoggedIn = client.post(path::REGISTRATION_PASSKEY, body).await.read();
    assert_eq!((login.account.role, started.role), (Role::Doctor, Role::Doctor));
    client.account = login.account.account_id;
    client
}

fn is_for_doctors(route: &Route) -> bool {
    match route.access {
        Access::Public => false,
        Access::AnyRole => true,
        Access::Roles(roles) => roles.contains(&Role::Doctor),
    }
}

async fn exists(server: &TestServer, account: AccountId) -> bool {
    server.state.store.account(account).await.unwrap().is_some()
}

#[tokio::test]
async fn nothing_is_open_to_a_doctor_without_a_code_but_the_proof_and_the_way_out() {
    // The operator vouches for the doctors with a code here: for nobody else.
    let plenty = "[limits]\ndoctor_registrations_per_hour = 100\nlogins_per_minute = 1000\n";
    let server = TestServer::with(&format!("{plenty}[accounts]\nopen_registrations_per_hour = 100\n")).await;
    let mut doctor = register(&server).await;
    let (mut closed, mut open) = (0, 0);
    for route in route::all().filter(is_for_doctors) {
        let method = route.verb.as_str().to_uppercase();
        let path = path::fill(route.path, "018f3c1e-0000-7000-8000-000000000000");
        let body = (method != "GET" && method != "DELETE").then(|| json!({}));
        if OPEN.contains(&(method.as_str(), route.path)) {
            let answer = register(&server).await.send(&method, &path, body).await;
            assert!(!matches!(answer.status, 401 | 403 | 405 | 500), "{method} {path}: {answer:?}");
            open += 1;
        } else {
            let answer = doctor.send(&method, &path, body).await;
            assert_eq!(
                (answer.status, answer.body["code"].as_str()),
                (403, Some("not-proven")),
                "{method} {path}"
            );
            closed += 1;
        }
    }
    assert_eq!(open, OPEN.len());
    assert!(closed >= 25, "{closed}");
}

#[tokio::test]
async fn two_operators_open_everything_to_a_doctor_without_a_code() {
    let server = TestServer::start().await;
    let mut doctor = register(&server).await;
    let (mut one, mut other) =
        (server.log_in_as(Role::Operator, false).await, server.log_in_as(Role::Operator, false).await);
    let own: DoctorProof = doctor.get(path::PROOF).await.read();
    assert!(own.demanded && !own.admits(), "nobody vouches for who came without a code");
    assert_eq!(own.erased_at, Some(server.now() + DAY * 30));
    assert_eq!(doctor.put(path::PROOF, hand_in(LANR, &[one.account, other.account])).await.status, 204);
    assert_eq!(doctor.get(path::PROOF).await.read::<DoctorProof>().erased_at, None);
    let mut known = server.log_in_as(Role::Doctor, false).await;
    known.put(path::PROOF, hand_in(LANR, &[one.account, other.account])).await;
    let listed: Vec<ProofToCheck> = one.get(path::PROOFS).await.read();
    let marks: Vec<_> = listed.iter().map(|it| (it.account_id, it.self_registered)).collect();
    assert!(marks.contains(&(doctor.account, true)) && marks.contains(&(known.account, false)));

    let plan = plan_body(&server, room(1), 0, 120);
    let check = path::fill(path::PROOF_CHECK, doctor.account);
    assert!(!one.post(&check, right()).await.read::<ProofState>().is_proven());
    doctor.post(path::CONSULTATIONS, &plan).await.refused(403, "not-proven");
    server.client().get(&path::fill(path::ROOM_ICE, room(1))).await.refused(404, "not-found");
    assert!(other.post(&check, right()).await.read::<ProofState>().is_proven());
    doctor.post(path::CONSULTATIONS, &plan).await.read::<Consultation>();
    assert!(doctor.get(path::PROOF).await.read::<DoctorProof>().admits());
    doctor.delete(path::ACCOUNT).await.refused(409, "conflict");
}

#[tokio::test]
async fn nobody_gets_another_role_without_a_code() {
    let server = TestServer::start().await;
    for extra in ["operator", "staff", "patient"] {
        let body = json!({"code": {"kind": "without-code", "role": extra}, "role": extra});
        let started: RegistrationStarted = server.client().post(path::REGISTRATIONS, body).await.read();
        assert_eq!(started.role, Role::Doctor);
    }
}

#[tokio::test]
async fn one_network_registers_few_doctors_in_an_hour_and_still_logs_in() {
    let server = TestServer::with("[limits]\ndoctor_registrations_per_hour = 2\n").await;
    let mut client = server.client();
    for _ in 0..2 {
        assert_eq!(begin(&mut client).await.status, 200);
    }
    begin(&mut client).await.refused(429, "too-many-requests");
    let code = server.invite(Role::Doctor).await;
    assert_eq!(start(&mut client, "enrolment", &code).await.status, 200, "with a code it goes on");
    server.advance(SignedDuration::from_mins(30));
    assert_eq!(begin(&mut client).await.status, 200);
    begin(&mut client).await.refused(429, "too-many-requests");
}

#[tokio::test]
async fn an_installation_takes_a_number_of_doctors_without_a_code_in_an_hour() {
    let server = TestServer::with("[accounts]\nopen_registrations_per_hour = 2\n").await;
    register(&server).await;
    let mut client = server.client();
    assert_eq!(begin(&mut client).await.status, 200);
    begin(&mut client).await.refused(429, "too-many-requests");
    // What was begun and not finished is over, the account counts on.
    server.advance(SignedDuration::from_mins(31));
    assert_eq!(begin(&mut client).await.status, 200);
    begin(&mut client).await.refused(429, "too-many-requests");
    server.advance(SignedDuration::from_mins(30));
    assert_eq!(begin(&mut client).await.status, 200);
}

#[tokio::test]
async fn where_the_operator_hands_out_codes_nobody_comes_without_one() {
    let server = TestServer::with("[accounts]\ndoctor_registration = 'code'\n").await;
    let mut client = server.client();
    begin(&mut client).await.refused(422, "code-refused");
    assert!(!client.get(path::SITE).await.read::<Site>().doctor_registration);
    let open = TestServer::start().await;
    assert!(open.client().get(path::SITE).await.read::<Site>().doctor_registration);
}

#[tokio::test]
async fn whoever_hands_in_nothing_or_is_refused_is_gone_after_thirty_days() {
    let server = TestServer::with_proof().await;
    let never = register(&server).await.account;
    let (mut refused, mut waits) = (register(&server).await, register(&server).await);
    let mut operator = server.log_in_as(Role::Operator, false).await;
    let with_code = server.log_in_as(Role::Doctor, false).await.account;
    for doctor in [&mut refused, &mut waits] {
        assert_eq!(doctor.put(path::PROOF, hand_in(LANR, &[operator.account])).await.status, 204);
    }
    server.advance(SignedDuration::from_mins(10));
    let mut no = right();
    no["refused"] = "Das Foto ist unscharf.".into();
    operator.post(&path::fill(path::PROOF_CHECK, refused.account), no).await.read::<ProofState>();
    let run = async || jobs::run(&server.state, Job::Retention).await.unwrap();

    server.advance(DAY * 30 - SignedDuration::from_mins(11));
    assert_eq!(run().await.failed, None);
    assert!(exists(&server, never).await, "a minute too early");
    server.advance(SignedDuration::from_mins(1));
    assert_eq!(run().await.failed, None);
    assert!(!exists(&server, never).await);
    assert!(exists(&server, refused.account).await, "refused ten minutes later");
    server.advance(SignedDuration::from_mins(10));
    assert_eq!(run().await.failed, None);
    assert!(!exists(&server, refused.account).await);
    server.advance(DAY * 300);
    assert_eq!(run().await.failed, None);
    for kept in [waits.account, with_code] {
        assert!(exists(&server, kept).await, "operators have to decide, or the account came with a code");
    }
    let rows = server.state.store.audit_rows(0, 1_000).await.unwrap();
    let lapsed = rows.iter().filter(|row| row.event.contains("application-lapsed")).count();
    assert_eq!(lapsed, 2);
}

#[tokio::test]
async fn a_doctor_who_is_not_proven_erases_the_account_and_leaves_no_code_behind() {
    let server = TestServer::start().await;
    let mut doctor = register(&server).await;
    let operator = server.log_in_as(Role::Operator, false).await.account;
    doctor.put(path::PROOF, hand_in(LANR, &[operator])).await;
    assert_eq!(doctor.delete(path::ACCOUNT).await.status, 200);
    assert!(!exists(&server, doctor.account).await);
    assert_eq!(server.state.store.traces(doctor.account).await.unwrap(), []);
}
