//! The first page of the document: period, author and the sections.

use fhir_sdk::r4b::codes::CompositionStatus;
use fhir_sdk::r4b::resources::{Composition, CompositionSection};
use fhir_sdk::r4b::types::{Extension, ExtensionValue};
use jiff::Timestamp;
use uuid::Uuid;

use super::time::date_time;
use super::types::{Head, all, concept, extension, one, period, reference};
use super::{Built, Unwritable, profile};
use crate::gather::Section;
use crate::input::ReportPeriod;
use crate::terms::{
    ASSESSMENTS_SECTION, Coding, HEALTH_REPORT, MEDICATION_SECTION, PROBLEMS_SECTION, REPORT_PERIOD,
    RESULTS_SECTION, VITAL_SIGNS_SECTION, section,
};

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

/// A `Composition`; `entries` lists a section, and a section without entries is left out.
pub(crate) fn build<I: Iterator<Item = Uuid>>(frame: Frame, entries: impl Fn(Section) -> I) -> Built {
    let mut composition = Composition::builder()
        .status(CompositionStatus::Final)
        .r#type(concept(&[HEALTH_REPORT]))
        .subject(reference(frame.patient))
        .date(date_time(frame.made_at)?)
        .author(one(reference(frame.device)))
        .title("DiGA-Export".to_owned())
        .build()?;
    Head { id: frame.id, profile: profile!("Composition"), version: 1, updated_at: frame.made_at }
        .put_on(&mut composition)?;
    composition.extension = vec![reported(frame.period)?];
    for section in SECTIONS {
        let below = match section {
            Section::Results => filled(Section::VitalSigns, entries(Section::VitalSigns), None)?,
            _ => None,
        };
        composition.section.extend(filled(section, entries(section), below)?.map(Some));
    }
    Ok(composition.into())
}

/// A section with what stands in it and the section below it, unless there is neither.
fn filled(
    of: Section,
    entries: impl Iterator<Item = Uuid>,
    below: Option<CompositionSection>,
) -> Result<Option<CompositionSection>, Unwritable> {
    let entries = all(entries.map(reference));
    if entries.is_empty() && below.is_none() {
        return Ok(None);
    }
    let (title, code) = facts(of);
    let section = CompositionSection::builder()
        .title(title.to_owned())
        .code(concept(&[code]))
        .entry(entries)
        .section(all(below))
        .build()?;
    Ok(Some(section))
}

fn reported(of: ReportPeriod) -> Result<Extension, Unwritable> {
    let period = period(Some(date_time(of.start)?), Some(date_time(of.end)?));
    Ok(extension(REPORT_PERIOD, ExtensionValue::Period(period)))
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
