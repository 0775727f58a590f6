//! A practice's appointments: when they are, how they repeat, what collides. Pure; the sealed form is in
//! [`crate::client::InvitationView`], whose room, link and code an appointment shares. What a patient keeps of one is in
//! [`kept`].

pub mod calendar;
pub mod facts;
pub mod handed;
pub mod kept;
pub mod remind;
pub mod series;
pub mod zone;

use heilsam_domain::{CallRole, RoomId};
use heilsam_protocol::consultation::RoomTimes;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The room opens this long before the appointment.
pub const EARLY: SignedDuration = SignedDuration::from_mins(15);
/// The room stays open at least this long after the beginning ...
const LATE: SignedDuration = SignedDuration::from_hours(2);
/// ... and this long after the planned end: a practice that is behind does not lose its patient.
const OVERTIME: SignedDuration = SignedDuration::from_hours(1);
/// What an appointment takes when nobody says otherwise, in minutes.
pub const USUAL_MINUTES: u16 = 15;
/// The longest appointment or consultation hour, in minutes.
pub const MOST_MINUTES: u16 = 12 * 60;

/// What a place in the calendar is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// One patient at one time.
    #[default]
    Appointment,
    /// An open consultation hour: patients are invited into it and come in the order in which they arrive.
    OpenHour,
    /// A case conference: doctors meet, no patient takes part. Source: Anlage 31b BMV-Ä § 1(3).
    Conference,
}

/// When something is and what it belongs to. Lies sealed in the description of its room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it takes, in minutes; at most [`MOST_MINUTES`].
    pub minutes: u16,
    /// What it is for.
    #[serde(default)]
    pub occasion: Occasion,
    /// The series it belongs to: a random number that all its appointments share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<u32>,
    /// The open consultation hour or the appointment that the person was invited into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour: Option<RoomId>,
    /// As what the invited person takes part.
    #[serde(default, skip_serializing_if = "is_patient")]
    pub role: CallRole,
    /// How often it was moved; calendar programs take the file with the highest number.
    #[serde(default)]
    pub moved: u32,
    /// Whether nursing staff or a relative is to be with the patient. Source: Anlage 31b BMV-Ä § 1(2).
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub with_carer: bool,
}

impl Appointment {
    /// An appointment of one patient that belongs to nothing else.
    #[must_use]
    pub const fn single(begins_at: Timestamp, minutes: u16) -> Self {
        Self {
            begins_at,
            minutes,
            occasion: Occasion::Appointment,
            series: None,
            hour: None,
            role: CallRole::Patient,
            moved: 0,
            with_carer: false,
        }
    }

    /// What is known of an invitation that was made before there was a calendar.
    #[must_use]
    pub fn of_room(opens_at: Timestamp) -> Self {
        Self::single(opens_at.checked_add(EARLY).unwrap_or(opens_at), USUAL_MINUTES)
    }

    /// When it ends as planned.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        let length = SignedDuration::from_mins(i64::from(self.minutes));
        self.begins_at.checked_add(length).unwrap_or(self.begins_at)
    }

    /// When its room opens and closes: all that the server learns of it.
    #[must_use]
    pub fn room_times(&self) -> RoomTimes {
        let opens_at = self.begins_at.checked_sub(EARLY).unwrap_or(self.begins_at);
        let late = self.begins_at.checked_add(LATE).unwrap_or(self.begins_at);
        let over = self.ends_at().checked_add(OVERTIME).unwrap_or(self.begins_at);
        RoomTimes { opens_at, closes_at: late.max(over) }
    }

    /// Whether two appointments need the doctor at the same time. One that begins when the other ends does not.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.begins_at < other.ends_at() && other.begins_at < self.ends_at()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_patient(role: &CallRole) -> bool {
    matches!(role, CallRole::Patient)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_room_opens_a_little_early_and_stays_open_for_a_practice_that_is_behind() {
        let times = Appointment::single(at("2026-03-10T10:00:00Z"), 15).room_times();
        assert_eq!(times.opens_at, at("2026-03-10T09:45:00Z"));
        assert_eq!(times.closes_at, at("2026-03-10T12:00:00Z"));
        let long = Appointment::single(at("2026-03-10T10:00:00Z"), 120).room_times();
        assert_eq!(long.closes_at, at("2026-03-10T13:00:00Z"));
    }

    #[test]
    fn one_after_the_other_is_no_collision() {
        let first = Appointment::single(at("2026-03-10T10:00:00Z"), 20);
        assert!(!first.overlaps(&Appointment::single(at("2026-03-10T10:20:00Z"), 20)));
        assert!(first.overlaps(&Appointment::single(at("2026-03-10T10:19:00Z"), 20)));
        assert!(first.overlaps(&Appointment::single(at("2026-03-10T09:00:00Z"), 180)));
    }

    #[test]
    fn an_invitation_from_before_the_calendar_has_a_place_in_it() {
        let old = Appointment::of_room(at("2026-03-10T09:45:00Z"));
        assert_eq!((old.begins_at, old.minutes), (at("2026-03-10T10:00:00Z"), USUAL_MINUTES));
    }
}
