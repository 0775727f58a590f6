//! The real clock and the system's randomness; the clock can be held for entries of the past.

use std::cell::Cell;
use std::rc::Rc;

use heilsam_client::Environment;
use jiff::Timestamp;

/// Time and randomness of this program. Copies share the held clock.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    held: Rc<Cell<Option<Timestamp>>>,
}

impl Surroundings {
    /// Holds the clock at a moment, or lets it run again.
    pub fn hold(&self, at: Option<Timestamp>) {
        self.held.set(at);
    }

    /// `N` random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let seed = self.seed();
        let mut bytes = [0; N];
        for (to, from) in bytes.iter_mut().zip(seed) {
            *to = from;
        }
        bytes
    }
}

impl Environment for Surroundings {
    fn now(&self) -> Timestamp {
        self.held.get().unwrap_or_else(Timestamp::now)
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        let filled = getrandom::fill(&mut seed);
        assert!(filled.is_ok(), "the system gives no random numbers");
        seed
    }
}
