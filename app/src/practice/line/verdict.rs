//! What the measured line is good for.

use super::Found;
use super::measure::{ECHOES, Reach, Stream};

/// The line in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Picture and sound in good quality.
    Good,
    /// A simple picture, and sound.
    Fair,
    /// Sound only.
    SoundOnly,
    /// Not even sound.
    Poor,
    /// The relay answers, but nothing could be measured through it.
    Unmeasured,
    /// There are relays, and none is reached.
    NoDetour,
    /// The installation has no relay.
    NoRelay,
    /// Web pages come, the socket does not.
    NoSocket,
    /// The server does not answer.
    NoServer,
}

/// What a line needs for one step: kilobits per second, percent lost, milliseconds there and back, and their changes.
struct Bar {
    kbps: f64,
    lost: f64,
    delay: f64,
    jitter: f64,
}

/// As much as our encoder takes for a sharp picture, with sound.
const GOOD: Bar = Bar { kbps: 1_500.0, lost: 2.0, delay: 300.0, jitter: 30.0 };
/// A small picture stays whole with it.
const FAIR: Bar = Bar { kbps: 500.0, lost: 8.0, delay: 600.0, jitter: 80.0 };
/// Opus fills such gaps.
const SOUND: Bar = Bar { kbps: 100.0, lost: 20.0, delay: 1_000.0, jitter: 150.0 };

impl Bar {
    fn is_held_by(&self, stream: Stream) -> bool {
        stream.kbps >= self.kbps
            && stream.lost <= self.lost
            && stream.delay <= self.delay
            && stream.jitter <= self.jitter
    }

    /// On a narrow line most of the stream is lost because there is no room for it, and a call sends less: what arrives is
    /// what counts then.
    fn is_wide_enough(&self, stream: Stream) -> bool {
        stream.kbps >= 2.0 * self.kbps && stream.delay <= self.delay && stream.jitter <= self.jitter
    }
}

/// Judges what was found.
#[must_use]
pub fn of(found: &Found) -> Verdict {
    if found.answered_in.is_none() {
        return Verdict::NoServer;
    }
    // What came back says that the way is open: a line that loses a lot answers seldom.
    if found.echo.answered == 0 {
        return Verdict::NoSocket;
    }
    if found.reaches.are_all(Reach::Absent) {
        return Verdict::NoRelay;
    }
    let Some(stream) = found.stream else {
        let answers =
            found.reaches.all().into_iter().any(|(_, reach)| matches!(reach, Reach::Reached | Reach::Silent));
        return if answers { Verdict::Unmeasured } else { Verdict::NoDetour };
    };
    // One or two messages that were late are no obstacle.
    let is_steady = found.echo.answered + 2 >= ECHOES;
    if is_steady && GOOD.is_held_by(stream) {
        Verdict::Good
    } else if FAIR.is_held_by(stream) || FAIR.is_wide_enough(stream) {
        Verdict::Fair
    } else if SOUND.is_held_by(stream) || SOUND.is_wide_enough(stream) {
        Verdict::SoundOnly
    } else {
        Verdict::Poor
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::{Echo, Reaches};
    use super::*;

    fn found(reach: Reach, stream: Option<Stream>) -> Found {
        Found {
            answered_in: Some(12),
            echo: Echo { answered: ECHOES, median: 20.0, jitter: 2.0 },
            reaches: Reaches { udp: reach, ..Reaches::default() },
            stream,
            ..Found::default()
        }
    }

    fn measured(kbps: f64, lost: f64, delay: f64, jitter: f64) -> Verdict {
        of(&found(Reach::Reached, Some(Stream { kbps, lost, delay, jitter })))
    }

    #[test]
    fn a_good_line_is_good_and_each_number_alone_can_spoil_it() {
        assert_eq!(measured(1_990.0, 0.5, 40.0, 3.0), Verdict::Good);
        assert_eq!(measured(1_900.0, 5.0, 40.0, 3.0), Verdict::Fair);
        assert_eq!(measured(1_990.0, 0.5, 400.0, 3.0), Verdict::Fair);
        assert_eq!(measured(1_990.0, 0.5, 40.0, 100.0), Verdict::SoundOnly);
        assert_eq!(measured(1_990.0, 0.5, 3_000.0, 3.0), Verdict::Poor);
    }

    #[test]
    fn a_narrow_line_is_judged_by_what_it_lets_through() {
        assert_eq!(measured(1_100.0, 45.0, 200.0, 10.0), Verdict::Fair);
        assert_eq!(measured(300.0, 85.0, 500.0, 60.0), Verdict::SoundOnly);
        assert_eq!(measured(60.0, 97.0, 900.0, 100.0), Verdict::Poor);
    }

    #[test]
    fn a_socket_that_answers_seldom_is_not_called_forbidden() {
        let smooth = Stream { kbps: 1_990.0, lost: 0.5, delay: 40.0, jitter: 3.0 };
        let answering = |answered, stream| {
            let found = found(Reach::Reached, stream);
            of(&Found { echo: Echo { answered, ..found.echo }, ..found })
        };
        assert_eq!(answering(ECHOES - 2, Some(smooth)), Verdict::Good);
        assert_eq!(answering(5, Some(smooth)), Verdict::Fair);
        assert_eq!(answering(1, None), Verdict::Unmeasured);
        assert_eq!(answering(0, Some(smooth)), Verdict::NoSocket);
    }

    #[test]
    fn what_is_not_reached_is_named() {
        assert_eq!(of(&Found::default()), Verdict::NoServer);
        let mut deaf = found(Reach::Reached, None);
        assert_eq!(of(&deaf), Verdict::Unmeasured);
        deaf.echo.answered = 0;
        assert_eq!(of(&deaf), Verdict::NoSocket);
        assert_eq!(of(&found(Reach::Unreached, None)), Verdict::NoDetour);
        assert_eq!(of(&found(Reach::Absent, None)), Verdict::NoRelay);
    }
}
