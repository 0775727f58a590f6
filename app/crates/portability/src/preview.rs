//! What a file would bring, before anything is taken over.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

/// What people call the things in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KindOf {
    /// Entries of the diary of this app.
    Diary,
    /// Blood pressure.
    BloodPressure,
    /// Pulse.
    Pulse,
    /// Body weight.
    Weight,
    /// Other measured values.
    Measured,
    /// Notes in a diary.
    Note,
    /// Questionnaires with their answers.
    Questionnaire,
    /// Results of questionnaires.
    Score,
    /// Goals and plans.
    Plan,
    /// The way through the programme of this app.
    Programme,
    /// Movement, exercises.
    Activity,
    /// Medicines and when they were taken.
    Medication,
    /// Complaints and side effects.
    Problem,
    /// Doctors and practices.
    Contact,
    /// Appointments and visits.
    Appointment,
    /// Documents.
    Document,
    /// Pictures to diary entries.
    Photo,
    /// Where values come from: devices, apps.
    Origin,
    /// Everything else.
    Other,
}

/// What becomes of the things of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PreviewCount {
    /// Are taken over and understood.
    pub taken: usize,
    /// Are kept as they came, and go along with the next export.
    pub kept: usize,
    /// Are there already.
    pub known: usize,
}

/// What a file would bring.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Whether it is the open format of this app; else MIO DiGA.
    pub open: bool,
    /// Version of the format.
    pub version: String,
    /// The app that wrote it; empty if the file does not say it.
    pub sender: String,
    /// Whose data it is, as the file says it; empty parts are left out.
    pub person: Vec<String>,
    /// The reported period.
    pub period: Option<(Timestamp, Timestamp)>,
    /// By kind.
    pub kinds: BTreeMap<KindOf, PreviewCount>,
    /// Records that would be written.
    pub records: usize,
    /// How many of them appear in the diary.
    pub in_diary: usize,
    /// Acts of consent in the file: they hold for the account that they were given in.
    pub consents: usize,
}

impl KindOf {
    /// What people call the resources of a MIO DiGA profile, or of a kind that has none.
    pub(crate) fn of_profile(profile: &str) -> Self {
        match profile {
            "Observation_Blood_Pressure" => Self::BloodPressure,
            "Observation_Heart_Rate" => Self::Pulse,
            "Observation_Body_Weight" => Self::Weight,
            "Observation_Diary_Entry" => Self::Note,
            "Questionnaire" | "QuestionnaireResponse" => Self::Questionnaire,
            "Observation_Score_or_Assessment_by_Scale" | "Observation_Functional_Assessment" => Self::Score,
            "Goal" | "CarePlan" => Self::Plan,
            "Procedure_Activity" => Self::Activity,
            "Medication"
            | "MedicationStatement_Medication_Information"
            | "MedicationAdministration_Medication_Intake" => Self::Medication,
            "Condition_Problem" | "AllergyIntolerance" => Self::Problem,
            "PractitionerRole" | "Practitioner" | "Organization" | "RelatedPerson" => Self::Contact,
            "Appointment" | "Encounter" => Self::Appointment,
            "DocumentReference" => Self::Document,
            "Provenance"
            | "Device"
            | "Device_DIGA"
            | "DeviceDefinition"
            | "DeviceDefinition_DIGA"
            | "Organization_Manufacturer" => Self::Origin,
            other if other.starts_with("Observation_") => Self::Measured,
            _ => Self::Other,
        }
    }
}
