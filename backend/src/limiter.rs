//! How often a network may call: a bucket per class and network that leaks at a steady rate.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::Timestamp;

use crate::client_net::ClientNet;
use crate::config::Limits;
use crate::route::RateClass;

/// Networks remembered at most; when full, those whose bucket is empty are forgotten, then all.
const NETWORKS: usize = 100_000;
/// Milliseconds.
const MINUTE: i64 = 60_000;
/// Wrong tokens at the administration, per network and minute.
const WRONG_TOKENS: u32 = 10;

/// Counts calls per class and network, in memory only.
pub struct Limiter {
    limits: Limits,
    /// Per class and network: the time (milliseconds) at which the bucket will be empty.
    buckets: Mutex<HashMap<(RateClass, ClientNet), i64>>,
}

/// So many calls at once, and one more every so many milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rate {
    burst: i64,
    interval: i64,
}

impl Rate {
    /// When the bucket is empty again after one call more.
    fn filled(self, empty_at: i64, now: i64) -> i64 {
        empty_at.max(now) + self.interval
    }

    /// Seconds until there is room for one call more, if there is none.
    fn wait(self, empty_at: i64, now: i64) -> Option<u64> {
        let wait = self.filled(empty_at, now) - now - self.interval * self.burst;
        (wait > 0).then(|| u64::try_from(wait.div_euclid(1000) + 1).unwrap_or(1))
    }
}

impl Limiter {
    /// A limiter with empty buckets.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, buckets: Mutex::default() }
    }

    /// Counts a call.
    ///
    /// # Errors
    /// Seconds to wait, if there were too many.
    pub fn check(&self, class: RateClass, network: ClientNet, now: Timestamp) -> Result<(), u64> {
        let now = now.as_millisecond();
        let rate = self.rate(class);
        let mut buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if buckets.len() >= NETWORKS {
            buckets.retain(|_, empty_at| *empty_at > now);
            if buckets.len() >= NETWORKS {
                buckets.clear();
            }
        }
        let empty_at = buckets.entry((class, network)).or_insert(now);
        if let Some(seconds) = rate.wait(*empty_at, now) {
            return Err(seconds);
        }
        *empty_at = rate.filled(*empty_at, now);
        Ok(())
    }

    /// Seconds to wait if there were too many calls; counts none.
    #[must_use]
    pub fn wait(&self, class: RateClass, network: ClientNet, now: Timestamp) -> Option<u64> {
        let now = now.as_millisecond();
        let buckets = self.buckets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.rate(class).wait(*buckets.get(&(class, network))?, now)
    }

    fn rate(&self, class: RateClass) -> Rate {
        let (calls, millis) = match class {
            RateClass::Usual => (self.limits.requests_per_minute, MINUTE),
            RateClass::Login => (self.limits.logins_per_minute, MINUTE),
            RateClass::DoctorRegistration => (self.limits.doctor_registrations_per_hour, 60 * MINUTE),
            RateClass::Lookup => (self.limits.lookups_per_minute, MINUTE),
            RateClass::Signal => (self.limits.sockets_per_minute, MINUTE),
            RateClass::Administration => (WRONG_TOKENS, MINUTE),
        };
        let burst = i64::from(calls).max(1);
        Rate { burst, interval: (millis / burst).max(1) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn network(last: u8) -> ClientNet {
        ClientNet::of([192, 0, last, 1].into())
    }

    fn limiter() -> Limiter {
        Limiter::new(Limits { logins_per_minute: 3, ..Limits::default() })
    }

    #[test]
    fn the_fourth_of_three_calls_waits_and_is_allowed_later() {
        let limiter = limiter();
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..3 {
            assert_eq!(limiter.check(RateClass::Login, network(1), now), Ok(()));
        }
        let wait = limiter.check(RateClass::Login, network(1), now).unwrap_err();
        assert_eq!(wait, 21);
        let later = now + SignedDuration::from_secs(20);
        assert_eq!(limiter.check(RateClass::Login, network(1), later), Ok(()));
        assert!(limiter.check(RateClass::Login, network(1), later).is_err());
    }

    #[test]
    fn registrations_without_a_code_are_counted_by_the_hour() {
        let limiter = Limiter::new(Limits { doctor_registrations_per_hour: 2, ..Limits::default() });
        let (class, now) = (RateClass::DoctorRegistration, Timestamp::UNIX_EPOCH);
        for _ in 0..2 {
            assert_eq!(limiter.check(class, network(1), now), Ok(()));
        }
        assert_eq!(limiter.check(class, network(1), now), Err(1_801));
        assert!(limiter.check(class, network(1), now + SignedDuration::from_mins(29)).is_err());
        assert_eq!(limiter.check(class, network(1), now + SignedDuration::from_mins(30)), Ok(()));
    }

    #[test]
    fn asking_whether_there_is_room_takes_none() {
        let limiter = limiter();
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..3 {
            assert_eq!(limiter.wait(RateClass::Login, network(1), now), None);
            assert_eq!(limiter.wait(RateClass::Login, network(1), now), None);
            assert_eq!(limiter.check(RateClass::Login, network(1), now), Ok(()));
        }
        assert_eq!(limiter.wait(RateClass::Login, network(1), now), Some(21));
        assert_eq!(limiter.wait(RateClass::Login, network(2), now), None);
    }

    #[test]
    fn one_network_and_one_class_do_not_use_up_another() {
        let limiter = limiter();
        let now = Timestamp::UNIX_EPOCH;
        while limiter.check(RateClass::Login, network(1), now).is_ok() {}
        assert_eq!(limiter.check(RateClass::Login, network(2), now), Ok(()));
        assert_eq!(limiter.check(RateClass::Usual, network(1), now), Ok(()));
    }
}
