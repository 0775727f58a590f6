//! Anlage 3 and 4 DiGAV: the questions to patients and the statistics on them. They are looked up, not answered.

use serde_json::Value;

use super::questionnaire::{id, notes, source};
use super::read::{self, CatalogueErrors, Faults, Node};
use super::{Applies, Catalogue, CatalogueId, Form, Group, Item, ItemId, Kind};
use crate::legal_date::LegalDate;

/// What the two annexes call their parts and rows.
struct Words {
    groups: &'static str,
    items: &'static str,
    text: &'static str,
}

/// Reads Anlage 3 (sections of questions) or Anlage 4 (data sets of rows).
pub fn read(file: &str, text: &str, legal: LegalDate) -> Result<Catalogue, CatalogueErrors> {
    let value: Value = read::json(file, text)?;
    let mut faults = Faults::default();
    let catalogue = Node::root(&value, &mut faults).map(|root| {
        let words = if root.has("datasets") {
            Words { groups: "datasets", items: "rows", text: "datum" }
        } else {
            Words { groups: "sections", items: "items", text: "text" }
        };
        catalogue(&root, &words, legal, &mut faults)
    });
    faults.finish(file, catalogue)
}

fn catalogue(root: &Node<'_>, words: &Words, legal: LegalDate, faults: &mut Faults) -> Catalogue {
    let groups: Vec<Group> = root
        .some_objects(words.groups, faults)
        .iter()
        .map(|node| Group {
            id: id(node, faults),
            section: None,
            title: node.text("title", faults),
            applies: Applies::All,
            items: node
                .some_objects(words.items, faults)
                .iter()
                .map(|node| item(node, words, faults))
                .collect(),
        })
        .collect();
    Catalogue {
        id: CatalogueId::new(id(root, faults)),
        title: root.text("title", faults),
        source: source(root, faults),
        kind: Kind::Reference(legal),
        intro: root.optional("intro", faults),
        notes: notes(root, faults),
        places: super::index(&groups),
        groups,
    }
}

fn item(node: &Node<'_>, words: &Words, faults: &mut Faults) -> Item {
    Item {
        id: ItemId::new(id(node, faults)),
        number: node.text("number", faults),
        topic: None,
        provision: None,
        question: None,
        text: node.text(words.text, faults),
        points: Vec::new(),
        form: Form::Reference,
        asked_if: None,
    }
}
