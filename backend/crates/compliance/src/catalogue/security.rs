//! BSI TR-03161: the ids of its test aspects with short titles of our own; the text of the guideline is the BSI's.

use super::questionnaire::{id, notes, source};
use super::read::{self, CatalogueErrors, Faults, Node};
use super::{Applies, Catalogue, CatalogueId, Form, Group, Item, ItemId, Kind, PermittedReason};
use crate::message::Message;

/// Reads one part of the guideline.
pub fn read(file: &str, text: &str) -> Result<Catalogue, CatalogueErrors> {
    let value = read::json(file, text)?;
    let mut faults = Faults::default();
    let catalogue = Node::root(&value, &mut faults).map(|root| catalogue(&root, &mut faults));
    faults.finish(file, catalogue)
}

fn catalogue(root: &Node<'_>, faults: &mut Faults) -> Catalogue {
    root.only(&["id", "title", "source", "notes", "groups"], faults);
    let groups: Vec<Group> =
        root.some_objects("groups", faults).iter().map(|node| group(node, faults)).collect();
    Catalogue {
        id: CatalogueId::new(id(root, faults)),
        title: root.text("title", faults),
        source: source(root, faults),
        kind: Kind::SecurityGuideline,
        intro: None,
        notes: notes(root, faults),
        places: super::index(&groups),
        groups,
    }
}

fn group(node: &Node<'_>, faults: &mut Faults) -> Group {
    node.only(&["id", "title", "items"], faults);
    Group {
        id: id(node, faults),
        section: None,
        title: node.text("title", faults),
        applies: Applies::All,
        items: node.some_objects("items", faults).iter().map(|node| item(node, faults)).collect(),
    }
}

fn item(node: &Node<'_>, faults: &mut Faults) -> Item {
    node.only(&["id", "title"], faults);
    let number = node.text("id", faults);
    let shape = number.strip_prefix("O.").and_then(|rest| rest.split_once('_'));
    if !shape.is_some_and(|(aspect, n)| aspect.chars().all(char::is_alphabetic) && n.parse::<u8>().is_ok()) {
        faults.add(node.path("id"), Message::new("compliance-file-guideline").with("found", &number));
    }
    Item {
        id: ItemId::new(number.to_lowercase().replace(['.', '_'], "-")),
        number,
        topic: None,
        provision: None,
        question: None,
        text: node.text("title", faults),
        points: Vec::new(),
        // The test report knows "not applicable"; the guideline prints no sentences for it.
        form: Form::Declaration { reason: PermittedReason::Free(None), deviation: false },
        asked_if: None,
    }
}
