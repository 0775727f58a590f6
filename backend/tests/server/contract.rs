//! The contract of a practice: concluded, changed, given notice of, taken back, and its end.

use heilsam_backend::contract;
use heilsam_backend::notify::dispatch::send_due;
use heilsam_domain::Role;
use heilsam_protocol::contract::{CertificateFile, Contract, ContractChanged, ContractPage};
use heilsam_protocol::path;
use heilsam_protocol::practice::OwnPractice;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::consultations::{plan, room};
use super::harness::mailbox::Mailbox;
use super::harness::{Client, TestServer};
use super::practice::{found, join};

const PLANS: &str = "
[contract]
plans = [
    { id = 'basis', name = 'Basis', cents_per_month = 0, about = '' },
    { id = 'plus', name = 'Plus', cents_per_month = 990, about = '' },
]
";
pub const DAY: SignedDuration = SignedDuration::from_hours(24);

pub fn data(plan: &str, iban: &str) -> Value {
    json!({
        "practice": "Praxis Dr. Kanarienvogel", "address": "Kanarienweg 1, 10115 Berlin", "doctor": "Dr. Weber",
        "email": "praxis@example.org", "phone": "", "plan": plan, "iban": iban,
    })
}

async fn page(doctor: &mut Client<'_>) -> ContractPage {
    doctor.get(path::CONTRACT).await.read()
}

#[tokio::test]
async fn a_contract_is_concluded_and_the_plan_changes() {
    let server = TestServer::with(PLANS).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let empty = page(&mut doctor).await;
    assert_eq!((empty.contract, empty.plans.len(), empty.mails), (None, 2, false));
    let made: Contract =
        doctor.put(path::CONTRACT, data("basis", "DE89 3704 0044 0532 0130 00")).await.read();
    assert_eq!(made.begun_on.to_string(), "2026-01-01");
    assert_eq!(made.data.iban, "", "what is free needs no account");
    server.advance(DAY * 40);
    let mut doctor = server.log_in_again(doctor.account).await;
    let paid: Contract = doctor.put(path::CONTRACT, data("plus", "de89 37040044 0532013000")).await.read();
    assert_eq!((paid.data.plan.as_str(), paid.data.iban.as_str()), ("plus", "DE89370400440532013000"));
    assert_eq!(paid.begun_on, made.begun_on, "another plan is the same contract");
    for (field, value) in [
        ("plan", json!("gold")),
        ("iban", json!("DE89 3704 0044 0532 0130 01")),
        ("email", json!("praxis")),
        ("practice", json!(" ")),
        ("address", json!("x".repeat(161))),
    ] {
        let mut wrong = data("plus", "DE89370400440532013000");
        wrong[field] = value;
        let answer = doctor.put(path::CONTRACT, wrong).await;
        answer.refused(422, "invalid-field");
        assert_eq!(answer.body["detail"], field);
    }
}

#[tokio::test]
async fn notice_ends_the_contract_with_a_quarter_and_can_be_taken_back_until_then() {
    let server = TestServer::with(PLANS).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.post(path::CONTRACT_CANCELLATION, ()).await.refused(409, "conflict");
    doctor.put(path::CONTRACT, data("basis", "")).await.read::<Contract>();
    doctor.delete(path::CONTRACT_CANCELLATION).await.refused(409, "conflict");
    let given: ContractChanged = doctor.post(path::CONTRACT_CANCELLATION, ()).await.read();
    assert!(!given.confirmed && !given.follows, "no mail server is set up");
    let cancellation = given.contract.cancellation.unwrap();
    assert_eq!(cancellation.given_on.to_string(), "2026-01-01");
    assert_eq!(cancellation.ends_on.to_string(), "2026-06-30");
    doctor.post(path::CONTRACT_CANCELLATION, ()).await.refused(409, "conflict");
    // On the last day it can still be taken back; 30 June is the 181st day of the year.
    server.advance(DAY * 180);
    let mut doctor = server.log_in_again(doctor.account).await;
    let back: ContractChanged = doctor.delete(path::CONTRACT_CANCELLATION).await.read();
    assert_eq!(back.contract.cancellation, None);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 0);
    server.advance(DAY * 400);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 0, "it goes on");
}

#[tokio::test]
async fn after_the_last_day_the_account_goes_with_everything_of_it() {
    let server = TestServer::with(PLANS).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let other = server.log_in_as(Role::Doctor, false).await;
    doctor.put(path::CONTRACT, data("basis", "")).await.read::<Contract>();
    plan(&server, &mut doctor, room(1)).await;
    doctor.post(path::CONTRACT_CANCELLATION, ()).await.read::<ContractChanged>();
    server.advance(DAY * 180);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 0, "the last day belongs to it");
    assert!(server.state.store.account(doctor.account).await.unwrap().is_some());
    server.advance(DAY);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 1);
    assert_eq!(server.state.store.traces(doctor.account).await.unwrap(), []);
    assert!(server.state.store.account(other.account).await.unwrap().is_some());
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 0);
}

/// The e-mails that came, without the soft ends of their lines.
fn letters(mailbox: &Mailbox) -> Vec<(String, String)> {
    mailbox.take().into_iter().map(|(to, text)| (to, text.replace("=\n", ""))).collect()
}

#[tokio::test]
async fn a_confirmation_that_the_mail_server_does_not_take_goes_later_and_once() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&format!("{PLANS}{}", mailbox.settings())).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.put(path::CONTRACT, data("basis", "")).await.read::<Contract>();
    mailbox.close(true);
    let given: ContractChanged = doctor.post(path::CONTRACT_CANCELLATION, ()).await.read();
    assert_eq!((given.confirmed, given.follows), (false, true));
    let (pause, longer) = (SignedDuration::from_mins(5), SignedDuration::from_mins(3));
    server.advance(pause);
    assert_eq!(send_due(&server.state).await.unwrap(), 1);
    assert_eq!(letters(&mailbox), []);
    mailbox.close(false);
    assert_eq!(send_due(&server.state).await.unwrap(), 0, "after a pause");
    server.advance(longer);
    assert_eq!(send_due(&server.state).await.unwrap(), 1);
    let came = letters(&mailbox);
    assert_eq!((came.len(), came[0].0.as_str()), (1, "praxis@example.org"));
    assert!(came[0].1.contains("Eingegangen am: 1. Januar 2026"), "{}", came[0].1);
    assert!(came[0].1.contains("30. Juni 2026"), "the last day: {}", came[0].1);
    server.advance(DAY);
    assert_eq!(send_due(&server.state).await.unwrap(), 0);

    let mut doctor = server.log_in_again(doctor.account).await;
    let back: ContractChanged = doctor.delete(path::CONTRACT_CANCELLATION).await.read();
    assert_eq!((back.confirmed, back.follows), (true, false));
    assert_eq!(letters(&mailbox).len(), 1);
    server.advance(DAY);
    assert_eq!(send_due(&server.state).await.unwrap(), 0, "what left at once does not leave again");
    assert_eq!(letters(&mailbox), []);
}

#[tokio::test]
async fn notice_that_was_taken_back_before_its_confirmation_left_is_not_confirmed_any_more() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&format!("{PLANS}{}", mailbox.settings())).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.put(path::CONTRACT, data("basis", "")).await.read::<Contract>();
    mailbox.close(true);
    doctor.post(path::CONTRACT_CANCELLATION, ()).await.read::<ContractChanged>();
    let back: ContractChanged = doctor.delete(path::CONTRACT_CANCELLATION).await.read();
    assert_eq!((back.confirmed, back.follows), (false, true));
    mailbox.close(false);
    server.advance(DAY);
    assert_eq!(send_due(&server.state).await.unwrap(), 2);
    let came = letters(&mailbox);
    assert_eq!(came.len(), 1);
    assert!(came[0].1.contains("am 1. Januar 2026"), "when it was done, not when it left: {}", came[0].1);
    assert!(!came[0].1.contains("30. Juni"), "{}", came[0].1);
}

#[tokio::test]
async fn the_end_of_a_practice_is_told_to_its_members_and_takes_its_staff_with_it() {
    let server = TestServer::with(PLANS).await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    let mut elsewhere = server.log_in_as(Role::Doctor, false).await;
    let mut theirs = server.log_in_as(Role::Staff, false).await;
    for doctor in [&mut main, &mut colleague, &mut elsewhere] {
        doctor.put(path::CONTRACT, data("basis", "")).await.read::<Contract>();
    }
    found(&mut main, 1).await;
    join(&mut main, &mut colleague, 1).await;
    join(&mut main, &mut staff, 2).await;
    found(&mut elsewhere, 2).await;
    join(&mut elsewhere, &mut theirs, 3).await;
    assert_eq!(ends_on(&mut staff, "").await, None);
    main.post(path::CONTRACT_CANCELLATION, ()).await.read::<ContractChanged>();
    let own = staff.get(path::PRACTICE).await.read::<OwnPractice>().practice.unwrap();
    let known = format!("?practice={}&version={}", own.practice_id, own.version);
    for member in [&mut staff, &mut colleague] {
        assert_eq!(ends_on(member, "").await.as_deref(), Some("2026-06-30"));
        assert_eq!(ends_on(member, &known).await.as_deref(), Some("2026-06-30"), "however much is known");
    }
    assert_eq!(ends_on(&mut theirs, "").await, None, "another practice goes on");

    server.advance(DAY * 181);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 1);
    let store = &server.state.store;
    for gone in [main.account, staff.account] {
        assert!(store.account(gone).await.unwrap().is_none());
        assert_eq!(store.traces(gone).await.unwrap(), []);
    }
    for stays in [colleague.account, elsewhere.account, theirs.account] {
        assert!(store.account(stays).await.unwrap().is_some());
    }
    assert!(store.membership(colleague.account).await.unwrap().is_none());
    assert!(store.membership(theirs.account).await.unwrap().is_some());
}

/// The last day of the practice, as a member gets it.
async fn ends_on(member: &mut Client<'_>, known: &str) -> Option<String> {
    let own: OwnPractice = member.get(&format!("{}{known}", path::PRACTICE)).await.read();
    own.practice.unwrap().ends_on.map(|day| day.to_string())
}

#[tokio::test]
async fn the_database_alone_does_not_say_who_the_practice_is() {
    let server = TestServer::with(PLANS).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.put(path::CONTRACT, data("plus", "DE89370400440532013000")).await.read::<Contract>();
    let row = server.state.store.contract(doctor.account).await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&row.sealed).into_owned();
    assert!(!text.contains("Kanarienvogel") && !text.contains("DE89"));
    let mut other = server.log_in_as(Role::Doctor, false).await;
    assert_eq!(page(&mut other).await.contract, None, "nobody sees another's contract");
}

#[tokio::test]
async fn certificates_are_handed_over_with_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it.pdf");
    std::fs::write(&file, b"%PDF-1.7 IT-Sicherheit").unwrap();
    let settings = format!(
        "[contract]\ncertificates = [{{ title = 'IT-Sicherheit', issuer = 'Stelle', valid_until = '2027-06-30', file = '{}' }}]\n",
        file.display()
    );
    let server = TestServer::with(&settings).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let listed = page(&mut doctor).await.certificates;
    assert_eq!(
        (listed[0].title.as_str(), listed[0].valid_until.to_string().as_str()),
        ("IT-Sicherheit", "2027-06-30")
    );
    let at = |number: u8| format!("{}?number={number}", path::CONTRACT_CERTIFICATE);
    let content: CertificateFile = doctor.get(&at(0)).await.read();
    assert_eq!(content.content.0, b"%PDF-1.7 IT-Sicherheit");
    doctor.get(&at(1)).await.refused(404, "not-found");
}

#[tokio::test]
async fn the_operator_is_written_to_before_a_certificate_ends_and_once_on_a_day() {
    let mailbox = Mailbox::start().await;
    let settings = format!(
        "[contract]\nemail = 'betrieb@example.org'\ncertificates = [{{ title = 'IT-Sicherheit', issuer = 'Stelle', valid_until = '2026-01-31', file = 'it.pdf' }}]\n{}",
        mailbox.settings()
    );
    let server = TestServer::with(&settings).await;
    let mut reminded = None;
    assert_eq!(contract::certificates::remind(&server.state, &mut reminded).await, 1, "30 days before");
    assert_eq!(contract::certificates::remind(&server.state, &mut reminded).await, 0, "once on a day");
    server.advance(DAY);
    assert_eq!(contract::certificates::remind(&server.state, &mut reminded).await, 0, "29 are no occasion");
    let mails = mailbox.take();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].0, "betrieb@example.org");
}
