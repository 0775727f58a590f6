//! The second layer: who gets which keys, and what happens when it does not hold.

use core::time::Duration;

use super::Session;
use crate::media::FrameCounts;
use crate::payload::Payload;
use crate::view::{EndReason, Layer2};

/// Half a second of sound: what a transport may be ahead.
const AHEAD: u64 = 25;
/// A worker that was kept waiting by a busy device catches up within this time; one that is passed by never does.
const CATCH_UP: Duration = Duration::from_secs(2);

impl FrameCounts {
    /// Whether frames went past the frame encryption, in either direction.
    const fn bypassed(self) -> bool {
        past(self.sent, self.sealed) || past(self.received, self.called)
    }
}

/// A browser gives a stream to its transform as a whole or not at all. The quarter is for packets without a frame, which
/// the statistics of the sound count too.
const fn past(transport: u64, worker: u64) -> bool {
    transport > worker.saturating_add(worker / 4).saturating_add(AHEAD)
}

impl Session {
    /// A new peer connection takes the keys of the newest handshake, if both drivers can use them. They are never used
    /// for two connections: frame counters begin anew with each.
    pub(super) fn agree_on_frames(&mut self) {
        let theirs = self.other.as_ref().is_some_and(|other| other.frame_encryption);
        let both = self.config.frame_encryption && theirs;
        let keys = self.fresh_frame_keys.take().filter(|_| both);
        if both && keys.is_none() {
            return self.frame_encryption_failed();
        }
        self.view.layer2 = if both { Layer2::Pending } else { Layer2::Unavailable };
        if let Some(peer) = &mut self.peer {
            peer.frame_keys = keys;
        }
    }

    pub(super) fn frames_counted(&mut self, now: Duration, audio: FrameCounts, video: FrameCounts) {
        let Some(peer) = &mut self.peer else { return };
        if !audio.bypassed() && !video.bypassed() {
            peer.bypassed_since = None;
            return;
        }
        let since = *peer.bypassed_since.get_or_insert(now);
        if now.saturating_sub(since) >= CATCH_UP {
            self.frame_encryption_failed();
        }
    }

    /// Fails closed: without the layer both sides agreed upon there is no call.
    pub(super) fn frame_encryption_failed(&mut self) {
        self.tell(&Payload::Bye);
        self.leave();
        self.end(EndReason::FrameEncryptionFailed);
    }
}
