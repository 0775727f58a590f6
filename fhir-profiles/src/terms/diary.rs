//! Codes of what a diary holds beyond the profiles of MIO DiGA that are made for one value.
//!
//! Sources: LOINC 2.72 and SNOMED CT, International Edition of 31 March 2022, as MIO DiGA 1.1.0 fixes the versions; the own
//! codes are those of the code system `diary` in `fhir-profiles/ig`, which a test keeps equal to these.

use super::{Coding, loinc, snomed};
use crate::input::{Code, SkipReason, Step};

/// Name of the own code system: the same at every manufacturer, so that values stay comparable.
const SYSTEM: &str = "urn:heilsam:codes:diary";
const VERSION: &str = "1";

/// The five answers of a scale, from the least to the most.
pub(crate) type Scale = [Coding; 5];

const fn own(code: &'static str, display: &'static str) -> Coding {
    Coding { system: SYSTEM, version: VERSION, code, display }
}

/// How long somebody slept; the value is in minutes, because hours cannot say every minute exactly.
pub(crate) const SLEEP_DURATION: Coding = loinc("93832-4", "Sleep duration");
/// The rhythm of the pulse.
pub(crate) const HEART_RHYTHM: Coding = loinc("8884-9", "Heart rate rhythm");
/// What patients and cuffs notice: the pulse is irregular. Whether it is the heart, they cannot know.
pub(crate) const PULSE_IRREGULAR: Coding = snomed("61086009", "Pulse irregular (finding)");

pub(crate) const RESTFULNESS: Coding = own("restfulness", "Wie erholsam der Schlaf war");
pub(crate) const AWAKENINGS: Coding = own("awakenings", "Wie oft aufgewacht");
pub(crate) const MOOD: Coding = own("mood", "Stimmung");
pub(crate) const TENSION: Coding = own("tension", "Anspannung");

pub(crate) const RESTFULNESS_SCALE: Scale = [
    own("restfulness-1", "gar nicht erholsam"),
    own("restfulness-2", "wenig erholsam"),
    own("restfulness-3", "mittel erholsam"),
    own("restfulness-4", "erholsam"),
    own("restfulness-5", "sehr erholsam"),
];
pub(crate) const MOOD_SCALE: Scale = [
    own("mood-1", "sehr schlecht"),
    own("mood-2", "schlecht"),
    own("mood-3", "mittel"),
    own("mood-4", "gut"),
    own("mood-5", "sehr gut"),
];
pub(crate) const TENSION_SCALE: Scale = [
    own("tension-1", "sehr ruhig"),
    own("tension-2", "ruhig"),
    own("tension-3", "etwas angespannt"),
    own("tension-4", "angespannt"),
    own("tension-5", "sehr angespannt"),
];
const ACTIVITIES: [Coding; 9] = [
    own("activity-walking", "Gehen"),
    own("activity-cycling", "Radfahren"),
    own("activity-swimming", "Schwimmen"),
    own("activity-gymnastics", "Gymnastik"),
    own("activity-strength", "Krafttraining"),
    own("activity-gardening", "Gartenarbeit"),
    own("activity-housework", "Hausarbeit"),
    own("activity-dancing", "Tanzen"),
    own("activity-other", "Andere Bewegung"),
];
const EFFECTS: [Coding; 15] = [
    own("effect-dizziness", "Schwindel"),
    own("effect-fainting", "Ohnmacht oder Sturz"),
    own("effect-cough", "Trockener Husten"),
    own("effect-swollen-face", "Gesicht, Lippen oder Zunge geschwollen"),
    own("effect-swollen-legs", "Geschwollene Knöchel oder Beine"),
    own("effect-headache", "Kopfschmerzen"),
    own("effect-tiredness", "Müdigkeit"),
    own("effect-nausea", "Übelkeit, Erbrechen oder Durchfall"),
    own("effect-muscle-cramps", "Muskelkrämpfe"),
    own("effect-slow-heartbeat", "Langsamer Herzschlag"),
    own("effect-palpitations", "Herzklopfen oder Herzstolpern"),
    own("effect-rash", "Hautausschlag"),
    own("effect-sexuality", "Probleme beim Sex"),
    own("effect-passing-water", "Nachts oft Wasser lassen"),
    own("effect-other", "Etwas anderes"),
];

/// Why a dose was left out.
pub(crate) const fn skip_reason(reason: SkipReason) -> Coding {
    match reason {
        SkipReason::Forgotten => own("skip-forgotten", "vergessen"),
        SkipReason::SideEffect => own("skip-side-effect", "wegen Nebenwirkungen"),
        SkipReason::RanOut => own("skip-ran-out", "Packung leer"),
        SkipReason::LowReading => own("skip-low-reading", "wegen niedriger Werte oder Schwindel"),
        SkipReason::DoctorSaidSo => own("skip-doctor-said-so", "auf ärztlichen Rat"),
        SkipReason::NotWanted => own("skip-not-wanted", "nicht gewollt"),
        SkipReason::Other => own("skip-other", "anderer Grund"),
    }
}

/// The answer at a step of a scale.
pub(crate) fn answer(scale: &Scale, step: Step) -> Option<Coding> {
    let mut answers = scale.iter().zip(1_u8..);
    answers.find(|(_, number)| *number == step.number()).map(|(answer, _)| *answer)
}

/// The step of a scale that an answer stands at.
pub(crate) fn step(scale: &Scale, code: &str) -> Option<Step> {
    let (_, number) = scale.iter().zip(1_u8..).find(|(answer, _)| answer.code == code)?;
    Step::new(number)
}

/// Every own code.
fn all() -> impl Iterator<Item = Coding> {
    let scales = [RESTFULNESS_SCALE, MOOD_SCALE, TENSION_SCALE];
    [RESTFULNESS, AWAKENINGS, MOOD, TENSION]
        .into_iter()
        .chain(scales.into_iter().flatten())
        .chain(SkipReason::ALL.map(skip_reason))
        .chain(ACTIVITIES)
        .chain(EFFECTS)
}

/// The own code of this name, such as `activity-walking` or `effect-dizziness`, complete; `None` if there is none.
///
/// Source: the code system `diary` of `fhir-profiles/ig`.
#[must_use]
pub fn diary_code(name: &str) -> Option<Code> {
    let Coding { system, version, code, display } = all().find(|coding| coding.code == name)?;
    let [system, version, code, display] = [system, version, code, display].map(str::to_owned);
    Some(Code { system, version, code, display })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_published_code_system_has_these_codes_and_no_others() {
        let published = include_str!("../../../assets/formats/fhir/CodeSystem-diary.json");
        let published: Value = serde_json::from_str(published).unwrap();
        assert_eq!((published["url"].as_str(), published["version"].as_str()), (Some(SYSTEM), Some(VERSION)));
        let text = |concept: &Value, name: &str| concept[name].as_str().unwrap().to_owned();
        let concepts = published["concept"].as_array().unwrap().iter();
        let found: Vec<_> = concepts.map(|it| (text(it, "code"), text(it, "display"))).collect();
        let written: Vec<_> =
            all().map(|coding| (coding.code.to_owned(), coding.display.to_owned())).collect();
        assert_eq!(found, written);
    }

    #[test]
    fn a_scale_leads_there_and_back() {
        for scale in [RESTFULNESS_SCALE, MOOD_SCALE, TENSION_SCALE] {
            for number in 1..=5 {
                let there = Step::new(number).unwrap();
                assert_eq!(step(&scale, answer(&scale, there).unwrap().code), Some(there));
            }
            assert_eq!(step(&scale, "mood"), None);
        }
        assert_eq!((Step::new(0), Step::new(6)), (None, None));
    }
}
