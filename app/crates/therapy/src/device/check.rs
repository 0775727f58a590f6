//! Testing a connected device: does its clock run right, and does it measure steadily?
//!
//! Source: DiGAV Anlage 2, Robustheit 4; Deutsche Hochdruckliga, rules of self-measurement (a minute between readings).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::PressureReading;

/// How far the clock of the device may be off, in seconds.
const CLOCK_LIMIT: i64 = 10 * 60;
/// How far apart the test readings may be, mmHg.
const SPREAD_LIMIT: u16 = 15;
/// Readings of a test.
pub const TEST_READINGS: usize = 3;

/// The clock of a device next to ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The device sends no time; the time of arrival is used.
    None,
    /// Less than ten minutes off.
    Right,
    /// Off by so many seconds; positive when the device is ahead.
    Off(i64),
}

/// What a test of three readings found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steadiness {
    /// More readings are needed.
    NeedsMore(usize),
    /// Upper and lower values lie close together.
    Steady,
    /// They do not: check cuff and posture, then have the device checked (calibration every two years).
    Unsteady {
        /// Difference between the highest and lowest upper or lower value, mmHg.
        apart: u16,
    },
}

/// Compares what the clock of the device shows, or the time stamp of a fresh reading, with the moment it arrived.
#[must_use]
pub fn clock(stamp: Option<DateTime>, received_at: Timestamp, utc_offset_minutes: i16) -> Clock {
    let Some(stamp) = stamp else {
        return Clock::None;
    };
    let off = ahead(stamp, received_at, utc_offset_minutes);
    if off.abs() <= CLOCK_LIMIT { Clock::Right } else { Clock::Off(off) }
}

/// Seconds that a local time lies behind a moment; before it, they are negative.
pub(super) fn ahead(stamp: DateTime, moment: Timestamp, utc_offset_minutes: i16) -> i64 {
    let offset = Offset::from_seconds(i32::from(utc_offset_minutes) * 60).unwrap_or(Offset::UTC);
    stamp.duration_since(offset.to_datetime(moment)).as_secs()
}

/// Judges the readings of a test, one to two minutes apart at rest.
#[must_use]
pub fn steadiness(readings: &[PressureReading]) -> Steadiness {
    if readings.len() < TEST_READINGS {
        return Steadiness::NeedsMore(TEST_READINGS - readings.len());
    }
    // The first reading is usually higher.
    let later = || readings.iter().skip(1);
    let apart = spread(later().map(|it| it.systolic)).max(spread(later().map(|it| it.diastolic)));
    if apart <= SPREAD_LIMIT { Steadiness::Steady } else { Steadiness::Unsteady { apart } }
}

fn spread(values: impl Iterator<Item = u16> + Clone) -> u16 {
    let (low, high) = (values.clone().min(), values.max());
    high.unwrap_or_default() - low.unwrap_or_default()
}
