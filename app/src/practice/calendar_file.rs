//! The appointment as a file for the patient's calendar program (iCalendar, RFC 5545).
//!
//! Times are in UTC: every calendar shows them in its own zone, and no change of the clock moves them.

use heilsam_domain::RoomId;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use jiff::Timestamp;

use super::desk::Appointment;

/// What the file says; nothing in it names the patient or the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Title in the calendar.
    pub title: String,
    /// What to do, with both links.
    pub text: String,
    /// The invitation itself.
    pub link: String,
}

/// Media type of the file.
pub const MEDIA_TYPE: &str = "text/calendar;charset=utf-8";

/// The file. The same room again replaces the older entry when `appointment.moved` is higher.
#[must_use]
pub fn write(room: RoomId, appointment: &Appointment, words: &Words, written_at: Timestamp) -> String {
    let mut event = Event::with_uid(&format!("{room}@heilsam"))
        .add_property("DTSTAMP", utc(written_at))
        .add_property("DTSTART", utc(appointment.begins_at))
        .add_property("DTEND", utc(appointment.ends_at()))
        .sequence(appointment.moved)
        .summary(&words.title)
        .description(&words.text)
        .url(&words.link)
        .done();
    if let Some(reminder) = reminder(room, &words.title, written_at) {
        event.alarm(reminder);
    }
    let method = Property::new("METHOD", "PUBLISH");
    Calendar::new().append_property(method).push(event).done().to_string()
}

/// A quarter of an hour before, with the title and nothing else. Source: RFC 5545, 3.6.6; RFC 9074, 4, for its own UID.
fn reminder(room: RoomId, title: &str, written_at: Timestamp) -> Option<Alarm> {
    // The crate reads a length without a sign only, and would write it in seconds.
    let length = Trigger::try_from(&Property::new("TRIGGER", "PT15M")).ok()?;
    let alarm = Alarm::display(title, length)
        .add_property("TRIGGER", "-PT15M")
        // What is missing of these two the crate fills with this device's clock and chance.
        .add_property("DTSTAMP", utc(written_at))
        .uid(&format!("{room}-reminder@heilsam"))
        .done();
    Some(alarm)
}

/// `20260310T090000Z`.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A name that says the day and nothing about the patient.
#[must_use]
pub fn name(title: &str, day: jiff::civil::Date) -> String {
    format!("{title}-{day}.ics")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(moved: u32) -> String {
        let begins_at = "2026-03-10T09:00:00Z".parse().unwrap();
        let appointment = Appointment { moved, ..Appointment::single(begins_at, 20) };
        let words = Words {
            title: "Videosprechstunde".to_owned(),
            text: "Guten Tag,\nhier entlang; ohne Konto".to_owned(),
            link: "https://heilsam.example/v#1.a.b.c".to_owned(),
        };
        write(RoomId::from_bytes([7; 16]), &appointment, &words, "2026-03-01T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_calendar_program_finds_when_where_and_what_to_do() {
        let file = file(2);
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "METHOD:PUBLISH",
            "DTSTART:20260310T090000Z",
            "DTEND:20260310T092000Z",
            "SEQUENCE:2",
            "SUMMARY:Videosprechstunde",
            "URL:https://heilsam.example/v#1.a.b.c",
            r"DESCRIPTION:Guten Tag\,\nhier entlang\; ohne Konto",
        ] {
            assert!(file.split("\r\n").any(|it| it == line), "{line} is missing in {file}");
        }
    }

    #[test]
    fn the_calendar_reminds_a_quarter_of_an_hour_before_and_says_no_more_than_the_title() {
        let file = file(0);
        let (_, rest) = file.split_once("BEGIN:VALARM\r\n").unwrap();
        let (reminder, rest) = rest.split_once("END:VALARM\r\n").unwrap();
        let mut lines: Vec<&str> = reminder.lines().collect();
        lines.sort_unstable();
        let uid = format!("UID:{}-reminder@heilsam", RoomId::from_bytes([7; 16]));
        let wanted = [
            "ACTION:DISPLAY",
            "DESCRIPTION:Videosprechstunde",
            "DTSTAMP:20260301T120000Z",
            "TRIGGER:-PT15M",
            uid.as_str(),
        ];
        assert_eq!(lines, wanted);
        assert!(rest.starts_with("END:VEVENT"), "the reminder belongs to the appointment: {file}");
    }

    #[test]
    fn the_same_appointment_is_always_the_same_entry() {
        let uid = |text: String| text.lines().find(|line| line.starts_with("UID:")).map(str::to_owned);
        assert!(uid(file(0)).is_some());
        assert_eq!(uid(file(0)), uid(file(3)));
    }

    #[test]
    fn nothing_in_the_file_depends_on_this_devices_clock_or_chance() {
        assert_eq!(file(1), file(1));
    }
}
