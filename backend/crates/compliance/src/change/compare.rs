//! Which statements two editions of an application differ in: what the assessment of a change begins with.

use std::collections::{BTreeMap, BTreeSet};

use crate::application::edition::EntryText;
use crate::catalogue::ItemRef;
use crate::evidence::Evidence;
use crate::workspace::{ItemState, Workspace};

/// Numbers of the statements of § 2 that differ, also those that only one edition has; `p4` is no statement.
#[must_use]
pub fn changed_statements(before: &[EntryText], after: &[EntryText]) -> BTreeSet<String> {
    let by_number = |entries: &[EntryText]| -> BTreeMap<String, EntryText> {
        let numbered = entries.iter().filter(|entry| !entry.number.starts_with('p'));
        numbered.map(|entry| (entry.number.clone(), said(entry))).collect()
    };
    let (before, after) = (by_number(before), by_number(after));
    let numbers = before.keys().chain(after.keys());
    numbers.filter(|number| before.get(*number) != after.get(*number)).cloned().collect()
}

/// Items whose answers, explanation or evidence differ between two states of a workspace.
#[must_use]
pub fn changed_items(before: &Workspace, after: &Workspace) -> BTreeSet<ItemRef> {
    let known = before.items.keys().chain(after.items.keys());
    let differs = |item: &&ItemRef| {
        let of = |workspace: &Workspace| {
            workspace.item(item).map(|state| (state.content(), bound(workspace, state)))
        };
        of(before).unwrap_or_default() != of(after).unwrap_or_default()
    };
    known.filter(differs).cloned().collect()
}

fn bound(workspace: &Workspace, state: &ItemState) -> Vec<serde_json::Value> {
    state.evidence.keys().filter_map(|id| workspace.evidence(id)).map(Evidence::bound).collect()
}

/// What the manufacturer said, without the words of the ordinance and without the numbers of rows.
fn said(entry: &EntryText) -> EntryText {
    let mut said = entry.clone();
    said.statement.clear();
    for row in &mut said.rows {
        row.row = row.row.map(|_| 0);
    }
    said.rows.sort_by_key(|row| {
        let fields: Vec<_> =
            row.fields.iter().map(|field| (field.field.clone(), field.text.clone())).collect();
        (row.group.clone(), fields)
    });
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::application::edition::{FieldText, RowText};

    fn entry(number: &str, texts: &[&str]) -> EntryText {
        let rows = (1..).zip(texts).map(|(row, text)| RowText {
            group: "g".into(),
            label: "G".into(),
            row: Some(row),
            fields: vec![FieldText {
                field: "f".into(),
                label: "F".into(),
                text: (*text).into(),
                words: None,
                marks: vec![],
            }],
        });
        EntryText {
            number: number.into(),
            statement: "Angabe".into(),
            provision: "§ 2".into(),
            not_applicable: false,
            rows: rows.collect(),
        }
    }

    #[test]
    fn changed_new_and_dropped_statements_are_found_and_the_order_of_rows_is_not_a_change() {
        let before = [entry("1", &["a", "b"]), entry("2", &["x"]), entry("3", &[]), entry("p4", &["geheim"])];
        let after =
            [entry("1", &["b", "a"]), entry("2", &["y"]), entry("25", &["neu"]), entry("p4", &["anders"])];
        let numbers = ["2", "25", "3"].map(str::to_owned);
        assert_eq!(changed_statements(&before, &after), BTreeSet::from(numbers));
    }
}
