//! Answers that are typed: words, numbers, days, times; one, or a list of them in their order.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::check::{check, most};
use heilsam_therapy::questionnaire::{Answer, Item, ItemKind, Problem, Quantity};
use rust_decimal::Decimal;

use super::fault::words;
use crate::components::{Button, ButtonKind, DateField, DateKind, FieldError, Shape};
use crate::entry_words::number;
use crate::patient::content::say;
use crate::patient::diary::inputs::{Input, Typed};
use crate::{browser, t};

/// What was typed at each place, also where it is no answer: who comes back finds it.
pub type TypedTexts = Signal<BTreeMap<String, Vec<String>>>;

/// A question that is being answered: what each way of answering gets.
#[derive(Clone, PartialEq)]
pub struct Asking {
    /// The inputs count from `{id}-0`.
    pub id: String,
    /// Name of the answers.
    pub place: String,
    /// The question.
    pub item: Item,
    /// Its words.
    pub legend: String,
    /// What was answered.
    pub answers: Vec<Answer>,
    /// What stands against it.
    pub error: Option<String>,
    /// What was typed.
    pub typed: TypedTexts,
    /// Gets the whole answer after every change, or what is wrong with what was typed.
    pub onanswer: EventHandler<Result<Vec<Answer>, Problem>>,
}

/// What stands in the one input of a question.
pub fn use_text(typed: TypedTexts, place: &str, answers: &[Answer]) -> Signal<String> {
    use_signal(|| texts(typed, place, answers).into_iter().next().unwrap_or_default())
}

/// Keeps what was typed for as long as the questionnaire is open.
pub fn keep(typed: TypedTexts, place: &str, text: &str) {
    keep_all(typed, place, vec![text.to_owned()]);
}

fn keep_all(mut typed: TypedTexts, place: &str, texts: Vec<String>) {
    typed.write().insert(place.to_owned(), texts);
}

fn texts(typed: TypedTexts, place: &str, answers: &[Answer]) -> Vec<String> {
    let kept = typed.peek().get(place).cloned();
    kept.unwrap_or_else(|| answers.iter().map(shown).filter(|text| !text.is_empty()).collect())
}

/// One typed answer.
#[component]
pub fn Written(asking: Asking) -> Element {
    let Asking { id, place, item, legend, answers, error, typed, onanswer } = asking;
    let mut value = use_text(typed, &place, &answers);
    let about = item.clone();
    let oninput = move |text: String| {
        keep(typed, &place, &text);
        onanswer.call(read_all(&about, [text.as_str()]));
        value.set(text);
    };
    rsx! {
        Line { id: "{id}-0", label: legend, item, value: value(), error, oninput }
    }
}

/// A line of the list; its number stays when another one is taken away.
#[derive(Clone, PartialEq)]
struct Row {
    number: usize,
    text: String,
}

/// Several typed answers.
#[component]
pub fn Several(asking: Asking) -> Element {
    let Asking { id, place, item, legend, answers, error, typed, onanswer } = asking;
    let mut rows = use_signal(|| {
        let mut texts = texts(typed, &place, &answers);
        if texts.is_empty() {
            texts.push(String::new());
        }
        texts.into_iter().enumerate().map(|(number, text)| Row { number, text }).collect::<Vec<_>>()
    });
    // The line to write in next, once it is there.
    let mut wanted = use_signal(|| None::<String>);
    use_effect(move || {
        if let Some(id) = wanted() {
            browser::focus(&id);
        }
    });
    let give = {
        let item = item.clone();
        use_callback(move |()| {
            let texts: Vec<String> = rows.peek().iter().map(|row| row.text.clone()).collect();
            onanswer.call(read_all(&item, texts.iter().map(String::as_str)));
            keep_all(typed, &place, texts);
        })
    };
    let lines = rows();
    let faults: Vec<Option<String>> =
        lines.iter().map(|row| fault(&item, &row.text).map(|problem| words(&item, &problem))).collect();
    let error = error.filter(|_| faults.iter().all(Option::is_none));
    let limit = most(&item);
    let is_full = limit.is_some_and(|most| lines.len() >= most);
    let (count, name) = (lines.len(), id.clone());
    let add = move |()| {
        let number = rows.peek().iter().map(|row| row.number + 1).max().unwrap_or_default();
        rows.write().push(Row { number, text: String::new() });
        wanted.set(Some(format!("{name}-{count}")));
    };
    let described = error.is_some().then(|| format!("{id}-error"));
    rsx! {
        fieldset { class: "options-field stack", "aria-describedby": described,
            legend { class: "field-label", "{legend}" }
            for (index , (Row { number , text } , fault)) in lines.into_iter().zip(faults).enumerate() {
                div { class: "entry-line", key: "{number}",
                    Line {
                        id: "{id}-{index}",
                        label: t!("assessment-entry", number = index + 1),
                        item: item.clone(),
                        value: text,
                        error: fault,
                        oninput: move |text: String| {
                            if let Some(row) = rows.write().iter_mut().find(|it| it.number == number) {
                                row.text = text;
                            }
                            give.call(());
                        },
                    }
                    if count > 1 {
                        Button { kind: ButtonKind::Quiet, id: "{id}-remove-{index}",
                            onpress: {
                                let id = id.clone();
                                move |()| {
                                    rows.write().retain(|it| it.number != number);
                                    wanted.set(Some(format!("{id}-{}", index.saturating_sub(1))));
                                    give.call(());
                                }
                            },
                            {t!("assessment-entry-remove", number = index + 1)}
                        }
                    }
                }
            }
            FieldError { id: "{id}-error", error }
            if is_full {
                p { class: "soft", {t!("assessment-entry-most", most = limit.unwrap_or_default())} }
            } else {
                div { class: "row",
                    Button { kind: ButtonKind::Second, icon: Shape::Add, id: "{id}-add", onpress: add, {t!("assessment-entry-add")} }
                }
            }
        }
    }
}

/// One input for the kind of the item.
#[component]
fn Line(
    id: String,
    label: String,
    item: Item,
    value: String,
    error: Option<String>,
    oninput: EventHandler<String>,
) -> Element {
    let day = match item.kind {
        ItemKind::Date => Some(DateKind::Day),
        ItemKind::DateTime => Some(DateKind::Moment),
        ItemKind::Time => Some(DateKind::Clock),
        _ => None,
    };
    let way = match item.kind {
        ItemKind::Text => Typed::Lines,
        ItemKind::Integer | ItemKind::Decimal | ItemKind::Quantity => Typed::Decimal,
        _ => Typed::Words,
    };
    let unit = item.limits.unit.clone();
    let hint = item.limits.format.as_ref().map(say);
    rsx! {
        if let Some(kind) = day {
            DateField { id, label, kind, value, oninput, hint, error }
        } else {
            Input { id, label, typed: way, value, oninput, hint, error, unit }
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

/// The answers in texts, in their order and without the empty ones; or what is wrong with the first that is none.
fn read_all<'t>(item: &Item, texts: impl IntoIterator<Item = &'t str>) -> Result<Vec<Answer>, Problem> {
    let unit = item.limits.unit.as_deref();
    let written = texts.into_iter().filter(|text| !text.trim().is_empty());
    written.map(|text| read(item.kind, unit, text).ok_or(Problem::WrongType)).collect()
}

/// What is wrong with one line; nothing with an empty one.
pub fn fault(item: &Item, text: &str) -> Option<Problem> {
    read_all(item, [text]).and_then(|answers| check(item, answers)).err()
}

/// The input that needs a hand: own words that do not fit, the first line that is no answer, else the first input. `name`
/// begins the ids of the question's inputs.
pub fn wrong_input(name: &str, item: &Item, lines: &[String]) -> String {
    let is_wrong = |line: &String| fault(item, line).is_some();
    match item.kind {
        ItemKind::OpenChoice if lines.iter().any(is_wrong) => format!("{name}-own"),
        ItemKind::Choice | ItemKind::OpenChoice => format!("{name}-0"),
        _ => format!("{name}-{}", lines.iter().position(is_wrong).unwrap_or_default()),
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
    use serde_json::json;

    use super::*;
    use crate::components::INCOMPLETE;

    fn readings() -> Item {
        let english = json!({ "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [{ "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": "Readings" }],
        }] });
        let max = json!({ "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 300 });
        let questionnaire = json!({
            "resourceType": "Questionnaire", "url": "urn:test:q", "version": "1", "status": "active", "language": "de",
            "title": "Titel", "_title": english, "lastReviewDate": "2026-11-01",
            "item": [{ "linkId": "n", "type": "integer", "text": "Werte", "_text": english, "repeats": true, "extension": [max] }],
        });
        Questionnaire::load(&questionnaire.to_string()).unwrap().items[0].clone()
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

    #[test]
    fn a_date_that_is_half_typed_is_no_answer_and_not_taken_for_none() {
        let kinds = [
            (ItemKind::Date, "date-incomplete-day"),
            (ItemKind::DateTime, "date-incomplete-moment"),
            (ItemKind::Time, "date-incomplete-clock"),
        ];
        for (kind, wanted) in kinds {
            let item = Item { kind, ..readings() };
            let problem = read_all(&item, [INCOMPLETE]).unwrap_err();
            assert_eq!(words(&item, &problem), wanted);
        }
    }

    #[test]
    fn a_list_keeps_its_order_leaves_empty_lines_out_and_is_no_answer_with_a_line_that_is_none() {
        let item = readings();
        let read = |texts: &[&str]| read_all(&item, texts.iter().copied());
        assert_eq!(read(&["130", " ", "120"]), Ok(vec![Answer::Integer(130), Answer::Integer(120)]));
        assert_eq!(read(&["", ""]), Ok(Vec::new()));
        assert_eq!(read(&["130", "hoch"]), Err(Problem::WrongType));
    }

    #[test]
    fn the_line_that_is_wrong_says_so_itself() {
        let item = readings();
        assert_eq!((fault(&item, ""), fault(&item, "130")), (None, None));
        let told = |text: &str| fault(&item, text).map(|problem| words(&item, &problem));
        assert_eq!(told("hoch").as_deref(), Some("assessment-whole-number"));
        assert_eq!(told("400").as_deref(), Some("assessment-too-large"));
    }

    #[test]
    fn the_focus_goes_to_the_line_that_is_wrong() {
        let item = readings();
        let wrong = |lines: &[&str]| {
            wrong_input("question", &item, &lines.iter().map(|&it| it.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(wrong(&["130", "hoch", "400"]), "question-1");
        assert_eq!((wrong(&["130"]), wrong(&[])), ("question-0".to_owned(), "question-0".to_owned()));
    }
}
