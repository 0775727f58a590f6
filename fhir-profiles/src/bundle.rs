//! The document bundle, handed out piece by piece.

mod ids;
mod pages;
mod parts;
mod resources;
mod split;

use serde::{Deserialize, Serialize};

use crate::gather;
use crate::input::{ExportError, ExportInput, check, check_count};
use crate::writer::Writer;
use pages::Pages;
pub use parts::{PartPiece, PartsExport};
pub(crate) use resources::as_json;
pub use split::EPA_LIMIT;

/// The two formats of FHIR; the electronic patient record (ePA) takes XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `application/fhir+xml`
    Xml,
    /// `application/fhir+json`
    Json,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bundle entries written so far.
    pub written: usize,
    /// Bundle entries in the end.
    pub total: usize,
}

/// Checks the input and keeps the entries of its period, oldest first.
fn chosen(mut input: ExportInput) -> Result<ExportInput, ExportError> {
    check(&input)?;
    gather::select(&mut input.entries, input.period);
    check_count(&input.entries)?;
    Ok(input)
}

/// A running export: call [`BundleExport::next_piece`] until it gives nothing.
///
/// Dropping it cancels the export. Beside the input it needs 48 bytes per observation and one piece; the first
/// piece holds the table of contents (about 65 bytes per observation).
pub struct BundleExport {
    pages: Pages,
    writer: Writer,
}

impl BundleExport {
    /// Checks the input, chooses the entries of the period and puts them in order.
    ///
    /// # Errors
    /// [`ExportError`] names the fact that must be mended first.
    pub fn new(input: ExportInput, format: Format) -> Result<Self, ExportError> {
        Ok(Self::of_chosen(chosen(input)?, format))
    }

    /// Starts with entries that were checked and chosen before.
    fn of_chosen(input: ExportInput, format: Format) -> Self {
        Self { pages: Pages::new(input, format), writer: Writer::new(format) }
    }

    /// The next piece of the file, or nothing when the file is complete.
    ///
    /// # Errors
    /// [`ExportError::Unwritable`]: what was handed out before is no export.
    pub fn next_piece(&mut self) -> Result<Option<String>, ExportError> {
        self.pages.fill(&mut self.writer)
    }

    /// Whether the file is complete.
    fn is_finished(&self) -> bool {
        self.pages.is_finished()
    }

    /// How far the export is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.pages.progress()
    }

    /// The whole file at once; for tests and small exports.
    ///
    /// # Errors
    /// As for [`BundleExport::next_piece`].
    pub fn into_text(mut self) -> Result<String, ExportError> {
        let mut whole = String::new();
        while let Some(piece) = self.next_piece()? {
            whole.push_str(&piece);
        }
        Ok(whole)
    }
}
