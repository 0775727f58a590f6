//! Names of items: each once, each reference to an item that exists, and no circles.

use std::collections::{BTreeMap, BTreeSet};

use super::Errors;
use crate::questionnaire::Questionnaire;
use crate::questionnaire::answer::Answer;
use crate::questionnaire::item::{Item, ItemKind, Operator, Rule};
use crate::questionnaire::occurrence::{self, SEPARATOR};

pub(super) fn check(questionnaire: &Questionnaire, errors: &mut Errors) {
    let items = questionnaire.all_items();
    let mut names: BTreeMap<&str, &Item> = BTreeMap::new();
    for item in &items {
        if item.link_id.is_empty() || item.link_id.len() > 100 {
            errors.add(&item.link_id, "a linkId must have 1 to 100 characters");
        }
        if item.link_id.contains(SEPARATOR) {
            errors.add(&item.link_id, "a linkId must not contain #: the app counts repetitions with it");
        }
        if names.insert(&item.link_id, item).is_some() {
            errors.add(&item.link_id, "this linkId is used twice");
        }
    }
    let repeaters = occurrence::repeaters(questionnaire);
    let repeater = |name: &str| repeaters.get(name).map(|group| group.link_id.as_str());
    for item in &items {
        for rule in item.enable.iter().flat_map(|enable| &enable.rules) {
            match names.get(rule.question.as_str()) {
                None => errors.add(
                    &item.link_id,
                    format!("enableWhen asks for {}, which does not exist", rule.question),
                ),
                Some(other) if !fits(rule, other) => errors.add(
                    &item.link_id,
                    format!("enableWhen compares {} with an answer that it cannot have", rule.question),
                ),
                // FHIR R4: several occurrences of the question that are equally near are an error.
                Some(other)
                    if repeater(&other.link_id).is_some_and(|it| repeater(&item.link_id) != Some(it)) =>
                {
                    errors.add(
                        &item.link_id,
                        format!(
                            "enableWhen asks for {}, which stands in each repetition of a group",
                            rule.question
                        ),
                    );
                }
                Some(_) => {}
            }
        }
    }
    if let Some(name) = circle(questionnaire, &names) {
        errors.add(name, "its conditions or expressions go round in a circle");
    }
}

/// Whether the other item can have such an answer.
fn fits(rule: &Rule, other: &Item) -> bool {
    if rule.operator == Operator::Exists {
        return other.is_question();
    }
    match (&rule.answer, other.kind) {
        (Answer::Choice(choice), ItemKind::Choice) => other.option(choice).is_some(),
        (Answer::Text(code), ItemKind::Choice) => {
            other.options.iter().any(|it| it.choice.system.is_none() && it.choice.code == *code)
        }
        (Answer::Choice(_), ItemKind::OpenChoice)
        | (Answer::Text(_), ItemKind::OpenChoice | ItemKind::String | ItemKind::Text)
        | (Answer::Boolean(_), ItemKind::Boolean)
        | (Answer::Integer(_), ItemKind::Integer | ItemKind::Decimal)
        | (Answer::Decimal(_), ItemKind::Decimal)
        | (Answer::Date(_), ItemKind::Date)
        | (Answer::DateTime(_), ItemKind::DateTime)
        | (Answer::Time(_), ItemKind::Time)
        | (Answer::Quantity(_), ItemKind::Quantity) => true,
        _ => false,
    }
}

/// An item whose conditions lead back to itself, if there is one.
fn circle<'q>(questionnaire: &'q Questionnaire, names: &BTreeMap<&'q str, &'q Item>) -> Option<&'q str> {
    let parents = questionnaire.parents();
    let needs = |name: &str| -> Vec<&'q str> {
        let Some(item) = names.get(name) else {
            return Vec::new();
        };
        let above = parents.get(name).into_iter().flatten().copied();
        let asked = above.chain([*item]).flat_map(|it| it.enable.iter().flat_map(|enable| &enable.rules));
        let computed = item.calculated.iter().flat_map(|it| it.literals());
        let wanted = asked.map(|rule| rule.question.as_str()).chain(computed);
        wanted.filter_map(|name| names.get_key_value(name)).map(|(name, _)| *name).collect()
    };
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in names.keys() {
        // Depth first, with the path that is being walked.
        let mut path: Vec<(&str, Vec<&str>)> = vec![(start, needs(start))];
        while let Some((name, open)) = path.last_mut() {
            let Some(next) = open.pop() else {
                done.insert(name);
                path.pop();
                continue;
            };
            if path.iter().any(|(walked, _)| *walked == next) {
                return names.get_key_value(next).map(|(name, _)| *name);
            }
            if !done.contains(next) {
                path.push((next, needs(next)));
            }
        }
    }
    None
}
