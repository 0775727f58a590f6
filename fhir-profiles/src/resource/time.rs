//! Moments and days as the typed model wants them.

use fhir_sdk::time::{Month, OffsetDateTime, UtcOffset};
use fhir_sdk::{Date, DateTime, Instant, Time, time};
use jiff::Timestamp;
use jiff::civil;

use super::Unwritable;

/// A moment in UTC.
pub(crate) fn instant(at: Timestamp) -> Result<Instant, Unwritable> {
    Ok(Instant(OffsetDateTime::from_unix_timestamp_nanos(at.as_nanosecond())?))
}

/// A moment in UTC where a day alone would do as well.
pub(crate) fn date_time(at: Timestamp) -> Result<DateTime, Unwritable> {
    instant(at).map(DateTime::DateTime)
}

/// A moment on the patient's clock, with its offset.
pub(crate) fn local_time(at: Timestamp, offset_minutes: i16) -> Result<DateTime, Unwritable> {
    let offset = UtcOffset::from_whole_seconds(i32::from(offset_minutes) * 60)?;
    let Instant(at) = instant(at)?;
    Ok(DateTime::DateTime(Instant(at.checked_to_offset(offset).unwrap_or(at))))
}

/// A day.
pub(crate) fn date(day: civil::Date) -> Result<Date, Unwritable> {
    let month = Month::try_from(day.month().unsigned_abs())?;
    Ok(Date::Date(time::Date::from_calendar_date(i32::from(day.year()), month, day.day().unsigned_abs())?))
}

/// A day, if there is one.
pub(crate) fn date_of(day: Option<civil::Date>) -> Result<Option<Date>, Unwritable> {
    day.map(date).transpose()
}

/// A time of day.
pub(crate) fn time_of_day(at: civil::Time) -> Result<Time, Unwritable> {
    let [hour, minute, second] = [at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    Ok(Time(time::Time::from_hms_nano(hour, minute, second, at.subsec_nanosecond().unsigned_abs())?))
}
