//! A questionnaire as it was shown.

use super::observation::{Subject, meta};
use super::{identifier_list, profile};
use crate::input::{Assessment, AssessmentItem, Entry, ItemKind};
use crate::terms::code;
use crate::writer::Writer;

/// Writes a `Questionnaire`.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, assessment: &Assessment) {
    meta(writer, subject, entry, profile!("Questionnaire"));
    writer.text("language", &assessment.language);
    writer.text("url", &assessment.url);
    identifier_list(writer, subject.id);
    writer.text("version", &assessment.version);
    writer.text("title", &assessment.title);
    writer.token("status", "active");
    write_items(writer, &assessment.items);
}

fn write_items<W: Writer>(writer: &mut W, items: &[AssessmentItem]) {
    if items.is_empty() {
        return;
    }
    writer.list("item", items, |writer, item| {
        writer.text("linkId", &item.link_id);
        writer.text("text", &item.text);
        writer.token("type", kind_code(item.kind));
        if item.repeats {
            writer.number("repeats", "true");
        }
        if !item.options.is_empty() {
            writer.list("answerOption", &item.options, |writer, option| {
                writer.object("valueCoding", |writer| code(writer, option));
            });
        }
        write_items(writer, &item.items);
    });
}

/// Source: FHIR R4, code system `item-type`.
pub(crate) fn kind_code(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Group => "group",
        ItemKind::Display => "display",
        ItemKind::Boolean => "boolean",
        ItemKind::Decimal => "decimal",
        ItemKind::Integer => "integer",
        ItemKind::Moment => "dateTime",
        ItemKind::Time => "time",
        ItemKind::Text => "text",
        ItemKind::Choice => "choice",
        ItemKind::OpenChoice => "open-choice",
        ItemKind::Day => "date",
        ItemKind::Amount => "quantity",
    }
}
