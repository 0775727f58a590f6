//! What a record can hold.

use heilsam_domain::{BloodPressure, RecordId};
use serde::{Deserialize, Serialize};

use super::assessment::{Assessment, AssessmentAnswers, Score};
use super::care::{Appointment, Contact, Document, Practice, Visit};
use super::device::Device;
use super::diary::{Mood, SkippedDose, Sleep};
use super::kept::{Imported, Kept};
use super::medication::{Intake, Medication, SideEffect};
use super::plan::{Activity, CarePlan, Goal};
use super::vital::Vital;
use crate::Decimal;

/// The values of a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EntryValue {
    /// Blood pressure in mm Hg, with the pulse of the same measurement in beats per minute.
    BloodPressure {
        /// Systolic pressure.
        systolic: Decimal,
        /// Diastolic pressure.
        diastolic: Decimal,
        /// Pulse, where it was measured.
        #[serde(default)]
        heart_rate: Option<Decimal>,
        /// Whether the device or the patient noticed an irregular pulse.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        irregular: bool,
    },
    /// Pulse alone, in beats per minute.
    HeartRate {
        /// Beats per minute.
        per_minute: Decimal,
        /// Whether the device or the patient noticed an irregular pulse.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        irregular: bool,
    },
    /// Another vital sign or body measure.
    Vital(Vital),
    /// A night's sleep.
    Sleep(Box<Sleep>),
    /// Mood and tension.
    Mood(Box<Mood>),
    /// A note in the patient's words, without a measurement.
    DiaryNote(String),
    /// A questionnaire; exported where answers to it are.
    Assessment(Box<Assessment>),
    /// A filled-in questionnaire.
    AssessmentAnswers(Box<AssessmentAnswers>),
    /// A score.
    Score(Box<Score>),
    /// A goal of the therapy.
    Goal(Box<Goal>),
    /// A plan for care.
    CarePlan(Box<CarePlan>),
    /// An exercise or lesson that was done.
    Activity(Box<Activity>),
    /// A line of the medication plan.
    Medication(Box<Medication>),
    /// A medicine that was taken.
    Intake(Box<Intake>),
    /// A dose of a medicine that was left out.
    SkippedDose(Box<SkippedDose>),
    /// An unwanted effect.
    SideEffect(Box<SideEffect>),
    /// A doctor with the practice.
    Contact(Box<Contact>),
    /// A practice of which no doctor is known by name.
    Practice(Box<Practice>),
    /// An appointment.
    Appointment(Box<Appointment>),
    /// A visit or video consultation that took place.
    Visit(Box<Visit>),
    /// A device that measured values; others name it as their [`super::Author::Device`].
    Device(Box<Device>),
    /// A document.
    Document(Box<Document>),
    /// Something of the above that came from a file.
    Imported(Box<Imported>),
    /// A resource that this app does not write itself; always inside of [`EntryValue::Imported`].
    Kept(Box<Kept>),
}

impl EntryValue {
    /// The value itself, wherever it came from.
    #[must_use]
    pub fn own(&self) -> &Self {
        match self {
            Self::Imported(imported) => &imported.value,
            other => other,
        }
    }

    /// The records that this one refers to.
    pub(crate) fn links(&self) -> Vec<RecordId> {
        match self.own() {
            Self::AssessmentAnswers(answers) => vec![answers.assessment],
            Self::Score(score) => score.answers.into_iter().collect(),
            Self::CarePlan(plan) => plan.goals.clone(),
            Self::Intake(intake) => vec![intake.medication],
            Self::SkippedDose(skipped) => vec![skipped.medication],
            Self::Appointment(appointment) => appointment.with.into_iter().collect(),
            Self::Visit(visit) => visit.with.into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a record that refers to another may do so: the kinds must fit.
    pub(crate) fn may_refer_to(&self, target: &Self) -> bool {
        let target = target.own();
        match self.own() {
            Self::AssessmentAnswers(_) => matches!(target, Self::Assessment(_)),
            Self::Score(_) => matches!(target, Self::AssessmentAnswers(_)),
            Self::CarePlan(_) => matches!(target, Self::Goal(_)),
            Self::Intake(_) | Self::SkippedDose(_) => matches!(target, Self::Medication(_)),
            Self::Appointment(_) => matches!(target, Self::Contact(_)),
            Self::Visit(_) => matches!(target, Self::Contact(_) | Self::Practice(_)),
            _ => false,
        }
    }
}

impl From<BloodPressure> for EntryValue {
    fn from(measured: BloodPressure) -> Self {
        Self::BloodPressure {
            systolic: Decimal::from(measured.systolic()),
            diastolic: Decimal::from(measured.diastolic()),
            heart_rate: measured.pulse().map(Decimal::from),
            irregular: false,
        }
    }
}
