//! Follow-up codes, codes that wait for their insurer, messages, and the end of an account.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::routing::post;
use data_encoding::HEXLOWER;
use heilsam_backend::account::insurer::desk::Desk;
use heilsam_backend::account::insurer::message::{Answer, ErrorNumber, Question};
use heilsam_backend::account::insurer::serve::router as insurer;
use heilsam_backend::clock::{Clock, ManualClock};
use heilsam_backend::serve;
use heilsam_domain::{Role, prescription};
use heilsam_protocol::account::{Account, AlsoKept, CodeCheck, Erased, SlotKind};
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::path;
use heilsam_protocol::registration::RegistrationStarted;
use heilsam_protocol::ticket::TicketTaken;
use jiff::SignedDuration;
use serde_json::json;
use tokio::net::TcpListener;

use super::accounts::{activation_code, register_with_passkey, start};
use super::administration::tamper;
use super::harness::authenticator::Authenticator;
use super::harness::{Client, TestServer, identity, slot};
use super::receipts::intended_use;

async fn register(server: &TestServer, client: &mut Client<'_>, code: &str, seed: u8) -> LoggedIn {
    let started: RegistrationStarted = start(client, "activation", code).await.read();
    let credential = Authenticator::new(seed).create(&started.passkey.options);
    let account = json!({
        "identity": identity(), "slots": [slot(SlotKind::Device, seed)],
        "consents": [intended_use(server, started.account_id)],
    });
    let body =
        json!({"token": started.token, "credential": credential, "sealed_label": "", "account": account});
    client.post(path::REGISTRATION_PASSKEY, body).await.read()
}

#[tokio::test]
async fn a_follow_up_code_adds_ninety_days_and_counts_once() {
    let server = TestServer::start().await;
    let mut client = server.client();
    let registered = register_with_passkey(&server, &mut client, &mut Authenticator::new(9)).await;
    server.advance(SignedDuration::from_mins(10));
    let code = activation_code(&server);
    let account: Account = client.post(path::ACCOUNT_CODES, json!({"code": code})).await.read();
    assert_eq!(
        account.entitled_until,
        registered.account.entitled_until.map(|end| end + prescription::LENGTH)
    );
    client.post(path::ACCOUNT_CODES, json!({"code": code})).await.refused(422, "code-refused");
    client.post(path::ACCOUNT_CODES, json!({"code": "77AAAAAAAAAAADEV"})).await.refused(422, "code-refused");
    start(&mut server.client(), "activation", &code).await.refused(422, "code-refused");
}

/// A server whose insurer is asked at a port of this machine where nobody answers yet.
async fn with_silent_insurer() -> (TestServer, u16, tempfile::TempDir) {
    let reserved = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = reserved.local_addr().unwrap().port();
    drop(reserved);
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.xml");
    let entry = format!(
        "<a><Krankenkasseninformation><Kostentraegerkuerzel>77</Kostentraegerkuerzel>\
         <Kostentraegerkennung>777777777</Kostentraegerkennung><Endpunkt_Kommunikationsstelle>http://127.0.0.1:{port}/\
         </Endpunkt_Kommunikationsstelle></Krankenkasseninformation></a>"
    );
    std::fs::write(&list, entry).unwrap();
    let section = format!(
        "[insurer]\ndirectory = '{}'\nmanufacturer_ik = '123456789'\ndiga_id = '12345'\ntest = true\n",
        list.display()
    );
    (TestServer::with(&section).await, port, folder)
}

#[tokio::test]
async fn a_code_that_could_not_be_checked_is_checked_as_soon_as_the_insurer_answers() {
    let (server, port, _folder) = with_silent_insurer().await;
    let (mut good, mut expired) = (server.client(), server.client());
    let begun = register(&server, &mut good, "77AAAAAAAAAAAAAX", 1).await;
    register(&server, &mut expired, "77AAAAAAAAAAADEV", 2).await;
    assert_eq!(begun.account.code_check, Some(CodeCheck::Waiting));
    let kept: AlsoKept = good.get(path::ALSO_KEPT).await.read();
    assert!(kept.audit.iter().any(|line| line.kind == "account-created"), "{:?}", kept.audit);
    assert_eq!(u64::try_from(kept.audit.len()).unwrap(), kept.audit_count);
    assert_eq!(kept.code_waits_since, Some(server.now()), "the access report says that a code lies there");
    let far = server.now() + SignedDuration::from_hours(24);
    let waiting = server.state.store.waiting_codes(far).await.unwrap();
    assert_eq!(waiting.len(), 2);
    for row in waiting {
        let is_there = |code: &[u8]| row.sealed.windows(code.len()).any(|part| part == code);
        assert!(!is_there(b"77AAAAAAAAAAAAAX") && !is_there(b"77AAAAAAAAAAADEV"), "it lies sealed");
    }
    serve::sweep(&server.state).await.unwrap();
    let account: Account = good.get(path::ACCOUNT).await.read();
    assert_eq!(account.code_check, Some(CodeCheck::Waiting), "nobody has answered");
    let next = json!({"code": activation_code(&server)});
    good.post(path::ACCOUNT_CODES, next).await.refused(409, "code-waiting");

    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let answers = tokio::spawn(axum::serve(listener, insurer(server.clock.clone())).into_future());
    server.advance(SignedDuration::from_mins(2));
    serve::sweep(&server.state).await.unwrap();
    let account: Account = good.get(path::ACCOUNT).await.read();
    assert_eq!((account.code_check, account.entitled_until), (None, begun.account.entitled_until));
    assert_eq!(good.get(path::ALSO_KEPT).await.read::<AlsoKept>().code_waits_since, None);
    let account: Account = expired.get(path::ACCOUNT).await.read();
    assert_eq!((account.code_check, account.entitled_until), (Some(CodeCheck::Refused), Some(server.now())));
    assert!(
        server.state.store.waiting_codes(far).await.unwrap().is_empty(),
        "an answered code is kept as a hash only"
    );
    answers.abort();
}

/// An insurer for which a code that was asked about is used.
fn asked_once(clock: Arc<ManualClock>) -> Router {
    let known = Arc::new(Mutex::new(HashSet::new()));
    let answer = move |form: String| {
        let (known, now) = (known.clone(), clock.now());
        async move {
            let xml = &form[form.find("<?xml").unwrap()..=form.rfind('>').unwrap()];
            let question = Question::read(xml).unwrap();
            if known.lock().unwrap().insert(question.code.expose().to_owned()) {
                Desk.answer(xml, now)
            } else {
                Answer::Refused(ErrorNumber(101)).to_xml(&question)
            }
        }
    };
    Router::new().route("/", post(answer))
}

#[tokio::test]
async fn whoever_leaves_after_the_code_goes_on_with_it_though_the_insurer_answers_only_once() {
    let (server, port, _folder) = with_silent_insurer().await;
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let answers = tokio::spawn(axum::serve(listener, asked_once(server.clock.clone())).into_future());
    let (first, further, forgotten) =
        (activation_code(&server), activation_code(&server), activation_code(&server));
    for code in [&first, &further, &forgotten] {
        assert_eq!(start(&mut server.client(), "activation", code).await.status, 200);
    }
    server.advance(SignedDuration::from_hours(24));
    serve::sweep(&server.state).await.unwrap();

    let mut client = server.client();
    let begun = register(&server, &mut client, &first, 1).await.account;
    let ninety_days = Some(server.now() + prescription::LENGTH);
    assert_eq!((begun.code_check, begun.entitled_until), (None, ninety_days), "not a day is lost");
    start(&mut server.client(), "activation", &first).await.refused(422, "code-refused");
    // Who has an account meanwhile may use such a code for it, too; then nobody begins with it any more.
    let account: Account = client.post(path::ACCOUNT_CODES, json!({"code": further})).await.read();
    let end = begun.entitled_until.map(|end| end + prescription::LENGTH);
    assert_eq!((account.code_check, account.entitled_until), (None, end));
    start(&mut server.client(), "activation", &further).await.refused(422, "code-refused");

    server.advance(prescription::LENGTH);
    start(&mut server.client(), "activation", &forgotten).await.refused(422, "code-refused");
    answers.abort();
}

#[tokio::test]
async fn a_follow_up_code_is_not_lost_when_the_database_fails_after_the_insurers_only_answer() {
    let (server, port, _folder) = with_silent_insurer().await;
    let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let answers = tokio::spawn(axum::serve(listener, asked_once(server.clock.clone())).into_future());
    let mut client = server.client();
    let begun = register(&server, &mut client, &activation_code(&server), 1).await.account;
    let further = json!({"code": activation_code(&server)});
    // Only redeeming asks this table.
    tamper(&server, "ALTER TABLE waiting_codes RENAME TO elsewhere").await;
    client.post(path::ACCOUNT_CODES, &further).await.refused(500, "internal");
    tamper(&server, "ALTER TABLE elsewhere RENAME TO waiting_codes").await;
    serve::sweep(&server.state).await.unwrap();
    let account: Account = client.post(path::ACCOUNT_CODES, &further).await.read();
    let end = begun.entitled_until.map(|end| end + prescription::LENGTH);
    assert_eq!((account.code_check, account.entitled_until), (None, end));
    client.post(path::ACCOUNT_CODES, &further).await.refused(422, "code-refused");
    answers.abort();
}

#[tokio::test]
async fn an_erased_account_ends_at_once_and_its_code_stays_used() {
    let server = TestServer::start().await;
    let (mut client, mut other) = (server.client(), server.client());
    let code = activation_code(&server);
    let account = register(&server, &mut client, &code, 1).await.account.account_id;
    register_with_passkey(&server, &mut other, &mut Authenticator::new(9)).await;
    let cookie = client.cookie.clone();
    let erased: Erased = client.delete(path::ACCOUNT).await.read();
    assert_eq!((erased.erased_at, erased.left), (server.now(), Some(0)));
    let counts: Vec<_> = erased.counts.iter().map(|it| (it.kind.as_str(), it.count)).collect();
    for counted in [("consents", 1), ("logins", 1), ("sessions", 1)] {
        assert!(counts.contains(&counted), "{counts:?}");
    }
    let head = server.state.store.audit_head().await.unwrap();
    assert_eq!(erased.audit_row, u64::try_from(head.rows).unwrap(), "nothing happened since");
    assert_eq!(erased.audit_hash, HEXLOWER.encode(&head.hash));
    assert_eq!(client.cookie, None, "the browser forgets its session");
    client.cookie = cookie;
    client.get(path::ACCOUNT).await.refused(401, "not-logged-in");
    assert!(server.state.store.account(account).await.unwrap().is_none());
    start(&mut server.client(), "activation", &code).await.refused(422, "code-refused");
    assert_eq!(other.get(path::ACCOUNT).await.status, 200);
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.delete(path::ACCOUNT).await.refused(409, "conflict");
}

#[tokio::test]
async fn an_account_that_is_gone_is_said_to_be_gone_though_nobody_could_look_what_is_left() {
    let server = TestServer::start().await;
    let mut client = server.client();
    let account = register(&server, &mut client, &activation_code(&server), 1).await.account.account_id;
    // Its name needs quotes: looking into every table fails there, erasing does not.
    tamper(&server, "CREATE TABLE \"of another program\" (account_id BLOB)").await;
    server.state.store.traces(account).await.unwrap_err();
    let erased: Erased = client.delete(path::ACCOUNT).await.read();
    assert_eq!((erased.erased_at, erased.left), (server.now(), None));
    assert!(!erased.counts.is_empty(), "what went is known");
    assert_eq!(client.cookie, None, "the browser forgets its session");
    assert!(server.state.store.account(account).await.unwrap().is_none());
}

#[tokio::test]
async fn a_message_gets_a_number_and_only_the_key_file_reads_it() {
    let server = TestServer::start().await;
    let mut client = server.client();
    let canary = "Die App zeigt meinen Blutdruck 187 nicht";
    let body = json!({"kind": "support", "message": canary, "contact": "erika@example.org"});
    let taken: TicketTaken = client.post(path::TICKETS, body).await.read();
    assert_eq!(taken.number.len(), "H-0000-0000".len());
    let rows = server.state.store.tickets().await.unwrap();
    assert!(!String::from_utf8_lossy(&rows[0].sealed).contains("Blutdruck"));
    let opened = heilsam_backend::tickets::open(server.state.accounts.secrets(), &rows[0]).unwrap();
    assert_eq!(opened, (canary.to_owned(), "erika@example.org".to_owned()));
    for message in [String::new(), "x".repeat(4_001)] {
        let body = json!({"kind": "security", "message": message});
        client.post(path::TICKETS, body).await.refused(422, "invalid-field");
    }
}
