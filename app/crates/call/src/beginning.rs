//! How a picture begins: small and light, and in few steps all that the camera gives.
//!
//! What a line bears is not known before something went over it, and the first guess may be wrong. Who sends more than a narrow
//! line takes fills its queue: sound is lost, and the picture stands for seconds. Each larger picture is also a key frame.

use core::time::Duration;

/// What the browser takes a line for before it knows better, in kbit/s: a good one. What is sent is bounded until it does know.
/// With 150 or 300 a good line was whole after six to ten seconds in half of all calls, and stood two seconds after an outage.
pub const START_KBPS: u32 = 1_500;

/// How much of the camera's picture is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// So many times fewer pixels per side than the camera gives.
    pub divisor: u8,
    /// Bits per second, in thousands, at most; `None`: what the browser thinks right.
    pub kbps: Option<u32>,
}

/// Black before the admission: little to compute. Without a limit, or the browser would not probe what the line bears.
pub const WAITING: Picture = Picture { divisor: 4, kbps: None };

/// From one picture to the next.
struct Step {
    picture: Picture,
    /// Time since the step before, on a line that seems to bear enough.
    soon: Duration,
    /// What counts as enough, in kbit/s.
    bears: u32,
    /// Time since the step before, on any other line: by then the browser knows it, and makes its pictures fit.
    late: Duration,
}

/// The first is what the admission shows. The second tries the line: if the browser thinks too much of it, this is bounded, and
/// makes it think better before the third.
const STEPS: [Step; 4] = [
    step(Picture { divisor: 4, kbps: Some(90) }, [0, 0], 0),
    step(Picture { divisor: 4, kbps: Some(260) }, [300, 300], 0),
    step(Picture { divisor: 2, kbps: None }, [800, 2_500], 400),
    step(Picture { divisor: 1, kbps: None }, [400, 1_000], 900),
];

const fn step(picture: Picture, [soon, late]: [u64; 2], bears: u32) -> Step {
    Step { picture, soon: Duration::from_millis(soon), bears, late: Duration::from_millis(late) }
}

/// How far a picture has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    place: usize,
    since: Duration,
}

impl Beginning {
    /// The first picture is about to go out.
    #[must_use]
    pub const fn new(now: Duration) -> Self {
        Self { place: 0, since: now }
    }

    /// What to send.
    #[must_use]
    pub fn picture(self) -> Picture {
        STEPS.get(self.place).map_or(WAITING, |step| step.picture)
    }

    /// The next step, if it is time for it. `bears` is what the browser thinks of the line, in kbit/s; where it does not say
    /// that, every line seems good.
    #[must_use]
    pub fn next(self, now: Duration, bears: Option<u32>) -> Option<Self> {
        let place = self.place + 1;
        let step = STEPS.get(place)?;
        let seems_good = bears.is_none_or(|kbps| kbps >= step.bears);
        let pause = if seems_good { step.soon } else { step.late };
        (now.saturating_sub(self.since) >= pause).then_some(Self { place, since: now })
    }

    /// Nothing came over the line for so long: it is broken, and how the picture grows is decided when it is back.
    #[must_use]
    pub fn held(self, pause: Duration) -> Self {
        Self { since: self.since.saturating_add(pause), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Milliseconds between two looks at the line.
    const LOOK: u64 = 200;

    /// When each step is taken on a line of which the browser thinks this, and its picture.
    fn steps(bears: impl Fn(u64) -> Option<u32>) -> Vec<(u64, Picture)> {
        let mut beginning = Beginning::new(Duration::ZERO);
        let mut taken = vec![(0, beginning.picture())];
        for millis in (1..50).map(|look| look * LOOK) {
            if let Some(next) = beginning.next(Duration::from_millis(millis), bears(millis)) {
                beginning = next;
                taken.push((millis, next.picture()));
            }
        }
        taken
    }

    fn whole_after(steps: &[(u64, Picture)]) -> u64 {
        let whole = Picture { divisor: 1, kbps: None };
        steps.iter().find(|(_, picture)| *picture == whole).map(|(millis, _)| *millis).unwrap()
    }

    /// When a larger picture than the first was sent for the first time, or one without a limit.
    fn grown_after(steps: &[(u64, Picture)]) -> u64 {
        steps.iter().find(|(_, picture)| picture.divisor < 4 || picture.kbps.is_none()).unwrap().0
    }

    #[test]
    fn a_good_line_has_the_whole_picture_within_two_seconds() {
        assert!(whole_after(&steps(|_| Some(1_200))) < 2_000);
    }

    #[test]
    fn a_browser_that_says_nothing_of_the_line_has_the_whole_picture_as_soon() {
        assert_eq!(steps(|_| None), steps(|_| Some(u32::MAX)));
    }

    #[test]
    fn a_narrow_line_has_almost_three_seconds_before_the_picture_grows_and_then_all_that_fits() {
        let narrow = steps(|_| Some(130));
        assert!(grown_after(&narrow) >= 2_800, "{narrow:?}");
        assert!(whole_after(&narrow) <= 5_000, "in the end the browser alone decides");
    }

    #[test]
    fn a_guess_that_falls_under_the_trial_does_not_make_the_picture_larger() {
        let fallen = steps(|millis| Some(if millis <= 1_000 { 1_200 } else { 120 }));
        let trial = Picture { divisor: 4, kbps: Some(260) };
        assert_eq!(fallen.get(1), Some(&(400, trial)));
        assert_eq!(grown_after(&fallen), grown_after(&steps(|_| Some(120))));
    }

    #[test]
    fn no_step_makes_the_picture_smaller_and_few_are_key_frames() {
        let sizes: Vec<u8> = STEPS.iter().map(|step| step.picture.divisor).collect();
        assert!(sizes.is_sorted_by(|one, next| one >= next));
        assert_eq!(sizes.first(), Some(&WAITING.divisor), "the admission itself needs no key frame");
        assert!(sizes.windows(2).filter(|pair| pair.first() != pair.last()).count() <= 2);
    }

    #[test]
    fn nothing_grows_while_the_line_is_broken() {
        let whole = |broken: bool| {
            let mut beginning = Beginning::new(Duration::ZERO);
            let look = Duration::from_millis(LOOK);
            for place in 1..50 {
                if broken && (2..30).contains(&place) {
                    beginning = beginning.held(look);
                } else if let Some(next) = beginning.next(look * place, None) {
                    beginning = next;
                    if next.picture().divisor == 1 {
                        return place;
                    }
                }
            }
            0
        };
        assert_eq!(whole(true), whole(false) + 28);
    }
}
