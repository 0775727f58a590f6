//! When sound is sent twice: each packet carries the one before it again (RED, RFC 2198), where packets are lost and the line
//! has room for it.

use core::time::Duration;

/// From this part of lost packets on, in percent, sound goes out twice.
const FROM_PERCENT: u32 = 3;
/// Below this estimate of the line, in kbit/s, the picture and the second copy would take each other's place.
const LEAST_KBPS: u32 = 300;
/// After so long without losses once is enough again.
const CALM: Duration = Duration::from_secs(30);

/// Whether sound is sent twice now.
#[derive(Debug, Default)]
pub struct Redundancy {
    lossy: Option<Duration>,
}

impl Redundancy {
    /// Takes the part of the sent sound that was lost, in percent, as the other side reported it last, and the estimate of the
    /// line in kbit/s. To be asked several times a second; `now` never goes back.
    pub fn look(&mut self, now: Duration, lost_percent: u32, estimate: u32) -> bool {
        if lost_percent >= FROM_PERCENT {
            self.lossy = Some(now);
        }
        let lossy = self.lossy.is_some_and(|at| now.saturating_sub(at) < CALM);
        lossy && estimate >= LEAST_KBPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_goes_out_twice_while_packets_are_lost_and_some_time_after() {
        let mut redundancy = Redundancy::default();
        let at = |seconds| Duration::from_secs(seconds);
        let seen =
            [(1, 0), (2, 5), (20, 0), (31, 0), (33, 0)].map(|(s, lost)| redundancy.look(at(s), lost, 2_000));
        assert_eq!(seen, [false, true, true, true, false]);
    }

    #[test]
    fn on_a_narrow_line_once_is_enough() {
        let mut redundancy = Redundancy::default();
        assert!(!redundancy.look(Duration::from_secs(1), 10, 150));
        assert!(redundancy.look(Duration::from_secs(2), 0, 800));
    }
}
