//! Failed logins per name, known or not: stops guessing of one-time codes from many networks at once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Failures after which a name has to wait.
pub const ALLOWED: u32 = 10;
/// How long it has to wait after the first of them.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Names remembered; more than that is an attack on memory, and the oldest windows go first.
const REMEMBERED: usize = 10_000;

/// Counts in memory, by keyed hash of the name.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<[u8; 32], Failures>>);

struct Failures {
    since: Timestamp,
    count: u32,
}

impl Attempts {
    /// Seconds to wait, if there were too many failures.
    #[must_use]
    pub fn wait(&self, name_hash: &[u8; 32], now: Timestamp) -> Option<u64> {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = names.get(name_hash).filter(|failures| failures.count >= ALLOWED)?;
        let left = WINDOW.checked_sub(now.duration_since(failures.since))?.as_secs();
        u64::try_from(left).ok().filter(|seconds| *seconds > 0)
    }

    /// Notes a failure.
    pub fn failed(&self, name_hash: [u8; 32], now: Timestamp) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= REMEMBERED {
            names.retain(|_, failures| now.duration_since(failures.since) < WINDOW);
        }
        if names.len() >= REMEMBERED
            && let Some(oldest) =
                names.iter().min_by_key(|(_, failures)| failures.since).map(|(name, _)| *name)
        {
            names.remove(&oldest);
        }
        let failures = names.entry(name_hash).or_insert(Failures { since: now, count: 0 });
        if now.duration_since(failures.since) >= WINDOW {
            *failures = Failures { since: now, count: 0 };
        }
        failures.count += 1;
    }

    /// Forgets the failures of a name that has logged in.
    pub fn succeeded(&self, name_hash: &[u8; 32]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name_hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn after_ten_failures_the_name_waits_and_others_do_not() {
        let attempts = Attempts::default();
        for second in 0..10 {
            assert_eq!(attempts.wait(&[1; 32], at(second)), None);
            attempts.failed([1; 32], at(second));
        }
        assert_eq!(attempts.wait(&[1; 32], at(100)), Some(800));
        assert_eq!(attempts.wait(&[2; 32], at(100)), None);
        assert_eq!(attempts.wait(&[1; 32], at(900)), None);
        attempts.failed([1; 32], at(900));
        assert_eq!(attempts.wait(&[1; 32], at(900)), None, "a new window begins");
    }

    #[test]
    fn a_login_clears_the_count() {
        let attempts = Attempts::default();
        (0..9).for_each(|_| attempts.failed([1; 32], at(0)));
        attempts.succeeded(&[1; 32]);
        (0..9).for_each(|_| attempts.failed([1; 32], at(0)));
        assert_eq!(attempts.wait(&[1; 32], at(0)), None);
    }

    #[test]
    fn memory_stays_bounded() {
        let attempts = Attempts::default();
        for number in 0..20_000_u32 {
            let mut name = [0; 32];
            name[..4].copy_from_slice(&number.to_be_bytes());
            attempts.failed(name, at(0));
        }
        assert!(attempts.0.lock().unwrap().len() <= REMEMBERED);
    }
}
