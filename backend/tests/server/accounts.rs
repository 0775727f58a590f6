//! Registration and login, with both kinds of credentials.

use heilsam_backend::account::totp;
use heilsam_domain::{AccountId, ActivationCode, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::login::{LoggedIn, PasskeyChallenge, PassphraseChallenge};
use heilsam_protocol::path;
use heilsam_protocol::registration::{PassphraseStarted, RegistrationStarted};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::harness::authenticator::Authenticator;
use super::harness::{Answer, Client, TestServer, identity, slot};
use super::passphrase;
use super::receipts::intended_use;

pub const PASSPHRASE: &str = "korrekt pferd batterie";

/// A code of the test insurer that nobody has used.
pub fn activation_code(server: &TestServer) -> String {
    let mut individual = [1; 12];
    individual[..8].copy_from_slice(&server.number().to_le_bytes());
    ActivationCode::from_parts(*b"77", individual).unwrap().expose().to_owned()
}

pub async fn start(client: &mut Client<'_>, kind: &str, code: &str) -> Answer {
    client.post(path::REGISTRATIONS, json!({"code": {"kind": kind, "code": code}})).await
}

pub fn new_account(server: &TestServer, account: AccountId, kind: SlotKind, sheet: u8) -> Value {
    json!({
        "identity": identity(),
        "slots": [slot(kind, 1), slot(SlotKind::RecoverySheet, sheet)],
        "consents": [intended_use(server, account)],
    })
}

/// A patient with a passkey.
pub async fn register_with_passkey(
    server: &TestServer,
    client: &mut Client<'_>,
    authenticator: &mut Authenticator,
) -> LoggedIn {
    let started: RegistrationStarted = start(client, "activation", &activation_code(server)).await.read();
    let credential = authenticator.create(&started.passkey.options);
    let account =
        new_account(server, started.account_id, SlotKind::Device, u8::try_from(server.number()).unwrap());
    let body =
        json!({"token": started.token, "credential": credential, "sealed_label": "", "account": account});
    client.post(path::REGISTRATION_PASSKEY, body).await.read()
}

pub async fn log_in_with_passkey(client: &mut Client<'_>, authenticator: &mut Authenticator) -> Answer {
    let challenge: PasskeyChallenge = client.post(path::LOGIN_PASSKEY_START, json!({})).await.read();
    let credential = authenticator.get(&challenge.options);
    client.post(path::LOGIN_PASSKEY_FINISH, json!({"token": challenge.token, "credential": credential})).await
}

/// What a registration with a passphrase gave.
pub struct Registered {
    /// The last answer.
    pub answer: Answer,
    /// The secret of the one-time codes.
    pub secret: [u8; 20],
    /// The login name, with its digits.
    pub name: String,
}

/// Registers with a passphrase; `name` is what the person wishes.
pub async fn register_with_passphrase(
    server: &TestServer,
    client: &mut Client<'_>,
    code: (&str, &str),
    name: &str,
) -> Registered {
    let started: RegistrationStarted = start(client, code.0, code.1).await.read();
    let (opaque, message) = passphrase::start_registration(PASSPHRASE);
    let body = json!({"token": started.token, "login_name": name, "opaque": message});
    let offered: PassphraseStarted = client.post(path::REGISTRATION_PASSPHRASE_START, body).await.read();
    let secret: [u8; 20] = offered.totp_secret.to_array().unwrap();
    let upload = passphrase::finish_registration(opaque, PASSPHRASE, &offered.opaque);
    let account =
        new_account(server, started.account_id, SlotKind::Passphrase, u8::try_from(server.number()).unwrap());
    let totp = totp::code_at(&secret, server.now());
    let body = json!({"token": started.token, "opaque": upload, "totp": totp, "account": account});
    let answer = client.post(path::REGISTRATION_PASSPHRASE_FINISH, body).await;
    Registered { answer, secret, name: offered.login_name }
}

pub async fn log_in_with_passphrase(client: &mut Client<'_>, name: &str, words: &str, totp: &str) -> Answer {
    let (opaque, message) = passphrase::start_login(words);
    let body = json!({"login_name": name, "opaque": message});
    let answer = client.post(path::LOGIN_PASSPHRASE_START, body).await;
    if answer.status != 200 {
        return answer;
    }
    let challenge: PassphraseChallenge = answer.read();
    let last = passphrase::finish_login(opaque, words, &challenge.opaque);
    let body = json!({"token": challenge.token, "opaque": last, "totp": totp});
    client.post(path::LOGIN_PASSPHRASE_FINISH, body).await
}

#[tokio::test]
async fn a_patient_registers_with_a_passkey_and_logs_in_again() {
    let server = TestServer::start().await;
    let (mut first, mut authenticator) = (server.client(), Authenticator::new(9));
    let registered = register_with_passkey(&server, &mut first, &mut authenticator).await;
    assert_eq!(registered.account.role, Role::Patient);
    assert_eq!(registered.account.entitled_until, Some(server.now() + SignedDuration::from_hours(90 * 24)));
    assert_eq!(first.get(path::ACCOUNT).await.status, 200);

    let mut second = server.client();
    let logged_in: LoggedIn = log_in_with_passkey(&mut second, &mut authenticator).await.read();
    assert_eq!(logged_in.account, registered.account);
    assert_eq!(logged_in.slot, registered.slot);
    assert!(!logged_in.recovering);
}

#[tokio::test]
async fn a_passkey_without_user_verification_or_from_another_site_is_refused() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    authenticator.verifies_user = false;
    log_in_with_passkey(&mut server.client(), &mut authenticator).await.refused(401, "login-refused");
    authenticator.verifies_user = true;
    authenticator.origin = "http://evil.localhost:8080";
    log_in_with_passkey(&mut server.client(), &mut authenticator).await.refused(401, "login-refused");
}

#[tokio::test]
async fn a_challenge_is_answered_once() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    let challenge: PasskeyChallenge = client.post(path::LOGIN_PASSKEY_START, json!({})).await.read();
    let body = json!({"token": challenge.token, "credential": authenticator.get(&challenge.options)});
    assert_eq!(client.post(path::LOGIN_PASSKEY_FINISH, &body).await.status, 200);
    client.post(path::LOGIN_PASSKEY_FINISH, &body).await.refused(409, "start-again");
}

#[tokio::test]
async fn a_passkey_that_claims_another_account_is_refused() {
    let server = TestServer::start().await;
    let (mut erika, mut own) = (server.client(), Authenticator::new(9));
    let (mut otto, mut other) = (server.client(), Authenticator::new(10));
    register_with_passkey(&server, &mut erika, &mut own).await;
    let registered = register_with_passkey(&server, &mut otto, &mut other).await;
    let challenge: PasskeyChallenge = server.client().post(path::LOGIN_PASSKEY_START, json!({})).await.read();
    let mut credential = own.get(&challenge.options);
    // The authenticator does not sign whose account it remembers: only the comparison stands between the two.
    credential["response"]["userHandle"] = json!(Bytes(registered.account.account_id.to_bytes().to_vec()));
    let body = json!({"token": challenge.token, "credential": credential});
    let mut thief = server.client();
    thief.post(path::LOGIN_PASSKEY_FINISH, body).await.refused(401, "login-refused");
    assert!(thief.cookie.is_none());
}

#[tokio::test]
async fn prf_results_never_get_past_the_door() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    let challenge: PasskeyChallenge = client.post(path::LOGIN_PASSKEY_START, json!({})).await.read();
    let mut credential = authenticator.get(&challenge.options);
    credential["clientExtensionResults"] = json!({"prf": {"results": {"first": "c2VjcmV0"}}});
    let body = json!({"token": challenge.token, "credential": credential});
    client.post(path::LOGIN_PASSKEY_FINISH, body).await.refused(422, "invalid-field");
}

#[tokio::test]
async fn a_doctor_registers_with_a_passphrase_and_logs_in_with_both_factors() {
    let server = TestServer::start().await;
    let code = server.invite(Role::Doctor).await;
    let mut client = server.client();
    let Registered { answer, secret, name } =
        register_with_passphrase(&server, &mut client, ("enrolment", &code), "Dr.Nowak").await;
    let registered: LoggedIn = answer.read();
    assert_eq!(registered.account.role, Role::Doctor);

    let used = totp::code_at(&secret, server.now());
    log_in_with_passphrase(&mut client, &name, PASSPHRASE, &used).await.refused(401, "login-refused");
    server.advance(SignedDuration::from_secs(30));
    let fresh = totp::code_at(&secret, server.now());
    let logged_in: LoggedIn =
        log_in_with_passphrase(&mut client, &name.to_uppercase(), PASSPHRASE, &fresh).await.read();
    assert_eq!(logged_in.account, registered.account);
    log_in_with_passphrase(&mut client, &name, PASSPHRASE, &fresh).await.refused(401, "login-refused");
}

#[tokio::test]
async fn every_refused_login_looks_the_same() {
    let server = TestServer::start().await;
    let code = server.invite(Role::Doctor).await;
    let mut client = server.client();
    let known = register_with_passphrase(&server, &mut client, ("enrolment", &code), "known").await;
    server.advance(SignedDuration::from_secs(60));
    let right = totp::code_at(&known.secret, server.now());
    let known = known.name.as_str();
    let mut answers = Vec::new();
    for (name, words, totp) in [
        ("unknown", PASSPHRASE, right.as_str()),
        (known, "falsch", right.as_str()),
        (known, PASSPHRASE, "000000"),
        (known, PASSPHRASE, ""),
        ("unknown", "falsch", "000000"),
    ] {
        let answer = log_in_with_passphrase(&mut server.client(), name, words, totp).await;
        answer.refused(401, "login-refused");
        assert!(answer.cookie.is_none());
        answers.push(answer.body);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

#[tokio::test]
async fn the_first_answer_has_the_same_form_for_unknown_names() {
    let server = TestServer::start().await;
    let code = server.invite(Role::Doctor).await;
    let known = register_with_passphrase(&server, &mut server.client(), ("enrolment", &code), "known").await;
    let (_, message) = passphrase::start_login(PASSPHRASE);
    let mut lengths = Vec::new();
    for name in [known.name.as_str(), "unknown"] {
        let body = json!({"login_name": name, "opaque": message});
        let challenge: PassphraseChallenge =
            server.client().post(path::LOGIN_PASSPHRASE_START, body).await.read();
        lengths.push((challenge.token.0.len(), challenge.opaque.0.len()));
    }
    assert_eq!(lengths[0], lengths[1]);
}

#[tokio::test]
async fn guessing_one_name_is_stopped_for_known_and_unknown_names_alike() {
    let server = TestServer::start().await;
    let code = server.invite(Role::Doctor).await;
    let known = register_with_passphrase(&server, &mut server.client(), ("enrolment", &code), "known").await;
    for name in [known.name.as_str(), "unknown"] {
        for _ in 0..10 {
            server.advance(SignedDuration::from_secs(10));
            log_in_with_passphrase(&mut server.client(), name, "falsch", "000000")
                .await
                .refused(401, "login-refused");
        }
        log_in_with_passphrase(&mut server.client(), name, "falsch", "000000")
            .await
            .refused(429, "too-many-requests");
    }
}

#[tokio::test]
async fn codes_that_cannot_be_used_are_refused_alike() {
    let server = TestServer::start().await;
    let used = activation_code(&server);
    let mut client = server.client();
    let first = register_with_passphrase(&server, &mut client, ("activation", &used), "first").await;
    first.answer.read::<LoggedIn>();
    let mut answers = Vec::new();
    for (kind, code) in [
        ("activation", used.as_str()),
        ("activation", "77AAAAAAAAAAADEV"),
        ("activation", "IEAQH746YNG7BY3X"),
        ("activation", "nonsense"),
        ("enrolment", "ABCDE-FGHJK-MNPQR-STVWX"),
        ("enrolment", ""),
    ] {
        let answer = start(&mut server.client(), kind, code).await;
        answer.refused(422, "code-refused");
        answers.push(answer.body);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    // The insurer cannot check it now: nobody has to wait for that.
    assert_eq!(start(&mut server.client(), "activation", "77AAAAAAAAAAAGJC").await.status, 200);
}

#[tokio::test]
async fn a_registration_has_half_an_hour_and_the_code_can_be_used_again_after_it() {
    let server = TestServer::start().await;
    let code = activation_code(&server);
    let started: RegistrationStarted = start(&mut server.client(), "activation", &code).await.read();
    server.advance(SignedDuration::from_mins(30));
    let body =
        json!({"token": started.token, "login_name": "late", "opaque": passphrase::start_login("x").1});
    server.client().post(path::REGISTRATION_PASSPHRASE_START, body).await.refused(409, "start-again");
    assert_eq!(start(&mut server.client(), "activation", &code).await.status, 200);
}

#[tokio::test]
async fn a_patient_needs_the_consent_to_the_intended_use() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    let code = activation_code(&server);
    let started: RegistrationStarted = start(&mut client, "activation", &code).await.read();
    let credential = authenticator.create(&started.passkey.options);
    let mut account = new_account(&server, started.account_id, SlotKind::Device, 3);
    account["consents"] = json!([]);
    let body =
        json!({"token": started.token, "credential": credential, "sealed_label": "", "account": account});
    client.post(path::REGISTRATION_PASSKEY, body).await.refused(403, "consent-missing");
    assert!(client.cookie.is_none());
}

#[tokio::test]
async fn a_registration_with_a_consent_that_its_key_did_not_sign_makes_no_account() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    let started: RegistrationStarted =
        start(&mut client, "activation", &activation_code(&server)).await.read();
    let credential = authenticator.create(&started.passkey.options);
    let right = new_account(&server, started.account_id, SlotKind::Device, 3);
    let mut foreign = right.clone();
    foreign["consents"] = json!([intended_use(&server, AccountId::from_bytes([9; 16]))]);
    let mut no_key = right.clone();
    no_key["identity"]["signing_key"] = json!(Bytes(vec![2; 49]));
    for wrong in [foreign, no_key] {
        let body =
            json!({"token": started.token, "credential": credential, "sealed_label": "", "account": wrong});
        client.post(path::REGISTRATION_PASSKEY, body).await.refused(400, "signature-refused");
        assert!(client.cookie.is_none());
    }
    let body =
        json!({"token": started.token, "credential": credential, "sealed_label": "", "account": right});
    assert_eq!(client.post(path::REGISTRATION_PASSKEY, body).await.status, 200);
}

#[tokio::test]
async fn login_names_codes_and_one_time_secrets_are_not_in_the_database() {
    let server = TestServer::with("").await;
    let code = activation_code(&server);
    let name = "kanarienvogel";
    let Registered { answer, secret, .. } =
        register_with_passphrase(&server, &mut server.client(), ("activation", &code), name).await;
    assert_eq!(answer.status, 200);
    let folder = &server.state.config.server.data;
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        files += 1;
        for canary in [name.as_bytes(), code.as_bytes(), &secret] {
            assert!(!bytes.windows(canary.len()).any(|window| window == canary));
        }
    }
    assert!(files > 0);
}

#[tokio::test]
async fn what_happens_to_accounts_is_audited_without_names_and_codes() {
    let server = TestServer::start().await;
    let code = activation_code(&server);
    let mut client = server.client();
    let Registered { secret, name, .. } =
        register_with_passphrase(&server, &mut client, ("activation", &code), "erika").await;
    server.advance(SignedDuration::from_secs(30));
    let totp = totp::code_at(&secret, server.now());
    log_in_with_passphrase(&mut client, &name, PASSPHRASE, &totp).await.read::<LoggedIn>();
    log_in_with_passphrase(&mut server.client(), &name, "falsch", &totp).await.refused(401, "login-refused");
    start(&mut server.client(), "activation", &code).await.refused(422, "code-refused");
    client.get(path::CONSULTATIONS).await.refused(403, "forbidden");
    client.delete(path::SESSION_CURRENT).await;

    let rows = server.state.store.audit_rows(0, 100).await.unwrap();
    let events: Vec<Value> = rows.iter().map(|row| serde_json::from_str(&row.event).unwrap()).collect();
    let names: Vec<&str> = events.iter().filter_map(|event| event["event"].as_str()).collect();
    let expected =
        ["account-created", "logged-in", "login-refused", "code-refused", "access-refused", "session-ended"];
    assert_eq!(names, expected);
    let text = format!("{events:?}");
    assert!(!text.contains("erika") && !text.contains(&code) && !text.contains(&totp));
    assert_eq!(server.state.store.verify_audit(&[]).await, Ok(Ok(6)));
}
