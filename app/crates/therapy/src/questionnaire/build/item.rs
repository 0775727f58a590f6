//! Items and their options.

use rust_decimal::Decimal;

use super::{Errors, extensions, values};
use crate::questionnaire::answer::{Answer, Choice};
use crate::questionnaire::fhir;
use crate::questionnaire::item::{AnswerOption, Control, Enable, Item, ItemKind, Limits, Operator, Rule};
use crate::text::Text;

const KINDS: [(&str, ItemKind); 13] = [
    ("group", ItemKind::Group),
    ("display", ItemKind::Display),
    ("boolean", ItemKind::Boolean),
    ("integer", ItemKind::Integer),
    ("decimal", ItemKind::Decimal),
    ("date", ItemKind::Date),
    ("dateTime", ItemKind::DateTime),
    ("time", ItemKind::Time),
    ("string", ItemKind::String),
    ("text", ItemKind::Text),
    ("choice", ItemKind::Choice),
    ("open-choice", ItemKind::OpenChoice),
    ("quantity", ItemKind::Quantity),
];

const OPERATORS: [(&str, Operator); 7] = [
    ("exists", Operator::Exists),
    ("=", Operator::Equal),
    ("!=", Operator::NotEqual),
    (">", Operator::Greater),
    ("<", Operator::Less),
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
];

pub(super) fn build(raw: fhir::Item, errors: &mut Errors) -> Item {
    let link_id = raw.link_id.clone();
    let kind = KINDS.into_iter().find(|(name, _)| *name == raw.kind).map(|(_, kind)| kind);
    if kind.is_none() {
        errors.add(&link_id, format!("the type {} is not supported", raw.kind));
    }
    let kind = kind.unwrap_or(ItemKind::Display);
    let mut item = Item {
        text: values::text(&link_id, &raw.text, &raw.text_more, errors),
        enable: enable(&raw, errors),
        initial: initial(&raw, kind, errors),
        limits: Limits { max_length: raw.max_length, ..Limits::default() },
        options: raw.answer_option.iter().filter_map(|it| option(&link_id, it, errors)).collect(),
        prefix: raw.prefix,
        kind,
        control: Control::Usual,
        required: raw.required,
        repeats: raw.repeats,
        read_only: raw.read_only,
        hidden: false,
        calculated: None,
        constraints: Vec::new(),
        items: raw.item.into_iter().map(|it| build(it, errors)).collect(),
        link_id,
    };
    for extension in &raw.extension {
        extensions::apply(&mut item, extension, errors);
    }
    check(&item, errors);
    item
}

fn enable(raw: &fhir::Item, errors: &mut Errors) -> Option<Enable> {
    let mut rules = Vec::new();
    for rule in &raw.enable_when {
        let operator = OPERATORS.into_iter().find(|(sign, _)| *sign == rule.operator).map(|(_, it)| it);
        // The kind of the other item is checked later, when all items are known.
        let answer =
            rule.answer.iter().find_map(|(name, value)| values::answer(name, value, ItemKind::Display));
        match (operator, answer, rule.answer.len()) {
            (Some(Operator::Exists), Some(answer @ Answer::Boolean(_)), 1) => {
                rules.push(Rule { question: rule.question.clone(), operator: Operator::Exists, answer });
            }
            (Some(operator), Some(answer), 1) if operator != Operator::Exists => {
                rules.push(Rule { question: rule.question.clone(), operator, answer });
            }
            _ => errors.add(&raw.link_id, "enableWhen needs a known operator and one answer of a known type"),
        }
    }
    if rules.len() > 1 && raw.enable_behavior.is_none() {
        errors.add(&raw.link_id, "with several enableWhen, enableBehavior must be all or any");
    }
    let all = match raw.enable_behavior.as_deref() {
        None | Some("all") => true,
        Some("any") => false,
        Some(_) => {
            errors.add(&raw.link_id, "enableBehavior must be all or any");
            true
        }
    };
    (!rules.is_empty()).then_some(Enable { all, rules })
}

fn initial(raw: &fhir::Item, kind: ItemKind, errors: &mut Errors) -> Vec<Answer> {
    let selected = raw.answer_option.iter().filter(|option| option.initial_selected);
    let mut answers: Vec<Answer> = selected
        .filter_map(|it| option(&raw.link_id, it, &mut Errors::default()))
        .map(|it| Answer::Choice(it.choice))
        .collect();
    for value in &raw.initial {
        match value.iter().find_map(|(name, value)| values::answer(name, value, kind)) {
            Some(answer) if value.len() == 1 => answers.push(answer),
            _ => errors.add(&raw.link_id, "initial must have one value of the type of the item"),
        }
    }
    answers
}

fn option(item: &str, raw: &fhir::Option_, errors: &mut Errors) -> Option<AnswerOption> {
    let mut ordinal = None;
    let mut exclusive = false;
    let within = raw.value_coding.iter().flat_map(|coding| &coding.extension);
    for extension in raw.extension.iter().chain(within) {
        match extension.name() {
            "ordinalValue" | "itemWeight" => {
                ordinal = extension.value_decimal.as_ref().and_then(|it| values::decimal(&it.to_string()));
            }
            "questionnaire-optionExclusive" => exclusive = extension.value_boolean == Some(true),
            other => errors.add(item, format!("the extension {other} is not supported on an option")),
        }
    }
    let (choice, text) = if let Some(coding) = &raw.value_coding {
        let text =
            values::text(item, coding.display.as_deref().unwrap_or_default(), &coding.display_more, errors);
        let (system, code) = (coding.system.clone(), coding.code.clone());
        (Choice { system, code, display: Some(text.de.clone()), ordinal }, text)
    } else if let Some(words) = &raw.value_string {
        let text = values::text(item, words, &raw.string_more, errors);
        (Choice { system: None, code: words.clone(), display: Some(text.de.clone()), ordinal }, text)
    } else if let Some(number) = raw.value_integer {
        let text = Text { de: number.to_string(), en: number.to_string() };
        let ordinal = ordinal.or(Some(Decimal::from(number)));
        (Choice { system: None, code: number.to_string(), display: Some(number.to_string()), ordinal }, text)
    } else {
        errors.add(item, "an option needs valueCoding, valueString or valueInteger");
        return None;
    };
    Some(AnswerOption { choice, text, exclusive })
}

fn check(item: &Item, errors: &mut Errors) {
    let mut wrong = |is: bool, what: &str| {
        if is {
            errors.add(&item.link_id, what);
        }
    };
    let is_choice = matches!(item.kind, ItemKind::Choice | ItemKind::OpenChoice);
    wrong(is_choice && item.options.is_empty(), "a choice needs answerOption; value sets are not supported");
    wrong(!is_choice && !item.options.is_empty(), "only a choice may have options");
    wrong(!item.is_question() && item.required && item.kind == ItemKind::Display, "words cannot be required");
    let below = || item.with_children().into_iter().skip(1);
    wrong(
        item.is_repeating_group() && below().any(Item::is_repeating_group),
        "a repeating group in a repeating group is not supported: put them one after the other",
    );
    wrong(
        item.is_repeating_group() && below().any(|it| it.calculated.is_some()),
        "calculatedExpression in a repeating group is not supported: compute over all repetitions, outside of it",
    );
    let single = item.kind == ItemKind::Boolean || matches!(item.control, Control::Slider { .. });
    wrong(item.repeats && single, "yes or no and sliders cannot repeat: put them into a repeating group");
    wrong(
        item.limits
            .max_answers
            .is_some_and(|most| item.limits.min_answers.is_some_and(|least| least > most) || most == 0),
        "maxOccurs is 0 or less than minOccurs",
    );
    wrong(
        item.is_question() && item.repeats && item.items.iter().any(Item::is_question),
        "questions below a repeating question are not supported: put them after it",
    );
    wrong(item.kind == ItemKind::Group && item.items.is_empty(), "a group needs items");
    wrong(
        item.kind == ItemKind::Quantity && item.limits.unit.is_none(),
        "a quantity needs the unit extension",
    );
    let number = matches!(item.kind, ItemKind::Integer | ItemKind::Decimal);
    wrong(
        matches!(item.control, Control::Slider { .. }) && (!number || item.bounds().is_none()),
        "a slider needs a number with minValue and maxValue",
    );
    wrong(item.bounds().is_some_and(|(min, max)| min > max), "minValue is greater than maxValue");
    wrong(item.initial.len() > 1 && !item.repeats, "several initial answers need repeats");
    let mut codes: Vec<_> = item.options.iter().map(|it| (&it.choice.system, &it.choice.code)).collect();
    codes.sort();
    wrong(codes.windows(2).any(|pair| matches!(pair, [a, b] if a == b)), "two options have the same code");
}
