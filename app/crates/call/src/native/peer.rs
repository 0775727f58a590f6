//! One peer connection: sound and picture both ways, and the data channel.
//!
//! Decides nothing about the call: descriptions go in and out as text, tracks are switched from outside. Until
//! [`Peer::enable`] says otherwise, black pictures and silence are sent.

pub(super) mod engine;
mod events;
mod key_frames;

use super::clock::Clock;
use super::estimate::Estimate;
use super::media::{MediaSink, Sources};
use super::receive::Totals;
use super::send::{self, Track};
use crate::{Candidate, IceServer, PeerState, ReceivedMedia, Sdp, Tracks};
use bytes::BytesMut;
use events::Observer;
use rtc::data_channel::RTCDataChannelInit;
use rtc::peer_connection::configuration::RTCOfferOptions;
use std::sync::{Arc, OnceLock};
use thiserror::Error;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;
use webrtc::data_channel::DataChannel;
use webrtc::peer_connection::{
    PeerConnection, PeerConnectionBuilder, RTCIceCandidateInit, RTCSdpType, RTCSessionDescription,
    StatsSelector,
};

/// Largest message on the data channel, in bytes.
const MAX_DATA: usize = 16 * 1024;

/// Which sockets to use.
#[derive(Debug, Clone)]
pub struct Network {
    /// Local addresses with port, `0.0.0.0:0` for all interfaces of the family.
    pub bind: Vec<String>,
    /// Offer loopback addresses too: for tests on one machine.
    pub loopback: bool,
    /// Look up the `.local` names that browsers put in place of addresses.
    pub resolve_mdns: bool,
}

impl Network {
    /// All interfaces: the desktop app.
    pub fn all() -> Self {
        Self { bind: vec!["0.0.0.0:0".to_owned()], loopback: false, resolve_mdns: true }
    }

    /// Loopback only: both participants on this machine.
    pub fn loopback() -> Self {
        Self { bind: vec!["127.0.0.1:0".to_owned()], loopback: true, resolve_mdns: false }
    }
}

/// What a peer connection is made from.
pub struct PeerSetup {
    /// Sockets.
    pub network: Network,
    /// STUN and TURN servers; those not reachable over UDP are left out.
    pub ice_servers: Vec<IceServer>,
    /// Use TURN relays only.
    pub relay_only: bool,
    /// Random stream numbers (SSRC) of sound and picture.
    pub stream_numbers: [u32; 2],
}

/// Why an operation failed. Without the library's text, which can hold addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PeerError {
    /// Sockets could not be bound, or the settings are refused.
    #[error("the peer connection could not be set up")]
    Setup,
    /// A description could not be made or applied.
    #[error("the session description was refused")]
    Description,
    /// The connection is closed or the data channel is not open.
    #[error("the connection is closed")]
    Closed,
}

/// What a peer connection reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeerEvent {
    /// A gathered candidate.
    Candidate(Candidate),
    /// The state changed.
    State(PeerState),
    /// The data channel opened.
    DataOpened,
    /// A message on the data channel.
    Data(Vec<u8>),
}

/// How the connection is protected, in the names of the IANA registries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Security {
    /// SRTP profile.
    pub srtp: String,
    /// DTLS cipher suite.
    pub dtls: String,
}

/// What is known of a connection at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// What has arrived so far.
    pub received: ReceivedMedia,
    /// How the connection is protected; `None` before it is connected.
    pub security: Option<Security>,
}

/// An open peer connection. Dropping it closes it.
pub struct Peer {
    connection: Arc<dyn PeerConnection>,
    data: Arc<dyn DataChannel>,
    tracks: watch::Sender<Tracks>,
    totals: Arc<Totals>,
    /// Media identification of the first section, to which all candidates belong (`max-bundle`).
    first_mid: Arc<OnceLock<String>>,
    relay_only: bool,
    clock: Clock,
    sending: Vec<AbortHandle>,
}

impl Peer {
    /// Opens sockets and makes the transceivers (sound, picture) and the data channel. Tracks start disabled.
    ///
    /// Errors: [`PeerError::Setup`].
    pub async fn open(
        setup: PeerSetup,
        sources: &Sources,
        sink: Arc<dyn MediaSink>,
        clock: Clock,
    ) -> Result<(Self, mpsc::UnboundedReceiver<PeerEvent>), PeerError> {
        let (events, receiver) = mpsc::unbounded_channel();
        let (tracks, tracks_seen) = watch::channel(Tracks::default());
        let (connected, connected_seen) = watch::channel(false);
        let (totals, first_mid) = (Arc::new(Totals::default()), Arc::new(OnceLock::new()));
        let estimate = Estimate::new();
        let observer = Observer {
            events: events.clone(),
            connected,
            sink,
            totals: totals.clone(),
            first_mid: first_mid.clone(),
        };
        let connection = connect(&setup, &estimate, observer).await.map_err(|_| PeerError::Setup)?;
        let [audio_number, video_number] = setup.stream_numbers;
        let now = clock.now();
        let audio = Track::add_audio(&*connection, audio_number, now).await.map_err(|_| PeerError::Setup)?;
        let video = Track::add_video(&*connection, video_number, now).await.map_err(|_| PeerError::Setup)?;
        let channel = RTCDataChannelInit { negotiated: Some(0), ..Default::default() };
        let data =
            connection.create_data_channel("call", Some(channel)).await.map_err(|_| PeerError::Setup)?;
        tokio::spawn(events::read_data(data.clone(), events));
        let context = send::Context { tracks: tracks_seen, connected: connected_seen, clock: clock.clone() };
        let sending = vec![
            tokio::spawn(send::audio(audio, sources.audio.clone(), context.clone())).abort_handle(),
            tokio::spawn(send::video(video, sources.video.clone(), estimate, context)).abort_handle(),
        ];
        Ok((
            Self {
                connection,
                data,
                tracks,
                totals,
                first_mid,
                relay_only: setup.relay_only,
                clock,
                sending,
            },
            receiver,
        ))
    }

    /// Makes an offer and sets it as local description. Errors: [`PeerError::Description`].
    pub async fn create_offer(&self, ice_restart: bool) -> Result<Sdp, PeerError> {
        let options = RTCOfferOptions { ice_restart };
        let offer = self.connection.create_offer(Some(options)).await.map_err(|_| PeerError::Description)?;
        self.set_local(offer).await
    }

    /// Sets the remote offer, rolling a pending own offer back, and answers. Errors: [`PeerError::Description`].
    pub async fn apply_offer(&self, offer: Sdp) -> Result<Sdp, PeerError> {
        let offer = RTCSessionDescription::offer(offer.0).map_err(|_| PeerError::Description)?;
        let pending = self.connection.pending_local_description().await;
        if pending.is_some_and(|description| description.sdp_type == RTCSdpType::Offer) {
            let rollback = RTCSessionDescription::rollback(None).map_err(|_| PeerError::Description)?;
            self.connection.set_local_description(rollback).await.map_err(|_| PeerError::Description)?;
        }
        self.connection.set_remote_description(offer).await.map_err(|_| PeerError::Description)?;
        let answer = self.connection.create_answer(None).await.map_err(|_| PeerError::Description)?;
        self.set_local(answer).await
    }

    /// Sets the remote answer. Errors: [`PeerError::Description`].
    pub async fn apply_answer(&self, answer: Sdp) -> Result<(), PeerError> {
        let answer = RTCSessionDescription::answer(answer.0).map_err(|_| PeerError::Description)?;
        self.connection.set_remote_description(answer).await.map_err(|_| PeerError::Description)
    }

    /// Adds a remote candidate. One that is malformed or comes too early or late is passed over.
    pub async fn add_candidate(&self, candidate: Candidate) {
        let candidate = RTCIceCandidateInit {
            candidate: candidate.candidate,
            sdp_mid: Some(candidate.mid),
            sdp_mline_index: Some(candidate.line),
            ..Default::default()
        };
        let _ = self.connection.add_ice_candidate(candidate).await;
    }

    /// Uses these servers from the next gathering on.
    pub async fn update_servers(&self, servers: &[IceServer]) {
        let configuration = engine::configuration(servers, self.relay_only);
        let _ = self.connection.set_configuration(configuration).await;
    }

    /// Switches picture and sound between the devices and black and silence, at once and without negotiation.
    pub fn enable(&self, tracks: Tracks) {
        self.tracks.send_replace(tracks);
    }

    /// Sends a message of at most 16 KiB on the data channel. Errors: [`PeerError::Closed`].
    pub async fn send_data(&self, message: &[u8]) -> Result<(), PeerError> {
        self.data.try_send(BytesMut::from(message)).await.map_err(|_| PeerError::Closed)
    }

    /// What has arrived so far, and how it is protected: one look at what the library counts.
    pub async fn statistics(&self) -> Statistics {
        let report = self.connection.get_stats(self.clock.now(), StatsSelector::None).await;
        let transport = report.transport();
        let selected = transport.map(|transport| &transport.selected_candidate_pair_id);
        let seconds = report
            .candidate_pairs()
            .find(|pair| Some(&pair.stats.id) == selected)
            .map_or(0.0, |pair| pair.current_round_trip_time);
        let security = transport
            .filter(|it| !it.srtp_cipher.is_empty())
            .map(|it| Security { srtp: it.srtp_cipher.clone(), dtls: it.dtls_cipher.clone() });
        Statistics { received: self.totals.read((seconds * 1000.0) as u32), security }
    }

    /// Closes the connection and waits until its sockets are closed.
    pub async fn close(self) {
        let _ = self.connection.close().await;
    }

    async fn set_local(&self, description: RTCSessionDescription) -> Result<Sdp, PeerError> {
        let sdp = Sdp(description.sdp.clone());
        // Before the description is set: candidates follow at once.
        if let Some(mid) = sdp.0.lines().find_map(|line| line.strip_prefix("a=mid:")) {
            let _ = self.first_mid.set(mid.trim().to_owned());
        }
        self.connection.set_local_description(description).await.map_err(|_| PeerError::Description)?;
        Ok(sdp)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        for task in &self.sending {
            task.abort();
        }
        let connection = self.connection.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { connection.close().await });
        }
    }
}

async fn connect(
    setup: &PeerSetup,
    estimate: &Estimate,
    observer: Observer,
) -> webrtc::error::Result<Arc<dyn PeerConnection>> {
    let (media, interceptors) = engine::media(estimate)?;
    let connection = PeerConnectionBuilder::new()
        .with_configuration(engine::configuration(&setup.ice_servers, setup.relay_only))
        .with_media_engine(media)
        .with_interceptor_registry(interceptors)
        .with_setting_engine(engine::settings(&setup.network))
        .with_handler(Arc::new(observer))
        .with_udp_addrs(setup.network.bind.clone())
        .build()
        .await?;
    Ok(Arc::new(connection))
}
