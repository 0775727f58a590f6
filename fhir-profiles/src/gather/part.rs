//! The resources that one record becomes.

use uuid::Uuid;

use crate::identity::derive;
use crate::input::{Entry, EntryValue, Kept};

/// One resource of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    BloodPressure,
    HeartRate,
    Vital,
    DiaryNote,
    Questionnaire,
    QuestionnaireResponse,
    Score,
    Goal,
    CarePlan,
    Activity,
    Medication,
    MedicationStatement,
    MedicationAdministration,
    SideEffect,
    Practitioner,
    Organization,
    PractitionerRole,
    Appointment,
    Encounter,
    Document,
    Kept,
}

/// The sections of the document, in the order of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Questionnaires,
    Results,
    VitalSigns,
    Activities,
    Nutrition,
    LifeStyle,
    Problems,
    Environment,
    Medication,
    Assessments,
    Goals,
    Appointments,
    PatientReports,
    Attachments,
    Contacts,
}

impl Part {
    /// The word from which the identity is derived; never changed once it was exported.
    pub(super) fn role(self) -> &'static str {
        match self {
            Self::BloodPressure => "blood-pressure",
            Self::HeartRate => "heart-rate",
            Self::Vital => "vital",
            Self::DiaryNote => "diary-note",
            Self::Questionnaire => "questionnaire",
            Self::QuestionnaireResponse => "questionnaire-response",
            Self::Score => "score",
            Self::Goal => "goal",
            Self::CarePlan => "care-plan",
            Self::Activity => "activity",
            Self::Medication => "medication",
            Self::MedicationStatement => "medication-statement",
            Self::MedicationAdministration => "medication-administration",
            Self::SideEffect => "side-effect",
            Self::Practitioner => "practitioner",
            Self::Organization => "organization",
            Self::PractitionerRole => "practitioner-role",
            Self::Appointment => "appointment",
            Self::Encounter => "encounter",
            Self::Document => "document",
            Self::Kept => "kept",
        }
    }

    /// The section that lists the part; some are only referred to.
    pub(crate) fn section(self) -> Option<Section> {
        match self {
            Self::BloodPressure | Self::HeartRate | Self::Vital => Some(Section::VitalSigns),
            Self::DiaryNote => Some(Section::PatientReports),
            Self::Questionnaire | Self::QuestionnaireResponse => Some(Section::Questionnaires),
            Self::Score => Some(Section::Assessments),
            Self::Goal | Self::CarePlan => Some(Section::Goals),
            Self::Activity => Some(Section::Activities),
            Self::MedicationStatement | Self::MedicationAdministration => Some(Section::Medication),
            Self::SideEffect => Some(Section::Problems),
            Self::PractitionerRole => Some(Section::Contacts),
            Self::Appointment | Self::Encounter => Some(Section::Appointments),
            Self::Document => Some(Section::Attachments),
            Self::Medication | Self::Practitioner | Self::Organization | Self::Kept => None,
        }
    }

    /// Whether a Provenance may speak for the part. Source: `KBV_PR_MIO_DIGA_Provenance`, target.
    pub(crate) fn may_have_provenance(self) -> bool {
        self != Self::Document
    }
}

/// The parts of a record with their identities.
pub(crate) fn parts(entry: &Entry) -> impl Iterator<Item = (Part, Uuid)> {
    let source = Uuid::from_bytes(entry.id.to_bytes());
    let known = match &entry.value {
        EntryValue::Imported(imported) => imported.ids.as_slice(),
        _ => &[],
    };
    list(entry.value.own()).iter().enumerate().map(move |(index, part)| {
        (*part, known.get(index).copied().unwrap_or_else(|| derive(source, part.role())))
    })
}

fn list(value: &EntryValue) -> &'static [Part] {
    match value {
        EntryValue::BloodPressure { heart_rate: Some(_), .. } => &[Part::BloodPressure, Part::HeartRate],
        EntryValue::BloodPressure { heart_rate: None, .. } => &[Part::BloodPressure],
        EntryValue::HeartRate { .. } => &[Part::HeartRate],
        EntryValue::Vital(_) => &[Part::Vital],
        EntryValue::DiaryNote(_) => &[Part::DiaryNote],
        EntryValue::Assessment(_) => &[Part::Questionnaire],
        EntryValue::AssessmentAnswers(_) => &[Part::QuestionnaireResponse],
        EntryValue::Score(_) => &[Part::Score],
        EntryValue::Goal(_) => &[Part::Goal],
        EntryValue::CarePlan(_) => &[Part::CarePlan],
        EntryValue::Activity(_) => &[Part::Activity],
        EntryValue::Medication(_) => &[Part::MedicationStatement, Part::Medication],
        EntryValue::Intake(_) => &[Part::MedicationAdministration],
        EntryValue::SideEffect(_) => &[Part::SideEffect],
        EntryValue::Contact(_) => &[Part::PractitionerRole, Part::Practitioner, Part::Organization],
        EntryValue::Appointment(_) => &[Part::Appointment],
        EntryValue::Visit(_) => &[Part::Encounter],
        EntryValue::Document(_) => &[Part::Document],
        EntryValue::Kept(kept) => kept_as(kept),
        EntryValue::Imported(_) => &[],
    }
}

/// A resource of another specification is attached as a document: the bundle takes none.
fn kept_as(kept: &Kept) -> &'static [Part] {
    if kept.profile.is_some() { &[Part::Kept] } else { &[Part::Document] }
}

/// Whether other records may refer to this one.
pub(super) fn may_be_target(entry: &Entry) -> bool {
    matches!(
        entry.value.own(),
        EntryValue::Assessment(_)
            | EntryValue::AssessmentAnswers(_)
            | EntryValue::Goal(_)
            | EntryValue::Medication(_)
            | EntryValue::Contact(_)
            | EntryValue::Kept(_)
    )
}
