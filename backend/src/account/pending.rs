//! What the server remembers between two steps of a registration or login: in memory, for minutes, bounded.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// Steps under way, found by a secret token. Full means that the oldest gives way.
pub struct Pending<T> {
    lifetime: SignedDuration,
    capacity: usize,
    inner: Mutex<Inner<T>>,
}

struct Inner<T> {
    entries: HashMap<[u8; 32], (Timestamp, T)>,
    order: VecDeque<[u8; 32]>,
}

impl<T: Clone> Pending<T> {
    /// Nothing under way; each entry lives for `lifetime`, and there are never more than `capacity`.
    #[must_use]
    pub fn new(lifetime: SignedDuration, capacity: usize) -> Self {
        let inner = Inner { entries: HashMap::new(), order: VecDeque::new() };
        Self { lifetime, capacity, inner: Mutex::new(inner) }
    }

    /// Remembers a step under a fresh random token.
    pub fn insert(&self, token: &[u8; 32], step: T, now: Timestamp) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.forget_ended(now);
        while inner.order.len() >= self.capacity {
            let Some(oldest) = inner.order.pop_front() else { break };
            inner.entries.remove(&oldest);
        }
        let key = digest(token);
        inner.entries.insert(key, (now.saturating_add(self.lifetime).unwrap_or(now), step));
        inner.order.push_back(key);
    }

    /// The step behind a token, and forgets it: for steps that get one try.
    pub fn take(&self, token: &[u8], now: Timestamp) -> Option<T> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (ends_at, step) = inner.entries.remove(&digest(token))?;
        (now < ends_at).then_some(step)
    }

    /// The step behind a token; it stays.
    pub fn get(&self, token: &[u8], now: Timestamp) -> Option<T> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let (ends_at, step) = inner.entries.get(&digest(token))?;
        (now < *ends_at).then(|| step.clone())
    }

    /// Changes the step behind a token, if it is still there.
    pub fn change(&self, token: &[u8], now: Timestamp, change: impl FnOnce(&mut T)) -> bool {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        match inner.entries.get_mut(&digest(token)) {
            Some((ends_at, step)) if now < *ends_at => {
                change(step);
                true
            }
            Some(_) | None => false,
        }
    }

    /// Whether any step that has not ended yet satisfies the condition.
    pub fn any(&self, now: Timestamp, condition: impl Fn(&T) -> bool) -> bool {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.entries.values().any(|(ends_at, step)| now < *ends_at && condition(step))
    }
}

impl<T> Inner<T> {
    /// All live equally long, so the oldest end first.
    fn forget_ended(&mut self, now: Timestamp) {
        while let Some(oldest) = self.order.front() {
            match self.entries.get(oldest) {
                Some((ends_at, _)) if now < *ends_at => break,
                Some(_) | None => {
                    self.entries.remove(oldest);
                    self.order.pop_front();
                }
            }
        }
    }
}

/// Looked up by digest, so that the time of a look-up tells nothing about tokens.
fn digest(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn pending(capacity: usize) -> Pending<u8> {
        Pending::new(SignedDuration::from_secs(60), capacity)
    }

    #[test]
    fn a_step_is_found_by_its_token_only() {
        let steps = pending(4);
        steps.insert(&[1; 32], 7, at(0));
        assert_eq!(steps.get(&[2; 32], at(1)), None);
        assert_eq!(steps.get(&[], at(1)), None);
        assert_eq!(steps.get(&[1; 32], at(1)), Some(7));
        assert_eq!(steps.take(&[1; 32], at(1)), Some(7));
        assert_eq!(steps.take(&[1; 32], at(1)), None);
    }

    #[test]
    fn a_step_ends_with_its_time() {
        let steps = pending(4);
        steps.insert(&[1; 32], 7, at(0));
        assert!(steps.change(&[1; 32], at(59), |step| *step = 8));
        assert!(!steps.change(&[1; 32], at(60), |step| *step = 9));
        assert_eq!(steps.get(&[1; 32], at(60)), None);
        assert_eq!(steps.take(&[1; 32], at(60)), None);
    }

    #[test]
    fn when_full_the_oldest_gives_way() {
        let steps = pending(2);
        for number in 0..5_u8 {
            steps.insert(&[number; 32], number, at(i64::from(number)));
        }
        let left: Vec<u8> = (0..5).filter_map(|number| steps.get(&[number; 32], at(5))).collect();
        assert_eq!(left, [3, 4]);
    }

    #[test]
    fn what_was_taken_does_not_fill_the_memory() {
        let steps = pending(1000);
        for number in 0..100_u8 {
            steps.insert(&[number; 32], number, at(0));
            steps.take(&[number; 32], at(0));
        }
        steps.insert(&[200; 32], 200, at(1));
        assert_eq!(steps.inner.lock().unwrap().order.len(), 1);
    }
}
