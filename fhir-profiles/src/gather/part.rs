//! The resources that one record becomes.

use uuid::Uuid;

use crate::identity::derive;
use crate::input::{Entry, EntryValue, Kept};

/// Each part with the word from which its identity is derived: none can be missing in one of the lists.
macro_rules! parts {
    ($($part:ident => $role:literal,)+) => {
        /// One resource of a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Part {
            $($part,)+
        }

        impl Part {
            /// All of them.
            pub(super) const ALL: &[Self] = &[$(Self::$part,)+];

            /// The word from which the identity is derived; never changed once it was exported.
            pub(super) fn role(self) -> &'static str {
                match self {
                    $(Self::$part => $role,)+
                }
            }
        }
    };
}

parts! {
    BloodPressure => "blood-pressure",
    HeartRate => "heart-rate",
    Vital => "vital",
    PulseRhythm => "pulse-rhythm",
    Sleep => "sleep",
    Mood => "mood",
    DiaryNote => "diary-note",
    Questionnaire => "questionnaire",
    QuestionnaireResponse => "questionnaire-response",
    Score => "score",
    Goal => "goal",
    CarePlan => "care-plan",
    Activity => "activity",
    Medication => "medication",
    MedicationStatement => "medication-statement",
    MedicationAdministration => "medication-administration",
    SkippedDose => "skipped-dose",
    SideEffect => "side-effect",
    Device => "device",
    DeviceDefinition => "device-definition",
    DeviceManufacturer => "device-manufacturer",
    Practitioner => "practitioner",
    Organization => "organization",
    PractitionerRole => "practitioner-role",
    Practice => "practice",
    Appointment => "appointment",
    Encounter => "encounter",
    Document => "document",
    Kept => "kept",
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
    /// The section that lists the part; some are only referred to.
    pub(crate) fn section(self) -> Option<Section> {
        match self {
            Self::BloodPressure | Self::HeartRate | Self::Vital => Some(Section::VitalSigns),
            Self::PulseRhythm | Self::Sleep | Self::Mood => Some(Section::Results),
            Self::DiaryNote => Some(Section::PatientReports),
            Self::Questionnaire | Self::QuestionnaireResponse => Some(Section::Questionnaires),
            Self::Score => Some(Section::Assessments),
            Self::Goal | Self::CarePlan => Some(Section::Goals),
            Self::Activity => Some(Section::Activities),
            Self::MedicationStatement | Self::MedicationAdministration | Self::SkippedDose => {
                Some(Section::Medication)
            }
            Self::SideEffect => Some(Section::Problems),
            Self::PractitionerRole | Self::Practice => Some(Section::Contacts),
            Self::Appointment | Self::Encounter => Some(Section::Appointments),
            Self::Document => Some(Section::Attachments),
            Self::Device | Self::DeviceDefinition | Self::DeviceManufacturer => None,
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
        EntryValue::BloodPressure { heart_rate, irregular, .. } => match (heart_rate, irregular) {
            (Some(_), false) => &[Part::BloodPressure, Part::HeartRate],
            (Some(_), true) => &[Part::BloodPressure, Part::HeartRate, Part::PulseRhythm],
            (None, false) => &[Part::BloodPressure],
            (None, true) => &[Part::PulseRhythm, Part::BloodPressure],
        },
        EntryValue::HeartRate { irregular: false, .. } => &[Part::HeartRate],
        EntryValue::HeartRate { irregular: true, .. } => &[Part::PulseRhythm, Part::HeartRate],
        EntryValue::Vital(_) => &[Part::Vital],
        EntryValue::Sleep(_) => &[Part::Sleep],
        EntryValue::Mood(_) => &[Part::Mood],
        EntryValue::DiaryNote(_) => &[Part::DiaryNote],
        EntryValue::Assessment(_) => &[Part::Questionnaire],
        EntryValue::AssessmentAnswers(_) => &[Part::QuestionnaireResponse],
        EntryValue::Score(_) => &[Part::Score],
        EntryValue::Goal(_) => &[Part::Goal],
        EntryValue::CarePlan(_) => &[Part::CarePlan],
        EntryValue::Activity(_) => &[Part::Activity],
        EntryValue::Medication(_) => &[Part::MedicationStatement, Part::Medication],
        EntryValue::Intake(_) => &[Part::MedicationAdministration],
        EntryValue::SkippedDose(_) => &[Part::SkippedDose],
        EntryValue::SideEffect(_) => &[Part::SideEffect],
        EntryValue::Device(device) if crate::text::is_blank(&device.manufacturer) => {
            &[Part::Device, Part::DeviceDefinition]
        }
        EntryValue::Device(_) => &[Part::Device, Part::DeviceDefinition, Part::DeviceManufacturer],
        EntryValue::Contact(_) => &[Part::PractitionerRole, Part::Practitioner, Part::Organization],
        EntryValue::Practice(_) => &[Part::Practice],
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

/// Whether other records, or other parts of it, may refer to this one.
pub(super) fn may_be_target(entry: &Entry) -> bool {
    matches!(
        entry.value.own(),
        EntryValue::Assessment(_)
            | EntryValue::AssessmentAnswers(_)
            | EntryValue::Goal(_)
            | EntryValue::Medication(_)
            | EntryValue::Contact(_)
            | EntryValue::Practice(_)
            | EntryValue::Device(_)
            | EntryValue::Kept(_)
            // The rhythm refers to the value that it was noticed with.
            | EntryValue::BloodPressure { irregular: true, .. }
            | EntryValue::HeartRate { irregular: true, .. }
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_parts_of_a_record_have_one_identity() {
        let roles: HashSet<&str> = Part::ALL.iter().map(|part| part.role()).collect();
        assert_eq!(roles.len(), Part::ALL.len());
    }
}
