//! The sealed description of an invitation: everything about it that the server must not know.

use base64ct::{Base64UrlUnpadded, Encoding};
use heilsam_crypto::cancel::CancelToken;
use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::practice::PracticeText;
use heilsam_crypto::vsp1::Invitation;
use heilsam_domain::join_code::JoinCode;
use heilsam_domain::{AccountId, Nameplate, RoomId};
use heilsam_protocol::Bytes;
use heilsam_protocol::consultation::Consultation;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::newer::{beyond, put_back};
use super::{Delivery, InvitationDraft, InvitationView, Word};
use crate::appointment::remind::{Mark, MarkState, Reminder, Standing};
use crate::appointment::{Appointment, Occasion};
use crate::client::practice::Team;
use crate::client::sharing::sharing_code;
use crate::error::ClientError;
use crate::sync::Secrets;

/// Marks the link into a case conference behind the `#`: the page there speaks to doctors.
const CONFERENCE: &str = ".k";

/// Fields that came later are absent in older descriptions and have a meaning then, too.
#[derive(Serialize, Deserialize)]
pub(super) struct Note {
    v: u8,
    name: String,
    remark: String,
    invitation: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deliveries: Vec<Delivery>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    appointment: Option<Appointment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cancel: Option<String>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    cancelled_here: bool,
    /// The doctor, in the calendar of a practice: the server cannot put it into another's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doctor: Option<AccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    word: Option<Word>,
    /// Wrong tries of the typed code; absent while there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failed_tries: Option<u8>,
    /// Where the person wants to be reminded; absent while they did not say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reminder: Option<Reminder>,
    /// What only a newer app knows.
    #[serde(skip)]
    newer: Map<String, Value>,
}

/// The keys under which descriptions lie: the reader's own, and those of the practice.
#[derive(Clone, Copy)]
pub(super) struct Keeping<'a> {
    pub secrets: &'a Secrets,
    pub team: Option<&'a Team>,
}

impl Note {
    pub fn new(
        draft: &InvitationDraft,
        invitation: &Invitation,
        cancel: &CancelToken,
        doctor: Option<AccountId>,
    ) -> Self {
        Self {
            v: 1,
            name: draft.name.clone(),
            remark: draft.remark.clone(),
            invitation: Base64UrlUnpadded::encode_string(&invitation.to_bytes()),
            deliveries: draft.delivery.into_iter().collect(),
            appointment: draft.appointment.clone(),
            cancel: Some(cancel.expose()),
            cancelled_here: false,
            doctor,
            word: None,
            failed_tries: None,
            reminder: None,
            newer: Map::new(),
        }
    }

    /// `None` for a description that is not ours, of a newer version of the app, or in the calendar of another doctor than
    /// it names.
    pub fn open(Keeping { secrets, team }: Keeping<'_>, from: &Consultation) -> Option<Self> {
        let (text, doctor) = if from.shared {
            let team = team?;
            let about = PracticeText::Consultation(from.room_id);
            (team.keys.open_text(team.place, about, &from.sealed.0).ok()?, Some(from.doctor))
        } else {
            let about = PrivateText::Consultation(from.room_id);
            (secrets.amk.open_text(secrets.scope, about, &from.sealed.0).ok()?, None)
        };
        let note = Self::read(&text)?;
        (note.v == 1 && note.doctor == doctor).then_some(note)
    }

    pub fn seal(
        &self,
        Keeping { secrets, team }: Keeping<'_>,
        room: RoomId,
        shared: bool,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Bytes, ClientError> {
        let text = self.to_text().ok_or(ClientError::Answer("invitation"))?;
        if shared {
            let team = team.ok_or(ClientError::NotFound)?;
            return Ok(team.keys.seal(team.place, PracticeText::Consultation(room), &text, rng)?.into());
        }
        let about = PrivateText::Consultation(room);
        Ok(secrets.amk.seal_text(secrets.scope, about, &text, rng)?.into())
    }

    fn read(text: &[u8]) -> Option<Self> {
        let mut note: Self = serde_json::from_slice(text).ok()?;
        note.newer = beyond(serde_json::from_slice(text).ok()?, &note.known()?);
        Some(note)
    }

    fn to_text(&self) -> Option<Vec<u8>> {
        let mut text = self.known()?;
        put_back(&mut text, &self.newer);
        serde_json::to_vec(&text).ok()
    }

    fn known(&self) -> Option<Map<String, Value>> {
        match serde_json::to_value(self).ok()? {
            Value::Object(fields) => Some(fields),
            _ => None,
        }
    }

    /// Whether it says what a person saw. How it went to the patient, what is to be passed on, wrong tries of the code and
    /// reminders count for nothing: a device adds to them by itself.
    pub fn is_as_seen(&self, from: &Consultation, seen: &InvitationView) -> bool {
        (self.name.as_str(), self.remark.as_str()) == (seen.name.as_str(), seen.remark.as_str())
            && self.appointment(from.opens_at) == seen.appointment
            && (from.doctor, from.shared) == (seen.doctor, seen.shared)
    }

    /// With another doctor the link is another one, which nobody has handed over yet.
    pub fn hand_over(&mut self, from: AccountId, doctor: AccountId) {
        self.doctor = Some(doctor);
        if from != doctor {
            self.deliveries.retain(|delivery| *delivery == Delivery::Gateway);
            if let Some(reminder) = &mut self.reminder {
                reminder.last = None;
            }
        }
    }

    pub fn leave_word(&mut self, word: Word) {
        self.word = Some(word);
        // What a newer app knows of the word before is not said of this one.
        self.newer.remove("word");
    }

    pub fn appointment(&self, opens_at: Timestamp) -> Appointment {
        self.appointment.clone().unwrap_or_else(|| Appointment::of_room(opens_at))
    }

    /// Says whether there is anything new.
    pub fn add_delivery(&mut self, delivery: Delivery) -> bool {
        let new = !self.deliveries.contains(&delivery);
        if new {
            self.deliveries.push(delivery);
        }
        new
    }

    /// Never counts backwards. Says whether there is anything new.
    pub fn count_tries(&mut self, tries: u8) -> bool {
        let new = tries > self.failed_tries.unwrap_or_default();
        if new {
            self.failed_tries = Some(tries);
        }
        new
    }

    pub fn move_to(&mut self, begins_at: Timestamp, minutes: u16) {
        let before = self.appointment.take();
        self.appointment = Some(match before {
            Some(before) => {
                Appointment { begins_at, minutes, moved: before.moved.saturating_add(1), ..before }
            }
            None => Appointment { moved: 1, ..Appointment::single(begins_at, minutes) },
        });
    }

    /// Says whether there is anything new.
    pub fn describe(&mut self, name: &str, remark: &str) -> bool {
        let new = self.name != name || self.remark != remark;
        (self.name, self.remark) = (name.to_owned(), remark.to_owned());
        new
    }

    /// Nobody is reminded of it any more: the address goes.
    pub fn cancel_here(&mut self) {
        self.cancelled_here = true;
        self.set_reminder(None);
    }

    /// Keeps or forgets where the person wants to be reminded. Says whether there is anything new.
    pub fn set_reminder(&mut self, reminder: Option<Reminder>) -> bool {
        let place =
            |it: &Option<Reminder>| it.as_ref().map(|it| (it.way, it.to.clone(), it.practice.clone()));
        let new = place(&self.reminder) != place(&reminder);
        if new {
            self.reminder = reminder;
            // What a newer app knows of the one before is not said of this one.
            self.newer.remove("reminder");
        }
        new
    }

    /// Writes down that a reminder of this time is sent now. `false`: not as it was `seen`, or a device sends it already.
    pub fn begin_reminder(&mut self, seen: &Reminder, begins_at: Timestamp, now: Timestamp) -> bool {
        let Some(reminder) = self.reminder.as_mut().filter(|it| *it == seen) else { return false };
        if reminder.standing(begins_at, now) == Standing::OnItsWay {
            return false;
        }
        reminder.last = Some(Mark { begins_at, at: now, state: MarkState::Begun });
        true
    }

    /// Writes down how the reminder that was begun at this moment ended. Says whether it is still that one.
    pub fn end_reminder(&mut self, begun_at: Timestamp, state: MarkState) -> bool {
        let last = self.reminder.as_mut().and_then(|it| it.last.as_mut());
        let Some(mark) = last.filter(|mark| mark.at == begun_at && mark.state == MarkState::Begun) else {
            return false;
        };
        mark.state = state;
        true
    }
}

pub(super) fn view(keeping: Keeping<'_>, from: &Consultation) -> InvitationView {
    let Keeping { secrets, team } = keeping;
    let Some(note) = Note::open(keeping, from) else {
        let appointment = Appointment::of_room(from.opens_at);
        let (opens_at, closes_at) = (from.opens_at, from.closes_at);
        return InvitationView {
            opens_at,
            closes_at,
            doctor: from.doctor,
            shared: from.shared,
            guest_waits: from.guest_waits,
            ..InvitationView::unreadable(from.room_id, from.state, appointment)
        };
    };
    let invitation = Base64UrlUnpadded::decode_vec(&note.invitation)
        .ok()
        .and_then(|bytes| Invitation::from_bytes(&bytes))
        .filter(|invitation| invitation.room == from.room_id);
    let nameplate = from.nameplate.parse().ok().and_then(Nameplate::new);
    let join_code = invitation.as_ref().and_then(|invitation| {
        let (nameplate, password) = (nameplate?, invitation.code.clone()?);
        Some(JoinCode { nameplate, password }.expose())
    });
    let key = match team {
        Some(team) if from.shared => team.doctor_key(from.doctor),
        _ => Some(secrets.keys.signing.public()),
    };
    let appointment = note.appointment(from.opens_at);
    let mark = if appointment.occasion == Occasion::Conference { CONFERENCE } else { "" };
    let link = invitation.as_ref().zip(key).map(|(it, key)| format!("/v#{}{mark}", it.link(&key).expose()));
    let cancel = note.cancel.as_deref().and_then(CancelToken::parse);
    let cancel_link = cancel.as_ref().map(|token| {
        format!("/cancel#{}.{}.{}", from.room_id, token.expose(), appointment.begins_at.as_second())
    });
    InvitationView {
        room: from.room_id,
        name: note.name,
        remark: note.remark,
        state: from.state,
        opens_at: from.opens_at,
        closes_at: from.closes_at,
        link,
        join_code,
        invitation,
        deliveries: note.deliveries,
        appointment,
        cancel_link,
        cancel,
        // Only the doctor's own device knows all the keys that the code stands for.
        sharing: (from.doctor == secrets.scope.owner).then(|| sharing_code(secrets)),
        cancelled_here: note.cancelled_here,
        doctor: from.doctor,
        shared: from.shared,
        guest_waits: from.guest_waits,
        word: note.word,
        failed_tries: note.failed_tries.unwrap_or_default(),
        reminder: note.reminder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::GatewayWay;

    /// What a newer app may write: a field of its own, and another within what this one knows.
    const NEWER: &str = r#"{
        "v": 1, "name": "Muster", "remark": "", "invitation": "AA", "deliveries": ["printed"],
        "appointment": { "begins_at": "2026-03-02T09:00:00Z", "minutes": 15, "with_carer": true, "place": { "floor": 2 } },
        "word": { "text": "Gleich", "at": "2026-03-02T08:59:00Z", "urgent": true },
        "language": "uk"
    }"#;

    fn note() -> Note {
        Note::read(NEWER.as_bytes()).unwrap()
    }

    fn written(note: &Note) -> Value {
        serde_json::from_slice(&note.to_text().unwrap()).unwrap()
    }

    #[test]
    fn what_only_a_newer_app_knows_stays_when_this_one_writes() {
        let mut note = note();
        note.describe("Muster, Erika", "");
        note.move_to("2026-03-03T10:00:00Z".parse().unwrap(), 30);
        let text = written(&note);
        assert_eq!(text["language"], "uk");
        assert_eq!(text["appointment"]["place"]["floor"], 2);
        assert_eq!(text["word"]["urgent"], true);
        assert_eq!(text["name"], "Muster, Erika", "what this one changed counts");
        assert_eq!(text["appointment"]["minutes"], 30);
        assert_eq!(written(&Note::read(&note.to_text().unwrap()).unwrap()), text, "also the next time");
    }

    #[test]
    fn wrong_tries_stay_with_the_code_and_are_never_counted_backwards() {
        let mut note = note();
        assert!(!note.count_tries(0) && written(&note).get("failed_tries").is_none());
        assert!(note.count_tries(2));
        note.hand_over(AccountId::from_bytes([1; 16]), AccountId::from_bytes([2; 16]));
        let mut read = Note::read(&note.to_text().unwrap()).unwrap();
        assert!(!read.count_tries(1) && !read.count_tries(2));
        assert_eq!(written(&read)["failed_tries"], 2);
    }

    fn wanted() -> Reminder {
        Reminder::new(GatewayWay::Sms, "0170 1234567".to_owned(), "Praxis".to_owned())
    }

    #[test]
    fn of_two_devices_that_saw_the_same_only_the_first_sends_a_reminder() {
        let (begins_at, now) =
            ("2026-03-03T09:00:00Z".parse().unwrap(), "2026-03-02T09:00:00Z".parse().unwrap());
        let mut note = note();
        assert!(note.set_reminder(Some(wanted())) && !note.set_reminder(Some(wanted())));
        assert!(note.begin_reminder(&wanted(), begins_at, now));
        assert!(!note.begin_reminder(&wanted(), begins_at, now), "it is not as the second one saw it");
        let seen = note.reminder.clone().unwrap();
        assert!(!note.begin_reminder(&seen, begins_at, now), "and who sees the mark leaves it");
        assert!(note.end_reminder(now, MarkState::Sent) && !note.end_reminder(now, MarkState::Failed));
        let read = Note::read(&note.to_text().unwrap()).unwrap();
        assert_eq!(read.reminder.unwrap().standing(begins_at, now), Standing::Sent(now));
    }

    #[test]
    fn another_doctor_means_another_link_of_which_nobody_was_reminded() {
        let (begins_at, now) =
            ("2026-03-03T09:00:00Z".parse().unwrap(), "2026-03-02T09:00:00Z".parse().unwrap());
        let mut note = note();
        note.set_reminder(Some(wanted()));
        note.begin_reminder(&wanted(), begins_at, now);
        note.hand_over(AccountId::from_bytes([1; 16]), AccountId::from_bytes([2; 16]));
        assert_eq!(note.reminder.as_ref().map(|it| it.standing(begins_at, now)), Some(Standing::Due));
        note.cancel_here();
        assert!(written(&note).get("reminder").is_none(), "of what is cancelled no address stays");
    }

    #[test]
    fn what_is_taken_away_does_not_come_back() {
        let mut note = note();
        let doctor = |byte: u8| AccountId::from_bytes([byte; 16]);
        note.hand_over(doctor(1), doctor(2));
        assert!(written(&note).get("deliveries").is_none(), "with another doctor nobody has handed it over");
        note.leave_word(Word { text: "Bald".to_owned(), at: "2026-03-02T09:05:00Z".parse().unwrap() });
        assert!(written(&note)["word"].get("urgent").is_none(), "it was said of the word before");
    }
}
