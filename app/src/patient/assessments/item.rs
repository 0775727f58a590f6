//! One question with its way of answering.

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Answer, AnswerError, Control, Item, ItemKind, Problem, Quantity};
use rust_decimal::Decimal;

use crate::components::{Choice, Field, FieldError, FieldKind};
use crate::entry_words::number;
use crate::patient::content::say;
use crate::patient::diary::inputs::{Input, Options, Typed};
use crate::t;

/// What is wrong with an answer, in words.
pub struct Problems;

impl Problems {
    /// The words.
    pub fn text(error: &AnswerError) -> String {
        let AnswerError::Problem(problem) = error else { return t!("assessment-wrong") };
        let value = |answer: &Answer| answer.number().map(number).unwrap_or_default();
        match problem {
            Problem::Missing => t!("assessment-required"),
            Problem::TooMany(most) => t!("assessment-too-many", most = *most),
            Problem::TooSmall(least) => t!("assessment-too-small", least = value(least)),
            Problem::TooLarge(most) => t!("assessment-too-large", most = value(most)),
            Problem::TooLong(limit) => t!("entry-error-long", limit = *limit),
            _ => t!("assessment-wrong"),
        }
    }
}

/// A question. `onanswer` gets the whole answer after every change, or what is wrong with what was typed.
#[component]
pub fn Question(
    item: Item,
    answers: Vec<Answer>,
    error: Option<String>,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let legend = match item.prefix.as_str() {
        "" => say(&item.text),
        prefix => format!("{prefix} {}", say(&item.text)),
    };
    match (item.kind, item.control) {
        (ItemKind::Boolean, _) => {
            let chosen = match answers.first() {
                Some(Answer::Boolean(true)) => Some(0),
                Some(Answer::Boolean(false)) => Some(1),
                _ => None,
            };
            rsx! {
                Options { id: "question", legend, options: vec![t!("assessment-yes"), t!("assessment-no")], chosen, error,
                    onchoose: move |index| onanswer.call(Ok(vec![Answer::Boolean(index == 0)])) }
            }
        }
        (ItemKind::Choice, _) if !item.repeats => {
            let at = item.options.iter().position(|option| {
                answers.iter().any(|answer| answer.same(&Answer::Choice(option.choice.clone())))
            });
            let options: Vec<String> = item.options.iter().map(|option| say(&option.text)).collect();
            rsx! {
                Options { id: "question", legend, options, chosen: at, error,
                    onchoose: move |index: usize| onanswer.call(Ok(item.options.get(index).map(|it| Answer::Choice(it.choice.clone())).into_iter().collect())) }
            }
        }
        (ItemKind::Choice | ItemKind::OpenChoice, _) => {
            rsx! { Several { item, legend, answers, error, onanswer } }
        }
        (ItemKind::Integer, Control::Slider { .. }) => {
            rsx! { Scale { item, legend, answers, error, onanswer } }
        }
        _ => rsx! { Written { item, legend, answers, error, onanswer } },
    }
}

/// Any of several options, and own words where they are allowed.
#[component]
fn Several(
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let own = answers.iter().find_map(|it| match it {
        Answer::Text(text) => Some(text.clone()),
        _ => None,
    });
    let toggled = {
        let (item, answers) = (item.clone(), answers.clone());
        move |index: usize, on: bool| {
            let Some(option) = item.options.get(index) else { return };
            let answer = Answer::Choice(option.choice.clone());
            let mut next: Vec<Answer> = answers.iter().filter(|it| !it.same(&answer)).cloned().collect();
            if on {
                let alone = |it: &Answer| {
                    item.options.iter().any(|o| o.exclusive && it.same(&Answer::Choice(o.choice.clone())))
                };
                next.retain(|it| !option.exclusive && !alone(it));
                next.push(answer);
            }
            onanswer.call(Ok(next));
        }
    };
    let chosen = |index: usize| {
        item.options
            .get(index)
            .is_some_and(|option| answers.iter().any(|it| it.same(&Answer::Choice(option.choice.clone()))))
    };
    let before = answers.clone();
    let written = move |text: String| {
        let mut next: Vec<Answer> =
            before.iter().filter(|it| !matches!(it, Answer::Text(_))).cloned().collect();
        if !text.trim().is_empty() {
            next.push(Answer::Text(text));
        }
        onanswer.call(Ok(next));
    };
    rsx! {
        fieldset { class: "choices options-field",
            legend { class: "field-label", "{legend}" }
            for (index , option) in item.options.iter().enumerate() {
                Choice { key: "{index}", id: "question-{index}", name: "question", label: say(&option.text), checked: chosen(index),
                    onchange: { let toggled = toggled.clone(); move |on| toggled(index, on) } }
            }
            if item.kind == ItemKind::OpenChoice {
                Input { id: "question-own", label: t!("assessment-own"), typed: Typed::Words, value: own.unwrap_or_default(), oninput: written }
            }
            FieldError { id: "question-error", error }
        }
    }
}

/// A scale of whole numbers as buttons: nothing is chosen beforehand, as it would be on a slider.
#[component]
fn Scale(
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let bound = |limit: &Option<Answer>, usual: i32| match limit {
        Some(Answer::Integer(value)) => *value,
        _ => usual,
    };
    let step = match item.control {
        Control::Slider { step } => usize::try_from(step).unwrap_or(1).max(1),
        _ => 1,
    };
    let marks: Vec<i32> = (bound(&item.limits.min, 0)..=bound(&item.limits.max, 10)).step_by(step).collect();
    let chosen = marks.iter().position(|mark| answers.contains(&Answer::Integer(*mark)));
    let end = |control: Control| item.items.iter().find(|it| it.control == control).map(|it| say(&it.text));
    let ends = match (end(Control::LowerEnd), end(Control::UpperEnd)) {
        (Some(low), Some(high)) => {
            let (first, last) = (marks.first().copied(), marks.last().copied());
            Some(t!(
                "assessment-ends",
                first = first.unwrap_or_default(),
                low = low,
                last = last.unwrap_or_default(),
                high = high
            ))
        }
        _ => None,
    };
    let options: Vec<String> = marks.iter().map(i32::to_string).collect();
    rsx! {
        div { class: "scale",
            Options { id: "question", legend, hint: ends, options, chosen, error,
                onchoose: move |index: usize| onanswer.call(Ok(marks.get(index).map(|mark| Answer::Integer(*mark)).into_iter().collect())) }
        }
    }
}

/// Something typed: words, numbers, days, times.
#[component]
fn Written(
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let mut typed = use_signal(|| answers.first().map(shown).unwrap_or_default());
    let unit = item.limits.unit.clone();
    let kind = item.kind;
    let oninput = move |text: String| {
        typed.set(text.clone());
        if text.trim().is_empty() {
            return onanswer.call(Ok(Vec::new()));
        }
        let answer = read(kind, item.limits.unit.as_deref(), &text);
        onanswer.call(answer.map(|answer| vec![answer]).ok_or_else(|| t!("assessment-wrong")));
    };
    let day = match kind {
        ItemKind::Date => Some(FieldKind::Date),
        ItemKind::DateTime => Some(FieldKind::DateTime),
        _ => None,
    };
    let way = match kind {
        ItemKind::Text => Typed::Lines,
        ItemKind::Time => Typed::Clock,
        ItemKind::Integer | ItemKind::Decimal | ItemKind::Quantity => Typed::Decimal,
        _ => Typed::Words,
    };
    rsx! {
        if let Some(kind) = day {
            Field { id: "question-0", label: legend, kind, value: typed, oninput, error }
        } else {
            Input { id: "question-0", label: legend, typed: way, value: typed(), oninput, error, unit }
        }
    }
}

fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => text.clone(),
        Answer::Integer(value) => value.to_string(),
        Answer::Decimal(value) => number(*value),
        Answer::Quantity(it) => number(it.value),
        Answer::Date(day) => day.to_string(),
        Answer::DateTime(at) => crate::today::input(*at),
        Answer::Time(time) => crate::today::clock(*time),
        Answer::Boolean(_) | Answer::Choice(_) => String::new(),
    }
}

/// The answer in a text; `None` when it is none of this kind.
fn read(kind: ItemKind, unit: Option<&str>, text: &str) -> Option<Answer> {
    let decimal = || text.trim().replace(',', ".").parse::<Decimal>().ok();
    Some(match kind {
        ItemKind::Integer => Answer::Integer(text.trim().parse().ok()?),
        ItemKind::Decimal => Answer::Decimal(decimal()?),
        ItemKind::Quantity => {
            Answer::Quantity(Quantity { value: decimal()?, unit: unit.unwrap_or_default().to_owned() })
        }
        ItemKind::Date => Answer::Date(text.parse().ok()?),
        ItemKind::DateTime => Answer::DateTime(text.parse().ok()?),
        ItemKind::Time => Answer::Time(crate::today::read_clock(text)?),
        _ => Answer::Text(text.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_as_its_kind() {
        assert_eq!(read(ItemKind::Integer, None, " 5 "), Some(Answer::Integer(5)));
        assert_eq!(read(ItemKind::Integer, None, "fünf"), None);
        assert_eq!(read(ItemKind::Decimal, None, "2,5"), Some(Answer::Decimal(Decimal::new(25, 1))));
        assert_eq!(read(ItemKind::Date, None, "2026-03-01").map(|it| shown(&it)), Some("2026-03-01".into()));
        assert_eq!(read(ItemKind::Time, None, "07:30").map(|it| shown(&it)), Some("07:30".into()));
        assert_eq!(read(ItemKind::Text, None, "gut"), Some(Answer::Text("gut".into())));
    }
}
