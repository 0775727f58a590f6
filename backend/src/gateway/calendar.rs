//! The appointment as a file for the person's calendar program (iCalendar, RFC 5545), as the practice's app writes it.

use heilsam_domain::RoomId;
use heilsam_protocol::gateway::Invite;
use icalendar::{Calendar, Component, Event, Property};
use jiff::{SignedDuration, Timestamp};

/// The file; nothing in it names the person or the reason.
pub(super) fn write(room: RoomId, invite: &Invite, written_at: Timestamp) -> String {
    let length = SignedDuration::from_mins(i64::from(invite.minutes));
    let ends_at = invite.begins_at.saturating_add(length).unwrap_or(invite.begins_at);
    let event = Event::with_uid(&format!("{room}@heilsam"))
        .add_property("DTSTAMP", utc(written_at))
        .add_property("DTSTART", utc(invite.begins_at))
        .add_property("DTEND", utc(ends_at))
        .summary("Videosprechstunde")
        .description(&invite.practice)
        .url(&invite.link)
        .done();
    Calendar::new().append_property(Property::new("METHOD", "PUBLISH")).push(event).done().to_string()
}

/// `20260310T090000Z`.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
