//! Places of items: what lies in a repeating group stands once in each of its repetitions.

use std::collections::BTreeMap;

use super::Questionnaire;
use super::item::Item;

/// Most repetitions of a group.
pub(super) const REPETITION_LIMIT: usize = 50;

/// Between the `linkId` and the number of the repetition; no `linkId` may contain it.
pub(super) const SEPARATOR: char = '#';

/// Numbers of the repetitions by group, in order. A group that is not named has one, with the number 0.
pub type Repetitions = BTreeMap<String, Vec<u64>>;

/// An item at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Occurrence<'q> {
    /// The item.
    pub item: &'q Item,
    /// The repetition it lies in, or that it is; `None` outside of repeating groups.
    pub repetition: Option<u64>,
}

impl Occurrence<'_> {
    /// Name of its answers: the `linkId`; in a repetition its number stands behind, as in `medicine#0`.
    #[must_use]
    pub fn key(&self) -> String {
        key(&self.item.link_id, self.repetition)
    }
}

/// The `linkId` and the repetition in the name of answers.
#[must_use]
pub fn split(key: &str) -> (&str, Option<u64>) {
    let parts = key.rsplit_once(SEPARATOR);
    parts
        .and_then(|(name, number)| Some((name, number.parse().ok()?)))
        .map_or((key, None), |(name, number)| (name, Some(number)))
}

pub(super) fn key(link_id: &str, repetition: Option<u64>) -> String {
    repetition.map_or_else(|| link_id.to_owned(), |number| format!("{link_id}{SEPARATOR}{number}"))
}

/// The repetitions of a group, in order; never none.
pub(super) fn numbers(repetitions: &Repetitions, group: &str) -> Vec<u64> {
    repetitions.get(group).filter(|numbers| !numbers.is_empty()).cloned().unwrap_or_else(|| vec![0])
}

/// The places of an item below a place.
pub(super) fn places(item: &Item, within: Option<u64>, repetitions: &Repetitions) -> Vec<Option<u64>> {
    if item.is_repeating_group() {
        return numbers(repetitions, &item.link_id).into_iter().map(Some).collect();
    }
    vec![within]
}

/// The places of all items, each before what lies below it.
pub(super) fn occurrences<'q>(
    questionnaire: &'q Questionnaire,
    repetitions: &Repetitions,
) -> Vec<Occurrence<'q>> {
    fn walk<'q>(
        items: &'q [Item],
        within: Option<u64>,
        repetitions: &Repetitions,
        found: &mut Vec<Occurrence<'q>>,
    ) {
        for item in items {
            for repetition in places(item, within, repetitions) {
                found.push(Occurrence { item, repetition });
                walk(&item.items, repetition, repetitions, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(&questionnaire.items, None, repetitions, &mut found);
    found
}

/// The repeating group of every item that lies in one, by `linkId`; the group itself is among them.
pub(super) fn repeaters(questionnaire: &Questionnaire) -> BTreeMap<&str, &Item> {
    let groups = questionnaire.all_items().into_iter().filter(|item| item.is_repeating_group());
    groups
        .flat_map(|group| group.with_children().into_iter().map(move |item| (item.link_id.as_str(), group)))
        .collect()
}
