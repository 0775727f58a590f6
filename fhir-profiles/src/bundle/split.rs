//! Cutting a long period into parts that are each small enough for the electronic patient record.

use jiff::{RoundMode, Span, Timestamp, TimestampRound, Unit};

use super::Format;
use super::pages::Pages;
use crate::input::{ExportError, ExportInput, ReportPeriod};
use crate::writer::Writer;

/// Longest file that the electronic patient record (ePA) takes, in bytes.
pub const EPA_LIMIT: usize = 25_000_000;

/// What one resource costs in the table of contents and in its Provenance, in bytes of the longer format.
const MENTIONS: usize = 172;
/// Composition without its entries, and one Provenance per author.
const FRAME: usize = 16 * 1024;
/// Records may bring others along that stand in another part.
const MARGIN: usize = 100;

impl ExportInput {
    /// Cuts the period so that each part is a document of at most `limit` bytes; they follow each other without gaps.
    ///
    /// Standing facts (plan, medication, doctors) are in every part. Every record is written once to be measured:
    /// this takes as long as one export.
    ///
    /// # Errors
    /// [`ExportError`] as for an export; [`ExportError::PartTooLong`] if the records of one second exceed `limit`.
    pub fn parts(self, format: Format, limit: usize) -> Result<Vec<ReportPeriod>, ExportError> {
        cut(super::chosen(self)?, format, limit).map(|(_, parts)| parts)
    }
}

/// Cuts the period of entries that were checked and chosen before; gives the input back.
pub(super) fn cut(
    input: ExportInput,
    format: Format,
    limit: usize,
) -> Result<(ExportInput, Vec<ReportPeriod>), ExportError> {
    let period = input.period;
    let (input, measured) = measure(input, format)?;
    let room = (limit - limit / MARGIN).saturating_sub(measured.frame);
    let mut parts = Vec::new();
    let (mut start, mut used) = (period.start, 0);
    for (second, size) in measured.by_second {
        if size > room {
            return Err(ExportError::PartTooLong(limit));
        }
        if used + size > room {
            let end = second.saturating_sub(Span::new().nanoseconds(1)).unwrap_or(second);
            parts.push(ReportPeriod { start, end });
            (start, used) = (second, 0);
        }
        used += size;
    }
    parts.push(ReportPeriod { start, end: period.end });
    Ok((input, parts))
}

/// What a document is made of, in bytes.
struct Measured {
    /// What every part holds.
    frame: usize,
    /// What each second holds, in order.
    by_second: Vec<(Timestamp, usize)>,
}

fn measure(input: ExportInput, format: Format) -> Result<(ExportInput, Measured), ExportError> {
    let period = input.period;
    let pages = Pages::new(input, format);
    let sizes = pages.measure(&mut Writer::new(format))?;
    let mut measured = Measured { frame: sizes.frame + FRAME, by_second: Vec::new() };
    for size in sizes.entries {
        let bytes = size.bytes + size.resources * MENTIONS;
        let Some(at) = size.dated else {
            measured.frame += bytes;
            continue;
        };
        let second = at.round(TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor));
        let second = second.unwrap_or(at).max(period.start);
        match measured.by_second.last_mut() {
            Some((last, sum)) if *last == second => *sum += bytes,
            _ => measured.by_second.push((second, bytes)),
        }
    }
    Ok((pages.into_input(), measured))
}
