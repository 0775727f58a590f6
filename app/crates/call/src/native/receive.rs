//! The receiving side: packets in order, decoded, handed to the sink.

mod assemble;
mod reorder;

use super::media::MediaSink;
use crate::ReceivedMedia;
use assemble::Assembler;
use heilsam_codecs::{Frame, opus, vp8};
use reorder::{Next, Reorder};
use rtc::rtcp::payload_feedbacks::picture_loss_indication::PictureLossIndication;
use rtc::rtp;
use rtc::rtp_transceiver::rtp_sender::RtpCodecKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::Instant;
use webrtc::media_stream::track_remote::{TrackRemote, TrackRemoteEvent};

/// Packets that may wait behind a gap: about 150 ms of picture, 60 ms of sound.
const VIDEO_PATIENCE: usize = 24;
const AUDIO_PATIENCE: usize = 3;

/// Most frames of sound to bridge after a gap; a longer one is silence.
const MAX_BRIDGED: u64 = 5;

/// Time between requests for a key frame.
const REQUEST_INTERVAL: Duration = Duration::from_millis(300);

/// What has arrived so far.
#[derive(Default)]
pub(super) struct Totals {
    bytes: AtomicU64,
    packets: AtomicU64,
    lost: AtomicU64,
    frames: AtomicU64,
}

impl Totals {
    /// The totals with the round-trip time, in milliseconds.
    pub(super) fn read(&self, rtt_ms: u32) -> ReceivedMedia {
        ReceivedMedia {
            bytes: self.bytes.load(Relaxed),
            packets: self.packets.load(Relaxed),
            lost: self.lost.load(Relaxed),
            rtt_ms,
            frames: self.frames.load(Relaxed),
        }
    }

    fn count(&self, packet: &rtp::Packet) {
        self.bytes.fetch_add(packet.payload.len() as u64, Relaxed);
        self.packets.fetch_add(1, Relaxed);
    }
}

/// Receives one track until it ends.
pub(super) async fn track(track: Arc<dyn TrackRemote>, sink: Arc<dyn MediaSink>, totals: Arc<Totals>) {
    match track.kind().await {
        RtpCodecKind::Video => video(&*track, &*sink, &totals).await,
        RtpCodecKind::Audio => audio(&*track, &*sink, &totals).await,
        _ => {}
    }
}

async fn video(track: &dyn TrackRemote, sink: &dyn MediaSink, totals: &Totals) {
    let Ok(decoder) = vp8::Decoder::new() else { return };
    let (mut decoder, mut assembler) = (Some(decoder), Assembler::new());
    let mut buffer = Reorder::new(VIDEO_PATIENCE);
    let mut asked: Option<Instant> = None;
    while let Some(event) = track.poll().await {
        let TrackRemoteEvent::OnRtpPacket(packet) = event else { continue };
        totals.count(&packet);
        let stream = packet.header.ssrc;
        buffer.push(packet.header.sequence_number, packet);
        while let Some(next) = buffer.pop() {
            let packet = match next {
                Next::Packet(packet) => packet,
                Next::Gap(packets) => {
                    totals.lost.fetch_add(packets, Relaxed);
                    assembler.lost();
                    continue;
                }
            };
            let Some(coded) = assembler.push(&packet.payload, packet.header.marker) else { continue };
            match decode(&mut decoder, coded).await {
                Some(Ok(Some(frame))) => {
                    totals.frames.fetch_add(1, Relaxed);
                    sink.picture(frame);
                }
                Some(Ok(None)) => {}
                Some(Err(_)) => assembler.lost(),
                None => return,
            }
        }
        if assembler.needs_key_frame() && asked.is_none_or(|at| at.elapsed() >= REQUEST_INTERVAL) {
            asked = Some(Instant::now());
            let request = PictureLossIndication { sender_ssrc: 0, media_ssrc: stream };
            let _ = track.write_rtcp(vec![Box::new(request)]).await;
        }
    }
}

/// Decodes off the event loop. `None` when the runtime is shutting down.
async fn decode(
    decoder: &mut Option<vp8::Decoder>,
    coded: Vec<u8>,
) -> Option<Result<Option<Frame>, vp8::Vp8Error>> {
    let mut working = decoder.take()?;
    let (working, result) = tokio::task::spawn_blocking(move || {
        let result = working.decode(&coded);
        (working, result)
    })
    .await
    .ok()?;
    *decoder = Some(working);
    Some(result)
}

async fn audio(track: &dyn TrackRemote, sink: &dyn MediaSink, totals: &Totals) {
    let Ok(mut decoder) = opus::Decoder::new() else { return };
    let mut buffer = Reorder::new(AUDIO_PATIENCE);
    let mut missing = 0;
    while let Some(event) = track.poll().await {
        let TrackRemoteEvent::OnRtpPacket(packet) = event else { continue };
        totals.count(&packet);
        buffer.push(packet.header.sequence_number, packet);
        while let Some(next) = buffer.pop() {
            match next {
                Next::Gap(packets) => {
                    totals.lost.fetch_add(packets, Relaxed);
                    missing = packets;
                }
                Next::Packet(packet) if packet.payload.is_empty() => {}
                Next::Packet(packet) => {
                    bridge(&mut decoder, std::mem::take(&mut missing), &packet.payload, sink);
                    if let Ok(samples) = decoder.decode(&packet.payload) {
                        sink.sound(&samples);
                    }
                }
            }
        }
    }
}

/// Fills in for `missing` frames: the last one from the error correction of `next`, those before by concealment.
fn bridge(decoder: &mut opus::Decoder, missing: u64, next: &[u8], sink: &dyn MediaSink) {
    for left in (1..=missing.min(MAX_BRIDGED)).rev() {
        let samples = if left == 1 { decoder.restore_before(next) } else { decoder.conceal() };
        if let Ok(samples) = samples {
            sink.sound(&samples);
        }
    }
}
