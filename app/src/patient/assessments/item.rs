//! One question with its way of answering.

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Answer, Control, Item, ItemKind};

use super::slider::Slider;
use super::written::{Several, TypedTexts, Written, keep, use_text};
use crate::components::{Choice, FieldError};
use crate::patient::content::say;
use crate::patient::diary::inputs::{Input, Options, Typed};
use crate::t;

/// A question at its place. `onanswer` gets the whole answer after every change, or what is wrong with what was typed.
#[component]
pub fn Question(
    /// Its inputs count from `{id}-0`.
    id: String,
    /// Name of its answers.
    place: String,
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
                Options { id, legend, options: vec![t!("assessment-yes"), t!("assessment-no")], chosen, error,
                    onchoose: move |index| onanswer.call(Ok(vec![Answer::Boolean(index == 0)])) }
            }
        }
        (ItemKind::Choice, _) if !item.repeats => {
            let at = chosen(&item, &answers);
            let options: Vec<String> = item.options.iter().map(|option| say(&option.text)).collect();
            rsx! {
                Options { id, legend, options, chosen: at, error,
                    onchoose: move |index: usize| onanswer.call(Ok(one_of(&item, index, ""))) }
            }
        }
        (ItemKind::OpenChoice, _) if !item.repeats => {
            rsx! { OneOrOwn { id, place, item, legend, answers, error, typed, onanswer } }
        }
        (ItemKind::Choice | ItemKind::OpenChoice, _) => {
            rsx! { AnyOf { id, place, item, legend, answers, error, typed, onanswer } }
        }
        (ItemKind::Integer | ItemKind::Decimal, Control::Slider { .. }) => {
            rsx! { Slider { id, item, legend, answers, error, onanswer } }
        }
        _ if item.repeats => rsx! { Several { id, place, item, legend, answers, error, typed, onanswer } },
        _ => rsx! { Written { id, place, item, legend, answers, error, typed, onanswer } },
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
    id: String,
    place: String,
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    typed: TypedTexts,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let mut text = use_text(typed, &place, &answers);
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
        keep(typed, &place, &written);
        onanswer.call(Ok(one_of(&item, last, &written)));
        text.set(written);
    };
    let (of_options, of_words) = if own() { (None, error) } else { (error, None) };
    rsx! {
        Options { id: id.clone(), legend, options, chosen: if own() { Some(last) } else { at }, error: of_options, onchoose: choose }
        if own() {
            Input { id: "{id}-own", label: t!("assessment-own-words"), typed: Typed::Words, value: text(), oninput: write, error: of_words }
        }
    }
}

/// Any of several options, and own words where they are allowed.
#[component]
fn AnyOf(
    id: String,
    place: String,
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    typed: TypedTexts,
    onanswer: EventHandler<Result<Vec<Answer>, String>>,
) -> Element {
    let mut own = use_text(typed, &place, &answers);
    let alone = {
        let item = item.clone();
        move |it: &Answer| {
            item.options.iter().any(|o| o.exclusive && it.same(&Answer::Choice(o.choice.clone())))
        }
    };
    let toggled = {
        let (item, answers, alone, place) = (item.clone(), answers.clone(), alone.clone(), place.clone());
        move |index: usize, on: bool| {
            let Some(option) = item.options.get(index) else { return };
            if on && option.exclusive {
                keep(typed, &place, "");
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
    let before = answers.clone();
    let written = move |text: String| {
        keep(typed, &place, &text);
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
                Choice { key: "{index}", id: "{id}-{index}", name: "{id}", label: say(&option.text), checked: chosen(index),
                    described_by: error.is_some().then(|| format!("{id}-error")),
                    onchange: { let mut toggled = toggled.clone(); move |on| toggled(index, on) } }
            }
            if item.kind == ItemKind::OpenChoice {
                Input { id: "{id}-own", label: t!("assessment-own"), typed: Typed::Words, value: own(), oninput: written }
            }
            FieldError { id: "{id}-error", error }
        }
    }
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
}
