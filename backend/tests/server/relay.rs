//! The embedded TURN server with a real client: right, wrong and expired credentials, and relays that outlive theirs.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use heilsam_backend::clock::{Clock, ManualClock};
use heilsam_backend::consultation::credential::{self, LIFETIME};
use heilsam_backend::consultation::holders;
use heilsam_backend::consultation::turn::{TurnOptions, TurnServer};
use heilsam_domain::RoomId;
use jiff::{SignedDuration, Timestamp};
use stun::attributes::ATTR_NONCE;
use stun::message::{CLASS_REQUEST, METHOD_ALLOCATE, Message, MessageType};
use tokio::net::UdpSocket;
use tokio::time::timeout;
use turn::client::{Client, ClientConfig};
use webrtc_util::Conn;

const SECRET: &[u8] = b"shared with the relay";
const ROOM: RoomId = RoomId::from_bytes([5; 16]);
const PATIENCE: Duration = Duration::from_secs(10);

struct Relay {
    server: TurnServer,
    clock: Arc<ManualClock>,
}

async fn start() -> Relay {
    let clock = Arc::new(ManualClock::at(Timestamp::from_second(super::harness::START).unwrap()));
    let local = [127, 0, 0, 1].into();
    let options = TurnOptions { bind: local, port: 0, or_next_free: false, public: local };
    let server = TurnServer::start(&options, SECRET.into(), clock.clone()).await.unwrap();
    Relay { server, clock }
}

async fn connect(relay: &Relay, username: &str, password: &str) -> Client {
    connect_from(own_socket().await, relay, username, password).await
}

async fn own_socket() -> Arc<dyn Conn + Send + Sync> {
    Arc::new(UdpSocket::bind("127.0.0.1:0").await.unwrap())
}

async fn connect_from(
    conn: Arc<dyn Conn + Send + Sync>,
    relay: &Relay,
    username: &str,
    password: &str,
) -> Client {
    let address = format!("127.0.0.1:{}", relay.server.port());
    let config = ClientConfig {
        stun_serv_addr: address.clone(),
        turn_serv_addr: address,
        username: username.to_owned(),
        password: password.to_owned(),
        realm: String::new(),
        software: String::new(),
        rto_in_ms: 0,
        conn,
        vnet: None,
    };
    let client = Client::new(config).await.unwrap();
    client.listen().await.unwrap();
    client
}

async fn allocates(relay: &Relay, username: &str, password: &str) -> bool {
    allocates_from(own_socket().await, relay, username, password).await
}

async fn allocates_from(
    conn: Arc<dyn Conn + Send + Sync>,
    relay: &Relay,
    username: &str,
    password: &str,
) -> bool {
    let client = connect_from(conn, relay, username, password).await;
    let allocated = client.allocate().await.is_ok();
    client.close().await.unwrap();
    allocated
}

/// Whether a packet reaches the peer through the relay, and another one comes back.
async fn passes(relayed: &impl Conn, peer: &UdpSocket) -> bool {
    let there_and_back = async {
        let mut buffer = [0; 16];
        relayed.send_to(b"ping", peer.local_addr().ok()?).await.ok()?;
        let (_, from) = peer.recv_from(&mut buffer).await.ok()?;
        peer.send_to(b"pong", from).await.ok()?;
        let (length, _) = relayed.recv_from(&mut buffer).await.ok()?;
        Some(buffer.starts_with(b"pong") && length == 4)
    };
    matches!(timeout(PATIENCE, there_and_back).await, Ok(Some(true)))
}

/// Asks for a relay without a credential 20,000 times; says how often there was an answer, and with which nonces.
async fn flood(port: u16) -> (usize, HashSet<Vec<u8>>) {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut request = Message::new();
    request.build(&[Box::new(MessageType::new(METHOD_ALLOCATE, CLASS_REQUEST))]).unwrap();
    let (mut answers, mut nonces) = (0, HashSet::new());
    let mut buffer = [0; 1500];
    // Fifty at once: a buffer of the system that runs over would lose the packets of others.
    for _ in 0..400 {
        for _ in 0..50 {
            socket.send_to(&request.raw, SocketAddr::from(([127, 0, 0, 1], port))).await.unwrap();
        }
        while let Ok(Ok(length)) = timeout(Duration::from_millis(5), socket.recv(&mut buffer)).await {
            let mut answer = Message::new();
            answer.unmarshal_binary(&buffer[..length]).unwrap();
            nonces.insert(answer.get(ATTR_NONCE).unwrap());
            answers += 1;
        }
    }
    (answers, nonces)
}

#[tokio::test]
async fn a_fresh_credential_opens_a_relay_and_others_do_not() {
    let relay = start().await;
    let now = relay.clock.now();
    let right = credential::issue(SECRET, ROOM, now);
    let foreign = credential::issue(b"another secret", ROOM, now);
    assert!(allocates(&relay, &right.username, &right.password).await);
    assert!(!allocates(&relay, &right.username, "wrong").await);
    assert!(!allocates(&relay, &foreign.username, &foreign.password).await);
    assert!(!allocates(&relay, "somebody", "something").await);
    relay.clock.advance(LIFETIME);
    assert!(!allocates(&relay, &right.username, &right.password).await, "ten minutes are over");
}

#[tokio::test]
async fn stun_tells_the_own_address_without_a_credential() {
    let relay = start().await;
    let client = connect(&relay, "", "").await;
    let seen: SocketAddr = client.send_binding_request().await.unwrap();
    assert!(seen.ip().is_loopback());
}

#[tokio::test]
async fn packets_travel_through_the_relay() {
    let relay = start().await;
    let issued = credential::issue(SECRET, ROOM, relay.clock.now());
    let client = connect(&relay, &issued.username, &issued.password).await;
    let relayed = client.allocate().await.unwrap();
    let peer = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    relayed.send_to(b"ping", peer.local_addr().unwrap()).await.unwrap();
    let mut buffer = [0; 16];
    let (length, from) = peer.recv_from(&mut buffer).await.unwrap();
    assert_eq!(&buffer[..length], b"ping");
    peer.send_to(b"pong", from).await.unwrap();
    let (length, _) = relayed.recv_from(&mut buffer).await.unwrap();
    assert_eq!(&buffer[..length], b"pong");
}

#[tokio::test]
async fn a_relay_that_runs_goes_on_when_its_credential_is_over_and_opens_no_second_one() {
    let relay = start().await;
    let issued = credential::issue(SECRET, ROOM, relay.clock.now());
    let client = connect(&relay, &issued.username, &issued.password).await;
    let relayed = client.allocate().await.unwrap();
    let first = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    relay.clock.advance(LIFETIME + SignedDuration::from_mins(1));
    // The first packet to an address asks for a permission, one to each socket for a channel.
    assert!(passes(&relayed, &first).await);
    assert!(passes(&relayed, &first).await);
    let second = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    assert!(passes(&relayed, &second).await);
    assert!(!allocates(&relay, &issued.username, &issued.password).await);
    assert!(passes(&relayed, &first).await);
}

/// A relay is given back by a refresh for no time at all.
#[tokio::test]
async fn a_credential_that_is_over_refreshes_its_relay_and_opens_none_after_it() {
    let relay = start().await;
    let socket = own_socket().await;
    let over = credential::issue(SECRET, ROOM, relay.clock.now());
    let client = connect_from(Arc::clone(&socket), &relay, &over.username, &over.password).await;
    let relayed = client.allocate().await.unwrap();
    relay.clock.advance(LIFETIME + SignedDuration::from_mins(1));
    relayed.close().await.unwrap();
    client.close().await.unwrap();
    let fresh = credential::issue(SECRET, ROOM, relay.clock.now());
    assert!(!allocates_from(Arc::clone(&socket), &relay, &over.username, &over.password).await);
    // Only where the refresh was taken is there room for another one.
    assert!(allocates_from(socket, &relay, &fresh.username, &fresh.password).await);
}

#[tokio::test]
async fn no_credential_keeps_a_relay_for_longer_than_half_a_day() {
    let relay = start().await;
    let issued = credential::issue(SECRET, ROOM, relay.clock.now());
    let client = connect(&relay, &issued.username, &issued.password).await;
    let relayed = client.allocate().await.unwrap();
    let peer = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    relay.clock.advance(holders::LONGEST);
    assert!(relayed.send_to(b"ping", peer.local_addr().unwrap()).await.is_err());
}

#[tokio::test]
async fn during_a_flood_without_a_credential_the_server_makes_no_new_nonce_and_others_get_relays() {
    let relay = start().await;
    let issued = credential::issue(SECRET, ROOM, relay.clock.now());
    let peer = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let behaves = async {
        let client = connect(&relay, &issued.username, &issued.password).await;
        let relayed = client.allocate().await.unwrap();
        assert!(passes(&relayed, &peer).await);
    };
    let ((answers, nonces), ()) = tokio::join!(flood(relay.server.port()), behaves);
    assert!(answers > 1_000, "{answers}");
    assert_eq!(nonces.len(), 1);
    assert!(allocates(&relay, &issued.username, &issued.password).await, "and afterwards");
}

#[tokio::test]
async fn in_a_demonstration_the_next_free_port_is_taken() {
    let first = start().await;
    let local = [127, 0, 0, 1].into();
    let options = TurnOptions { bind: local, port: first.server.port(), or_next_free: false, public: local };
    assert!(TurnServer::start(&options, SECRET.into(), first.clock.clone()).await.is_err());
    let options = TurnOptions { or_next_free: true, ..options };
    let second = TurnServer::start(&options, SECRET.into(), first.clock.clone()).await.unwrap();
    assert_ne!(second.port(), first.server.port());
}
