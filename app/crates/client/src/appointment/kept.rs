//! An appointment as the patient keeps it: what a record holds, where it stands, and how two edits are merged.

use heilsam_crypto::vsp1::{DoctorKeyHash, InvitationLink};
use heilsam_domain::RecordId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Appointment;
use super::handed::{Handed, Way};
use crate::diary::pick;
use crate::sync::Merged;

/// Most characters of the practice's name.
pub const NAME_LIMIT: usize = 80;
/// Most characters of the patient's own note.
pub const NOTE_LIMIT: usize = 1_000;
/// This long before it, an appointment stands on the start screen.
const NEAR: SignedDuration = SignedDuration::from_hours(72);

/// What the patient keeps. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAppointment {
    /// When it begins.
    pub begins_at: Timestamp,
    /// How the patient calls the practice.
    pub practice: String,
    /// What the patient wants to say or ask.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it was planned with nursing staff or a relative beside the patient.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub with_carer: bool,
    /// Whether the patient cancelled it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub cancelled: bool,
    /// How the patient comes in; absent for what came from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// The token for cancelling, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel: Option<String>,
    /// The code of the practice's keys, where the invitation said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<String>,
    /// When the patient talked with the practice in a call in which both proved who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_at: Option<Timestamp>,
}

impl std::fmt::Debug for KeptAppointment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeptAppointment(..)")
    }
}

/// An appointment in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptView {
    /// Its record.
    pub id: RecordId,
    /// What is kept.
    pub appointment: KeptAppointment,
}

/// Where an appointment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is days away.
    Ahead,
    /// It comes within three days.
    Near,
    /// The waiting room is open.
    Open,
    /// It is over.
    Past,
    /// The patient cancelled it.
    Cancelled,
}

impl KeptAppointment {
    /// What becomes of an invitation; of one that is there already, with what the patient wrote about it. Who was met stays only
    /// with a link that names the same doctor's key: anybody who knows the room can make another one for it.
    #[must_use]
    pub fn of(handed: &Handed, begins_at: Timestamp, practice: &str, before: Option<&Self>) -> Self {
        Self {
            begins_at,
            practice: practice.trim().to_owned(),
            note: before.map(|it| it.note.clone()).unwrap_or_default(),
            with_carer: handed.with_carer,
            cancelled: false,
            way: Some(handed.way.clone()),
            cancel: handed.cancel.clone().or_else(|| before.and_then(|it| it.cancel.clone())),
            sharing: handed.sharing.clone().or_else(|| before.and_then(|it| it.sharing.clone())),
            met_at: before
                .filter(|it| doctor_of(it.way.as_ref()) == doctor_of(Some(&handed.way)))
                .and_then(|it| it.met_at),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn standing(&self, now: Timestamp) -> Standing {
        // How long it takes stands in no invitation; the room stays open as long as for the usual length.
        let room = Appointment::single(self.begins_at, super::USUAL_MINUTES).room_times();
        if self.cancelled {
            Standing::Cancelled
        } else if now >= room.closes_at {
            Standing::Past
        } else if now >= room.opens_at {
            Standing::Open
        } else if self.begins_at.duration_since(now) <= NEAR {
            Standing::Near
        } else {
            Standing::Ahead
        }
    }

    /// The room, where the link says it.
    #[must_use]
    pub fn link(&self) -> Option<InvitationLink> {
        match self.way.as_ref()? {
            Way::Link(link) => InvitationLink::parse(link).ok(),
            Way::Code(_) => None,
        }
    }

    /// Whether sharing with this practice can begin with keys that were proven in a call.
    #[must_use]
    pub fn can_share(&self) -> bool {
        self.met_at.is_some() && self.sharing.is_some() && self.link().is_some()
    }

    /// Whether it can still take place.
    #[must_use]
    pub fn is_to_come(&self, now: Timestamp) -> bool {
        !matches!(self.standing(now), Standing::Past | Standing::Cancelled)
    }

    /// Without what opens the waiting room or cancels.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self { way: None, cancel: None, ..self.clone() }
    }
}

/// Whose key a way in names; a code names nobody's.
fn doctor_of(way: Option<&Way>) -> Option<DoctorKeyHash> {
    match way? {
        Way::Link(link) => InvitationLink::parse(link).ok().map(|link| link.doctor),
        Way::Code(_) => None,
    }
}

/// The payload of a record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AppointmentRecord {
    v: u8,
    /// `None`: taken off the list.
    pub(crate) appointment: Option<KeptAppointment>,
}

impl AppointmentRecord {
    pub(crate) const fn new(appointment: Option<KeptAppointment>) -> Self {
        Self { v: 1, appointment }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// `None` for a payload of a newer version of the app: it is kept and not shown.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|record: &Self| record.v == 1)
    }
}

/// Merges field by field; where both devices changed the same field, what came to the server first stays. An edit wins over
/// taking off the list, and what was cancelled stays cancelled.
pub(crate) fn merge(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    let (Some(mine), Some(other)) = (AppointmentRecord::read(ours), AppointmentRecord::read(theirs)) else {
        return Merged::Both(ours.to_vec());
    };
    let base = base.and_then(AppointmentRecord::read).and_then(|record| record.appointment);
    let (mine, other) = match (mine.appointment, other.appointment) {
        (None, Some(other)) if base.as_ref() == Some(&other) => return Merged::One(ours.to_vec()),
        (None, _) => return Merged::One(theirs.to_vec()),
        (Some(mine), None) if base.as_ref() == Some(&mine) => return Merged::One(theirs.to_vec()),
        (Some(_), None) => return Merged::One(ours.to_vec()),
        (Some(mine), Some(other)) => (mine, other),
    };
    let base = base.as_ref();
    let met = [(doctor_of(mine.way.as_ref()), mine.met_at), (doctor_of(other.way.as_ref()), other.met_at)];
    let way = one(base.map(|it| &it.way), mine.way, other.way);
    let doctor = doctor_of(way.as_ref());
    let merged = KeptAppointment {
        begins_at: one(base.map(|it| &it.begins_at), mine.begins_at, other.begins_at),
        practice: one(base.map(|it| &it.practice), mine.practice, other.practice),
        note: one(base.map(|it| &it.note), mine.note, other.note),
        with_carer: one(base.map(|it| &it.with_carer), mine.with_carer, other.with_carer),
        cancelled: mine.cancelled || other.cancelled,
        way,
        cancel: one(base.map(|it| &it.cancel), mine.cancel, other.cancel),
        sharing: one(base.map(|it| &it.sharing), mine.sharing, other.sharing),
        // Met was the doctor whose link it was then.
        met_at: met.into_iter().filter(|(whose, _)| *whose == doctor).filter_map(|(_, at)| at).max(),
    };
    Merged::One(AppointmentRecord::new(Some(merged)).to_bytes())
}

/// The value that was changed; where both were, that of the server.
fn one<V: PartialEq + Clone>(base: Option<&V>, mine: V, other: V) -> V {
    pick(base, mine, other.clone()).unwrap_or(other)
}

#[cfg(test)]
mod tests {
    use heilsam_crypto::identity::IdentityKey;
    use heilsam_crypto::rng::FastRng;
    use heilsam_crypto::vsp1::Invitation;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn kept() -> KeptAppointment {
        KeptAppointment {
            begins_at: at("2026-03-10T10:00:00Z"),
            practice: "Praxis Dr. Müller".to_owned(),
            note: String::new(),
            with_carer: false,
            cancelled: false,
            way: Some(Way::Code("1234-AB3D-9F2K".to_owned())),
            cancel: None,
            sharing: None,
            met_at: None,
        }
    }

    fn merged(base: &KeptAppointment, ours: &KeptAppointment, theirs: &KeptAppointment) -> KeptAppointment {
        let bytes = |it: &KeptAppointment| AppointmentRecord::new(Some(it.clone())).to_bytes();
        let Merged::One(bytes) = merge(Some(&bytes(base)), &bytes(ours), &bytes(theirs)) else {
            panic!("one appointment stays one")
        };
        AppointmentRecord::read(&bytes).unwrap().appointment.unwrap()
    }

    #[test]
    fn an_appointment_stands_where_its_time_says() {
        let standing = |now: &str| kept().standing(at(now));
        assert_eq!(standing("2026-03-07T09:59:00Z"), Standing::Ahead);
        assert_eq!(standing("2026-03-07T10:00:00Z"), Standing::Near);
        assert_eq!(standing("2026-03-10T09:44:59Z"), Standing::Near);
        assert_eq!(standing("2026-03-10T09:45:00Z"), Standing::Open);
        assert_eq!(standing("2026-03-10T11:59:59Z"), Standing::Open);
        assert_eq!(standing("2026-03-10T12:00:00Z"), Standing::Past);
        let cancelled = KeptAppointment { cancelled: true, ..kept() };
        assert_eq!(cancelled.standing(at("2026-03-10T09:45:00Z")), Standing::Cancelled);
    }

    #[test]
    fn the_same_invitation_again_moves_it_and_keeps_the_note() {
        let before = KeptAppointment {
            note: "Nach dem Salz fragen".to_owned(),
            cancel: Some("t".to_owned()),
            ..kept()
        };
        let handed = Handed {
            way: Way::Code("1234-AB3D-9F2K".to_owned()),
            begins_at: None,
            cancel: None,
            practice: String::new(),
            with_carer: true,
            sharing: None,
        };
        let moved = KeptAppointment::of(&handed, at("2026-03-11T08:00:00Z"), " Praxis ", Some(&before));
        assert_eq!((moved.note.as_str(), moved.practice.as_str()), ("Nach dem Salz fragen", "Praxis"));
        assert_eq!((moved.begins_at, moved.with_carer), (at("2026-03-11T08:00:00Z"), true));
        assert_eq!(moved.cancel.as_deref(), Some("t"));
    }

    #[test]
    fn two_devices_change_different_things_and_a_cancellation_holds() {
        let noted = KeptAppointment { note: "Medikamente".to_owned(), ..kept() };
        let cancelled = KeptAppointment { cancelled: true, ..kept() };
        let both = merged(&kept(), &noted, &cancelled);
        assert!(both.cancelled && both.note == "Medikamente");
    }

    fn link(seed: u8) -> Way {
        let mut rng = FastRng::from_seed([seed; 32]);
        let invitation = Invitation::make(&mut rng);
        Way::Link(invitation.link(&IdentityKey::make(&mut rng).public()).expose())
    }

    #[test]
    fn a_link_of_another_doctor_was_not_proven_in_a_call() {
        let before = KeptAppointment { way: Some(link(1)), sharing: Some("code".to_owned()), ..kept() };
        let met = KeptAppointment { met_at: Some(at("2026-03-10T10:20:00Z")), ..before.clone() };
        let again = |seed| {
            let handed = Handed {
                way: link(seed),
                begins_at: None,
                cancel: None,
                practice: String::new(),
                with_carer: false,
                sharing: Some("code".to_owned()),
            };
            KeptAppointment::of(&handed, met.begins_at, "Praxis", Some(&met))
        };
        assert!(again(1).can_share());
        assert!(!again(2).can_share());
        let other = KeptAppointment { way: Some(link(2)), ..before.clone() };
        for (ours, theirs) in [(&met, &other), (&other, &met)] {
            let both = merged(&before, ours, theirs);
            assert!(both.way == Some(link(2)) && both.met_at.is_none());
        }
        assert!(merged(&before, &before, &met).can_share());
    }

    #[test]
    fn nothing_that_opens_the_waiting_room_goes_into_a_file() {
        let secret = KeptAppointment { cancel: Some("token".to_owned()), ..kept() };
        let text = serde_json::to_string(&secret.without_secrets()).unwrap();
        assert!(!text.contains("AB3D") && !text.contains("token"), "{text}");
        assert!(!format!("{secret:?}").contains("Praxis"));
    }
}
