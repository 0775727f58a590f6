//! The embedded TURN server with a real client: right, wrong and expired credentials.

use std::net::SocketAddr;
use std::sync::Arc;

use heilsam_backend::clock::{Clock, ManualClock};
use heilsam_backend::consultation::credential::{self, LIFETIME};
use heilsam_backend::consultation::turn::{TurnOptions, TurnServer};
use heilsam_domain::RoomId;
use jiff::Timestamp;
use tokio::net::UdpSocket;
use turn::client::{Client, ClientConfig};
use webrtc_util::Conn;

const SECRET: &[u8] = b"shared with the relay";
const ROOM: RoomId = RoomId::from_bytes([5; 16]);

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
    let conn: Arc<dyn Conn + Send + Sync> = Arc::new(UdpSocket::bind("127.0.0.1:0").await.unwrap());
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
    let client = connect(relay, username, password).await;
    let allocated = client.allocate().await.is_ok();
    client.close().await.unwrap();
    allocated
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
async fn in_a_demonstration_the_next_free_port_is_taken() {
    let first = start().await;
    let local = [127, 0, 0, 1].into();
    let options = TurnOptions { bind: local, port: first.server.port(), or_next_free: false, public: local };
    assert!(TurnServer::start(&options, SECRET.into(), first.clock.clone()).await.is_err());
    let options = TurnOptions { or_next_free: true, ..options };
    let second = TurnServer::start(&options, SECRET.into(), first.clock.clone()).await.unwrap();
    assert_ne!(second.port(), first.server.port());
}
