//! The forms of the statements, as data.

use std::collections::BTreeMap;

use super::kind::FieldKind;
use crate::catalogue::read::{self, CatalogueErrors, Faults, Node};
use crate::legal_date::LegalDate;
use crate::message::Message;

/// All forms by number of their statement; `p4` is the access of § 2(4).
#[derive(Debug, Clone)]
pub struct Forms {
    entries: BTreeMap<String, EntrySpec>,
    order: Vec<String>,
}

#[derive(Debug, Clone)]
struct EntrySpec {
    since: LegalDate,
    groups: Vec<GroupSpec>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSpec {
    /// Its id.
    pub id: String,
    /// German label.
    pub label: String,
    /// How often it is filled in.
    pub rows: Rows,
    /// First state of the law that asks for it.
    pub since: LegalDate,
    /// Its fields in order.
    pub fields: Vec<FieldSpec>,
}

/// How often a group is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Exactly once.
    Once,
    /// At least once.
    Some,
    /// Any number of times.
    Any,
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its id.
    pub id: String,
    /// German label.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a row without it is incomplete.
    pub required: bool,
}

impl Forms {
    /// Reads the forms.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(file: &str, text: &str) -> Result<Self, CatalogueErrors> {
        let value = read::json(file, text)?;
        let mut faults = Faults::default();
        let forms = Node::root(&value, &mut faults).map(|root| Self::from_node(&root, &mut faults));
        faults.finish(file, forms)
    }

    fn from_node(root: &Node<'_>, faults: &mut Faults) -> Self {
        root.only(&["id", "note", "entries"], faults);
        let mut forms = Self { entries: BTreeMap::new(), order: Vec::new() };
        for node in root.some_objects("entries", faults) {
            node.only(&["number", "since", "groups"], faults);
            let number = node.text("number", faults);
            let groups = node.some_objects("groups", faults).iter().map(|node| group(node, faults)).collect();
            if forms
                .entries
                .insert(number.clone(), EntrySpec { since: since(&node, faults), groups })
                .is_some()
            {
                faults.add(node.path("number"), Message::new("compliance-file-twice"));
            }
            forms.order.push(number);
        }
        forms
    }

    /// Numbers of all statements with a form under a legal date, in order.
    pub fn numbers(&self, legal: LegalDate) -> impl Iterator<Item = &str> {
        self.order
            .iter()
            .filter(move |number| self.entries.get(*number).is_some_and(|entry| entry.since <= legal))
            .map(String::as_str)
    }

    /// The parts of a statement's form under a legal date; none if the statement does not exist there.
    pub fn groups(&self, number: &str, legal: LegalDate) -> impl Iterator<Item = &GroupSpec> {
        let entry = self.entries.get(number).filter(|entry| entry.since <= legal);
        entry.into_iter().flat_map(|entry| &entry.groups).filter(move |group| group.since <= legal)
    }

    /// A part of a form.
    #[must_use]
    pub fn group(&self, number: &str, group: &str, legal: LegalDate) -> Option<&GroupSpec> {
        self.groups(number, legal).find(|found| found.id == group)
    }
}

impl GroupSpec {
    /// A field of the group.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&FieldSpec> {
        self.fields.iter().find(|field| field.id == id)
    }
}

fn since(node: &Node<'_>, faults: &mut Faults) -> LegalDate {
    if !node.has("since") {
        return LegalDate::Of2020;
    }
    let dates = [("2020-04-21", LegalDate::Of2020), ("2026-02-01", LegalDate::Of2026)];
    node.choice("since", &dates, faults).unwrap_or(LegalDate::Of2020)
}

fn group(node: &Node<'_>, faults: &mut Faults) -> GroupSpec {
    node.only(&["id", "label", "rows", "since", "fields"], faults);
    let rows = if node.has("rows") {
        node.choice("rows", &[("some", Rows::Some), ("any", Rows::Any)], faults).unwrap_or(Rows::Any)
    } else {
        Rows::Once
    };
    GroupSpec {
        id: node.text("id", faults),
        label: node.text("label", faults),
        rows,
        since: since(node, faults),
        fields: node.some_objects("fields", faults).iter().map(|node| field(node, faults)).collect(),
    }
}

fn field(node: &Node<'_>, faults: &mut Faults) -> FieldSpec {
    node.only(&["id", "label", "kind", "among", "min", "max", "required"], faults);
    let among = node.texts("among", faults);
    let integer = FieldKind::Integer {
        min: node.number("min", faults).unwrap_or(0),
        max: node.number("max", faults).unwrap_or(i64::MAX),
    };
    let choice = FieldKind::Choice(among);
    let kinds = [
        ("text", &FieldKind::Text),
        ("long", &FieldKind::Long),
        ("choice", &choice),
        ("date", &FieldKind::Date),
        ("year", &FieldKind::Year),
        ("integer", &integer),
        ("percent", &FieldKind::Percent),
        ("money", &FieldKind::Money),
        ("country", &FieldKind::Country),
        ("hosting", &FieldKind::Hosting),
        ("language", &FieldKind::Language),
        ("icd", &FieldKind::Icd),
        ("pzn", &FieldKind::Pzn),
        ("url", &FieldKind::Url),
        ("email", &FieldKind::Email),
        ("srn", &FieldKind::Srn),
        ("udi", &FieldKind::Udi),
        ("body-number", &FieldKind::BodyNumber),
        ("evidence", &FieldKind::Evidence),
        ("flag", &FieldKind::Flag),
    ];
    let kind = node.choice("kind", &kinds, faults).cloned().unwrap_or(FieldKind::Text);
    if matches!(&kind, FieldKind::Choice(words) if words.is_empty()) {
        faults.add(node.path("among"), Message::new("compliance-file-none"));
    }
    FieldSpec {
        id: node.text("id", faults),
        label: node.text("label", faults),
        kind,
        required: node.flag("required", faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin;

    #[test]
    fn every_numbered_statement_has_a_form_in_its_legal_date() {
        let library = builtin::library().unwrap();
        for (legal, count) in [(LegalDate::Of2020, 24), (LegalDate::Of2026, 28)] {
            let statements = library.statements(legal).unwrap();
            let numbers: Vec<&str> = statements.entries.iter().map(|entry| entry.number.as_str()).collect();
            assert_eq!(numbers.len(), count);
            let mut forms: Vec<&str> = library.forms().numbers(legal).collect();
            assert_eq!(forms.pop(), Some("p4"));
            assert_eq!(forms, numbers);
        }
    }

    #[test]
    fn every_choice_has_its_text() {
        let library = builtin::library().unwrap();
        for number in library.forms().numbers(LegalDate::Of2026) {
            for field in library.forms().groups(number, LegalDate::Of2026).flat_map(|group| &group.fields) {
                if let FieldKind::Choice(words) = &field.kind {
                    for word in words {
                        let text = Message::new(&format!("compliance-choice-{word}"));
                        assert_ne!(text.german(), text.id);
                    }
                }
            }
        }
    }

    #[test]
    fn wrong_forms_are_told_with_their_place() {
        let text = r#"{"id": "x", "entries": [{"number": "1", "groups": [{"id": "a", "label": "A",
            "fields": [{"id": "b", "label": "B", "kind": "zahl"}]}]}]}"#;
        let error = Forms::read("forms.json", text).unwrap_err().to_string();
        assert!(error.contains("entries[0].groups[0].fields[0].kind: says \"zahl\""), "{error}");
    }
}
