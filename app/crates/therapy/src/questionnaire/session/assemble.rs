//! Putting answers into the order of the questionnaire, and computing those that are calculated.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::State;
use crate::expression::{Scope, Value};
use crate::questionnaire::answer::Answer;
use crate::questionnaire::item::{Item, ItemKind};
use crate::questionnaire::response::{Response, ResponseAnswer, ResponseItem};
use crate::questionnaire::{Questionnaire, check, enable, occurrence};

/// The answers of enabled items.
pub(super) fn response(questionnaire: &Questionnaire, state: &State, enabled: &BTreeSet<String>) -> Response {
    Response {
        questionnaire: questionnaire.url.clone(),
        version: questionnaire.version.clone(),
        authored: state.changed_at,
        items: items(&questionnaire.items, None, state, enabled),
    }
}

/// One repetition of a group; `None` without answers.
pub(super) fn repetition(
    group: &Item,
    number: u64,
    state: &State,
    enabled: &BTreeSet<String>,
) -> Option<ResponseItem> {
    one(group, Some(number), state, enabled).into_iter().next()
}

fn items(list: &[Item], within: Option<u64>, state: &State, enabled: &BTreeSet<String>) -> Vec<ResponseItem> {
    let places =
        |item| occurrence::places(item, within, &state.repetitions).into_iter().map(move |it| (item, it));
    list.iter().flat_map(places).flat_map(|(item, place)| one(item, place, state, enabled)).collect()
}

fn one(item: &Item, place: Option<u64>, state: &State, enabled: &BTreeSet<String>) -> Vec<ResponseItem> {
    let key = occurrence::key(&item.link_id, place);
    if !enabled.contains(&key) {
        return Vec::new();
    }
    let below = items(&item.items, place, state, enabled);
    let values = state.answers.get(&key).filter(|_| item.is_question()).cloned().unwrap_or_default();
    let link_id = item.link_id.clone();
    match (item.is_question(), values.is_empty()) {
        (true, false) => {
            let answer = |value| ResponseAnswer { value, items: below.clone() };
            let answers = values.into_iter().map(answer).collect();
            vec![ResponseItem { link_id, answers, items: Vec::new() }]
        }
        // A question without an answer cannot hold its children: they stand beside it.
        (true, true) => below,
        (false, _) if below.is_empty() => Vec::new(),
        (false, _) => vec![ResponseItem { link_id, answers: Vec::new(), items: below }],
    }
}

/// Computes all calculated answers. Expressions may build on each other; circles were refused before.
pub(super) fn recompute(questionnaire: &Questionnaire, state: &mut State) {
    let calculated: Vec<&Item> =
        questionnaire.all_items().into_iter().filter(|item| item.calculated.is_some()).collect();
    // Each round settles at least one more of a chain.
    for _ in 0..=calculated.len() {
        let before = state.answers.clone();
        for item in &calculated {
            let enabled = enable::enabled(questionnaire, &state.answers, &state.repetitions);
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
