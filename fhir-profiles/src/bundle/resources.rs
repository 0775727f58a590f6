//! Which resource a part of a record is written as.

use uuid::Uuid;

use super::Format;
use crate::gather::{self, Links, Part, Planned};
use crate::input::{Document, Entry, EntryValue, Kept};
use crate::resource::{self, Subject, encounter, measuring_device, medication_administration};
use crate::writer::{JsonWriter, Writer};

/// What resources need to know about the document they stand in.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) patient: Uuid,
    pub(super) links: &'a Links,
    pub(super) format: Format,
}

impl Place<'_> {
    fn subject(&self, planned: &Planned, entry: &Entry) -> Subject {
        let person = self.links.person(entry.author, self.patient);
        let device = self.links.device(entry.author);
        Subject { id: planned.id, patient: self.patient, person, device }
    }
}

/// Writes the `resource` of a bundle entry.
pub(super) fn write<W: Writer>(writer: &mut W, place: Place<'_>, planned: &Planned, entry: &Entry) {
    let subject = place.subject(planned, entry);
    match (entry.value.own(), planned.part) {
        (EntryValue::Kept(kept), Part::Kept) => {
            writer.written_resource(&crate::kept::text_for(kept, place.patient, place.format));
        }
        (EntryValue::Kept(kept), _) => writer.resource("DocumentReference", |writer| {
            resource::document::write(writer, subject, entry, &attached(kept));
        }),
        (value, part) => writer.resource(kind(part), |writer| {
            if matches!(part, Part::BloodPressure | Part::HeartRate | Part::Vital | Part::PulseRhythm) {
                write_vital(writer, (subject, place.links), entry, part);
            } else {
                write_other(writer, (subject, place.links), entry, value, part);
            }
        }),
    }
}

/// The resources of one record as JSON, each under its identity; for comparing with what was read.
pub(crate) fn as_json(entry: &Entry, patient: Uuid, links: &Links) -> Vec<(Uuid, String)> {
    let place = Place { patient, links, format: Format::Json };
    let write_one = |planned: &Planned| {
        let mut writer = JsonWriter::default();
        write(&mut writer, place, planned, entry);
        let text = writer.take();
        (planned.id, text.strip_prefix("\"resource\":").unwrap_or(&text).to_owned())
    };
    gather::plan(std::slice::from_ref(entry)).iter().map(write_one).collect()
}

fn kind(part: Part) -> &'static str {
    match part {
        Part::BloodPressure | Part::HeartRate | Part::Vital | Part::DiaryNote | Part::Score => "Observation",
        Part::PulseRhythm | Part::Sleep | Part::Mood => "Observation",
        Part::Questionnaire => "Questionnaire",
        Part::QuestionnaireResponse => "QuestionnaireResponse",
        Part::Goal => "Goal",
        Part::CarePlan => "CarePlan",
        Part::Activity => "Procedure",
        Part::Medication => "Medication",
        Part::MedicationStatement | Part::SkippedDose => "MedicationStatement",
        Part::MedicationAdministration => "MedicationAdministration",
        Part::SideEffect => "Condition",
        Part::Device => "Device",
        Part::DeviceDefinition => "DeviceDefinition",
        Part::Practitioner => "Practitioner",
        Part::Organization | Part::Practice | Part::DeviceManufacturer => "Organization",
        Part::PractitionerRole => "PractitionerRole",
        Part::Appointment => "Appointment",
        Part::Encounter => "Encounter",
        Part::Document | Part::Kept => "DocumentReference",
    }
}

fn write_vital<W: Writer>(writer: &mut W, (subject, links): (Subject, &Links), entry: &Entry, part: Part) {
    match (part, entry.value.own()) {
        (Part::PulseRhythm, _) => {
            let of = |part| links.target(entry.id, part);
            let measured = of(Part::HeartRate).or_else(|| of(Part::BloodPressure));
            resource::pulse_rhythm::write(writer, subject, entry, measured);
        }
        (Part::BloodPressure, EntryValue::BloodPressure { systolic, diastolic, .. }) => {
            resource::blood_pressure::write(writer, subject, entry, systolic, diastolic);
        }
        (Part::HeartRate, EntryValue::BloodPressure { heart_rate: Some(rate), .. }) => {
            resource::heart_rate::write(writer, subject, entry, rate, "");
        }
        (Part::HeartRate, EntryValue::HeartRate { per_minute, .. }) => {
            resource::heart_rate::write(writer, subject, entry, per_minute, &entry.note);
        }
        (Part::Vital, EntryValue::Vital(vital)) => resource::vital::write(writer, subject, entry, vital),
        _ => {}
    }
}

fn write_other<W: Writer>(
    writer: &mut W,
    (subject, links): (Subject, &Links),
    entry: &Entry,
    value: &EntryValue,
    part: Part,
) {
    match value {
        EntryValue::Sleep(sleep) => resource::sleep::write(writer, subject, entry, sleep),
        EntryValue::Mood(mood) => resource::mood::write(writer, subject, entry, mood),
        EntryValue::DiaryNote(text) => resource::diary_note::write(writer, subject, entry, text),
        EntryValue::Assessment(assessment) => {
            resource::questionnaire::write(writer, subject, entry, assessment);
        }
        EntryValue::AssessmentAnswers(answers) => {
            let canonical = links.canonical(answers.assessment).unwrap_or_default();
            resource::questionnaire_response::write(writer, subject, entry, answers, canonical);
        }
        EntryValue::Score(score) => {
            let answers = score.answers.and_then(|id| links.target(id, Part::QuestionnaireResponse));
            resource::score::write(writer, subject, entry, score, answers);
        }
        EntryValue::Goal(goal) => resource::goal::write(writer, subject, entry, goal),
        EntryValue::CarePlan(plan) => {
            let goals: Vec<Uuid> = plan.goals.iter().filter_map(|id| links.target(*id, Part::Goal)).collect();
            resource::care_plan::write(writer, subject, entry, plan, &goals);
        }
        EntryValue::Activity(activity) => resource::activity::write(writer, subject, entry, activity),
        EntryValue::SideEffect(effect) => resource::side_effect::write(writer, subject, entry, effect),
        EntryValue::Document(document) => resource::document::write(writer, subject, entry, document),
        _ => write_linked(writer, (subject, links), entry, value, part),
    }
}

/// Resources that refer to parts of the same record or of others.
fn write_linked<W: Writer>(
    writer: &mut W,
    (subject, links): (Subject, &Links),
    entry: &Entry,
    value: &EntryValue,
    part: Part,
) {
    let target = |record, part| links.target(record, part).unwrap_or_default();
    match (value, part) {
        (EntryValue::Medication(medication), Part::Medication) => {
            resource::medication::write(writer, subject, entry, medication);
        }
        (EntryValue::Medication(medication), _) => {
            let medicine = target(entry.id, Part::Medication);
            resource::medication_statement::write(writer, subject, entry, medication, medicine);
        }
        (EntryValue::Intake(intake), _) => {
            let taken = medication_administration::Taken {
                medication: target(intake.medication, Part::Medication),
                statement: target(intake.medication, Part::MedicationStatement),
            };
            medication_administration::write(writer, subject, entry, intake, taken);
        }
        (EntryValue::SkippedDose(skipped), _) => {
            let medicine = target(skipped.medication, Part::Medication);
            resource::skipped_dose::write(writer, subject, entry, skipped, medicine);
        }
        (EntryValue::Device(device), Part::DeviceDefinition) => {
            let manufacturer = links.target(entry.id, Part::DeviceManufacturer);
            measuring_device::write_definition(writer, subject, entry, device, manufacturer);
        }
        (EntryValue::Device(device), Part::DeviceManufacturer) => {
            measuring_device::write_manufacturer(writer, subject, entry, device);
        }
        (EntryValue::Device(device), _) => {
            let definition = target(entry.id, Part::DeviceDefinition);
            measuring_device::write(writer, subject, entry, device, definition);
        }
        (EntryValue::Contact(contact), Part::Practitioner) => {
            resource::contact::write_person(writer, subject, entry, contact);
        }
        (EntryValue::Contact(contact), Part::Organization) => {
            resource::contact::write_practice(writer, subject, entry, &contact.practice);
        }
        (EntryValue::Contact(contact), _) => {
            let both = (target(entry.id, Part::Practitioner), target(entry.id, Part::Organization));
            resource::contact::write_role(writer, subject, entry, contact, both);
        }
        (EntryValue::Practice(practice), _) => {
            resource::contact::write_practice(writer, subject, entry, practice);
        }
        (EntryValue::Appointment(appointment), _) => {
            let doctor = appointment.with.and_then(|id| links.target(id, Part::PractitionerRole));
            resource::appointment::write(writer, subject, entry, appointment, doctor);
        }
        (EntryValue::Visit(visit), _) => {
            let of = |part| visit.with.and_then(|id| links.target(id, part));
            let practice = of(Part::Organization).or_else(|| of(Part::Practice));
            let doctor = encounter::Doctor { role: of(Part::PractitionerRole), practice };
            encounter::write(writer, subject, entry, visit, doctor);
        }
        _ => {}
    }
}

/// A resource of another specification as a document: the bundle takes only those of MIO DiGA.
fn attached(kept: &Kept) -> Document {
    let content_type = match kept.format {
        Format::Xml => "application/fhir+xml",
        Format::Json => "application/fhir+json",
    };
    Document {
        title: kept.kind.clone(),
        content_type: content_type.to_owned(),
        data: crate::text::to_base64(crate::reader::alone(&kept.text, kept.format).as_bytes()),
    }
}
