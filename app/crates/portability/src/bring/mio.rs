//! MIO DiGA: what the diary has a place for goes there, everything else is kept as it came.

mod pairs;
mod values;

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use fhir_profiles::{
    Entry, EntryValue, ImportTarget, ImportedPatient, KindCount, ReportPeriod, Vital, identities, identity,
    import, possible_identities,
};
use heilsam_domain::RecordId;
use heilsam_records::named;
use heilsam_therapy::diary::{DeviceFlag, NOTE_LIMIT, Origin};
use heilsam_therapy::{DiaryEntry, Measurement};
use uuid::Uuid;

use self::pairs::Pairs;
use self::values::{Diarised, Medicines};
use super::measured::Measured;
use super::{Brought, New, TakeError, Written};
use crate::appointment;
use crate::gather::{Gathering, Held};
use crate::ids;
use crate::photo::{self, Album};
use crate::preview::{KindOf, Preview, PreviewCount};
use crate::records::{AppointmentData, Collection, DiaryData, PhotoData};

/// Reads a bundle of MIO DiGA.
pub(super) fn take(bytes: &[u8], mut account: Gathering) -> Result<Brought, TakeError> {
    let (names, unit) = (account.names(), account.head().app.prescription_unit_id.clone());
    let (there, photographed, records) = (account.there(), account.photographed(), account.diary_records());
    let measured = account.take_measured();
    let removed = Removed::of(&account);
    let Held { known, entries: held } = account.held();
    let target = ImportTarget { names, prescription_unit_id: &unit, known: &known, held: &held };
    let import = import(bytes, target)?;
    let medicines = Medicines::of(import.entries.iter().chain(&held));
    let places = Places {
        is_own: import.sender.prescription_unit_id == unit,
        album: album(&import.entries, &there, &records, &known, &medicines),
        medicines,
    };
    let pictured: HashSet<RecordId> =
        import.entries.iter().filter_map(|entry| places.album.record(entry)).collect();
    let pairs = Pairs::of(&import.entries, places.is_own, &pictured);
    let preview = Preview {
        open: false,
        version: import.version,
        sender: import.sender.name,
        person: person(&import.patient),
        period: import.period.map(|ReportPeriod { start, end }| (start, end)),
        kinds: kinds(&import.counts),
        ..Preview::default()
    };
    let needed = needed(&import.entries, pictured);
    let waiting = VecDeque::new();
    let mut taking = Taking { places, there, measured, needed, photographed, removed, preview, waiting };
    let mut entries: Vec<Option<Line>> = (1..).zip(import.entries).map(Some).collect();
    for index in (0..entries.len()).filter(|index| !pairs.is_pulse(*index)) {
        let mut at = |index: usize| entries.get_mut(index)?.take();
        let Some(entry) = at(index) else { continue };
        match pairs.pulse_of(index).and_then(at) {
            Some(pulse) => taking.pair(entry, pulse)?,
            None => taking.single(entry)?,
        }
    }
    Ok(Brought { preview: taking.preview, waiting: taking.waiting })
}

/// An entry with its place in the file, from 1 on.
type Line = (u32, Entry);

/// What was found out about file and account, and what becomes of it.
struct Taking {
    places: Places,
    there: HashSet<RecordId>,
    measured: Measured,
    needed: HashSet<RecordId>,
    photographed: HashSet<RecordId>,
    removed: Removed,
    preview: Preview,
    waiting: VecDeque<New>,
}

impl Taking {
    /// Takes an entry that is not there yet.
    fn single(&mut self, entry: Line) -> Result<(), TakeError> {
        match self.fresh(entry) {
            Some((entry, place)) => self.write(entry, place),
            None => Ok(()),
        }
    }

    /// Takes a pressure and its pulse: as one entry where neither is there, else the one that is missing.
    fn pair(&mut self, pressure: Line, pulse: Line) -> Result<(), TakeError> {
        if self.there.contains(&pressure.1.id) {
            // Both came before as one entry, and whoever changed it changed both.
            self.count_as_changed(&pressure.1);
            self.count_as_changed(&pulse.1);
            return Ok(());
        }
        let (pressure, pulse) = match (self.fresh(pressure), self.fresh(pulse)) {
            (Some((pressure, Place::Diary(data))), Some((pulse, Place::Diary(beside)))) => {
                if let Some(whole) = pairs::together(&data, &beside) {
                    let imported_pulse = Some(Box::new(pulse));
                    let data = DiaryData { entry: Some(whole), imported_pulse, ..*data };
                    return self.write(pressure, Place::Diary(Box::new(data)));
                }
                (Some((pressure, Place::Diary(data))), Some((pulse, Place::Diary(beside))))
            }
            both => both,
        };
        for (entry, place) in [pressure, pulse].into_iter().flatten() {
            self.write(entry, place)?;
        }
        Ok(())
    }

    /// An entry and its place; `None`, and counted, if it is there already.
    fn fresh(&mut self, (line, entry): Line) -> Option<(Entry, Place)> {
        // It came before and was changed since: the change stays.
        if self.there.contains(&entry.id) {
            self.count_as_changed(&entry);
            return None;
        }
        let place = self.places.place(&entry, line);
        // The app that wrote the file may give its records new names each time.
        if let Place::Diary(data) = &place
            && data.entry.as_ref().is_some_and(|it| self.measured.has(it))
            && !self.needed.contains(&entry.id)
        {
            count_as_there(&mut self.preview.kinds, &entry, data);
            return None;
        }
        if let Place::Photo(record, _) = &place {
            let is_known = self.photographed.contains(record);
            count_as_photo(&mut self.preview.kinds, is_known);
            // The entry has a picture already, perhaps another one by now.
            if is_known {
                return None;
            }
        }
        Some((entry, place))
    }

    fn write(&mut self, entry: Entry, place: Place) -> Result<(), TakeError> {
        self.preview.records += 1;
        self.preview.again += usize::from(self.removed.has(&entry, &place));
        self.preview.in_diary += usize::from(matches!(place, Place::Diary(_)));
        self.preview.in_documents += usize::from(matches!(place, Place::Documents));
        self.waiting.push_back(place.into_record(entry)?);
        Ok(())
    }

    fn count_as_changed(&mut self, entry: &Entry) {
        count_as_known(&mut self.preview.kinds, kind_of(entry), entry);
    }
}

/// What the patient removed.
struct Removed {
    records: HashSet<(Collection, RecordId)>,
    /// The identities that it can have had in files of this account.
    identities: HashSet<Uuid>,
}

impl Removed {
    fn of(account: &Gathering) -> Self {
        let records = account.removed().clone();
        let all = records.iter().filter(|(collection, _)| *collection != Collection::Photos);
        let with_visits = all.flat_map(|(collection, record)| {
            // A consultation that was held is a resource of its own beside its appointment.
            let visit = (*collection == Collection::Appointments).then(|| ids::part(*record, "visit"));
            std::iter::once(*record).chain(visit)
        });
        let identities = with_visits.flat_map(possible_identities).collect();
        Self { records, identities }
    }

    /// Whether an entry is something of it.
    fn has(&self, entry: &Entry, place: &Place) -> bool {
        if let Place::Photo(record, _) = place {
            return self.records.contains(&(Collection::Photos, *record));
        }
        let pulse = match place {
            Place::Diary(data) => data.imported_pulse.as_deref(),
            _ => None,
        };
        [Some(entry), pulse].into_iter().flatten().any(|entry| self.has_entry(entry))
    }

    fn has_entry(&self, entry: &Entry) -> bool {
        let is_record =
            |collection| collection != Collection::Photos && self.records.contains(&(collection, entry.id));
        Collection::ALL.into_iter().any(is_record)
            || identities(std::slice::from_ref(entry)).keys().any(|id| self.identities.contains(id))
    }
}

/// Where entries of a file can go.
struct Places {
    /// Whether this app wrote the file.
    is_own: bool,
    album: Album,
    medicines: Medicines,
}

/// Where an entry goes.
enum Place {
    Diary(Box<DiaryData>),
    /// With the record of the diary that it is the picture of.
    Photo(RecordId, Box<PhotoData>),
    Appointments(Box<AppointmentData>),
    /// It is kept.
    Documents,
}

impl Places {
    fn place(&self, entry: &Entry, line: u32) -> Place {
        if let Some(data) = diary_data(entry, line, &self.medicines) {
            return Place::Diary(Box::new(data));
        }
        let photo = || {
            let record = self.album.record(entry)?;
            Some(Place::Photo(record, Box::new(photo::data(entry, record)?)))
        };
        let appointment = || {
            // What another app says of an appointment in its own words is no name of a practice.
            let data = self.is_own.then(|| appointment::data(entry)).flatten()?;
            Some(Place::Appointments(Box::new(data)))
        };
        photo().or_else(appointment).unwrap_or(Place::Documents)
    }
}

impl Place {
    fn into_record(self, entry: Entry) -> Result<New, TakeError> {
        let id = entry.id;
        let (collection, id, payload) = match self {
            Self::Documents => return Ok(New::Entry(Box::new(entry), None)),
            Self::Diary(data) => {
                let data = DiaryData { imported: Some(Box::new(entry)), ..*data };
                (Collection::Diary, id, serde_json::to_string(&data))
            }
            Self::Photo(record, data) => (Collection::Photos, record, serde_json::to_string(&data)),
            Self::Appointments(data) => (Collection::Appointments, id, serde_json::to_string(&data)),
        };
        let payload = payload.map_err(|error| super::open::damaged(&error))?;
        Ok(New::Record(Written { collection, id, payload }))
    }
}

/// Where the pictures of a file belong: with entries of the same file, or with those that came before.
fn album(
    entries: &[Entry],
    there: &HashSet<RecordId>,
    records: &HashMap<RecordId, RecordId>,
    known: &HashMap<Uuid, RecordId>,
    medicines: &Medicines,
) -> Album {
    let mut album = Album::default();
    if !entries.iter().any(photo::is_picture) {
        return album;
    }
    for (identity, entry) in known {
        if let Some(record) = records.get(entry) {
            album.add(*identity, *record);
        }
    }
    for entry in entries {
        let record = match there.contains(&entry.id) {
            true => records.get(&entry.id).copied(),
            false => diary_data(entry, 0, medicines).map(|_| entry.id),
        };
        if let (Some(identity), Some(record)) = (identity(entry), record) {
            album.add(identity, record);
        }
    }
    album
}

/// Entries that others of the file need: their picture belongs there, or a resource that is kept names them.
fn needed(entries: &[Entry], pictured: HashSet<RecordId>) -> HashSet<RecordId> {
    let mut needed = HashSet::new();
    for entry in entries {
        let EntryValue::Kept(kept) = entry.value.own() else { continue };
        let own = identity(entry);
        let ids = named::identities(&kept.text).filter_map(|id| id.parse::<Uuid>().ok());
        needed.extend(ids.filter(|id| Some(*id) != own));
    }
    let is_named = |entry: &&Entry| identity(entry).is_some_and(|id| needed.contains(&id));
    pictured.into_iter().chain(entries.iter().filter(is_named).map(|entry| entry.id)).collect()
}

/// A reading that the diary has under another name.
fn count_as_there(kinds: &mut BTreeMap<KindOf, PreviewCount>, entry: &Entry, data: &DiaryData) {
    let kind = match data.entry.as_ref().map(|it| &it.measurement) {
        Some(Measurement::BloodPressure(_)) => KindOf::BloodPressure,
        Some(Measurement::Pulse(_)) => KindOf::Pulse,
        Some(Measurement::Weight(_)) => KindOf::Weight,
        _ => return,
    };
    count_as_known(kinds, kind, entry);
}

/// What counted as something that comes is there.
fn count_as_known(kinds: &mut BTreeMap<KindOf, PreviewCount>, kind: KindOf, entry: &Entry) {
    let count = kinds.entry(kind).or_default();
    if matches!(entry.value.own(), EntryValue::Kept(_)) {
        count.kept = count.kept.saturating_sub(1);
    } else {
        count.taken = count.taken.saturating_sub(1);
    }
    count.known += 1;
}

/// A document that turned out to be a picture of the diary.
fn count_as_photo(kinds: &mut BTreeMap<KindOf, PreviewCount>, is_known: bool) {
    if let Some(documents) = kinds.get_mut(&KindOf::Document) {
        documents.taken = documents.taken.saturating_sub(1);
        if *documents == PreviewCount::default() {
            kinds.remove(&KindOf::Document);
        }
    }
    let photos = kinds.entry(KindOf::Photo).or_default();
    photos.taken += usize::from(!is_known);
    photos.known += usize::from(is_known);
}

fn person(patient: &ImportedPatient) -> Vec<String> {
    let name = patient.name.as_ref().map(|name| format!("{} {}", name.given, name.family).trim().to_owned());
    let parts = [name, patient.birth_date.map(|day| day.to_string()), patient.insurance_number.clone()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect()
}

fn kinds(counts: &BTreeMap<String, KindCount>) -> BTreeMap<KindOf, PreviewCount> {
    let mut kinds: BTreeMap<KindOf, PreviewCount> = BTreeMap::new();
    for (profile, count) in counts {
        let kind = kinds.entry(KindOf::of_profile(profile)).or_default();
        kind.taken += count.taken;
        kind.kept += count.kept;
        kind.known += count.known;
    }
    kinds
}

/// What an entry is called that may have been changed since it came.
fn kind_of(entry: &Entry) -> KindOf {
    match entry.value.own() {
        EntryValue::BloodPressure { .. } => KindOf::BloodPressure,
        EntryValue::HeartRate { .. } => KindOf::Pulse,
        EntryValue::Vital(Vital::Weight(_)) => KindOf::Weight,
        EntryValue::DiaryNote(_) => KindOf::Note,
        EntryValue::Appointment(_) | EntryValue::Visit(_) => KindOf::Appointment,
        EntryValue::Contact(_) | EntryValue::Practice(_) => KindOf::Contact,
        EntryValue::Document(_) => KindOf::Document,
        EntryValue::Sleep(_) | EntryValue::Mood(_) => KindOf::Measured,
        EntryValue::Intake(_) | EntryValue::SkippedDose(_) | EntryValue::Medication(_) => KindOf::Medication,
        EntryValue::Activity(_) => KindOf::Activity,
        EntryValue::SideEffect(_) => KindOf::Problem,
        EntryValue::Device(_) => KindOf::Origin,
        EntryValue::Kept(kept) => KindOf::of_profile(kept.profile.as_deref().unwrap_or(&kept.kind)),
        _ => KindOf::Other,
    }
}

/// The place of a value in the diary; `None` where the diary has none for all of it.
fn diary_data(entry: &Entry, line: u32, medicines: &Medicines) -> Option<DiaryData> {
    let Diarised { measured_at, measurement, note, irregular } = values::diarise(entry, medicines)?;
    if note.chars().count() > NOTE_LIMIT {
        return None;
    }
    let flags = if irregular { vec![DeviceFlag::IrregularPulse] } else { Vec::new() };
    Some(DiaryData {
        v: 1,
        recorded_at: entry.recorded_at,
        utc_offset_minutes: entry.utc_offset_minutes,
        entry: Some(DiaryEntry { measured_at, measurement, note, origin: Origin::File { line, flags } }),
        imported: None,
        imported_pulse: None,
        source: None,
    })
}
