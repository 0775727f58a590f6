//! Against the library as it runs, whose nonces can be counted here.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;

use async_trait::async_trait;
use stun::message::{BINDING_REQUEST, CLASS_INDICATION, METHOD_SEND};
use stun::textattrs::Realm;
use tokio::net::UdpSocket;
use tokio::sync::Mutex;
use tokio::time::timeout;
use turn::Error as TurnError;
use turn::allocation::allocation_manager::{Manager, ManagerConfig};
use turn::auth::AuthHandler;
use turn::relay::RelayAddressGenerator;
use turn::server::request::Request;
use webrtc_util::Conn;

use super::*;

const REALM: &str = "tests";
const PATIENCE: Duration = Duration::from_secs(10);
const MINUTE: Duration = Duration::from_secs(60);

struct NoRelays;

#[async_trait]
impl RelayAddressGenerator for NoRelays {
    fn validate(&self) -> Result<(), TurnError> {
        Ok(())
    }

    async fn allocate_conn(
        &self,
        _use_ipv4: bool,
        _requested_port: u16,
    ) -> Result<(Arc<dyn Conn + Send + Sync>, SocketAddr), TurnError> {
        Err(TurnError::ErrMaxRetriesExceeded)
    }
}

struct Nobody;

impl AuthHandler for Nobody {
    fn auth_handle(&self, _: &str, _: &str, _: SocketAddr) -> Result<Vec<u8>, TurnError> {
        Err(TurnError::ErrNoSuchUser)
    }
}

/// The nonces in front, the library behind them, and a clock for both.
struct World {
    nonces: Nonces,
    now: Instant,
    kept: Arc<Mutex<HashMap<String, Instant>>>,
    manager: Arc<Manager>,
    server: Arc<UdpSocket>,
    client: UdpSocket,
}

impl World {
    async fn new() -> Self {
        let config = ManagerConfig { relay_addr_generator: Box::new(NoRelays), alloc_close_notify: None };
        Self {
            nonces: Nonces::new(REALM),
            now: Instant::now(),
            kept: Arc::default(),
            manager: Arc::new(Manager::new(config)),
            server: Arc::new(UdpSocket::bind("127.0.0.1:0").await.unwrap()),
            client: UdpSocket::bind("127.0.0.1:0").await.unwrap(),
        }
    }

    /// One whose library was asked once.
    async fn asked() -> Self {
        let mut world = Self::new().await;
        world.ask().await;
        assert_eq!(world.kept().await, 1);
        world
    }

    async fn kept(&self) -> usize {
        self.kept.lock().await.len()
    }

    /// The library goes by the runtime's clock: what it keeps is made older instead.
    async fn wait(&mut self, time: Duration) {
        self.now += time;
        for at in self.kept.lock().await.values_mut() {
            *at -= time;
        }
    }

    /// Hands a packet to the library.
    async fn hand_over(&self, packet: &[u8]) {
        let conn: Arc<dyn Conn + Send + Sync> = self.server.clone();
        let mut request = Request {
            conn,
            src_addr: self.client.local_addr().unwrap(),
            buff: packet.to_vec(),
            allocation_manager: Arc::clone(&self.manager),
            nonces: Arc::clone(&self.kept),
            auth_handler: Arc::new(Nobody),
            realm: REALM.to_owned(),
            channel_bind_timeout: Duration::ZERO,
        };
        // It says what was wrong with a packet, also where it answered.
        let _ = request.handle_request().await;
    }

    /// Asks the library, if it is time.
    async fn ask(&mut self) {
        let Some(question) = self.nonces.question(self.now) else { return };
        self.hand_over(&question).await;
        let mut answer = [0; 1500];
        let length = timeout(PATIENCE, self.client.recv(&mut answer)).await.unwrap().unwrap();
        self.nonces.learn(&answer[..length], self.now);
    }

    fn judge(&self, packet: &[u8]) -> Verdict {
        self.nonces.judge(packet, self.now)
    }

    /// Code, nonce and realm of the answer to a packet that goes no further.
    fn refused(&self, packet: &[u8]) -> (u16, String, String) {
        let Verdict::Answer(answer) = self.judge(packet) else { panic!("no answer") };
        let (code, nonce) = challenge(&answer).unwrap();
        let answer = decode(&answer).unwrap();
        let request = decode(packet).unwrap();
        assert_eq!(answer.transaction_id, request.transaction_id);
        assert_eq!(answer.typ, MessageType::new(request.typ.method, CLASS_ERROR_RESPONSE));
        (code.0, nonce, Realm::get_from_as(&answer, ATTR_REALM).unwrap().text)
    }
}

fn unsigned(method: Method) -> Vec<u8> {
    let mut request = message(MessageType::new(method, CLASS_REQUEST));
    request.new_transaction_id().unwrap();
    request.raw
}

fn signed(method: Method, nonce: Option<&str>) -> Vec<u8> {
    let mut request = decode(&unsigned(method)).unwrap();
    if let Some(nonce) = nonce {
        request.add(ATTR_NONCE, nonce.as_bytes());
    }
    request.add(ATTR_MESSAGE_INTEGRITY, &[7; 20]);
    request.raw
}

/// If the library did not do this, nothing here would be needed.
#[tokio::test]
async fn the_library_alone_keeps_a_nonce_for_everybody_who_asks() {
    let world = World::new().await;
    for _ in 0..10 {
        world.hand_over(&unsigned(METHOD_ALLOCATE)).await;
        world.hand_over(&signed(METHOD_REFRESH, Some("made up"))).await;
    }
    assert_eq!(world.kept().await, 20);
}

#[tokio::test]
async fn a_flood_of_requests_without_a_nonce_that_counts_adds_none() {
    let world = World::asked().await;
    for number in 0..5_000 {
        for method in WITH_NONCE {
            for packet in [unsigned(method), signed(method, Some(&format!("made up {number}")))] {
                let verdict = world.judge(&packet);
                assert!(matches!(verdict, Verdict::Answer(_)), "{method} {number}");
            }
        }
    }
    // What passes may come as often as it likes, too.
    let known = world.nonces.issued[0].nonce.clone();
    for method in WITH_NONCE {
        for packet in [signed(method, None), signed(method, Some(&known))] {
            assert_eq!(world.judge(&packet), Verdict::Pass);
            world.hand_over(&packet).await;
        }
    }
    assert_eq!(world.kept().await, 1);
}

/// Also that the library knows every nonce that passes: it would keep another one otherwise.
#[tokio::test]
async fn over_a_day_the_library_keeps_six_nonces_at_most_and_there_is_always_one() {
    let mut world = World::asked().await;
    let mut most = 0;
    for minute in 0..24 * 60 {
        assert!(matches!(world.judge(&unsigned(METHOD_ALLOCATE)), Verdict::Answer(_)), "minute {minute}");
        for issued in &world.nonces.issued {
            let packet = signed(METHOD_ALLOCATE, Some(&issued.nonce));
            if world.judge(&packet) == Verdict::Pass {
                world.hand_over(&packet).await;
                // Its answer, so that it is not taken for one to a question.
                timeout(PATIENCE, world.client.recv(&mut [0; 1500])).await.unwrap().unwrap();
            }
        }
        assert_eq!(world.kept().await, world.nonces.issued.len(), "minute {minute}");
        most = most.max(world.kept().await);
        world.wait(MINUTE).await;
        world.ask().await;
    }
    assert_eq!(most, 6);
}

#[tokio::test]
async fn after_a_night_without_time_the_library_is_asked_before_anybody_gets_an_answer() {
    let mut world = World::asked().await;
    world.wait(MINUTE * 480).await;
    assert_eq!(world.judge(&unsigned(METHOD_ALLOCATE)), Verdict::Drop);
    assert_eq!(world.judge(&signed(METHOD_REFRESH, Some("made up"))), Verdict::Drop);
    world.ask().await;
    assert_eq!(world.kept().await, 1, "the old one is forgotten");
    assert_eq!(world.refused(&unsigned(METHOD_ALLOCATE)).0, 401);
}

#[tokio::test]
async fn who_is_given_a_nonce_uses_it_for_48_minutes_and_then_gets_the_next() {
    let mut world = World::asked().await;
    world.wait(EVERY - Duration::from_secs(1)).await;
    let (code, given, realm) = world.refused(&unsigned(METHOD_ALLOCATE));
    assert_eq!((code, realm.as_str()), (401, REALM));
    for _ in 0..48 {
        assert_eq!(world.judge(&signed(METHOD_REFRESH, Some(&given))), Verdict::Pass);
        world.wait(MINUTE).await;
        world.ask().await;
    }
    world.wait(Duration::from_secs(1)).await;
    let (code, next, realm) = world.refused(&signed(METHOD_REFRESH, Some(&given)));
    assert_eq!((code, realm.as_str()), (438, REALM));
    assert_ne!(next, given);
    assert_eq!(world.judge(&signed(METHOD_REFRESH, Some(&next))), Verdict::Pass);
}

#[tokio::test]
async fn a_library_that_is_silent_is_asked_again_and_not_at_once() {
    let mut world = World::new().await;
    assert_eq!(world.judge(&unsigned(METHOD_ALLOCATE)), Verdict::Drop, "nothing to answer with");
    assert!(world.nonces.question(world.now).is_some());
    assert_eq!(world.nonces.question(world.now), None);
    assert_eq!(world.nonces.asks_at(world.now), world.now + AGAIN);
    world.nonces.learn(b"no answer", world.now);
    world.wait(AGAIN).await;
    world.ask().await;
    assert_eq!(world.kept().await, 1);
    assert_eq!(world.nonces.question(world.now), None);
    assert_eq!(world.nonces.asks_at(world.now), world.now + EVERY);
}

#[tokio::test]
async fn what_needs_no_nonce_passes_and_what_only_looks_so_does_not() {
    let world = World::asked().await;
    let binding = message(BINDING_REQUEST).raw;
    let indication = message(MessageType::new(METHOD_SEND, CLASS_INDICATION)).raw;
    // The fourth channel has the number of an allocation in its lower bits.
    let mut data = vec![0x40, 0x03, 0, 16];
    data.extend([0; 16]);
    let others = [Vec::new(), vec![0], b"GET / HTTP/1.1".to_vec()];
    for packet in [binding, indication, data].into_iter().chain(others) {
        assert_eq!(world.judge(&packet), Verdict::Pass, "{packet:?}");
    }
    // The library overlooks these bits, and would answer.
    let mut disguised = unsigned(METHOD_ALLOCATE);
    disguised[0] |= 0xc0;
    assert!(matches!(world.judge(&disguised), Verdict::Answer(_)));
    let mut broken = signed(METHOD_ALLOCATE, None);
    broken.pop();
    assert_eq!(world.judge(&broken), Verdict::Drop);
}
