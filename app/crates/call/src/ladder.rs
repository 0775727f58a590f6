//! How large a picture the line bears: the browser's estimate of the line goes in, what its encoder may send comes out.
//!
//! Sound comes first: what is left for the picture makes it smaller, then rarer, then still. A browser finds out by itself
//! that a line became narrow, within a second; that it is wide again it believes only after half a minute, a few percent at a
//! time, since it never sends more than the small picture needs. So it is told to test the line: it does that when it has been
//! sending far less than it thinks possible for a moment and is then allowed much more. That moment is the breath.
//!
//! On a narrow line the browser is content with packets that wait: hundreds of milliseconds of them, at the end as many as the line
//! keeps at all, and then pictures stand while what was lost is sent again. So a picture that is not whole is sent lean, in half as
//! many bits, when the way there and back takes much longer than it once did. Now and then it gets all its bits again: a line
//! that bears them for a while without making them wait is worth a test.
//!
//! Times are milliseconds.

mod queue;
mod rung;

use core::time::Duration;

use self::queue::{Queue, SHORT};
use self::rung::Rung;
use crate::view::Quality;

/// A line that gives less than its rung needs for so long is not taken for one.
const LOW_FOR: u64 = 600;
/// So long next to nothing is sent before a test.
const BREATH: u64 = 1_000;
/// A test shows its result within this time.
const PROBE: u64 = 1_500;
/// From a test that failed to the next; doubled up to the last while they fail. One costs a narrow line a second of few bits.
const PAUSE: u64 = 12_000;
const LONGEST_PAUSE: u64 = 120_000;
/// A whole picture that the line bore for so long is not given up for a test that was wrong.
const HELD: u64 = 10_000;
/// So long a picture stays lean before it gets all its bits again.
const LEAN: u64 = 3_000;
/// So long a line has to bear them before a test; and so long that a test is worth it sooner after one that failed.
const BORNE: u64 = 1_000;
const WELL_BORNE: u64 = 4_000;
/// What a test may send, in kbit/s; the browser tries up to twice as much.
const PROBE_KBPS: u32 = 700;
/// Lines let a short test through and bear less; so a better picture begins with few bits, for so long.
const RISE: u64 = 1_000;
const RISE_KBPS: u32 = 250;
/// For so long the browser may not make a whole picture smaller by itself: its first pictures look worse than the line bears, and
/// what it gives up then it takes back only after ten seconds.
const FIRM: u64 = 3_000;
const FIRM_KBPS: u32 = 2_500;
/// The smallest picture's, and that of a breath, in kbit/s.
const LEAST_KBPS: u32 = 30;
/// So long packets wait too long; so short that the line may be tested. In between is [`queue::SHORT`].
const LONG: u32 = 150;
const HARDLY: u32 = 60;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Stay,
    Breathe { until: u64 },
    Probe { until: u64 },
    Rise { until: u64 },
}

/// The present size of the picture, and what is being tried.
#[derive(Debug)]
pub struct Ladder {
    rung: Rung,
    step: Step,
    queue: Queue,
    lean: bool,
    /// Since when it is this rung, and lean or not.
    taken: u64,
    low_since: Option<u64>,
    /// Since when the line bears all bits of a picture that is not whole.
    borne_since: Option<u64>,
    /// After tests: how long to wait for the next, and since when. A whole picture that holds forgets them.
    pause: Option<u64>,
    tested: u64,
    firm_until: u64,
}

impl Ladder {
    /// Begins with the whole picture; a narrow line shows itself at once.
    #[must_use]
    pub fn new() -> Self {
        Self {
            rung: Rung::Whole,
            step: Step::Stay,
            queue: Queue::default(),
            lean: false,
            taken: 0,
            low_since: None,
            borne_since: None,
            pause: None,
            tested: 0,
            firm_until: 0,
        }
    }

    /// Begins on a narrow line with a small picture; one look at its kbit/s is too little for a still one. `None`: it is not narrow.
    #[must_use]
    pub fn narrow(now: Duration, estimate: u32) -> Option<Self> {
        let known = estimate > 0 && estimate < Rung::Medium.least();
        known.then(|| {
            let mut ladder = Self::new();
            ladder.take(millis(now), Rung::Small);
            ladder
        })
    }

    /// What may be sent now, given the estimate of the whole line in kbit/s and the time there and back in milliseconds,
    /// once it is known. To be asked several times a second; `now` never goes back.
    pub fn look(&mut self, now: Duration, estimate: u32, trip: Option<u32>) -> Picture {
        let now = millis(now);
        if let Some(trip) = trip {
            self.queue.look(now, trip);
        }
        let found = Rung::of(estimate);
        match self.step {
            Step::Stay => self.stay(now, estimate),
            Step::Breathe { until } if now >= until => self.step = Step::Probe { until: now + PROBE },
            Step::Probe { until } if found == Rung::Whole || now >= until => {
                if found > self.rung {
                    self.step = Step::Rise { until: now + RISE };
                } else {
                    self.tested(now, self.rung);
                }
            }
            Step::Rise { .. } if found <= self.rung || self.queue.waits >= LONG => {
                self.tested(now, self.rung);
            }
            Step::Rise { until } if now >= until => self.tested(now, found),
            Step::Breathe { .. } | Step::Probe { .. } | Step::Rise { .. } => {}
        }
        let picture = self.rung.picture();
        match self.step {
            Step::Stay if self.lean => {
                Picture { kbps: picture.kbps.map(|kbps| (kbps / 2).max(LEAST_KBPS)), ..picture }
            }
            Step::Stay if self.rung == Rung::Whole && now < self.firm_until => {
                Picture { kbps: Some(FIRM_KBPS), ..picture }
            }
            Step::Stay => picture,
            Step::Breathe { .. } => Picture { kbps: Some(LEAST_KBPS), ..picture },
            Step::Probe { .. } => Picture { kbps: Some(PROBE_KBPS), ..picture },
            Step::Rise { .. } => Picture { kbps: Some(RISE_KBPS), ..Rung::Medium.picture() },
        }
    }

    /// The line in words, as the present size of the picture shows it.
    #[must_use]
    pub const fn quality(&self) -> Quality {
        match self.rung {
            Rung::Whole => Quality::Good,
            Rung::Medium | Rung::Small => Quality::Fair,
            Rung::Still => Quality::Poor,
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
        let (waits, so_long) = (self.queue.waits, now.saturating_sub(self.taken));
        if self.rung == Rung::Whole {
            if so_long >= HELD {
                self.pause = None;
            }
            return;
        }
        if self.rung == Rung::Still && Rung::of(estimate) > Rung::Still {
            return self.take(now, Rung::Small);
        }
        if self.lean {
            if waits < SHORT && estimate >= self.rung.more() && so_long >= LEAN {
                (self.lean, self.taken) = (false, now);
            }
        } else if waits >= LONG {
            (self.lean, self.taken, self.borne_since) = (true, now, None);
        } else if waits < HARDLY && estimate >= self.rung.promising() {
            let borne = now.saturating_sub(*self.borne_since.get_or_insert(now));
            if self.is_due(now, borne) {
                self.step = Step::Breathe { until: now + BREATH };
            }
        } else {
            self.borne_since = None;
        }
    }

    /// Whether a line that has borne a picture for so long is worth a test now.
    fn is_due(&self, now: u64, borne: u64) -> bool {
        let pause = self.pause.map_or(0, |pause| if borne >= WELL_BORNE { pause / 4 } else { pause });
        borne >= BORNE && now.saturating_sub(self.tested) >= pause
    }

    fn take(&mut self, now: u64, rung: Rung) {
        (self.rung, self.step, self.low_since, self.borne_since) = (rung, Step::Stay, None, None);
        // A line that was just found narrow has to be rid of what waits on it first.
        (self.lean, self.taken) = (rung == Rung::Small, now);
    }

    fn tested(&mut self, now: u64, found: Rung) {
        // A line that lets a short test through and no more fails later.
        self.pause = Some(self.pause.map_or(PAUSE, |pause| (pause * 2).min(LONGEST_PAUSE)));
        (self.tested, self.firm_until) = (now, now + FIRM);
        self.take(now, found);
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
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
        let mut picture = ladder.look(*now, estimate, None);
        for _ in 0..millis / 200 {
            *now += Duration::from_millis(200);
            picture = ladder.look(*now, estimate, None);
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
        let seen = [2_500, 460, 350, 150, 60].map(|line| begin(line).2);
        let seen = seen.map(|picture| (picture.divisor, picture.rate));
        assert_eq!(seen, [(1, None), (1, None), (2, Some(20)), (4, Some(10)), (4, Some(1))]);
        let begun = |line| Ladder::narrow(Duration::ZERO, line);
        let known = [0, 60, 150, 250]
            .map(|line| begun(line).map(|mut ladder| ladder.look(Duration::ZERO, line, None)));
        assert_eq!(known, [None, Some(lean()), Some(lean()), None], "at once, where it is known");
        let words = [460, 350, 150, 60].map(|line| begin(line).0.quality());
        assert_eq!(words, [Quality::Good, Quality::Fair, Quality::Fair, Quality::Poor]);
    }

    #[test]
    fn a_short_dip_changes_nothing() {
        let (mut ladder, mut now, _) = begin(2_000);
        assert_eq!(watch(&mut ladder, &mut now, 400, 100), Picture::WHOLE);
        assert_eq!(watch(&mut ladder, &mut now, 400, 2_000), Picture::WHOLE);
        assert_eq!(watch(&mut ladder, &mut now, 400, 100), Picture::WHOLE);
    }

    /// A small picture that has all its bits, on a line that bears little more.
    fn small() -> (Ladder, Duration) {
        let (mut ladder, mut now, _) = begin(130);
        assert_eq!(watch(&mut ladder, &mut now, 6_000, 140), Rung::Small.picture());
        (ladder, now)
    }

    fn lean() -> Picture {
        Picture { kbps: Some(65), ..Rung::Small.picture() }
    }

    #[test]
    fn a_line_that_grows_wide_gets_more_then_is_tested_and_bears_the_whole_picture() {
        let (mut ladder, mut now, picture) = begin(130);
        assert_eq!(picture, lean());
        assert_eq!(watch(&mut ladder, &mut now, 60_000, 130), lean(), "nothing speaks for more");
        assert_eq!(ladder.look(now, 140, None), Rung::Small.picture());
        assert_eq!(watch(&mut ladder, &mut now, 800, 160), Rung::Small.picture());
        let breath = watch(&mut ladder, &mut now, 200, 160);
        assert_eq!(breath, Picture { kbps: Some(LEAST_KBPS), ..lean() }, "a breath");
        assert_eq!(watch(&mut ladder, &mut now, 1_200, 190), Picture { kbps: Some(PROBE_KBPS), ..lean() });
        let rise = Picture { kbps: Some(RISE_KBPS), ..Rung::Medium.picture() };
        assert_eq!(watch(&mut ladder, &mut now, 800, 1_400), rise);
        let firm = Picture { kbps: Some(FIRM_KBPS), ..Picture::WHOLE };
        assert_eq!(watch(&mut ladder, &mut now, 3_000, 1_400), firm);
        assert_eq!(watch(&mut ladder, &mut now, 200, 1_400), Picture::WHOLE);
    }

    #[test]
    fn a_test_that_fails_keeps_the_picture_and_the_next_comes_later() {
        let (mut ladder, mut now) = small();
        let mut breaths: Vec<Duration> = Vec::new();
        for _ in 0..1_500 {
            let breathes = ladder.look(now, 240, None).kbps == Some(LEAST_KBPS);
            if breathes && breaths.last().is_none_or(|last| now - *last > Duration::from_secs(3)) {
                breaths.push(now);
            }
            now += Duration::from_millis(200);
        }
        let pauses: Vec<_> = breaths.windows(2).map(|pair| (pair[1] - pair[0]).as_secs()).collect();
        assert_eq!(pauses[..6], [9, 9, 14, 26, 32, 32]);
        assert_eq!(ladder.look(now, 150, None).divisor, lean().divisor);
    }

    #[test]
    fn a_line_that_lets_a_test_through_and_no_more_gets_a_few_bits_more_for_a_moment() {
        let (mut ladder, mut now) = small();
        while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
        let mut after = |trip| {
            now += Duration::from_millis(200);
            ladder.look(now, 1_000, Some(trip))
        };
        let rise = Picture { kbps: Some(RISE_KBPS), ..Rung::Medium.picture() };
        assert_eq!([40, 120, 189, 190].map(&mut after), [rise, rise, rise, lean()]);
    }

    /// Seconds from a whole picture that is held for so long to the next test.
    fn next_test(held: u64) -> u64 {
        let (mut ladder, mut now) = small();
        while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
        watch(&mut ladder, &mut now, 1_200 + held, 1_000);
        let from = now;
        while watch(&mut ladder, &mut now, 200, 190).kbps != Some(PROBE_KBPS) {}
        (now - from).as_secs()
    }

    #[test]
    fn a_whole_picture_that_holds_forgets_the_test_before() {
        assert_eq!((next_test(2_000), next_test(12_000)), (8, 5));
    }

    #[test]
    fn a_test_finds_the_rung_between() {
        let (mut ladder, mut now) = small();
        assert_eq!(watch(&mut ladder, &mut now, 5_000, 400), Rung::Medium.picture());
    }

    #[test]
    fn a_still_picture_moves_again_without_a_test() {
        let (mut ladder, mut now, _) = begin(60);
        assert_eq!(watch(&mut ladder, &mut now, 400, 120), lean());
    }

    #[test]
    fn packets_that_wait_make_a_picture_lean_until_they_are_gone_for_a_while() {
        let (mut ladder, mut now) = small();
        let mut after = |millis, trip| {
            now += Duration::from_millis(millis);
            ladder.look(now, 140, Some(trip))
        };
        assert_eq!([40, 189].map(|trip| after(200, trip)), [Rung::Small.picture(); 2]);
        assert_eq!([190, 150, 100].map(|trip| after(200, trip)), [lean(); 3]);
        assert_eq!(after(4_000, 140), lean(), "still a little too long");
        assert_eq!(after(200, 139), Rung::Small.picture());
    }

    #[test]
    fn a_line_on_which_packets_wait_is_not_tested() {
        let (mut ladder, mut now) = small();
        ladder.look(now, 140, Some(40));
        for _ in 0..20 {
            now += Duration::from_millis(200);
            assert_eq!(ladder.look(now, 240, Some(100)), Rung::Small.picture());
        }
        for _ in 0..5 {
            now += Duration::from_millis(200);
            assert_eq!(ladder.look(now, 240, Some(99)), Rung::Small.picture());
        }
        now += Duration::from_millis(200);
        assert_eq!(ladder.look(now, 240, Some(99)).kbps, Some(LEAST_KBPS), "a breath");
    }

    #[test]
    fn a_whole_picture_is_left_to_the_browser() {
        let (mut ladder, mut now, _) = begin(2_000);
        ladder.look(now, 2_000, Some(10));
        now += Duration::from_millis(200);
        assert_eq!(ladder.look(now, 2_000, Some(900)), Picture::WHOLE);
    }
}
