//! Checks of what one record holds.

use super::{ExportError, MAX_TEXT, required};
use crate::input::{
    Amount, AnsweredItem, Appointment, Assessment, AssessmentItem, Code, Coded, Contact, Device, Dosage,
    Entry, EntryValue, Goal, Medication, PlannedActivity, Practice, Score,
};
use crate::text;

/// Deepest nesting of the items of a questionnaire.
const MAX_DEPTH: usize = 16;
/// Longest attached document in Base64: 12 MB, so that a part of 25 MB holds it in both formats.
const MAX_DOCUMENT: usize = 16_000_000;
/// Longest media type.
const MAX_MEDIA_TYPE: usize = 100;

type Checked = Result<(), ExportError>;

/// Checks the values of a record.
pub(super) fn check_value(entry: &Entry, value: &EntryValue) -> Checked {
    match value {
        EntryValue::BloodPressure { .. } | EntryValue::HeartRate { .. } | EntryValue::Vital(_) => Ok(()),
        EntryValue::Sleep(sleep) => in_order(entry, sleep.ended_at >= entry.measured_at),
        EntryValue::Mood(_) => Ok(()),
        EntryValue::DiaryNote(text) => required("a diary note", text),
        EntryValue::Assessment(assessment) => check_assessment(assessment),
        EntryValue::AssessmentAnswers(answers) => check_answers(&answers.items, 0),
        EntryValue::Score(score) => check_score(score),
        EntryValue::Goal(goal) => check_goal(goal),
        EntryValue::CarePlan(plan) => {
            required("the title of a plan", &plan.title)?;
            plan.activities.iter().try_for_each(check_activity)
        }
        EntryValue::Activity(activity) => {
            in_order(entry, activity.ended_at.is_none_or(|end| end >= entry.measured_at))?;
            coded("an activity", &activity.what)
        }
        EntryValue::Medication(medication) => check_medication(entry, medication),
        EntryValue::Intake(intake) => amount("a dose", &intake.dose),
        EntryValue::SkippedDose(skipped) => skipped.dose.iter().try_for_each(|dose| amount("a dose", dose)),
        EntryValue::SideEffect(effect) => {
            in_order(entry, effect.ended_at.is_none_or(|end| end >= entry.measured_at))?;
            coded("an unwanted effect", &effect.what)
        }
        EntryValue::Contact(contact) => check_contact(contact),
        EntryValue::Practice(practice) => check_practice(practice),
        EntryValue::Appointment(appointment) => check_appointment(entry, appointment),
        EntryValue::Visit(visit) => in_order(entry, visit.end >= entry.measured_at),
        EntryValue::Device(device) => check_device(device),
        EntryValue::Document(document) => {
            required("the title of a document", &document.title)?;
            let parts = document.content_type.split('/').collect::<Vec<_>>();
            let plain = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic());
            if parts.len() != 2 || !parts.iter().all(plain) || document.content_type.len() > MAX_MEDIA_TYPE {
                return Err(ExportError::MediaType);
            }
            check_data(&document.data)
        }
        EntryValue::Imported(imported) => match &imported.value {
            EntryValue::Imported(_) => Err(ExportError::Broken(entry.id)),
            value => check_value(entry, value),
        },
        EntryValue::Kept(kept) => match kept.text.len() > MAX_DOCUMENT {
            true => Err(ExportError::DocumentTooLong),
            false => Ok(()),
        },
    }
}

fn check_assessment(assessment: &Assessment) -> Checked {
    required("the title of a questionnaire", &assessment.title)?;
    required("the version of a questionnaire", &assessment.version)?;
    required("the language of a questionnaire", &assessment.language)?;
    required("the address of a questionnaire", &assessment.url)?;
    if assessment.url.contains(|c: char| c.is_whitespace() || c == '|') {
        return Err(ExportError::Canonical);
    }
    check_items(&assessment.items, 0)
}

fn check_items(items: &[AssessmentItem], depth: usize) -> Checked {
    if depth > MAX_DEPTH {
        return Err(ExportError::TooDeep);
    }
    items.iter().try_for_each(|item| {
        required("the name of a question", &item.link_id)?;
        required("a question", &item.text)?;
        item.options.iter().try_for_each(code)?;
        check_items(&item.items, depth + 1)
    })
}

fn check_answers(items: &[AnsweredItem], depth: usize) -> Checked {
    if depth > MAX_DEPTH {
        return Err(ExportError::TooDeep);
    }
    items.iter().try_for_each(|item| {
        required("the name of a question", &item.link_id)?;
        item.answers.iter().try_for_each(|answer| match answer {
            crate::AnswerValue::Text(text) => required("an answer", text),
            crate::AnswerValue::Choice(choice) => code(choice),
            crate::AnswerValue::Amount(value) => amount("an answer", value),
            _ => Ok(()),
        })?;
        check_answers(&item.items, depth + 1)
    })
}

fn check_score(score: &Score) -> Checked {
    coded("a score", &score.what)?;
    score.meaning.iter().try_for_each(|meaning| coded("the meaning of a score", meaning))
}

fn check_goal(goal: &Goal) -> Checked {
    coded("a goal", &goal.what)?;
    goal.target.iter().try_for_each(|target| {
        coded("the measure of a goal", &target.measure)?;
        amount("the lowest value of a goal", &target.low)?;
        amount("the highest value of a goal", &target.high)
    })
}

fn check_activity(activity: &PlannedActivity) -> Checked {
    coded("a planned activity", &activity.what)
}

fn check_medication(entry: &Entry, medication: &Medication) -> Checked {
    coded("the name of a medicine", &medication.name)?;
    medication.form.iter().try_for_each(|form| coded("the form of a medicine", form))?;
    medication.reason.iter().try_for_each(|reason| coded("the reason for a medicine", reason))?;
    if let (Some(start), Some(end)) = (medication.start, medication.end) {
        in_order(entry, start <= end)?;
    }
    medication.ingredients.iter().try_for_each(|ingredient| {
        coded("an ingredient", &ingredient.name)?;
        ingredient.strength.iter().try_for_each(|strength| {
            amount("the strength of an ingredient", &strength.amount)?;
            amount("the strength of an ingredient", &strength.per)
        })
    })?;
    medication.dosages.iter().try_for_each(check_dosage)
}

fn check_dosage(dosage: &Dosage) -> Checked {
    required("a dosage", &dosage.text)?;
    dosage.dose.iter().try_for_each(|dose| amount("a dose", dose))
}

fn check_contact(contact: &Contact) -> Checked {
    required("the doctor's given name", &contact.name.given)?;
    required("the doctor's family name", &contact.name.family)?;
    contact.physician_number.iter().try_for_each(|number| nine_digits("the physician number", number))?;
    check_practice(&contact.practice)
}

fn check_practice(practice: &Practice) -> Checked {
    required("the name of the practice", &practice.name)?;
    practice.site_number.iter().try_for_each(|number| nine_digits("the site number", number))
}

/// What is not known is empty, what is known has a length.
fn check_device(device: &Device) -> Checked {
    let Device { name, manufacturer, model, serial, .. } = device;
    let mut known = [name, manufacturer, model, serial].into_iter().filter(|text| !text::is_blank(text));
    known.try_for_each(|text| required("a fact about a device", text))
}

fn check_appointment(entry: &Entry, appointment: &Appointment) -> Checked {
    in_order(entry, appointment.end >= entry.measured_at)?;
    short("the reason for an appointment", &appointment.reason)?;
    short("who comes along", &appointment.companion)
}

fn check_data(data: &str) -> Checked {
    match data {
        _ if data.len() > MAX_DOCUMENT => Err(ExportError::DocumentTooLong),
        _ if data.is_empty() || text::from_base64(data).is_none() => Err(ExportError::Base64),
        _ => Ok(()),
    }
}

/// A text that may be empty.
fn short(what: &'static str, text: &str) -> Checked {
    if text.len() > MAX_TEXT { Err(ExportError::TooLong(what)) } else { Ok(()) }
}

fn in_order(entry: &Entry, ordered: bool) -> Checked {
    if ordered { Ok(()) } else { Err(ExportError::EndsBeforeStart(entry.id)) }
}

fn coded(what: &'static str, coded: &Coded) -> Checked {
    match &coded.code {
        Some(chosen) => code(chosen),
        None => required(what, &coded.text),
    }
}

fn code(code: &Code) -> Checked {
    required("the system of a code", &code.system)?;
    required("the version of a code", &code.version)?;
    required("a code", &code.code)?;
    required("the display of a code", &code.display)?;
    let blank = |text: &str| text.contains(char::is_whitespace);
    if blank(&code.system) || code.code.split(' ').any(str::is_empty) {
        return Err(ExportError::Code);
    }
    Ok(())
}

fn amount(what: &'static str, amount: &Amount) -> Checked {
    required(what, &amount.unit)?;
    required(what, &amount.ucum)?;
    if amount.ucum.contains(char::is_whitespace) { Err(ExportError::Code) } else { Ok(()) }
}

fn nine_digits(what: &'static str, text: &str) -> Checked {
    match text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(()),
        false => Err(ExportError::NineDigits(what)),
    }
}
