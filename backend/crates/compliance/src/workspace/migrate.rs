//! Going over to another state of the law: answers are carried where the text is the same, and kept in sight where it is not.

use super::item::{Carried, Review, Revision};
use super::{Entry, ItemState, Workspace};
use crate::answer::{Answer, Content, Place};
use crate::catalogue::{Catalogue, Form, Item, ItemRef, Kind, Library, PermittedReason};
use crate::difference::predecessors;
use crate::legal_date::LegalDate;

impl Workspace {
    pub(super) fn migrate(&mut self, library: &Library, entry: &Entry, to: LegalDate) {
        let from = std::mem::replace(&mut self.legal, to);
        for catalogue in library.catalogues().filter(|catalogue| catalogue.kind == Kind::Declaration(to)) {
            let Some(former) = library.catalogues().find(|former| same_annex(former, from, catalogue, to))
            else {
                continue;
            };
            for (_, item) in catalogue.items() {
                let reference = catalogue.reference(item);
                // Who comes back finds what was answered there before.
                if self.items.get(&reference).is_some_and(|state| !state.revisions.is_empty()) {
                    continue;
                }
                if let Some(state) = self.carried(former, item, entry) {
                    self.items.insert(reference, state);
                }
            }
        }
    }

    fn carried(&self, former: &Catalogue, item: &Item, entry: &Entry) -> Option<ItemState> {
        if let Some(before) = former.item(&item.id) {
            let state = self.items.get(&former.reference(before))?;
            return Some(carry(state, before, item, entry));
        }
        let former: Vec<(ItemRef, Content)> = predecessors(&item.id)
            .map(|id| ItemRef { catalogue: former.id.clone(), item: id })
            .filter_map(|reference| {
                let content = self.items.get(&reference)?.content();
                (content != Content::default()).then_some((reference, content))
            })
            .collect();
        let carried = (!former.is_empty()).then_some(Carried::New { former })?;
        Some(ItemState { carried: Some(carried), ..ItemState::default() })
    }
}

fn same_annex(former: &Catalogue, from: LegalDate, catalogue: &Catalogue, to: LegalDate) -> bool {
    let annex = |catalogue: &Catalogue, legal: LegalDate| {
        catalogue.id.as_str().strip_prefix(legal.prefix()).map(str::to_owned)
    };
    former.kind == Kind::Declaration(from) && annex(former, from) == annex(catalogue, to)
}

/// The state under the new text. Where the text is the same, everything stands, an approval too: its hash holds the text.
fn carry(state: &ItemState, before: &Item, after: &Item, entry: &Entry) -> ItemState {
    let mut carried = state.clone();
    if before.text_digest() == after.text_digest() {
        carried.revisions = vec![Revision { number: entry.number, content: state.content() }];
        return carried;
    }
    let former = state.content();
    let content = reworded(&former, before, after);
    carried.revisions = vec![Revision { number: entry.number, content }];
    carried.review = Review::Draft;
    carried.carried = (former != Content::default()).then_some(Carried::Reworded { former });
    carried
}

/// Answers under a reworded text: points by their words, a fixed reason only if its sentence is still the permitted one.
fn reworded(former: &Content, before: &Item, after: &Item) -> Content {
    let mut content = Content { explanation: former.explanation.clone(), ..Content::default() };
    for (place, answer) in &former.answers {
        let target = if *place == Place::WHOLE { Some(Place::WHOLE) } else { moved(*place, before, after) };
        let Some(target) = target else { continue };
        if permits(after, target, answer) {
            content.answers.insert(target, answer.clone());
        }
    }
    content
}

fn moved(place: Place, before: &Item, after: &Item) -> Option<Place> {
    let words = before.points.get(usize::from(place.0).checked_sub(1)?)?;
    let at = after.points.iter().position(|point| point == words)?;
    u8::try_from(at + 1).ok().map(Place)
}

fn permits(item: &Item, place: Place, answer: &Answer) -> bool {
    match (answer, &item.form) {
        (Answer::NotApplicable { reason }, Form::Declaration { reason: permitted, .. }) => match permitted {
            PermittedReason::Fixed(sentence) => sentence == reason,
            PermittedReason::Free(_) => true,
            PermittedReason::Unreasoned => reason.is_empty(),
            PermittedReason::None => false,
        },
        (Answer::Met | Answer::Deviation { .. }, Form::Declaration { .. }) => {
            place != Place::WHOLE || item.points.is_empty()
        }
        (Answer::Count { .. }, Form::Count) => true,
        (_, Form::Declaration { .. } | Form::Count | Form::Reference) => false,
    }
}
