use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::questionnaire::{Answer, Choice, Response, ResponseAnswer, ResponseItem};

fn choice(code: &str, ordinal: i64) -> Answer {
    let (system, display) = (Some("urn:test".into()), Some(code.to_uppercase()));
    Answer::Choice(Choice { system, code: code.into(), display, ordinal: Some(Decimal::from(ordinal)) })
}

fn item(link_id: &str, values: Vec<Answer>) -> ResponseItem {
    let answers = values.into_iter().map(|value| ResponseAnswer { value, items: Vec::new() }).collect();
    ResponseItem { link_id: link_id.into(), answers, items: Vec::new() }
}

fn response() -> Response {
    let group = ResponseItem {
        link_id: "g".into(),
        answers: Vec::new(),
        items: vec![item("a", vec![choice("x", 1)]), item("b", vec![choice("y", 3)])],
    };
    let weight = item("weight", vec![Answer::Decimal("82.5".parse().unwrap())]);
    let height = item("height", vec![Answer::Integer(180)]);
    let words = item("words", vec![Answer::Text("Montag".into()), Answer::Text("Freitag".into())]);
    Response {
        questionnaire: "urn:q".into(),
        version: "1".into(),
        authored: jiff::Timestamp::UNIX_EPOCH,
        items: vec![group, weight, height, words],
    }
}

/// Results in a form that is easy to compare.
fn result(text: &str) -> String {
    let response = response();
    let scope = Scope::new(&response, date(2026, 3, 1));
    let show = |value: &Value<'_>| match value {
        Value::Number(it) => it.normalize().to_string(),
        Value::Boolean(it) => it.to_string(),
        Value::Text(it) => format!("'{it}'"),
        Value::Date(it) => it.to_string(),
        Value::Choice(it) => it.code.clone(),
        other => format!("{other:?}").chars().take(8).collect(),
    };
    match Expression::parse(text).and_then(|it| it.evaluate(&scope)) {
        Ok(values) => values.iter().map(show).collect::<Vec<_>>().join(","),
        Err(error) => format!("! {error}"),
    }
}

#[test]
fn scores_are_summed_by_ordinals() {
    assert_eq!(
        result("%resource.descendants().where(linkId='a' or linkId='b').answer.value.ordinal().sum()"),
        "4"
    );
    assert_eq!(result("%resource.repeat(item).where(linkId='b').answer.value.code"), "'y'");
    assert_eq!(result("item.where(linkId='g').item.answer.value.ordinal().avg()"), "2");
    assert_eq!(result("item.where(linkId='g').item.answer.value.ordinal().max() - 1"), "2");
}

#[test]
fn what_is_not_answered_is_not_zero() {
    assert_eq!(result("item.where(linkId='none').answer.value.sum()"), "");
    assert_eq!(result("item.where(linkId='none').answer.value + 3"), "");
    assert_eq!(result("item.where(linkId='none').answer.value > 3"), "");
    assert_eq!(result("item.where(linkId='none').answer.exists()"), "false");
}

#[test]
fn numbers_are_exact() {
    assert_eq!(result("0.1 + 0.2 = 0.3"), "true");
    assert_eq!(
        result(
            "(item.where(linkId='weight').answer.value / ((item.where(linkId='height').answer.value / 100) * (item.where(linkId='height').answer.value / 100))).round(1)"
        ),
        "25.5"
    );
    assert_eq!(result("7 div 2"), "3");
    assert_eq!(result("7 mod 2"), "1");
    assert_eq!(result("1 / 0"), "");
    assert_eq!(result("2 + 3 * 4 - -1"), "15");
    assert_eq!(result("2.5.round()"), "3");
    assert_eq!(result("(-2.5).abs().floor()"), "2");
    assert_eq!(result("79228162514264337593543950335 * 2"), "");
}

#[test]
fn logic_has_three_values() {
    assert_eq!(result("true and {}"), "");
    assert_eq!(result("false and {}"), "false");
    assert_eq!(result("true or {}"), "true");
    assert_eq!(result("false implies {}"), "true");
    assert_eq!(result("true xor true"), "false");
    assert_eq!(result("{} = {}"), "");
    assert_eq!(result("{} ~ {}"), "true");
    assert_eq!(result("(1 > 2).not()"), "true");
}

#[test]
fn collections_and_texts() {
    assert_eq!(result("item.where(linkId='words').answer.count()"), "2");
    assert_eq!(result("item.where(linkId='words').answer.value.first() & '!'"), "'Montag!'");
    assert_eq!(result("'Freitag' in item.where(linkId='words').answer.value"), "true");
    assert_eq!(result("item.where(linkId='words').answer.value.all($this.length() > 5)"), "true");
    assert_eq!(result("item.where(linkId='words').answer.value[1].matches('^Frei')"), "true");
    assert_eq!(result("item.where(linkId='words').answer.value.skip(1).lower()"), "'freitag'");
    assert_eq!(result("iif(item.item.where(linkId='a').answer.value.code = 'x', 'yes', 'no')"), "'yes'");
    assert_eq!(result("'12.50'.toDecimal()"), "12.5");
    assert_eq!(result("'12.5'.toInteger()"), "");
    assert_eq!(result("today() > @2026-02-28 and today() <= @2026-03-01"), "true");
}

#[test]
fn mistakes_are_named() {
    assert_eq!(result("1 +"), "! at character 4: something is missing here");
    assert_eq!(result("'open"), "! at character 1: the text is not closed");
    assert_eq!(result("a.trace()"), "! trace() is not supported");
    assert_eq!(result("%factory"), "! %factory is not supported");
    assert_eq!(result("where()"), "! where() is not supported");
    assert_eq!(result("1 + true"), "! + does not work with these values");
    assert_eq!(result("1 2"), "! at character 3: the expression should end here");
    assert_eq!(result(&"(".repeat(100)), "! the expression is too long or nested too deeply");
    assert_eq!(result(&"1+".repeat(2_000)), "! the expression is too long or nested too deeply");
    assert_eq!(result("repeat($this)"), "! the expression takes too many steps");
}

proptest! {
    #[test]
    fn no_text_makes_expressions_panic(text in "[a-z0-9 .()'=<>+*/%@$\\-]{0,60}") {
        let _ = result(&text);
    }
}
