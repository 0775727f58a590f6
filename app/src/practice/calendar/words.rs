//! Days and times of the calendar, in the practice's clock and the reader's language.

use heilsam_client::appointment::zone;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::practice::desk::Appointment;
use crate::{browser, format, t};

/// `Dienstag, 10. März 2026, 10:00`.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    format::full_moment_in(at, zone::NAME)
}

/// `10:00`.
#[must_use]
pub fn clock(at: Timestamp) -> String {
    format::in_zone(at, zone::NAME, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// `10:00–10:15`.
#[must_use]
pub fn times(appointment: &Appointment) -> String {
    format!("{}–{}", clock(appointment.begins_at), clock(appointment.ends_at()))
}

/// `Dienstag, 10. März`.
#[must_use]
pub fn day(date: Date) -> String {
    format::in_zone(noon(date), zone::NAME, &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// `Di., 10. März`.
#[must_use]
pub fn short_day(date: Date) -> String {
    format::in_zone(noon(date), zone::NAME, &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
}

/// `10. März 2026`.
#[must_use]
pub fn full_day(date: Date) -> String {
    format::in_zone(noon(date), zone::NAME, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// `15 Minuten`, `2 Stunden`.
#[must_use]
pub fn length(minutes: u16) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) if hours > 1 => t!("calendar-hours", count = hours),
        _ => t!("calendar-minutes", count = minutes),
    }
}

/// Whether this device's clock shows something else than the practice's.
#[must_use]
pub fn device_is_elsewhere(now: Timestamp) -> bool {
    let device = i32::from(browser::utc_offset_minutes()) * 60;
    let name = browser::time_zone();
    name != zone::NAME && !name.is_empty() && zone::zone().to_offset(now).seconds() != device
}

/// Always on that day, whatever the clock does in the night.
fn noon(date: Date) -> Timestamp {
    zone::moment(date.at(12, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}
