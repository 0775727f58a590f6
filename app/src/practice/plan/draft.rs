//! What was typed so far, and the appointments it means.

use heilsam_client::appointment::series::{self, Every};
use heilsam_client::appointment::{Appointment, Occasion, USUAL_MINUTES, calendar, zone};
use heilsam_client::client::{Delivery, InvitationDraft};
use heilsam_domain::{AccountId, CallRole};
use jiff::Timestamp;

use crate::components::INCOMPLETE;
use crate::t;

/// What is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A patient who comes at once.
    Now,
    /// One appointment.
    Later,
    /// Several at the same time of day.
    Series,
    /// An open consultation hour.
    OpenHour,
    /// A case conference of doctors.
    Conference,
}

impl Kind {
    /// The most frequent first.
    pub const ALL: [Self; 5] = [Self::Now, Self::Later, Self::Series, Self::OpenHour, Self::Conference];

    /// Id of its choice.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Now => "invite-now",
            Self::Later => "invite-later",
            Self::Series => "invite-series",
            Self::OpenHour => "invite-hour",
            Self::Conference => "invite-conference",
        }
    }

    /// Its words.
    pub fn label(self) -> String {
        match self {
            Self::Now => t!("invite-now"),
            Self::Later => t!("invite-later"),
            Self::Series => t!("plan-series"),
            Self::OpenHour => t!("calendar-open-hour"),
            Self::Conference => t!("calendar-conference"),
        }
    }

    /// What it is, where the words alone do not say it.
    pub fn detail(self) -> Option<String> {
        match self {
            Self::Now | Self::Later => None,
            Self::Series => Some(t!("plan-series-detail")),
            Self::OpenHour => Some(t!("plan-hour-detail")),
            Self::Conference => Some(t!("plan-conference-detail")),
        }
    }
}

/// Why a moment cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// Typed only by half.
    Incomplete,
    /// Not a moment, or not one to come.
    Past,
    /// The clock jumps over it.
    NoSuchTime,
}

impl Impossible {
    /// Why a text is no moment.
    pub fn unread(text: &str) -> Self {
        if text == INCOMPLETE { Self::Incomplete } else { Self::Past }
    }
}

/// The form. Nothing typed is lost when the kind changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    /// What is planned.
    pub kind: Kind,
    /// The patient, or what the consultation hour is called.
    pub name: String,
    /// For the practice.
    pub remark: String,
    /// As the browser's field writes it.
    pub when: String,
    /// How long.
    pub minutes: u16,
    /// How far apart.
    pub every: Every,
    /// How many.
    pub count: u8,
    /// Whether the moment was typed.
    pub touched: bool,
    /// Whether the operator's mail server or SMS gateway shall carry the invitation: decided before it is made.
    pub through_server: bool,
    /// Whether nursing staff or a relative is to be with the patient.
    pub with_carer: bool,
    /// Which doctor of the practice holds it; `None`: the reader.
    pub doctor: Option<AccountId>,
}

impl PlanDraft {
    /// An empty form; `at` is the moment that was chosen in the calendar.
    pub fn new(at: &str, now: Timestamp) -> Self {
        let chosen = zone::read(at);
        let when = chosen.unwrap_or_else(|| zone::local(calendar::next_quarter(now)));
        Self {
            kind: if chosen.is_some() { Kind::Later } else { Kind::Now },
            name: String::new(),
            remark: String::new(),
            when: zone::write(when),
            minutes: USUAL_MINUTES,
            every: Every::Week,
            count: 4,
            touched: false,
            through_server: false,
            with_carer: false,
            doctor: None,
        }
    }

    /// A consultation hour needs no name.
    pub fn is_nameless(&self) -> bool {
        self.kind != Kind::OpenHour && self.name.trim().is_empty()
    }

    /// The appointments that the form means.
    pub fn appointments(&self, now: Timestamp) -> Result<Vec<Appointment>, Impossible> {
        let moments = match self.kind {
            Kind::Now => vec![now],
            Kind::Later | Kind::OpenHour | Kind::Conference => self.moments(1)?,
            Kind::Series => self.moments(self.count)?,
        };
        if self.kind != Kind::Now && moments.first().is_none_or(|first| *first <= now) {
            return Err(Impossible::Past);
        }
        let (occasion, role) = match self.kind {
            Kind::OpenHour => (Occasion::OpenHour, CallRole::Patient),
            Kind::Conference => (Occasion::Conference, CallRole::Doctor),
            Kind::Now | Kind::Later | Kind::Series => (Occasion::Appointment, CallRole::Patient),
        };
        let with_carer = self.with_carer && matches!(self.kind, Kind::Now | Kind::Later | Kind::Series);
        let minutes = if self.kind == Kind::Now { USUAL_MINUTES } else { self.minutes };
        Ok(moments
            .into_iter()
            .map(|at| Appointment { occasion, role, with_carer, ..Appointment::single(at, minutes) })
            .collect())
    }

    /// What is sent off.
    pub fn drafts(&self, now: Timestamp) -> Result<Vec<InvitationDraft>, Impossible> {
        let (name, remark) = (self.name.trim(), self.remark.trim());
        let delivery = (self.through_server && self.kind != Kind::OpenHour).then_some(Delivery::Gateway);
        let make = |appointment| InvitationDraft {
            delivery,
            doctor: self.doctor,
            ..InvitationDraft::of(name.to_owned(), remark.to_owned(), appointment)
        };
        Ok(self.appointments(now)?.into_iter().map(make).collect())
    }

    fn moments(&self, count: u8) -> Result<Vec<Timestamp>, Impossible> {
        let first = zone::read(&self.when).ok_or_else(|| Impossible::unread(&self.when))?;
        series::occurrences(first, self.every, count).map_err(|_| Impossible::NoSuchTime)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn draft(kind: Kind, when: &str) -> PlanDraft {
        let name = " Erika Muster ".to_owned();
        PlanDraft { kind, name, when: when.to_owned(), ..PlanDraft::new("", at("2026-03-01T08:00:00Z")) }
    }

    #[test]
    fn a_patient_who_comes_at_once_needs_a_name_and_nothing_else() {
        let now = at("2026-03-10T10:00:00Z");
        let drafts = draft(Kind::Now, "").drafts(now).unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].name, "Erika Muster");
        assert_eq!(drafts[0].opens_at, at("2026-03-10T09:45:00Z"));
        assert_eq!(drafts[0].closes_at, at("2026-03-10T12:00:00Z"));
    }

    #[test]
    fn what_is_past_or_does_not_exist_is_not_planned() {
        let now = at("2026-03-10T10:00:00Z");
        let planned = |when: &str| draft(Kind::Later, when).appointments(now).map(|list| list.len());
        assert_eq!(planned("2026-03-10T10:59"), Err(Impossible::Past));
        assert_eq!(planned("2026-03-10T11:01"), Ok(1));
        assert_eq!(planned("2026-03-29T02:30"), Err(Impossible::NoSuchTime));
        assert_eq!(planned(""), Err(Impossible::Past));
        assert_eq!(planned(INCOMPLETE), Err(Impossible::Incomplete));
    }

    #[test]
    fn a_series_is_as_many_invitations_as_it_has_appointments() {
        let series =
            PlanDraft { count: 5, every: Every::SecondWeek, ..draft(Kind::Series, "2026-03-16T09:00") };
        assert_eq!(series.drafts(at("2026-03-10T10:00:00Z")).unwrap().len(), 5);
    }

    #[test]
    fn an_invitation_for_the_gateway_says_so_from_the_beginning() {
        let now = at("2026-03-10T10:00:00Z");
        let plain = draft(Kind::Later, "2026-03-16T09:00");
        assert_eq!(plain.drafts(now).unwrap()[0].delivery, None);
        let through = PlanDraft { through_server: true, ..plain };
        assert_eq!(through.drafts(now).unwrap()[0].delivery, Some(Delivery::Gateway));
        let hour = PlanDraft { kind: Kind::OpenHour, ..through };
        assert_eq!(hour.drafts(now).unwrap()[0].delivery, None, "nobody is invited into an hour itself");
    }

    #[test]
    fn an_appointment_with_nursing_staff_says_so_an_open_hour_does_not() {
        let now = at("2026-03-10T10:00:00Z");
        let accompanied = PlanDraft { with_carer: true, ..draft(Kind::Later, "2026-03-16T09:00") };
        assert!(accompanied.appointments(now).unwrap()[0].with_carer);
        let hour = PlanDraft { kind: Kind::OpenHour, ..accompanied };
        assert!(!hour.appointments(now).unwrap()[0].with_carer);
    }

    #[test]
    fn a_case_conference_invites_a_doctor_and_no_patient() {
        let now = at("2026-03-10T10:00:00Z");
        let drafts = draft(Kind::Conference, "2026-03-16T09:00").drafts(now).unwrap();
        let appointment = drafts[0].appointment.clone().unwrap();
        assert_eq!((appointment.occasion, appointment.role), (Occasion::Conference, CallRole::Doctor));
    }

    #[test]
    fn an_open_consultation_hour_may_have_no_name() {
        let mut hour = draft(Kind::OpenHour, "2026-03-16T09:00");
        hour.name.clear();
        assert!(!hour.is_nameless());
        hour.kind = Kind::Later;
        assert!(hour.is_nameless());
    }

    #[test]
    fn a_moment_from_the_calendar_is_the_proposal() {
        let now = at("2026-03-10T10:01:00Z");
        let chosen = PlanDraft::new("2026-03-12T09:00", now);
        assert_eq!((chosen.kind, chosen.when.as_str()), (Kind::Later, "2026-03-12T09:00"));
        let none = PlanDraft::new("", now);
        assert_eq!((none.kind, none.when.as_str()), (Kind::Now, "2026-03-10T11:15"));
    }
}
