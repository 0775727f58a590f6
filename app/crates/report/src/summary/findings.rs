//! Readings and complaints that a doctor looks at one by one.

use heilsam_domain::BloodPressure;
use heilsam_domain::blood_pressure::Assessment;
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{DeviceFlag, Effect, Pulse, Severity};
use heilsam_therapy::statistics::Timed;
use jiff::civil::{Date, DateTime};

/// Why a reading stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// From 180 systolic or 110 diastolic.
    Critical,
    /// Below 90 systolic.
    Low,
    /// The device noticed an irregular pulse; with a pulse alone, the device or the patient.
    Irregular,
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Blood pressure.
    Pressure(BloodPressure),
    /// Pulse alone.
    Pulse(Pulse),
}

/// A reading that stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notable {
    /// When, on the patient's wall clock.
    pub at: DateTime,
    /// The reading.
    pub value: Reading,
    /// Why.
    pub why: Extreme,
}

/// A complaint of the period, all its entries together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Which.
    pub effect: Effect,
    /// The patient's words for [`Effect::Other`], of the newest entry; empty for the others.
    pub words: String,
    /// How strong it was at worst.
    pub worst: Severity,
    /// How often it was written down.
    pub count: usize,
    /// The last day.
    pub last: Date,
}

/// The newest first.
pub(super) fn notable(timed: &[Timed<'_>]) -> Vec<Notable> {
    let look = |timed: &Timed<'_>| {
        let is_flagged = timed.entry.origin.has(DeviceFlag::IrregularPulse);
        let irregular = |is_irregular: bool| is_irregular.then_some(Extreme::Irregular);
        let (value, why) = match timed.entry.measurement {
            Measurement::BloodPressure(value) => {
                let why = match value.assess() {
                    Assessment::Critical => Some(Extreme::Critical),
                    Assessment::Low => Some(Extreme::Low),
                    Assessment::High | Assessment::Unremarkable => irregular(is_flagged),
                };
                (Reading::Pressure(value), why)
            }
            Measurement::Pulse(value) => (Reading::Pulse(value), irregular(is_flagged || value.irregular())),
            Measurement::Weight(_)
            | Measurement::MedicationIntake(_)
            | Measurement::SideEffect(_)
            | Measurement::Activity(_)
            | Measurement::Sleep(_)
            | Measurement::Mood(_)
            | Measurement::FreeNote {} => return None,
        };
        Some(Notable { at: timed.local, value, why: why? })
    };
    let mut found: Vec<Notable> = timed.iter().filter_map(look).collect();
    found.sort_by_key(|it| std::cmp::Reverse(it.at));
    found
}

/// The most severe first, among equals the most frequent.
pub(super) fn complaints(timed: &[Timed<'_>]) -> Vec<Complaint> {
    let mut found: Vec<Complaint> = Vec::new();
    for timed in timed {
        let Measurement::SideEffect(effect) = &timed.entry.measurement else { continue };
        let words = if effect.effect() == Effect::Other { effect.words() } else { "" };
        let day = timed.local.date();
        match found.iter_mut().find(|it| it.effect == effect.effect() && it.words == words) {
            Some(known) => {
                known.worst = known.worst.max(effect.severity());
                known.count += 1;
                known.last = known.last.max(day);
            }
            None => found.push(Complaint {
                effect: effect.effect(),
                words: words.to_owned(),
                worst: effect.severity(),
                count: 1,
                last: day,
            }),
        }
    }
    found.sort_by_key(|it| std::cmp::Reverse((it.worst, it.count, it.last)));
    found
}
