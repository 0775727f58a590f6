//! One file per resource: what MIO DiGA wants in it, in the order of the FHIR definition.

pub(crate) mod activity;
pub(crate) mod appointment;
pub(crate) mod blood_pressure;
pub(crate) mod care_plan;
pub(crate) mod composition;
pub(crate) mod contact;
pub(crate) mod device;
pub(crate) mod device_definition;
pub(crate) mod diary_note;
pub(crate) mod document;
pub(crate) mod encounter;
pub(crate) mod goal;
pub(crate) mod heart_rate;
pub(crate) mod manufacturer;
pub(crate) mod measuring_device;
pub(crate) mod medication;
pub(crate) mod medication_administration;
pub(crate) mod medication_statement;
pub(crate) mod mood;
mod observation;
pub(crate) mod patient;
pub(crate) mod provenance;
pub(crate) mod pulse_rhythm;
pub(crate) mod questionnaire;
pub(crate) mod questionnaire_response;
pub(crate) mod score;
pub(crate) mod side_effect;
pub(crate) mod skipped_dose;
pub(crate) mod sleep;
pub(crate) mod vital;

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::Offset;
use uuid::Uuid;

use crate::identity::Urn;
use crate::terms::{RESOURCE_IDENTIFIER, URN, coding_list};
use crate::writer::Writer;

pub(crate) use observation::Subject;

static PRINTER: DateTimePrinter = DateTimePrinter::new();

/// What every resource begins with.
pub(crate) struct Head {
    pub(crate) id: Uuid,
    /// Full canonical address of the profile with its version.
    pub(crate) profile: &'static str,
    pub(crate) version: u32,
    pub(crate) updated_at: Timestamp,
}

impl Head {
    /// Writes `id` and `meta`.
    pub(crate) fn write<W: Writer>(&self, writer: &mut W) {
        writer.token("id", Urn::new(self.id).uuid());
        writer.object("meta", |writer| {
            writer.token("versionId", &self.version.to_string());
            writer.token("lastUpdated", &instant(self.updated_at));
            writer.text_list("profile", self.profile);
        });
    }
}

/// Writes `identifier` as a list with the resource's own UUID.
fn identifier_list<W: Writer>(writer: &mut W, id: Uuid) {
    writer.list("identifier", [id], own_identifier);
}

/// Writes the parts of an identifier that is the resource's own UUID.
pub(crate) fn own_identifier<W: Writer>(writer: &mut W, id: Uuid) {
    writer.object("type", |writer| coding_list(writer, &[RESOURCE_IDENTIFIER]));
    writer.token("system", URN);
    writer.token("value", Urn::new(id).as_str());
}

/// Writes a single reference to another entry of the bundle.
fn reference<W: Writer>(writer: &mut W, name: &'static str, target: Uuid) {
    writer.object(name, |writer| writer.token("reference", Urn::new(target).as_str()));
}

/// Writes a list of references to other entries of the bundle.
fn reference_list<W: Writer>(writer: &mut W, name: &'static str, targets: impl IntoIterator<Item = Uuid>) {
    writer.list(name, targets, |writer, target| writer.token("reference", Urn::new(target).as_str()));
}

/// A moment in UTC, as `instant` and `dateTime` want it.
pub(crate) fn instant(at: Timestamp) -> String {
    PRINTER.timestamp_to_string(&at)
}

/// A moment on the patient's clock, with its offset; in UTC where the offset does not exist.
fn local_time(at: Timestamp, offset_minutes: i16) -> String {
    match Offset::from_seconds(i32::from(offset_minutes) * 60) {
        Ok(offset) if offset_minutes != 0 => PRINTER.timestamp_with_offset_to_string(&at, offset),
        _ => instant(at),
    }
}

/// The address of one MIO DiGA profile, made at compile time.
macro_rules! profile {
    ($name:literal) => {
        concat!("https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_", $name, "|1.1.0")
    };
}
pub(crate) use profile;
