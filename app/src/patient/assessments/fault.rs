//! What stands against an answer or against finishing, in words that say what is expected.

use heilsam_therapy::questionnaire::{Answer, AnswerError, Item, ItemKind, Problem, Session};

use crate::components::DateKind;
use crate::entry_words::number;
use crate::patient::content::say;
use crate::{t, today};

/// What stands against going on.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The step it is shown at: a question, or a repeating group; none: it is about the whole.
    pub question: Option<String>,
    /// The place of the question that it is about; in a repeating group another one than the step.
    pub place: String,
    /// The question whose limits the words name; none: nothing is asked there.
    about: Option<Item>,
    /// What is wrong.
    problem: Problem,
}

impl Fault {
    /// What stands against going on at a step.
    pub fn at(session: &Session<'_>, step: &Item) -> Option<Self> {
        Self::first(session, &session.missing(step))
    }

    /// The first of what stands against finishing.
    pub fn first(session: &Session<'_>, problems: &[(String, Problem)]) -> Option<Self> {
        let (name, problem) = problems.first()?;
        let question = session.question_of(name);
        // In a repeating group the words depend on the question, not on the group.
        let occurrence = session.occurrences().into_iter().find(|occurrence| occurrence.key() == *name);
        let about = occurrence.map(|occurrence| occurrence.item).or(question);
        Some(Self {
            question: question.map(|item| item.link_id.clone()),
            place: name.clone(),
            about: about.cloned(),
            problem: problem.clone(),
        })
    }

    /// What is expected.
    pub fn words(&self) -> String {
        match (&self.about, &self.problem) {
            (_, Problem::Constraint { text, .. }) => say(text),
            (Some(item), problem) => words(item, problem),
            (None, _) => t!("assessment-wrong"),
        }
    }
}

/// Why an answer to a question was not taken.
pub fn refusal(item: &Item, error: &AnswerError) -> String {
    match error {
        AnswerError::Problem(problem) => words(item, problem),
        AnswerError::NotAsked | AnswerError::Completed => t!("assessment-wrong"),
    }
}

/// What is wrong with the answer to a question.
pub fn words(item: &Item, problem: &Problem) -> String {
    match problem {
        Problem::Missing => t!("assessment-required"),
        Problem::TooFew(least) if is_chosen(item.kind) => t!("assessment-too-few", least = *least),
        Problem::TooFew(least) => t!("assessment-too-few-given", least = *least),
        Problem::TooMany(most) if is_chosen(item.kind) => t!("assessment-too-many", most = *most),
        Problem::TooMany(most) => t!("assessment-entry-most", most = *most),
        Problem::Twice => t!("assessment-twice"),
        Problem::TooSmall(least) => t!("assessment-too-small", least = value(least)),
        Problem::TooLarge(most) => t!("assessment-too-large", most = value(most)),
        Problem::BetweenSteps(step) => {
            let first = item.limits.min.as_ref().map(value).unwrap_or_default();
            t!("assessment-steps", first = first, step = *step)
        }
        Problem::TooPrecise(most) => t!("assessment-too-precise", most = *most),
        Problem::TooShort(least) => t!("assessment-too-short", least = *least),
        Problem::TooLong(most) => t!("assessment-too-long", most = *most),
        Problem::WrongShape => match &item.limits.format {
            Some(format) => t!("assessment-shape", format = say(format)),
            None => t!("assessment-wrong"),
        },
        Problem::WrongType => unreadable(item.kind),
        Problem::Constraint { text, .. } => say(text),
        Problem::NotAnOption | Problem::OneAnswerOnly | Problem::Exclusive => t!("assessment-wrong"),
    }
}

const fn is_chosen(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Choice | ItemKind::OpenChoice)
}

/// What was typed is none of this kind.
fn unreadable(kind: ItemKind) -> String {
    match kind {
        ItemKind::Integer => t!("assessment-whole-number"),
        ItemKind::Decimal | ItemKind::Quantity => t!("assessment-a-number"),
        ItemKind::Date => DateKind::Day.wanted(),
        ItemKind::DateTime => DateKind::Moment.wanted(),
        ItemKind::Time => DateKind::Clock.wanted(),
        _ => t!("assessment-wrong"),
    }
}

fn value(bound: &Answer) -> String {
    match bound {
        Answer::Date(day) => today::day(*day),
        bound => bound.number().map(number).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::questionnaire::Questionnaire;
    use heilsam_therapy::text::Text;
    use jiff::Timestamp;
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;

    fn english(content: &str) -> Value {
        json!({ "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [{ "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": content }],
        }] })
    }

    fn condition(key: &str, expression: &str) -> Value {
        json!({
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint",
            "extension": [
                { "url": "key", "valueCode": key }, { "url": "severity", "valueCode": "error" },
                { "url": "human", "valueString": format!("Bedingung {key}"), "_valueString": english(key) },
                { "url": "expression", "valueString": expression },
            ],
        })
    }

    /// Two numbers, each with a condition, and a condition on the whole.
    fn questionnaire() -> Questionnaire {
        let item = |name: &str, more: Vec<Value>| json!({ "linkId": name, "type": "integer", "text": name, "_text": english(name), "extension": more });
        let sum = "%resource.item.where(linkId='a').answer.value + %resource.item.where(linkId='b').answer.value < 9";
        let text = json!({
            "resourceType": "Questionnaire", "url": "urn:test:q", "version": "1", "status": "active", "language": "de",
            "title": "Titel", "_title": english("Title"), "lastReviewDate": "2026-11-01",
            "extension": [condition("sum", sum)],
            "item": [item("a", Vec::new()), item("b", vec![condition("small", "answer.value < 9")])],
        });
        Questionnaire::load(&text.to_string()).unwrap()
    }

    fn finished(b: i32) -> Option<Fault> {
        let questionnaire = questionnaire();
        let mut session = Session::start(&questionnaire, Timestamp::UNIX_EPOCH);
        session.answer("a", vec![Answer::Integer(5)], Timestamp::UNIX_EPOCH).unwrap();
        session.answer("b", vec![Answer::Integer(b)], Timestamp::UNIX_EPOCH).unwrap();
        let problems = session.problems(date(2026, 3, 1));
        Fault::first(&session, &problems)
    }

    #[test]
    fn a_condition_is_told_in_its_own_words_and_jumps_to_no_other_question() {
        assert_eq!(finished(3), None);
        let whole = finished(4).unwrap();
        assert_eq!((whole.question.as_deref(), whole.words().as_str()), (None, "Bedingung sum"));
        assert_eq!(whole.place, "-");
        let questionnaire = questionnaire();
        let session = Session::start(&questionnaire, Timestamp::UNIX_EPOCH);
        let text = Text { de: "Bedingung small".into(), en: "small".into() };
        let problem = Problem::Constraint { key: "small".into(), text };
        let fault = Fault::first(&session, &[("b".into(), problem)]).unwrap();
        assert_eq!((fault.question.as_deref(), fault.words().as_str()), (Some("b"), "Bedingung small"));
    }

    #[test]
    fn each_fault_says_what_is_expected() {
        let questionnaire = questionnaire();
        let mut item = questionnaire.items[0].clone();
        let said: Vec<String> = [
            Problem::Missing,
            Problem::TooFew(2),
            Problem::TooShort(5),
            Problem::TooLong(200),
            Problem::TooPrecise(1),
            Problem::BetweenSteps(2),
            Problem::WrongShape,
            Problem::WrongType,
        ]
        .iter()
        .map(|problem| words(&item, problem))
        .collect();
        assert_eq!(
            said,
            [
                "assessment-required",
                "assessment-too-few-given",
                "assessment-too-short",
                "assessment-too-long",
                "assessment-too-precise",
                "assessment-steps",
                "assessment-wrong",
                "assessment-whole-number"
            ]
        );
        item.limits.format = Some(Text { de: "fünf Ziffern".into(), en: "five digits".into() });
        assert_eq!(words(&item, &Problem::WrongShape), "assessment-shape");
        assert_eq!(value(&Answer::Integer(7)), "7");
    }
}
