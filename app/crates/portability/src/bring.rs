//! A file from elsewhere: looked at first, taken over then.

pub(crate) mod measured;
mod mio;
mod open;

use std::collections::VecDeque;

use fhir_profiles::{Entry, ImportError};
pub use heilsam_records::Written;
use serde::Serialize;

use crate::gather::Gathering;
use crate::ids;
use crate::preview::Preview;
use crate::records::{Collection, DocumentData, Piece, Source};

/// Largest file that is read, in bytes.
pub(crate) const LARGEST: usize = 64 * 1024 * 1024;
/// Longest text of an entry in one record, in bytes: written as JSON once more it is at most twice as long, and a
/// sealed record may have 256 KiB.
const LONGEST: usize = 90 * 1024;

/// What a file brings: the preview, and the records to be written once the patient agrees.
#[derive(Debug)]
pub struct Brought {
    preview: Preview,
    waiting: VecDeque<New>,
}

/// Something to be written.
#[derive(Debug)]
enum New {
    /// A record as it is.
    Record(Written),
    /// Something that goes into one record or several pieces.
    Entry(Box<Entry>, Option<Source>),
}

/// Why a file cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[error("line {line}, column {column}: {detail}")]
pub struct TakeError {
    /// A name for the texts of the app, such as `file-damaged`.
    pub code: &'static str,
    /// Line, from 1 on; 0 if it is the file as a whole.
    pub line: usize,
    /// Column, from 1 on.
    pub column: usize,
    /// The element there; empty if it is not known.
    pub element: String,
    /// What is wrong, in technical words.
    pub detail: String,
}

impl From<ImportError> for TakeError {
    fn from(error: ImportError) -> Self {
        Self {
            code: error.code(),
            line: error.line,
            column: error.column,
            detail: error.problem.to_string(),
            element: error.element,
        }
    }
}

/// Reads a file for an account whose records are at hand.
///
/// # Errors
/// [`TakeError`] says what is wrong, and where.
pub fn take(bytes: &[u8], account: Gathering) -> Result<Brought, TakeError> {
    if open::is_open_format(bytes) { open::take(bytes, &account) } else { mio::take(bytes, account) }
}

impl Brought {
    /// What the file would bring.
    #[must_use]
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// The next records to be written: about `most` bytes of them, at least one; none at the end.
    ///
    /// # Errors
    /// None in practice: everything here can be written as JSON.
    pub fn next_records(&mut self, most: usize) -> Result<Vec<Written>, serde_json::Error> {
        let (mut records, mut size) = (Vec::new(), 0);
        while size < most {
            let Some(new) = self.waiting.pop_front() else { break };
            let written = match new {
                New::Record(record) => vec![record],
                New::Entry(entry, source) => documents(*entry, source)?,
            };
            size += written.iter().map(|record| record.payload.len()).sum::<usize>().max(1);
            records.extend(written);
        }
        Ok(records)
    }
}

/// An entry as a record, or as several where it is too long for one.
fn documents(entry: Entry, source: Option<Source>) -> Result<Vec<Written>, serde_json::Error> {
    let id = entry.id;
    let text = serde_json::to_string(&entry)?;
    let write = |id, data: &DocumentData| {
        let payload = serde_json::to_string(data)?;
        Ok(Written { collection: Collection::Documents, id, payload })
    };
    if text.len() <= LONGEST {
        let data = DocumentData { v: 1, entry: Some(Box::new(entry)), piece: None, source };
        return Ok(vec![write(id, &data)?]);
    }
    let parts = cut(&text, LONGEST);
    let count = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    (0..)
        .zip(parts)
        .map(|(number, part)| {
            let piece = Piece { of: id, number, count, text: part.to_owned() };
            let data = DocumentData { v: 1, entry: None, piece: Some(piece), source: None };
            let id = if number == 0 { id } else { ids::part(id, &format!("piece/{number}")) };
            write(id, &data)
        })
        .collect()
}

/// Cuts a text into parts of at most so many bytes, between characters.
fn cut(mut text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    while text.len() > most {
        let at = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(most);
        let (part, rest) = text.split_at(at);
        parts.push(part);
        text = rest;
    }
    parts.push(text);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters_and_nothing_is_lost() {
        let text = "aäöü".repeat(50);
        let parts = cut(&text, 10);
        assert!(parts.iter().all(|part| part.len() <= 10 && !part.is_empty()));
        assert_eq!(parts.concat(), text);
        assert_eq!(cut("kurz", 10), ["kurz"]);
    }
}
