//! Who has left a call of several, and whose line was only interrupted.

use std::time::Duration;

use heilsam_call::Phase;

/// So long somebody who is announced may be away, as with a page that is loaded again or a line that breaks.
const AWAY: Duration = Duration::from_secs(20);

/// Whether somebody of the roster stays in it: `present` in the call or announced only, with the room empty for `away`. A
/// session that was in the call stays in it as long as it lives.
pub(super) fn stays(phase: Option<&Phase>, present: bool, away: Duration) -> bool {
    match phase {
        None | Some(Phase::Ended(_)) => false,
        Some(Phase::InCall(_)) => true,
        Some(Phase::Alone) => !present && away <= AWAY,
        Some(Phase::Connecting { .. } | Phase::Verifying | Phase::WaitingRoom { .. }) => !present,
    }
}

#[cfg(test)]
mod tests {
    use heilsam_call::{EndReason, Link};

    use super::*;

    #[test]
    fn somebody_announced_whose_line_breaks_for_a_moment_stays_announced() {
        let stays = |seconds| stays(Some(&Phase::Alone), false, Duration::from_secs(seconds));
        assert!(stays(0) && stays(20) && !stays(21));
    }

    #[test]
    fn somebody_who_was_in_the_call_and_is_not_any_more_is_gone() {
        for phase in [Phase::Alone, Phase::WaitingRoom { hot: true }, Phase::Ended(EndReason::OtherHungUp)] {
            assert!(!stays(Some(&phase), true, Duration::ZERO), "{phase:?}");
        }
        assert!(stays(Some(&Phase::InCall(Link::OtherGone)), true, Duration::ZERO));
    }

    #[test]
    fn somebody_who_waits_or_proves_themself_stays_announced() {
        let there = [Phase::Verifying, Phase::WaitingRoom { hot: true }, Phase::Connecting { attempts: 1 }];
        for phase in there {
            assert!(stays(Some(&phase), false, Duration::ZERO), "{phase:?}");
        }
        assert!(!stays(Some(&Phase::Ended(EndReason::Refused)), false, Duration::ZERO));
        assert!(!stays(None, false, Duration::ZERO));
    }
}
