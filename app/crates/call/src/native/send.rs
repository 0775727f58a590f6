//! The sending side: pictures and sound coded at their pace; black and silence while a track is off.

mod picture;

use super::clock::Clock;
use super::estimate::Estimate;
use super::media::{AudioSource, VideoSource};
use super::peer::engine;
use crate::Tracks;
use bytes::Bytes;
use heilsam_codecs::opus::{self, FRAME_SAMPLES};
use heilsam_codecs::vp8::KeyFrame;
use picture::PictureCoder;
use rtc::media::Sample;
use rtc::media_stream::MediaStreamTrack;
use rtc::rtp_transceiver::rtp_sender::{
    RTCRtpCodec, RTCRtpCodingParameters, RTCRtpEncodingParameters, RtpCodecKind,
};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;
use webrtc::error::{Error, Result};
use webrtc::media_stream::track_local::static_sample::TrackLocalStaticSample;
use webrtc::media_stream::track_local::{TrackLocal, TrackLocalEvent};
use webrtc::peer_connection::PeerConnection;
use webrtc::rtp_transceiver::RtpSender;

const AUDIO_INTERVAL: Duration = Duration::from_millis(20);

/// What both sending tasks watch.
#[derive(Clone)]
pub(super) struct Context {
    /// Which tracks carry picture and sound.
    pub(super) tracks: watch::Receiver<Tracks>,
    /// Whether packets can leave.
    pub(super) connected: watch::Receiver<bool>,
    pub(super) clock: Clock,
}

/// A track that was added to a peer connection.
pub(super) struct Track {
    track: Arc<TrackLocalStaticSample>,
    sender: Arc<dyn RtpSender>,
    number: u32,
}

impl Track {
    pub(super) async fn add_audio(to: &dyn PeerConnection, number: u32, now: Instant) -> Result<Self> {
        Self::add(to, RtpCodecKind::Audio, engine::opus(), number, now).await
    }

    pub(super) async fn add_video(to: &dyn PeerConnection, number: u32, now: Instant) -> Result<Self> {
        Self::add(to, RtpCodecKind::Video, engine::vp8(), number, now).await
    }

    async fn add(
        to: &dyn PeerConnection,
        kind: RtpCodecKind,
        codec: RTCRtpCodec,
        number: u32,
        now: Instant,
    ) -> Result<Self> {
        let coding = RTCRtpEncodingParameters {
            rtp_coding_parameters: RTCRtpCodingParameters { ssrc: Some(number), ..Default::default() },
            codec,
            ..Default::default()
        };
        // The library looks feedback up by this name, first among the received tracks: two of one name, and requests for
        // key frames never arrive.
        let name = format!("{kind}-{number:08x}");
        let track = MediaStreamTrack::new("call".to_owned(), name, kind.to_string(), kind, vec![coding]);
        let track = Arc::new(TrackLocalStaticSample::new(now, track)?);
        let sender = to.add_track(track.clone()).await?;
        Ok(Self { track, sender, number })
    }

    /// The number the negotiation gave the codec.
    async fn payload_type(&self) -> Result<u8> {
        let parameters = self.sender.get_parameters().await?.rtp_parameters;
        parameters.codecs.first().map(|codec| codec.payload_type).ok_or(Error::CodecNotFound)
    }

    async fn write(
        &self,
        payload_type: u8,
        data: Vec<u8>,
        timestamp: Instant,
        duration: Duration,
    ) -> Result<()> {
        let sample = Sample {
            data: Bytes::from(data),
            timestamp,
            duration,
            packet_timestamp: 0,
            prev_dropped_packets: 0,
            prev_padding_packets: 0,
        };
        self.track.sample_writer(self.number, payload_type).write_sample(&sample).await
    }
}

/// Sends sound until the peer connection is dropped.
pub(super) async fn audio(track: Track, source: Option<Arc<Mutex<dyn AudioSource>>>, mut context: Context) {
    let Ok(mut encoder) = opus::Encoder::new() else { return };
    if context.connected.wait_for(|connected| *connected).await.is_err() {
        return;
    }
    let Ok(payload_type) = track.payload_type().await else { return };
    let mut beat = tokio::time::interval(AUDIO_INTERVAL);
    loop {
        beat.tick().await;
        let on = context.tracks.borrow().audio;
        let samples = match &source {
            Some(source) if on => source.lock().unwrap_or_else(PoisonError::into_inner).next(),
            _ => [0; FRAME_SAMPLES],
        };
        let Ok(packet) = encoder.encode(&samples) else { continue };
        // Fails while nothing is connected; the peer connection ends this task when it goes.
        let _ = track.write(payload_type, packet, context.clock.now(), AUDIO_INTERVAL).await;
    }
}

/// Sends pictures until the peer connection is dropped.
pub(super) async fn video(
    track: Track,
    source: Option<Arc<Mutex<dyn VideoSource>>>,
    estimate: Estimate,
    mut context: Context,
) {
    let key_frame_wanted = Arc::new(AtomicBool::new(false));
    let listening = tokio::spawn(note_requests(track.track.clone(), key_frame_wanted.clone()));
    let _listening = AbortOnDrop(listening.abort_handle());
    if context.connected.wait_for(|connected| *connected).await.is_err() {
        return;
    }
    let Ok(payload_type) = track.payload_type().await else { return };
    let mut coder = PictureCoder::new(source);
    let mut before = context.clock.now();
    let mut was_on = false;
    loop {
        let affordable = estimate.affordable();
        let on = context.tracks.borrow_and_update().video;
        // Nothing of a black picture helps to code the first real one, and who missed the beginning can begin here.
        let first = !std::mem::replace(&mut was_on, on) && on;
        let wanted = key_frame_wanted.swap(false, Relaxed);
        let key = if first || wanted { KeyFrame::Forced } else { KeyFrame::Auto };
        let start = tokio::time::Instant::now();
        let working = tokio::task::spawn_blocking(move || {
            let coded = coder.next(on, affordable, key);
            (coder, coded)
        });
        let Ok((working, coded)) = working.await else { return };
        coder = working;
        let now = context.clock.now();
        if let Some(coded) = coded
            && track.write(payload_type, coded, now, now.duration_since(before)).await.is_ok()
        {
            before = now;
        }
        let mut beat = tokio::time::interval_at(start + affordable.interval, affordable.interval);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tokio::select! {
            _ = beat.tick() => {}
            // Admitted: the first picture leaves at once.
            changed = context.tracks.changed() => if changed.is_err() { return },
        }
    }
}

/// Notes that the receiver asked for a key frame.
async fn note_requests(track: Arc<TrackLocalStaticSample>, wanted: Arc<AtomicBool>) {
    while let Some(event) = track.poll().await {
        if let TrackLocalEvent::OnRtcpPacket(_) = event {
            wanted.store(true, Relaxed);
        }
    }
}

struct AbortOnDrop(tokio::task::AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
