//! Counting tests from what the runners print.

use std::fmt;
use std::ops::AddAssign;

/// Results of one or more layers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that held.
    pub passed: u64,
    /// Tests that did not, and commands that failed without saying which test.
    pub failed: u64,
    /// Tests that did not run.
    pub skipped: u64,
}

impl Counts {
    /// One check without inner tests.
    pub fn single(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed), skipped: 0 }
    }

    /// One check that could not run; the reason was printed.
    pub fn one_skipped() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// A runner that ended with an error counts as one failure when its text names none.
    pub fn with_exit(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    /// Reads nextest's `Summary [ 1.2s] 9 tests run: 8 passed (1 slow), 1 failed, 2 skipped`.
    pub fn from_nextest(text: &str) -> Self {
        let summary = text.lines().filter_map(|line| line.split_once(" run: ")).map(|(_, rest)| rest);
        let parts = summary.flat_map(|rest| rest.split(','));
        let mut counts = Self::default();
        for part in parts {
            let mut words = part.split_whitespace();
            let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => counts.passed += number,
                Some("skipped") => counts.skipped += number,
                Some(_) => counts.failed += number,
                None => {}
            }
        }
        counts
    }

    /// Reads the closing `# pass 5`, `# fail 0`, `# cancelled 0`, `# skipped 0` of node's TAP report.
    pub fn from_tap(text: &str) -> Self {
        let number = |name: &str| -> u64 {
            let prefix = format!("# {name} ");
            text.lines().filter_map(|line| line.strip_prefix(&prefix)?.trim().parse::<u64>().ok()).sum()
        };
        Self {
            passed: number("pass"),
            failed: number("fail") + number("cancelled"),
            skipped: number("skipped") + number("todo"),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_timeouts_count_as_failures() {
        let text =
            "x\n     Summary [   1.2s] 12 tests run: 9 passed (1 slow), 2 failed, 1 timed out, 3 skipped\n";
        assert_eq!(Counts::from_nextest(text), Counts { passed: 9, failed: 3, skipped: 3 });
    }

    #[test]
    fn cancelled_browser_tests_count_as_failures() {
        let text = "# tests 4\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n";
        assert_eq!(Counts::from_tap(text), Counts { passed: 2, failed: 2, skipped: 0 });
    }

    #[test]
    fn a_runner_that_cannot_even_start_is_a_failure() {
        assert_eq!(Counts::from_nextest("error: could not compile").with_exit(false).failed, 1);
    }

    #[test]
    fn the_closing_line_names_skipped_tests_only_when_there_are_some() {
        assert_eq!(Counts { passed: 2, failed: 0, skipped: 0 }.to_string(), "2 passed, 0 failed");
        assert_eq!(Counts { passed: 2, failed: 1, skipped: 3 }.to_string(), "2 passed, 1 failed, 3 skipped");
    }
}
