//! Invitations that the operator sends: off unless configured, to own rooms only, with nothing but what they are for.

use std::time::Duration;

use heilsam_domain::Role;
use heilsam_protocol::path;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::consultations::{plan, room};
use super::harness::mailbox::Mailbox;
use super::harness::{ORIGIN, TestServer};

const CANARY: &str = "+491701234567";

fn invite() -> Value {
    json!({
        "to": "0170 1234567", "practice": "Praxis Dr. Weber", "link": format!("{ORIGIN}/v#1.a.b.c"),
        "begins_at": "2026-01-01T09:30:00Z", "minutes": 15,
    })
}

/// A gateway that answers each message with this status; gives what it was asked.
async fn standin(status: u16) -> (String, JoinHandle<Vec<String>>) {
    answering(format!("{status} Told")).await
}

/// The same with the first lines of the answer.
async fn answering(begins: String) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/sms", listener.local_addr().unwrap());
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = vec![0; 8_192];
        let mut length = 0;
        loop {
            length += stream.read(&mut heard[length..]).await.unwrap();
            let text = String::from_utf8_lossy(&heard[..length]).into_owned();
            if text.contains("\r\n\r\n") && text.ends_with('}') {
                let answer = format!("HTTP/1.1 {begins}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                stream.write_all(answer.as_bytes()).await.unwrap();
                return vec![text];
            }
        }
    });
    (address, task)
}

#[tokio::test]
async fn without_a_gateway_nothing_is_sent_or_offered() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    for way in [path::CONSULTATION_MAIL, path::CONSULTATION_SMS] {
        doctor.post(&path::fill(way, room(1)), invite()).await.refused(404, "not-found");
    }
    let site = server.client().get(path::SITE).await;
    assert_eq!((&site.body["mail"], &site.body["sms"]), (&json!(false), &json!(false)));
}

#[tokio::test]
async fn an_sms_names_practice_moment_and_link_and_the_server_keeps_none_of_it() {
    let (address, heard) = standin(202).await;
    let settings = format!("[sms]\nurl = '{address}'\ntoken = 'secret'\nsender = 'Heilsam'\n");
    let server = TestServer::with(&settings).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let mut invite = invite();
    invite["cancel_link"] = json!(format!("{ORIGIN}/cancel#1.a.b"));
    let answer = doctor.post(&path::fill(path::CONSULTATION_SMS, room(1)), invite).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    let asked = heard.await.unwrap().remove(0);
    assert!(asked.starts_with("POST /sms HTTP/1.1") && asked.contains("Bearer secret"), "{asked}");
    let body: Value = serde_json::from_str(asked.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!((&body["to"], &body["sender"]), (&json!(CANARY), &json!("Heilsam")));
    let text = body["text"].as_str().unwrap();
    assert!(
        text.contains("Praxis Dr. Weber")
            && text.contains("01.01.2026, 10:30 Uhr")
            && text.contains("/v#1.a.b.c")
            && text.contains("Absagen: ")
            && text.contains("/cancel#1.a.b")
    );
    for file in std::fs::read_dir(server.data()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        for canary in ["1701234567", "170 1234567", "#1.a.b", "Praxis Dr. Weber"] {
            assert!(!bytes.windows(canary.len()).any(|part| part == canary.as_bytes()), "{canary}");
        }
    }
    for row in server.state.store.audit_rows(0, 100).await.unwrap() {
        assert!(!row.event.contains(&room(1).to_string()), "the log only grows: {}", row.event);
    }
}

#[tokio::test]
async fn only_invitations_of_this_server_to_an_own_open_room_are_sent() {
    let server = TestServer::with("[sms]\nurl = 'http://127.0.0.1:9/sms'\n").await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let at = path::fill(path::CONSULTATION_SMS, room(1));
    for (field, value) in [
        ("to", json!("nobody")),
        ("practice", json!("Gewinnen Sie auf https://boese.example")),
        ("practice", json!("")),
        ("link", json!("https://boese.example/v#1.a.b.c")),
        ("link", json!(format!("{ORIGIN}/v#1.a b"))),
        ("cancel_link", json!(format!("{ORIGIN}/v#1.a"))),
    ] {
        let mut wrong = invite();
        wrong[field] = value;
        let answer = doctor.post(&at, wrong).await;
        answer.refused(422, "invalid-field");
        assert_eq!(answer.body["detail"], field);
    }
    let mut other = server.log_in_as(Role::Doctor, false).await;
    other.post(&at, invite()).await.refused(404, "not-found");
    doctor.delete(&path::fill(path::CONSULTATION, room(1))).await;
    doctor.post(&at, invite()).await.refused(409, "conflict");
}

#[tokio::test]
async fn a_gateway_that_is_down_or_refuses_the_number_is_told_apart() {
    for (status, code) in [(400, "invalid-field"), (503, "unavailable")] {
        let (address, heard) = standin(status).await;
        let server = TestServer::with(&format!("[sms]\nurl = '{address}'\n")).await;
        let mut doctor = server.log_in_as(Role::Doctor, false).await;
        plan(&server, &mut doctor, room(1)).await;
        let answer = doctor.post(&path::fill(path::CONSULTATION_SMS, room(1)), invite()).await;
        assert_eq!(answer.body["code"], code);
        heard.await.unwrap();
    }
}

#[tokio::test]
async fn a_gateway_that_points_elsewhere_is_not_followed() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = elsewhere.local_addr().unwrap();
    for status in [301, 302, 303, 307, 308] {
        let (address, heard) = answering(format!("{status} Told\r\nlocation: http://{place}/")).await;
        let server = TestServer::with(&format!("[sms]\nurl = '{address}'\n")).await;
        let mut doctor = server.log_in_as(Role::Doctor, false).await;
        plan(&server, &mut doctor, room(1)).await;
        let answer = doctor.post(&path::fill(path::CONSULTATION_SMS, room(1)), invite()).await;
        answer.refused(503, "unavailable");
        heard.await.unwrap();
        // Whoever had followed would have been here before the answer.
        assert!(timeout(Duration::from_millis(50), elsewhere.accept()).await.is_err(), "{status}");
    }
}

#[tokio::test]
async fn no_field_of_an_invitation_adds_a_line_or_somebody_to_a_message() {
    let mailbox = Mailbox::start().await;
    let server = TestServer::with(&mailbox.settings()).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let at = path::fill(path::CONSULTATION_MAIL, room(1));
    for (field, value) in [
        ("to", json!("erika@example.org\r\nBcc: b@example.org")),
        ("to", json!("erika@example.org, b@example.org")),
        ("to", json!("erika@example.org> RCPT TO:<b@example.org")),
        ("practice", json!("Praxis\r\nBcc: b@example.org")),
        ("practice", json!("Praxis\nATTENDEE:mailto:b")),
        ("practice", json!("<b>Praxis</b>")),
        ("link", json!(format!("{ORIGIN}/v#1.a.b.c\r\nBcc: b@example.org"))),
        ("cancel_link", json!(format!("{ORIGIN}/cancel#1.a\nURL:https://boese.example"))),
    ] {
        let mut wrong = invite();
        wrong["to"] = json!("erika@example.org");
        wrong[field] = value;
        let answer = doctor.post(&at, wrong).await;
        answer.refused(422, "invalid-field");
        assert_eq!(answer.body["detail"], field);
    }
    assert!(mailbox.take().is_empty(), "nothing left");
    let mut right = invite();
    right["to"] = json!("erika@example.org");
    right["practice"] = json!("Praxis; Dr. Weber, HNO");
    assert_eq!(doctor.post(&at, right).await.status, 204);
    let mails = mailbox.take();
    assert_eq!(mails.len(), 1);
    let (to, message) = &mails[0];
    assert_eq!(to, "erika@example.org");
    assert!(!message.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{message}");
}
