//! Connections with a device: what it sent, what of it is new, and how its test goes.

use jiff::Timestamp;

use super::check::{Clock, Steadiness, clock, steadiness};
use super::{DeviceError, PressureReading, Reception, WeightReading, pressure, weight};
use crate::diary::{DiaryEntry, Known};

/// Readings that are kept at most; a device holds some hundred.
const MOST: usize = 1_000;

/// A reading that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it becomes in the diary.
    pub entry: DiaryEntry,
    /// The user button of the device; devices for one person send none.
    pub user: Option<u8>,
}

/// Everything that came, from the first byte on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    name: String,
    received: Vec<Received>,
    fault: Option<DeviceError>,
    test: Option<Test>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Test {
    readings: Vec<PressureReading>,
    clock: Option<Clock>,
}

/// What of it can be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fresh {
    /// Readings that the diary does not have, the newest first.
    pub readings: Vec<Received>,
    /// How many it has.
    pub known: usize,
}

impl Session {
    /// A device of this name is connected. What came before stays: many devices hang up after each reading.
    pub fn begin(&mut self, name: &str) {
        *self =
            Self { name: name.to_owned(), received: std::mem::take(&mut self.received), ..Self::default() };
    }

    /// Name that the device gives itself.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why the last bytes were no reading; gone with the next reading.
    #[must_use]
    pub const fn fault(&self) -> Option<DeviceError> {
        self.fault
    }

    /// Takes the bytes of the measurement characteristic of a service.
    pub fn receive(&mut self, service: u16, bytes: &[u8], received_at: Timestamp, utc_offset_minutes: i16) {
        let read = self.read(service, bytes, received_at, utc_offset_minutes);
        self.fault = read.as_ref().err().copied();
        if let Ok(received) = read
            && self.received.len() < MOST
        {
            self.received.push(received);
        }
    }

    fn read(
        &mut self,
        service: u16,
        bytes: &[u8],
        received_at: Timestamp,
        utc_offset_minutes: i16,
    ) -> Result<Received, DeviceError> {
        let name = self.name.clone();
        let reception = Reception { name: &name, received_at, utc_offset_minutes };
        match service {
            pressure::SERVICE => {
                let reading = PressureReading::parse(bytes)?;
                if let Some(test) = &mut self.test {
                    test.clock = Some(clock(reading.stamp, received_at, utc_offset_minutes));
                    test.readings.push(reading.clone());
                }
                Ok(Received { entry: reading.to_entry(&reception)?, user: reading.user })
            }
            weight::SERVICE => {
                let reading = WeightReading::parse(bytes)?;
                Ok(Received { entry: reading.to_entry(&reception)?, user: reading.user })
            }
            _ => Err(DeviceError::Impossible),
        }
    }

    /// What is new beside a diary.
    #[must_use]
    pub fn fresh(&self, diary: &[DiaryEntry]) -> Fresh {
        let mut known = Known::of(diary);
        let mut readings: Vec<Received> =
            self.received.iter().filter(|it| known.insert(&it.entry)).cloned().collect();
        let count = self.received.len() - readings.len();
        readings.sort_by_key(|it| std::cmp::Reverse(it.entry.measured_at));
        Fresh { readings, known: count }
    }

    /// Leaves a reading out: another person's, or one that went wrong.
    pub fn leave_out(&mut self, entry: &DiaryEntry) {
        self.received.retain(|it| it.entry != *entry);
    }

    /// Begins a test of the device: only readings from now on count.
    pub fn begin_test(&mut self) {
        self.test = Some(Test::default());
    }

    /// How the test goes, and what the clock of the device said at its last reading.
    #[must_use]
    pub fn test(&self) -> Option<(Steadiness, Option<Clock>)> {
        self.test.as_ref().map(|test| (steadiness(&test.readings), test.clock))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-03-01T{text}Z").parse().unwrap()
    }

    fn session() -> Session {
        let mut session = Session::default();
        session.begin("BM 77");
        session
    }

    /// 08:00 local time, 135/85, with the user button.
    fn stored(user: u8) -> Vec<u8> {
        vec![0b1010, 0x87, 0, 0x55, 0, 0x66, 0, 0xEA, 0x07, 3, 1, 8, 0, 0, user]
    }

    /// No time, values as given.
    fn live(systolic: u8) -> Vec<u8> {
        vec![0, systolic, 0, 0x55, 0, 0x66, 0]
    }

    #[test]
    fn what_a_device_sends_twice_or_the_diary_has_comes_once() {
        let mut session = session();
        for bytes in [stored(1), stored(1), live(0x80)] {
            session.receive(pressure::SERVICE, &bytes, at("09:00:00"), 60);
        }
        session.receive(weight::SERVICE, &[0, 0x74, 0x40], at("09:01:00"), 60);
        let fresh = session.fresh(&[]);
        assert_eq!((fresh.readings.len(), fresh.known), (3, 1));
        assert_eq!(fresh.readings[0].entry.measured_at, at("09:01:00"), "the newest first");
        assert_eq!(fresh.readings[2].user, Some(1));
        let diary: Vec<DiaryEntry> = fresh.readings.iter().map(|it| it.entry.clone()).collect();
        assert_eq!(session.fresh(&diary), Fresh { readings: vec![], known: 4 });
    }

    #[test]
    fn a_reading_stays_after_another_connection_and_can_be_left_out() {
        let mut session = session();
        session.receive(pressure::SERVICE, &stored(2), at("09:00:00"), 60);
        session.begin("BM 77");
        let other = session.fresh(&[]).readings[0].entry.clone();
        session.leave_out(&other);
        assert_eq!(session.fresh(&[]), Fresh::default());
    }

    #[test]
    fn a_fault_is_told_until_the_next_reading() {
        let mut session = session();
        session.receive(pressure::SERVICE, &[0, 1], at("09:00:00"), 60);
        assert_eq!(session.fault(), Some(DeviceError::TooShort));
        session.receive(0x180D, &live(0x80), at("09:00:00"), 60);
        assert_eq!(session.fault(), Some(DeviceError::Impossible), "another service is not understood");
        session.receive(pressure::SERVICE, &live(0x80), at("09:00:00"), 60);
        assert_eq!(session.fault(), None);
    }

    #[test]
    fn a_test_counts_from_its_beginning_and_looks_at_the_clock() {
        let mut session = session();
        session.receive(pressure::SERVICE, &stored(1), at("09:00:00"), 60);
        assert_eq!(session.test(), None);
        session.begin_test();
        assert_eq!(session.test(), Some((Steadiness::NeedsMore(3), None)));
        for systolic in [0x90, 0x84, 0x86] {
            session.receive(pressure::SERVICE, &live(systolic), at("09:05:00"), 60);
        }
        assert_eq!(session.test(), Some((Steadiness::Steady, Some(Clock::None))));
        session.receive(pressure::SERVICE, &stored(1), at("07:30:00"), 60);
        assert_eq!(session.test().unwrap().1, Some(Clock::Off(-1_800)));
    }

    #[test]
    fn a_device_that_never_stops_fills_no_memory() {
        let mut session = session();
        for second in 0..i64::try_from(MOST).unwrap() + 5 {
            let arrived = Timestamp::from_second(1_800_000_000 + 60 * second).unwrap();
            session.receive(pressure::SERVICE, &live(0x80), arrived, 60);
        }
        assert_eq!(session.fresh(&[]).readings.len(), MOST);
    }
}
