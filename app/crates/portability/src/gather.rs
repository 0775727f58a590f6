//! All records of an account, and what they become in a MIO DiGA export.

use std::collections::{BTreeMap, HashMap, HashSet};

use fhir_profiles::{
    ConsentFile, DEFAULT_BASE, Diga, Entry, EntryValue, ExportInput, Manufacturer, Patient, PersonName,
    ReportPeriod, identities,
};
use heilsam_domain::{NameScope, RecordId};
use heilsam_records::pieces::Pieces;
use heilsam_therapy::Measurement;
use heilsam_therapy::text::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::records::{
    self, AppointmentData, AssessmentData, Collection, DiaryData, DocumentData, Head, PhotoData, Source,
    Stored, TherapyData, outside,
};
use crate::sources::{Person, Sources, Wish};
use crate::{appointment, course, diary, filled, links, photo};

/// Collects the records of an account, batch by batch.
#[derive(Debug)]
pub struct Gathering {
    head: Head,
    names: NameScope,
    sources: Sources,
    wish: Wish,
    diary: Vec<diary::Exported>,
    entries: Vec<Entry>,
    questionnaires: BTreeMap<RecordId, Entry>,
    pieces: Pieces,
    measured: crate::bring::measured::Measured,
    /// Records that are there and were not deleted.
    there: HashSet<RecordId>,
    /// Records that the patient removed.
    removed: HashSet<(Collection, RecordId)>,
    /// Entries that have a picture.
    photos: HashSet<RecordId>,
    /// The pictures.
    pictures: Vec<photo::Picture>,
    /// The entry that each record of the diary is in files.
    diary_entries: HashMap<RecordId, RecordId>,
    /// What the diary calls the medicine of each dose that came from a file.
    medicines: HashMap<RecordId, String>,
    has_course: bool,
}

/// What an account holds.
#[derive(Debug)]
pub(crate) struct Held {
    /// The identities under which the records are exported, with their records.
    pub(crate) known: HashMap<Uuid, RecordId>,
    pub(crate) entries: Vec<Entry>,
}

impl Gathering {
    /// Begins without records. `names` is the account's scope of names: no part of the head, which stands in files.
    #[must_use]
    pub fn new(head: Head, names: NameScope, sources: Sources, wish: Wish) -> Self {
        Self {
            head,
            names,
            sources,
            wish,
            diary: Vec::new(),
            entries: Vec::new(),
            questionnaires: BTreeMap::new(),
            pieces: Pieces::default(),
            measured: crate::bring::measured::Measured::default(),
            there: HashSet::new(),
            removed: HashSet::new(),
            photos: HashSet::new(),
            pictures: Vec::new(),
            diary_entries: HashMap::new(),
            medicines: HashMap::new(),
            has_course: false,
        }
    }

    /// Adds records of a collection: a JSON array of [`Stored`]. One of a newer version of the app is left out.
    ///
    /// # Errors
    /// The text is no JSON array.
    pub fn add(&mut self, collection: Collection, records: &str) -> Result<(), serde_json::Error> {
        match collection {
            Collection::Diary => read::<DiaryData>(records)?.into_iter().for_each(|it| self.add_diary(it)),
            Collection::Assessments => {
                read::<AssessmentData>(records)?.into_iter().for_each(|it| self.add_filled(it));
            }
            Collection::Therapy => {
                read::<TherapyData>(records)?.into_iter().for_each(|it| self.add_course(it));
            }
            Collection::Documents => {
                read::<DocumentData>(records)?.into_iter().for_each(|it| self.add_document(it));
            }
            Collection::Photos => read::<PhotoData>(records)?.into_iter().for_each(|it| self.add_photo(it)),
            Collection::Appointments => {
                read::<AppointmentData>(records)?.into_iter().for_each(|it| self.add_appointment(it));
            }
        }
        Ok(())
    }

    /// The facts about account and app.
    pub(crate) fn head(&self) -> &Head {
        &self.head
    }

    /// The account's scope of names.
    pub(crate) fn names(&self) -> NameScope {
        self.names
    }

    /// Whether the account has a record with this id, or something from a file that had it elsewhere.
    pub(crate) fn has(&self, id: RecordId) -> bool {
        self.there.contains(&id)
    }

    /// Whether the account has a picture to the entry with this id, or to the one that had it elsewhere.
    pub(crate) fn has_photo(&self, id: RecordId) -> bool {
        self.photos.contains(&id)
    }

    /// The records of the diary that have a picture.
    pub(crate) fn photographed(&self) -> HashSet<RecordId> {
        self.photos.clone()
    }

    /// The record of the diary in which each entry of a file is.
    pub(crate) fn diary_records(&self) -> HashMap<RecordId, RecordId> {
        self.diary_entries.iter().map(|(record, entry)| (*entry, *record)).collect()
    }

    /// The ids of everything that is there.
    pub(crate) fn there(&self) -> HashSet<RecordId> {
        self.there.clone()
    }

    /// The records that the patient removed, under all names that they have.
    pub(crate) fn removed(&self) -> &HashSet<(Collection, RecordId)> {
        &self.removed
    }

    /// The readings of the diary, taken out.
    pub(crate) fn take_measured(&mut self) -> crate::bring::measured::Measured {
        std::mem::take(&mut self.measured)
    }

    /// Whether the programme was begun.
    pub(crate) fn has_course(&self) -> bool {
        self.has_course
    }

    /// The consents as a file of their own.
    #[must_use]
    pub fn consent_file(&self) -> ConsentFile {
        ConsentFile {
            account: self.head.account.id,
            manufacturer: self.head.app.manufacturer.clone(),
            base: self.wish.profiles.clone().unwrap_or_else(|| DEFAULT_BASE.to_owned()),
            made_at: self.head.exported_at,
            receipts: self.head.consents.iter().map(records::receipt).collect(),
        }
    }

    /// What the account holds, as an export would have it.
    pub(crate) fn held(mut self) -> Held {
        self.complete();
        let mut known = identities(&self.entries);
        // A file that was made when the app spoke another language has the same questionnaires under other ids.
        for entry in &self.entries {
            let EntryValue::Assessment(questionnaire) = &entry.value else { continue };
            for language in Language::ALL {
                let id = filled::questionnaire_id(questionnaire, language);
                let translated = identities(&[Entry { id, ..entry.clone() }]);
                known.extend(translated.into_keys().map(|identity| (identity, entry.id)));
            }
        }
        Held { known, entries: self.entries }
    }

    /// The input of the export; `None` when there is nothing to tell.
    #[must_use]
    pub fn into_input(mut self) -> Option<ExportInput> {
        self.complete();
        let Self { head, wish, entries, .. } = self;
        let period = period(&wish, &head, &entries)?;
        Some(ExportInput {
            exported_at: head.exported_at,
            period,
            patient: patient(&head, &wish.patient),
            diga: Diga {
                prescription_unit_id: head.app.prescription_unit_id,
                pzn: head.app.pzn,
                name: head.app.name,
                version: head.app.version,
                updated_at: head.account.created_at,
                manufacturer: Manufacturer { name: head.app.manufacturer, website: None },
            },
            entries,
        })
    }

    fn add_diary(&mut self, stored: Stored<DiaryData>) {
        let Source { id, version, names } = outside(&stored);
        if stored.data.entry.is_none() {
            self.removed.extend([id, stored.id].map(|id| (Collection::Diary, id)));
        }
        let DiaryData { v: 1, recorded_at, utc_offset_minutes, entry: Some(entry), .. } = stored.data else {
            return;
        };
        self.measured.add(&entry);
        self.there.extend([id, stored.id]);
        if let Some(imported) = stored.data.imported {
            let pulse = stored.data.imported_pulse;
            self.there.insert(imported.id);
            self.there.extend(pulse.iter().map(|pulse| pulse.id));
            self.entries.extend(pulse.map(|pulse| *pulse));
            self.diary_entries.insert(stored.id, imported.id);
            if let Measurement::MedicationIntake(intake) = &entry.measurement {
                self.medicines.insert(imported.id, intake.medicine().to_owned());
            }
            self.entries.push(*imported);
            return;
        }
        self.diary_entries.insert(stored.id, id);
        let frame = diary::Frame { id, names, version, recorded_at, utc_offset_minutes };
        self.diary.push(diary::export(&entry, frame, stored.words.as_deref()));
    }

    fn add_filled(&mut self, stored: Stored<AssessmentData>) {
        let name = outside(&stored);
        if stored.data.assessment.is_none() {
            self.removed.extend([name.id, stored.id].map(|id| (Collection::Assessments, id)));
        }
        let AssessmentData { v: 1, assessment: Some(filled), .. } = stored.data else { return };
        self.there.extend([name.id, stored.id]);
        let Some(exported) = filled::export(&filled, name, &self.sources, self.wish.language) else { return };
        self.questionnaires.insert(exported.questionnaire.id, exported.questionnaire);
        self.entries.extend(exported.entries);
    }

    fn add_course(&mut self, stored: Stored<TherapyData>) {
        let name = outside(&stored);
        let TherapyData { v: 1, course, .. } = stored.data else { return };
        self.has_course = true;
        let package = self.sources.package(&course.package);
        self.entries.extend(course::export(&course, name, package, self.wish.language, &self.wish.words));
    }

    fn add_document(&mut self, stored: Stored<DocumentData>) {
        if !stored.data.is_there() {
            self.removed.insert((Collection::Documents, stored.id));
        }
        let DocumentData { v: 1, entry, piece, .. } = stored.data else { return };
        if let Some(entry) = entry {
            self.there.extend([entry.id, stored.id]);
            self.entries.push(*entry);
        }
        if let Some(piece) = piece {
            self.there.insert(stored.id);
            self.pieces.add(stored.id, piece);
        }
    }

    fn add_photo(&mut self, stored: Stored<PhotoData>) {
        let Source { id, version, .. } = outside(&stored);
        if stored.data.jpeg.is_none() {
            self.removed.extend([id, stored.id].map(|id| (Collection::Photos, id)));
        }
        let PhotoData { v: 1, jpeg: Some(jpeg), .. } = stored.data else { return };
        self.photos.extend([id, stored.id]);
        self.pictures.push(photo::Picture { record: stored.id, version, jpeg });
    }

    fn add_appointment(&mut self, stored: Stored<AppointmentData>) {
        let name = outside(&stored);
        if stored.data.appointment.is_none() {
            self.removed.extend([name.id, stored.id].map(|id| (Collection::Appointments, id)));
        }
        let AppointmentData { v: 1, appointment: Some(facts), imported, .. } = stored.data else { return };
        self.there.extend([name.id, stored.id]);
        match imported {
            Some(imported) => {
                self.there.insert(imported.id);
                self.entries.push(*imported);
            }
            None => {
                let since = self.head.account.created_at;
                let kept = appointment::Kept { name, names: name.names.unwrap_or(self.names), since };
                self.entries.extend(appointment::export(facts, kept, &self.wish.words));
            }
        }
    }

    /// Puts together what came in pieces, and adds what others refer to.
    fn complete(&mut self) {
        let whole = std::mem::take(&mut self.pieces).joined();
        self.entries.extend(whole.filter_map(|(_, text)| serde_json::from_str::<Entry>(&text).ok()));
        self.entries.extend(diary::with_others(std::mem::take(&mut self.diary), self.names));
        self.entries.extend(std::mem::take(&mut self.questionnaires).into_values());
        let mut seen = HashSet::new();
        self.entries.retain(|entry| seen.insert(entry.id));
        appointment::join_practices(&mut self.entries, self.names);
        links::mend(&mut self.entries, &self.medicines);
        self.add_pictures();
    }

    /// Adds the pictures of the entries that are there. One without its entry is shown nowhere and goes nowhere.
    fn add_pictures(&mut self) {
        let pictures = std::mem::take(&mut self.pictures);
        if pictures.is_empty() {
            return;
        }
        let places: HashMap<RecordId, usize> = self.entries.iter().map(|entry| entry.id).zip(0..).collect();
        let document = |picture: photo::Picture| {
            let place = places.get(self.diary_entries.get(&picture.record)?)?;
            photo::export(self.entries.get(*place)?, picture, &self.wish.words)
        };
        let documents: Vec<Entry> = pictures.into_iter().filter_map(document).collect();
        self.entries.extend(documents);
    }
}

fn read<T: DeserializeOwned>(records: &str) -> Result<Vec<Stored<T>>, serde_json::Error> {
    if let Ok(all) = serde_json::from_str(records) {
        return Ok(all);
    }
    let all: Vec<serde_json::Value> = serde_json::from_str(records)?;
    Ok(all.into_iter().filter_map(|record| serde_json::from_value(record).ok()).collect())
}

fn period(wish: &Wish, head: &Head, entries: &[Entry]) -> Option<ReportPeriod> {
    if let Some((start, end)) = wish.period {
        let within = |it: &Entry| first_and_last(it).is_some_and(|(_, at)| start <= at && at <= end);
        return entries.iter().any(within).then_some(ReportPeriod { start, end });
    }
    if entries.is_empty() {
        return None;
    }
    let now = head.exported_at;
    let times = entries.iter().filter_map(first_and_last);
    let (start, end) =
        times.fold((now, now), |(start, end), (first, last)| (start.min(first), end.max(last)));
    Some(ReportPeriod { start, end })
}

/// The moments between which an entry tells about the patient; `None` for what is about no time: a questionnaire was
/// reviewed at some time, a plan or goal was written down, and both belong to every period.
fn first_and_last(entry: &Entry) -> Option<(Timestamp, Timestamp)> {
    let at = entry.measured_at;
    match entry.value.own() {
        EntryValue::Assessment(_) | EntryValue::Device(_) => None,
        EntryValue::Contact(_) | EntryValue::Practice(_) => None,
        EntryValue::Goal(_) | EntryValue::CarePlan(_) => None,
        EntryValue::Kept(kept) => kept.dated.then_some((at, at)),
        // A medicine that ended before it was noted belongs to everything, too.
        EntryValue::Medication(medication) => {
            let end = medication.end.and_then(|day| day.to_zoned(TimeZone::UTC).ok());
            Some((end.map_or(at, |end| end.timestamp().min(at)), at))
        }
        _ => Some((at, at)),
    }
}

fn patient(head: &Head, person: &Person) -> Patient {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let name = match (some(&person.given), some(&person.family)) {
        (Some(given), Some(family)) => Some(PersonName { given, family }),
        _ => None,
    };
    Patient {
        id: head.account.id,
        updated_at: head.account.created_at,
        name,
        insurance_number: some(&person.insurance_number).map(|number| number.to_uppercase()),
        gender: None,
        birth_date: some(&person.birth_date).and_then(|date| date.parse().ok()),
    }
}
