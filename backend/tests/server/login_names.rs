//! Login names: nobody is told whether somebody has one.

use heilsam_backend::account::totp;
use heilsam_domain::{CredentialId, LoginName, Role, SlotId};
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::credential::AddPassphraseStarted;
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::path;
use heilsam_protocol::registration::{PassphraseStarted, RegistrationStarted};
use heilsam_storage::credentials::{Addition, CredentialRow};
use heilsam_storage::slots::SlotRow;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::accounts::{
    PASSPHRASE, activation_code, log_in_with_passphrase, new_account, register_with_passphrase, start,
};
use super::harness::{Answer, Client, TestServer, slot};
use super::passphrase;

/// One registration for the wish "Erika", up to the first answer and from there.
struct Registering<'a> {
    client: Client<'a>,
    started: RegistrationStarted,
    words: &'static str,
}

impl<'a> Registering<'a> {
    async fn begin(server: &'a TestServer, code: &str, words: &'static str) -> Self {
        let mut client = server.client();
        let started = start(&mut client, "activation", code).await.read();
        Self { client, started, words }
    }

    async fn ask(&mut self) -> Answer {
        let (_, message) = passphrase::start_registration(self.words);
        let body = json!({"token": self.started.token, "login_name": "Erika", "opaque": message});
        self.client.post(path::REGISTRATION_PASSPHRASE_START, body).await
    }

    async fn finish(&mut self, server: &TestServer, offered: &PassphraseStarted) -> Answer {
        // The client's first message is the same each time.
        let (opaque, _) = passphrase::start_registration(self.words);
        let upload = passphrase::finish_registration(opaque, self.words, &offered.opaque);
        let sheet = u8::try_from(server.number()).unwrap();
        let account = new_account(server, self.started.account_id, SlotKind::Passphrase, sheet);
        let totp = totp::code_at(&offered.totp_secret.to_array().unwrap(), server.now());
        let body = json!({"token": self.started.token, "opaque": upload, "totp": totp, "account": account});
        self.client.post(path::REGISTRATION_PASSPHRASE_FINISH, body).await
    }
}

/// All that could tell two answers apart but what is drawn: each digit of the name is 0, of the rest only the length is left.
fn form(answer: &Answer) -> Value {
    let mut body = answer.body.clone();
    for (field, value) in body.as_object_mut().unwrap() {
        let text = value.as_str().unwrap().to_owned();
        *value = match field.as_str() {
            "login_name" => json!(text.replace(|c: char| c.is_ascii_digit(), "0")),
            _ => json!(text.len()),
        };
    }
    json!([answer.status, body])
}

/// Somebody else's credential with this login name.
async fn occupy(server: &TestServer, name: &str) {
    let account = server.log_in_as(Role::Doctor, false).await.account;
    let hash = server.state.accounts.secrets().hash_login_name(&LoginName::parse(name).unwrap());
    let credential_id = CredentialId::from_random([200; 16]);
    let credential = CredentialRow::passkey(credential_id, account, hash.to_vec(), vec![0], server.now());
    let slot = SlotRow {
        slot_id: SlotId::from_random([200; 16]),
        kind: SlotKind::Device,
        credential_id: Some(credential_id),
        sealed: vec![0; 120],
        locator: None,
        auth_hash: None,
    };
    let added = server.state.store.add_credential(&credential, &slot, 9, None).await.unwrap();
    assert_eq!(added, Addition::Added);
}

#[tokio::test]
async fn who_registers_is_answered_alike_whether_somebody_has_the_name_and_both_log_in() {
    let server = TestServer::start().await;
    let (mut forms, mut people) = (Vec::new(), Vec::new());
    for words in ["korrekt pferd batterie", "ganz andere worte hier"] {
        let mut registering = Registering::begin(&server, &activation_code(&server), words).await;
        let answer = registering.ask().await;
        let offered: PassphraseStarted = answer.read();
        let last = registering.finish(&server, &offered).await;
        assert_eq!(last.status, 200, "{last:?}");
        forms.push(form(&answer));
        people.push((offered.login_name, words, offered.totp_secret.to_array().unwrap()));
    }
    assert_eq!(forms[0], forms[1]);
    assert_eq!(forms[0][1]["login_name"], "erika-0000");
    assert_ne!(people[0].0, people[1].0);

    server.advance(SignedDuration::from_secs(30));
    let mut accounts = Vec::new();
    for (name, words, secret) in &people {
        let totp = totp::code_at(secret, server.now());
        let login: LoggedIn = log_in_with_passphrase(&mut server.client(), name, words, &totp).await.read();
        accounts.push(login.account.account_id);
    }
    assert_ne!(accounts[0], accounts[1]);
    let totp = totp::code_at(&people[0].2, server.now());
    let crossed = log_in_with_passphrase(&mut server.client(), &people[0].0, people[1].1, &totp).await;
    crossed.refused(401, "login-refused");
}

#[tokio::test]
async fn who_changes_the_passphrase_is_answered_alike_whether_somebody_has_the_name() {
    let server = TestServer::start().await;
    let code = activation_code(&server);
    let known = register_with_passphrase(&server, &mut server.client(), ("activation", &code), "erika").await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let (opaque, message) = passphrase::start_registration("neu");
    let mut answers = Vec::new();
    for wish in ["niemand", "erika", known.name.as_str()] {
        let body = json!({"login_name": wish, "opaque": message});
        let answer = doctor.post(path::CREDENTIAL_PASSPHRASE_START, body).await;
        let mut form = form(&answer);
        let bare: String = wish.replace(|c: char| c.is_ascii_digit(), "0");
        assert_eq!(form[1]["login_name"], format!("{bare}-0000"));
        form[1]["login_name"] = Value::Null;
        answers.push((form, answer));
    }
    assert!(answers.windows(2).all(|pair| pair[0].0 == pair[1].0), "{answers:?}");

    let offered: AddPassphraseStarted = answers[2].1.read();
    let upload = passphrase::finish_registration(opaque, "neu", &offered.opaque);
    let secret = offered.totp_secret.to_array().unwrap();
    let body = json!({
        "token": offered.token, "opaque": upload, "totp": totp::code_at(&secret, server.now()),
        "slot": slot(SlotKind::Passphrase, 60),
    });
    assert_eq!(doctor.post(path::CREDENTIAL_PASSPHRASE_FINISH, body).await.status, 204);
    server.advance(SignedDuration::from_secs(30));
    for (name, words, secret) in
        [(&known.name, PASSPHRASE, known.secret), (&offered.login_name, "neu", secret)]
    {
        let totp = totp::code_at(&secret, server.now());
        log_in_with_passphrase(&mut server.client(), name, words, &totp).await.read::<LoggedIn>();
    }
}

#[tokio::test]
async fn who_asks_again_sees_the_same_digits_and_not_which_never_come() {
    let server = TestServer::start().await;
    let (own, other) = (activation_code(&server), activation_code(&server));
    let mut names = Vec::new();
    for code in [&own, &own, &other] {
        let mut registering = Registering::begin(&server, code, PASSPHRASE).await;
        for _ in 0..2 {
            names.push(registering.ask().await.read::<PassphraseStarted>().login_name);
        }
    }
    assert!(names[..4].iter().all(|name| *name == names[0]), "{names:?}");
    assert_eq!(names[4], names[5]);
    assert_ne!(names[0], names[4], "somebody else gets other digits");
}

#[tokio::test]
async fn a_name_that_is_taken_between_both_steps_says_start_again_and_the_next_one_is_free() {
    let server = TestServer::start().await;
    let mut registering = Registering::begin(&server, &activation_code(&server), PASSPHRASE).await;
    let first: PassphraseStarted = registering.ask().await.read();
    occupy(&server, &first.login_name).await;
    registering.finish(&server, &first).await.refused(409, "start-again");
    let second: PassphraseStarted = registering.ask().await.read();
    assert_ne!(first.login_name, second.login_name);
    assert_eq!(registering.finish(&server, &second).await.status, 200);
}

#[tokio::test]
async fn a_wish_that_leaves_no_room_for_digits_is_refused() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    for (length, status) in [(2, 422), (3, 200), (58, 200), (59, 422)] {
        let (_, message) = passphrase::start_registration("neu");
        let body = json!({"login_name": "x".repeat(length), "opaque": message});
        let answer = doctor.post(path::CREDENTIAL_PASSPHRASE_START, body).await;
        assert_eq!(answer.status, status, "{length}");
    }
}
