//! Two servers on one PostgreSQL: they share rooms, and one goes on when the other is killed.
//!
//! Without `HEILSAM_TEST_POSTGRES_URL` they say so and test nothing.

use std::time::Duration;

use data_encoding::BASE64_NOPAD;
use heilsam_backend::consultation::bus::{self, Running};
use heilsam_backend::{admin, health};
use heilsam_domain::Role;
use heilsam_protocol::consultation::Consultation;
use heilsam_protocol::limit::SIGNAL_FRAME_BYTES;
use heilsam_protocol::path;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use serde_json::json;
use sqlx::Executor;

use super::admin::ask_admin;
use super::consultations::{plan, room};
use super::harness::sockets::{Heard, Listening, Socket, joined, refused};
use super::harness::{Client, TestServer};

/// So long a server may need to learn something from another one; silence counts as an end after six seconds.
const SOON: Duration = Duration::from_secs(20);

/// A server that shares its rooms.
struct Sharing {
    server: TestServer,
    listening: Listening,
    bus: Running,
}

impl Sharing {
    async fn start(server: TestServer) -> Self {
        let bus = bus::start(&server.state).unwrap();
        let listening = Listening::start(&server).await;
        Self { server, listening, bus }
    }

    /// How many others it hears; `None` while it hears none.
    fn hears(&self) -> Option<usize> {
        let counts = self.server.state.consultations.others().unwrap();
        let connected = counts.connected.load(std::sync::atomic::Ordering::Relaxed);
        connected.then(|| counts.servers.load(std::sync::atomic::Ordering::Relaxed))
    }

    async fn until_it_hears(&self, others: usize) {
        self.until("hears", || self.hears() == Some(others)).await;
    }

    /// Until it knows of so many rooms in which somebody sits, at whichever server.
    async fn until_it_knows(&self, rooms: usize) {
        self.until("knows", || self.server.state.consultations.rooms() == rooms).await;
    }

    async fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let waiting = tokio::time::timeout(SOON, async {
            while !holds() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        let known = self.server.state.consultations.rooms();
        assert!(waiting.await.is_ok(), "{what}: {:?} servers, {known} rooms at first", self.hears());
    }

    async fn join(&self, number: u8, seat: Seat, key: u8, cookie: Option<&str>) -> (Socket, Heard) {
        self.listening.join(room(number), seat, key, cookie).await
    }

    /// Takes the guest's seat in the last of so many rooms, in which somebody sits at another server.
    async fn join_beside(&self, number: u8, key: u8, rooms: usize) -> Socket {
        self.until_it_knows(rooms).await;
        let (socket, heard) = self.join(number, Seat::Guest, key, None).await;
        assert_eq!(heard, joined(true));
        socket
    }
}

/// An address of an empty schema for one test.
async fn schema(test: &str) -> Option<String> {
    let Ok(server) = std::env::var("HEILSAM_TEST_POSTGRES_URL") else {
        eprintln!("SKIPPED with two servers: HEILSAM_TEST_POSTGRES_URL is not set");
        return None;
    };
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&server).await.unwrap();
    let schema = format!("heilsam_servers_{test}");
    for statement in [format!("DROP SCHEMA IF EXISTS {schema} CASCADE"), format!("CREATE SCHEMA {schema}")] {
        pool.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    }
    pool.close().await;
    let separator = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{separator}options=-csearch_path%3D{schema}"))
}

/// Another one for each test: they run side by side on one database and must not hear each other.
fn installation(test: &str) -> u64 {
    test.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte))
}

/// Two servers that hear each other; `None` without PostgreSQL.
async fn two(test: &str) -> Option<(Sharing, Sharing)> {
    let url = schema(test).await?;
    let a = Sharing::start(TestServer::on_postgres(&url, installation(test), 2).await).await;
    let b = Sharing::start(TestServer::on_postgres(&url, installation(test), 3).await).await;
    a.until_it_hears(1).await;
    b.until_it_hears(1).await;
    Some((a, b))
}

/// A doctor of `a` in the seat of a room, at its socket.
async fn doctor_at(a: &Sharing, number: u8) -> (Client<'_>, Socket) {
    let mut doctor = a.server.log_in_as(Role::Doctor, false).await;
    plan(&a.server, &mut doctor, room(number)).await;
    let (seat, heard) = a.join(number, Seat::Doctor, 9, doctor.cookie.as_deref()).await;
    assert_eq!(heard, joined(false));
    (doctor, seat)
}

/// The next that is no word about coming and going.
async fn bytes(socket: &mut Socket) -> Heard {
    loop {
        match socket.hear().await {
            Heard::Control(FromServer::PeerJoined | FromServer::PeerLeft) => {}
            heard => return heard,
        }
    }
}

#[tokio::test]
async fn a_doctor_and_a_guest_at_two_servers_meet_and_a_third_does_not() {
    let Some((a, b)) = two("meet").await else { return };
    let (mut doctor, mut seat) = doctor_at(&a, 1).await;
    let mut guest = b.join_beside(1, 1, 1).await;
    let largest: Vec<u8> = (0..SIGNAL_FRAME_BYTES).map(|index| (index % 251) as u8).collect();
    // Until the doctor's server has heard of the guest, there is nobody for the bytes.
    while seat.hear().await != Heard::Control(FromServer::PeerJoined) {}
    seat.send(&largest).await;
    assert_eq!(bytes(&mut guest).await, Heard::Bytes(largest.clone()));
    guest.send(&largest).await;
    guest.send(b"short").await;
    assert_eq!(bytes(&mut seat).await, Heard::Bytes(largest));
    assert_eq!(bytes(&mut seat).await, Heard::Bytes(b"short".to_vec()));
    for server in [&a, &b] {
        assert_eq!(server.join(1, Seat::Guest, 2, None).await.1, refused(RefusedReason::SeatTaken));
    }
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert!(list[0].guest_waits, "the practice sees a guest of the other server");
}

#[tokio::test]
async fn the_operator_sees_whether_a_server_hears_the_others() {
    let Some((a, b)) = two("operator").await else { return };
    assert_eq!(ask_admin(&a.server, health::READY).await, (200, "ok".to_owned()));
    let (_, text) = ask_admin(&a.server, admin::METRICS).await;
    assert!(text.contains("heilsam_servers_connected 1\n"), "{text}");
    assert!(text.contains("heilsam_servers_others 1\n"), "{text}");
    b.bus.end().await;
    a.until_it_hears(0).await;
    assert!(ask_admin(&a.server, admin::METRICS).await.1.contains("heilsam_servers_others 0\n"));
}

#[tokio::test]
async fn a_consultation_that_ends_at_one_server_ends_at_the_other() {
    let Some((a, b)) = two("end").await else { return };
    let (mut doctor, _seat) = doctor_at(&a, 1).await;
    let mut guest = b.join_beside(1, 1, 1).await;
    let end = json!({"end": true});
    assert_eq!(doctor.patch(&path::fill(path::CONSULTATION, room(1)), end).await.status, 204);
    assert_eq!(bytes(&mut guest).await, refused(RefusedReason::Ended));
}

#[tokio::test]
async fn two_guests_of_a_call_meet_through_two_servers() {
    let Some((a, b)) = two("pairs").await else { return };
    let (mut doctor, _seat) = doctor_at(&a, 1).await;
    let pairs = path::fill(path::CONSULTATION_PAIRS, room(1));
    assert_eq!(doctor.put(&pairs, json!({"rooms": [room(41)]})).await.status, 204);
    let (mut one, heard) = a.join(41, Seat::Doctor, 1, None).await;
    assert_eq!(heard, joined(false));
    let mut other = b.join_beside(41, 2, 2).await;
    while one.hear().await != Heard::Control(FromServer::PeerJoined) {}
    other.send(b"opaque").await;
    assert_eq!(bytes(&mut one).await, Heard::Bytes(b"opaque".to_vec()));
    let end = json!({"end": true});
    assert_eq!(doctor.patch(&path::fill(path::CONSULTATION, room(1)), end).await.status, 204);
    assert_eq!(bytes(&mut other).await, refused(RefusedReason::Ended));
}

#[tokio::test]
async fn a_guest_of_a_killed_server_comes_back_through_the_other_at_once() {
    let Some((a, b)) = two("kill").await else { return };
    let (_doctor, mut seat) = doctor_at(&a, 1).await;
    let _cut = b.join_beside(1, 1, 1).await;
    b.bus.kill();
    drop(b.listening);
    let (mut guest, heard) = a.join(1, Seat::Guest, 1, None).await;
    assert_eq!(heard, joined(true));
    seat.send(b"again").await;
    assert_eq!(bytes(&mut guest).await, Heard::Bytes(b"again".to_vec()));
    a.until_it_hears(0).await;
    guest.send(b"still here").await;
    assert_eq!(bytes(&mut seat).await, Heard::Bytes(b"still here".to_vec()));
}

/// Ends the connections on which servers hear each other, as when the database starts anew.
async fn cut_lines(server: &TestServer) {
    let url = std::env::var("HEILSAM_TEST_POSTGRES_URL").unwrap();
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    let listening = format!("LISTEN%{}%", bus::channel(&server.state.keys));
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE $1";
    let asked = sqlx::query_as::<sqlx::Any, (i64,)>(cut).bind(listening);
    let (ended,) = asked.fetch_one(&pool).await.unwrap();
    assert_eq!(ended, 2, "two servers listen");
    pool.close().await;
}

#[tokio::test]
async fn whoever_sits_at_two_servers_that_did_not_hear_each_other_for_a_moment_comes_back_and_is_heard() {
    let Some((a, b)) = two("cut").await else { return };
    let (doctor, mut seat) = doctor_at(&a, 1).await;
    let mut guest = b.join_beside(1, 1, 1).await;
    while seat.hear().await != Heard::Control(FromServer::PeerJoined) {}
    cut_lines(&a.server).await;
    // Nobody knows whether a frame was on the way, and a sealed channel takes no gap.
    for socket in [&mut seat, &mut guest] {
        while socket.hear().await != Heard::Closed {}
    }
    a.until_it_hears(1).await;
    b.until_it_hears(1).await;
    let (mut seat, _) = a.join(1, Seat::Doctor, 9, doctor.cookie.as_deref()).await;
    let (mut guest, _) = b.join(1, Seat::Guest, 1, None).await;
    let mut next = std::pin::pin!(bytes(&mut seat));
    let heard = loop {
        // Before a server has heard who is at the other one there is nobody for the bytes.
        guest.send(b"again").await;
        if let Ok(heard) = tokio::time::timeout(Duration::from_millis(100), next.as_mut()).await {
            break heard;
        }
    };
    assert_eq!(heard, Heard::Bytes(b"again".to_vec()));
}

#[tokio::test]
async fn seats_of_a_killed_server_are_free_after_its_silence_and_of_one_that_ended_at_once() {
    let Some((a, b)) = two("silence").await else { return };
    let (_, mut seat) = doctor_at(&a, 1).await;
    let _cut = b.join_beside(1, 1, 1).await;
    while seat.hear().await != Heard::Control(FromServer::PeerJoined) {}
    assert_eq!(a.join(1, Seat::Guest, 2, None).await.1, refused(RefusedReason::SeatTaken));
    b.bus.kill();
    a.until_it_hears(0).await;
    let (_socket, heard) = a.join(1, Seat::Guest, 2, None).await;
    assert_eq!(heard, joined(true));

    let url = &a.server.state.config.server.database_url;
    let c = Sharing::start(TestServer::on_postgres(url, installation("silence"), 4).await).await;
    c.until_it_knows(1).await;
    let (_, heard) = c.join(1, Seat::Guest, 3, None).await;
    assert_eq!(heard, refused(RefusedReason::SeatTaken), "a server that starts later knows who sits where");
    a.bus.end().await;
    c.until_it_hears(0).await;
    assert_eq!(c.server.state.consultations.rooms(), 0, "the seats of a server that ended are free");
}

#[tokio::test]
async fn whoever_reads_and_writes_signals_of_the_database_learns_nothing_and_is_not_believed() {
    let Some((a, b)) = two("signals").await else { return };
    let (_doctor, mut seat) = doctor_at(&a, 1).await;
    let mut guest = b.join_beside(1, 1, 1).await;
    while seat.hear().await != Heard::Control(FromServer::PeerJoined) {}
    let store = &a.server.state.store;
    let (mut ear, mut mouth) = store.signals(&bus::channel(&a.server.state.keys)).await.unwrap().unwrap();
    let canary = b"canary of a frame";
    seat.send(canary).await;
    assert_eq!(bytes(&mut guest).await, Heard::Bytes(canary.to_vec()));
    seat.send(b"the last").await;
    assert_eq!(bytes(&mut guest).await, Heard::Bytes(b"the last".to_vec()));

    let mut recorded = Vec::new();
    let until = tokio::time::Instant::now() + Duration::from_secs(1);
    while let Ok(signal) = tokio::time::timeout_at(until, ear.next()).await {
        recorded.push(signal.unwrap());
    }
    assert!(recorded.len() >= 2, "two frames were heard, and signs of life");
    for signal in &recorded {
        let sealed = BASE64_NOPAD.decode(signal.as_bytes()).unwrap();
        for secret in [canary.as_slice(), &room(1).to_bytes()] {
            assert!(!sealed.windows(secret.len()).any(|window| window == secret));
        }
    }
    mouth.say(recorded).await.unwrap();
    mouth.say(vec!["made up".to_owned()]).await.unwrap();
    seat.send(b"after it").await;
    assert_eq!(bytes(&mut guest).await, Heard::Bytes(b"after it".to_vec()), "nothing is heard twice");
}
