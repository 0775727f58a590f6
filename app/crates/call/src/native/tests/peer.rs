//! Peer connections without signalling: what the drivers' half must do by itself.

use super::*;
use crate::native::peer::engine::{opus, vp8};
use crate::{Candidate, PeerState, Sdp, Tracks};
use rtc::rtp_transceiver::rtp_sender::{RTCRtpCodecParameters, RtpCodecKind};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use webrtc::peer_connection::{
    MediaEngine, PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCIceCandidateInit,
    RTCPeerConnectionIceEvent, RTCSessionDescription, SettingEngineBuilder, SrtpProtectionProfile,
};

const BOTH: Tracks = Tracks { audio: true, video: true };

struct Participant {
    peer: Peer,
    events: UnboundedReceiver<PeerEvent>,
    witness: Arc<Witness>,
}

async fn participant(stream_numbers: [u32; 2]) -> Participant {
    let witness = Arc::new(Witness::default());
    let setup = PeerSetup {
        network: Network::loopback(),
        ice_servers: Vec::new(),
        relay_only: false,
        stream_numbers,
    };
    let (peer, events) = Peer::open(setup, &Sources::synthetic(), witness.clone(), clock()).await.unwrap();
    Participant { peer, events, witness }
}

/// Passes candidates across until both are connected and the data channel is open.
async fn connect(left: &mut Participant, right: &mut Participant) {
    let offer = left.peer.create_offer(false).await.unwrap();
    let answer = right.peer.apply_offer(offer).await.unwrap();
    left.peer.apply_answer(answer).await.unwrap();
    settle(left, right, 2, 2).await;
}

async fn settle(left: &mut Participant, right: &mut Participant, mut states: u8, mut channels: u8) {
    timeout(LONG, async {
        while states > 0 || channels > 0 {
            let (event, other) = tokio::select! {
                Some(event) = left.events.recv() => (event, &right.peer),
                Some(event) = right.events.recv() => (event, &left.peer),
            };
            match event {
                PeerEvent::Candidate(candidate) => other.add_candidate(candidate).await,
                PeerEvent::State(PeerState::Connected) => states = states.saturating_sub(1),
                PeerEvent::DataOpened => channels = channels.saturating_sub(1),
                PeerEvent::State(_) | PeerEvent::Data(_) => {}
            }
        }
    })
    .await
    .expect("connected in time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_black_and_silence_leave_until_tracks_are_enabled() {
    let (mut left, mut right) = (participant([1, 2]).await, participant([3, 4]).await);
    connect(&mut left, &mut right).await;
    until("black pictures", || right.witness.pictures() > 10).await;
    assert_eq!(right.witness.bright(), 0);
    assert!(right.witness.loudest() <= SILENCE);

    left.peer.enable(BOTH);
    until("a picture", || right.witness.bright() > 10).await;
    until("a tone", || right.witness.loudest() > 6_000).await;
    assert_eq!(left.witness.bright(), 0, "the other direction stays black");
    assert!(left.witness.loudest() <= SILENCE);

    left.peer.enable(Tracks::default());
    until("black again", || right.witness.sees_black()).await;
    left.peer.close().await;
    right.peer.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn native_peers_use_the_strong_profiles() {
    let (mut left, mut right) = (participant([1, 2]).await, participant([3, 4]).await);
    assert_eq!(left.peer.statistics().await.security, None);
    connect(&mut left, &mut right).await;
    for side in [&left, &right] {
        let security = side.peer.statistics().await.security.unwrap();
        assert_eq!(security.srtp, "SRTP_AEAD_AES_256_GCM");
        assert_eq!(security.dtls, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    }
}

/// Somebody else's program, with a protection of its own choice.
struct Stranger(UnboundedSender<String>);

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Stranger {
    async fn on_ice_candidate(&self, event: RTCPeerConnectionIceEvent) {
        let _ = self.0.send(event.candidate.to_json().unwrap().candidate);
    }
}

async fn stranger(profile: SrtpProtectionProfile) -> (impl PeerConnection, UnboundedReceiver<String>) {
    let (found, candidates) = unbounded_channel();
    let mut media = MediaEngine::default();
    for (rtp_codec, payload_type, kind) in
        [(opus(), 111, RtpCodecKind::Audio), (vp8(), 96, RtpCodecKind::Video)]
    {
        media.register_codec(RTCRtpCodecParameters { rtp_codec, payload_type }, kind).unwrap();
    }
    let settings = SettingEngineBuilder::new()
        .with_srtp_protection_profiles(vec![profile])
        .with_include_loopback_candidate(true)
        .build();
    let connection = PeerConnectionBuilder::new()
        .with_media_engine(media)
        .with_setting_engine(settings)
        .with_handler(Arc::new(Stranger(found)))
        .with_udp_addrs(vec!["127.0.0.1:0".to_owned()])
        .build();
    (connection.await.unwrap(), candidates)
}

/// Whether a stranger whose only protection is this one gets a connection with us.
async fn connects_with(profile: SrtpProtectionProfile) -> bool {
    let mut own = participant([1, 2]).await;
    let (other, mut candidates) = stranger(profile).await;
    let offer = RTCSessionDescription::offer(own.peer.create_offer(false).await.unwrap().0).unwrap();
    other.set_remote_description(offer).await.unwrap();
    let answer = other.create_answer(None).await.unwrap();
    other.set_local_description(answer.clone()).await.unwrap();
    own.peer.apply_answer(Sdp(answer.sdp)).await.unwrap();
    own.peer.enable(BOTH);
    let connected = timeout(Duration::from_secs(6), async {
        loop {
            tokio::select! {
                Some(candidate) = candidates.recv() => {
                    own.peer.add_candidate(Candidate { candidate, mid: "0".to_owned(), line: 0 }).await;
                }
                Some(event) = own.events.recv() => match event {
                    PeerEvent::Candidate(Candidate { candidate, mid, line }) => {
                        let init = RTCIceCandidateInit {
                            candidate,
                            sdp_mid: Some(mid),
                            sdp_mline_index: Some(line),
                            ..Default::default()
                        };
                        other.add_ice_candidate(init).await.unwrap();
                    }
                    PeerEvent::State(PeerState::Connected) => return true,
                    PeerEvent::State(PeerState::Failed) => return false,
                    _ => {}
                },
            }
        }
    });
    let connected = connected.await.unwrap_or(false);
    let protected = own.peer.statistics().await.security.is_some();
    other.close().await.unwrap();
    own.peer.close().await;
    assert_eq!(connected, protected);
    connected
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_peer_that_offers_only_aes_128_is_refused() {
    assert!(connects_with(SrtpProtectionProfile::Srtp_Aead_Aes_256_Gcm).await);
    for weak in
        [SrtpProtectionProfile::Srtp_Aead_Aes_128_Gcm, SrtpProtectionProfile::Srtp_Aes128_Cm_Hmac_Sha1_80]
    {
        assert!(!connects_with(weak).await, "connected with {weak:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn data_arrives_both_ways() {
    let (mut left, mut right) = (participant([1, 2]).await, participant([3, 4]).await);
    connect(&mut left, &mut right).await;
    left.peer.send_data(b"bye").await.unwrap();
    right.peer.send_data(&[7; 16 * 1024]).await.unwrap();
    for (side, expected) in [(&mut right, b"bye".to_vec()), (&mut left, vec![7; 16 * 1024])] {
        let arrived = async {
            loop {
                if let Some(PeerEvent::Data(data)) = side.events.recv().await {
                    return data;
                }
            }
        };
        assert_eq!(timeout(LONG, arrived).await.unwrap(), expected);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ice_restart_keeps_the_pictures_coming() {
    let (mut left, mut right) = (participant([1, 2]).await, participant([3, 4]).await);
    connect(&mut left, &mut right).await;
    left.peer.enable(BOTH);
    until("a picture", || right.witness.bright() > 5).await;

    let offer = left.peer.create_offer(true).await.unwrap();
    let answer = right.peer.apply_offer(offer).await.unwrap();
    left.peer.apply_answer(answer).await.unwrap();
    settle(&mut left, &mut right, 1, 0).await;
    let before = right.witness.bright();
    until("pictures after the restart", || right.witness.bright() > before + 10).await;
    let received = right.peer.statistics().await.received;
    assert!(received.bytes > 0 && received.packets > 0 && received.frames > 0, "{received:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pending_offer_gives_way_to_the_other_sides() {
    let (mut left, mut right) = (participant([1, 2]).await, participant([3, 4]).await);
    right.peer.create_offer(false).await.unwrap();
    connect(&mut left, &mut right).await;
    left.peer.enable(BOTH);
    until("a picture", || right.witness.bright() > 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_swapped_fingerprint_never_connects() {
    let (mut left, mut right) = (participant([1, 2]).await, participant([3, 4]).await);
    let stranger = participant([5, 6]).await;
    let foreign = fingerprint(&stranger.peer.create_offer(false).await.unwrap().0);
    let offer = left.peer.create_offer(false).await.unwrap();
    let own = fingerprint(&offer.0);
    let swapped = Sdp(offer.0.replace(&own, &foreign));
    let answer = right.peer.apply_offer(swapped).await.unwrap();
    left.peer.apply_answer(answer).await.unwrap();
    let connected = timeout(Duration::from_secs(4), settle(&mut left, &mut right, 2, 0));
    assert!(connected.await.is_err(), "connected with a foreign fingerprint");
    assert_eq!(right.witness.pictures(), 0);
}

fn fingerprint(sdp: &str) -> String {
    let line = sdp.lines().find_map(|line| line.strip_prefix("a=fingerprint:sha-256 "));
    line.expect("a fingerprint").trim().to_owned()
}

#[tokio::test]
async fn rubbish_from_the_other_side_is_an_error_not_a_panic() {
    let side = participant([1, 2]).await;
    for text in ["", "v=0", "\u{0}\u{ffff}", "v=0\r\nm=audio 9 RTP/SAVP 0\r\n"] {
        let sdp = Sdp(text.to_owned());
        assert_eq!(side.peer.apply_answer(sdp.clone()).await, Err(PeerError::Description));
        let _ = side.peer.apply_offer(sdp).await;
        let candidate = Candidate { candidate: text.to_owned(), mid: text.to_owned(), line: 900 };
        side.peer.add_candidate(candidate).await;
    }
    assert_eq!(side.peer.send_data(b"early").await, Err(PeerError::Closed));
}
