//! When to send no picture: while nothing comes from the other side.
//!
//! What an encoder makes meanwhile gathers in the device, and would have to leave it, at the pace of a line that seems narrow, before
//! the first picture that the other side can show: up to two seconds in Chromium. A picture that is sent again begins anew. Sound goes on,
//! and what answers it tells that the line is back.

use core::time::Duration;

/// Silence that counts; what answers pictures and sound comes several times in it.
const SILENCE: Duration = Duration::from_millis(500);
/// Without sound on either side only a picture can show that the line is back, so one is tried after this time.
const LONGEST: Duration = Duration::from_secs(5);

/// What came so far, and since when nothing else did.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hold {
    bytes: u64,
    since: Duration,
}

impl Hold {
    /// Whether to send no picture now. `bytes` is everything that came on the line so far, 0 where the browser does not tell; to be asked
    /// several times a second while there is a picture to send; `now` never goes back.
    pub fn look(&mut self, now: Duration, bytes: u64) -> bool {
        let silent = now.saturating_sub(self.since);
        if bytes == 0 || bytes != self.bytes || silent >= LONGEST {
            *self = Self { bytes, since: now };
            return false;
        }
        silent > SILENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(hold: &mut Hold, looks: &[(f64, u64)]) -> Vec<bool> {
        looks.iter().map(|&(now, bytes)| hold.look(Duration::from_secs_f64(now), bytes)).collect()
    }

    #[test]
    fn no_picture_goes_out_while_nothing_comes() {
        let looks = [(0.0, 10), (0.3, 20), (0.6, 20), (0.8, 20), (1.0, 20), (1.2, 21), (1.4, 21)];
        let held = seconds(&mut Hold::default(), &looks);
        assert_eq!(held, [false, false, false, false, true, false, false]);
    }

    #[test]
    fn a_picture_is_tried_now_and_then_in_a_silence_that_lasts() {
        let looks = [(1.0, 10), (2.0, 10), (5.9, 10), (6.0, 10), (6.4, 10), (6.6, 10)];
        let held = seconds(&mut Hold::default(), &looks);
        assert_eq!(held, [false, true, true, false, false, true]);
    }

    #[test]
    fn nothing_is_held_where_the_browser_does_not_tell() {
        assert_eq!(seconds(&mut Hold::default(), &[(1.0, 0), (9.0, 0)]), [false, false]);
    }
}
