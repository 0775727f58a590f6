//! Reading `getStats`.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::devices::DeviceKind;
use super::js;
use crate::media::{FrameCounts, ReceivedMedia};

/// The entries of a report. Taken out once: this happens several times a second beside a picture that must not wait.
pub(super) fn entries(report: &JsValue) -> Vec<JsValue> {
    js::call(report, "values", &[]).map(|values| Array::from(&values).to_vec()).unwrap_or_default()
}

/// What the browser thinks of the line that it sends on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Line {
    /// What it bears, sound and packet headers included, in kbit/s; 0 where it does not tell.
    pub kbps: u32,
    /// Everything that came on it, also what only answers.
    pub bytes: u64,
    /// Time there and back in milliseconds, as the answers to pictures tell it; `None` before the first.
    pub trip: Option<u32>,
}

/// Adds up what arrived, and says what the browser thinks of the line.
pub(super) fn received(entries: &[JsValue]) -> (ReceivedMedia, Line) {
    let mut media = ReceivedMedia::default();
    let mut line = Line::default();
    let whole = |number: f64| u32::try_from(js::count(number)).unwrap_or(u32::MAX);
    for entry in entries {
        match js::text(entry, "type").as_str() {
            "inbound-rtp" => {
                media.bytes += count(entry, "bytesReceived") + count(entry, "headerBytesReceived");
                media.packets += count(entry, "packetsReceived");
                media.lost += count(entry, "packetsLost");
                media.frames += count(entry, "framesDecoded");
            }
            "candidate-pair" if js::get(entry, "nominated").is_truthy() => {
                media.rtt_ms = whole(js::number(entry, "currentRoundTripTime") * 1000.0);
                line.bytes += count(entry, "bytesReceived");
                line.kbps = line.kbps.max(whole(js::number(entry, "availableOutgoingBitrate") / 1000.0));
            }
            "remote-inbound-rtp" if js::text(entry, "kind") == DeviceKind::Camera.name() => {
                line.trip = js::get(entry, "roundTripTime").as_f64().map(|seconds| whole(seconds * 1000.0));
            }
            _ => {}
        }
    }
    (media, line)
}

/// What the transport says of one kind of frames, beside what the worker counted afterwards. A frame of sound is a
/// packet; a picture counts when it was sent whole or decoded.
pub(super) fn frames(entries: &[JsValue], counted: &JsValue, kind: DeviceKind) -> FrameCounts {
    let (worker, sent, received) = match kind {
        DeviceKind::Camera => ("video", "framesSent", "framesDecoded"),
        DeviceKind::Microphone => ("audio", "packetsSent", "packetsReceived"),
    };
    let counted = js::get(counted, worker);
    let (sealed, called) = (count(&counted, "sealed"), count(&counted, "called"));
    let mut counts = FrameCounts { sealed, called, ..FrameCounts::default() };
    for entry in entries.iter().filter(|entry| js::text(entry, "kind") == kind.name()) {
        match js::text(entry, "type").as_str() {
            "outbound-rtp" => counts.sent += count(entry, sent),
            "inbound-rtp" => counts.received += count(entry, received),
            _ => {}
        }
    }
    counts
}

fn count(entry: &JsValue, name: &str) -> u64 {
    js::count(js::number(entry, name))
}
