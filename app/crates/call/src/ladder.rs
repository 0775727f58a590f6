//! How large a picture the line bears: the browser's estimate of the line goes in, what its encoder may send comes out.
//!
//! Sound comes first: what is left for the picture makes it smaller, then rarer, then still. A browser finds out by itself
//! that a line became narrow, within a second; that it is wide again it believes only after half a minute, a few percent at a
//! time, since it never sends more than the small picture needs. So it is told to test the line: it does that when it has been
//! sending far less than it thinks possible for a moment and is then allowed much more. That moment is the breath.
//!
//! Times are milliseconds.

use core::time::Duration;

/// A line that gives less than its rung needs for so long is not taken for one.
const LOW_FOR: u64 = 600;
/// So long next to nothing is sent before a test.
const BREATH: u64 = 1_000;
/// A test shows its result within this time.
const PROBE: u64 = 1_500;
/// From a test that failed to the next; doubled up to the last while they fail. One costs a narrow line a second of picture.
const PAUSE: u64 = 15_000;
const LONGEST_PAUSE: u64 = 120_000;
/// A browser that has just found a line narrow swings for so long, and thinks more of it in between than it bears.
const SETTLED: u64 = 12_000;
/// What a test may send, in kbit/s: what the whole picture takes.
const PROBE_KBPS: u32 = 1_700;
/// The smallest picture's, and that of a breath, in kbit/s.
const LEAST_KBPS: u32 = 30;

/// What an encoder may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// So many times smaller per side than the camera makes it.
    pub divisor: u8,
    /// Pictures per second at most.
    pub rate: Option<u8>,
    /// kbit/s at most.
    pub kbps: Option<u32>,
}

impl Picture {
    /// As the camera makes it; the browser alone decides what it sends of it.
    pub const WHOLE: Self = Self { divisor: 1, rate: None, kbps: None };
}

/// Sizes of the picture, of a camera that makes 720 lines: 180, 180, 360, 720.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rung {
    Still,
    Small,
    Medium,
    Whole,
}

impl Rung {
    /// The rung for an estimate of the whole line, sound and packet headers included, in kbit/s.
    fn of(estimate: u32) -> Self {
        match estimate {
            700.. => Self::Whole,
            300.. => Self::Medium,
            95.. => Self::Small,
            _ => Self::Still,
        }
    }

    /// Below this estimate the rung is given up, in kbit/s: well below what it was taken at.
    fn least(self) -> u32 {
        match self {
            Self::Still => 0,
            Self::Small => 75,
            Self::Medium => 200,
            Self::Whole => 450,
        }
    }

    /// From this estimate on a test is worth its breath, in kbit/s: at once, and once the browser has settled. As an estimate
    /// does not grow far beyond what is sent, both lie within one and a half times what the rung sends.
    fn promising(self, settled: bool) -> u32 {
        match self {
            Self::Still => 95,
            Self::Small if settled => 175,
            Self::Small => 230,
            Self::Medium => 700,
            Self::Whole => u32::MAX,
        }
    }

    fn picture(self) -> Picture {
        match self {
            Self::Still => Picture { divisor: 4, rate: Some(1), kbps: Some(LEAST_KBPS) },
            Self::Small => Picture { divisor: 4, rate: Some(10), kbps: Some(130) },
            Self::Medium => Picture { divisor: 2, rate: Some(20), kbps: Some(550) },
            Self::Whole => Picture::WHOLE,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Stay,
    Breathe { until: u64 },
    Probe { until: u64 },
}

/// The present size of the picture, and what is being tried.
#[derive(Debug)]
pub struct Ladder {
    rung: Rung,
    step: Step,
    low_since: Option<u64>,
    /// Since when it is this rung.
    taken: u64,
    /// After tests that failed: how long to wait, and since when.
    pause: Option<u64>,
    tested: u64,
}

impl Ladder {
    /// Begins with the whole picture; a narrow line shows itself at once.
    #[must_use]
    pub fn new() -> Self {
        Self { rung: Rung::Whole, step: Step::Stay, low_since: None, taken: 0, pause: None, tested: 0 }
    }

    /// What may be sent now, given the estimate of the whole line in kbit/s. To be asked several times a second; `now` never
    /// goes back.
    pub fn look(&mut self, now: Duration, estimate: u32) -> Picture {
        let now = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        match self.step {
            Step::Stay => self.stay(now, estimate),
            Step::Breathe { until } if now >= until => self.step = Step::Probe { until: now + PROBE },
            Step::Probe { .. } if Rung::of(estimate) == Rung::Whole => self.tested(now, Rung::Whole),
            Step::Probe { until } if now >= until => self.tested(now, Rung::of(estimate).max(self.rung)),
            Step::Breathe { .. } | Step::Probe { .. } => {}
        }
        let picture = self.rung.picture();
        match self.step {
            Step::Stay => picture,
            Step::Breathe { .. } => Picture { kbps: Some(LEAST_KBPS), ..picture },
            Step::Probe { .. } => Picture { kbps: Some(PROBE_KBPS), ..picture },
        }
    }

    fn stay(&mut self, now: u64, estimate: u32) {
        if estimate < self.rung.least() {
            let since = *self.low_since.get_or_insert(now);
            if now.saturating_sub(since) >= LOW_FOR {
                self.take(now, self.rung.min(Rung::of(estimate)));
            }
            return;
        }
        self.low_since = None;
        if self.rung == Rung::Whole {
            return;
        }
        if self.rung == Rung::Still && Rung::of(estimate) > Rung::Still {
            return self.take(now, Rung::Small);
        }
        let settled = now.saturating_sub(self.taken) >= SETTLED;
        let promising = estimate >= self.rung.promising(settled);
        let rested = self.pause.is_none_or(|pause| now.saturating_sub(self.tested) >= pause);
        if promising && rested {
            self.step = Step::Breathe { until: now + BREATH };
        }
    }

    fn take(&mut self, now: u64, rung: Rung) {
        (self.rung, self.step, self.low_since, self.taken) = (rung, Step::Stay, None, now);
    }

    fn tested(&mut self, now: u64, found: Rung) {
        self.pause = match self.pause {
            _ if found > self.rung => None,
            None => Some(PAUSE),
            Some(pause) => Some((pause * 2).min(LONGEST_PAUSE)),
        };
        self.tested = now;
        self.take(now, found);
    }
}

impl Default for Ladder {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks five times a second for so long; the last answer.
    fn watch(ladder: &mut Ladder, now: &mut Duration, millis: u64, estimate: u32) -> Picture {
        let mut picture = ladder.look(*now, estimate);
        for _ in 0..millis / 200 {
            *now += Duration::from_millis(200);
            picture = ladder.look(*now, estimate);
        }
        picture
    }

    fn begin(estimate: u32) -> (Ladder, Duration, Picture) {
        let (mut ladder, mut now) = (Ladder::new(), Duration::ZERO);
        let picture = watch(&mut ladder, &mut now, 1_000, estimate);
        (ladder, now, picture)
    }

    #[test]
    fn a_narrow_line_gets_a_medium_a_small_then_a_still_picture() {
        let seen: Vec<_> = [2_500, 460, 350, 150, 60].map(|line| begin(line).2).into();
        let seen: Vec<_> = seen.iter().map(|picture| (picture.divisor, picture.rate)).collect();
        assert_eq!(seen, [(1, None), (1, None), (2, Some(20)), (4, Some(10)), (4, Some(1))]);
    }

    #[test]
    fn a_short_dip_changes_nothing() {
        let (mut ladder, mut now, _) = begin(2_000);
        assert_eq!(watch(&mut ladder, &mut now, 400, 100), Picture::WHOLE);
        assert_eq!(watch(&mut ladder, &mut now, 400, 2_000), Picture::WHOLE);
        assert_eq!(watch(&mut ladder, &mut now, 400, 100), Picture::WHOLE);
    }

    #[test]
    fn a_line_that_grows_wide_is_tested_at_once_and_bears_the_whole_picture() {
        let (mut ladder, mut now, small) = begin(130);
        assert_eq!(watch(&mut ladder, &mut now, 60_000, 150), small, "nothing speaks for a test");
        assert_eq!(ladder.look(now, 180), Picture { kbps: Some(LEAST_KBPS), ..small }, "a breath");
        let tested = watch(&mut ladder, &mut now, 1_200, 190);
        assert_eq!(tested, Picture { kbps: Some(PROBE_KBPS), ..small });
        assert_eq!(ladder.look(now, 1_500), Picture::WHOLE);
    }

    #[test]
    fn an_estimate_that_swings_at_first_is_no_reason_for_a_test_and_later_it_is() {
        let (mut ladder, mut now, small) = begin(130);
        assert_eq!(watch(&mut ladder, &mut now, 8_000, 180), small);
        assert_eq!(watch(&mut ladder, &mut now, 5_000, 110), small);
        assert_eq!(ladder.look(now, 180).kbps, Some(LEAST_KBPS));
    }

    #[test]
    fn a_test_that_fails_keeps_the_picture_and_the_next_comes_later() {
        let (mut ladder, mut now, small) = begin(130);
        let mut breaths: Vec<Duration> = Vec::new();
        for _ in 0..1_500 {
            let breathes = ladder.look(now, 240).kbps == Some(LEAST_KBPS);
            if breathes && breaths.last().is_none_or(|last| now - *last > Duration::from_secs(3)) {
                breaths.push(now);
            }
            now += Duration::from_millis(200);
        }
        let pauses: Vec<_> = breaths.windows(2).map(|pair| (pair[1] - pair[0]).as_secs()).collect();
        assert_eq!(pauses, [17, 32, 62, 122]);
        assert_eq!(ladder.look(now, 150).divisor, small.divisor);
    }

    #[test]
    fn a_test_finds_the_rung_between() {
        let (mut ladder, mut now, _) = begin(130);
        let found = watch(&mut ladder, &mut now, 3_000, 400);
        assert_eq!(found, Rung::Medium.picture());
    }

    #[test]
    fn a_still_picture_moves_again_without_a_test() {
        let (mut ladder, mut now, _) = begin(60);
        assert_eq!(watch(&mut ladder, &mut now, 400, 120), Rung::Small.picture());
    }
}
