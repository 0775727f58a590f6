//! Made-up exports for examples, benchmarks and tests; nothing in them belongs to a real person.

mod diary;
mod everything;

use heilsam_domain::consent::{ConsentAction, Purpose};
use heilsam_domain::{AccountId, Consent, RecordId};
use jiff::{Span, Timestamp};

use crate::{
    Author, ConsentFile, ConsentReceipt, Decimal, Diga, Entry, EntryValue, ExportInput, Gender, Manufacturer,
    Patient, PersonName, ReportPeriod,
};

const START: Timestamp = Timestamp::constant(1_767_225_600, 0);

/// A patient with all facts, every kind of record, and one week of measurements with difficult notes.
#[must_use]
pub fn full() -> ExportInput {
    let mut input = with_entries(14);
    for (entry, note) in input.entries.iter_mut().zip(["nach \"Treppe\" & <Eile>", "Zeile 1\nZeile 2", "  "])
    {
        entry.note = note.to_owned();
    }
    if let Some(entry) = input.entries.last_mut() {
        entry.author = Author::App;
        entry.utc_offset_minutes = 60;
        entry.value = EntryValue::HeartRate { per_minute: exact("61.50"), irregular: false };
    }
    input.entries.extend(everything::entries());
    input.patient.insurance_number = Some("A123456780".to_owned());
    input.patient.gender = Some(Gender::Diverse);
    input.patient.birth_date = Some(jiff::civil::date(1954, 7, 2));
    input.patient.name =
        Some(PersonName { given: "Änne Sophie".to_owned(), family: "Muster-Öztürk".to_owned() });
    input
}

/// A pseudonymous patient with what a diary holds beyond the profiles that are made for one value, and with devices that
/// measured.
#[must_use]
pub fn diary() -> ExportInput {
    ExportInput { entries: diary::entries(), ..with_entries(4) }
}

/// A consent for every purpose, and one withdrawal.
#[must_use]
pub fn consents() -> ConsentFile {
    let act = |purpose, action| ConsentReceipt {
        consent: Consent {
            purpose,
            action,
            text_version: "2026-1".to_owned(),
            text_sha384: "0".repeat(96),
            at: START,
        },
        signature: "c2lnbmVk".to_owned(),
    };
    let given = Purpose::ALL.into_iter().map(|purpose| act(purpose, ConsentAction::Given));
    ConsentFile {
        base: crate::consents::DEFAULT_BASE.to_owned(),
        account: AccountId::from_bytes([7; 16]),
        manufacturer: "Heilsam Beispiel & Söhne GmbH".to_owned(),
        made_at: later(60),
        receipts: given.chain([act(Purpose::Improvement, ConsentAction::Withdrawn)]).collect(),
    }
}

/// A pseudonymous patient without a single value.
#[must_use]
pub fn empty() -> ExportInput {
    with_entries(0)
}

/// A pseudonymous patient with `count` blood pressures, two a day, half of them with a pulse.
#[must_use]
pub fn with_entries(count: u32) -> ExportInput {
    ExportInput {
        exported_at: START.saturating_add(Span::new().hours(24 * 365 * 30)).unwrap_or(Timestamp::MAX),
        period: ReportPeriod { start: START, end: later(count.max(1)) },
        patient: Patient {
            id: AccountId::from_bytes([7; 16]),
            updated_at: START,
            name: None,
            insurance_number: None,
            gender: None,
            birth_date: None,
        },
        diga: Diga {
            prescription_unit_id: "99999001".to_owned(),
            pzn: "99999996".to_owned(),
            name: "Heilsam Blutdruck".to_owned(),
            version: "0.1.0".to_owned(),
            updated_at: START,
            manufacturer: Manufacturer {
                name: "Heilsam Beispiel GmbH".to_owned(),
                website: Some("https://heilsam.example".to_owned()),
            },
        },
        entries: (0..count).map(entry).collect(),
    }
}

fn entry(number: u32) -> Entry {
    let mut random = [0; 10];
    for (byte, value) in random.iter_mut().zip(number.to_be_bytes()) {
        *byte = value;
    }
    let wave = u16::try_from(number * 7 % 40).unwrap_or_default();
    Entry {
        id: RecordId::from_parts(u64::from(number), random),
        version: 1 + number % 3,
        recorded_at: later(number),
        measured_at: later(number),
        utc_offset_minutes: 120,
        author: Author::Patient,
        value: EntryValue::BloodPressure {
            systolic: Decimal::from(115 + wave),
            diastolic: if number == 4 { exact("80.0") } else { Decimal::from(70 + wave / 2) },
            heart_rate: number.is_multiple_of(2).then(|| Decimal::from(58 + wave / 3)),
            irregular: false,
        },
        note: String::new(),
    }
}

fn later(number: u32) -> Timestamp {
    START.saturating_add(Span::new().hours(12 * i64::from(number))).unwrap_or(Timestamp::MAX)
}

fn exact(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| Decimal::from(0))
}
