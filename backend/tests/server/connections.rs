//! Connections: who dawdles is not waited for, who only keeps silent stays.

use std::time::Duration;

use axum::Router;
use heilsam_backend::connections::{self, Bounds};
use heilsam_domain::Role;
use heilsam_protocol::signal::{FromServer, Seat};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::consultations::{plan, room};
use super::harness::TestServer;
use super::harness::sockets::{Heard, Listening, joined};

/// Long enough for whatever must happen.
const SOON: Duration = Duration::from_secs(20);
const HEAD: Duration = Duration::from_millis(300);
const BOUNDS: Bounds = Bounds { at_once: 64, of_one: None, head: HEAD };
const HALF: &[u8] = b"GET /health/live HTTP/1.1\r\nhost: localhost\r\n";

/// What the server says until it closes.
async fn all_of(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    timeout(SOON, stream.read_to_end(&mut heard)).await.expect("the connection stays open").unwrap();
    String::from_utf8(heard).unwrap()
}

async fn whole_request(listening: &Listening) -> TcpStream {
    let mut stream = TcpStream::connect(listening.address).await.unwrap();
    stream.write_all(HALF).await.unwrap();
    stream.write_all(b"\r\n").await.unwrap();
    stream
}

#[tokio::test]
async fn half_a_request_is_not_waited_for() {
    let server = TestServer::start().await;
    let listening = Listening::bounded(&server, BOUNDS).await;
    let mut silent = TcpStream::connect(listening.address).await.unwrap();
    let mut half = TcpStream::connect(listening.address).await.unwrap();
    half.write_all(HALF).await.unwrap();
    for stream in [&mut silent, &mut half] {
        let heard = all_of(stream).await;
        assert!(!heard.starts_with("HTTP/1.1 200"), "{heard}");
    }
}

#[tokio::test]
async fn an_answered_connection_that_asks_nothing_more_is_closed() {
    let server = TestServer::start().await;
    let listening = Listening::bounded(&server, BOUNDS).await;
    let heard = all_of(&mut whole_request(&listening).await).await;
    assert!(heard.starts_with("HTTP/1.1 200 OK") && heard.ends_with("ok"), "{heard}");
}

#[tokio::test]
async fn a_signalling_socket_may_keep_silent_for_longer_than_a_request_may_take() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let listening = Listening::bounded(&server, Bounds { at_once: 1, ..BOUNDS }).await;
    let (mut guest, heard) = listening.join(room(1), Seat::Guest, 1, None).await;
    assert_eq!(heard, joined(false));
    tokio::time::sleep(3 * HEAD).await;
    // There is one place only: a socket takes none.
    let (mut seat, heard) = listening.join(room(1), Seat::Doctor, 2, doctor.cookie.as_deref()).await;
    assert_eq!(heard, joined(true));
    assert_eq!(guest.hear().await, Heard::Control(FromServer::PeerJoined));
    seat.send(b"offer").await;
    assert_eq!(guest.hear().await, Heard::Bytes(b"offer".to_vec()));
}

#[tokio::test]
async fn who_finds_no_place_waits_for_one() {
    let server = TestServer::start().await;
    let listening = Listening::bounded(&server, Bounds { at_once: 1, head: SOON, ..BOUNDS }).await;
    let mut first = whole_request(&listening).await;
    let mut start = [0; 12];
    timeout(SOON, first.read_exact(&mut start)).await.expect("heard nothing").unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    let mut second = whole_request(&listening).await;
    assert!(timeout(HEAD, second.read_exact(&mut start)).await.is_err(), "the only place is taken");
    drop(first);
    timeout(SOON, second.read_exact(&mut start)).await.expect("the place is free").unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
}

#[tokio::test]
async fn who_takes_nothing_of_an_answer_keeps_no_place() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listening = Listening::at(listener.local_addr().unwrap());
    let (_never, told) = watch::channel(false);
    // More than the buffers of both ends hold.
    let router = Router::new().fallback(|| async { vec![0_u8; 64 << 20] });
    let bounds = Bounds { at_once: 1, ..BOUNDS };
    let served = tokio::spawn(connections::serve(listener, router, bounds, told));
    let _deaf = whole_request(&listening).await;
    let mut second = whole_request(&listening).await;
    let mut start = [0; 12];
    timeout(SOON, second.read_exact(&mut start)).await.expect("the only place stays taken").unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    served.abort();
}

#[tokio::test]
async fn at_the_end_unused_connections_are_closed() {
    let server = TestServer::start().await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listening = Listening::at(listener.local_addr().unwrap());
    let (tell, told) = watch::channel(false);
    let bounds = Bounds { head: 10 * SOON, ..BOUNDS };
    let served = tokio::spawn(connections::serve(listener, server.router(), bounds, told));
    let mut unused = whole_request(&listening).await;
    let mut start = [0; 12];
    timeout(SOON, unused.read_exact(&mut start)).await.expect("heard nothing").unwrap();
    tell.send_replace(true);
    timeout(SOON, served).await.expect("the server goes on").unwrap();
    all_of(&mut unused).await;
    assert!(TcpStream::connect(listening.address).await.is_err(), "nobody listens any more");
}
