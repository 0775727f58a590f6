//! Writing again what another DiGA wrote.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::Format;
use crate::gather::Section;
use crate::identity::Urn;
use crate::input::{Entry, EntryValue, Kept};

const URN: &str = "urn:uuid:";
/// Length of a UUID with hyphens.
const UUID_LENGTH: usize = 36;

/// Whether the resource only makes sense beside what it speaks about.
pub(crate) fn follows_its_targets(kept: &Kept) -> bool {
    kept.kind == "Provenance"
}

/// Where each resource is; empty if nothing was kept, because only kept resources refer by identity.
pub(crate) fn index(entries: &[Entry]) -> HashMap<Uuid, usize> {
    if !entries.iter().any(|entry| matches!(entry.value.own(), EntryValue::Kept(_))) {
        return HashMap::new();
    }
    let ids = |(index, entry)| crate::gather::identities(entry).map(move |id| (id, index));
    entries.iter().enumerate().flat_map(ids).collect()
}

/// The identities that a kept resource names.
pub(crate) fn targets(entry: &Entry) -> Vec<Uuid> {
    match entry.value.own() {
        EntryValue::Kept(kept) => named(&kept.text),
        _ => Vec::new(),
    }
}

/// The identities for which a kept Provenance already says where they come from.
pub(crate) fn covered(entries: &[Entry]) -> HashSet<Uuid> {
    let statements = entries.iter().filter_map(|entry| match entry.value.own() {
        EntryValue::Kept(kept) if follows_its_targets(kept) => Some(kept),
        _ => None,
    });
    statements.flat_map(|kept| named(&kept.text)).collect()
}

/// Every `urn:uuid:` in a text.
pub(crate) fn named(text: &str) -> Vec<Uuid> {
    let behind = text.split(URN).skip(1);
    behind.filter_map(|rest| Uuid::try_parse(rest.get(..UUID_LENGTH)?).ok()).collect()
}

/// The text of a kept resource as it goes into a document about `patient`, in `format`. It claims the profile that it
/// came with, in the version that it came with: whether it fulfils another one nobody has checked.
pub(crate) fn text_for(kept: &Kept, patient: Uuid, format: Format) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(kept.text.as_str());
    if let Some(before) = kept.patient.filter(|before| *before != patient) {
        text = text.replace(Urn::new(before).as_str(), Urn::new(patient).as_str()).into();
    }
    match crate::reader::convert(&text, kept.format, format) {
        Some(converted) => Cow::Owned(converted),
        None => text,
    }
}

/// The section that lists a resource of this profile. Source: `KBV_PR_MIO_DIGA_Composition`.
pub(crate) fn section(profile: &str) -> Option<Section> {
    Some(match profile {
        "Questionnaire" | "QuestionnaireResponse" => Section::Questionnaires,
        "Observation_Free" => Section::Results,
        "Observation_Blood_Pressure"
        | "Observation_Body_Height"
        | "Observation_Body_Temperature"
        | "Observation_Body_Weight"
        | "Observation_Glucose_Concentration"
        | "Observation_Head_Circumference"
        | "Observation_Heart_Rate"
        | "Observation_Peripheral_Oxygen_Saturation"
        | "Observation_Respiratory_Rate" => Section::VitalSigns,
        "Procedure_Activity" => Section::Activities,
        "Observation_Nutrition_Intake" => Section::Nutrition,
        "Observation_Life_Style_Factor" => Section::LifeStyle,
        "Condition_Problem" | "AllergyIntolerance" => Section::Problems,
        "Observation_Environmental_Factor" => Section::Environment,
        "MedicationStatement_Medication_Information" | "MedicationAdministration_Medication_Intake" => {
            Section::Medication
        }
        "Observation_Functional_Assessment" | "Observation_Score_or_Assessment_by_Scale" => {
            Section::Assessments
        }
        "Goal" | "CarePlan" => Section::Goals,
        "Appointment" | "Encounter" => Section::Appointments,
        "Observation_Diary_Entry" => Section::PatientReports,
        "DocumentReference" => Section::Attachments,
        "PractitionerRole" | "RelatedPerson" | "Organization" | "Practitioner" => Section::Contacts,
        _ => return None,
    })
}

/// Whether a Provenance may speak for a resource of this profile.
pub(crate) fn may_have_provenance(profile: &str) -> bool {
    !matches!(profile, "Provenance" | "DocumentReference" | "Goal_Treatment_Goal" | "Composition")
}
