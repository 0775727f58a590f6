//! Two native peers that may talk through the embedded TURN server only.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use heilsam_backend::clock::ManualClock;
use heilsam_backend::consultation::credential;
use heilsam_backend::consultation::turn::{TurnOptions, TurnServer};
use heilsam_call::native::{Clock, MediaSink, Network, Peer, PeerEvent, PeerSetup, Sources};
use heilsam_call::{Candidate, IceServer, PeerState, Tracks};
use heilsam_codecs::Frame;
use heilsam_domain::RoomId;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(30);
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const SECRET: &[u8] = b"a secret of the test, 32 bytes..";
const ROOM: RoomId = RoomId::from_bytes([5; 16]);

/// Counts the pictures that are not black.
#[derive(Default)]
struct Witness(AtomicU64);

impl MediaSink for Witness {
    fn picture(&self, frame: Frame) {
        self.0.fetch_add(u64::from(!frame.is_black()), Relaxed);
    }

    fn sound(&self, _samples: &[i16]) {}
}

struct Side {
    peer: Peer,
    events: UnboundedReceiver<PeerEvent>,
    witness: Arc<Witness>,
    candidates: Vec<Candidate>,
}

struct World {
    server: TurnServer,
    clock: Arc<ManualClock>,
}

impl World {
    async fn new() -> Self {
        let clock = Arc::new(ManualClock::at(Timestamp::from_second(1_700_000_000).unwrap()));
        let options = TurnOptions { bind: LOOPBACK, port: 34_780, or_next_free: true, public: LOOPBACK };
        let server = TurnServer::start(&options, SECRET.into(), clock.clone()).await.unwrap();
        Self { server, clock }
    }

    fn ice_server(&self) -> IceServer {
        let access = credential::issue(SECRET, ROOM, heilsam_backend::clock::Clock::now(&*self.clock));
        let url = format!("turn:127.0.0.1:{}?transport=udp", self.server.port());
        IceServer { urls: vec![url], username: access.username, credential: access.password }
    }
}

async fn side(ice_server: IceServer, stream_numbers: [u32; 2]) -> Side {
    let witness = Arc::new(Witness::default());
    let setup = PeerSetup {
        network: Network::loopback(),
        ice_servers: vec![ice_server],
        relay_only: true,
        stream_numbers,
    };
    let clock = Clock::new(|| tokio::time::Instant::now().into_std());
    let (peer, events) = Peer::open(setup, &Sources::synthetic(), witness.clone(), clock).await.unwrap();
    Side { peer, events, witness, candidates: Vec::new() }
}

async fn connect(left: &mut Side, right: &mut Side) {
    let offer = left.peer.create_offer(false).await.unwrap();
    let answer = right.peer.apply_offer(offer).await.unwrap();
    left.peer.apply_answer(answer).await.unwrap();
    let mut connected = 0;
    while connected < 2 {
        let (event, from, to) = tokio::select! {
            Some(event) = left.events.recv() => (event, &mut *left, &*right),
            Some(event) = right.events.recv() => (event, &mut *right, &*left),
        };
        match event {
            PeerEvent::Candidate(candidate) => {
                from.candidates.push(candidate.clone());
                to.peer.add_candidate(candidate).await;
            }
            PeerEvent::State(PeerState::Connected) => connected += 1,
            PeerEvent::State(_) | PeerEvent::DataOpened | PeerEvent::Data(_) => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn relay_only_peers_meet_through_the_embedded_server_and_show_no_own_address() {
    let world = World::new().await;
    let mut left = side(world.ice_server(), [1, 2]).await;
    let mut right = side(world.ice_server(), [3, 4]).await;
    timeout(LONG, connect(&mut left, &mut right)).await.expect("connected through the relay");
    for side in [&left, &right] {
        assert!(!side.candidates.is_empty());
        for candidate in &side.candidates {
            assert!(candidate.candidate.contains("typ relay"), "a candidate that is no relay");
        }
    }
    left.peer.enable(Tracks { audio: true, video: true });
    let shown = async {
        while right.witness.0.load(Relaxed) < 10 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONG, shown).await.expect("pictures through the relay");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_credential_opens_no_relay() {
    let world = World::new().await;
    let access = world.ice_server();
    world.clock.advance(SignedDuration::from_mins(11));
    let mut left = side(access.clone(), [1, 2]).await;
    let mut right = side(access, [3, 4]).await;
    let connected = timeout(Duration::from_secs(4), connect(&mut left, &mut right)).await;
    assert!(connected.is_err(), "connected with an expired credential");
    assert!(left.candidates.is_empty() && right.candidates.is_empty());
}
