//! The line to the room: opening, seats, reopening.

use core::time::Duration;

use heilsam_protocol::Bytes;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat, ToServer};
use rand_core::CryptoRng;

use super::Session;
use crate::command::Command;
use crate::view::{EndReason, Participant};

/// Pauses before the line is reopened, in milliseconds.
const PAUSES: [u64; 4] = [300, 1_000, 2_000, 4_000];
/// A line that does not come up within this time is opened afresh.
const OPENING_LIMIT: Duration = Duration::from_secs(8);

#[derive(Debug, Default)]
pub(super) struct Line {
    pub joined: bool,
    pub other_present: bool,
    pub attempts: u32,
    reopen_at: Option<Duration>,
    opened_at: Duration,
}

impl Session {
    pub(super) fn open_line(&mut self, now: Duration) {
        self.line.joined = false;
        self.line.other_present = false;
        self.line.reopen_at = None;
        self.line.opened_at = now;
        self.command(Command::OpenSignalling);
    }

    pub(super) fn line_opened(&mut self) {
        let seat = match self.config.me() {
            Participant::Patient => Seat::Guest,
            Participant::Doctor => Seat::Doctor,
        };
        self.control(&ToServer::Join { seat, seat_key: Bytes::from(self.seat_key) });
    }

    /// The call itself goes on: it needs no server.
    pub(super) fn line_closed(&mut self, now: Duration) {
        self.line.joined = false;
        self.line.other_present = false;
        self.forget_channel();
        let place = usize::try_from(self.line.attempts).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
        let pause = PAUSES.get(place).copied().unwrap_or(4_000);
        self.line.attempts = self.line.attempts.saturating_add(1);
        self.line.reopen_at = Some(now + Duration::from_millis(pause));
    }

    pub(super) fn line_tick(&mut self, now: Duration) {
        let due = match self.line.reopen_at {
            Some(at) => now >= at,
            None => !self.line.joined && now.saturating_sub(self.line.opened_at) > OPENING_LIMIT,
        };
        if due {
            self.open_line(now);
        }
    }

    /// The network changed: an open line may be a dead one.
    pub(super) fn line_hurry(&mut self, now: Duration) {
        self.forget_channel();
        self.open_line(now);
    }

    pub(super) fn server_said(&mut self, now: Duration, text: &str, rng: &mut impl CryptoRng) {
        let Ok(message) = serde_json::from_str::<FromServer>(text) else { return };
        match message {
            FromServer::Joined { peer_present } => {
                self.line.joined = true;
                self.line.attempts = 0;
                self.line.other_present = peer_present;
                // Now, not once the other side is proven: who waits alone and loads the page again must find the seat free.
                self.keep();
                if peer_present {
                    self.begin_verification(now, rng);
                }
            }
            FromServer::PeerJoined => {
                self.line.other_present = true;
                self.begin_verification(now, rng);
            }
            FromServer::PeerLeft => {
                self.line.other_present = false;
                self.forget_channel();
            }
            FromServer::Refused { reason } => self.end(end_reason(reason)),
        }
    }

    /// Frees the seat for good.
    pub(super) fn leave(&mut self) {
        if self.line.joined {
            self.control(&ToServer::Leave);
        }
    }

    fn control(&mut self, message: &ToServer) {
        if let Ok(text) = serde_json::to_string(message) {
            self.command(Command::SendText(text));
        }
    }
}

const fn end_reason(reason: RefusedReason) -> EndReason {
    match reason {
        RefusedReason::NoRoom => EndReason::RoomUnknown,
        RefusedReason::TooEarly => EndReason::TooEarly,
        RefusedReason::NotAllowed => EndReason::NotAllowed,
        RefusedReason::SeatTaken | RefusedReason::TakenOver => EndReason::SeatTaken,
        RefusedReason::Ended => EndReason::Expired,
        RefusedReason::BadFrame => EndReason::VersionMismatch,
        RefusedReason::TooMany => EndReason::TooManyTries,
        RefusedReason::TooManyGuests => EndReason::TooManyGuests,
    }
}
