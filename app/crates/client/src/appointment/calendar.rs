//! Where appointments stand on a sheet of days, and what collides.

use heilsam_domain::RoomId;
use jiff::civil::{Date, Weekday};
use jiff::{Span, Timestamp};

use super::{Appointment, Occasion, zone};
use crate::client::InvitationView;

/// Rows of one hour on the sheet.
pub const ROWS_AN_HOUR: u16 = 4;
const MINUTES_A_ROW: u16 = 15;
/// Hours that are always shown.
const USUAL_HOURS: (i8, i8) = (8, 18);

/// One day on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub date: Date,
    /// What is on it, by time.
    pub entries: Vec<Placed>,
    /// How many stand side by side at most.
    pub lanes: u16,
}

/// One entry and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The appointment.
    pub entry: InvitationView,
    /// First row, from 0 at the first hour of the sheet.
    pub row: u16,
    /// How many rows; at least 1.
    pub rows: u16,
    /// Which column of the day, from 0.
    pub lane: u16,
}

/// Days side by side, and the hours they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The days.
    pub days: Vec<Day>,
    /// First hour shown.
    pub from_hour: i8,
    /// The hour at which the sheet ends.
    pub to_hour: i8,
}

/// The Monday of the week of a day.
#[must_use]
pub fn monday(day: Date) -> Date {
    let behind = i64::from(day.weekday().since(Weekday::Monday));
    day.checked_sub(Span::new().days(behind)).unwrap_or(day)
}

/// This many days later, or earlier if negative.
#[must_use]
pub fn later(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// Everything that is not cancelled, on `count` days from `first` on.
#[must_use]
pub fn sheet(all: &[InvitationView], first: Date, count: i64) -> Sheet {
    let mut days: Vec<(Date, Vec<&InvitationView>)> =
        (0..count).map(|number| (later(first, number), Vec::new())).collect();
    let (mut from_hour, mut to_hour) = USUAL_HOURS;
    for entry in all.iter().filter(|entry| entry.is_on_the_calendar()) {
        let begins = zone::local(entry.appointment.begins_at);
        let Some((_, list)) = days.iter_mut().find(|(date, _)| *date == begins.date()) else { continue };
        from_hour = from_hour.min(begins.hour());
        let ends = zone::local(entry.appointment.ends_at());
        let end_hour =
            if ends.date() > begins.date() { 24 } else { ends.hour() + i8::from(ends.minute() > 0) };
        to_hour = to_hour.max(end_hour);
        list.push(entry);
    }
    let days = days.into_iter().map(|(date, list)| day(date, list, from_hour, to_hour)).collect();
    Sheet { days, from_hour, to_hour }
}

/// Everything that needs the doctor while a planned appointment does; `except` is the one that is being moved. Guests of
/// an open consultation hour share it, and it is no collision that they do.
#[must_use]
pub fn conflicts(
    all: &[InvitationView],
    planned: &Appointment,
    except: Option<RoomId>,
) -> Vec<InvitationView> {
    let together = |other: &InvitationView| {
        let same_hour = planned.hour.is_some() && planned.hour == other.appointment.hour;
        same_hour
            || planned.hour == Some(other.room)
            || (except.is_some() && other.appointment.hour == except)
    };
    all.iter()
        .filter(|other| other.state.is_open() && Some(other.room) != except)
        .filter(|other| planned.overlaps(&other.appointment) && !together(other))
        .cloned()
        .collect()
}

/// The next quarter of an hour: where a new appointment begins when nobody said when.
#[must_use]
pub fn next_quarter(now: Timestamp) -> Timestamp {
    let quarter = i64::from(MINUTES_A_ROW) * 60;
    let second = now.as_second().div_euclid(quarter).saturating_add(1).saturating_mul(quarter);
    Timestamp::from_second(second).unwrap_or(now)
}

fn day(date: Date, mut list: Vec<&InvitationView>, from_hour: i8, to_hour: i8) -> Day {
    // Consultation hours first: they are what the others stand in.
    list.sort_by_key(|entry| {
        let hour_last = entry.appointment.occasion != Occasion::OpenHour;
        (entry.appointment.begins_at, hour_last, entry.room)
    });
    let last_row = u16::try_from(to_hour - from_hour).unwrap_or_default() * ROWS_AN_HOUR;
    let mut free_from: Vec<Timestamp> = Vec::new();
    let mut entries = Vec::new();
    for entry in list {
        let begins_at = entry.appointment.begins_at;
        let found = free_from.iter().position(|free| *free <= begins_at);
        let lane = found.unwrap_or(free_from.len());
        match free_from.get_mut(lane) {
            Some(free) => *free = entry.appointment.ends_at(),
            None => free_from.push(entry.appointment.ends_at()),
        }
        let begins = zone::local(begins_at);
        let minutes = i64::from(begins.hour() - from_hour) * 60 + i64::from(begins.minute());
        let row = u16::try_from(minutes / i64::from(MINUTES_A_ROW)).unwrap_or_default();
        let rows = entry.appointment.minutes.div_ceil(MINUTES_A_ROW).max(1);
        let rows = rows.min(last_row.saturating_sub(row).max(1));
        let lane = u16::try_from(lane).unwrap_or_default();
        entries.push(Placed { entry: entry.clone(), row, rows, lane });
    }
    let lanes = u16::try_from(free_from.len()).unwrap_or(1).max(1);
    Day { date, entries, lanes }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::ConsultationState;

    use super::*;

    fn entry(number: u8, begins: &str, minutes: u16) -> InvitationView {
        let begins_at = zone::moment(zone::read(begins).unwrap()).unwrap();
        let appointment = Appointment::single(begins_at, minutes);
        InvitationView::unreadable(RoomId::from_bytes([number; 16]), ConsultationState::Planned, appointment)
    }

    #[test]
    fn a_week_begins_on_monday() {
        let sunday: Date = "2026-03-15".parse().unwrap();
        assert_eq!(monday(sunday).to_string(), "2026-03-09");
        assert_eq!(monday(monday(sunday)), monday(sunday));
    }

    #[test]
    fn entries_stand_on_their_day_at_their_quarter() {
        let all = [entry(1, "2026-03-10T10:30", 30), entry(2, "2026-03-16T10:00", 15)];
        let sheet = sheet(&all, "2026-03-09".parse().unwrap(), 7);
        assert_eq!((sheet.from_hour, sheet.to_hour), (8, 18));
        let tuesday = &sheet.days[1].entries;
        assert_eq!((tuesday[0].row, tuesday[0].rows), (10, 2));
        assert_eq!(sheet.days.iter().map(|day| day.entries.len()).sum::<usize>(), 1);
    }

    #[test]
    fn early_birds_and_late_hours_stretch_the_sheet() {
        let all = [entry(1, "2026-03-10T06:30", 15), entry(2, "2026-03-10T20:50", 20)];
        let sheet = sheet(&all, "2026-03-10".parse().unwrap(), 1);
        assert_eq!((sheet.from_hour, sheet.to_hour), (6, 22));
        assert_eq!(sheet.days[0].entries[0].row, 2);
    }

    #[test]
    fn what_overlaps_stands_side_by_side_and_a_free_column_is_used_again() {
        let all = [
            entry(1, "2026-03-10T10:00", 60),
            entry(2, "2026-03-10T10:30", 30),
            entry(3, "2026-03-10T11:00", 30),
        ];
        let day = &sheet(&all, "2026-03-10".parse().unwrap(), 1).days[0];
        assert_eq!(day.entries.iter().map(|it| it.lane).collect::<Vec<_>>(), [0, 1, 0]);
        assert_eq!(day.lanes, 2);
    }

    #[test]
    fn a_double_booking_is_found_and_moving_does_not_collide_with_itself() {
        let all = [entry(1, "2026-03-10T10:00", 30), entry(2, "2026-03-10T10:30", 30)];
        let rooms = |found: Vec<InvitationView>| found.iter().map(|it| it.room).collect::<Vec<_>>();
        let mut planned = all[0].appointment.clone();
        planned.minutes = 45;
        assert_eq!(rooms(conflicts(&all, &planned, None)), [all[0].room, all[1].room]);
        assert_eq!(rooms(conflicts(&all, &planned, Some(all[0].room))), [all[1].room]);
    }

    #[test]
    fn cancelled_appointments_collide_with_nothing_and_leave_the_sheet() {
        let mut gone = entry(1, "2026-03-10T10:00", 30);
        gone.state = ConsultationState::Cancelled;
        let planned = gone.appointment.clone();
        let all = [gone];
        assert_eq!(conflicts(&all, &planned, None), []);
        assert!(sheet(&all, "2026-03-10".parse().unwrap(), 1).days[0].entries.is_empty());
    }

    #[test]
    fn guests_of_one_consultation_hour_share_it() {
        let mut hour = entry(1, "2026-03-10T10:00", 120);
        hour.appointment.occasion = Occasion::OpenHour;
        let mut guest = entry(2, "2026-03-10T10:00", 120);
        guest.appointment.hour = Some(hour.room);
        let second = guest.appointment.clone();
        let all = [hour, guest, entry(3, "2026-03-10T11:00", 15)];
        let found = conflicts(&all, &second, None);
        assert_eq!(found.iter().map(|it| it.room).collect::<Vec<_>>(), [all[2].room]);
    }

    #[test]
    fn a_new_appointment_begins_at_the_next_quarter() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(next_quarter(at("2026-03-10T10:01:00Z")), at("2026-03-10T10:15:00Z"));
        assert_eq!(next_quarter(at("2026-03-10T10:15:00Z")), at("2026-03-10T10:30:00Z"));
    }
}
