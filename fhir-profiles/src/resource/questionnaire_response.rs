//! A filled-in questionnaire.

use fhir_sdk::DateTime;
use fhir_sdk::r4b::codes::QuestionnaireResponseStatus;
use fhir_sdk::r4b::resources::{
    QuestionnaireResponse, QuestionnaireResponseItem, QuestionnaireResponseItemAnswer,
    QuestionnaireResponseItemAnswerValue as Value, QuestionnaireResponseItemAnswerValueExtension as Beside,
};

use super::observation::{Subject, meta, moment};
use super::time::{date, date_time, time_of_day};
use super::types::{amount, chosen, own_identifier, reference};
use super::{Built, Unwritable, profile};
use crate::input::{AnswerValue, AnsweredItem, AssessmentAnswers, Entry};
use crate::writer::{approximate, digits};

/// A `QuestionnaireResponse`; `questionnaire` is the canonical address with its version.
pub(crate) fn build(
    subject: Subject,
    entry: &Entry,
    answers: &AssessmentAnswers,
    questionnaire: &str,
) -> Built {
    let mut response =
        QuestionnaireResponse::builder().status(QuestionnaireResponseStatus::Completed).build()?;
    meta(&mut response, subject, entry, profile!("QuestionnaireResponse"))?;
    response.identifier = Some(own_identifier(subject.id));
    response.questionnaire = Some(questionnaire.to_owned());
    response.subject = Some(reference(subject.patient));
    response.authored = Some(moment(entry)?);
    response.author = subject.person.map(reference);
    response.item = items(&answers.items)?;
    Ok(response.into())
}

fn items(of: &[AnsweredItem]) -> Result<Vec<Option<QuestionnaireResponseItem>>, Unwritable> {
    of.iter().map(|of| item(of).map(Some)).collect()
}

fn item(of: &AnsweredItem) -> Result<QuestionnaireResponseItem, Unwritable> {
    let mut item = QuestionnaireResponseItem::builder().link_id(of.link_id.clone()).build()?;
    item.text = Some(of.text.clone());
    item.answer = of.answers.iter().map(|of| answer(of).map(Some)).collect::<Result<_, _>>()?;
    item.item = items(&of.items)?;
    Ok(item)
}

fn answer(of: &AnswerValue) -> Result<QuestionnaireResponseItemAnswer, Unwritable> {
    let value = match of {
        AnswerValue::Boolean(yes) => Value::Boolean(*yes),
        AnswerValue::Decimal(number) => Value::Decimal(approximate(number.as_str())),
        AnswerValue::Integer(number) => Value::Integer(*number),
        AnswerValue::Moment(at) => Value::DateTime(date_time(*at)?),
        AnswerValue::Day(day) => Value::DateTime(DateTime::Date(date(*day)?)),
        AnswerValue::Time(time) => Value::Time(time_of_day(*time)?),
        AnswerValue::Text(text) => Value::String(text.clone()),
        AnswerValue::Choice(choice) => Value::Coding(chosen(choice)),
        AnswerValue::Amount(value) => Value::Quantity(amount(value)),
    };
    let mut answer = QuestionnaireResponseItemAnswer::builder().value(value).build()?;
    if let AnswerValue::Decimal(number) = of {
        answer.value_ext = Some(Beside::Decimal(digits(number.as_str())));
    }
    Ok(answer)
}
