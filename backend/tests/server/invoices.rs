//! Invoices of a contract: one for each month with a price, told without content, kept when the account is gone, collected once.

use std::time::Duration;

use heilsam_backend::account::secrets::AccountSecrets;
use heilsam_backend::contract::{self, debits, invoices};
use heilsam_backend::notify::dispatch::send_due;
use heilsam_domain::Role;
use heilsam_protocol::contract::{Contract, ContractChanged, ContractPage};
use heilsam_protocol::invoice::{Invoice, Invoices, SmsLine};
use heilsam_protocol::path;
use jiff::SignedDuration;
use tokio::net::TcpListener;

use super::consultations::room;
use super::contract::{DAY, data};
use super::harness::mailbox::Mailbox;
use super::harness::{Client, ORIGIN, TestServer};
use super::practice::{found, join, plan_for};

const IBAN: &str = "DE89370400440532013000";
const OTHER_IBAN: &str = "AT611904300234573201";
const PLANS: &str = "
[contract]
address = 'Serverweg 1, 10115 Berlin'
plans = [
    { id = 'basis', name = 'Basis', cents_per_month = 0, about = '' },
    { id = 'plus', name = 'Plus', cents_per_month = 990, about = '' },
]
";
const INVOICE: &str = "
[invoice]
tax_number = '12/345/67890'
creditor_id = 'DE98ZZZ09999999999'
iban = 'DE02120300000000202051'
";

async fn server() -> TestServer {
    TestServer::with(&format!("{PLANS}{INVOICE}")).await
}

async fn put(doctor: &mut Client<'_>, plan: &str, iban: &str) {
    doctor.put(path::CONTRACT, data(plan, iban)).await.read::<Contract>();
}

async fn listed(doctor: &mut Client<'_>) -> Vec<Invoice> {
    doctor.get(path::CONTRACT_INVOICES).await.read::<Invoices>().invoices
}

#[tokio::test]
async fn each_month_with_a_price_gets_an_invoice_when_it_is_over() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 30);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 0, "the last day belongs to January");
    server.advance(DAY);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 0, "no month is charged twice");
    let mut doctor = server.log_in_again(doctor.account).await;
    let invoices = listed(&mut doctor).await;
    assert_eq!(invoices.len(), 1);
    let invoice = &invoices[0];
    assert_eq!(invoice.number, "R-1");
    assert_eq!((invoice.net_cents, invoice.tax_cents, invoice.gross_cents), (832, 158, 990));
    let days = [invoice.from, invoice.until, invoice.made_on, invoice.due_on].map(|day| day.to_string());
    assert_eq!(days, ["2026-01-01", "2026-01-31", "2026-02-01", "2026-02-15"]);
    assert_eq!(
        (invoice.buyer.name.as_str(), invoice.seller.tax_number.as_str()),
        ("Praxis Dr. Kanarienvogel", "12/345/67890")
    );
    assert_eq!(invoice.account, "DE89 … 3000", "the whole number need not stand on a paper");
    let mut other = server.log_in_as(Role::Doctor, false).await;
    assert_eq!(listed(&mut other).await, [], "nobody sees another's");
}

#[tokio::test]
async fn a_plan_that_changes_is_charged_by_its_days_and_a_free_month_not_at_all() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 10);
    let mut doctor = server.log_in_again(doctor.account).await;
    put(&mut doctor, "basis", "").await;
    server.advance(DAY * 80);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1, "February and March were free");
    let mut doctor = server.log_in_again(doctor.account).await;
    let invoices = listed(&mut doctor).await;
    assert_eq!((invoices[0].gross_cents, invoices[0].until.to_string().as_str()), (319, "2026-01-10"));
}

#[tokio::test]
async fn the_same_account_is_the_same_mandate_and_another_account_another_one() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 31);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    let mut doctor = server.log_in_again(doctor.account).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 28);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    let mut doctor = server.log_in_again(doctor.account).await;
    put(&mut doctor, "plus", OTHER_IBAN).await;
    server.advance(DAY * 31);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    let mut doctor = server.log_in_again(doctor.account).await;
    let mandates: Vec<String> = listed(&mut doctor).await.into_iter().map(|it| it.mandate).collect();
    assert_eq!(mandates.len(), 3);
    assert_eq!(mandates[1], mandates[2], "newest first");
    assert_ne!(mandates[0], mandates[1]);
}

#[tokio::test]
async fn the_e_mail_about_an_invoice_says_nothing_of_what_stands_on_it() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&format!("{PLANS}{INVOICE}{}", mailbox.settings())).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 62);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 2);
    send_due(&server.state).await.unwrap();
    let mails = mailbox.take();
    assert_eq!(mails.len(), 1, "one for both");
    assert_eq!(mails[0].0, "praxis@example.org");
    for part in ["Kanarienvogel", "9,90", "DE89", "Plus"] {
        assert!(!mails[0].1.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_letter_that_the_mail_server_does_not_take_goes_later_and_once() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&format!("{PLANS}{INVOICE}{}", mailbox.settings())).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 31);
    mailbox.close(true);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    assert_eq!(send_due(&server.state).await.unwrap(), 1);
    assert!(mailbox.take().is_empty());
    mailbox.close(false);
    assert_eq!(send_due(&server.state).await.unwrap(), 0, "after a pause");
    server.advance(SignedDuration::from_mins(3));
    assert_eq!(send_due(&server.state).await.unwrap(), 1);
    assert_eq!(mailbox.take().len(), 1);
    server.advance(DAY);
    assert_eq!(send_due(&server.state).await.unwrap(), 0);
}

#[tokio::test]
async fn a_mail_server_that_never_answers_delays_no_invoice() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let mail = format!(
        "[mail]\nhost = '127.0.0.1'\nport = {port}\nsecurity = 'none'\nfrom = 'app@heilsam.example'\n"
    );
    let server = TestServer::with(&format!("{PLANS}{INVOICE}{mail}")).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 31);
    let made = tokio::time::timeout(Duration::from_secs(10), invoices::make_due(&server.state)).await;
    assert_eq!(made.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn the_last_invoice_comes_a_week_before_the_end_and_stays_when_the_account_is_gone() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    doctor.post(path::CONTRACT_CANCELLATION, ()).await.read::<ContractChanged>();
    // 22 June, eight days before the last one.
    server.advance(DAY * 172);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 5);
    server.advance(DAY);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1, "June, while it can still be saved");
    let mut again = server.log_in_again(doctor.account).await;
    assert_eq!(listed(&mut again).await[0].until.to_string(), "2026-06-30");
    server.advance(DAY * 8);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 1);
    let store = &server.state.store;
    assert_eq!(store.traces(doctor.account).await.unwrap(), []);
    let run = store.begin_debit_run().await.unwrap().unwrap();
    assert_eq!(store.debit_run(run).await.unwrap().len(), 6, "the law wants them kept");
}

#[tokio::test]
async fn no_practice_leaves_in_the_middle_of_a_month_without_its_invoice() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 10);
    let mut doctor = server.log_in_again(doctor.account).await;
    doctor.delete(path::ACCOUNT).await.refused(409, "conflict");
    let given: ContractChanged = doctor.post(path::CONTRACT_CANCELLATION, ()).await.read();
    assert_eq!(given.contract.cancellation.map(|it| it.ends_on.to_string()).as_deref(), Some("2026-06-30"));
    // The server was down until a day in July: what was used is charged before the account goes.
    server.advance(DAY * 180);
    assert_eq!(contract::end_what_is_over(&server.state).await.unwrap(), 1);
    let store = &server.state.store;
    let run = store.begin_debit_run().await.unwrap().unwrap();
    let charged = store.debit_run(run).await.unwrap();
    assert_eq!((charged.len(), charged[5].until.to_string().as_str()), (6, "2026-06-30"));
}

/// A server with the invoice of one practice for one month.
async fn with_an_invoice() -> TestServer {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 31);
    invoices::make_due(&server.state).await.unwrap();
    server
}

#[tokio::test]
async fn every_invoice_is_handed_to_the_bank_once_and_the_same_file_can_be_made_again() {
    let server = with_an_invoice().await;
    let (store, config) = (&server.state.store, &server.state.config);
    let secrets = server.state.accounts.secrets();
    let first = debits::export(store, secrets, config, None, server.now()).await.unwrap().unwrap();
    assert_eq!((first.run, first.count), (1, 1));
    // It is due on Sunday, 15 February.
    for part in
        ["<EndToEndId>R-1</EndToEndId>", ">9.90</InstdAmt>", IBAN, "<ReqdColltnDt>2026-02-16</ReqdColltnDt>"]
    {
        assert!(first.xml.contains(part), "{part}");
    }
    assert_eq!(debits::export(store, secrets, config, None, server.now()).await.unwrap(), None);
    let again = debits::export(store, secrets, config, Some(1), server.now()).await.unwrap();
    assert_eq!(again, Some(first));
    assert!(
        debits::export(store, secrets, config, Some(2), server.now()).await.is_err(),
        "there is no such run"
    );
}

#[tokio::test]
async fn a_run_that_could_not_be_printed_says_how_it_is_printed_later() {
    let server = with_an_invoice().await;
    let (store, config) = (&server.state.store, &server.state.config);
    let other_keys = AccountSecrets::derive(&[9; 32]);
    let failed = debits::export(store, &other_keys, config, None, server.now()).await.unwrap_err();
    assert!(format!("{failed:#}").contains("`--run 1`"), "{failed:#}");
    let secrets = server.state.accounts.secrets();
    let later = debits::export(store, secrets, config, Some(1), server.now()).await.unwrap().unwrap();
    assert_eq!(later.count, 1);
}

#[tokio::test]
async fn without_the_operators_tax_number_nothing_is_charged() {
    let server = TestServer::with(PLANS).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    let page: ContractPage = doctor.get(path::CONTRACT).await.read();
    assert_eq!(page.operator.creditor_id, "");
    server.advance(DAY * 62);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 0);
    let mut doctor = server.log_in_again(doctor.account).await;
    assert_eq!(listed(&mut doctor).await, []);
}

#[tokio::test]
async fn what_was_given_up_while_no_invoices_were_made_is_not_charged_later() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    let account = doctor.account;
    server.advance(DAY * 10);
    let server = server.restart_without(INVOICE).await;
    put(&mut server.log_in_again(account).await, "basis", "").await;
    let server = server.restart_with(INVOICE).await;
    server.advance(DAY * 80);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1, "ten days of January");
    let invoices = listed(&mut server.log_in_again(account).await).await;
    assert_eq!((invoices[0].gross_cents, invoices[0].until.to_string().as_str()), (319, "2026-01-10"));
}

#[tokio::test]
async fn who_saved_before_there_were_invoices_is_asked_to_save_again_and_charged_from_then_on() {
    let server = TestServer::with(PLANS).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    assert!(!doctor.get(path::CONTRACT).await.read::<ContractPage>().save_again, "nothing is charged");
    let account = doctor.account;
    let server = server.restart_with(INVOICE).await;
    server.advance(DAY * 41);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 0, "nothing was agreed on for January");
    let mut doctor = server.log_in_again(account).await;
    assert!(doctor.get(path::CONTRACT).await.read::<ContractPage>().save_again);
    put(&mut doctor, "plus", IBAN).await;
    assert!(!doctor.get(path::CONTRACT).await.read::<ContractPage>().save_again);
    server.advance(DAY * 28);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    let invoices = listed(&mut server.log_in_again(account).await).await;
    assert_eq!(invoices[0].from.to_string(), "2026-02-11");
}

#[tokio::test]
async fn the_audit_log_counts_invoices_and_does_not_say_whose_they_are() {
    let server = with_an_invoice().await;
    let rows = server.state.store.audit_rows(0, 100).await.unwrap();
    let made: Vec<&str> =
        rows.iter().map(|row| row.event.as_str()).filter(|event| event.contains("number")).collect();
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(!made[0].contains("account"), "{made:?}");
}

#[tokio::test]
async fn the_database_alone_does_not_say_what_an_invoice_is_about() {
    let server = server().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    put(&mut doctor, "plus", IBAN).await;
    server.advance(DAY * 31);
    invoices::make_due(&server.state).await.unwrap();
    let contract = server.state.store.contract(doctor.account).await.unwrap().unwrap();
    let kept = server.state.store.invoices(contract.debtor.unwrap()).await.unwrap();
    for sealed in [&kept[0].sealed, &contract.mandate.unwrap()] {
        let text = String::from_utf8_lossy(sealed).into_owned();
        assert!(!text.contains("Kanarienvogel") && !text.contains("DE89"));
    }
}

/// An SMS gateway that takes everything.
async fn sms_gateway() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/sms", listener.local_addr().unwrap());
    let router =
        axum::Router::new().route("/sms", axum::routing::post(|| async { axum::http::StatusCode::ACCEPTED }));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn each_sms_of_a_practice_stands_on_its_invoice_by_number_and_price_only() {
    let sms = format!("[sms]\nurl = '{}'\ncents_per_message = 9\n", sms_gateway().await);
    let server = TestServer::with(&format!("{PLANS}{INVOICE}{sms}")).await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    put(&mut main, "plus", IBAN).await;
    found(&mut main, 1).await;
    join(&mut main, &mut staff, 1).await;
    assert_eq!(plan_for(&server, &mut staff, Some(main.account), room(1)).await.status, 200);
    let invite = serde_json::json!({
        "to": "0170 1234567", "practice": "Praxis Dr. Weber", "link": format!("{ORIGIN}/v#1.a.b.c"),
        "begins_at": "2026-01-01T09:30:00Z", "minutes": 15,
    });
    let at = path::fill(path::CONSULTATION_SMS, room(1));
    assert_eq!(staff.post(&at, &invite).await.status, 204, "the practice pays for what its staff send");
    assert_eq!(main.post(&at, &invite).await.status, 204);
    let mut wrong = invite.clone();
    wrong["to"] = "12".into();
    main.post(&at, wrong).await.refused(422, "invalid-field");
    server.advance(DAY * 31);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    let mut main = server.log_in_again(main.account).await;
    let invoice = listed(&mut main).await.remove(0);
    let line = &invoice.lines[1];
    assert_eq!(line.sms, Some(SmsLine { messages: 2, cents_each: 9 }));
    assert_eq!((line.cents, invoice.gross_cents), (18, 1_008));
    assert_eq!(
        (line.from.to_string().as_str(), line.until.to_string().as_str()),
        ("2026-01-01", "2026-01-31")
    );
    server.advance(DAY * 28);
    assert_eq!(invoices::make_due(&server.state).await.unwrap(), 1);
    let mut main = server.log_in_again(main.account).await;
    assert_eq!(listed(&mut main).await[0].gross_cents, 990, "no SMS is charged twice");
}

#[tokio::test]
async fn a_practice_without_a_mandate_is_charged_for_no_sms() {
    let sms = format!("[sms]\nurl = '{}'\ncents_per_message = 9\n", sms_gateway().await);
    let server = TestServer::with(&format!("{PLANS}{INVOICE}{sms}")).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan_for(&server, &mut doctor, None, room(1))
        .await
        .read::<heilsam_protocol::consultation::Consultation>();
    let invite = serde_json::json!({
        "to": "0170 1234567", "practice": "Praxis Dr. Weber", "link": format!("{ORIGIN}/v#1.a.b.c"),
        "begins_at": "2026-01-01T09:30:00Z", "minutes": 15,
    });
    assert_eq!(doctor.post(&path::fill(path::CONSULTATION_SMS, room(1)), &invite).await.status, 204);
    assert_eq!(server.state.store.sms_sent(doctor.account).await.unwrap(), []);
}
