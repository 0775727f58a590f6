//! What is typed about an item before it is saved.

use std::collections::{BTreeMap, BTreeSet};

use heilsam_compliance::answer::{Answer, Content, Place};
use heilsam_compliance::catalogue::{Form, Item, PermittedReason};
use heilsam_compliance::workspace::ItemState;
use heilsam_compliance::workspace::action::ItemEdit;
use serde::{Deserialize, Serialize};

/// Which kind of answer is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pick {
    /// "zutreffend".
    Met,
    /// "nicht zutreffend".
    NotApplicable,
    /// Another way of the same worth.
    Deviation,
    /// A number.
    Count,
}

/// One place's answer; the texts of all kinds stay, whichever is ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerDraft {
    /// The ticked kind.
    pub pick: Option<Pick>,
    /// Own words for "not applicable".
    pub reason: String,
    /// Own words for a deviation.
    pub equivalence: String,
    /// A number.
    pub count: String,
}

/// Everything typed about an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Revision that was seen when typing began.
    pub base: u64,
    /// Answers by place.
    pub answers: BTreeMap<Place, AnswerDraft>,
    /// The explanation.
    pub explanation: String,
}

impl AnswerDraft {
    fn of(answer: &Answer) -> Self {
        let empty = Self::default();
        match answer {
            Answer::Met => Self { pick: Some(Pick::Met), ..empty },
            Answer::NotApplicable { reason } => {
                Self { pick: Some(Pick::NotApplicable), reason: reason.clone(), ..empty }
            }
            Answer::Deviation { equivalence } => {
                Self { pick: Some(Pick::Deviation), equivalence: equivalence.clone(), ..empty }
            }
            Answer::Count { value } => Self { pick: Some(Pick::Count), count: value.to_string(), ..empty },
        }
    }

    /// The answer, if one is ticked and can be read.
    fn answer(&self, item: &Item) -> Option<Answer> {
        match self.pick? {
            Pick::Met => Some(Answer::Met),
            Pick::NotApplicable => {
                let reason = match &item.form {
                    Form::Declaration { reason: PermittedReason::Fixed(sentence), .. } => sentence.clone(),
                    Form::Declaration { reason: PermittedReason::Free(_), .. } => {
                        self.reason.trim().to_owned()
                    }
                    Form::Declaration { .. } | Form::Count | Form::Reference => String::new(),
                };
                Some(Answer::NotApplicable { reason })
            }
            Pick::Deviation => Some(Answer::Deviation { equivalence: self.equivalence.trim().to_owned() }),
            Pick::Count => self.count.trim().parse().ok().map(|value| Answer::Count { value }),
        }
    }
}

impl Draft {
    /// What stands, ready to be changed.
    #[must_use]
    pub fn of(state: &ItemState) -> Self {
        let content = state.content();
        Self {
            base: state.revision(),
            answers: content
                .answers
                .iter()
                .map(|(place, answer)| (*place, AnswerDraft::of(answer)))
                .collect(),
            explanation: content.explanation,
        }
    }

    /// What is ticked at a place.
    #[must_use]
    pub fn at(&self, place: Place) -> AnswerDraft {
        self.answers.get(&place).cloned().unwrap_or_default()
    }

    /// Whether the whole item is declared not applicable.
    #[must_use]
    pub fn whole_not_applicable(&self) -> bool {
        self.at(Place::WHOLE).pick == Some(Pick::NotApplicable)
    }

    /// Changes a place.
    pub fn change(&mut self, place: Place, change: impl FnOnce(&mut AnswerDraft)) {
        change(self.answers.entry(place).or_default());
    }

    /// The change of what was seen, `before`; `None` if there is none.
    #[must_use]
    pub fn edit(&self, item: &Item, before: &Content) -> Option<ItemEdit> {
        let whole = self.whole_not_applicable();
        let counts = |place: Place| if whole { place == Place::WHOLE } else { place != Place::WHOLE };
        let counted = |place: Place| item.points.is_empty() || counts(place);
        let wanted: BTreeMap<Place, Answer> = self
            .answers
            .iter()
            .filter(|(place, _)| counted(**place))
            .filter_map(|(place, draft)| Some((*place, draft.answer(item)?)))
            .collect();
        let places: BTreeSet<Place> = before.answers.keys().chain(wanted.keys()).copied().collect();
        let answers: BTreeMap<Place, Option<Answer>> = places
            .into_iter()
            .filter(|place| before.answers.get(place) != wanted.get(place))
            .map(|place| (place, wanted.get(&place).cloned()))
            .collect();
        let explanation = self.explanation.trim().to_owned();
        let explanation = (explanation != before.explanation).then_some(explanation);
        let changed = !answers.is_empty() || explanation.is_some();
        changed.then_some(ItemEdit { base: self.base, answers, explanation })
    }
}

#[cfg(test)]
mod tests {
    use heilsam_compliance::catalogue::{ItemRef, builtin};

    use super::*;

    fn item(id: &str) -> Item {
        let library = builtin::library().unwrap();
        library.item(&ItemRef::new("digav-2026-anlage-1", id)).unwrap().2.clone()
    }

    #[test]
    fn only_what_changed_is_sent() {
        let item = item("ds-01");
        let mut before = Content::default();
        before.set(Place::WHOLE, Answer::Met);
        before.explanation = "So.".into();
        let mut draft = Draft { base: 7, explanation: "So.".into(), ..Draft::default() };
        draft.change(Place::WHOLE, |it| it.pick = Some(Pick::Met));
        assert_eq!(draft.edit(&item, &before), None);
        draft.explanation = " Anders. ".into();
        let edit = draft.edit(&item, &before).unwrap();
        assert_eq!((edit.base, edit.answers.len(), edit.explanation), (7, 0, Some("Anders.".into())));
    }

    #[test]
    fn a_draft_survives_its_text() {
        let mut draft = Draft { base: 7, explanation: "So.".into(), ..Draft::default() };
        draft.change(Place::WHOLE, |it| it.pick = Some(Pick::Met));
        draft.change(Place(2), |it| it.reason = "weil".into());
        let text = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
    }

    #[test]
    fn declaring_the_whole_item_takes_the_points_out() {
        let library = builtin::library().unwrap();
        let (_, item) = library
            .catalogues()
            .flat_map(heilsam_compliance::Catalogue::items)
            .find(|(_, item)| {
                let fixed = matches!(&item.form, Form::Declaration { reason: PermittedReason::Fixed(_), .. });
                fixed && item.points.len() > 1
            })
            .unwrap();
        let mut before = Content::default();
        before.set(Place(1), Answer::Met);
        let mut draft = Draft::default();
        draft.change(Place(1), |it| it.pick = Some(Pick::Met));
        draft.change(Place(2), |it| it.pick = Some(Pick::Met));
        assert_eq!(
            draft.edit(item, &before).unwrap().answers.keys().copied().collect::<Vec<_>>(),
            [Place(2)]
        );
        draft.change(Place::WHOLE, |it| it.pick = Some(Pick::NotApplicable));
        let edit = draft.edit(item, &before).unwrap();
        assert_eq!(edit.answers.get(&Place(1)), Some(&None));
        assert!(matches!(edit.answers.get(&Place::WHOLE), Some(Some(Answer::NotApplicable { .. }))));
    }
}
