//! A first connection that was agreed on and does not come about: when it is made anew, and when that is hopeless.

use core::time::Duration;

use super::Session;
use crate::command::Command;
use crate::event::PeerState;
use crate::view::Participant;

/// So long an agreed connection may take before everything about it is made anew; each further time twice as long.
const LIMIT: Duration = Duration::from_secs(8);
/// How often it is made anew.
const REBUILDS: u32 = 3;
/// After so long without a connection the screen says what to do. The attempts take less.
const HOPELESS: Duration = Duration::from_secs(60);

/// How long there has been no connection, and how often it was made anew.
#[derive(Debug, Default)]
pub(super) struct Reach {
    since: Option<Duration>,
    rebuilds: u32,
}

impl Reach {
    /// A connection is wanted and not there.
    pub fn wants(&mut self, now: Duration) {
        self.since = self.since.or(Some(now));
    }

    /// Whether a connection on which both have agreed so long ago is to be made anew.
    const fn is_due(&self, agreed_for: Duration) -> bool {
        // The number of attempts bounds the shift.
        self.rebuilds < REBUILDS && agreed_for.as_secs() >= LIMIT.as_secs() << self.rebuilds
    }

    /// Whether the person has to do something about it.
    pub fn is_hopeless(&self, now: Duration) -> bool {
        self.since.is_some_and(|since| now.saturating_sub(since) > HOPELESS)
    }
}

impl Session {
    pub(super) fn peer_state(&mut self, now: Duration, state: PeerState) {
        let expects = self.expects_media();
        // What a connection says that is being replaced is not about the next one.
        let Some(peer) = self.peer.as_mut().filter(|peer| peer.made) else { return };
        match state {
            PeerState::Connected => {
                peer.connected = true;
                self.reach = Reach::default();
            }
            PeerState::Connecting | PeerState::Disconnected => {}
            PeerState::Failed => {
                if core::mem::take(&mut peer.connected) {
                    peer.agreed_at = Some(now);
                    self.reach.wants(now);
                    if !expects {
                        // Who sends nothing was there until now: the time to come back begins here.
                        peer.watchdog.lives(now);
                    }
                }
                peer.watchdog.hurry();
                self.restore(now);
            }
        }
    }

    /// Only the doctor makes it anew, as only the doctor offers: two who did would undo each other's.
    pub(super) fn is_stuck(&self, now: Duration) -> bool {
        let Some(peer) = &self.peer else { return false };
        let agreed = peer.agreed_at.filter(|_| peer.negotiation.is_settled() && !peer.connected);
        let due = agreed.is_some_and(|at| self.reach.is_due(now.saturating_sub(at)));
        due && self.introduced && self.config.me() == Participant::Doctor
    }

    /// Makes the connection anew on both sides, after a new handshake: keys are never used for two connections.
    pub(super) fn rebuild(&mut self, now: Duration) {
        self.reach.rebuilds += 1;
        // To a page that it does not know the other side makes a new connection.
        self.instance = self.instance.wrapping_add(1);
        self.peer = None;
        self.data = None;
        self.command(Command::ClosePeer);
        self.line_hurry(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn an_agreed_connection_is_made_anew_after_8_16_and_32_seconds_and_then_no_more() {
        let times = [(0, 8), (1, 16), (2, 32)];
        for (rebuilds, limit) in times {
            let reach = Reach { since: Some(second(0)), rebuilds };
            assert!(!reach.is_due(second(limit - 1)) && reach.is_due(second(limit)), "{rebuilds}");
        }
        assert!(!Reach { since: Some(second(0)), rebuilds: REBUILDS }.is_due(second(1_000)));
    }

    #[test]
    fn the_screen_says_what_to_do_when_all_attempts_were_made() {
        let mut reach = Reach::default();
        assert!(!reach.is_hopeless(second(100)), "nothing is wanted yet");
        reach.wants(second(100));
        reach.wants(second(150));
        assert!(!reach.is_hopeless(second(160)) && reach.is_hopeless(second(161)));
        assert!(second(8 + 16 + 32) < HOPELESS);
    }
}
