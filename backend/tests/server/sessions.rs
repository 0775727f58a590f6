//! Sessions: time-outs with a moved clock, list, ending, cookies, requests from other sites.

use axum::body::Body;
use axum::http::{Request, header};
use heilsam_domain::Role;
use heilsam_protocol::path;
use heilsam_protocol::session::Session;
use jiff::SignedDuration;

use super::accounts::{log_in_with_passkey, register_with_passkey};
use super::harness::TestServer;
use super::harness::authenticator::Authenticator;

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    for (role, minutes) in [(Role::Patient, 30), (Role::Doctor, 15), (Role::Operator, 15)] {
        let server = TestServer::start().await;
        let mut client = server.log_in_as(role, false).await;
        server.advance(SignedDuration::from_mins(minutes - 1));
        assert_eq!(client.get(path::ACCOUNT).await.status, 200, "{role}");
        server.advance(SignedDuration::from_mins(minutes - 1));
        assert_eq!(client.get(path::ACCOUNT).await.status, 200, "use keeps {role} logged in");
        server.advance(SignedDuration::from_mins(minutes));
        client.get(path::ACCOUNT).await.refused(401, "not-logged-in");
    }
}

#[tokio::test]
async fn a_busy_session_ends_after_twelve_hours() {
    let server = TestServer::start().await;
    let mut client = server.log_in_as(Role::Patient, false).await;
    for _ in 0..(12 * 3 - 1) {
        server.advance(SignedDuration::from_mins(20));
        assert_eq!(client.get(path::ACCOUNT).await.status, 200);
    }
    server.advance(SignedDuration::from_mins(20));
    client.get(path::ACCOUNT).await.refused(401, "not-logged-in");
}

#[tokio::test]
async fn a_login_replaces_the_token_that_the_browser_had() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    let before = client.cookie.clone();
    log_in_with_passkey(&mut client, &mut authenticator).await;
    assert_ne!(client.cookie, before);
    client.cookie = before;
    client.get(path::ACCOUNT).await.refused(401, "not-logged-in");
}

#[tokio::test]
async fn the_session_cookie_is_closed_to_scripts_and_to_other_sites() {
    let server = TestServer::start().await;
    let (mut client, mut authenticator) = (server.client(), Authenticator::new(9));
    register_with_passkey(&server, &mut client, &mut authenticator).await;
    let answer = log_in_with_passkey(&mut client, &mut authenticator).await;
    let cookie = answer.cookie.unwrap();
    assert!(cookie.starts_with("__Host-heilsam="));
    for attribute in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}");
    }
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    assert!(!answer.body.to_string().contains(token), "the token is in the cookie only");
}

#[tokio::test]
async fn one_session_or_all_of_them_can_be_ended() {
    let server = TestServer::start().await;
    let mut authenticator = Authenticator::new(9);
    let (mut phone, mut laptop, mut tablet) = (server.client(), server.client(), server.client());
    register_with_passkey(&server, &mut phone, &mut authenticator).await;
    log_in_with_passkey(&mut laptop, &mut authenticator).await;
    log_in_with_passkey(&mut tablet, &mut authenticator).await;
    let sessions: Vec<Session> = laptop.get(path::SESSIONS).await.read();
    assert_eq!(sessions.len(), 3);
    assert_eq!(sessions.iter().filter(|session| session.current).count(), 1);

    let mine = sessions.iter().find(|session| session.current).unwrap().session_id;
    assert_eq!(tablet.delete(&path::fill(path::SESSION, mine)).await.status, 204);
    laptop.get(path::ACCOUNT).await.refused(401, "not-logged-in");

    let mut stranger = server.log_in_as(Role::Patient, false).await;
    let others: Vec<Session> = tablet.get(path::SESSIONS).await.read();
    let foreign = path::fill(path::SESSION, others[0].session_id);
    stranger.delete(&foreign).await.refused(404, "not-found");

    assert_eq!(phone.delete(path::SESSIONS).await.status, 204);
    assert!(phone.cookie.is_none());
    tablet.get(path::ACCOUNT).await.refused(401, "not-logged-in");
}

#[tokio::test]
async fn logging_out_ends_this_session_only() {
    let server = TestServer::start().await;
    let mut authenticator = Authenticator::new(9);
    let (mut phone, mut laptop) = (server.client(), server.client());
    register_with_passkey(&server, &mut phone, &mut authenticator).await;
    log_in_with_passkey(&mut laptop, &mut authenticator).await;
    let old = phone.cookie.clone();
    assert_eq!(phone.delete(path::SESSION_CURRENT).await.status, 204);
    phone.cookie = old;
    phone.get(path::ACCOUNT).await.refused(401, "not-logged-in");
    assert_eq!(laptop.get(path::ACCOUNT).await.status, 200);
}

#[tokio::test]
async fn a_change_that_another_site_starts_is_refused() {
    let server = TestServer::start().await;
    let client = server.log_in_as(Role::Patient, false).await;
    let cookie = client.cookie.clone().unwrap();
    for (header, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("x-nothing", "1", 403),
        ("x-heilsam-client", "1", 204),
    ] {
        let request = Request::delete(path::SESSION_CURRENT)
            .header(header::COOKIE, &cookie)
            .header(header, value)
            .body(Body::empty())
            .unwrap();
        assert_eq!(server.ask(request).await.status, status, "{header}: {value}");
    }
}
