//! What an import would take over, before it does.

use heilsam_domain::{BloodPressure, BloodPressureDraft};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::CsvError;
use super::decode::decode;
use super::layout::{Column, Layout};
use super::moment::{self, Moment};
use super::rows::{Row, split};
use crate::diary::{DiaryEntry, EntryError, Known, Measurement, NOTE_LIMIT, Origin, PulseDraft, WeightDraft};

/// A row that can be taken over, with its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Line in the file, counted from 1.
    pub line: u32,
    /// One entry per kind in the row.
    pub entries: Vec<DiaryEntry>,
}

/// A row that cannot, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Line in the file, counted from 1.
    pub line: u32,
    /// Why.
    pub refusal: Refusal,
    /// The cell that is wrong, at most 40 characters; empty when no single one is.
    pub cell: String,
}

/// Why a row is not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Date or time cannot be read.
    #[error("date or time cannot be read")]
    Moment,
    /// The time lies in the future.
    #[error("the time lies in the future")]
    InFuture,
    /// This wall clock time does not exist (clocks were set forward).
    #[error("this time does not exist on that day")]
    NoSuchTime,
    /// There is no value in the row.
    #[error("there is no value in this line")]
    NoValue,
    /// Upper or lower value, or pulse, is missing, no number, or impossible.
    #[error("the blood pressure is incomplete or impossible")]
    BloodPressure,
    /// The pulse is no number or impossible.
    #[error("the pulse is no number or impossible")]
    Pulse,
    /// The weight is no number or impossible.
    #[error("the weight is no number or impossible")]
    Weight,
    /// The note is longer than 2,000 characters.
    #[error("the note is too long")]
    Note,
    /// All of it is in the diary already, or earlier in the file.
    #[error("is already in the diary")]
    AlreadyThere,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// How the file was read; change it and ask again.
    pub layout: Layout,
    /// Rows that can be taken over, in the order of the file.
    pub ready: Vec<Ready>,
    /// Rows that cannot, in the order of the file.
    pub refused: Vec<Refused>,
}

/// Reads a file as far as possible, without taking anything over.
///
/// `layout`: `None` detects it. `zone` gives the moment of the patient's wall clock (`None`: does not exist).
/// `already`: entries of the diary; the same values at the same minute are not imported again.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn preview(
    bytes: &[u8],
    layout: Option<Layout>,
    already: &[DiaryEntry],
    now: Timestamp,
    zone: impl Fn(DateTime) -> Option<Timestamp>,
) -> Result<Preview, CsvError> {
    let text = decode(bytes)?;
    let layout = layout.map_or_else(|| Layout::detect(&text), Ok)?;
    if layout.position(Column::Date).is_none() {
        return Err(CsvError::NoDate);
    }
    let values = [Column::Systolic, Column::Diastolic, Column::Pulse, Column::Weight];
    if !values.into_iter().any(|column| layout.position(column).is_some()) {
        return Err(CsvError::NoValues);
    }
    let mut known = Known::of(already);
    let (mut ready, mut refused) = (Vec::new(), Vec::new());
    for row in split(&text, layout.separator)?.iter().skip(layout.header_rows) {
        let refuse = |(refusal, cell): (Refusal, &str)| Refused {
            line: row.line,
            refusal,
            cell: cell.chars().take(40).collect(),
        };
        match entries(row, &layout, now, &zone) {
            Err(reason) => refused.push(refuse(reason)),
            Ok(mut entries) => {
                entries.retain(|entry| known.insert(entry));
                if entries.is_empty() {
                    refused.push(refuse((Refusal::AlreadyThere, "")));
                } else {
                    ready.push(Ready { line: row.line, entries });
                }
            }
        }
    }
    Ok(Preview { layout, ready, refused })
}

fn entries<'a>(
    row: &'a Row,
    layout: &Layout,
    now: Timestamp,
    zone: impl Fn(DateTime) -> Option<Timestamp>,
) -> Result<Vec<DiaryEntry>, (Refusal, &'a str)> {
    let cell = |column: Column| {
        layout.position(column).and_then(|index| row.cells.get(index)).map_or("", String::as_str)
    };
    let (date, time) = (cell(Column::Date), cell(Column::Time));
    let measured_at = match moment::read(date, Some(time), layout.dates) {
        Some(Moment::Exact(exact)) => exact,
        Some(Moment::Local(local)) => zone(local).ok_or((Refusal::NoSuchTime, date))?,
        None => return Err((Refusal::Moment, date)),
    };
    let note = cell(Column::Note);
    if note.chars().count() > NOTE_LIMIT {
        return Err((Refusal::Note, note));
    }
    let mut found = Vec::new();
    let (systolic, diastolic, pulse) = (cell(Column::Systolic), cell(Column::Diastolic), cell(Column::Pulse));
    if !systolic.is_empty() || !diastolic.is_empty() {
        let value = pressure(systolic, diastolic, pulse).ok_or((Refusal::BloodPressure, systolic))?;
        found.push(Measurement::BloodPressure(value));
    } else if !pulse.is_empty() {
        let draft = PulseDraft { per_minute: pulse.to_owned(), irregular: false };
        found.push(Measurement::Pulse(draft.parse().map_err(|_| (Refusal::Pulse, pulse))?));
    }
    let weight = cell(Column::Weight);
    if !weight.is_empty() {
        let kilograms = weight.trim_end_matches("kg").trim().to_owned();
        let value = WeightDraft { kilograms }.parse().map_err(|_| (Refusal::Weight, weight))?;
        found.push(Measurement::Weight(value));
    }
    if found.is_empty() {
        return Err((Refusal::NoValue, ""));
    }
    let mut entries = Vec::new();
    for measurement in found {
        let origin = Origin::File { line: row.line, flags: Vec::new() };
        let entry = DiaryEntry::new(measured_at, measurement, note, origin, now);
        entries.push(entry.map_err(|error| match error {
            EntryError::InFuture => (Refusal::InFuture, date),
            EntryError::NoteTooLong | EntryError::NoteMissing => (Refusal::Note, note),
        })?);
    }
    Ok(entries)
}

/// Some apps write `135.0`; anything else behind the point is no reading.
fn pressure(systolic: &str, diastolic: &str, pulse: &str) -> Option<BloodPressure> {
    let whole = |text: &str| {
        let text = text.trim_end_matches("mmHg").trim();
        text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text).to_owned()
    };
    let draft =
        BloodPressureDraft { systolic: whole(systolic), diastolic: whole(diastolic), pulse: whole(pulse) };
    draft.parse().ok()
}
