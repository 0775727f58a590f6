//! The first page of the document: period, author and the sections.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Head, instant, profile, reference, reference_list};
use crate::input::ReportPeriod;
use crate::terms::{HEALTH_REPORT, REPORT_PERIOD, RESULTS_SECTION, VITAL_SIGNS_SECTION, concept};
use crate::writer::Writer;

/// Where the composition stands in the document.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) id: Uuid,
    pub(crate) patient: Uuid,
    pub(crate) device: Uuid,
    pub(crate) period: ReportPeriod,
    pub(crate) made_at: Timestamp,
}

/// Writes a `Composition` that lists the vital signs; a section without entries is left out.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    frame: Frame,
    mut vital_signs: impl ExactSizeIterator<Item = Uuid>,
) {
    Head { id: frame.id, profile: profile!("Composition"), version: 1, updated_at: frame.made_at }
        .write(writer);
    write_period(writer, frame.period);
    writer.token("status", "final");
    concept(writer, "type", &[HEALTH_REPORT]);
    reference(writer, "subject", frame.patient);
    writer.token("date", &instant(frame.made_at));
    reference_list(writer, "author", [frame.device]);
    writer.token("title", "DiGA-Export");
    if vital_signs.len() > 0 {
        writer.list("section", [()], |writer, ()| write_results(writer, &mut vital_signs));
    }
}

fn write_period<W: Writer>(writer: &mut W, period: ReportPeriod) {
    writer.begin_list("extension");
    writer.extension(REPORT_PERIOD, |writer| {
        writer.object("valuePeriod", |writer| {
            writer.token("start", &instant(period.start));
            writer.token("end", &instant(period.end));
        });
    });
    writer.end_list("extension");
}

fn write_results<W: Writer>(writer: &mut W, vital_signs: &mut impl Iterator<Item = Uuid>) {
    writer.token("title", "Befunde und Ergebnisse");
    concept(writer, "code", &[RESULTS_SECTION]);
    writer.list("section", [()], |writer, ()| {
        writer.token("title", "Vitalzeichen und Körpermaße");
        concept(writer, "code", &[VITAL_SIGNS_SECTION]);
        reference_list(writer, "entry", vital_signs.by_ref());
    });
}
