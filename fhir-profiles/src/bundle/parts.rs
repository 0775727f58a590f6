//! A long period as several documents, one after the other.

use std::mem;

use super::{BundleExport, Format, Progress, split};
use crate::gather;
use crate::input::{ExportError, ExportInput, ReportPeriod};

/// A running export as documents of limited length: call [`PartsExport::next_piece`] until it gives nothing.
///
/// Dropping it cancels the export. Beside the input it needs what one [`BundleExport`] needs, and a copy of the
/// entries of one part.
pub struct PartsExport {
    input: ExportInput,
    format: Format,
    periods: Vec<ReportPeriod>,
    part: usize,
    running: Option<BundleExport>,
}

/// A piece of one of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartPiece {
    /// The text.
    pub text: String,
    /// Whether the document is complete with it; the next piece begins another one.
    pub ends_part: bool,
}

impl PartsExport {
    /// Checks the input and cuts its period; see [`ExportInput::parts`].
    ///
    /// # Errors
    /// [`ExportError`] names the fact that must be mended first.
    pub fn new(input: ExportInput, format: Format, limit: usize) -> Result<Self, ExportError> {
        let (input, periods) = split::cut(super::chosen(input)?, format, limit)?;
        let mut export = Self { input, format, periods, part: 0, running: None };
        export.begin();
        Ok(export)
    }

    /// The periods of the parts, in order.
    #[must_use]
    pub fn periods(&self) -> &[ReportPeriod] {
        &self.periods
    }

    /// The part that is being written, from 0 on.
    #[must_use]
    pub fn part(&self) -> usize {
        self.part
    }

    /// How far this part is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.running.as_ref().map_or(Progress { written: 0, total: 0 }, BundleExport::progress)
    }

    /// The next piece, or nothing when all parts are complete.
    ///
    /// # Errors
    /// As for [`BundleExport::next_piece`].
    pub fn next_piece(&mut self) -> Result<Option<PartPiece>, ExportError> {
        let Some(running) = self.running.as_mut() else { return Ok(None) };
        let Some(text) = running.next_piece()? else { return Ok(None) };
        let ends_part = running.is_finished();
        if ends_part {
            self.part += 1;
            self.begin();
        }
        Ok(Some(PartPiece { text, ends_part }))
    }

    fn begin(&mut self) {
        let Some(period) = self.periods.get(self.part).copied() else {
            self.running = None;
            return;
        };
        // The only part takes the entries themselves.
        let entries = match self.periods.len() {
            1 => mem::take(&mut self.input.entries),
            _ => gather::selected(&self.input.entries, period),
        };
        let ExportInput { exported_at, patient, diga, .. } = &self.input;
        let part = ExportInput {
            exported_at: *exported_at,
            period,
            patient: patient.clone(),
            diga: diga.clone(),
            entries,
        };
        self.running = Some(BundleExport::of_chosen(part, self.format));
    }
}
