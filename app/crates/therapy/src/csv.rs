//! Import of readings from a table file, with a preview before anything is taken over.
//!
//! Separator, decimal comma, order of the date and columns are detected and can be corrected; each refused line has its
//! number and reason. Source: DiGAV Anlage 2, Robustheit 3.

pub mod decode;
pub mod layout;
pub mod moment;
pub mod preview;
pub mod rows;

pub use layout::{Column, DateOrder, Layout};
pub use preview::{Preview, Ready, Refusal, Refused, preview};

/// Largest file that is read, in bytes.
pub const FILE_LIMIT: usize = 5 * 1024 * 1024;
/// Most lines that are read.
pub const LINE_LIMIT: usize = 50_000;
/// Most columns that are read.
pub const COLUMN_LIMIT: usize = 64;

/// Why a file as a whole cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CsvError {
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than 5 MB.
    #[error("the file is larger than 5 MB: choose a shorter period in the other app")]
    TooLarge,
    /// More lines than are read.
    #[error("the file has more than {LINE_LIMIT} lines: choose a shorter period in the other app")]
    TooManyLines,
    /// This is not text.
    #[error("this is not a table of text: choose the export as CSV in the other app")]
    NotText,
    /// A quotation mark is never closed.
    #[error("line {line}: a quotation mark is not closed")]
    OpenQuote {
        /// Where it was opened, counted from 1.
        line: u32,
    },
    /// No column with a date is known.
    #[error("no column with the date was found: choose it in the preview")]
    NoDate,
    /// No column with values is known.
    #[error("no column with blood pressure, pulse or weight was found: choose it in the preview")]
    NoValues,
}

#[cfg(test)]
mod tests;
