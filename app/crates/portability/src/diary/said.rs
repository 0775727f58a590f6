//! What an entry says that its resource has no field for: in lines of their own below the note.
//!
//! MIO DiGA closes a movement and a complaint to everything but their code, times and notes, and takes a note as text.
//! The lines begin with fixed words, as the codes of the diary have fixed names, so that an import finds them again.

use heilsam_therapy::Measurement;
use heilsam_therapy::diary::Effort;
use jiff::civil::DateTime;

const EFFORT: &str = "Anstrengung: ";
const STEPS: &str = "Schritte: ";
const MEDICINE: &str = "Vermutetes Medikament: ";
const WORDS: &str = "In eigenen Worten: ";
const PLANNED: &str = "Geplant: ";

const EFFORTS: [(Effort, &str); 3] =
    [(Effort::Light, "leicht"), (Effort::Moderate, "mittel"), (Effort::Vigorous, "anstrengend")];

/// The note with the lines below it.
pub(super) fn below(note: &str, measurement: &Measurement) -> String {
    let lines: Vec<String> = match measurement {
        Measurement::Activity(activity) => {
            let effort = EFFORTS.into_iter().find(|(effort, _)| *effort == activity.effort());
            let effort = effort.map(|(_, words)| format!("{EFFORT}{words}"));
            effort.into_iter().chain(activity.steps().map(|steps| format!("{STEPS}{steps}"))).collect()
        }
        Measurement::SideEffect(effect) => {
            let said = [(MEDICINE, effect.medicine()), (WORDS, effect.words())];
            let said = said.into_iter().filter(|(_, text)| !text.is_empty());
            said.map(|(label, text)| format!("{label}{text}")).collect()
        }
        Measurement::MedicationIntake(intake) => {
            intake.planned_for().map(|at| format!("{PLANNED}{at}")).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let note = Some(note.to_owned()).filter(|note| !note.is_empty());
    note.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// The note of a movement, how hard it was, and the steps.
pub(crate) fn activity(note: &str) -> (&str, Option<Effort>, Option<u32>) {
    let (note, steps) = cut(note, STEPS, |steps| steps.parse().ok());
    let (note, effort) = cut(note, EFFORT, |words| {
        EFFORTS.iter().find(|(_, known)| *known == words).map(|(effort, _)| *effort)
    });
    (note, effort, steps)
}

/// The note of a complaint, the medicine that is suspected, and the patient's words; both may be empty.
pub(crate) fn side_effect(note: &str) -> (&str, String, String) {
    let (note, words) = cut(note, WORDS, |words| Some(words.to_owned()));
    let (note, medicine) = cut(note, MEDICINE, one_line);
    (note, medicine.unwrap_or_default(), words.unwrap_or_default())
}

/// The note of a dose, and when the plan asked for it.
pub(crate) fn planned(note: &str) -> (&str, Option<DateTime>) {
    cut(note, PLANNED, |at| at.parse().ok())
}

fn one_line(text: &str) -> Option<String> {
    (!text.contains('\n')).then(|| text.to_owned())
}

/// Cuts off the last line that begins so, with all below it, where it can be read; else the note stays whole.
fn cut<'a, T>(note: &'a str, label: &str, read: impl FnOnce(&'a str) -> Option<T>) -> (&'a str, Option<T>) {
    let below = note.rfind(&format!("\n{label}")).map(|at| at + 1);
    let Some(at) = below.or_else(|| note.starts_with(label).then_some(0)) else { return (note, None) };
    let (before, line) = note.split_at(at);
    match line.strip_prefix(label).and_then(read) {
        Some(value) => (before.trim_end(), Some(value)),
        None => (note, None),
    }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::diary::{
        Activity, ActivityKind, Effect, IntakeDraft, IntakeResult, Severity, SideEffectDraft,
    };
    use jiff::civil::date;

    use super::*;

    #[test]
    fn how_hard_it_was_and_the_steps_lead_there_and_back() {
        for (effort, _) in EFFORTS {
            for (note, steps) in [("", None), ("im Park\nmit Hund", Some(4_000)), ("Schritte: 7", None)] {
                let walk = Activity::new(ActivityKind::Walking, 35, effort, steps).unwrap();
                let text = below(note, &Measurement::Activity(walk));
                assert_eq!(activity(&text), (note, Some(effort), steps), "{text}");
            }
        }
        assert_eq!(activity("im Park"), ("im Park", None, None), "a file from before says neither");
        assert_eq!(activity("Anstrengung: sehr"), ("Anstrengung: sehr", None, None));
    }

    #[test]
    fn the_suspected_medicine_and_the_words_lead_there_and_back() {
        let all =
            [("", ""), ("Ramipril 5 mg", ""), ("", "Kribbeln\nin der Hand"), ("Ramipril 5 mg", "Kribbeln")];
        for note in ["", "beim Aufstehen"] {
            for (medicine, words) in all {
                let draft = SideEffectDraft {
                    effect: Some(Effect::Dizziness),
                    severity: Some(Severity::Mild),
                    medicine: medicine.to_owned(),
                    words: words.to_owned(),
                };
                let text = below(note, &Measurement::SideEffect(draft.parse().unwrap()));
                assert_eq!(side_effect(&text), (note, medicine.to_owned(), words.to_owned()), "{text}");
            }
        }
    }

    #[test]
    fn when_a_dose_was_planned_leads_there_and_back() {
        for at in [None, Some(date(2026, 3, 1).at(8, 30, 0, 0))] {
            let draft = IntakeDraft {
                medicine: "Ramipril 5 mg".to_owned(),
                result: Some(IntakeResult::Taken),
                planned_for: at,
                ..IntakeDraft::default()
            };
            let text = below("mit Wasser", &Measurement::MedicationIntake(draft.parse().unwrap()));
            assert_eq!(planned(&text), ("mit Wasser", at), "{text}");
        }
    }
}
