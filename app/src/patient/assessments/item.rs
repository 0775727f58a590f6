//! One question with its way of answering.

use std::{iter, slice};

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Answer, Control, Item, ItemKind, Problem};

use super::fault::words;
use super::slider::Slider;
use super::written::{Asking, Several, TypedTexts, Written, fault, keep, use_text};
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
    onanswer: EventHandler<Result<Vec<Answer>, Problem>>,
) -> Element {
    let legend = match item.prefix.as_str() {
        "" => say(&item.text),
        prefix => format!("{prefix} {}", say(&item.text)),
    };
    let asking = Asking { id, place, item, legend, answers, error, typed, onanswer };
    match (asking.item.kind, asking.item.control) {
        (ItemKind::Boolean, _) => {
            let Asking { id, legend, answers, error, .. } = asking;
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
        (ItemKind::Choice, _) if !asking.item.repeats => {
            let Asking { id, item, legend, answers, error, .. } = asking;
            let at = chosen(&item, &answers);
            let options: Vec<String> = item.options.iter().map(|option| say(&option.text)).collect();
            rsx! {
                Options { id, legend, options, chosen: at, error,
                    onchoose: move |index: usize| onanswer.call(Ok(one_of(&item, index, ""))) }
            }
        }
        (ItemKind::OpenChoice, _) if !asking.item.repeats => rsx! { OneOrOwn { asking } },
        (ItemKind::Choice | ItemKind::OpenChoice, _) => rsx! { AnyOf { asking } },
        (ItemKind::Integer | ItemKind::Decimal, Control::Slider { .. }) => {
            let Asking { id, item, legend, answers, error, .. } = asking;
            rsx! { Slider { id, item, legend, answers, error, onanswer } }
        }
        _ if asking.item.repeats => rsx! { Several { asking } },
        _ => rsx! { Written { asking } },
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
fn OneOrOwn(asking: Asking) -> Element {
    let Asking { id, place, item, legend, answers, error, typed, onanswer } = asking;
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
fn AnyOf(asking: Asking) -> Element {
    let Asking { id, place, item, legend, answers, error, typed, onanswer } = asking;
    let mut own = use_text(typed, &place, &answers);
    // What is ticked on the screen, in its order: words that do not fit take no tick back.
    let mut ticked = use_signal(|| ticked_before(&item, &answers));
    let give = {
        let item = item.clone();
        use_callback(move |()| {
            let (now, text) = (ticked.peek().clone(), own.peek().clone());
            for given in any_of(&item, &now, &text, &answers) {
                onanswer.call(given);
            }
        })
    };
    let toggle = {
        let (item, place) = (item.clone(), place.clone());
        use_callback(move |(index, on): (usize, bool)| {
            if on && stands_alone(&item, index) {
                keep(typed, &place, "");
                own.set(String::new());
            }
            let next = ticks(&item, ticked.peek().clone(), index, on);
            ticked.set(next);
            give.call(());
        })
    };
    let write = {
        let item = item.clone();
        move |written: String| {
            keep(typed, &place, &written);
            if own_words(&written).is_some() {
                ticked.write().retain(|index| !stands_alone(&item, *index));
            }
            own.set(written);
            give.call(());
        }
    };
    let of_words = fault(&item, &own()).filter(|_| error.is_some()).map(|problem| words(&item, &problem));
    let of_options = error.filter(|_| of_words.is_none());
    let now = ticked();
    rsx! {
        fieldset { class: "choices options-field",
            legend { class: "field-label", "{legend}" }
            for (index , option) in item.options.iter().enumerate() {
                Choice { key: "{index}", id: "{id}-{index}", name: "{id}", label: say(&option.text), checked: now.contains(&index),
                    described_by: of_options.is_some().then(|| format!("{id}-error")),
                    onchange: move |on| toggle.call((index, on)) }
            }
            if item.kind == ItemKind::OpenChoice {
                Input { id: "{id}-own", label: t!("assessment-own"), typed: Typed::Words, value: own(), oninput: write, error: of_words }
            }
            FieldError { id: "{id}-error", error: of_options }
        }
    }
}

/// Whether choosing an option takes all others back, such as "none of these".
fn stands_alone(item: &Item, index: usize) -> bool {
    item.options.get(index).is_some_and(|option| option.exclusive)
}

/// The places of the options that were answered, in the order of the answers.
fn ticked_before(item: &Item, answers: &[Answer]) -> Vec<usize> {
    answers.iter().filter_map(|answer| chosen(item, slice::from_ref(answer))).collect()
}

/// What is ticked once an option was ticked, or was not any more.
fn ticks(item: &Item, mut ticked: Vec<usize>, index: usize, on: bool) -> Vec<usize> {
    ticked.retain(|it| *it != index);
    if on {
        ticked.retain(|it| !stands_alone(item, index) && !stands_alone(item, *it));
        ticked.push(index);
    }
    ticked
}

/// What was answered by ticks and own words. Words that do not fit come behind, as what is wrong with them: the ticks count without
/// them, beside the words that fitted last.
fn any_of(item: &Item, ticked: &[usize], own: &str, before: &[Answer]) -> Vec<Result<Vec<Answer>, Problem>> {
    let options = ticked.iter().filter_map(|index| item.options.get(*index));
    let choices = options.map(|option| Answer::Choice(option.choice.clone()));
    let misfit = fault(item, own);
    let written = match misfit {
        None => own_words(own),
        Some(_) => before.iter().find(|it| matches!(it, Answer::Text(_))).cloned(),
    };
    let given: Result<Vec<Answer>, Problem> = Ok(choices.chain(written).collect());
    iter::once(given).chain(misfit.map(Err)).collect()
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::questionnaire::Questionnaire;

    use super::*;
    use crate::patient::assessments::written::wrong_input;

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

    /// Any of two options, and own words of five characters at most.
    fn several() -> Item {
        let mut item = open_choice();
        item.repeats = true;
        item.limits.max_length = Some(5);
        item
    }

    #[test]
    fn own_words_that_do_not_fit_take_no_tick_back_and_get_the_focus() {
        let item = several();
        let [one, two] = [0, 1].map(|index: usize| Answer::Choice(item.options[index].choice.clone()));
        let short = Answer::Text("kurz".into());
        let before = [one.clone(), short.clone()];
        assert_eq!(ticked_before(&item, &before), [0]);
        let all = vec![one, two, short];
        assert_eq!(any_of(&item, &[0, 1], "kurz", &before), [Ok(all.clone())]);
        let told = [Ok(all), Err(Problem::TooLong(5))];
        assert_eq!(any_of(&item, &[0, 1], "zu lang", &before), told);
        let focus = |own: &str| wrong_input("question", &item, &[own.to_owned()]);
        assert_eq!((focus("zu lang"), focus("kurz")), ("question-own".to_owned(), "question-0".to_owned()));
    }

    #[test]
    fn an_option_that_stands_alone_takes_the_others_back() {
        let mut item = several();
        item.options[1].exclusive = true;
        assert_eq!((ticks(&item, vec![0], 1, true), ticks(&item, vec![1], 0, true)), (vec![1], vec![0]));
        assert!(ticks(&item, vec![0], 0, false).is_empty());
    }
}
