//! What values mean for what to do next: nothing, look again, see the doctor, or call 112; and when to pause the programme.
//!
//! Every threshold names its medical source. Texts to each [`Reason`] are in the content package.
//! Source: DiGAV Anlage 2, Patientensicherheit 2 to 4.

mod complaints;
mod current;
mod rules;
mod trend;

use serde::{Deserialize, Serialize};

pub use complaints::Complaint;
pub use current::{about_new, about_now, about_taken, stops, was_urgent};
pub use rules::{about_entry, about_side_effect};
pub use trend::about_history;

/// How soon someone has to act; a greater one takes precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Good to know.
    Hint,
    /// Rest five minutes and measure again.
    MeasureAgain,
    /// Bring it up at the next appointment, within about two weeks.
    NextAppointment,
    /// Call the practice today; outside its hours 116 117.
    DoctorToday,
    /// Call 112 now.
    Emergency,
}

/// What the programme does with the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Programme {
    /// Goes on as planned.
    GoesOn,
    /// No exercise of movement until it is settled.
    NoExercise,
    /// All tasks pause until a doctor has agreed; the diary stays usable.
    Pauses,
}

/// Why something is advised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// From 180 systolic or 110 diastolic together with complaints of an emergency.
    VeryHighWithComplaints,
    /// From 180 systolic or 110 diastolic.
    VeryHigh,
    /// Twice from 180 systolic or 110 diastolic within a day.
    VeryHighTwice,
    /// The average of a week is from 160/100 on.
    StaysVeryHigh,
    /// The average of a week is from 135/85 on.
    StaysHigh,
    /// Below 90 systolic with dizziness or fainting.
    LowWithComplaints,
    /// Below 90 systolic.
    Low,
    /// Complaints that mean an emergency, whatever the values are.
    EmergencyComplaints,
    /// Pulse below 40.
    PulseVerySlow,
    /// Pulse below 50 at rest.
    PulseSlow,
    /// Pulse above 130 at rest.
    PulseVeryFast,
    /// Pulse above 100 at rest.
    PulseFast,
    /// The device noticed an irregular pulse, or the patient did.
    IrregularPulse,
    /// Irregular pulse on three measurements of a week.
    IrregularPulseOften,
    /// The device noticed movement, a loose cuff or a wrong position.
    MeasuredWrongly,
    /// More than 2 kg within three days.
    WeightRisesFast,
    /// More than 5 % lost within 30 days.
    WeightFallsFast,
    /// Swollen face, lips, tongue or throat.
    SwollenFace,
    /// A severe side effect.
    SevereSideEffect,
    /// A side effect that disturbs.
    SideEffect,
    /// A fainting or fall.
    Fainted,
    /// Three planned intakes in a row left out.
    IntakesMissed,
    /// Medicine was left out because none was left.
    MedicineRanOut,
    /// Very bad mood on most days of two weeks.
    MoodStaysLow,
    /// Less than five hours of sleep in most nights of two weeks.
    SleepsTooLittle,
}

/// One advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Advice {
    /// How soon to act.
    pub urgency: Urgency,
    /// What the programme does.
    pub programme: Programme,
    /// Why.
    pub reason: Reason,
}

impl Reason {
    /// All reasons; the content package has a text for each.
    pub const ALL: [Self; 25] = [
        Self::VeryHighWithComplaints,
        Self::VeryHigh,
        Self::VeryHighTwice,
        Self::StaysVeryHigh,
        Self::StaysHigh,
        Self::LowWithComplaints,
        Self::Low,
        Self::EmergencyComplaints,
        Self::PulseVerySlow,
        Self::PulseSlow,
        Self::PulseVeryFast,
        Self::PulseFast,
        Self::IrregularPulse,
        Self::IrregularPulseOften,
        Self::MeasuredWrongly,
        Self::WeightRisesFast,
        Self::WeightFallsFast,
        Self::SwollenFace,
        Self::SevereSideEffect,
        Self::SideEffect,
        Self::Fainted,
        Self::IntakesMissed,
        Self::MedicineRanOut,
        Self::MoodStaysLow,
        Self::SleepsTooLittle,
    ];

    /// What the programme does for this reason; the words to it in the content package say the same.
    #[must_use]
    pub const fn programme(self) -> Programme {
        match self {
            Self::VeryHighWithComplaints
            | Self::VeryHighTwice
            | Self::EmergencyComplaints
            | Self::SwollenFace => Programme::Pauses,
            Self::VeryHigh
            | Self::LowWithComplaints
            | Self::PulseVerySlow
            | Self::PulseVeryFast
            | Self::WeightRisesFast
            | Self::SevereSideEffect
            | Self::Fainted => Programme::NoExercise,
            Self::StaysVeryHigh
            | Self::StaysHigh
            | Self::Low
            | Self::PulseSlow
            | Self::PulseFast
            | Self::IrregularPulse
            | Self::IrregularPulseOften
            | Self::MeasuredWrongly
            | Self::WeightFallsFast
            | Self::SideEffect
            | Self::IntakesMissed
            | Self::MedicineRanOut
            | Self::MoodStaysLow
            | Self::SleepsTooLittle => Programme::GoesOn,
        }
    }

    /// Whether only the patient's yes to the question for complaints is behind it: no entry asks for it by itself.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        matches!(self, Self::VeryHighWithComplaints | Self::LowWithComplaints | Self::EmergencyComplaints)
    }

    /// The same value with complaints beside it, where that changes what to do.
    #[must_use]
    pub const fn with_complaints(self) -> Option<Advice> {
        match self {
            Self::VeryHigh => Some(Advice::new(Urgency::Emergency, Self::VeryHighWithComplaints)),
            Self::Low => Some(Advice::new(Urgency::DoctorToday, Self::LowWithComplaints)),
            _ => None,
        }
    }

    /// The medical source of the threshold.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::VeryHighWithComplaints | Self::VeryHigh | Self::VeryHighTwice => {
                "Nationale VersorgungsLeitlinie Hypertonie 2023 (hypertensive Entgleisung, Notfall); ESC Guidelines 2024, \
                 acute hypertension from 180/110 mmHg"
            }
            Self::StaysVeryHigh => {
                "ESC Guidelines on elevated blood pressure and hypertension 2024, prompt treatment"
            }
            Self::StaysHigh => {
                "ESC Guidelines 2024; Deutsche Hochdruckliga: home average from 135/85 mmHg is high"
            }
            Self::LowWithComplaints | Self::Low => {
                "Nationale VersorgungsLeitlinie Hypertonie 2023, over-treatment and falls; hypotension below 90 mmHg systolic"
            }
            Self::EmergencyComplaints => {
                "Nationale VersorgungsLeitlinie Hypertonie 2023; Deutsche Schlaganfall-Gesellschaft (FAST); Deutsche Herzstiftung"
            }
            Self::PulseVerySlow | Self::PulseSlow | Self::PulseVeryFast | Self::PulseFast => {
                "ESC Guidelines on cardiac pacing 2021 (bradycardia) and on supraventricular tachycardia 2019"
            }
            Self::IrregularPulse | Self::IrregularPulseOften => {
                "ESC Guidelines on atrial fibrillation 2024: an irregular pulse is confirmed by ECG"
            }
            Self::MeasuredWrongly => "Deutsche Hochdruckliga, rules of self-measurement",
            Self::WeightRisesFast => {
                "Nationale VersorgungsLeitlinie Chronische Herzinsuffizienz 2023: more than 2 kg within three days"
            }
            Self::WeightFallsFast => "GLIM criteria 2019: unintended loss above 5 %",
            Self::SwollenFace => "Product information of ACE inhibitors and sartans, angio-oedema",
            Self::SevereSideEffect | Self::SideEffect | Self::Fainted => {
                "Nationale VersorgungsLeitlinie Hypertonie 2023, tolerability; product information"
            }
            Self::IntakesMissed | Self::MedicineRanOut => {
                "Nationale VersorgungsLeitlinie Hypertonie 2023, adherence; product information of beta blockers and \
                 clonidine (rebound)"
            }
            Self::MoodStaysLow => "Nationale VersorgungsLeitlinie Unipolare Depression 2022: two weeks",
            Self::SleepsTooLittle => "S3-Leitlinie Insomnie bei Erwachsenen 2025",
        }
    }
}

impl Advice {
    pub(crate) const fn new(urgency: Urgency, reason: Reason) -> Self {
        Self { urgency, programme: reason.programme(), reason }
    }
}

/// What the programme does for several reasons: the most cautious of it.
#[must_use]
pub fn programme(reasons: &[Reason]) -> Programme {
    reasons.iter().map(|it| it.programme()).max().unwrap_or(Programme::GoesOn)
}

/// The most urgent advice first, each reason once.
#[must_use]
pub fn sorted(mut advice: Vec<Advice>) -> Vec<Advice> {
    advice.sort_by(|a, b| b.cmp(a));
    advice.dedup_by_key(|it| it.reason);
    advice
}

#[cfg(test)]
mod tests;
