//! Edits of two people at the same item: merged field by field; where both changed the same field, both texts are kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PersonId;
use super::action::ItemEdit;
use crate::answer::{Answer, Content, Place};

/// A field of an item's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The answer at a place.
    Answer(Place),
    /// All answers: one edit set the whole item aside, the other answered its points.
    Answers,
    /// The explanation.
    Explanation,
}

/// What one person wrote while another saved something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its number within the item.
    pub number: u64,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The text that was set aside; the saved one is the item's content.
    pub other: Other,
}

/// The text of a conflict that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Other {
    /// An answer, or its removal.
    Answer(Place, Option<Answer>),
    /// All answers.
    Answers(BTreeMap<Place, Answer>),
    /// An explanation.
    Explanation(String),
}

/// Result of merging an edit into what stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The new content.
    pub content: Content,
    /// Fields that the edit changed in it.
    pub changed: BTreeSet<Field>,
    /// What was set aside.
    pub set_aside: Vec<Other>,
}

/// Merges an edit made on `base` into `saved`.
#[must_use]
pub fn merge(base: &Content, saved: &Content, edit: &ItemEdit) -> Merged {
    let mine = edited(base, edit);
    let mut merged = Merged { content: saved.clone(), changed: BTreeSet::new(), set_aside: Vec::new() };
    merge_answers(base, saved, &mine, &mut merged);
    if mine.explanation != base.explanation && mine.explanation != saved.explanation {
        if saved.explanation == base.explanation {
            merged.content.explanation = mine.explanation;
            merged.changed.insert(Field::Explanation);
        } else {
            merged.set_aside.push(Other::Explanation(mine.explanation));
        }
    }
    merged
}

fn edited(base: &Content, edit: &ItemEdit) -> Content {
    let mut mine = base.clone();
    for (place, answer) in &edit.answers {
        match answer {
            Some(answer) => mine.set(*place, answer.clone()),
            None => {
                mine.answers.remove(place);
            }
        }
    }
    if let Some(explanation) = &edit.explanation {
        mine.explanation.clone_from(explanation);
    }
    mine
}

fn merge_answers(base: &Content, saved: &Content, mine: &Content, merged: &mut Merged) {
    if mine.answers == base.answers || mine.answers == saved.answers {
        return;
    }
    if saved.answers == base.answers {
        let places = mine.answers.keys().chain(base.answers.keys());
        let changed = places.filter(|place| mine.answers.get(place) != base.answers.get(place));
        merged.changed.extend(changed.map(|place| Field::Answer(*place)));
        merged.content.answers.clone_from(&mine.answers);
        return;
    }
    let whole = |content: &Content| content.answers.contains_key(&Place::WHOLE);
    let touched = |content: &Content| whole(content) != whole(base);
    if (touched(mine) || touched(saved)) && whole(mine) != whole(saved) {
        merged.set_aside.push(Other::Answers(mine.answers.clone()));
        return;
    }
    let places: BTreeSet<Place> = mine.answers.keys().chain(base.answers.keys()).copied().collect();
    for place in places {
        let [before, now, wanted] = [base, saved, mine].map(|content| content.answers.get(&place));
        if wanted == before || wanted == now {
            continue;
        }
        if now != before {
            merged.set_aside.push(Other::Answer(place, wanted.cloned()));
            continue;
        }
        merged.changed.insert(Field::Answer(place));
        match wanted {
            Some(answer) => merged.content.answers.insert(place, answer.clone()),
            None => merged.content.answers.remove(&place),
        };
    }
}

impl Other {
    /// The content with this text in place of the saved one, and the fields that changes.
    #[must_use]
    pub fn taken(&self, saved: &Content) -> (Content, BTreeSet<Field>) {
        let mut content = saved.clone();
        let field = match self {
            Self::Answer(place, Some(answer)) => {
                content.set(*place, answer.clone());
                Field::Answer(*place)
            }
            Self::Answer(place, None) => {
                content.answers.remove(place);
                Field::Answer(*place)
            }
            Self::Answers(answers) => {
                content.answers.clone_from(answers);
                Field::Answers
            }
            Self::Explanation(text) => {
                content.explanation.clone_from(text);
                Field::Explanation
            }
        };
        (content, BTreeSet::from([field]))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn deviation(text: &str) -> Answer {
        Answer::Deviation { equivalence: text.into() }
    }

    fn explain(text: &str) -> ItemEdit {
        ItemEdit { explanation: Some(text.into()), ..ItemEdit::default() }
    }

    #[test]
    fn different_fields_merge_without_a_conflict() {
        let base = Content::default();
        let saved = merge(&base, &base, &explain("meins")).content;
        let answer =
            ItemEdit { answers: BTreeMap::from([(Place(1), Some(Answer::Met))]), ..ItemEdit::default() };
        let merged = merge(&base, &saved, &answer);
        assert_eq!(merged.set_aside, []);
        assert_eq!(merged.content.explanation, "meins");
        assert_eq!(merged.content.answers.len(), 1);
        assert_eq!(merged.changed, BTreeSet::from([Field::Answer(Place(1))]));
    }

    #[test]
    fn the_same_field_keeps_both_texts() {
        let base = Content::default();
        let saved = merge(&base, &base, &explain("von Anna")).content;
        let merged = merge(&base, &saved, &explain("von Bert"));
        assert_eq!(merged.content.explanation, "von Anna");
        assert_eq!(merged.set_aside, [Other::Explanation("von Bert".into())]);
        assert_eq!(merged.set_aside[0].taken(&merged.content).0.explanation, "von Bert");
    }

    #[test]
    fn not_applicable_against_points_is_one_conflict() {
        let base = Content::default();
        let mut saved = base.clone();
        saved.set(Place(1), Answer::Met);
        saved.set(Place(2), Answer::Met);
        let whole = Answer::NotApplicable { reason: "nein".into() };
        let edit = ItemEdit {
            answers: BTreeMap::from([(Place::WHOLE, Some(whole.clone()))]),
            ..ItemEdit::default()
        };
        let merged = merge(&base, &saved, &edit);
        assert_eq!(merged.content, saved);
        assert_eq!(merged.set_aside, [Other::Answers(BTreeMap::from([(Place::WHOLE, whole)]))]);
    }

    fn content() -> impl Strategy<Value = Content> {
        let answers = prop::collection::btree_map((1..4_u8).prop_map(Place), "[a-d]{1,3}", 0..3);
        let whole = prop::option::of("[a-d]{1,3}");
        (answers, whole, "[a-d]{0,3}").prop_map(|(points, whole, explanation)| {
            let mut content = Content { explanation, ..Content::default() };
            for (place, text) in points {
                content.set(place, deviation(&text));
            }
            if let Some(reason) = whole {
                content.set(Place::WHOLE, Answer::NotApplicable { reason });
            }
            content
        })
    }

    /// The edit that makes `to` out of `from`.
    fn edit(from: &Content, to: &Content) -> ItemEdit {
        let mut answers: BTreeMap<Place, Option<Answer>> = from
            .answers
            .keys()
            .filter(|place| !to.answers.contains_key(place))
            .map(|place| (*place, None))
            .collect();
        answers.extend(to.answers.iter().map(|(place, answer)| (*place, Some(answer.clone()))));
        ItemEdit { base: 0, answers, explanation: Some(to.explanation.clone()) }
    }

    proptest! {
        #[test]
        fn nobodys_text_is_lost(base in content(), saved in content(), mine in content()) {
            let merged = merge(&base, &saved, &edit(&base, &mine));
            // Everything I wrote anew is either in the content or set aside.
            let aside_answers = |place: &Place, answer: &Answer| merged.set_aside.iter().any(|other| match other {
                Other::Answer(at, Some(text)) => at == place && text == answer,
                Other::Answers(all) => all.get(place) == Some(answer),
                Other::Answer(_, None) | Other::Explanation(_) => false,
            });
            for (place, answer) in mine.answers.iter().filter(|(place, answer)| base.answers.get(place) != Some(answer)) {
                prop_assert!(merged.content.answers.get(place) == Some(answer) || aside_answers(place, answer));
            }
            if mine.explanation != base.explanation {
                let aside = merged.set_aside.contains(&Other::Explanation(mine.explanation.clone()));
                prop_assert!(merged.content.explanation == mine.explanation || aside);
            }
            // Everything saved anew in between is still there.
            for (place, answer) in saved.answers.iter().filter(|(place, answer)| base.answers.get(place) != Some(answer)) {
                prop_assert_eq!(merged.content.answers.get(place), Some(answer));
            }
            if saved.explanation != base.explanation {
                prop_assert_eq!(&merged.content.explanation, &saved.explanation);
            }
            // Whole and points never stand together.
            prop_assert!(!merged.content.answers.contains_key(&Place::WHOLE) || merged.content.answers.len() == 1);
        }

        #[test]
        fn an_edit_on_the_saved_state_is_taken_as_it_is(base in content(), mine in content()) {
            let merged = merge(&base, &base, &edit(&base, &mine));
            prop_assert_eq!(merged.content, mine);
            prop_assert_eq!(merged.set_aside, []);
        }
    }
}
