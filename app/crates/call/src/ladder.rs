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
/// So long next to nothing is sent before a test. Chromium sees that late where its estimate is low, as at the beginning of a call.
const BREATH: u64 = 1_000;
const FIRST_BREATH: u64 = 1_700;
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

    /// Begins with a small picture where the line may not bear the whole one, as its kbit/s tell. One look is too little for a still one; where
    /// it shows no more than what calls begin with, the browser's own first tests failed, as they do on a busy device: then it is tested anew.
    /// `None`: it bears the whole picture, or the browser does not tell.
    #[must_use]
    pub fn doubting(now: Duration, estimate: u32) -> Option<Self> {
        let doubted = estimate > 0 && Rung::of(estimate) < Rung::Whole;
        doubted.then(|| {
            let (mut ladder, now) = (Self::new(), millis(now));
            ladder.take(now, Rung::Small);
            if estimate >= Rung::Medium.least() {
                ladder.step = Step::Breathe { until: now + FIRST_BREATH };
            }
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
        if waits < HARDLY && estimate >= self.rung.shown() {
            // A test whose result comes late, as it does on a busy device.
            self.step = Step::Rise { until: now + RISE };
        } else if self.lean {
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
mod tests;
