//! Before an appointment: the day before at the same time of day, and when its waiting room opens.

use heilsam_client::appointment::EARLY;
use heilsam_client::appointment::kept::KeptView;
use heilsam_client::client::QuietHours;
use heilsam_protocol::limit;
use jiff::{SignedDuration, Span, Timestamp};

use super::{Wall, moved};

/// When those begin that can still take place.
#[must_use]
pub fn of_those_to_come(kept: &[KeptView], now: Timestamp) -> Vec<Timestamp> {
    let to_come = kept.iter().filter(|it| it.appointment.is_to_come(now));
    to_come.map(|it| it.appointment.begins_at).collect()
}

/// The moments for an appointment that begins then.
///
/// Each is the whole quarter of an hour before it, so that nobody is told too late, and after the quiet hours when it is in
/// them. What would come only when the appointment has begun is left out.
pub fn before(
    begins_at: Timestamp,
    quiet: Option<QuietHours>,
    wall: Wall,
) -> impl Iterator<Item = Timestamp> {
    [day_before(begins_at, wall), begins_at.checked_sub(EARLY).ok()]
        .into_iter()
        .flatten()
        .filter_map(move |at| out_of_quiet(to_quarter_before(at), quiet, wall))
        .filter(move |at| *at < begins_at)
}

/// The same time on the wall; 24 hours earlier where the change to summer time leaves it out.
fn day_before(begins_at: Timestamp, wall: Wall) -> Option<Timestamp> {
    let same = (wall.local)(begins_at).saturating_sub(Span::new().days(1));
    (wall.moment)(same).or_else(|| begins_at.checked_sub(SignedDuration::from_hours(24)).ok())
}

fn to_quarter_before(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second - second.rem_euclid(60 * limit::WAKE_UP_MINUTES)).unwrap_or(at)
}

fn out_of_quiet(at: Timestamp, quiet: Option<QuietHours>, wall: Wall) -> Option<Timestamp> {
    let shown = (wall.local)(at);
    let then = moved(shown, quiet);
    // Only what moves goes by the wall: in autumn it shows an hour twice.
    if then == shown { Some(at) } else { (wall.moment)(then) }
}

#[cfg(test)]
pub(super) mod tests {
    use heilsam_client::appointment::kept::KeptAppointment;
    use heilsam_client::appointment::zone;
    use heilsam_domain::RecordId;
    use jiff::civil::{Time, time};

    use super::*;

    pub const BERLIN: Wall = Wall { local: zone::local, moment: |wall| zone::moment(wall).ok() };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn found(begins_at: &str, quiet: Option<(Time, Time)>) -> Vec<String> {
        let quiet = quiet.map(|(from, until)| QuietHours { from, until });
        before(at(begins_at), quiet, BERLIN).map(|at| zone::write(zone::local(at))).collect()
    }

    fn kept(begins_at: &str, cancelled: bool) -> KeptView {
        let appointment = KeptAppointment {
            begins_at: at(begins_at),
            practice: String::new(),
            note: String::new(),
            with_carer: false,
            cancelled,
            way: None,
            cancel: None,
            sharing: None,
            met_at: None,
        };
        KeptView { id: RecordId::from_bytes([1; 16]), appointment }
    }

    #[test]
    fn it_is_told_the_day_before_at_the_same_time_and_when_the_waiting_room_opens() {
        assert_eq!(found("2026-03-10T09:00:00Z", None), ["2026-03-09T10:00", "2026-03-10T09:45"]);
    }

    #[test]
    fn between_two_quarters_it_is_told_earlier_and_never_too_late() {
        assert_eq!(found("2026-03-10T09:10:00Z", None), ["2026-03-09T10:00", "2026-03-10T09:45"]);
        assert_eq!(found("2026-03-10T09:05:00Z", None), ["2026-03-09T10:00", "2026-03-10T09:45"]);
    }

    #[test]
    fn the_day_before_is_the_same_time_on_the_wall_when_the_clock_changes() {
        assert_eq!(found("2026-03-29T08:00:00Z", None), ["2026-03-28T10:00", "2026-03-29T09:45"]);
        assert_eq!(found("2026-10-25T09:00:00Z", None), ["2026-10-24T10:00", "2026-10-25T09:45"]);
    }

    #[test]
    fn an_hour_that_the_wall_leaves_out_or_shows_twice_shifts_no_message() {
        // Half past two of the 29th does not exist; a quarter before five past three is ten to two.
        assert_eq!(found("2026-03-30T00:30:00Z", None), ["2026-03-29T01:30", "2026-03-30T02:15"]);
        assert_eq!(found("2026-03-29T01:05:00Z", None), ["2026-03-28T03:00", "2026-03-29T01:45"]);
        let second = before(at("2026-10-25T01:45:00Z"), None, BERLIN).last();
        assert_eq!(second, Some(at("2026-10-25T01:30:00Z")), "the second half past two of that night");
    }

    #[test]
    fn it_keeps_out_of_quiet_hours_and_never_comes_when_the_appointment_has_begun() {
        let night = Some((time(22, 0, 0, 0), time(7, 0, 0, 0)));
        assert_eq!(found("2026-03-10T05:30:00Z", night), ["2026-03-09T07:00"]);
        assert_eq!(found("2026-03-10T06:00:00Z", night), ["2026-03-09T07:00"]);
        assert_eq!(found("2026-03-10T06:10:00Z", night), ["2026-03-09T07:00", "2026-03-10T07:00"]);
        assert_eq!(found("2026-03-10T21:30:00Z", night), ["2026-03-10T07:00"]);
    }

    #[test]
    fn only_what_can_still_take_place_counts_and_what_was_moved_counts_where_it_is_now() {
        let now = at("2026-03-09T12:00:00Z");
        let before = [kept("2026-03-10T09:00:00Z", false), kept("2026-03-11T09:00:00Z", false)];
        assert_eq!(of_those_to_come(&before, now), [at("2026-03-10T09:00:00Z"), at("2026-03-11T09:00:00Z")]);
        let changed = [
            kept("2026-03-09T09:59:00Z", false),
            kept("2026-03-10T09:00:00Z", true),
            kept("2026-03-12T10:00:00Z", false),
        ];
        assert_eq!(of_those_to_come(&changed, now), [at("2026-03-12T10:00:00Z")]);
    }
}
