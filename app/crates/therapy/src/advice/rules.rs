//! Advice from one entry.

use heilsam_domain::BloodPressure;

use super::{Advice, Complaint, Reason, Urgency, sorted};
use crate::diary::{
    DeviceFlag, DiaryEntry, Effect, IntakeResult, Measurement, Severity, SideEffect, SkipReason,
};

/// What an entry asks for by itself, with what the patient feels beside it; most urgent first, mostly nothing.
#[must_use]
pub fn about_entry(entry: &DiaryEntry, complaints: &[Complaint]) -> Vec<Advice> {
    let mut advice = match &entry.measurement {
        Measurement::BloodPressure(value) => {
            let mut advice = about_pressure(*value, complaints);
            advice.extend(value.pulse().and_then(about_pulse));
            advice
        }
        Measurement::Pulse(pulse) => {
            let mut advice: Vec<Advice> = about_pulse(pulse.per_minute()).into_iter().collect();
            if pulse.irregular() {
                advice.push(IRREGULAR);
            }
            advice
        }
        Measurement::SideEffect(effect) => about_side_effect(effect),
        Measurement::MedicationIntake(intake)
            if intake.result() == IntakeResult::Skipped(SkipReason::RanOut) =>
        {
            vec![Advice::new(Urgency::DoctorToday, Reason::MedicineRanOut)]
        }
        Measurement::MedicationIntake(_)
        | Measurement::Weight(_)
        | Measurement::Activity(_)
        | Measurement::Sleep(_)
        | Measurement::Mood(_)
        | Measurement::FreeNote {} => Vec::new(),
    };
    advice.extend(about_device(entry));
    if complaints.iter().any(|complaint| complaint.is_emergency()) {
        advice.push(Advice::new(Urgency::Emergency, Reason::EmergencyComplaints));
    } else if complaints.contains(&Complaint::Fainting) {
        advice.push(Advice::new(Urgency::DoctorToday, Reason::Fainted));
    }
    sorted(advice)
}

const IRREGULAR: Advice = Advice::new(Urgency::MeasureAgain, Reason::IrregularPulse);

fn about_pressure(value: BloodPressure, complaints: &[Complaint]) -> Vec<Advice> {
    use heilsam_domain::blood_pressure::Assessment;

    let feels = |it: &[Complaint]| it.iter().any(|complaint| complaints.contains(complaint));
    let advice = match value.assess() {
        Assessment::Critical if complaints.iter().any(|complaint| complaint.is_emergency()) => {
            Advice::new(Urgency::Emergency, Reason::VeryHighWithComplaints)
        }
        Assessment::Critical => Advice::new(Urgency::MeasureAgain, Reason::VeryHigh),
        Assessment::Low if feels(&[Complaint::Dizziness, Complaint::Fainting]) => {
            Advice::new(Urgency::DoctorToday, Reason::LowWithComplaints)
        }
        Assessment::Low => Advice::new(Urgency::MeasureAgain, Reason::Low),
        Assessment::High | Assessment::Unremarkable => return Vec::new(),
    };
    vec![advice]
}

fn about_pulse(per_minute: u16) -> Option<Advice> {
    let (urgency, reason) = match per_minute {
        0..40 => (Urgency::DoctorToday, Reason::PulseVerySlow),
        40..50 => (Urgency::Hint, Reason::PulseSlow),
        50..=100 => return None,
        101..=130 => (Urgency::MeasureAgain, Reason::PulseFast),
        131.. => (Urgency::DoctorToday, Reason::PulseVeryFast),
    };
    Some(Advice::new(urgency, reason))
}

/// What a side effect asks for.
#[must_use]
pub fn about_side_effect(effect: &SideEffect) -> Vec<Advice> {
    let advice = match (effect.effect(), effect.severity()) {
        (Effect::SwollenFace, _) => Advice::new(Urgency::Emergency, Reason::SwollenFace),
        (Effect::Fainting, _) => Advice::new(Urgency::DoctorToday, Reason::Fainted),
        (_, Severity::Severe) => Advice::new(Urgency::DoctorToday, Reason::SevereSideEffect),
        (_, Severity::Moderate) => Advice::new(Urgency::NextAppointment, Reason::SideEffect),
        (_, Severity::Mild) => return Vec::new(),
    };
    vec![advice]
}

fn about_device(entry: &DiaryEntry) -> Vec<Advice> {
    let wrong = [DeviceFlag::BodyMoved, DeviceFlag::CuffTooLoose, DeviceFlag::WrongPosition];
    let mut advice = Vec::new();
    if wrong.into_iter().any(|flag| entry.origin.has(flag)) {
        advice.push(Advice::new(Urgency::MeasureAgain, Reason::MeasuredWrongly));
    }
    if entry.origin.has(DeviceFlag::IrregularPulse) {
        advice.push(IRREGULAR);
    }
    if entry.origin.has(DeviceFlag::PulseTooFast) {
        advice.push(Advice::new(Urgency::DoctorToday, Reason::PulseVeryFast));
    }
    if entry.origin.has(DeviceFlag::PulseTooSlow) {
        advice.push(Advice::new(Urgency::DoctorToday, Reason::PulseVerySlow));
    }
    advice
}
