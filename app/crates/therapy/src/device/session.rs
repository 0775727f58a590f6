//! Connections with a device: what it sent, what of it is new and may count, and how its test goes.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::check::{Clock, Steadiness, ahead, clock, steadiness};
use super::{DeviceError, Facts, PressureReading, Reception, WeightReading, pressure, weight};
use crate::diary::{DiaryEntry, Known, Origin};

/// Readings that are kept at most; a device holds some hundred.
const MOST: usize = 1_000;
/// How far a time stamp and the moment of arrival may lie apart for a reading that was measured just now, in seconds.
const JUST_NOW: i64 = 3 * 60;

/// A reading that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What it becomes in the diary.
    pub entry: DiaryEntry,
    /// The user button of the device; devices for one person send none.
    pub user: Option<u8>,
    /// Whether the person compared its device with what it showed itself.
    pub is_compared: bool,
    /// Whether its time comes from a clock that is known to be wrong.
    pub is_time_doubtful: bool,
    /// Whether the person was asked about it, or about a newer one, and saw other numbers.
    was_asked: bool,
}

impl Received {
    /// Whether it may go into the diary; `with_doubtful_times`: the person wants those, too.
    #[must_use]
    pub const fn counts(&self, with_doubtful_times: bool) -> bool {
        self.is_compared && (with_doubtful_times || !self.is_time_doubtful)
    }

    fn is_from(&self, device: &str) -> bool {
        matches!(&self.entry.origin, Origin::Device { name, .. } if name == device)
    }
}

/// Everything that came, from the first byte on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    device: Facts,
    clock: Option<Clock>,
    is_compared: bool,
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
    /// A device is connected; `is_compared`: its numbers were compared before. What came before stays: many devices hang up
    /// after each reading.
    pub fn begin(&mut self, device: Facts, is_compared: bool, now: Timestamp, utc_offset_minutes: i16) {
        let clock = device.clock.map(|shown| clock(Some(shown), now, utc_offset_minutes));
        let received = std::mem::take(&mut self.received);
        *self = Self { device, clock, is_compared, received, ..Self::default() };
    }

    /// The device.
    #[must_use]
    pub const fn device(&self) -> &Facts {
        &self.device
    }

    /// What its clock showed when it was connected; `None`: it does not tell.
    #[must_use]
    pub const fn clock(&self) -> Option<Clock> {
        self.clock
    }

    /// Whether the numbers of the device were compared.
    #[must_use]
    pub const fn is_compared(&self) -> bool {
        self.is_compared
    }

    /// The reading to compare with what the device shows: the newest of those that do not count yet.
    #[must_use]
    pub fn to_compare(&self) -> Option<&Received> {
        let open = self.received.iter().filter(|it| !it.is_compared && !it.was_asked);
        open.filter(|it| it.is_from(&self.device.name)).max_by_key(|it| it.entry.measured_at)
    }

    /// The device shows other numbers: that reading is dropped, and only a new one is asked about.
    pub fn differs(&mut self) {
        if let Some(entry) = self.to_compare().map(|it| it.entry.clone()) {
            self.leave_out(&entry);
        }
        for each in self.received.iter_mut().filter(|it| !it.is_compared) {
            each.was_asked = true;
        }
    }

    /// The device shows the same numbers: what came from it, and what will come, counts.
    pub fn confirm(&mut self) {
        self.is_compared = true;
        let name = &self.device.name;
        for each in self.received.iter_mut().filter(|it| it.is_from(name)) {
            each.is_compared = true;
        }
    }

    /// The person wants to compare once more: what comes from now on has to wait for it.
    pub const fn compare_again(&mut self) {
        self.is_compared = false;
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
        let name = self.device.name.clone();
        let reception = Reception { name: &name, received_at, utc_offset_minutes };
        let (mut entry, user, is_time_doubtful) = match service {
            pressure::SERVICE => {
                let mut reading = PressureReading::parse(bytes)?;
                if let Some(test) = &mut self.test {
                    test.clock = Some(clock(reading.stamp, received_at, utc_offset_minutes));
                    test.readings.push(reading.clone());
                }
                let (stamp, doubtful) = self.trusted(reading.stamp, received_at, utc_offset_minutes);
                reading.stamp = stamp;
                (reading.to_entry(&reception)?, reading.user, doubtful)
            }
            weight::SERVICE => {
                let mut reading = WeightReading::parse(bytes)?;
                let (stamp, doubtful) = self.trusted(reading.stamp, received_at, utc_offset_minutes);
                reading.stamp = stamp;
                (reading.to_entry(&reception)?, reading.user, doubtful)
            }
            _ => return Err(DeviceError::Impossible),
        };
        if let Origin::Device { facts, .. } = &mut entry.origin {
            facts.manufacturer.clone_from(&self.device.maker);
            facts.model.clone_from(&self.device.model);
        }
        Ok(Received { entry, user, is_compared: self.is_compared, is_time_doubtful, was_asked: false })
    }

    /// The time stamp to go by, and whether it is doubtful. Where the clock of the device is known to be wrong, a reading of
    /// just now gets the time of its arrival; an older one keeps what the clock said then, which nobody should believe blindly.
    fn trusted(
        &self,
        stamp: Option<DateTime>,
        received_at: Timestamp,
        utc_offset_minutes: i16,
    ) -> (Option<DateTime>, bool) {
        let (Some(Clock::Off(off)), Some(local)) = (self.clock, stamp) else {
            return (stamp, false);
        };
        let age = off - ahead(local, received_at, utc_offset_minutes);
        if age.abs() <= JUST_NOW { (None, false) } else { (stamp, true) }
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
        session.begin(Facts::named("BM 77"), true, at("09:00:00"), 60);
        session
    }

    /// The device's clock shows this when it is connected at 09:00 UTC, 10:00 local time.
    fn with_clock(hour: i8, minute: i8) -> Session {
        let mut facts = Facts::named("BM 77");
        facts.clock = Some(jiff::civil::date(2026, 3, 1).at(hour, minute, 0, 0));
        let mut session = Session::default();
        session.begin(facts, true, at("09:00:00"), 60);
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
        session.begin(Facts::named("BM 77"), true, at("09:01:00"), 60);
        let other = session.fresh(&[]).readings[0].entry.clone();
        session.leave_out(&other);
        assert_eq!(session.fresh(&[]), Fresh::default());
    }

    #[test]
    fn nothing_of_a_new_device_counts_before_its_numbers_were_compared() {
        let mut session = session();
        session.receive(pressure::SERVICE, &live(0x70), at("09:00:00"), 60);
        session.begin(Facts::named("Neu"), false, at("09:10:00"), 60);
        assert_eq!(session.to_compare(), None, "another device's readings are not this one's");
        session.receive(pressure::SERVICE, &stored(1), at("09:11:00"), 60);
        session.receive(pressure::SERVICE, &live(0x80), at("09:11:00"), 60);
        assert_eq!(
            session.to_compare().unwrap().entry.measured_at,
            at("09:11:00"),
            "the newest is on its display"
        );
        let counting =
            |session: &Session| session.fresh(&[]).readings.iter().filter(|it| it.counts(false)).count();
        assert_eq!(counting(&session), 1, "only what the other device sent");
        session.differs();
        assert_eq!((session.to_compare(), session.fresh(&[]).readings.len()), (None, 2), "it is dropped");
        session.receive(pressure::SERVICE, &live(0x80), at("09:12:00"), 60);
        assert_eq!(session.to_compare().unwrap().entry.measured_at, at("09:12:00"));
        session.confirm();
        assert_eq!((counting(&session), session.to_compare()), (3, None));
        session.compare_again();
        session.receive(pressure::SERVICE, &live(0x90), at("09:20:00"), 60);
        assert_eq!(counting(&session), 3);
        assert!(session.to_compare().is_some());
    }

    #[test]
    fn times_of_a_wrong_clock_are_not_believed() {
        // 7:55 local time is 6:55 UTC, 2 h 5 min behind: the stamp 08:00 came five minutes later.
        let mut session = with_clock(7, 55);
        assert_eq!(session.clock(), Some(Clock::Off(-7_500)));
        session.receive(pressure::SERVICE, &stored(1), at("09:05:00"), 60);
        let now = session.fresh(&[]).readings[0].clone();
        assert_eq!((now.entry.measured_at, now.is_time_doubtful), (at("09:05:00"), false));
        session.receive(pressure::SERVICE, &stored(1), at("11:00:00"), 60);
        let readings = session.fresh(&[]).readings;
        let old = readings.iter().find(|it| it.is_time_doubtful).unwrap();
        assert_eq!(old.entry.measured_at, at("07:00:00"), "what the clock said then");
        assert!(!old.counts(false) && old.counts(true));
    }

    #[test]
    fn times_of_a_clock_that_is_right_are_believed() {
        let mut session = with_clock(10, 4);
        session.receive(pressure::SERVICE, &stored(1), at("09:05:00"), 60);
        let stored = session.fresh(&[]).readings[0].clone();
        assert_eq!((stored.entry.measured_at, stored.is_time_doubtful), (at("07:00:00"), false));
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
