//! What the logs say about a consultation: that sockets came and went, and nothing about whom.

use heilsam_domain::Role;
use heilsam_protocol::path;
use heilsam_protocol::signal::Seat;

use super::captured::Captured;
use super::consultations::{plan, room};
use super::harness::TestServer;
use super::harness::sockets::{Heard, Listening};

#[tokio::test]
async fn nothing_about_a_consultation_reaches_the_logs() {
    let captured = Captured::default();
    let writer = captured.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    let listening = Listening::start(&server).await;
    let (mut guest, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    let (mut seat, _) = listening.join(room(1), Seat::Doctor, 2, doctor.cookie.as_deref()).await;
    guest.hear().await;
    let said = b"v=0 a=candidate:1 1 udp 1 203.0.113.77 4711 typ host Erika Mustermann";
    guest.send(said).await;
    assert_eq!(seat.hear().await, Heard::Bytes(said.to_vec()));
    server.client().get(&path::fill(path::NAMEPLATE, &planned.nameplate)).await;
    let ice = server.client().get(&path::fill(path::ROOM_ICE, room(1))).await;
    let (_, refused) = listening.join(room(1), Seat::Guest, 3, None).await;
    assert_ne!(refused, Heard::Closed);

    let log = captured.text();
    let own: Vec<&str> = log.lines().filter(|line| line.contains("heilsam")).collect();
    assert!(!own.is_empty(), "the log was captured: {log}");
    let cookie = doctor.cookie.clone().unwrap();
    let password = ice.body["ice_servers"][1]["credential"].as_str().unwrap();
    let room = room(1).to_string();
    for canary in [
        "203.0.113.77",
        "Erika",
        "candidate",
        "127.0.0.1",
        &room,
        &planned.nameplate,
        cookie.as_str(),
        password,
    ] {
        let found: Vec<&&str> = own.iter().filter(|line| line.contains(canary)).collect();
        assert!(found.is_empty(), "{canary}: {found:?}");
    }
}
