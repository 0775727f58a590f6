//! Puts packets back in order and notices gaps, so that retransmissions have a chance before anything is given up.

use std::collections::BTreeMap;

/// What comes out of the buffer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next<T> {
    /// The next packet in order.
    Packet(T),
    /// This many packets never came.
    Gap(u64),
}

/// A buffer over 16-bit RTP sequence numbers.
pub(crate) struct Reorder<T> {
    waiting: BTreeMap<u64, T>,
    /// Extended number of the next packet to give out.
    next: Option<u64>,
    /// How many packets may wait behind a gap before it is given up.
    patience: usize,
}

impl<T> Reorder<T> {
    pub(crate) fn new(patience: usize) -> Self {
        Self { waiting: BTreeMap::new(), next: None, patience }
    }

    /// Takes one packet. A duplicate and a packet older than what was given out are dropped.
    pub(crate) fn push(&mut self, sequence: u16, packet: T) {
        let next = *self.next.get_or_insert(u64::from(sequence) + (1 << 16));
        // The extended number closest to the expected one.
        let ahead = sequence.wrapping_sub(next as u16) as i16;
        let extended = next.saturating_add_signed(i64::from(ahead));
        if extended >= next {
            self.waiting.insert(extended, packet);
        }
    }

    /// Gives the next packet, or the gap before it once too many wait behind it.
    pub(crate) fn pop(&mut self) -> Option<Next<T>> {
        let next = self.next?;
        let first = *self.waiting.first_key_value()?.0;
        if first == next {
            self.next = Some(next + 1);
            return self.waiting.remove(&first).map(Next::Packet);
        }
        if self.waiting.len() <= self.patience {
            return None;
        }
        self.next = Some(first);
        Some(Next::Gap(first - next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(buffer: &mut Reorder<u16>) -> Vec<Next<u16>> {
        std::iter::from_fn(|| buffer.pop()).collect()
    }

    #[test]
    fn packets_come_out_in_order_across_the_wrap() {
        let mut buffer = Reorder::new(4);
        for sequence in [65_534, 0, 65_535, 1] {
            buffer.push(sequence, sequence);
        }
        assert_eq!(drain(&mut buffer), [65_534, 65_535, 0, 1].map(Next::Packet));
    }

    #[test]
    fn a_gap_is_given_up_only_when_enough_wait() {
        let mut buffer = Reorder::new(2);
        buffer.push(10, 10);
        assert_eq!(drain(&mut buffer), [Next::Packet(10)]);
        buffer.push(13, 13);
        buffer.push(14, 14);
        assert_eq!(drain(&mut buffer), []);
        buffer.push(15, 15);
        assert_eq!(drain(&mut buffer), [Next::Gap(2), Next::Packet(13), Next::Packet(14), Next::Packet(15)]);
    }

    #[test]
    fn late_and_repeated_packets_are_dropped() {
        let mut buffer = Reorder::new(2);
        for sequence in [5, 5, 6] {
            buffer.push(sequence, sequence);
        }
        drain(&mut buffer);
        buffer.push(5, 5);
        buffer.push(4, 4);
        assert_eq!(drain(&mut buffer), []);
    }

    #[test]
    fn a_jump_far_ahead_costs_no_memory() {
        let mut buffer = Reorder::new(3);
        for sequence in (0..40_000).step_by(7) {
            buffer.push(sequence, sequence);
            drain(&mut buffer);
            assert!(buffer.waiting.len() <= 4);
        }
    }
}
