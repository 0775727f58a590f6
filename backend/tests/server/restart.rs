//! A restart in the middle of something: what was half done says "start again", what was finished is still there.

use std::time::Duration;

use heilsam_backend::account::totp;
use heilsam_backend::serve;
use heilsam_domain::Role;
use heilsam_protocol::login::{LoggedIn, PasskeyChallenge, PassphraseChallenge};
use heilsam_protocol::path;
use heilsam_protocol::registration::RegistrationStarted;
use heilsam_protocol::signal::{RefusedReason, Seat};
use jiff::SignedDuration;
use serde_json::json;

use super::accounts::{
    PASSPHRASE, activation_code, log_in_with_passkey, log_in_with_passphrase, register_with_passkey,
    register_with_passphrase, start,
};
use super::admin::free_address;
use super::consultations::{plan, room};
use super::harness::TestServer;
use super::harness::authenticator::Authenticator;
use super::harness::sockets::{Listening, joined, refused};
use super::passphrase;

#[tokio::test]
async fn a_restart_during_a_passkey_login_says_start_again_and_the_next_try_works() {
    let server = TestServer::start().await;
    let mut authenticator = Authenticator::new(9);
    register_with_passkey(&server, &mut server.client(), &mut authenticator).await;
    let challenge: PasskeyChallenge = server.client().post(path::LOGIN_PASSKEY_START, json!({})).await.read();
    let credential = authenticator.get(&challenge.options);

    let server = server.restart().await;
    let body = json!({"token": challenge.token, "credential": credential});
    server.client().post(path::LOGIN_PASSKEY_FINISH, body).await.refused(409, "start-again");
    log_in_with_passkey(&mut server.client(), &mut authenticator).await.read::<LoggedIn>();
}

#[tokio::test]
async fn a_restart_during_a_passphrase_login_says_start_again_and_uses_up_no_code() {
    let server = TestServer::start().await;
    let code = server.invite(Role::Doctor).await;
    let mut client = server.client();
    let doctor = register_with_passphrase(&server, &mut client, ("enrolment", &code), "dr.nowak").await;
    server.advance(SignedDuration::from_secs(30));
    let (opaque, message) = passphrase::start_login(PASSPHRASE);
    let body = json!({"login_name": doctor.name, "opaque": message});
    let challenge: PassphraseChallenge =
        server.client().post(path::LOGIN_PASSPHRASE_START, body).await.read();
    let last = passphrase::finish_login(opaque, PASSPHRASE, &challenge.opaque);

    let server = server.restart().await;
    let totp = totp::code_at(&doctor.secret, server.now());
    let body = json!({"token": challenge.token, "opaque": last, "totp": totp});
    server.client().post(path::LOGIN_PASSPHRASE_FINISH, body).await.refused(409, "start-again");
    log_in_with_passphrase(&mut server.client(), &doctor.name, PASSPHRASE, &totp).await.read::<LoggedIn>();
}

#[tokio::test]
async fn a_restart_during_a_registration_says_start_again_and_the_code_is_still_good() {
    let server = TestServer::start().await;
    let code = activation_code(&server);
    let started: RegistrationStarted = start(&mut server.client(), "activation", &code).await.read();

    let server = server.restart().await;
    let (_, message) = passphrase::start_registration(PASSPHRASE);
    let body = json!({"token": started.token, "login_name": "erika", "opaque": message});
    server.client().post(path::REGISTRATION_PASSPHRASE_START, body).await.refused(409, "start-again");
    let mut client = server.client();
    let erika = register_with_passphrase(&server, &mut client, ("activation", &code), "erika").await;
    erika.answer.read::<LoggedIn>();
}

#[tokio::test]
async fn a_session_outlives_a_restart() {
    let server = TestServer::start().await;
    let cookie = server.log_in_as(Role::Doctor, false).await.cookie;

    let server = server.restart().await;
    let mut client = server.client();
    client.cookie = cookie;
    assert_eq!(client.get(path::ACCOUNT).await.status, 200);
}

#[tokio::test]
async fn after_a_restart_rooms_are_as_they_were() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    for number in [1, 2] {
        plan(&server, &mut doctor, room(number)).await;
    }
    assert_eq!(doctor.delete(&path::fill(path::CONSULTATION, room(2))).await.status, 204);

    let server = server.restart().await;
    let listening = Listening::start(&server).await;
    // The first asks the database, the second what the first has learned.
    for _ in 0..2 {
        assert_eq!(listening.join(room(1), Seat::Guest, 1, None).await.1, joined(false));
        assert_eq!(listening.join(room(2), Seat::Guest, 1, None).await.1, refused(RefusedReason::Ended));
    }
}

#[tokio::test]
async fn whoever_sits_at_a_server_that_ends_is_told_to_go_on_elsewhere() {
    let address = free_address();
    let server = TestServer::listening_at(address).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(serve::run(server.state.clone(), "test", async move {
        let _ = ended.await;
    }));
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(address).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let listening = Listening::at(address);
    let (mut seated, heard) = listening.join(room(1), Seat::Guest, 1, None).await;
    assert_eq!(heard, joined(false));
    let mut undecided = listening.open(room(1), &[]).await.unwrap();
    end.send(()).unwrap();
    for socket in [&mut seated, &mut undecided] {
        assert_eq!(
            socket.close_code().await,
            Some(1001),
            "the page comes back with this as with a broken line"
        );
    }
    let over = tokio::time::timeout(Duration::from_secs(8), running).await;
    over.expect("the end waits for nobody who is gone").unwrap().unwrap();
}
