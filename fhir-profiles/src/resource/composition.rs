//! The first page of the document: period, author and the sections.

use std::iter::Peekable;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Head, instant, profile, reference, reference_list};
use crate::gather::Section;
use crate::input::ReportPeriod;
use crate::terms::{
    ASSESSMENTS_SECTION, Coding, HEALTH_REPORT, MEDICATION_SECTION, PROBLEMS_SECTION, REPORT_PERIOD,
    RESULTS_SECTION, VITAL_SIGNS_SECTION, concept, section,
};
use crate::writer::Writer;

/// The sections in the order of the profile; the vital signs stand inside of the results.
const SECTIONS: [Section; 14] = [
    Section::Questionnaires,
    Section::Results,
    Section::Activities,
    Section::Nutrition,
    Section::LifeStyle,
    Section::Problems,
    Section::Environment,
    Section::Medication,
    Section::Assessments,
    Section::Goals,
    Section::Appointments,
    Section::PatientReports,
    Section::Attachments,
    Section::Contacts,
];

/// Where the composition stands in the document.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) id: Uuid,
    pub(crate) patient: Uuid,
    pub(crate) device: Uuid,
    pub(crate) period: ReportPeriod,
    pub(crate) made_at: Timestamp,
}

/// Writes a `Composition`; `entries` lists a section, and a section without entries is left out.
pub(crate) fn write<W: Writer, I: Iterator<Item = Uuid>>(
    writer: &mut W,
    frame: Frame,
    entries: impl Fn(Section) -> I,
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
    let mut begun = false;
    for section in SECTIONS {
        let below = (section == Section::Results).then(|| entries(Section::VitalSigns).peekable());
        let own = entries(section).peekable();
        write_section(writer, &mut begun, section, own, below);
    }
    if begun {
        writer.end_list("section");
    }
}

/// Writes a section with what stands in it and the section below it, unless both are empty.
fn write_section<W: Writer, I: Iterator<Item = Uuid>>(
    writer: &mut W,
    begun: &mut bool,
    section: Section,
    mut own: Peekable<I>,
    below: Option<Peekable<I>>,
) {
    let mut below = below.and_then(|mut entries| entries.peek().is_some().then_some(entries));
    if own.peek().is_none() && below.is_none() {
        return;
    }
    if !std::mem::replace(begun, true) {
        writer.begin_list("section");
    }
    writer.item("section", |writer| {
        head(writer, section);
        if own.peek().is_some() {
            reference_list(writer, "entry", own);
        }
        if let Some(below) = &mut below {
            writer.list("section", [()], |writer, ()| {
                head(writer, Section::VitalSigns);
                reference_list(writer, "entry", below.by_ref());
            });
        }
    });
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

fn head<W: Writer>(writer: &mut W, section: Section) {
    let (title, code) = facts(section);
    writer.token("title", title);
    concept(writer, "code", &[code]);
}

/// Title and code as the profile fixes them; `Anhaenge` and `SectionAnhhaenge` are really spelled so.
fn facts(of: Section) -> (&'static str, Coding) {
    match of {
        Section::Questionnaires => ("Fragebögen", section("SectionFrageboegen", "Bereich Fragebögen")),
        Section::Results => ("Befunde und Ergebnisse", RESULTS_SECTION),
        Section::VitalSigns => ("Vitalzeichen und Körpermaße", VITAL_SIGNS_SECTION),
        Section::Activities => ("Aktivitäten", section("SectionAktivitaeten", "Bereich Aktivitäten")),
        Section::Nutrition => ("Nahrung", section("SectionNahrung", "Bereich Nahrung")),
        Section::LifeStyle => {
            ("Lebensstilfaktoren", section("SectionLebensstilfaktoren", "Bereich Lebensstilfaktoren"))
        }
        Section::Problems => ("Probleme", PROBLEMS_SECTION),
        Section::Environment => {
            ("Umweltfaktoren", section("SectionUmweltfaktoren", "Bereich Umweltfaktoren"))
        }
        Section::Medication => ("Medikation", MEDICATION_SECTION),
        Section::Assessments => ("Beurteilungen", ASSESSMENTS_SECTION),
        Section::Goals => ("Ziele", section("SectionZiele", "Bereich Ziele")),
        Section::Appointments => {
            ("Termine/Begegnungen", section("SectionTermineBegegnungen", "Bereich Termine und Begegnungen"))
        }
        Section::PatientReports => {
            ("Patientenberichte", section("SectionPatientenberichte", "Bereich Patientenberichte"))
        }
        Section::Attachments => ("Anhaenge", section("SectionAnhhaenge", "Bereich Anhänge")),
        Section::Contacts => ("Kontakte", section("SectionKontakte", "Bereich Kontakte")),
    }
}
