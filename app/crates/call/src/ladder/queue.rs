//! What waits on the line, as the time there and back tells. Times are milliseconds.

/// So short a wait that more may be sent.
pub(super) const SHORT: u32 = 100;
/// A way that stays long although less is sent has become longer by itself.
const OTHER_WAY: u64 = 10_000;

/// How much longer than at its best the way is.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// Of the empty line.
    least: Option<u32>,
    pub waits: u32,
    long_since: Option<u64>,
}

impl Queue {
    /// `trip` is the time there and back.
    pub fn look(&mut self, now: u64, trip: u32) {
        let least = self.least.map_or(trip, |least| least.min(trip));
        (self.least, self.waits) = (Some(least), trip - least);
        if self.waits < SHORT {
            self.long_since = None;
        } else if now.saturating_sub(*self.long_since.get_or_insert(now)) >= OTHER_WAY {
            (self.least, self.waits, self.long_since) = (Some(trip), 0, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_what_the_way_takes_more_than_at_its_best() {
        let mut queue = Queue::default();
        let mut waits = Vec::new();
        for (now, trip) in (0..).step_by(200).zip([80, 40, 300, 40, 30, 35]) {
            queue.look(now, trip);
            waits.push(queue.waits);
        }
        assert_eq!(waits, [0, 0, 260, 0, 0, 5]);
    }

    #[test]
    fn a_way_that_has_become_longer_does_not_count_as_waiting_for_ever() {
        let mut queue = Queue::default();
        queue.look(0, 40);
        let long = (200..20_000).step_by(200).filter(|now| {
            queue.look(*now, 500);
            queue.waits > 0
        });
        assert_eq!(long.count(), 50);
    }
}
