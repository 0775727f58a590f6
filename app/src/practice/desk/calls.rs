//! What this device keeps of calls: the doctor's notes, and what the other side agreed to. Nothing of it leaves the device, and
//! logging out deletes it.

use std::collections::BTreeMap;

use heilsam_call::{ConsentRecord, GivenConsent};
use heilsam_domain::{CallRole, RoomId};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Desk, InvitationView};
use crate::account::trouble::Trouble;
use crate::practice::calendar::name;

/// How the names of notes begin.
const NOTES: &str = "notes/";
/// How the names of consents begin.
const CONSENTS: &str = "consents/";
/// A consent is kept for the text after the call, and for no longer than the facts about a connection may be.
/// Source: Anlage 31b BMV-Ä § 2(4).
const CONSENT_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Texts of this device by their names.
type Texts = BTreeMap<String, String>;

/// Which call something is about: enough to name it when its appointment has left the calendar.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutCall {
    /// The room.
    pub room: RoomId,
    /// How the practice calls the other side.
    pub name: String,
    /// The practice's remark.
    pub remark: String,
    /// When it was to begin.
    pub begins_at: Timestamp,
    /// As what the other side was invited.
    pub role: CallRole,
    /// Whether doctors meet there, without a patient.
    pub conference: bool,
}

impl AboutCall {
    /// What an appointment says of its call.
    #[must_use]
    pub fn of(entry: &InvitationView) -> Self {
        Self {
            room: entry.room,
            name: name(entry),
            remark: entry.remark.clone(),
            begins_at: entry.appointment.begins_at,
            role: entry.appointment.role,
            conference: entry.is_conference(),
        }
    }
}

/// Notes as they lie on the device.
#[derive(Serialize, Deserialize)]
struct KeptNotes {
    about: AboutCall,
    text: String,
}

/// What the other side of a call agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptConsent {
    version: String,
    text_hash: [u8; 32],
    /// Whether this program shipped the version, with the same words.
    pub known: bool,
    /// When this device was told.
    pub told_at: Timestamp,
}

impl KeptConsent {
    /// What was said at this moment.
    #[must_use]
    pub fn new(given: &GivenConsent, now: Timestamp) -> Self {
        let ConsentRecord { version, text_hash } = given.record.clone();
        Self { version, text_hash, known: given.known, told_at: now }
    }

    /// Version and hash of the text.
    #[must_use]
    pub fn record(&self) -> ConsentRecord {
        ConsentRecord { version: self.version.clone(), text_hash: self.text_hash }
    }

    fn is_old(&self, now: Timestamp) -> bool {
        now.duration_since(self.told_at) > CONSENT_KEPT
    }
}

impl Desk {
    /// The doctor's notes on a call.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot read.
    pub async fn notes(self, room: RoomId) -> Result<String, Trouble> {
        let texts = self.account.device()?.drafts().await?;
        Ok(read::<KeptNotes>(&texts, &notes_name(room)).map(|kept| kept.text).unwrap_or_default())
    }

    /// Keeps the notes, sealed; an empty text forgets them.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: they are not kept.
    pub async fn keep_notes(self, about: &AboutCall, text: &str) -> Result<(), Trouble> {
        let kept = if text.is_empty() {
            None
        } else {
            Some(write(&KeptNotes { about: about.clone(), text: text.to_owned() })?)
        };
        let changes = BTreeMap::from([(notes_name(about.room), kept)]);
        Ok(self.account.device()?.keep_drafts(changes).await?)
    }

    /// The calls on which there are notes on this device, the newest first; also those that have left the calendar.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot read.
    pub async fn noted_calls(self) -> Result<Vec<AboutCall>, Trouble> {
        Ok(noted(&self.account.device()?.drafts().await?))
    }

    /// Whether this device keeps anything of a call.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot read.
    pub async fn keeps_of(self, room: RoomId, now: Timestamp) -> Result<bool, Trouble> {
        let texts = self.account.device()?.drafts().await?;
        Ok(texts.contains_key(&notes_name(room)) || consent_of(&texts, room, now).is_some())
    }

    /// What the other side of a call agreed to, for as long as it may be kept.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot read.
    pub async fn consent(self, room: RoomId, now: Timestamp) -> Result<Option<KeptConsent>, Trouble> {
        Ok(consent_of(&self.account.device()?.drafts().await?, room, now))
    }

    /// Keeps what the other side of a call agreed to, and forgets what is too old.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: it is not kept.
    pub async fn keep_consent(
        self,
        room: RoomId,
        given: &GivenConsent,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let device = self.account.device()?;
        let changes = consent_changes(&device.drafts().await?, room, given, now)?;
        Ok(device.keep_drafts(changes).await?)
    }
}

fn notes_name(room: RoomId) -> String {
    format!("{NOTES}{room}")
}

fn consent_name(room: RoomId) -> String {
    format!("{CONSENTS}{room}")
}

fn read<T: DeserializeOwned>(texts: &Texts, name: &str) -> Option<T> {
    texts.get(name).and_then(|text| serde_json::from_str(text).ok())
}

/// One that is too old lies there until the next one is kept, and counts no more.
fn consent_of(texts: &Texts, room: RoomId, now: Timestamp) -> Option<KeptConsent> {
    read::<KeptConsent>(texts, &consent_name(room)).filter(|kept| !kept.is_old(now))
}

fn write(value: &impl Serialize) -> Result<String, Trouble> {
    serde_json::to_string(value).map_err(|_| Trouble::Storage)
}

fn noted(texts: &Texts) -> Vec<AboutCall> {
    let notes = texts.keys().filter(|name| name.starts_with(NOTES));
    let mut calls: Vec<AboutCall> =
        notes.filter_map(|name| read::<KeptNotes>(texts, name)).map(|kept| kept.about).collect();
    calls.sort_by_key(|about| core::cmp::Reverse(about.begins_at));
    calls
}

/// The same consent said again, as after a reload, keeps its first time.
fn consent_changes(
    texts: &Texts,
    room: RoomId,
    given: &GivenConsent,
    now: Timestamp,
) -> Result<BTreeMap<String, Option<String>>, Trouble> {
    let is_kept = |name: &str| read::<KeptConsent>(texts, name).filter(|kept| !kept.is_old(now));
    let consents = texts.keys().filter(|name| name.starts_with(CONSENTS));
    let mut changes: BTreeMap<String, Option<String>> =
        consents.filter(|name| is_kept(name).is_none()).map(|name| (name.clone(), None)).collect();
    let name = consent_name(room);
    let same = consent_of(texts, room, now)
        .is_some_and(|kept| kept.record() == given.record && kept.known == given.known);
    if !same {
        changes.insert(name, Some(write(&KeptConsent::new(given, now))?));
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600;

    fn room(number: u8) -> RoomId {
        RoomId::from_bytes([number; 16])
    }

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * HOUR).unwrap()
    }

    fn given(version: &str) -> GivenConsent {
        GivenConsent { record: ConsentRecord::of(version, "Words"), known: true }
    }

    /// What lies on the device after a consent was said.
    fn said(mut texts: Texts, room: RoomId, version: &str, now: Timestamp) -> Texts {
        for (name, text) in consent_changes(&texts, room, &given(version), now).unwrap() {
            match text {
                Some(text) => drop(texts.insert(name, text)),
                None => drop(texts.remove(&name)),
            }
        }
        texts
    }

    fn consent_in(texts: &Texts, room: RoomId) -> Option<KeptConsent> {
        read(texts, &consent_name(room))
    }

    #[test]
    fn a_consent_is_kept_with_version_hash_and_the_first_time() {
        let texts = said(Texts::new(), room(1), "2026-02", at(1));
        let texts = said(texts, room(1), "2026-02", at(2));
        let kept = consent_in(&texts, room(1)).unwrap();
        assert_eq!((kept.record(), kept.told_at), (given("2026-02").record, at(1)));
    }

    #[test]
    fn another_consent_of_the_same_room_takes_the_place_of_the_first() {
        let texts = said(Texts::new(), room(1), "2026-02", at(1));
        let texts = said(texts, room(1), "2026-03", at(2));
        let kept = consent_in(&texts, room(1)).unwrap();
        assert_eq!((kept.record(), kept.told_at), (given("2026-03").record, at(2)));
    }

    #[test]
    fn consents_are_gone_after_ninety_days_and_notes_stay() {
        let notes = KeptNotes { about: about(1, 0), text: "Husten".to_owned() };
        let texts = Texts::from([(notes_name(room(1)), write(&notes).unwrap())]);
        let texts = said(texts, room(1), "2026-02", at(0));
        let day_90 = said(texts.clone(), room(2), "2026-02", at(90 * 24));
        assert!(consent_in(&day_90, room(1)).is_some());
        assert!(consent_of(&texts, room(1), at(90 * 24)).is_some());
        assert!(
            consent_of(&texts, room(1), at(90 * 24 + 1)).is_none(),
            "also where no other one was kept since"
        );
        let later = said(texts, room(2), "2026-02", at(90 * 24 + 1));
        assert!(consent_in(&later, room(1)).is_none() && consent_in(&later, room(2)).is_some());
        assert_eq!(noted(&later).len(), 1);
    }

    fn about(number: u8, hour: i64) -> AboutCall {
        AboutCall {
            room: room(number),
            name: format!("Person {number}"),
            remark: String::new(),
            begins_at: at(hour),
            role: CallRole::Patient,
            conference: false,
        }
    }

    #[test]
    fn calls_with_notes_are_found_without_the_calendar_the_newest_first() {
        let mut texts = said(Texts::new(), room(9), "2026-02", at(5));
        for (number, hour) in [(1, 5), (2, 7)] {
            let notes = KeptNotes { about: about(number, hour), text: "Husten".to_owned() };
            texts.insert(notes_name(room(number)), write(&notes).unwrap());
        }
        let names: Vec<String> = noted(&texts).into_iter().map(|call| call.name).collect();
        assert_eq!(names, ["Person 2", "Person 1"]);
    }
}
