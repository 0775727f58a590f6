//! Reminding invited people of their appointments: where to, how it went, and whose turn it is. Pure; it lies sealed in the
//! description of the room, and every device of the practice sees it.

use core::fmt;

use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{calendar, zone};
use crate::client::{GatewayWay, InvitationView};

/// A reminder that began longer ago, and of which nobody said how it ended, may have arrived or not.
const PATIENCE: SignedDuration = SignedDuration::from_mins(2);
/// Hours of the day in which messages go out by themselves: nobody is woken.
const BY_DAY: core::ops::Range<i8> = 8..20;

/// Where somebody wants to be reminded, kept because they said so. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// How.
    pub way: GatewayWay,
    /// E-mail address, or telephone number.
    pub to: String,
    /// What the practice calls itself in the message.
    pub practice: String,
    /// The last one that a device began to send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Mark>,
}

/// One reminder: written down before it is sent, so that no other device sends it, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Of which time; of another one the person does not know yet.
    pub begins_at: Timestamp,
    /// When it was begun.
    pub at: Timestamp,
    /// How far it came.
    pub state: MarkState,
}

/// How far a reminder came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkState {
    /// A device began to send it.
    Begun,
    /// The gateway took it.
    Sent,
    /// There is no such address.
    Refused,
    /// The gateway took nothing.
    Failed,
}

/// Where the reminder of an appointment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody was reminded of this time.
    Due,
    /// A device sends it now.
    OnItsWay,
    /// The gateway took it at this moment.
    Sent(Timestamp),
    /// There is no such address.
    Refused,
    /// The gateway took nothing: it can be tried again.
    Failed,
    /// A device began and did not say how it ended: it may have arrived.
    Unclear,
}

impl Reminder {
    /// One of which nothing was sent yet.
    #[must_use]
    pub const fn new(way: GatewayWay, to: String, practice: String) -> Self {
        Self { way, to, practice, last: None }
    }

    /// Where it stands for an appointment at this time.
    #[must_use]
    pub fn standing(&self, begins_at: Timestamp, now: Timestamp) -> Standing {
        let Some(mark) = self.last.as_ref().filter(|mark| mark.begins_at == begins_at) else {
            return Standing::Due;
        };
        match mark.state {
            // Clocks of two devices differ.
            MarkState::Begun if now.duration_since(mark.at).abs() < PATIENCE => Standing::OnItsWay,
            MarkState::Begun => Standing::Unclear,
            MarkState::Sent => Standing::Sent(mark.at),
            MarkState::Refused => Standing::Refused,
            MarkState::Failed => Standing::Failed,
        }
    }
}

impl fmt::Debug for Reminder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reminder({:?}, {:?})", self.way, self.last)
    }
}

/// The appointments that one reminds of today: those from tomorrow to the next working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The last of these days.
    pub until: Date,
    /// The open ones to which somebody comes, by time.
    pub list: Vec<InvitationView>,
}

impl Ahead {
    /// What lies ahead; days are those on the practice's wall.
    #[must_use]
    pub fn of(list: &[InvitationView], now: Timestamp) -> Self {
        let today = zone::local(now).date();
        let until = next_working_day(today);
        let comes = |it: &&InvitationView| it.is_for_a_guest() && it.state.is_open();
        let days = |it: &&InvitationView| {
            let day = zone::local(it.appointment.begins_at).date();
            today < day && day <= until
        };
        let mut list: Vec<InvitationView> = list.iter().filter(comes).filter(days).cloned().collect();
        list.sort_by_key(|it| it.appointment.begins_at);
        Self { until, list }
    }

    /// Whether all of it is tomorrow.
    #[must_use]
    pub fn is_tomorrow(&self, now: Timestamp) -> bool {
        self.until == calendar::later(zone::local(now).date(), 1)
    }

    /// Those whose person wants to be reminded, and where that stands.
    pub fn wanted(&self, now: Timestamp) -> impl Iterator<Item = (&InvitationView, Standing)> {
        self.list.iter().filter_map(move |it| {
            let reminder = it.reminder.as_ref()?;
            Some((it, reminder.standing(it.appointment.begins_at, now)))
        })
    }

    /// What is to be sent: of which nobody was reminded yet, and with `again` also what the gateway did not take.
    #[must_use]
    pub fn to_send(&self, again: bool, now: Timestamp) -> Vec<InvitationView> {
        let wanted = self.wanted(now).filter(|(_, standing)| match standing {
            Standing::Due => true,
            Standing::Failed => again,
            Standing::OnItsWay | Standing::Sent(_) | Standing::Refused | Standing::Unclear => false,
        });
        wanted.map(|(it, _)| it.clone()).collect()
    }
}

/// Whether reminders go out by themselves at this moment: by day, on the practice's wall.
#[must_use]
pub fn is_by_day(now: Timestamp) -> bool {
    BY_DAY.contains(&zone::local(now).hour())
}

/// The first day after this one on which a practice works: Monday to Friday. Holidays differ by state and are not known here.
fn next_working_day(today: Date) -> Date {
    let days = match today.weekday() {
        Weekday::Friday => 3,
        Weekday::Saturday => 2,
        _ => 1,
    };
    calendar::later(today, days)
}

#[cfg(test)]
mod tests {
    use heilsam_domain::{ConsultationState, RoomId};

    use super::*;
    use crate::appointment::{Appointment, Occasion};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn reminder() -> Reminder {
        Reminder::new(GatewayWay::Mail, "erika@example.org".to_owned(), "Praxis Dr. Weber".to_owned())
    }

    fn entry(begins_at: &str) -> InvitationView {
        let appointment = Appointment::single(at(begins_at), 15);
        let room = RoomId::from_bytes([1; 16]);
        let mut entry = InvitationView::unreadable(room, ConsultationState::Planned, appointment);
        entry.reminder = Some(reminder());
        entry
    }

    /// The beginnings of what is to be sent at this moment.
    fn sent(now: &str, begin: &[&str]) -> Vec<String> {
        let list: Vec<InvitationView> = begin.iter().map(|it| entry(it)).collect();
        let ahead = Ahead::of(&list, at(now));
        ahead.to_send(false, at(now)).iter().map(|it| it.appointment.begins_at.to_string()).collect()
    }

    #[test]
    fn people_are_reminded_the_day_before_and_neither_on_the_day_nor_earlier() {
        // A Tuesday in summer: midnight on the wall is ten in the evening in UTC.
        let begin =
            ["2026-07-07T12:00:00Z", "2026-07-07T22:00:00Z", "2026-07-08T21:59:00Z", "2026-07-08T22:00:00Z"];
        assert_eq!(sent("2026-07-07T06:00:00Z", &begin), begin[1..3]);
    }

    #[test]
    fn on_a_friday_the_weekend_and_monday_are_ahead() {
        let begin =
            ["2026-07-11T08:00:00Z", "2026-07-12T08:00:00Z", "2026-07-13T16:00:00Z", "2026-07-14T06:00:00Z"];
        assert_eq!(sent("2026-07-10T08:00:00Z", &begin), begin[..3], "Friday");
        assert_eq!(sent("2026-07-11T08:00:00Z", &begin), begin[1..3], "Saturday");
        assert_eq!(sent("2026-07-12T08:00:00Z", &begin), begin[2..3], "Sunday");
        assert_eq!(sent("2026-07-13T08:00:00Z", &begin), begin[3..], "Monday");
    }

    #[test]
    fn days_are_those_on_the_wall_also_when_the_clock_changes() {
        // The night to 29 March 2026 has 23 hours: that Sunday begins at 23:00 and ends at 22:00 in UTC.
        let begin =
            ["2026-03-28T22:59:00Z", "2026-03-28T23:00:00Z", "2026-03-30T21:59:00Z", "2026-03-30T22:00:00Z"];
        assert_eq!(sent("2026-03-28T09:00:00Z", &begin), begin[1..3]);
        // The night to 25 October 2026 has 25: Monday ends at 23:00 in UTC.
        let begin =
            ["2026-10-24T21:59:00Z", "2026-10-24T22:00:00Z", "2026-10-26T22:59:00Z", "2026-10-26T23:00:00Z"];
        assert_eq!(sent("2026-10-24T09:00:00Z", &begin), begin[1..3]);
    }

    #[test]
    fn nobody_is_reminded_of_what_was_cancelled_or_has_no_address_and_an_open_hour_is_no_appointment() {
        let now = at("2026-07-07T06:00:00Z");
        let tomorrow = || entry("2026-07-08T08:00:00Z");
        let (mut cancelled, mut ended) = (tomorrow(), tomorrow());
        cancelled.state = ConsultationState::Cancelled;
        ended.state = ConsultationState::Ended;
        let (mut without, mut hour) = (tomorrow(), tomorrow());
        without.reminder = None;
        hour.appointment.occasion = Occasion::OpenHour;
        let ahead = Ahead::of(&[cancelled, ended, without, hour], now);
        assert_eq!((ahead.list.len(), ahead.wanted(now).count()), (1, 0));
        assert!(ahead.is_tomorrow(now) && ahead.to_send(true, now).is_empty());
    }

    #[test]
    fn a_reminder_goes_out_once_and_again_only_of_another_time_or_when_it_did_not_go() {
        let (now, begins_at) = (at("2026-07-07T06:00:00Z"), at("2026-07-08T08:00:00Z"));
        let mut one = entry("2026-07-08T08:00:00Z");
        let mut with = |state, minutes: i64, begins_at| {
            let mark = Mark { begins_at, at: now - SignedDuration::from_mins(minutes), state };
            one.reminder = Some(Reminder { last: Some(mark), ..reminder() });
            let ahead = Ahead::of(&[one.clone()], now);
            (ahead.to_send(false, now).len(), ahead.to_send(true, now).len())
        };
        assert_eq!(with(MarkState::Sent, 60, begins_at), (0, 0));
        assert_eq!(with(MarkState::Begun, 1, begins_at), (0, 0), "another device sends it");
        assert_eq!(with(MarkState::Begun, 60, begins_at), (0, 0), "it may have arrived");
        assert_eq!(with(MarkState::Refused, 60, begins_at), (0, 0));
        assert_eq!(with(MarkState::Failed, 60, begins_at), (0, 1), "a person tries again");
        assert_eq!(
            with(MarkState::Sent, 60, begins_at - SignedDuration::from_hours(1)),
            (1, 1),
            "it was moved"
        );
    }

    #[test]
    fn what_began_and_did_not_end_is_unclear_after_two_minutes() {
        let (now, begins_at) = (at("2026-07-07T06:00:00Z"), at("2026-07-08T08:00:00Z"));
        let begun = |seconds: i64| {
            let mark =
                Mark { begins_at, at: now - SignedDuration::from_secs(seconds), state: MarkState::Begun };
            Reminder { last: Some(mark), ..reminder() }.standing(begins_at, now)
        };
        assert_eq!((begun(119), begun(120)), (Standing::OnItsWay, Standing::Unclear));
        assert_eq!(begun(-60), Standing::OnItsWay, "the other clock is ahead");
        assert_eq!(reminder().standing(begins_at, now), Standing::Due);
    }

    #[test]
    fn nothing_goes_out_by_itself_at_night() {
        let by_day = |text: &str| is_by_day(at(text));
        assert!(!by_day("2026-07-07T05:59:00Z") && by_day("2026-07-07T06:00:00Z"), "summer");
        assert!(!by_day("2026-12-07T06:59:00Z") && by_day("2026-12-07T07:00:00Z"), "winter");
        assert!(by_day("2026-12-07T18:59:00Z") && !by_day("2026-12-07T19:00:00Z"));
    }

    #[test]
    fn the_address_is_not_printed() {
        let printed = format!("{:?}", reminder());
        assert!(!printed.contains("erika") && !printed.contains("Weber"), "{printed}");
    }
}
