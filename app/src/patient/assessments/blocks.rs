//! A group that may be given several times: a block for each repetition, one more, and one less that can come back.

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::session::most;
use heilsam_therapy::questionnaire::{Answer, Item, Problem, Session};

use super::item::Question;
use super::written::TypedTexts;
use crate::components::{Button, ButtonKind, FieldError, Kind, Notice, Shape};
use crate::t;

/// A question of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Name of its answers.
    pub place: String,
    /// The question.
    pub item: Item,
    /// What was answered.
    pub answers: Vec<Answer>,
}

/// A repetition of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its number among the repetitions.
    pub number: u64,
    /// Its questions.
    pub asked: Vec<Asked>,
}

impl Block {
    /// The repetitions of a group as they are now.
    pub fn all(session: &Session<'_>, group: &Item) -> Vec<Self> {
        let one = |repetition: heilsam_therapy::questionnaire::Repetition<'_>| {
            let asked = repetition.occurrences.iter().map(|occurrence| {
                let (place, item) = (occurrence.key(), occurrence.item.clone());
                Asked { answers: session.answers(&place).to_vec(), place, item }
            });
            Self { number: repetition.number, asked: asked.collect() }
        };
        session.repetitions(group).into_iter().map(one).collect()
    }
}

/// The name that the inputs of a question in a block begin with.
fn name(block: usize, question: usize) -> String {
    format!("question-{block}-{question}")
}

/// The question at a place, with the name that its inputs begin with; the first question where there is no such place.
pub fn asked_at<'b>(blocks: &'b [Block], place: &str) -> Option<(String, &'b Asked)> {
    let all = || {
        let blocks = blocks.iter().enumerate();
        blocks.flat_map(|(index, block)| block.asked.iter().enumerate().map(move |(at, it)| (index, at, it)))
    };
    let (index, at, asked) = all().find(|(.., asked)| asked.place == place).or_else(|| all().next())?;
    Some((name(index, at), asked))
}

/// What becomes of the repetitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// One more.
    Add,
    /// This one goes.
    Remove(u64),
    /// The one that went last comes back.
    Restore,
}

/// All repetitions. `errors` are what stands against the answer at a place; one of the group itself stands above its buttons.
#[component]
pub fn Blocks(
    group: Item,
    blocks: Vec<Block>,
    errors: Vec<(String, String)>,
    /// Place, from 0, of the repetition that went last.
    removed: Option<usize>,
    typed: TypedTexts,
    onanswer: EventHandler<(Asked, Result<Vec<Answer>, Problem>)>,
    onchange: EventHandler<Change>,
) -> Element {
    let error = |place: &str| errors.iter().find(|(at, _)| at == place).map(|(_, words)| words.clone());
    let is_of_question =
        |at: &String| blocks.iter().any(|block| block.asked.iter().any(|it| it.place == *at));
    let whole = errors.iter().find(|(at, _)| !is_of_question(at)).map(|(_, words)| words.clone());
    let count = blocks.len();
    let limit = most(&group);
    rsx! {
        for (index , Block { number , asked: questions }) in blocks.into_iter().enumerate() {
            section { class: "card stack", key: "{number}", id: "block-{index}", "aria-labelledby": "block-title-{index}",
                h2 { id: "block-title-{index}", tabindex: "-1", {t!("assessment-entry", number = index + 1)} }
                for (at , asked) in questions.into_iter().enumerate() {
                    Question {
                        key: "{asked.place}",
                        id: name(index, at),
                        place: asked.place.clone(),
                        item: asked.item.clone(),
                        answers: asked.answers.clone(),
                        error: error(&asked.place),
                        typed,
                        onanswer: move |given| onanswer.call((asked.clone(), given)),
                    }
                }
                if count > 1 {
                    Button { kind: ButtonKind::Quiet, id: "block-remove-{index}", onpress: move |()| onchange.call(Change::Remove(number)),
                        {t!("assessment-entry-remove", number = index + 1)}
                    }
                }
            }
        }
        if let Some(place) = removed {
            Notice { kind: Kind::Info, id: "block-removed", announce: true,
                p { {t!("assessment-entry-removed", number = place + 1)} }
                Button { kind: ButtonKind::Second, id: "block-undo", onpress: move |()| onchange.call(Change::Restore), {t!("assessment-entry-undo")} }
            }
        }
        FieldError { id: "block-error", error: whole, announce: true }
        if count >= limit {
            p { class: "soft", {t!("assessment-entry-most", most = limit)} }
        } else {
            div { class: "row",
                Button { kind: ButtonKind::Second, icon: Shape::Add, id: "block-add", onpress: move |()| onchange.call(Change::Add), {t!("assessment-entry-add")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_at_a_place_is_found_in_its_block() {
        let block = |number, places: &[&str]| Block {
            number,
            asked: places
                .iter()
                .map(|place| Asked { place: (*place).to_owned(), item: item(), answers: Vec::new() })
                .collect(),
        };
        let blocks = [block(0, &["a#0", "b#0"]), block(9, &["a#9", "b#9"])];
        let found = |place: &str| asked_at(&blocks, place).map(|(name, asked)| (name, asked.place.as_str()));
        assert_eq!(found("b#9"), Some(("question-1-1".to_owned(), "b#9")));
        assert_eq!(found("group"), Some(("question-0-0".to_owned(), "a#0")));
        assert!(asked_at(&[], "a#0").is_none());
    }

    fn item() -> Item {
        use heilsam_therapy::questionnaire::Questionnaire;
        use serde_json::json;

        let english = json!({ "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/translation",
            "extension": [{ "url": "lang", "valueCode": "en" }, { "url": "content", "valueString": "Name" }],
        }] });
        let questionnaire = json!({
            "resourceType": "Questionnaire", "url": "urn:test:q", "version": "1", "status": "active", "language": "de",
            "title": "Titel", "_title": english, "lastReviewDate": "2026-11-01",
            "item": [{ "linkId": "n", "type": "string", "text": "Name", "_text": english }],
        });
        Questionnaire::load(&questionnaire.to_string()).unwrap().items[0].clone()
    }
}
