//! The peer connection.

use core::time::Duration;
use std::cell::Cell;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    MediaStream, MessageEvent, RtcBundlePolicy, RtcConfiguration, RtcDataChannel, RtcDataChannelInit,
    RtcDataChannelType, RtcIceCandidateInit, RtcIceTransportPolicy, RtcOfferOptions, RtcPeerConnection,
    RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcRtpTransceiver, RtcRtpTransceiverDirection,
    RtcRtpTransceiverInit, RtcSdpType, RtcSessionDescriptionInit, RtcTrackEvent,
};

use super::devices::{DeviceKind, Devices};
use super::frames::Frames;
use super::sending::Sending;
use super::stats::Line;
use super::{js, stats};
use crate::event::{Event, PeerState};
use crate::media::{Candidate, IceServer, Sdp};
use crate::view::Quality;

/// Black and the first picture are this many times smaller per side: less to compute while waiting, sooner there.
const FIRST_DIVISOR: u8 = 4;
/// What the picture begins with, in kbit/s.
const START_KBPS: u32 = 200;
/// So many milliseconds after the first picture it is half as large per side as the camera makes it, and whole. By the first of them the
/// browser knows whether the line is narrow.
const HALF: u128 = 900;
const WHOLE: u128 = 1_500;

/// A peer connection that reports to the session; closes without further events when dropped.
pub(super) struct Peer {
    connection: RtcPeerConnection,
    channel: RtcDataChannel,
    offering: bool,
    frames: Option<Frames>,
    shielded: Cell<usize>,
    measuring: Cell<bool>,
    /// The picture goes out so many times smaller per side than the camera makes it.
    divisor: Cell<u8>,
    /// Whether the other side may see the picture, and since when it goes out.
    shown: Cell<bool>,
    since: Cell<Option<Duration>>,
    sending: Sending,
    _listeners: Vec<Box<dyn core::any::Any>>,
}

impl Peer {
    /// `offering` = this side makes the first offer and thereby the audio and video sections. With `frames`, every
    /// frame of the connection goes through them.
    pub fn new(
        configuration: &RtcConfiguration,
        offering: bool,
        frames: Option<Frames>,
        remote: &MediaStream,
        report: impl Fn(Event) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let connection = RtcPeerConnection::new_with_configuration(configuration)?;
        if offering {
            for kind in ["audio", "video"] {
                let wish = RtcRtpTransceiverInit::new();
                wish.set_direction(RtcRtpTransceiverDirection::Sendrecv);
                connection.add_transceiver_with_str_and_init(kind, &wish);
            }
        }
        let options = RtcDataChannelInit::new();
        options.set_negotiated(true);
        options.set_id(0);
        let channel = connection.create_data_channel_with_data_channel_dict("heilsam", &options);
        channel.set_binary_type(RtcDataChannelType::Arraybuffer);
        let listeners = listen(&connection, &channel, remote, &report);
        let shielded = Cell::new(0);
        let divisor = Cell::new(FIRST_DIVISOR);
        let measuring = Cell::new(false);
        let peer = Self {
            connection,
            channel,
            offering,
            frames,
            shielded,
            measuring,
            divisor,
            shown: Cell::default(),
            since: Cell::default(),
            sending: Sending::new(),
            _listeners: listeners,
        };
        peer.shield()?;
        Ok(peer)
    }

    /// Puts the frame encryption onto sections that are new: before their first negotiation, or it is never called.
    fn shield(&self) -> Result<(), JsValue> {
        let Some(frames) = &self.frames else { return Ok(()) };
        let transceivers = self.transceivers();
        for transceiver in transceivers.iter().skip(self.shielded.get()) {
            frames.attach(transceiver)?;
            prefer_vp8(transceiver);
        }
        self.shielded.set(transceivers.len());
        Ok(())
    }

    /// Whether the frame encryption is on every section.
    pub fn is_shielded(&self) -> bool {
        self.frames.is_some() && self.shielded.get() > 0
    }

    /// The entries of this connection's statistics, to be read by [`stats`]. A busy device is not asked again before it has
    /// answered.
    pub async fn stats(&self) -> Option<Vec<JsValue>> {
        if self.measuring.replace(true) {
            return None;
        }
        let report = js::wait(self.connection.get_stats()).await;
        self.measuring.set(false);
        report.ok().map(|report| stats::entries(&report))
    }

    /// What the frame encryption counted, if there is one and it answers.
    pub async fn counted(&self) -> Option<JsValue> {
        self.frames.as_ref()?.counts().await
    }

    /// Puts the local tracks onto the audio and video sections.
    pub async fn attach(&self, devices: &Devices) {
        for transceiver in self.transceivers() {
            let kind = match transceiver.receiver().track().kind().as_str() {
                "video" => DeviceKind::Camera,
                _ => DeviceKind::Microphone,
            };
            transceiver.set_direction(RtcRtpTransceiverDirection::Sendrecv);
            let track = devices.sending(kind);
            let _ = js::wait(transceiver.sender().replace_track(track.as_ref())).await;
        }
        self.sending.divide_picture(&self.transceivers(), self.divisor.get());
    }

    /// From now on the other side may see the picture.
    pub fn show(&self) {
        self.shown.set(true);
    }

    /// Fits the picture to the line, and says how good that is once the picture is left to it.
    pub fn fit(&self, now: Duration, line: Line) -> Option<Quality> {
        if self.sending.hold(&self.transceivers(), FIRST_DIVISOR, now, line.bytes) {
            // Behind a silence may lie another line, of which nothing is known.
            self.divisor.set(FIRST_DIVISOR);
            self.since.set(None);
            return None;
        }
        self.grow(now, line);
        (line.kbps > 0 && self.divisor.get() == 1).then(|| self.sending.fit(&self.transceivers(), now, line))
    }

    /// Lets the picture grow by the clock, which begins with the line: somebody may be admitted before there is one.
    fn grow(&self, now: Duration, line: Line) {
        if !self.shown.get() || self.connection.connection_state() != RtcPeerConnectionState::Connected {
            return;
        }
        let since = self.since.get().unwrap_or(now);
        self.since.set(Some(since));
        let divisor = match now.saturating_sub(since).as_millis() {
            ..HALF => FIRST_DIVISOR,
            HALF..WHOLE => 2,
            WHOLE.. => 1,
        };
        if divisor < self.divisor.get() {
            // Not before all is agreed: Chromium would count the sound as nothing when it shares out the line.
            Sending::prefer_sound(&self.transceivers());
            let grown = self.sending.grow(&self.transceivers(), divisor, now, line.kbps);
            self.divisor.set(if grown { divisor } else { 1 });
        }
    }

    pub async fn create_offer(&self, ice_restart: bool) -> Result<Sdp, JsValue> {
        let options = RtcOfferOptions::new();
        options.set_ice_restart(ice_restart);
        let offer = js::wait(self.connection.create_offer_with_rtc_offer_options(&options)).await?;
        self.set_local(offer).await
    }

    pub async fn apply_offer(&self, offer: &Sdp, devices: &Devices) -> Result<Sdp, JsValue> {
        self.set_remote(RtcSdpType::Offer, offer).await?;
        self.shield()?;
        if !self.offering {
            self.attach(devices).await;
        }
        let answer = js::wait(self.connection.create_answer()).await?;
        self.set_local(answer).await
    }

    pub async fn apply_answer(&self, answer: &Sdp) -> Result<(), JsValue> {
        self.set_remote(RtcSdpType::Answer, answer).await
    }

    pub async fn add_candidate(&self, candidate: &Candidate) {
        let init = RtcIceCandidateInit::new(&candidate.candidate);
        init.set_sdp_mid(Some(&candidate.mid));
        init.set_sdp_m_line_index(Some(candidate.line));
        let added = self.connection.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init));
        let _ = js::wait(added).await;
    }

    pub fn update_servers(&self, configuration: &RtcConfiguration) {
        let _ = js::call(&self.connection, "setConfiguration", &[configuration.into()]);
    }

    pub fn send_data(&self, bytes: &[u8]) {
        let _ = self.channel.send_with_u8_array(bytes);
    }

    pub fn connection(&self) -> JsValue {
        self.connection.clone().into()
    }

    /// No more events from here: another connection takes over, or none.
    pub fn silence(&self) {
        self.connection.set_onicecandidate(None);
        self.connection.set_ontrack(None);
        self.connection.set_onconnectionstatechange(None);
        self.channel.set_onopen(None);
        self.channel.set_onmessage(None);
    }

    fn transceivers(&self) -> Vec<RtcRtpTransceiver> {
        self.connection.get_transceivers().iter().map(JsCast::unchecked_into).collect()
    }

    async fn set_local(&self, description: JsValue) -> Result<Sdp, JsValue> {
        let sdp = Sdp::of_browser(&js::text(&description, "sdp"));
        let description: RtcSessionDescriptionInit = description.unchecked_into();
        js::wait(self.connection.set_local_description(&description)).await?;
        Ok(sdp)
    }

    async fn set_remote(&self, kind: RtcSdpType, sdp: &Sdp) -> Result<(), JsValue> {
        let description = RtcSessionDescriptionInit::new(kind);
        description.set_sdp(&sdp.begin_at(START_KBPS));
        js::wait(self.connection.set_remote_description(&description)).await.map(|_| ())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.silence();
        self.connection.close();
    }
}

/// How connections are made here: one bundle, own certificate, given servers.
pub(super) fn configuration(
    servers: &[IceServer],
    relay_only: bool,
    certificate: Option<&JsValue>,
) -> RtcConfiguration {
    let configuration = RtcConfiguration::new();
    let list: Array = servers
        .iter()
        .map(|server| {
            let urls: Array = server.urls.iter().map(JsValue::from).collect();
            js::object(&[
                ("urls", urls.into()),
                ("username", (&server.username).into()),
                ("credential", (&server.credential).into()),
            ])
        })
        .collect();
    configuration.set_ice_servers(&list);
    configuration.set_bundle_policy(RtcBundlePolicy::MaxBundle);
    if relay_only {
        configuration.set_ice_transport_policy(RtcIceTransportPolicy::Relay);
    }
    if let Some(certificate) = certificate {
        configuration.set_certificates(&Array::of1(certificate));
    }
    configuration
}

/// The frame encryption leaves what a VP8 packetiser reads in the clear, and no other codec's.
fn prefer_vp8(transceiver: &RtcRtpTransceiver) {
    if transceiver.receiver().track().kind() != DeviceKind::Camera.name() {
        return;
    }
    let class = web_sys::window().map(|window| js::get(&window, "RTCRtpReceiver")).unwrap_or_default();
    let Some(able) = js::call(&class, "getCapabilities", &["video".into()]) else { return };
    let Ok(codecs) = js::get(&able, "codecs").dyn_into::<Array>() else { return };
    let fits = |codec: &JsValue| {
        let name = js::text(codec, "mimeType").to_ascii_lowercase();
        matches!(name.as_str(), "video/vp8" | "video/rtx")
    };
    let wanted: Array = codecs.iter().filter(fits).collect();
    let _ = js::call(transceiver, "setCodecPreferences", &[wanted.into()]);
}

fn listen(
    connection: &RtcPeerConnection,
    channel: &RtcDataChannel,
    remote: &MediaStream,
    report: &(impl Fn(Event) + Clone + 'static),
) -> Vec<Box<dyn core::any::Any>> {
    let tell = report.clone();
    let on_candidate =
        Closure::<dyn FnMut(RtcPeerConnectionIceEvent)>::new(move |event: RtcPeerConnectionIceEvent| {
            if let Some(found) = event.candidate() {
                tell(Event::LocalCandidate(Candidate {
                    candidate: found.candidate(),
                    mid: found.sdp_mid().unwrap_or_default(),
                    line: found.sdp_m_line_index().unwrap_or_default(),
                }));
            }
        });
    connection.set_onicecandidate(Some(on_candidate.as_ref().unchecked_ref()));

    // Not `remote.clone()`: that is the browser's own method, which makes another stream.
    let stream: MediaStream = Clone::clone(remote);
    let on_track = Closure::<dyn FnMut(RtcTrackEvent)>::new(move |event: RtcTrackEvent| {
        stream.add_track(&event.track());
    });
    connection.set_ontrack(Some(on_track.as_ref().unchecked_ref()));

    let (tell, watched) = (report.clone(), connection.clone());
    let on_state = Closure::<dyn FnMut()>::new(move || {
        let state = match watched.connection_state() {
            RtcPeerConnectionState::Connected => PeerState::Connected,
            RtcPeerConnectionState::Disconnected => PeerState::Disconnected,
            RtcPeerConnectionState::Failed => PeerState::Failed,
            _ => PeerState::Connecting,
        };
        tell(Event::Peer(state));
    });
    connection.set_onconnectionstatechange(Some(on_state.as_ref().unchecked_ref()));

    let tell = report.clone();
    let on_open = Closure::<dyn FnMut()>::new(move || tell(Event::DataOpened));
    channel.set_onopen(Some(on_open.as_ref().unchecked_ref()));

    let tell = report.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
            tell(Event::Data(Uint8Array::new(&buffer).to_vec()));
        }
    });
    channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    vec![
        Box::new(on_candidate),
        Box::new(on_track),
        Box::new(on_state),
        Box::new(on_open),
        Box::new(on_message),
    ]
}
