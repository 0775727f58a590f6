//! Putting answers into the order of the questionnaire, and computing those that are calculated.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::State;
use crate::expression::{Scope, Value};
use crate::questionnaire::answer::Answer;
use crate::questionnaire::item::{Item, ItemKind};
use crate::questionnaire::response::{Response, ResponseAnswer, ResponseItem};
use crate::questionnaire::{Questionnaire, check, enable};

/// The answers of enabled items.
pub(super) fn response(questionnaire: &Questionnaire, state: &State, enabled: &BTreeSet<&str>) -> Response {
    Response {
        questionnaire: questionnaire.url.clone(),
        version: questionnaire.version.clone(),
        authored: state.changed_at,
        items: items(&questionnaire.items, state, enabled),
    }
}

fn items(list: &[Item], state: &State, enabled: &BTreeSet<&str>) -> Vec<ResponseItem> {
    let mut found = Vec::new();
    for item in list.iter().filter(|item| enabled.contains(item.link_id.as_str())) {
        let below = items(&item.items, state, enabled);
        let link_id = item.link_id.clone();
        if item.is_question() {
            let values = state.answers.get(&item.link_id).cloned().unwrap_or_default();
            if !values.is_empty() {
                let answer = |value| ResponseAnswer { value, items: below.clone() };
                found.push(ResponseItem {
                    link_id,
                    answers: values.into_iter().map(answer).collect(),
                    items: Vec::new(),
                });
            } else if !below.is_empty() {
                // A question without an answer cannot hold its children: they stand beside it.
                found.extend(below);
            }
        } else if !below.is_empty() {
            found.push(ResponseItem { link_id, answers: Vec::new(), items: below });
        }
    }
    found
}

/// Computes all calculated answers. Expressions may build on each other; circles were refused before.
pub(super) fn recompute(questionnaire: &Questionnaire, state: &mut State) {
    let calculated: Vec<&Item> =
        questionnaire.all_items().into_iter().filter(|item| item.calculated.is_some()).collect();
    // Each round settles at least one more of a chain.
    for _ in 0..=calculated.len() {
        let before = state.answers.clone();
        for item in &calculated {
            let enabled = enable::enabled(questionnaire, &state.answers);
            let response = response(questionnaire, state, &enabled);
            let value = item.calculated.as_ref().and_then(|expression| {
                let scope = Scope::new(&response, jiff::civil::Date::ZERO);
                let values = expression.evaluate(&scope).ok()?;
                answer(item.kind, values.first()?)
            });
            let checked = value.and_then(|value| check::check(item, vec![value]).ok());
            match checked {
                Some(answers) => state.answers.insert(item.link_id.clone(), answers),
                None => state.answers.remove(&item.link_id),
            };
        }
        if before == state.answers {
            return;
        }
    }
}

fn answer(kind: ItemKind, value: &Value<'_>) -> Option<Answer> {
    Some(match (kind, value) {
        (ItemKind::Integer, Value::Number(it)) if it.is_integer() => {
            Answer::Integer(i32::try_from(*it).ok()?)
        }
        (ItemKind::Decimal, Value::Number(it)) => Answer::Decimal(*it),
        (ItemKind::Boolean, Value::Boolean(it)) => Answer::Boolean(*it),
        (ItemKind::String | ItemKind::Text, Value::Text(it)) => Answer::Text(it.clone().into_owned()),
        (ItemKind::String | ItemKind::Text, Value::Number(it)) => {
            Answer::Text(Decimal::normalize(it).to_string())
        }
        (ItemKind::Date, Value::Date(it)) => Answer::Date(*it),
        (ItemKind::DateTime, Value::DateTime(it)) => Answer::DateTime(*it),
        (ItemKind::Time, Value::Time(it)) => Answer::Time(*it),
        (ItemKind::Choice | ItemKind::OpenChoice, Value::Choice(it)) => Answer::Choice((*it).clone()),
        _ => return None,
    })
}
