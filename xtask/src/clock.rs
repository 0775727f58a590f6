//! The only place of this tool that reads a clock.

use std::time::{Duration, Instant};

/// A started stopwatch.
#[derive(Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "the real clock of this tool is made here")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// Time since the start as text, such as `0.4 s` or `2 min 05 s`.
    pub fn text(self) -> String {
        duration_text(self.elapsed())
    }
}

/// A duration for people: tenths of a second below one minute, whole seconds above.
pub fn duration_text(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_a_sentence() {
        assert_eq!(duration_text(Duration::from_millis(440)), "0.4 s");
        assert_eq!(duration_text(Duration::from_secs(125)), "2 min 05 s");
    }
}
