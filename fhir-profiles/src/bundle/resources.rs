//! Which resource a part of a record is written as.

use std::borrow::Cow;

use uuid::Uuid;

use super::Format;
use crate::gather::{self, Links, Part, Planned};
use crate::input::{Document, Entry, EntryValue, Kept};
use crate::resource::{
    self, Built, Subject, Unwritable, encounter, measuring_device, medication_administration,
};
use crate::writer::Writer;

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

/// The resource of a part of a record, unless it is one that was kept: that is written as it came.
pub(super) fn resource(place: Place<'_>, planned: &Planned, entry: &Entry) -> Built {
    let subject = place.subject(planned, entry);
    let (value, part) = (entry.value.own(), planned.part);
    match part {
        Part::BloodPressure | Part::HeartRate | Part::Vital | Part::PulseRhythm => {
            vital(subject, place.links, entry, part)
        }
        _ => other(subject, place.links, entry, value, part),
    }
}

/// A resource that was kept, in the format of the document.
pub(super) fn kept<'a>(place: Place<'_>, planned: &Planned, entry: &'a Entry) -> Option<Cow<'a, str>> {
    match (entry.value.own(), planned.part) {
        (EntryValue::Kept(kept), Part::Kept) => {
            Some(crate::kept::text_for(kept, place.patient, place.format))
        }
        _ => None,
    }
}

/// The resources of one record as JSON, each under its identity; for comparing with what was read.
pub(crate) fn as_json(
    entry: &Entry,
    patient: Uuid,
    links: &Links,
) -> Result<Vec<(Uuid, String)>, Unwritable> {
    let place = Place { patient, links, format: Format::Json };
    let write = |planned: &Planned| {
        if let Some(text) = kept(place, planned, entry) {
            return Ok((planned.id, text.into_owned()));
        }
        let mut writer = Writer::new(place.format);
        writer.resource(&resource(place, planned, entry)?)?;
        Ok((planned.id, writer.take()))
    };
    gather::plan(std::slice::from_ref(entry)).iter().map(write).collect()
}

fn vital(subject: Subject, links: &Links, entry: &Entry, part: Part) -> Built {
    match (part, entry.value.own()) {
        (Part::PulseRhythm, _) => {
            let of = |part| links.target(entry.id, part);
            let measured = of(Part::HeartRate).or_else(|| of(Part::BloodPressure));
            resource::pulse_rhythm::build(subject, entry, measured)
        }
        (Part::BloodPressure, EntryValue::BloodPressure { systolic, diastolic, .. }) => {
            resource::blood_pressure::build(subject, entry, systolic, diastolic)
        }
        (Part::HeartRate, EntryValue::BloodPressure { heart_rate: Some(rate), .. }) => {
            resource::heart_rate::build(subject, entry, rate, "")
        }
        (Part::HeartRate, EntryValue::HeartRate { per_minute, .. }) => {
            resource::heart_rate::build(subject, entry, per_minute, &entry.note)
        }
        (Part::Vital, EntryValue::Vital(vital)) => resource::vital::build(subject, entry, vital),
        _ => Err(unplanned(part)),
    }
}

fn other(subject: Subject, links: &Links, entry: &Entry, value: &EntryValue, part: Part) -> Built {
    match value {
        EntryValue::Sleep(sleep) => resource::sleep::build(subject, entry, sleep),
        EntryValue::Mood(mood) => resource::mood::build(subject, entry, mood),
        EntryValue::DiaryNote(text) => resource::diary_note::build(subject, entry, text),
        EntryValue::Assessment(assessment) => resource::questionnaire::build(subject, entry, assessment),
        EntryValue::AssessmentAnswers(answers) => {
            let canonical = links.canonical(answers.assessment).unwrap_or_default();
            resource::questionnaire_response::build(subject, entry, answers, canonical)
        }
        EntryValue::Score(score) => {
            let answers = score.answers.and_then(|id| links.target(id, Part::QuestionnaireResponse));
            resource::score::build(subject, entry, score, answers)
        }
        EntryValue::Goal(goal) => resource::goal::build(subject, entry, goal),
        EntryValue::CarePlan(plan) => {
            let goals: Vec<Uuid> = plan.goals.iter().filter_map(|id| links.target(*id, Part::Goal)).collect();
            resource::care_plan::build(subject, entry, plan, &goals)
        }
        EntryValue::Activity(activity) => resource::activity::build(subject, entry, activity),
        EntryValue::SideEffect(effect) => resource::side_effect::build(subject, entry, effect),
        EntryValue::Document(document) => resource::document::build(subject, entry, document),
        EntryValue::Kept(kept) => resource::document::build(subject, entry, &attached(kept)),
        _ => linked(subject, links, entry, value, part),
    }
}

/// Resources that refer to parts of the same record or of others.
fn linked(subject: Subject, links: &Links, entry: &Entry, value: &EntryValue, part: Part) -> Built {
    let target = |record, part| links.target(record, part).unwrap_or_default();
    match (value, part) {
        (EntryValue::Medication(medication), Part::Medication) => {
            resource::medication::build(subject, entry, medication)
        }
        (EntryValue::Medication(medication), _) => {
            let medicine = target(entry.id, Part::Medication);
            resource::medication_statement::build(subject, entry, medication, medicine)
        }
        (EntryValue::Intake(intake), _) => {
            let taken = medication_administration::Taken {
                medication: target(intake.medication, Part::Medication),
                statement: target(intake.medication, Part::MedicationStatement),
            };
            medication_administration::build(subject, entry, intake, taken)
        }
        (EntryValue::SkippedDose(skipped), _) => {
            let medicine = target(skipped.medication, Part::Medication);
            resource::skipped_dose::build(subject, entry, skipped, medicine)
        }
        (EntryValue::Device(device), Part::DeviceDefinition) => {
            let manufacturer = links.target(entry.id, Part::DeviceManufacturer);
            measuring_device::build_definition(subject, entry, device, manufacturer)
        }
        (EntryValue::Device(device), Part::DeviceManufacturer) => {
            measuring_device::build_manufacturer(subject, entry, device)
        }
        (EntryValue::Device(device), _) => {
            let definition = target(entry.id, Part::DeviceDefinition);
            measuring_device::build(subject, entry, device, definition)
        }
        (EntryValue::Contact(contact), Part::Practitioner) => {
            resource::contact::build_person(subject, entry, contact)
        }
        (EntryValue::Contact(contact), Part::Organization) => {
            resource::contact::build_practice(subject, entry, &contact.practice)
        }
        (EntryValue::Contact(contact), _) => {
            let both = (target(entry.id, Part::Practitioner), target(entry.id, Part::Organization));
            resource::contact::build_role(subject, entry, contact, both)
        }
        (EntryValue::Practice(practice), _) => resource::contact::build_practice(subject, entry, practice),
        (EntryValue::Appointment(appointment), _) => {
            let doctor = appointment.with.and_then(|id| links.target(id, Part::PractitionerRole));
            resource::appointment::build(subject, entry, appointment, doctor)
        }
        (EntryValue::Visit(visit), _) => {
            let of = |part| visit.with.and_then(|id| links.target(id, part));
            let practice = of(Part::Organization).or_else(|| of(Part::Practice));
            let doctor = encounter::Doctor { role: of(Part::PractitionerRole), practice };
            encounter::build(subject, entry, visit, doctor)
        }
        _ => Err(unplanned(part)),
    }
}

fn unplanned(part: Part) -> Unwritable {
    Unwritable::Shape(format!("a value that has no {part:?}"))
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
