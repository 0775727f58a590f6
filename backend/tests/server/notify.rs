//! Messages without content: off at first, sealed on the way, sent once, and gone with what they hang on.

use heilsam_backend::notify::dispatch::send_due;
use heilsam_domain::{AccountId, ConsentAction, Purpose};
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::notification::{Notifications, SecurityKind};
use heilsam_protocol::path;
use heilsam_storage::notifications::deliveries::About;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::accounts::{log_in_with_passkey, register_with_passkey};
use super::harness::authenticator::Authenticator;
use super::harness::mailbox::Mailbox;
use super::harness::push_service::{Browser, PushService};
use super::harness::{Client, START, TestServer};
use super::receipts::{act, identity_key, sign};

const ADDRESS: &str = "kanarie-4711@example.org";
/// What no message says.
const WORDS: [&str; 4] = ["Blutdruck", "reminder", "security", "trial"];

async fn patient(server: &TestServer) -> (Client<'_>, AccountId) {
    let mut client = server.client();
    let registered: LoggedIn = register_with_passkey(server, &mut client, &mut Authenticator::new(9)).await;
    (client, registered.account.account_id)
}

async fn page(client: &mut Client<'_>) -> Notifications {
    client.get(path::NOTIFICATIONS).await.read()
}

async fn subscribe(client: &mut Client<'_>, browser: &Browser) {
    assert_eq!(client.post(path::NOTIFICATION_PUSH, browser.subscription()).await.status, 204);
}

async fn set_mail(client: &mut Client<'_>, mailbox: &Mailbox, address: &str) {
    assert_eq!(client.put(path::NOTIFICATION_MAIL, json!({ "address": address })).await.status, 204);
    let code = mailbox.code();
    assert_eq!(client.post(path::NOTIFICATION_MAIL_CODE, json!({ "code": code })).await.status, 204);
}

fn minutes(minutes: i64) -> Timestamp {
    Timestamp::from_second(START + 60 * minutes).unwrap()
}

fn wake_ups(at: &[i64]) -> Value {
    json!({ "at": at.iter().map(|at| minutes(*at)).collect::<Vec<_>>() })
}

#[tokio::test]
async fn nothing_is_offered_or_sent_unless_the_operator_and_the_patient_want_it() {
    let server = TestServer::start().await;
    let (mut client, account) = patient(&server).await;
    let shown = page(&mut client).await;
    assert_eq!((shown.push_key, shown.mail_offered, shown.choices.security), (None, false, false));
    client.put(path::NOTIFICATION_MAIL, json!({ "address": ADDRESS })).await.refused(404, "not-found");
    let service = PushService::start().await;
    let subscription = service.browser(5).subscription();
    client.post(path::NOTIFICATION_PUSH, subscription).await.refused(404, "not-found");
    assert_eq!(
        server.state.store.send_on_all(account, About::Trial, server.now(), minutes(9)).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn a_push_message_is_signed_sealed_to_the_browser_and_tells_the_service_nothing() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let (mut client, _) = patient(&server).await;
    let browser = service.browser(5);
    subscribe(&mut client, &browser).await;
    assert_eq!(client.put(path::NOTIFICATION_WAKE_UPS, wake_ups(&[15])).await.status, 204);
    let key = page(&mut client).await.push_key.unwrap().0;
    assert_eq!(send_due(&server.state).await.unwrap(), 0, "its time has not come");
    server.advance(SignedDuration::from_mins(15));
    assert_eq!(send_due(&server.state).await.unwrap(), 1);
    let now = server.now().as_second();
    assert_eq!(service.opened(&browser, &key, now), json!({ "v": 1, "about": "reminder" }));
    assert_eq!(send_due(&server.state).await.unwrap(), 0, "once");
    for file in std::fs::read_dir(server.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        let endpoint = browser.endpoint.as_bytes();
        assert!(!bytes.windows(endpoint.len()).any(|part| part == endpoint), "the browser's place is sealed");
    }
}

#[tokio::test]
async fn a_browser_that_is_gone_is_forgotten_and_a_service_that_is_down_is_asked_again() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let (mut client, _) = patient(&server).await;
    subscribe(&mut client, &service.browser(5)).await;
    service.answers(503);
    client.post(path::NOTIFICATION_TRIAL, json!({})).await;
    send_due(&server.state).await.unwrap();
    assert_eq!(service.count(), 1);
    assert_eq!(send_due(&server.state).await.unwrap(), 0, "not at once");
    server.advance(SignedDuration::from_mins(3));
    service.answers(410);
    send_due(&server.state).await.unwrap();
    assert_eq!(service.count(), 1);
    assert_eq!(page(&mut client).await.devices, []);
    server.advance(SignedDuration::from_mins(9));
    client.post(path::NOTIFICATION_TRIAL, json!({})).await;
    send_due(&server.state).await.unwrap();
    assert_eq!(service.count(), 0);
}

#[tokio::test]
async fn only_browsers_of_known_services_with_right_keys_are_taken() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let (mut client, _) = patient(&server).await;
    for (field, value) in [
        ("endpoint", json!("http://127.0.0.1:9/push/5")),
        ("endpoint", json!("https://boese.example/push")),
        ("endpoint", json!("")),
        ("p256dh", json!("AAAA")),
        ("auth", json!("AAAA")),
    ] {
        let mut wrong = service.browser(5).subscription();
        wrong[field] = value;
        client.post(path::NOTIFICATION_PUSH, wrong).await.refused(422, "invalid-field");
    }
    for wrong in [json!({ "at": ["2026-01-01T00:15:01Z"] }), json!({ "at": ["2027-01-01T00:15:00Z"] })] {
        client.put(path::NOTIFICATION_WAKE_UPS, wrong).await.refused(422, "invalid-field");
    }
    let large = json!({ "security": true, "settings": "A".repeat(700) });
    client.put(path::NOTIFICATIONS, large).await.refused(422, "invalid-field");
}

#[tokio::test]
async fn messages_to_a_lost_device_end_with_its_session() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let (mut phone, account) = patient(&server).await;
    let browser = service.browser(5);
    subscribe(&mut phone, &browser).await;
    server.advance(SignedDuration::from_mins(31));
    let mut again = server.log_in_again(account).await;
    assert_eq!(page(&mut again).await.devices.len(), 1, "a session that timed out ends nothing");
    assert!(!page(&mut again).await.devices[0].current);
    let here: Value =
        again.post(path::NOTIFICATION_PUSH_HERE, json!({ "endpoint": browser.endpoint })).await.read();
    assert_eq!(here["known"], true);
    assert!(page(&mut again).await.devices[0].current);
    let other: Value = again.post(path::NOTIFICATION_PUSH_HERE, json!({ "endpoint": "x" })).await.read();
    assert_eq!(other["known"], false);

    let mut laptop = server.log_in_again(account).await;
    let sessions: Value = laptop.get(path::SESSIONS).await.body;
    let lost = sessions.as_array().unwrap().iter().filter(|session| session["current"] == false);
    for session in lost {
        let id = session["session_id"].as_str().unwrap();
        assert_eq!(laptop.delete(&path::fill(path::SESSION, id)).await.status, 204);
    }
    assert_eq!(page(&mut laptop).await.devices, []);
    subscribe(&mut laptop, &browser).await;
    let device = page(&mut laptop).await.devices[0].device_id;
    assert_eq!(laptop.delete(&path::fill(path::NOTIFICATION_PUSH_DEVICE, device)).await.status, 204);
    laptop.delete(&path::fill(path::NOTIFICATION_PUSH_DEVICE, device)).await.refused(404, "not-found");
}

#[tokio::test]
async fn an_address_is_proven_by_a_code_that_counts_once_and_for_a_quarter_of_an_hour() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let (mut client, account) = patient(&server).await;
    client.put(path::NOTIFICATION_MAIL, json!({ "address": "keine" })).await.refused(422, "invalid-field");
    assert_eq!(client.put(path::NOTIFICATION_MAIL, json!({ "address": ADDRESS })).await.status, 204);
    let code = mailbox.code();
    let shown = page(&mut client).await;
    assert_eq!((shown.mail, shown.mail_waits.as_deref()), (None, Some(ADDRESS)));
    client
        .put(path::NOTIFICATION_MAIL, json!({ "address": ADDRESS }))
        .await
        .refused(429, "too-many-requests");
    for _ in 0..5 {
        client.post(path::NOTIFICATION_MAIL_CODE, json!({ "code": "x" })).await.refused(422, "invalid-field");
    }
    client.post(path::NOTIFICATION_MAIL_CODE, json!({ "code": code })).await.refused(409, "start-again");
    server.advance(SignedDuration::from_mins(2));
    client.put(path::NOTIFICATION_MAIL, json!({ "address": ADDRESS })).await;
    let code = mailbox.code();
    server.advance(SignedDuration::from_mins(15));
    client.post(path::NOTIFICATION_MAIL_CODE, json!({ "code": code })).await.refused(409, "start-again");
    let mut client = server.log_in_again(account).await;
    set_mail(&mut client, &mailbox, ADDRESS).await;
    assert_eq!(page(&mut client).await.mail.as_deref(), Some(ADDRESS));
    for file in std::fs::read_dir(server.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(12).any(|part| part == b"kanarie-4711"), "the address is sealed");
    }
    assert_eq!(client.delete(path::NOTIFICATION_MAIL).await.status, 204);
    assert_eq!(page(&mut client).await.mail, None);
    let channels = server.state.store.send_on_all(account, About::Trial, server.now(), minutes(60)).await;
    assert_eq!(channels.unwrap(), 0);
}

#[tokio::test]
async fn the_address_before_is_told_that_another_one_took_its_place() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let (mut client, _) = patient(&server).await;
    set_mail(&mut client, &mailbox, ADDRESS).await;
    assert_eq!(mailbox.take(), [], "there was none before");
    server.advance(SignedDuration::from_mins(2));
    set_mail(&mut client, &mailbox, "somebody@example.org").await;
    let mails = mailbox.take();
    assert_eq!(mails.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [ADDRESS]);
    assert!(!mails[0].1.contains("somebody"), "{}", mails[0].1);
}

#[tokio::test]
async fn giving_a_new_address_up_keeps_the_one_that_counts() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let (mut client, _) = patient(&server).await;
    set_mail(&mut client, &mailbox, ADDRESS).await;
    client.put(path::NOTIFICATION_MAIL, json!({ "address": "slip@example.org" })).await;
    let code = mailbox.code();
    assert_eq!(client.delete(path::NOTIFICATION_MAIL_CODE).await.status, 204);
    let shown = page(&mut client).await;
    assert_eq!((shown.mail.as_deref(), shown.mail_waits), (Some(ADDRESS), None));
    client.post(path::NOTIFICATION_MAIL_CODE, json!({ "code": code })).await.refused(409, "start-again");
    client.delete(path::NOTIFICATION_MAIL_CODE).await.refused(404, "not-found");
}

#[tokio::test]
async fn letters_to_ever_new_addresses_keep_their_distance_whatever_is_deleted() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let (mut client, _) = patient(&server).await;
    let to = |name: &str| json!({ "address": format!("{name}@example.org") });
    assert_eq!(client.put(path::NOTIFICATION_MAIL, to("one")).await.status, 204);
    for forget in [path::NOTIFICATION_MAIL_CODE, path::NOTIFICATION_MAIL] {
        assert_eq!(client.delete(forget).await.status, 204);
        client.put(path::NOTIFICATION_MAIL, to("soon")).await.refused(429, "too-many-requests");
        server.advance(SignedDuration::from_secs(61));
        assert_eq!(client.put(path::NOTIFICATION_MAIL, to("next")).await.status, 204);
    }
    assert_eq!(mailbox.take().len(), 3);
}

#[tokio::test]
async fn an_email_says_that_there_is_something_and_is_sent_once_whatever_ends_in_between() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let (mut client, _) = patient(&server).await;
    set_mail(&mut client, &mailbox, ADDRESS).await;
    client.put(path::NOTIFICATION_WAKE_UPS, wake_ups(&[15, 30])).await;
    server.advance(SignedDuration::from_mins(16));
    mailbox.close(true);
    send_due(&server.state).await.unwrap();
    assert_eq!(mailbox.take(), [], "not now");
    mailbox.close(false);
    let server = server.restart().await;
    server.advance(SignedDuration::from_mins(3));
    send_due(&server.state).await.unwrap();
    let mails = mailbox.take();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].0, ADDRESS);
    assert!(mails[0].1.contains("Heilsam hat eine Nachricht"), "{}", mails[0].1);
    for word in WORDS {
        assert!(!mails[0].1.contains(word), "{word}: {}", mails[0].1);
    }

    // Taken, and the server ends before anybody sees whether it left.
    server.advance(SignedDuration::from_mins(12));
    server.state.store.wake(server.now(), SignedDuration::from_hours(4)).await.unwrap();
    let lease = server.now() + SignedDuration::from_mins(5);
    assert_eq!(server.state.store.take_deliveries(server.now(), lease).await.unwrap().len(), 1);
    let server = server.restart().await;
    server.advance(SignedDuration::from_mins(6));
    send_due(&server.state).await.unwrap();
    server.advance(SignedDuration::from_hours(1));
    send_due(&server.state).await.unwrap();
    assert_eq!(mailbox.take(), [], "it may have left: not twice");
}

#[tokio::test]
async fn what_happens_to_the_account_is_listed_and_told_to_who_wants_it() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    let browser = service.browser(5);
    subscribe(&mut client, &browser).await;
    let kinds = |shown: &Notifications| shown.events.iter().map(|event| event.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&page(&mut client).await), [SecurityKind::NewDevice]);
    let sheet = super::harness::slot(heilsam_protocol::account::SlotKind::RecoverySheet, 77);
    client.put(path::SLOTS, &sheet).await;
    send_due(&server.state).await.unwrap();
    assert_eq!(service.count(), 0, "nobody asked for it");
    client.put(path::NOTIFICATIONS, json!({ "security": true, "settings": "" })).await;
    log_in_with_passkey(&mut client, &mut authenticator).await;
    send_due(&server.state).await.unwrap();
    assert_eq!(service.count(), 0, "a kind of browser that is known is no news");

    let recover = json!({ "locator": sheet.locator, "auth_key": sheet.auth_key });
    assert_eq!(server.client().post(path::RECOVERY, recover).await.status, 200);
    send_due(&server.state).await.unwrap();
    let key = page(&mut client).await.push_key.unwrap().0;
    let told = service.opened(&browser, &key, server.now().as_second());
    assert_eq!(told, json!({ "v": 1, "about": "security" }));
    let shown = page(&mut client).await;
    assert_eq!(kinds(&shown), [SecurityKind::SheetUsed, SecurityKind::SheetMade, SecurityKind::NewDevice]);
    assert_eq!(shown.events[0].device, "Browser");
}

#[tokio::test]
async fn withdrawing_the_use_or_erasing_the_account_ends_every_message() {
    let (service, mailbox) = (PushService::start().await, Mailbox::start().await);
    let server = TestServer::with(&format!("{}{}", service.settings(), mailbox.settings())).await;
    let (mut client, account) = patient(&server).await;
    subscribe(&mut client, &service.browser(5)).await;
    set_mail(&mut client, &mailbox, ADDRESS).await;
    client.put(path::NOTIFICATION_WAKE_UPS, wake_ups(&[15])).await;
    let withdrawal = act(&server, Purpose::IntendedUse, ConsentAction::Withdrawn);
    let withdrawn = sign(&server, account, withdrawal, &identity_key());
    assert_eq!(client.post(path::CONSENTS, withdrawn).await.status, 204);
    let shown = page(&mut client).await;
    assert_eq!((shown.devices.len(), shown.mail, shown.wake_ups.len()), (0, None, 0));
    client.put(path::NOTIFICATION_WAKE_UPS, wake_ups(&[15])).await.refused(403, "consent-missing");
    server.advance(SignedDuration::from_mins(16));
    send_due(&server.state).await.unwrap();
    assert_eq!((service.count(), mailbox.take().len()), (0, 0));
    client.delete(path::ACCOUNT).await.refused(403, "login-not-fresh");
    assert_eq!(server.log_in_again(account).await.delete(path::ACCOUNT).await.status, 200);
    assert_eq!(server.state.store.traces(account).await.unwrap(), []);
}
