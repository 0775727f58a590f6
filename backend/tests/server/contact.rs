//! The trusted person: only with consent and a way to object, never at once, and worthless after it was taken back or used.

use heilsam_backend::account::contact::look_after;
use heilsam_backend::notify::dispatch::send_due;
use heilsam_domain::{AccountId, ConsentAction, Purpose};
use heilsam_protocol::Bytes;
use heilsam_protocol::account::{Slot, SlotKind};
use heilsam_protocol::contact::{ContactAnswer, ContactPage, SetContact};
use heilsam_protocol::credential::Credential;
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::notification::{Notifications, PushDevice, SecurityKind};
use heilsam_protocol::path;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::accounts::{log_in_with_passkey, register_with_passkey};
use super::harness::authenticator::Authenticator;
use super::harness::mailbox::Mailbox;
use super::harness::push_service::{Browser, PushService};
use super::harness::{Client, TestServer, slot};
use super::receipts::{act, identity_key, sign};

const HALF: [u8; 32] = [8; 32];

fn contact(seed: u8) -> SetContact {
    let wanted = Slot {
        locator: Some(Bytes(vec![seed; 16])),
        auth_key: Some(Bytes(vec![seed; 32])),
        ..slot(SlotKind::RecoveryContact, seed)
    };
    SetContact { slot: wanted, half: HALF.to_vec().into(), note: vec![1; 90].into() }
}

fn sheet(seed: u8) -> Value {
    json!({ "locator": Bytes(vec![seed; 16]), "auth_key": Bytes(vec![seed; 32]) })
}

struct Patient<'a> {
    client: Client<'a>,
    authenticator: Authenticator,
    account: AccountId,
}

impl<'a> Patient<'a> {
    async fn registered(server: &'a TestServer) -> Self {
        let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
        let registered: LoggedIn = register_with_passkey(server, &mut client, &mut authenticator).await;
        Self { client, authenticator, account: registered.account.account_id }
    }

    /// With the consent, an address, and a contact.
    async fn with_contact(server: &'a TestServer, mailbox: &Mailbox) -> Self {
        let mut patient = Self::registered(server).await;
        patient.consent(server, ConsentAction::Given).await;
        patient.set_mail(mailbox).await;
        assert_eq!(patient.client.put(path::RECOVERY_CONTACT, contact(70)).await.status, 204);
        patient
    }

    /// With a contact, and this browser as the only channel.
    async fn told_by_push(server: &'a TestServer, browser: &Browser) -> Self {
        let mut patient = Self::registered(server).await;
        patient.consent(server, ConsentAction::Given).await;
        patient.subscribe(browser).await;
        assert_eq!(patient.client.put(path::RECOVERY_CONTACT, contact(70)).await.status, 204);
        patient
    }

    async fn consent(&mut self, server: &TestServer, action: ConsentAction) {
        self.act(server, Purpose::RecoveryContact, action).await;
    }

    async fn act(&mut self, server: &TestServer, purpose: Purpose, action: ConsentAction) {
        let act = act(server, purpose, action);
        let signed = sign(server, self.account, act, &identity_key());
        assert_eq!(self.client.post(path::CONSENTS, signed).await.status, 204);
    }

    async fn set_mail(&mut self, mailbox: &Mailbox) {
        self.client.put(path::NOTIFICATION_MAIL, json!({ "address": "erika@example.org" })).await;
        let code = mailbox.code();
        assert_eq!(self.client.post(path::NOTIFICATION_MAIL_CODE, json!({ "code": code })).await.status, 204);
    }

    async fn subscribe(&mut self, browser: &Browser) {
        assert_eq!(self.client.post(path::NOTIFICATION_PUSH, browser.subscription()).await.status, 204);
    }

    async fn page(&mut self) -> ContactPage {
        self.client.get(path::RECOVERY_CONTACT).await.read()
    }
}

async fn ask(server: &TestServer, seed: u8) -> ContactAnswer {
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(seed)).await.read()
}

#[tokio::test]
async fn a_contact_needs_the_consent_and_a_way_to_tell_the_patient() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let mut patient = Patient::registered(&server).await;
    patient.client.put(path::RECOVERY_CONTACT, contact(70)).await.refused(403, "consent-missing");
    patient.consent(&server, ConsentAction::Given).await;
    patient.client.put(path::RECOVERY_CONTACT, contact(70)).await.refused(409, "conflict");
    patient.set_mail(&mailbox).await;
    let mut wrong = contact(70);
    wrong.half = vec![8; 31].into();
    patient.client.put(path::RECOVERY_CONTACT, wrong).await.refused(422, "invalid-field");
    let mut wrong = contact(70);
    wrong.slot.kind = SlotKind::RecoverySheet;
    patient.client.put(path::RECOVERY_CONTACT, wrong).await.refused(422, "invalid-field");
    assert_eq!(patient.client.put(path::RECOVERY_CONTACT, contact(70)).await.status, 204);
    patient.client.put(path::SLOTS, contact(71).slot).await.refused(422, "invalid-field");
    let credentials: Vec<Credential> = patient.client.get(path::CREDENTIALS).await.read();
    let mut bound = contact(71).slot;
    bound.credential_id = credentials.first().map(|credential| credential.credential_id);
    patient.client.put(path::SLOTS, bound).await.refused(422, "invalid-field");
    let slots: Vec<Slot> = patient.client.get(path::SLOTS).await.read();
    let made = slots.iter().find(|slot| slot.kind == SlotKind::RecoveryContact).unwrap();
    let one = path::fill(path::SLOT, made.slot_id);
    patient.client.delete(&one).await.refused(409, "conflict");
    for file in std::fs::read_dir(server.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(32).any(|part| part == HALF), "the operator's half is sealed");
    }
}

#[tokio::test]
async fn with_the_sheet_alone_nothing_opens_before_three_days_and_the_patient_is_told_every_day() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let mut patient = Patient::with_contact(&server, &mailbox).await;
    let opens_at = server.now() + SignedDuration::from_hours(72);
    assert_eq!(ask(&server, 70).await, ContactAnswer::Waits { opens_at });
    send_due(&server.state).await.unwrap();
    assert_eq!(mailbox.take().len(), 1, "told although nothing was chosen");
    let shown: Notifications = patient.client.get(path::NOTIFICATIONS).await.read();
    assert_eq!(shown.events[0].kind, SecurityKind::ContactAsked);
    assert_eq!(patient.page().await.contact.unwrap().opens_at, Some(opens_at));
    server.advance(SignedDuration::from_hours(23));
    assert_eq!(ask(&server, 70).await, ContactAnswer::Waits { opens_at }, "asking again changes nothing");
    look_after(&server.state).await.unwrap();
    send_due(&server.state).await.unwrap();
    assert_eq!(mailbox.take().len(), 0);
    for _ in 0..2 {
        server.advance(SignedDuration::from_hours(24));
        look_after(&server.state).await.unwrap();
        look_after(&server.state).await.unwrap();
        send_due(&server.state).await.unwrap();
        assert_eq!(mailbox.take().len(), 1, "once a day");
    }
    assert_eq!(ask(&server, 70).await, ContactAnswer::Waits { opens_at }, "an hour is missing");
    server.advance(SignedDuration::from_hours(1));
    let mut new = server.client();
    let answer: ContactAnswer = new.post(path::RECOVERY_WITH_CONTACT, sheet(70)).await.read();
    let ContactAnswer::Open { login, half } = answer else { panic!("{answer:?}") };
    assert_eq!((half.0.as_slice(), login.recovering), (&HALF[..], true));
    assert_eq!((login.account.account_id, login.slot.kind), (patient.account, SlotKind::RecoveryContact));
    assert_eq!(new.get(path::ACCOUNT).await.status, 200);
    new.get(path::RECOVERY_CONTACT).await.refused(403, "forbidden");
    send_due(&server.state).await.unwrap();
    assert_eq!(mailbox.take().len(), 1, "told that it was used");

    server.advance(SignedDuration::from_hours(23));
    assert!(
        matches!(ask(&server, 70).await, ContactAnswer::Open { .. }),
        "whoever lost the line comes again"
    );
    server.advance(SignedDuration::from_hours(1));
    look_after(&server.state).await.unwrap();
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(70)).await.refused(401, "login-refused");
}

#[tokio::test]
async fn a_contact_that_was_taken_back_or_objected_to_is_worthless() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let mut patient = Patient::with_contact(&server, &mailbox).await;
    ask(&server, 70).await;
    assert_eq!(patient.client.delete(path::RECOVERY_CONTACT).await.status, 204);
    patient.client.delete(path::RECOVERY_CONTACT).await.refused(404, "not-found");
    assert_eq!(patient.page().await.contact, None);
    server.advance(SignedDuration::from_hours(73));
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(70)).await.refused(401, "login-refused");

    log_in_with_passkey(&mut patient.client, &mut patient.authenticator).await;
    assert_eq!(patient.client.put(path::RECOVERY_CONTACT, contact(71)).await.status, 204);
    assert_eq!(patient.client.put(path::RECOVERY_CONTACT, contact(72)).await.status, 204);
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(71)).await.refused(401, "login-refused");
    patient.consent(&server, ConsentAction::Withdrawn).await;
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(72)).await.refused(401, "login-refused");
    patient.consent(&server, ConsentAction::Given).await;
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(72)).await.refused(401, "login-refused");
    assert_eq!(patient.client.delete(path::ACCOUNT).await.status, 200);
    assert_eq!(server.state.store.traces(patient.account).await.unwrap(), []);
}

#[tokio::test]
async fn unknown_sheets_of_contacts_and_wrong_keys_are_refused_alike() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let mut patient = Patient::with_contact(&server, &mailbox).await;
    patient.client.put(path::SLOTS, slot(SlotKind::RecoverySheet, 80)).await;
    let mut half_right = sheet(70);
    half_right["auth_key"] = json!(Bytes(vec![9; 32]));
    let mut answers = Vec::new();
    for body in [half_right, sheet(99), sheet(80), json!({ "locator": "", "auth_key": "" })] {
        let answer = server.client().post(path::RECOVERY_WITH_CONTACT, body).await;
        answer.refused(401, "login-refused");
        answers.push(answer.body);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    server.client().post(path::RECOVERY, sheet(70)).await.refused(401, "login-refused");
    assert_eq!(
        patient.page().await.contact.unwrap().opens_at,
        None,
        "nobody who guesses begins the waiting time"
    );
}

#[tokio::test]
async fn who_asked_and_never_came_back_begins_anew() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let _patient = Patient::with_contact(&server, &mailbox).await;
    ask(&server, 70).await;
    server.advance(SignedDuration::from_hours(24 * 14));
    look_after(&server.state).await.unwrap();
    let opens_at = server.now() + SignedDuration::from_hours(72);
    assert_eq!(ask(&server, 70).await, ContactAnswer::Waits { opens_at });
}

async fn devices(client: &mut Client<'_>) -> Vec<PushDevice> {
    client.get(path::NOTIFICATIONS).await.read::<Notifications>().devices
}

#[tokio::test]
async fn the_last_channel_stays_as_long_as_there_is_a_contact() {
    let (service, mailbox) = (PushService::start().await, Mailbox::start().await);
    let server = TestServer::with(&format!("{}{}", service.settings(), mailbox.settings())).await;
    let mut patient = Patient::with_contact(&server, &mailbox).await;
    patient.client.delete(path::NOTIFICATION_MAIL).await.refused(409, "last-channel");
    patient.subscribe(&service.browser(5)).await;
    assert_eq!(patient.client.delete(path::NOTIFICATION_MAIL).await.status, 204);
    let device = path::fill(path::NOTIFICATION_PUSH_DEVICE, devices(&mut patient.client).await[0].device_id);
    patient.client.delete(&device).await.refused(409, "last-channel");
    assert_eq!(devices(&mut patient.client).await.len(), 1);
    assert_eq!(patient.client.delete(path::RECOVERY_CONTACT).await.status, 204);
    assert_eq!(patient.client.delete(&device).await.status, 204);
}

#[tokio::test]
async fn without_a_channel_nobody_waits_in_silence_and_nothing_opens() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let mut patient = Patient::told_by_push(&server, &service.browser(5)).await;
    assert_eq!(patient.client.delete(path::SESSION_CURRENT).await.status, 204);
    let unknown = server.client().post(path::RECOVERY_WITH_CONTACT, sheet(99)).await;
    let silent = server.client().post(path::RECOVERY_WITH_CONTACT, sheet(70)).await;
    silent.refused(401, "login-refused");
    assert_eq!(silent.body, unknown.body, "answered like an unknown sheet");

    log_in_with_passkey(&mut patient.client, &mut patient.authenticator).await;
    assert_eq!(patient.page().await.contact.unwrap().opens_at, None);
    patient.subscribe(&service.browser(5)).await;
    assert!(matches!(ask(&server, 70).await, ContactAnswer::Waits { .. }));
    service.answers(410);
    send_due(&server.state).await.unwrap();
    server.advance(SignedDuration::from_hours(73));
    let silent = server.client().post(path::RECOVERY_WITH_CONTACT, sheet(70)).await;
    silent.refused(401, "login-refused");
}

#[tokio::test]
async fn a_session_alone_takes_no_channel_away() {
    let service = PushService::start().await;
    let server = TestServer::with(&service.settings()).await;
    let patient = Patient::told_by_push(&server, &service.browser(5)).await;
    let mut stolen = server.log_in_again(patient.account).await;
    server.advance(SignedDuration::from_mins(6));
    let device = path::fill(path::NOTIFICATION_PUSH_DEVICE, devices(&mut stolen).await[0].device_id);
    stolen.delete(&device).await.refused(403, "login-not-fresh");
    stolen.delete(path::NOTIFICATION_MAIL).await.refused(403, "login-not-fresh");
    let other = json!({ "address": "somebody@example.org" });
    stolen.put(path::NOTIFICATION_MAIL, other).await.refused(403, "login-not-fresh");
    assert_eq!(stolen.delete(path::SESSIONS).await.status, 204);
    let mut again = server.log_in_again(patient.account).await;
    assert_eq!(devices(&mut again).await.len(), 1, "the patient's browser is told");
    assert_eq!(again.delete(path::SESSIONS).await.status, 204);
    let mut again = server.log_in_again(patient.account).await;
    assert_eq!(devices(&mut again).await, [], "a fresh login ends messages to a lost device");
}

#[tokio::test]
async fn withdrawing_the_intended_use_ends_the_contact() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let mut patient = Patient::with_contact(&server, &mailbox).await;
    patient.act(&server, Purpose::IntendedUse, ConsentAction::Withdrawn).await;
    assert_eq!(patient.page().await.contact, None);
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(70)).await.refused(401, "login-refused");
    patient.act(&server, Purpose::IntendedUse, ConsentAction::Given).await;
    patient.set_mail(&mailbox).await;
    server.client().post(path::RECOVERY_WITH_CONTACT, sheet(70)).await.refused(401, "login-refused");
}
