//! Files of tests that may be run a second time (ADR 0053).

use anyhow::Result;

use super::counts::Counts;
use super::report;

/// One run of a file.
pub struct Try {
    /// Its report in TAP.
    pub tap: String,
    /// Whether everything in it held.
    pub held: bool,
}

/// What came of all files.
#[derive(Debug, Default)]
pub struct Tries {
    /// The reports that count, one behind the other.
    pub tap: String,
    /// Their tests.
    pub counts: Counts,
    /// What failed and held when its file was run once more, each with the beginning of its error.
    pub unsteady: Vec<String>,
}

impl Tries {
    /// Runs each file. One that fails is run once more, as long as there are `second_tries`, and that run counts.
    ///
    /// # Errors
    /// A file cannot be run at all.
    pub fn of(
        files: &[String],
        mut second_tries: usize,
        mut run: impl FnMut(&str) -> Result<Try>,
    ) -> Result<Self> {
        let mut all = Self::default();
        for file in files {
            let mut last = run(file)?;
            if !last.held && second_tries > 0 {
                second_tries -= 1;
                println!("\n{file} failed and is run once more");
                let first = std::mem::replace(&mut last, run(file)?);
                if last.held {
                    let mut failures = report::failures_of_tap(&first.tap);
                    if failures.is_empty() {
                        failures.push(format!("{file}, which ended before it could say more"));
                    }
                    all.unsteady.extend(failures);
                }
            }
            all.counts += Counts::from_tap(&last.tap).with_exit(last.held);
            all.tap.push_str(&last.tap);
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "ok 1 - a\n# pass 1\n# fail 0\n";
    const BAD: &str = "not ok 1 - a\n  ---\n  error: 'gone'\n  ...\n# pass 0\n# fail 1\n";

    /// Runs files, each of which fails so many times before it holds; the result and how often something was run.
    fn run(fail: &[usize], second_tries: usize) -> (Tries, usize) {
        let files: Vec<String> = (0..fail.len()).map(|number| number.to_string()).collect();
        let (mut left, mut runs) = (fail.to_vec(), 0);
        let all = Tries::of(&files, second_tries, |file| {
            runs += 1;
            let left = &mut left[file.parse::<usize>()?];
            let held = *left == 0;
            *left = left.saturating_sub(1);
            Ok(Try { tap: if held { GOOD } else { BAD }.to_owned(), held })
        });
        (all.unwrap(), runs)
    }

    #[test]
    fn what_fails_once_is_told_and_has_not_failed() {
        let (all, runs) = run(&[0, 1, 0], 3);
        assert_eq!(all.counts, Counts { passed: 3, failed: 0, skipped: 0 });
        assert_eq!((all.unsteady, runs), (vec!["a\n       'gone'".to_owned()], 4));
    }

    #[test]
    fn what_fails_twice_has_failed() {
        let (all, runs) = run(&[0, 2], 3);
        assert_eq!(all.counts, Counts { passed: 1, failed: 1, skipped: 0 });
        assert_eq!((all.unsteady.len(), runs), (0, 3));
        assert_eq!(report::failures_of_tap(&all.tap), ["a\n       'gone'"]);
    }

    #[test]
    fn where_more_fail_than_there_are_second_tries_the_rest_has_failed() {
        let (all, runs) = run(&[1, 1, 1], 2);
        assert_eq!(all.counts, Counts { passed: 2, failed: 1, skipped: 0 });
        assert_eq!((all.unsteady.len(), runs), (2, 5));
        let (all, runs) = run(&[1, 0], 0);
        assert_eq!((all.counts.failed, runs), (1, 2), "none where there are no second tries");
    }

    #[test]
    fn a_file_that_ends_without_a_word_is_told_by_its_name() {
        let mut held = [false, true].into_iter();
        let files = ["calls.test.mjs".to_owned()];
        let run = |_: &str| {
            let held = held.next().unwrap_or_default();
            Ok(Try { tap: if held { GOOD.to_owned() } else { String::new() }, held })
        };
        let unsteady = Tries::of(&files, 1, run).unwrap().unsteady;
        assert_eq!(unsteady, ["calls.test.mjs, which ended before it could say more"]);
    }
}
