//! From decrypted entries to the input of the export module.

use fhir_profiles::{Author, Diga, Entry, ExportInput, Manufacturer, Patient, PersonName, ReportPeriod};
use heilsam_protocol::account::Account;
use heilsam_protocol::site::Site;
use heilsam_therapy::Measurement;
use jiff::Timestamp;

use crate::diary::EntryView;

mod values;

/// What shall be exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportWish {
    /// First moment.
    pub start: Timestamp,
    /// Last moment.
    pub end: Timestamp,
    /// Name to put into the file; empty for none. The last word is taken as the family name.
    pub name: String,
}

pub(crate) fn input<'a>(
    wish: &ExportWish,
    now: Timestamp,
    site: &Site,
    account: &Account,
    entries: impl Iterator<Item = (&'a EntryView, u64)>,
    words: impl Fn(&Measurement) -> String,
) -> ExportInput {
    let within = |view: &EntryView| (wish.start..=wish.end).contains(&view.entry.measured_at);
    ExportInput {
        exported_at: now,
        period: ReportPeriod { start: wish.start, end: wish.end },
        patient: Patient {
            id: account.account_id,
            updated_at: account.created_at,
            name: person(&wish.name),
            insurance_number: None,
            gender: None,
            birth_date: None,
        },
        diga: Diga {
            prescription_unit_id: site.diga.diga_ve_id.clone(),
            pzn: site.diga.pzn.clone(),
            name: site.diga.name.clone(),
            version: site.version.clone(),
            updated_at: account.created_at,
            manufacturer: Manufacturer { name: site.diga.manufacturer.clone(), website: None },
        },
        entries: values::with_medicines(
            entries.filter(|(view, _)| within(view)).map(|(view, version)| entry(view, version, &words)),
        ),
    }
}

/// An entry; of an intake, its medicine comes along as a record of its own.
fn entry(view: &EntryView, version: u64, words: &impl Fn(&Measurement) -> String) -> values::Exported {
    let values::Value { value, note, medicine } = values::value(&view.entry, words);
    let entry = Entry {
        id: view.id,
        version: u32::try_from(version).unwrap_or(u32::MAX),
        recorded_at: view.recorded_at,
        measured_at: view.entry.measured_at,
        utc_offset_minutes: view.utc_offset_minutes,
        author: Author::Patient,
        value,
        note,
    };
    values::Exported { entry, medicine }
}

fn person(name: &str) -> Option<PersonName> {
    let name = name.trim();
    let (given, family) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    (!family.is_empty()).then(|| PersonName { given: given.trim().to_owned(), family: family.to_owned() })
}
