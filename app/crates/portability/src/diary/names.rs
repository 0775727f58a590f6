//! What the choices of the diary are called in files.

use fhir_profiles::{Code, SkipReason, diary_code};
use heilsam_therapy::diary::{self, ActivityKind, AmountUnit, Effect};

const EFFECTS: [Effect; 15] = [
    Effect::Dizziness,
    Effect::Fainting,
    Effect::Cough,
    Effect::SwollenFace,
    Effect::SwollenLegs,
    Effect::Headache,
    Effect::Tiredness,
    Effect::Nausea,
    Effect::MuscleCramps,
    Effect::SlowHeartbeat,
    Effect::Palpitations,
    Effect::Rash,
    Effect::Sexuality,
    Effect::PassingWater,
    Effect::Other,
];

/// A unit as people read it, and its UCUM code.
pub(super) const fn unit(unit: AmountUnit) -> (&'static str, &'static str) {
    match unit {
        AmountUnit::Tablet => ("Tablette", "{Tbl}"),
        AmountUnit::Drop => ("Tropfen", "[drp]"),
        AmountUnit::Milligram => ("mg", "mg"),
        AmountUnit::Millilitre => ("ml", "mL"),
        AmountUnit::Puff => ("Hub", "{Hub}"),
    }
}

/// The unit with this UCUM code, where the diary has it.
pub(crate) fn unit_of(ucum: &str) -> Option<AmountUnit> {
    AmountUnit::ALL.into_iter().find(|known| unit(*known).1 == ucum)
}

/// Why a dose was left out.
pub(super) const fn skip_reason(reason: diary::SkipReason) -> SkipReason {
    match reason {
        diary::SkipReason::Forgotten => SkipReason::Forgotten,
        diary::SkipReason::SideEffect => SkipReason::SideEffect,
        diary::SkipReason::RanOut => SkipReason::RanOut,
        diary::SkipReason::LowReading => SkipReason::LowReading,
        diary::SkipReason::DoctorSaidSo => SkipReason::DoctorSaidSo,
        diary::SkipReason::NotWanted => SkipReason::NotWanted,
        diary::SkipReason::Other => SkipReason::Other,
    }
}

/// The other way round.
pub(crate) const fn skip_reason_of(reason: SkipReason) -> diary::SkipReason {
    match reason {
        SkipReason::Forgotten => diary::SkipReason::Forgotten,
        SkipReason::SideEffect => diary::SkipReason::SideEffect,
        SkipReason::RanOut => diary::SkipReason::RanOut,
        SkipReason::LowReading => diary::SkipReason::LowReading,
        SkipReason::DoctorSaidSo => diary::SkipReason::DoctorSaidSo,
        SkipReason::NotWanted => diary::SkipReason::NotWanted,
        SkipReason::Other => diary::SkipReason::Other,
    }
}

/// The own code of a movement.
pub(super) const fn activity(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Walking => "activity-walking",
        ActivityKind::Cycling => "activity-cycling",
        ActivityKind::Swimming => "activity-swimming",
        ActivityKind::Gymnastics => "activity-gymnastics",
        ActivityKind::Strength => "activity-strength",
        ActivityKind::Gardening => "activity-gardening",
        ActivityKind::Housework => "activity-housework",
        ActivityKind::Dancing => "activity-dancing",
        ActivityKind::Other => "activity-other",
    }
}

/// The own code of a complaint.
pub(super) const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Dizziness => "effect-dizziness",
        Effect::Fainting => "effect-fainting",
        Effect::Cough => "effect-cough",
        Effect::SwollenFace => "effect-swollen-face",
        Effect::SwollenLegs => "effect-swollen-legs",
        Effect::Headache => "effect-headache",
        Effect::Tiredness => "effect-tiredness",
        Effect::Nausea => "effect-nausea",
        Effect::MuscleCramps => "effect-muscle-cramps",
        Effect::SlowHeartbeat => "effect-slow-heartbeat",
        Effect::Palpitations => "effect-palpitations",
        Effect::Rash => "effect-rash",
        Effect::Sexuality => "effect-sexuality",
        Effect::PassingWater => "effect-passing-water",
        Effect::Other => "effect-other",
    }
}

/// The movement with this code, where the diary has it.
pub(crate) fn activity_of(code: &Code) -> Option<ActivityKind> {
    ActivityKind::ALL.into_iter().find(|known| is(code, activity(*known)))
}

/// The complaint with this code, where the diary has it.
pub(crate) fn effect_of(code: &Code) -> Option<Effect> {
    EFFECTS.into_iter().find(|known| is(code, effect(*known)))
}

fn is(code: &Code, name: &str) -> bool {
    code.code == name && diary_code(name).as_ref() == Some(code)
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    /// The variant that the diary stores under this name.
    fn stored<T: DeserializeOwned>(name: &str) -> T {
        serde_json::from_value(name.into()).unwrap()
    }

    #[test]
    fn every_code_exists_and_is_called_as_the_diary_calls_it() {
        for name in ["walking", "cycling", "swimming", "gymnastics", "strength", "gardening", "housework"] {
            assert_eq!(activity(stored(name)), format!("activity-{name}"));
        }
        for name in ["swollen-face", "muscle-cramps", "slow-heartbeat", "passing-water", "other"] {
            assert_eq!(effect(stored(name)), format!("effect-{name}"));
            assert!(diary_code(effect(stored(name))).is_some(), "{name}");
        }
        assert!(diary_code(activity(ActivityKind::Dancing)).is_some());
        assert!(diary_code("effect-unknown").is_none());
    }

    #[test]
    fn movements_and_complaints_lead_there_and_back_by_all_of_their_code() {
        for known in ActivityKind::ALL {
            assert_eq!(activity_of(&diary_code(activity(known)).unwrap()), Some(known));
        }
        for known in EFFECTS {
            let code = diary_code(effect(known)).unwrap();
            assert_eq!(effect_of(&code), Some(known));
            assert_eq!(effect_of(&Code { system: "urn:other".to_owned(), ..code }), None);
        }
    }

    #[test]
    fn units_and_reasons_lead_there_and_back() {
        for known in AmountUnit::ALL {
            assert_eq!(unit_of(unit(known).1), Some(known));
        }
        for name in
            ["forgotten", "side-effect", "ran-out", "low-reading", "doctor-said-so", "not-wanted", "other"]
        {
            let reason: diary::SkipReason = stored(name);
            assert_eq!(skip_reason_of(skip_reason(reason)), reason);
            assert!(diary_code(&format!("skip-{name}")).is_some(), "{name}");
        }
    }
}
