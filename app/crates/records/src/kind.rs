//! What people call the things in files of other apps.

use serde::{Deserialize, Serialize};

/// What people call the things in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl KindOf {
    /// What people call the resources of a MIO DiGA profile, or of a kind that has none.
    #[must_use]
    pub fn of_profile(profile: &str) -> Self {
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
