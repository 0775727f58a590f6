//! A filled-in questionnaire.

use super::observation::{Subject, meta, moment};
use super::{instant, own_identifier, profile, reference};
use crate::input::{AnswerValue, AnsweredItem, AssessmentAnswers, Entry};
use crate::terms::{amount, code};
use crate::writer::Writer;

/// Writes a `QuestionnaireResponse`; `questionnaire` is the canonical address with its version.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    answers: &AssessmentAnswers,
    questionnaire: &str,
) {
    meta(writer, subject, entry, profile!("QuestionnaireResponse"));
    writer.object("identifier", |writer| own_identifier(writer, subject.id));
    writer.text("questionnaire", questionnaire);
    writer.token("status", "completed");
    reference(writer, "subject", subject.patient);
    writer.token("authored", &moment(entry));
    if let Some(person) = subject.person {
        reference(writer, "author", person);
    }
    write_items(writer, &answers.items);
}

fn write_items<W: Writer>(writer: &mut W, items: &[AnsweredItem]) {
    if items.is_empty() {
        return;
    }
    writer.list("item", items, |writer, item| {
        writer.text("linkId", &item.link_id);
        writer.text("text", &item.text);
        if !item.answers.is_empty() {
            writer.list("answer", &item.answers, write_answer);
        }
        write_items(writer, &item.items);
    });
}

fn write_answer<W: Writer>(writer: &mut W, answer: &AnswerValue) {
    match answer {
        AnswerValue::Boolean(yes) => writer.number("valueBoolean", if *yes { "true" } else { "false" }),
        AnswerValue::Decimal(number) => writer.number("valueDecimal", number.as_str()),
        AnswerValue::Integer(number) => writer.number("valueInteger", &number.to_string()),
        AnswerValue::Moment(at) => writer.token("valueDateTime", &instant(*at)),
        AnswerValue::Day(day) => writer.token("valueDateTime", &day.to_string()),
        AnswerValue::Time(time) => writer.token("valueTime", &time.to_string()),
        AnswerValue::Text(text) => writer.text("valueString", text),
        AnswerValue::Choice(choice) => writer.object("valueCoding", |writer| code(writer, choice)),
        AnswerValue::Amount(value) => amount(writer, "valueQuantity", value),
    }
}
