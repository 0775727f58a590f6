//! What two states of the law ask differently, item by item, read off the texts themselves.

pub mod words;

use serde::Serialize;

use crate::catalogue::{Catalogue, Form, Item, ItemId, Kind, Library, PermittedReason};
use crate::legal_date::LegalDate;

/// How an item differs between two states of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Word for word the same.
    Unchanged,
    /// Asked in other words.
    Reworded,
    /// Only in the later text.
    New,
    /// Only in the earlier text.
    Dropped,
}

/// The difference of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemDifference {
    /// The item.
    pub item: ItemId,
    /// How it differs.
    pub change: Change,
    /// Which parts of a reworded item differ: topic, question, text, points, `allowed_not_applicable`.
    pub parts: Vec<&'static str>,
    /// Items of the other text that asked for something like it.
    pub related: Vec<ItemId>,
}

/// Dropped items whose demand lives on in a new one; the same pairs stand in `diff-2020-2026.json`, compared by a test.
const SUCCESSORS: [(&str, &str); 2] = [("sx-02", "si-32a"), ("sx-03", "si-32a")];

/// The difference of both annexes, in the order of the later text; dropped items follow their neighbours at the end.
#[must_use]
pub fn difference(library: &Library, from: LegalDate, to: LegalDate) -> Vec<ItemDifference> {
    let of = |legal| {
        library
            .catalogues()
            .filter(move |catalogue| catalogue.kind == Kind::Declaration(legal))
            .flat_map(Catalogue::items)
    };
    let find = |legal, id: &ItemId| of(legal).map(|(_, item)| item).find(|item| item.id == *id);
    let mut found: Vec<ItemDifference> = of(to)
        .map(|(_, after)| match find(from, &after.id) {
            None => ItemDifference {
                item: after.id.clone(),
                change: Change::New,
                parts: Vec::new(),
                related: predecessors(&after.id).collect(),
            },
            Some(before) => {
                let parts = parts(before, after);
                let change = if parts.is_empty() { Change::Unchanged } else { Change::Reworded };
                ItemDifference { item: after.id.clone(), change, parts, related: Vec::new() }
            }
        })
        .collect();
    let dropped = of(from).map(|(_, item)| item).filter(|item| find(to, &item.id).is_none());
    found.extend(dropped.map(|item| ItemDifference {
        item: item.id.clone(),
        change: Change::Dropped,
        parts: Vec::new(),
        related: successors(&item.id).collect(),
    }));
    found
}

/// The difference of the statements of § 2, by number in the order of the later text; dropped ones at the end.
#[must_use]
pub fn statements(library: &Library, from: LegalDate, to: LegalDate) -> Vec<(String, Change)> {
    let of = |legal| library.statements(legal).into_iter().flat_map(|statements| &statements.entries);
    let find = |legal, number: &str| of(legal).find(|statement| statement.number == number);
    let mut found: Vec<(String, Change)> = of(to)
        .map(|after| {
            let change = match find(from, &after.number) {
                None => Change::New,
                Some(before) if before == after => Change::Unchanged,
                Some(_) => Change::Reworded,
            };
            (after.number.clone(), change)
        })
        .collect();
    let dropped = of(from).filter(|statement| find(to, &statement.number).is_none());
    found.extend(dropped.map(|statement| (statement.number.clone(), Change::Dropped)));
    found
}

/// Items that asked for something like a new one.
pub(crate) fn predecessors(item: &ItemId) -> impl Iterator<Item = ItemId> {
    pairs(item.clone(), |(old, new)| (new, old))
}

fn successors(item: &ItemId) -> impl Iterator<Item = ItemId> {
    pairs(item.clone(), |(old, new)| (old, new))
}

fn pairs(
    item: ItemId,
    order: impl Fn((&'static str, &'static str)) -> (&'static str, &'static str),
) -> impl Iterator<Item = ItemId> {
    SUCCESSORS
        .into_iter()
        .map(order)
        .filter(move |(key, _)| item.as_str() == *key)
        .map(|(_, other)| ItemId::new(other))
}

fn parts(before: &Item, after: &Item) -> Vec<&'static str> {
    let sentence = |item: &Item| match &item.form {
        Form::Declaration { reason, .. } => reason.clone(),
        Form::Count | Form::Reference => PermittedReason::None,
    };
    [
        ("topic", before.topic != after.topic),
        ("question", before.question != after.question),
        ("text", before.text != after.text),
        ("points", before.points != after.points),
        ("allowed_not_applicable", sentence(before) != sentence(after)),
    ]
    .into_iter()
    .filter_map(|(part, differs)| differs.then_some(part))
    .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value;

    use super::*;
    use crate::catalogue::builtin;

    fn noted() -> Value {
        serde_json::from_str(builtin::file("diff-2020-2026.json").1).unwrap()
    }

    #[test]
    fn the_noted_difference_is_that_of_the_texts() {
        let library = builtin::library().unwrap();
        let found = difference(&library, LegalDate::Of2020, LegalDate::Of2026);
        let noted = noted();
        let computed: BTreeMap<String, Value> = found
            .iter()
            .map(|item| (item.item.to_string(), serde_json::to_value(item.change).unwrap()))
            .collect();
        assert_eq!(serde_json::to_value(&computed).unwrap(), noted["items"]);
        for (change, count) in noted["counts"].as_object().unwrap() {
            let counted = computed.values().filter(|found| *found == change).count();
            assert_eq!(Some(counted as u64), count.as_u64(), "{change}");
        }
        let noted_parts = noted["changed_fields"].as_object().unwrap();
        assert_eq!(noted_parts.len(), found.iter().filter(|item| item.change == Change::Reworded).count());
        for item in found.iter().filter(|item| item.change == Change::Reworded) {
            let noted: BTreeSet<&str> = noted_parts[item.item.as_str()]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            assert_eq!(item.parts.iter().copied().collect::<BTreeSet<_>>(), noted, "{}", item.item);
        }
    }

    #[test]
    fn four_statements_are_new_since_2020_and_two_are_reworded() {
        let library = builtin::library().unwrap();
        let found = statements(&library, LegalDate::Of2020, LegalDate::Of2026);
        let of = |change| -> Vec<&str> {
            found.iter().filter(|(_, found)| *found == change).map(|(number, _)| number.as_str()).collect()
        };
        assert_eq!(of(Change::New), ["4a", "21a", "25", "26"]);
        assert_eq!(of(Change::Reworded), ["1", "22"]);
        assert_eq!(of(Change::Unchanged).len(), 22);
        assert_eq!(of(Change::Dropped), Vec::<&str>::new());
        let back = statements(&library, LegalDate::Of2026, LegalDate::Of2020);
        assert_eq!(back.iter().filter(|(_, change)| *change == Change::Dropped).count(), 4);
    }

    #[test]
    fn dropped_items_lead_to_their_successors_as_noted() {
        let noted = noted();
        for (old, reason) in noted["reason_dropped"].as_object().unwrap() {
            for new in successors(&ItemId::new(old)) {
                assert!(reason.as_str().unwrap().contains(&format!("now {new},")), "{old}");
            }
            let named = reason.as_str().unwrap().contains("now si-");
            assert_eq!(named, successors(&ItemId::new(old)).next().is_some(), "{old}");
        }
        assert_eq!(predecessors(&ItemId::new("si-32a")).count(), 2);
    }
}
