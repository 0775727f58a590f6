//! The appointment as a file for the person's calendar program (iCalendar, RFC 5545), as the practice's app writes it.

use heilsam_domain::RoomId;
use heilsam_protocol::gateway::Invite;
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use jiff::{SignedDuration, Timestamp};

const TITLE: &str = "Videosprechstunde";

/// The file; nothing in it names the person or the reason.
pub(super) fn write(room: RoomId, invite: &Invite, written_at: Timestamp) -> String {
    let length = SignedDuration::from_mins(i64::from(invite.minutes));
    let ends_at = invite.begins_at.saturating_add(length).unwrap_or(invite.begins_at);
    let mut event = Event::with_uid(&format!("{room}@heilsam"))
        .add_property("DTSTAMP", utc(written_at))
        .add_property("DTSTART", utc(invite.begins_at))
        .add_property("DTEND", utc(ends_at))
        .sequence(invite.moved)
        .summary(TITLE)
        .description(&invite.practice)
        .url(&invite.link)
        .done();
    if let Some(reminder) = reminder(room, written_at) {
        event.alarm(reminder);
    }
    Calendar::new().append_property(Property::new("METHOD", "PUBLISH")).push(event).done().to_string()
}

/// A quarter of an hour before, with the title and nothing else. Source: RFC 5545, 3.6.6; RFC 9074, 4, for its own UID.
fn reminder(room: RoomId, written_at: Timestamp) -> Option<Alarm> {
    // The crate reads a length without a sign only, and would write it in seconds.
    let length = Trigger::try_from(&Property::new("TRIGGER", "PT15M")).ok()?;
    let alarm = Alarm::display(TITLE, length)
        .add_property("TRIGGER", "-PT15M")
        // What is missing of these two the crate fills with its own clock and chance.
        .add_property("DTSTAMP", utc(written_at))
        .uid(&format!("{room}-reminder@heilsam"))
        .done();
    Some(alarm)
}

/// `20260310T090000Z`.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> String {
        file_of(0)
    }

    fn file_of(moved: u32) -> String {
        let invite = Invite {
            to: "erika@example.org".to_owned(),
            practice: "Praxis Dr. Weber".to_owned(),
            link: "https://heilsam.example/v#1.a.b.c".to_owned(),
            cancel_link: None,
            begins_at: "2026-07-10T07:30:00Z".parse().unwrap(),
            minutes: 15,
            moved,
            reminder: false,
        };
        write(RoomId::from_bytes([7; 16]), &invite, "2026-07-01T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn the_file_of_an_invitation_reminds_a_quarter_of_an_hour_before_and_names_nobody() {
        let file = file();
        let (_, rest) = file.split_once("BEGIN:VALARM\r\n").unwrap();
        let (reminder, rest) = rest.split_once("END:VALARM\r\n").unwrap();
        let mut lines: Vec<&str> = reminder.lines().collect();
        lines.sort_unstable();
        let uid = format!("UID:{}-reminder@heilsam", RoomId::from_bytes([7; 16]));
        let wanted = [
            "ACTION:DISPLAY",
            "DESCRIPTION:Videosprechstunde",
            "DTSTAMP:20260701T120000Z",
            "TRIGGER:-PT15M",
            uid.as_str(),
        ];
        assert_eq!(lines, wanted);
        assert!(rest.starts_with("END:VEVENT"), "the reminder belongs to the appointment: {file}");
        assert!(!file.contains("erika"), "{file}");
    }

    #[test]
    fn the_file_of_a_moved_appointment_takes_the_place_of_the_first() {
        let line = |text: &str, name: &str| text.lines().find(|it| it.starts_with(name)).map(str::to_owned);
        let (first, moved) = (file_of(0), file_of(2));
        assert_eq!(line(&first, "UID:"), line(&moved, "UID:"));
        assert_eq!(line(&moved, "SEQUENCE:").as_deref(), Some("SEQUENCE:2"));
    }

    #[test]
    fn nothing_in_the_file_of_an_invitation_depends_on_chance() {
        assert_eq!(file(), file());
    }
}
