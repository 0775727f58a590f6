//! Extensions of items.

use regex_lite::Regex;

use super::{Errors, values};
use crate::expression::Expression;
use crate::questionnaire::answer::Answer;
use crate::questionnaire::fhir::{self, Extension};
use crate::questionnaire::item::{Constraint, Control, Item, ItemKind, Severity};

/// Puts what an extension says into the item.
pub(super) fn apply(item: &mut Item, extension: &Extension, errors: &mut Errors) {
    let link_id = item.link_id.clone();
    let count = || extension.value_integer.and_then(|it| usize::try_from(it).ok());
    let known = match extension.name() {
        "minValue" => bound(item.kind, extension).map(|it| item.limits.min = Some(it)).is_some(),
        "maxValue" => bound(item.kind, extension).map(|it| item.limits.max = Some(it)).is_some(),
        "minLength" => count().map(|it| item.limits.min_length = Some(it)).is_some(),
        "maxDecimalPlaces" => {
            let digits = extension.value_integer.and_then(|it| u32::try_from(it).ok());
            digits.map(|it| item.limits.max_decimals = Some(it)).is_some()
        }
        "questionnaire-minOccurs" => count().map(|it| item.limits.min_answers = Some(it)).is_some(),
        "questionnaire-maxOccurs" => count().map(|it| item.limits.max_answers = Some(it)).is_some(),
        "questionnaire-hidden" => extension.value_boolean.map(|it| item.hidden = it).is_some(),
        "questionnaire-unit" => {
            extension.value_coding.as_ref().map(|it| item.limits.unit = Some(it.code.clone())).is_some()
        }
        "entryFormat" => {
            let format = extension.value_string.as_deref();
            let format = format.map(|it| values::text(&link_id, it, &extension.string_more, errors));
            format.map(|it| item.limits.format = Some(it)).is_some()
        }
        "regex" => pattern(item, extension, errors),
        "questionnaire-sliderStepValue" => {
            let step = extension.value_integer.and_then(|it| u32::try_from(it).ok()).filter(|it| *it > 0);
            step.map(|step| item.control = Control::Slider { step }).is_some()
        }
        "questionnaire-itemControl" => control(item, extension),
        "sdc-questionnaire-calculatedExpression" => {
            item.calculated = expression(&link_id, extension, errors);
            true
        }
        "questionnaire-constraint" => {
            item.constraints.extend(constraint(&link_id, extension, errors));
            true
        }
        other => {
            errors.add(&link_id, format!("the extension {other} is not supported"));
            return;
        }
    };
    if !known {
        errors.add(&link_id, format!("the extension {} has no value that is understood", extension.name()));
    }
}

fn bound(kind: ItemKind, extension: &Extension) -> Option<Answer> {
    if let Some(day) = &extension.value_date {
        return day.parse().ok().map(Answer::Date);
    }
    let number = extension.value_integer.map(|it| it.to_string());
    let number = number.or_else(|| extension.value_decimal.as_ref().map(ToString::to_string))?;
    match kind {
        ItemKind::Integer => number.parse().ok().map(Answer::Integer),
        ItemKind::Decimal | ItemKind::Quantity => values::decimal(&number).map(Answer::Decimal),
        _ => None,
    }
}

fn pattern(item: &mut Item, extension: &Extension, errors: &mut Errors) -> bool {
    let Some(pattern) = &extension.value_string else {
        return false;
    };
    let whole = format!("^(?:{pattern})$");
    if let Err(error) = Regex::new(&whole) {
        errors.add(&item.link_id, format!("the regex cannot be used: {error}"));
    }
    item.limits.pattern = Some(whole);
    true
}

fn control(item: &mut Item, extension: &Extension) -> bool {
    let codes = extension.value_codeable_concept.as_ref().map(|it| it.coding.as_slice()).unwrap_or_default();
    let Some(code) = codes.first() else {
        return false;
    };
    item.control = match (code.code.as_str(), item.control) {
        ("slider", slider @ Control::Slider { .. }) => slider,
        ("slider", _) => Control::Slider { step: 1 },
        ("drop-down", _) => Control::DropDown,
        ("radio-button" | "check-box", _) => Control::RadioButtons,
        ("lower", _) => Control::LowerEnd,
        ("upper", _) => Control::UpperEnd,
        ("help" | "flyover", _) => Control::Help,
        _ => return false,
    };
    true
}

fn expression(item: &str, extension: &Extension, errors: &mut Errors) -> Option<Expression> {
    let Some(it) = &extension.value_expression else {
        errors.add(item, "calculatedExpression needs valueExpression");
        return None;
    };
    if it.language != "text/fhirpath" {
        errors.add(item, "only expressions in text/fhirpath are supported");
    }
    if it.expression.contains("today(") {
        errors.add(item, "today() is for constraints: a stored answer must not change with the day");
    }
    parse(item, &it.expression, errors)
}

fn parse(item: &str, text: &str, errors: &mut Errors) -> Option<Expression> {
    Expression::parse(text).map_err(|error| errors.add(item, format!("expression: {error}"))).ok()
}

/// A condition of an item or of the whole.
pub(super) fn constraint(item: &str, extension: &Extension, errors: &mut Errors) -> Option<Constraint> {
    let part = |name: &str| extension.extension.iter().find(|it| it.url == name);
    let code =
        |name: &str| part(name).and_then(|it| it.value_code.clone().or_else(|| it.value_string.clone()));
    let nothing = fhir::More::default();
    let human = part("human");
    let text = values::text(
        item,
        human.and_then(|it| it.value_string.as_deref()).unwrap_or_default(),
        human.map_or(&nothing, |it| &it.string_more),
        errors,
    );
    let severity = match code("severity").as_deref() {
        Some("error") => Severity::Error,
        Some("warning") => Severity::Warning,
        _ => {
            errors.add(item, "the severity of a constraint must be error or warning");
            Severity::Error
        }
    };
    let Some(written) = part("expression").and_then(|it| it.value_string.as_deref()) else {
        errors.add(item, "a constraint needs an expression");
        return None;
    };
    let expression = parse(item, written, errors)?;
    Some(Constraint { key: code("key").unwrap_or_default(), severity, text, expression })
}
