//! MIO DiGA: what the diary has a place for goes there, everything else is kept as it came.

mod values;

use std::collections::{BTreeMap, VecDeque};

use fhir_profiles::{
    Entry, EntryValue, ImportTarget, ImportedPatient, KindCount, ReportPeriod, Vital, import,
};
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::diary::{NOTE_LIMIT, Origin};

use self::values::{Diarised, Medicines};

use super::{Brought, New, TakeError, Written};
use crate::gather::Gathering;
use crate::preview::{KindOf, Preview, PreviewCount};
use crate::records::{Collection, DiaryData};

/// Reads a bundle of MIO DiGA.
pub(super) fn take(bytes: &[u8], account: Gathering) -> Result<Brought, TakeError> {
    let (id, unit) = (account.head().account.id, account.head().app.prescription_unit_id.clone());
    let there = account.there();
    let known = account.known();
    let target = ImportTarget { account: id, prescription_unit_id: &unit, known: &known };
    let import = import(bytes, target)?;
    let mut preview = Preview {
        open: false,
        version: import.version,
        sender: import.sender.name,
        person: person(&import.patient),
        period: import.period.map(|ReportPeriod { start, end }| (start, end)),
        kinds: kinds(&import.counts),
        ..Preview::default()
    };
    let mut waiting = VecDeque::new();
    let medicines = Medicines::of(&import.entries);
    for (line, entry) in (1..).zip(import.entries) {
        // It came before and was changed since: the change stays.
        if there.contains(&entry.id) {
            let count = preview.kinds.entry(kind_of(&entry)).or_default();
            count.taken = count.taken.saturating_sub(1);
            count.known += 1;
            continue;
        }
        preview.records += 1;
        match diary_data(&entry, line, &medicines) {
            Some(data) => {
                preview.in_diary += 1;
                let payload =
                    serde_json::to_string(&DiaryData { imported: Some(Box::new(entry.clone())), ..data });
                let record = Written {
                    collection: Collection::Diary,
                    id: entry.id,
                    payload: payload.unwrap_or_default(),
                };
                waiting.push_back(New::Record(record));
            }
            None => waiting.push_back(New::Entry(Box::new(entry), None)),
        }
    }
    Ok(Brought { preview, waiting })
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

/// What an entry of the diary is called.
fn kind_of(entry: &Entry) -> KindOf {
    match entry.value.own() {
        EntryValue::BloodPressure { .. } => KindOf::BloodPressure,
        EntryValue::HeartRate { .. } => KindOf::Pulse,
        EntryValue::Vital(Vital::Weight(_)) => KindOf::Weight,
        EntryValue::DiaryNote(_) => KindOf::Note,
        EntryValue::Sleep(_) | EntryValue::Mood(_) => KindOf::Measured,
        EntryValue::Intake(_) | EntryValue::SkippedDose(_) | EntryValue::Medication(_) => KindOf::Medication,
        EntryValue::Device(_) => KindOf::Origin,
        _ => KindOf::Other,
    }
}

/// The place of a value in the diary; `None` where the diary has none for all of it.
fn diary_data(entry: &Entry, line: u32, medicines: &Medicines) -> Option<DiaryData> {
    let Diarised { measured_at, measurement, note } = values::diarise(entry, medicines)?;
    if note.chars().count() > NOTE_LIMIT {
        return None;
    }
    Some(DiaryData {
        v: 1,
        recorded_at: entry.recorded_at,
        utc_offset_minutes: entry.utc_offset_minutes,
        entry: Some(DiaryEntry { measured_at, measurement, note, origin: Origin::File { line } }),
        imported: None,
        source: None,
    })
}
