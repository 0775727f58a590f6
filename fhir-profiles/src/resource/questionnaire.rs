//! A questionnaire as it was shown.

use fhir_sdk::r4b::codes::{PublicationStatus, QuestionnaireItemType};
use fhir_sdk::r4b::resources::{
    Questionnaire, QuestionnaireItem, QuestionnaireItemAnswerOption, QuestionnaireItemAnswerOptionValue,
};

use super::observation::{Subject, head};
use super::types::chosen;
use super::{Built, Unwritable, profile};
use crate::input::{Assessment, AssessmentItem, Code, Entry, ItemKind};

/// A `Questionnaire`.
pub(crate) fn build(subject: Subject, entry: &Entry, assessment: &Assessment) -> Built {
    let mut questionnaire = Questionnaire::builder().status(PublicationStatus::Active).build()?;
    head(&mut questionnaire, subject, entry, profile!("Questionnaire"))?;
    questionnaire.language = Some(assessment.language.clone());
    questionnaire.url = Some(assessment.url.clone());
    questionnaire.version = Some(assessment.version.clone());
    questionnaire.title = Some(assessment.title.clone());
    questionnaire.item = items(&assessment.items)?;
    Ok(questionnaire.into())
}

fn items(of: &[AssessmentItem]) -> Result<Vec<Option<QuestionnaireItem>>, Unwritable> {
    of.iter().map(|of| item(of).map(Some)).collect()
}

fn item(of: &AssessmentItem) -> Result<QuestionnaireItem, Unwritable> {
    let mut item = QuestionnaireItem::builder().link_id(of.link_id.clone()).r#type(kind(of.kind)).build()?;
    item.text = Some(of.text.clone());
    item.repeats = of.repeats.then_some(true);
    item.answer_option = of.options.iter().map(|of| option(of).map(Some)).collect::<Result<_, _>>()?;
    item.item = items(&of.items)?;
    Ok(item)
}

fn option(of: &Code) -> Result<QuestionnaireItemAnswerOption, Unwritable> {
    let value = QuestionnaireItemAnswerOptionValue::Coding(chosen(of));
    Ok(QuestionnaireItemAnswerOption::builder().value(value).build()?)
}

/// Source: FHIR R4, code system `item-type`.
pub(crate) fn kind(of: ItemKind) -> QuestionnaireItemType {
    match of {
        ItemKind::Group => QuestionnaireItemType::Group,
        ItemKind::Display => QuestionnaireItemType::Display,
        ItemKind::Boolean => QuestionnaireItemType::Boolean,
        ItemKind::Decimal => QuestionnaireItemType::Decimal,
        ItemKind::Integer => QuestionnaireItemType::Integer,
        ItemKind::Moment => QuestionnaireItemType::DateTime,
        ItemKind::Time => QuestionnaireItemType::Time,
        ItemKind::Text => QuestionnaireItemType::Text,
        ItemKind::Choice => QuestionnaireItemType::Choice,
        ItemKind::OpenChoice => QuestionnaireItemType::OpenChoice,
        ItemKind::Day => QuestionnaireItemType::Date,
        ItemKind::Amount => QuestionnaireItemType::Quantity,
    }
}
