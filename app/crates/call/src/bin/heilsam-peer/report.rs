//! What is printed: one JSON object per line. Contains the security number, never a name, key or address.

use heilsam_call::native::{CallHandle, MediaSink};
use heilsam_call::{CallView, EndReason, Layer2, Link, Phase};
use heilsam_codecs::Frame;
use heilsam_codecs::synthetic::peak;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed};

/// Counts what is seen and heard.
#[derive(Default)]
pub(crate) struct Witness {
    pictures: AtomicU64,
    visible: AtomicU64,
    width: AtomicU32,
    height: AtomicU32,
    sounds: AtomicU64,
    loudest: AtomicU16,
}

impl MediaSink for Witness {
    fn picture(&self, frame: Frame) {
        self.pictures.fetch_add(1, Relaxed);
        self.visible.fetch_add(u64::from(!frame.is_black()), Relaxed);
        self.width.store(frame.dimensions().width(), Relaxed);
        self.height.store(frame.dimensions().height(), Relaxed);
    }

    fn sound(&self, samples: &[i16]) {
        self.sounds.fetch_add(1, Relaxed);
        self.loudest.fetch_max(peak(samples), Relaxed);
    }
}

/// Prints.
#[derive(Clone)]
pub(crate) struct Report(Arc<Witness>);

impl Report {
    pub(crate) fn new(witness: Arc<Witness>) -> Self {
        Self(witness)
    }

    /// The link for the guest.
    pub(crate) fn invitation(&self, link: &str) {
        self.print(&json!({ "event": "invitation", "link": link }));
    }

    /// Where the consultation stands.
    pub(crate) fn view(&self, view: &CallView) {
        self.print(&json!({
            "event": "view",
            "phase": phase(&view.phase),
            "security_number": view.security_number,
            "other_named": view.other_name.is_some(),
            "consent_version": view.consent.as_ref().map(|given| &given.record.version),
            "consent_known": view.consent.as_ref().map(|given| given.known),
            "layer2": layer2_name(view.layer2),
            "sending": { "audio": view.sending.audio, "video": view.sending.video },
        }));
    }

    /// Sums since the start.
    pub(crate) fn media(&self, handle: &CallHandle) {
        let security = handle.security();
        self.print(&json!({
            "event": "media",
            "pictures": self.0.pictures.load(Relaxed),
            "visible": self.0.visible.load(Relaxed),
            "width": self.0.width.load(Relaxed),
            "height": self.0.height.load(Relaxed),
            "sounds": self.0.sounds.load(Relaxed),
            "peak": self.0.loudest.load(Relaxed),
            "srtp": security.as_ref().map(|security| security.srtp.as_str()),
            "dtls": security.as_ref().map(|security| security.dtls.as_str()),
        }));
    }

    fn print(&self, value: &Value) {
        use std::io::Write;
        // Nobody reads any more: nothing to be done about it.
        let _ = writeln!(std::io::stdout().lock(), "{value}");
    }
}

fn phase(phase: &Phase) -> Value {
    match phase {
        Phase::Connecting { attempts } => json!({ "name": "connecting", "attempts": attempts }),
        Phase::Alone => json!({ "name": "alone" }),
        Phase::Verifying => json!({ "name": "verifying" }),
        Phase::WaitingRoom { hot } => json!({ "name": "waiting-room", "hot": hot }),
        Phase::InCall(link) => json!({ "name": "in-call", "link": link_name(*link) }),
        Phase::Ended(reason) => json!({ "name": "ended", "reason": reason_name(*reason) }),
    }
}

fn link_name(link: Link) -> &'static str {
    match link {
        Link::Connecting => "connecting",
        Link::Good => "good",
        Link::Reconnecting { .. } => "reconnecting",
        Link::OtherGone => "other-gone",
        Link::NoWay => "no-way",
    }
}

const fn layer2_name(layer2: Layer2) -> &'static str {
    match layer2 {
        Layer2::Pending => "pending",
        Layer2::Active => "active",
        Layer2::Unavailable => "unavailable",
    }
}

fn reason_name(reason: EndReason) -> &'static str {
    match reason {
        EndReason::HungUp => "hung-up",
        EndReason::OtherHungUp => "other-hung-up",
        EndReason::Refused => "refused",
        EndReason::RoomUnknown => "room-unknown",
        EndReason::TooEarly => "too-early",
        EndReason::Expired => "expired",
        EndReason::SeatTaken => "seat-taken",
        EndReason::NotAllowed => "not-allowed",
        EndReason::CodeWrong => "code-wrong",
        EndReason::CodeLocked => "code-locked",
        EndReason::NotAuthentic => "not-authentic",
        EndReason::NumberDiffers => "number-differs",
        EndReason::OtherNumberDiffers => "other-number-differs",
        EndReason::TooManyTries => "too-many-tries",
        EndReason::TooManyGuests => "too-many-guests",
        EndReason::FrameEncryptionFailed => "frame-encryption-failed",
        EndReason::ConnectionLost => "connection-lost",
        EndReason::VersionMismatch => "version-mismatch",
    }
}
