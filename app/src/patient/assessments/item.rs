//! One question with its way of answering.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Answer, Control, Item, ItemKind, Quantity};
use rust_decimal::Decimal;

use super::fault::unreadable;
use crate::components::{Choice, Field, FieldError, FieldKind};
use crate::entry_words::number;
use crate::patient::content::say;
use crate::patient::diary::inputs::{Input, Options, Typed};
use crate::t;

/// What was typed to each question, by its name, also where it is no answer: who comes back finds it.
pub type TypedTexts = Signal<BTreeMap<String, String>>;

/// What stands in the input of a question.
fn use_text(typed: TypedTexts, item: &Item, answers: &[Answer]) -> Signal<String> {
    use_signal(|| {
        let kept = typed.peek().get(&item.link_id).cloned();
        kept.unwrap_or_else(|| answers.iter().map(shown).find(|text| !text.is_empty()).unwrap_or_default())
    })
}

/// Keeps what was typed for as long as the questionnaire is open.
fn keep(mut typed: TypedTexts, item: &Item, text: &str) {
    typed.write().insert(item.link_id.clone(), text.to_owned());
}

/// A question. `onanswer` gets the whole answer after every change, or what is wrong with what was typed.
#[component]
pub fn Question(
    item: Item,
    answers: Vec<Answer>,
    error: Option<String>,
    typed: TypedTexts,
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
            let at = chosen(&item, &answers);
            let options: Vec<String> = item.options.iter().map(|option| say(&option.text)).collect();
            rsx! {
                Options { id: "question", legend, options, chosen: at, error,
                    onchoose: move |index: usize| onanswer.call(Ok(one_of(&item, index, ""))) }
            }
        }
        (ItemKind::OpenChoice, _) if !item.repeats => {
            rsx! { OneOrOwn { item, legend, answers, error, typed, onanswer } }
        }
        (ItemKind::Choice | ItemKind::OpenChoice, _) => {
            rsx! { Several { item, legend, answers, error, typed, onanswer } }
        }
        (ItemKind::Integer, Control::Slider { .. }) => {
            rsx! { Scale { item, legend, answers, error, onanswer } }
        }
        _ => rsx! { Written { item, legend, answers, error, typed, onanswer } },
    }
}

/// The place of the option that was chosen.
fn chosen(item: &Item, answers: &[Answer]) -> Option<usize> {
    let is_answer = |option: &Answer| answers.iter().any(|answer| answer.same(option));
    item.options.iter().position(|option| is_answer(&Answer::Choice(option.choice.clone())))
}

/// The answer of who chose one option; behind the last one stand own words.
fn one_of(item: &Item, index: usize, own: &str) -> Vec<Answer> {
    match item.options.get(index) {
        Some(option) => vec![Answer::Choice(option.choice.clone())],
        None => own_words(own).into_iter().collect(),
    }
}

fn own_words(text: &str) -> Option<Answer> {
    (!text.trim().is_empty()).then(|| Answer::Text(text.to_owned()))
}

/// One of the options, or own words as one more.
#[component]
fn OneOrOwn(
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    typed: TypedTexts,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let mut text = use_text(typed, &item, &answers);
    let at = chosen(&item, &answers);
    // Words that do not fit are shown even where another choice was kept.
    let mut own = use_signal(|| !text.peek().is_empty() && (at.is_none() || error.is_some()));
    let last = item.options.len();
    let options: Vec<String> =
        item.options.iter().map(|option| say(&option.text)).chain([t!("assessment-own")]).collect();
    let choose = {
        let item = item.clone();
        move |index: usize| {
            own.set(index == last);
            let given = one_of(&item, index, &text.peek());
            onanswer.call(Ok(given));
        }
    };
    let write = move |written: String| {
        keep(typed, &item, &written);
        onanswer.call(Ok(one_of(&item, last, &written)));
        text.set(written);
    };
    let (of_options, of_words) = if own() { (None, error) } else { (error, None) };
    rsx! {
        Options { id: "question", legend, options, chosen: if own() { Some(last) } else { at }, error: of_options, onchoose: choose }
        if own() {
            Input { id: "question-own", label: t!("assessment-own-words"), typed: Typed::Words, value: text(), oninput: write, error: of_words }
        }
    }
}

/// Any of several options, and own words where they are allowed.
#[component]
fn Several(
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    typed: TypedTexts,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let mut own = use_text(typed, &item, &answers);
    let alone = {
        let item = item.clone();
        move |it: &Answer| {
            item.options.iter().any(|o| o.exclusive && it.same(&Answer::Choice(o.choice.clone())))
        }
    };
    let toggled = {
        let (item, answers, alone) = (item.clone(), answers.clone(), alone.clone());
        move |index: usize, on: bool| {
            let Some(option) = item.options.get(index) else { return };
            if on && option.exclusive {
                keep(typed, &item, "");
                own.set(String::new());
            }
            let answer = Answer::Choice(option.choice.clone());
            let stays = |it: &&Answer| !it.same(&answer) && !matches!(it, Answer::Text(_));
            let mut next: Vec<Answer> = answers.iter().filter(stays).cloned().collect();
            if on {
                next.retain(|it| !option.exclusive && !alone(it));
                next.push(answer);
            }
            next.extend(own_words(&own.peek()));
            onanswer.call(Ok(next));
        }
    };
    let chosen = |index: usize| {
        item.options
            .get(index)
            .is_some_and(|option| answers.iter().any(|it| it.same(&Answer::Choice(option.choice.clone()))))
    };
    let (before, about) = (answers.clone(), item.clone());
    let written = move |text: String| {
        keep(typed, &about, &text);
        own.set(text.clone());
        let words = own_words(&text);
        let stays = |it: &&Answer| !matches!(it, Answer::Text(_)) && (words.is_none() || !alone(it));
        let mut next: Vec<Answer> = before.iter().filter(stays).cloned().collect();
        next.extend(words);
        onanswer.call(Ok(next));
    };
    rsx! {
        fieldset { class: "choices options-field",
            legend { class: "field-label", "{legend}" }
            for (index , option) in item.options.iter().enumerate() {
                Choice { key: "{index}", id: "question-{index}", name: "question", label: say(&option.text), checked: chosen(index),
                    onchange: { let mut toggled = toggled.clone(); move |on| toggled(index, on) } }
            }
            if item.kind == ItemKind::OpenChoice {
                Input { id: "question-own", label: t!("assessment-own"), typed: Typed::Words, value: own(), oninput: written }
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
    typed: TypedTexts,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let mut value = use_text(typed, &item, &answers);
    let unit = item.limits.unit.clone();
    let hint = item.limits.format.as_ref().map(say);
    let kind = item.kind;
    let oninput = move |text: String| {
        keep(typed, &item, &text);
        value.set(text.clone());
        if text.trim().is_empty() {
            return onanswer.call(Ok(Vec::new()));
        }
        let answer = read(kind, item.limits.unit.as_deref(), &text);
        onanswer.call(answer.map(|answer| vec![answer]).ok_or_else(|| unreadable(kind)));
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
            Field { id: "question-0", label: legend, kind, value, oninput, error }
        } else {
            Input { id: "question-0", label: legend, typed: way, value: value(), oninput, hint, error, unit }
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
    use heilsam_therapy::questionnaire::Questionnaire;

    use super::*;

    fn open_choice() -> Item {
        let text = |content: &str| {
            format!(
                r#"{{"extension":[{{"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[
                {{"url":"lang","valueCode":"en"}},{{"url":"content","valueString":"{content}"}}]}}]}}"#
            )
        };
        let (title, word) = (text("Title"), text("word"));
        let json = format!(
            r#"{{"resourceType":"Questionnaire","url":"urn:test:q","version":"1","status":"active","language":"de",
            "title":"Titel","_title":{title},"lastReviewDate":"2026-11-01",
            "item":[{{"linkId":"a","type":"open-choice","text":"Wort","_text":{word},"answerOption":[
            {{"valueString":"eins","_valueString":{word}}},{{"valueString":"zwei","_valueString":{word}}}]}}]}}"#
        );
        Questionnaire::load(&json).unwrap().items[0].clone()
    }

    #[test]
    fn own_words_are_one_more_choice_and_never_a_second_answer() {
        let item = open_choice();
        let two = one_of(&item, 1, "etwas anderes");
        assert_eq!((two.len(), chosen(&item, &two)), (1, Some(1)));
        let own = one_of(&item, 2, "etwas anderes");
        assert_eq!(
            (own.as_slice(), chosen(&item, &own)),
            ([Answer::Text("etwas anderes".into())].as_slice(), None)
        );
        assert_eq!(one_of(&item, 2, "  "), [], "own words that are not there yet are no answer");
    }

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
