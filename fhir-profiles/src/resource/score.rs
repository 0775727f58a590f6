//! A score.

use uuid::Uuid;

use super::observation::{Subject, effective, head, note, performer};
use super::{profile, reference, reference_list};
use crate::input::{Entry, Score};
use crate::terms::{NUMERICAL_RANGE, POINTS, SURVEY, coded, coded_parts, coding_list, concept, quantity};
use crate::writer::Writer;

/// Writes an `Observation_Score_or_Assessment_by_Scale`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    score: &Score,
    answers: Option<Uuid>,
) {
    head(writer, subject, entry, profile!("Observation_Score_or_Assessment_by_Scale"));
    writer.token("status", "final");
    writer.list("category", [SURVEY], |writer, category| coding_list(writer, &[category]));
    coded(writer, "code", &score.what);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    performer(writer, subject);
    quantity(writer, "valueQuantity", score.value.as_str(), POINTS);
    if let Some(meaning) = &score.meaning {
        writer.list("interpretation", [meaning], coded_parts);
    }
    note(writer, &entry.note);
    if let Some(range) = &score.range {
        writer.list("referenceRange", [range], |writer, range| {
            quantity(writer, "low", range.low.as_str(), POINTS);
            quantity(writer, "high", range.high.as_str(), POINTS);
            concept(writer, "type", &[NUMERICAL_RANGE]);
        });
    }
    if let Some(answers) = answers {
        reference_list(writer, "derivedFrom", [answers]);
    }
}
