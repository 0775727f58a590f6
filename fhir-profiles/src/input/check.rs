//! Checks of the input: an export is refused before its first byte, never half-way.

mod values;

use std::collections::{HashMap, HashSet};

use heilsam_domain::RecordId;

use super::{Author, Authors, Diga, Entry, EntryValue, ExportInput, Imported, Manufacturer, Patient};
use crate::resource::Unwritable;
use crate::text;
use values::check_value;

/// Most records of one export: about 200 MB of JSON.
const MAX_ENTRIES: usize = 200_000;
/// Largest offset of a local clock from UTC, in minutes.
const MAX_OFFSET: i16 = 14 * 60;
/// Longest name, note or address that is written, in bytes.
const MAX_TEXT: usize = 16 * 1024;

/// Why an export cannot be made; each says which fact must be mended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The period ends before it starts.
    #[error("the reported period ends before it starts")]
    PeriodReversed,
    /// More records than one export may hold.
    #[error("an export holds at most {MAX_ENTRIES} records, these are {0}: choose a shorter period")]
    TooManyEntries(usize),
    /// The same record twice.
    #[error("record {0} is there twice")]
    DuplicateRecord(RecordId),
    /// A record whose version is 0.
    #[error("record {0} has no version")]
    NoVersion(RecordId),
    /// A record whose clock offset does not exist on earth.
    #[error("record {0}: the clock offset is more than 14 hours")]
    Offset(RecordId),
    /// DiGA-VE-ID or PZN are not eight digits.
    #[error("{0} must be eight digits")]
    EightDigits(&'static str),
    /// The insurance number is mistyped.
    #[error("the insurance number must be a capital letter and nine digits with the right check digit")]
    InsuranceNumber,
    /// A text that must be there is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// A text is too long.
    #[error("{0} is longer than {MAX_TEXT} bytes")]
    TooLong(&'static str),
    /// LANR or BSNR are not nine digits.
    #[error("{0} must be nine digits")]
    NineDigits(&'static str),
    /// A code with blanks where none may be.
    #[error("a code, its system and its unit have no blanks")]
    Code,
    /// The address of a questionnaire cannot be one.
    #[error("the address of a questionnaire has no blanks and no version")]
    Canonical,
    /// A questionnaire in a questionnaire in a questionnaire …
    #[error("the items of a questionnaire are nested too deep")]
    TooDeep,
    /// A record that ends before it starts.
    #[error("record {0} ends before it starts")]
    EndsBeforeStart(RecordId),
    /// A record refers to one that is missing or of a kind that does not fit.
    #[error("record {0} refers to record {1}, which is missing or of another kind")]
    Link(RecordId, RecordId),
    /// A record that no part of the app writes.
    #[error("record {0} cannot be read")]
    Broken(RecordId),
    /// A document without a media type.
    #[error("the media type of a document must look like application/pdf")]
    MediaType,
    /// A document whose bytes are not Base64.
    #[error("a document must be Base64 and not empty")]
    Base64,
    /// A document that fits into no export.
    #[error("a document is longer than 12 MB: attach it in several parts")]
    DocumentTooLong,
    /// One record alone is longer than a part may be.
    #[error("the records of one second are longer than {0} bytes: allow longer parts")]
    PartTooLong(usize),
    /// A resource that FHIR cannot say.
    #[error("a resource cannot be written: {0}")]
    Unwritable(String),
    /// The website is no `https://` address.
    #[error("the manufacturer's website must begin with https://")]
    Website,
}

impl ExportError {
    /// A stable name without personal data, for the texts of the app.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PeriodReversed => "period-reversed",
            Self::TooManyEntries(_) => "too-many-entries",
            Self::DuplicateRecord(_) => "duplicate-record",
            Self::NoVersion(_)
            | Self::Offset(_)
            | Self::EndsBeforeStart(_)
            | Self::Broken(_)
            | Self::Code
            | Self::Canonical
            | Self::TooDeep
            | Self::NineDigits(_)
            | Self::MediaType
            | Self::Unwritable(_)
            | Self::Base64 => "broken-record",
            Self::Link(..) => "missing-record",
            Self::DocumentTooLong | Self::PartTooLong(_) => "document-too-long",
            Self::EightDigits(_) | Self::Website => "broken-app-facts",
            Self::InsuranceNumber => "insurance-number",
            Self::Empty(_) => "empty-text",
            Self::TooLong(_) => "text-too-long",
        }
    }
}

impl From<Unwritable> for ExportError {
    fn from(error: Unwritable) -> Self {
        Self::Unwritable(error.to_string())
    }
}

/// Checks everything that the types do not already guarantee, but how many records there are: [`check_count`].
pub(crate) fn check(input: &ExportInput) -> Result<(), ExportError> {
    if input.period.end < input.period.start {
        return Err(ExportError::PeriodReversed);
    }
    check_patient(&input.patient)?;
    check_diga(&input.diga)?;
    check_entries(input)
}

fn check_patient(patient: &Patient) -> Result<(), ExportError> {
    if let Some(name) = &patient.name {
        required("the family name", &name.family)?;
        required("the given name", &name.given)?;
    }
    match &patient.insurance_number {
        Some(number) if !is_insurance_number(number) => Err(ExportError::InsuranceNumber),
        _ => Ok(()),
    }
}

fn check_diga(diga: &Diga) -> Result<(), ExportError> {
    eight_digits("the DiGA-VE-ID", &diga.prescription_unit_id)?;
    eight_digits("the PZN", &diga.pzn)?;
    required("the name of the app", &diga.name)?;
    required("the version of the app", &diga.version)?;
    check_manufacturer(&diga.manufacturer)
}

fn check_manufacturer(manufacturer: &Manufacturer) -> Result<(), ExportError> {
    required("the manufacturer's name", &manufacturer.name)?;
    match &manufacturer.website {
        Some(website) if !website.starts_with("https://") || website.contains(char::is_whitespace) => {
            Err(ExportError::Website)
        }
        Some(website) => required("the manufacturer's website", website),
        None => Ok(()),
    }
}

fn check_entries(input: &ExportInput) -> Result<(), ExportError> {
    let mut seen = HashSet::with_capacity(input.entries.len());
    for entry in &input.entries {
        if !seen.insert(entry.id) {
            return Err(ExportError::DuplicateRecord(entry.id));
        }
        match &entry.value {
            EntryValue::Imported(imported) => check_imported(entry, imported)?,
            _ => check_entry(entry)?,
        }
    }
    check_links(&input.entries)
}

/// Checks that the records of the period are not too many.
pub(crate) fn check_count(chosen: &[Entry]) -> Result<(), ExportError> {
    match chosen.len() {
        count if count > MAX_ENTRIES => Err(ExportError::TooManyEntries(count)),
        _ => Ok(()),
    }
}

/// Checks a record without what it refers to. A resource that would become one that fails is kept as it came.
pub(crate) fn check_entry(entry: &Entry) -> Result<(), ExportError> {
    check_frame(entry)?;
    if entry.note.len() > MAX_TEXT {
        return Err(ExportError::TooLong("a note"));
    }
    check_value(entry, &entry.value)
}

/// What came from a file says, written again, what the file said. So it leaves as it came, like what was kept: earlier
/// versions of the app took over records that fail [`check_entry`], and one of them must not hold back all the others.
fn check_imported(entry: &Entry, imported: &Imported) -> Result<(), ExportError> {
    check_frame(entry)?;
    match &imported.value {
        EntryValue::Imported(_) | EntryValue::Kept(_) => check_value(entry, &entry.value),
        _ => Ok(()),
    }
}

fn check_frame(entry: &Entry) -> Result<(), ExportError> {
    if entry.version == 0 {
        return Err(ExportError::NoVersion(entry.id));
    }
    match is_offset(entry.utc_offset_minutes) {
        true => Ok(()),
        false => Err(ExportError::Offset(entry.id)),
    }
}

/// Whether a clock somewhere on earth is so far from UTC.
pub(crate) fn is_offset(minutes: i16) -> bool {
    (-MAX_OFFSET..=MAX_OFFSET).contains(&minutes)
}

/// Every record that another refers to is there and of the right kind.
fn check_links(entries: &[Entry]) -> Result<(), ExportError> {
    let by_record = |author: Author| matches!(author, Author::Other(_) | Author::Device(_));
    let refers = |entry: &&Entry| by_record(entry.author) || !entry.value.links().is_empty();
    if !entries.iter().any(|entry| refers(&entry)) {
        return Ok(());
    }
    let by_id: HashMap<RecordId, &EntryValue> =
        entries.iter().map(|entry| (entry.id, &entry.value)).collect();
    let authors = Authors::of(entries);
    for entry in entries.iter().filter(refers) {
        for target in entry.value.links() {
            if !by_id.get(&target).is_some_and(|value| entry.value.may_refer_to(value)) {
                return Err(ExportError::Link(entry.id, target));
            }
        }
        if let Author::Other(author) | Author::Device(author) = entry.author
            && !authors.has(entry.author)
        {
            return Err(ExportError::Link(entry.id, author));
        }
    }
    Ok(())
}

fn required(what: &'static str, text: &str) -> Result<(), ExportError> {
    if text::is_blank(text) {
        return Err(ExportError::Empty(what));
    }
    if text.len() > MAX_TEXT {
        return Err(ExportError::TooLong(what));
    }
    Ok(())
}

fn eight_digits(what: &'static str, text: &str) -> Result<(), ExportError> {
    match text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(ExportError::EightDigits(what)),
    }
}

/// Shape and check digit of the KVNR.
///
/// Source: § 290 SGB V, Anlage 1: the letter counts as two digits, weights 1 and 2, cross sums, modulo 10.
fn is_insurance_number(number: &str) -> bool {
    let [letter @ b'A'..=b'Z', digits @ .., check] = number.as_bytes() else {
        return false;
    };
    if digits.len() != 8 || !digits.iter().chain([check]).all(u8::is_ascii_digit) {
        return false;
    }
    let ordinal = letter - b'A' + 1;
    let sum: u32 = [ordinal / 10, ordinal % 10]
        .into_iter()
        .chain(digits.iter().map(|digit| digit - b'0'))
        .zip([1, 2].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit) * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum % 10 == u32::from(check - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_insurance_number_needs_its_check_digit() {
        assert!(is_insurance_number("A123456780"));
        for wrong in ["A123456781", "a123456780", "A12345678", "1123456780", "A1234567800", "Ä12345678", ""]
        {
            assert!(!is_insurance_number(wrong), "{wrong:?}");
        }
    }
}
