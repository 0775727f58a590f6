//! Turns the library's callbacks into [`PeerEvent`]s.

use super::{MAX_DATA, PeerEvent};
use crate::native::media::MediaSink;
use crate::native::receive::{self, Totals};
use crate::{Candidate, PeerState};
use std::sync::{Arc, OnceLock};
use tokio::sync::{mpsc, watch};
use webrtc::data_channel::{DataChannel, DataChannelEvent};
use webrtc::media_stream::track_remote::TrackRemote;
use webrtc::peer_connection::{
    PeerConnectionEventHandler, RTCPeerConnectionIceEvent, RTCPeerConnectionState,
};

/// Listens to one peer connection.
pub(super) struct Observer {
    pub(super) events: mpsc::UnboundedSender<PeerEvent>,
    pub(super) connected: watch::Sender<bool>,
    pub(super) sink: Arc<dyn MediaSink>,
    pub(super) totals: Arc<Totals>,
    pub(super) first_mid: Arc<OnceLock<String>>,
}

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Observer {
    async fn on_ice_candidate(&self, event: RTCPeerConnectionIceEvent) {
        let Ok(candidate) = event.candidate.to_json() else { return };
        let mid = self.first_mid.get().cloned().unwrap_or_else(|| "0".to_owned());
        let candidate = Candidate { candidate: candidate.candidate, mid, line: 0 };
        let _ = self.events.send(PeerEvent::Candidate(candidate));
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        self.connected.send_replace(state == RTCPeerConnectionState::Connected);
        let state = match state {
            RTCPeerConnectionState::Connecting => PeerState::Connecting,
            RTCPeerConnectionState::Connected => PeerState::Connected,
            RTCPeerConnectionState::Disconnected => PeerState::Disconnected,
            RTCPeerConnectionState::Failed => PeerState::Failed,
            // New and closed: we know, we did it.
            _ => return,
        };
        let _ = self.events.send(PeerEvent::State(state));
    }

    async fn on_track(&self, track: Arc<dyn TrackRemote>) {
        tokio::spawn(receive::track(track, self.sink.clone(), self.totals.clone()));
    }
}

/// Reads the data channel until it closes. Messages over the limit are dropped.
pub(super) async fn read_data(channel: Arc<dyn DataChannel>, events: mpsc::UnboundedSender<PeerEvent>) {
    while let Some(event) = channel.poll().await {
        let event = match event {
            DataChannelEvent::OnOpen => PeerEvent::DataOpened,
            DataChannelEvent::OnMessage(message) if message.data.len() <= MAX_DATA => {
                PeerEvent::Data(message.data.to_vec())
            }
            DataChannelEvent::OnClose => return,
            _ => continue,
        };
        if events.send(event).is_err() {
            return;
        }
    }
}
