//! What the rows of a table say about one item, taken together: one row on the whole of it, and one on each of its points.

use std::collections::BTreeMap;

use super::Effect;
use super::columns::Columns;
use super::words::{self, Word, squeeze};
use crate::answer::{Answer, AnswerRefused, Circumstances, Place};
use crate::catalogue::{Form, Item, PermittedReason};
use crate::message::Message;
use crate::workspace::ItemState;
use crate::workspace::action::ItemEdit;

/// Where in a table something is said.
pub(super) struct Said<'a> {
    pub(super) line: usize,
    /// What the row calls the item.
    pub(super) name: &'a str,
    /// The point that it speaks of; `None` for the item as a whole.
    pub(super) point: Option<u8>,
}

/// What was said about one item so far.
#[derive(Default)]
pub(super) struct Gathered {
    /// The first row that can be used.
    pub(super) first: Option<(usize, String)>,
    /// Lines by the point that they speak of.
    seen: BTreeMap<Option<u8>, usize>,
    whole: Option<Answer>,
    points: BTreeMap<Place, Answer>,
    explanations: Vec<(Option<u8>, String)>,
}

impl Gathered {
    /// Takes one more row, or says why it cannot be used.
    pub(super) fn take(
        &mut self,
        said: &Said<'_>,
        item: &Item,
        around: &Circumstances<'_>,
        columns: &Columns,
        cells: &[String],
    ) -> Result<(), Effect> {
        if let Some(line) = self.seen.insert(said.point, said.line) {
            self.seen.insert(said.point, line);
            return Err(Effect::Twice { line });
        }
        let word = words::read(&columns.answer(cells));
        let word =
            word.map_err(|word| refused(Message::new("compliance-import-answer").with("word", word)))?;
        if let Some(word) = word {
            let answer = answer(word, &columns.reason(cells), item);
            let answer = answer.map_err(|why| Effect::Refused(why.messages()))?;
            self.answer(said.point, answer, item, around)?;
        }
        let explanation = columns.explanation(cells);
        if !explanation.is_empty() {
            self.explanations.push((said.point, explanation));
        }
        self.first.get_or_insert_with(|| (said.line, said.name.to_owned()));
        Ok(())
    }

    fn answer(
        &mut self,
        point: Option<u8>,
        answer: Answer,
        item: &Item,
        around: &Circumstances<'_>,
    ) -> Result<(), Effect> {
        let aside = matches!(answer, Answer::NotApplicable { .. });
        // "Not applicable" speaks of the whole item, wherever it stands; another answer without a point, of all points.
        let places: Vec<Place> = match point {
            _ if aside => vec![Place::WHOLE],
            Some(point) => vec![Place(point)],
            None => Place::of(item).collect(),
        };
        for place in places {
            answer.check(item, place, around).map_err(|why| Effect::Refused(why.messages()))?;
        }
        let is_aside = matches!(self.whole, Some(Answer::NotApplicable { .. }));
        let beside = if aside {
            !self.points.is_empty() || self.whole.as_ref().is_some_and(|known| *known != answer)
        } else {
            is_aside
        };
        if beside {
            return Err(refused(Message::new("compliance-import-beside")));
        }
        match point {
            Some(point) if !aside => {
                self.points.insert(Place(point), answer);
            }
            Some(_) | None => self.whole = Some(answer),
        }
        Ok(())
    }

    /// What all rows do together.
    pub(super) fn effect(self, item: &Item, state: Option<&ItemState>) -> Effect {
        let before = state.map(ItemState::content).unwrap_or_default();
        let explanation = self.explanation();
        if self.whole.is_none() && self.points.is_empty() && explanation.is_empty() {
            return Effect::Empty;
        }
        let aside = matches!(self.whole, Some(Answer::NotApplicable { .. }));
        let places: Vec<Place> = if aside { vec![Place::WHOLE] } else { Place::of(item).collect() };
        let wanted = places.into_iter().filter_map(|place| {
            let answer = self.points.get(&place).or(self.whole.as_ref())?;
            (before.answers.get(&place) != Some(answer)).then(|| (place, Some(answer.clone())))
        });
        let answers: BTreeMap<Place, Option<Answer>> = wanted.collect();
        let changes = !explanation.is_empty() && explanation != before.explanation;
        if answers.is_empty() && !changes {
            return Effect::Same;
        }
        let whole_before = before.answers.contains_key(&Place::WHOLE);
        let replaces = answers.keys().any(|place| {
            let other_kind = (*place == Place::WHOLE) != whole_before && !before.answers.is_empty();
            before.answers.contains_key(place) || other_kind
        });
        let replaces = replaces || (changes && !before.explanation.is_empty());
        let base = state.map_or(0, ItemState::revision);
        let edit = ItemEdit { base, answers, explanation: changes.then_some(explanation) };
        if replaces { Effect::Replaces { edit, before } } else { Effect::New(edit) }
    }

    /// One text of all that explains; what is said again and again stands once.
    fn explanation(&self) -> String {
        let mut different: Vec<&(Option<u8>, String)> = Vec::new();
        for one in &self.explanations {
            if different.iter().all(|(_, text)| *text != one.1) {
                different.push(one);
            }
        }
        if let [(_, only)] = different.as_slice() {
            return only.clone();
        }
        let lines = different.into_iter().map(|(point, text)| match point {
            None => text.clone(),
            Some(number) => {
                Message::new("compliance-import-point").with("number", number).with("text", text).german()
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn refused(message: Message) -> Effect {
    Effect::Refused(vec![message])
}

/// The answer that a word and a reason give; where only the printed sentence is permitted, it may be left out.
fn answer(said: Word, reason: &str, item: &Item) -> Result<Answer, AnswerRefused> {
    Ok(match said {
        Word::Met => Answer::Met,
        Word::Deviation => Answer::Deviation { equivalence: reason.to_owned() },
        Word::Count(value) => Answer::Count { value },
        Word::NotApplicable => {
            let printed = match &item.form {
                Form::Declaration { reason: PermittedReason::Fixed(sentence), .. } => Some(sentence),
                Form::Declaration { .. } | Form::Count | Form::Reference => None,
            };
            let same = |sentence: &&String| reason.is_empty() || squeeze(sentence) == squeeze(reason);
            let reason = printed.filter(same).map_or_else(|| reason.to_owned(), Clone::clone);
            Answer::NotApplicable { reason }
        }
    })
}
