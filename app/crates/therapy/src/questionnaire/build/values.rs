//! Texts, answers and codes.

use serde_json::Value;

use super::Errors;
use crate::questionnaire::answer::{Answer, Choice, Quantity};
use crate::questionnaire::fhir;
use crate::questionnaire::item::ItemKind;
use crate::text::Text;

/// German from the element, English from its translation extension.
pub(super) fn text(item: &str, german: &str, more: &fhir::More, errors: &mut Errors) -> Text {
    let mut english = None;
    for extension in &more.extension {
        if extension.name() != "translation" {
            errors.add(item, format!("the extension {} is not supported on a text", extension.name()));
            continue;
        }
        let part = |name: &str| extension.extension.iter().find(|it| it.url == name);
        if part("lang").and_then(|it| it.value_code.as_deref()) == Some("en") {
            english = part("content").and_then(|it| it.value_string.clone());
        }
    }
    let text = Text { de: german.to_owned(), en: english.unwrap_or_default() };
    if text.is_incomplete() {
        errors.add(item, "a text is missing in German or English");
    }
    text
}

pub(super) fn decimal(text: &str) -> Option<rust_decimal::Decimal> {
    text.parse().ok().or_else(|| rust_decimal::Decimal::from_scientific(text).ok())
}

/// The answer in `value[x]` or `answer[x]` of an item of a kind.
pub(super) fn answer(name: &str, value: &Value, kind: ItemKind) -> Option<Answer> {
    let name = name.strip_prefix("value").or_else(|| name.strip_prefix("answer"))?;
    let number = |value: &Value| value.as_number().and_then(|it| decimal(&it.to_string()));
    match (name, kind) {
        ("Boolean", _) => value.as_bool().map(Answer::Boolean),
        ("Integer", ItemKind::Decimal) | ("Decimal", _) => number(value).map(Answer::Decimal),
        ("Integer", _) => value.as_i64().and_then(|it| i32::try_from(it).ok()).map(Answer::Integer),
        ("Date", _) => value.as_str()?.parse().ok().map(Answer::Date),
        ("DateTime", _) => value.as_str()?.parse().ok().map(Answer::DateTime),
        ("Time", _) => value.as_str()?.parse().ok().map(Answer::Time),
        // Options that are words are choices without a system.
        ("String", ItemKind::Choice | ItemKind::OpenChoice) => {
            let code = value.as_str()?.to_owned();
            Some(Answer::Choice(Choice { system: None, code, display: None, ordinal: None }))
        }
        ("String", _) => value.as_str().map(|it| Answer::Text(it.to_owned())),
        ("Coding", _) => {
            let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
            let (system, display) = (text("system"), text("display"));
            Some(Answer::Choice(Choice { system, code: text("code")?, display, ordinal: None }))
        }
        ("Quantity", _) => {
            let unit = value.get("code").or_else(|| value.get("unit")).and_then(Value::as_str)?.to_owned();
            Some(Answer::Quantity(Quantity { value: number(value.get("value")?)?, unit }))
        }
        _ => None,
    }
}
