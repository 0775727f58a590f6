//! The form of Anlage 1 and 2 DiGAV, and of catalogues that a manufacturer brings along.

use std::collections::HashSet;

use super::read::{self, CatalogueErrors, Faults, Node};
use super::{Applies, Catalogue, CatalogueId, Form, Group, Item, ItemId, Kind, PermittedReason, Source};
use crate::legal_date::LegalDate;
use crate::message::Message;

/// Reads a declaration of the ordinance; its two annexes permit deviations of equal value.
pub fn declaration(file: &str, text: &str, legal: LegalDate) -> Result<Catalogue, CatalogueErrors> {
    read_as(file, text, Kind::Declaration(legal))
}

/// Reads a catalogue of the manufacturer.
///
/// # Errors
/// All faults of the file. Its id must not begin like that of a catalogue that comes with the product.
pub fn own(file: &str, text: &str) -> Result<Catalogue, CatalogueErrors> {
    read_as(file, text, Kind::Own)
}

fn read_as(file: &str, text: &str, kind: Kind) -> Result<Catalogue, CatalogueErrors> {
    let value = read::json(file, text)?;
    let mut faults = Faults::default();
    let catalogue = Node::root(&value, &mut faults).map(|root| catalogue(&root, kind, &mut faults));
    faults.finish(file, catalogue)
}

fn catalogue(root: &Node<'_>, kind: Kind, faults: &mut Faults) -> Catalogue {
    root.only(&["id", "title", "source", "intro", "notes", "groups"], faults);
    let id = id(root, faults);
    let reserved = ["digav-", "bmv-", "tr-03161-"];
    if kind == Kind::Own && reserved.iter().any(|prefix| id.starts_with(prefix)) {
        faults.add("id", Message::new("compliance-file-reserved").with("among", reserved.join(", ")));
    }
    let mut seen = HashSet::new();
    let groups: Vec<Group> =
        root.some_objects("groups", faults).iter().map(|node| group(node, kind, &mut seen, faults)).collect();
    Catalogue {
        id: CatalogueId::new(id),
        title: root.text("title", faults),
        source: source(root, faults),
        kind,
        intro: root.optional("intro", faults),
        notes: notes(root, faults),
        places: super::index(&groups),
        groups,
    }
}

fn group(node: &Node<'_>, kind: Kind, seen: &mut HashSet<String>, faults: &mut Faults) -> Group {
    node.only(&["id", "section", "title", "applies", "items"], faults);
    let applies = [("all", Applies::All), ("very-high-protection", Applies::VeryHighProtection)];
    Group {
        id: id(node, faults),
        section: node.optional("section", faults),
        title: node.text("title", faults),
        applies: node.choice("applies", &applies, faults).unwrap_or(Applies::All),
        items: node.some_objects("items", faults).iter().map(|node| item(node, kind, seen, faults)).collect(),
    }
}

fn item(node: &Node<'_>, kind: Kind, seen: &mut HashSet<String>, faults: &mut Faults) -> Item {
    node.only(
        &[
            "id",
            "number",
            "page",
            "topic",
            "provision",
            "question",
            "text",
            "points",
            "text_after_points",
            "allowed_not_applicable",
        ],
        faults,
    );
    let id = id(node, faults);
    if !seen.insert(id.clone()) {
        faults.add(node.path("id"), Message::new("compliance-file-id-twice").with("id", &id));
    }
    let mut points = node.texts("points", faults);
    // Printed without a dash in the source, but a requirement like the others.
    points.extend(node.optional("text_after_points", faults));
    let reason = node.object("allowed_not_applicable", faults).map(|node| reason(&node, faults));
    Item {
        id: ItemId::new(id),
        number: node.text("number", faults),
        topic: node.optional("topic", faults),
        provision: node.optional("provision", faults),
        question: node.optional("question", faults),
        text: node.text("text", faults),
        points,
        form: Form::Declaration {
            reason: reason.unwrap_or(PermittedReason::None),
            deviation: matches!(kind, Kind::Declaration(_) | Kind::Own),
        },
        asked_if: None,
    }
}

fn reason(node: &Node<'_>, faults: &mut Faults) -> PermittedReason {
    node.only(&["kind", "text"], faults);
    let kinds = [("none", 0_u8), ("fixed", 1), ("free", 2)];
    let text = node.optional("text", faults);
    match (node.choice("kind", &kinds, faults), text) {
        (Some(1), Some(text)) => PermittedReason::Fixed(text),
        (Some(1), None) => {
            faults.add(node.path("text"), Message::new("compliance-file-reason-missing"));
            PermittedReason::None
        }
        (Some(2), text) => PermittedReason::Free(text),
        (_, Some(_)) => {
            faults.add(node.path("text"), Message::new("compliance-file-reason-none"));
            PermittedReason::None
        }
        (_, None) => PermittedReason::None,
    }
}

/// An id of small letters, digits and hyphens.
pub(super) fn id(node: &Node<'_>, faults: &mut Faults) -> String {
    let id = node.text("id", faults);
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && (id.len() > 64 || !id.chars().all(fine)) {
        faults.add(node.path("id"), Message::new("compliance-file-id"));
    }
    id
}

pub(super) fn source(root: &Node<'_>, faults: &mut Faults) -> Source {
    let Some(node) = root.object("source", faults) else {
        return Source { citation: String::new(), version: String::new(), url: None };
    };
    node.only(&["citation", "version", "pages", "url", "note"], faults);
    Source {
        citation: node.text("citation", faults),
        version: node.text("version", faults),
        url: node.optional("url", faults),
    }
}

pub(super) fn notes(root: &Node<'_>, faults: &mut Faults) -> Vec<(String, String)> {
    root.objects("notes", faults)
        .iter()
        .map(|node| (node.text("item", faults), node.text("note", faults)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: &str = r#"{"id": "eigen-1", "title": "Hausregeln", "source": {"citation": "QM 7", "version": "3"},
        "groups": [{"id": "a", "title": "A", "applies": "all", "items": [
            {"id": "a-1", "number": "1", "text": "Gibt es das?", "allowed_not_applicable": {"kind": "free"}}]}]}"#;

    #[test]
    fn an_own_catalogue_is_read() {
        let catalogue = own("eigen.json", FINE).unwrap();
        assert_eq!(catalogue.items().count(), 1);
        assert_eq!(catalogue.item(&ItemId::new("a-1")).unwrap().text, "Gibt es das?");
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_what_to_do() {
        let text = FINE
            .replace("\"eigen-1\"", "\"digav-x\"")
            .replace("\"all\"", "\"some\"")
            .replace("\"Gibt es das?\"", "7")
            .replace("\"free\"", "\"fixed\"")
            .replace("\"number\"", "\"nummer\"");
        insta::assert_snapshot!(own("eigen.json", &text).unwrap_err());
    }

    #[test]
    fn what_is_no_json_is_refused_with_line_and_column() {
        let error = own("kaputt.json", "{\n  \"id\": }").unwrap_err().to_string();
        assert!(error.contains("kaputt.json") && error.contains("line 2, column 9"), "{error}");
    }

    #[test]
    fn an_id_twice_and_a_file_too_large_are_refused() {
        let items = FINE.replace("}]}]}", "}, {\"id\": \"a-1\", \"number\": \"2\", \"text\": \"x\", \"allowed_not_applicable\": {\"kind\": \"none\"}}]}]}");
        assert!(own("e.json", &items).unwrap_err().to_string().contains("stands twice"));
        assert!(own("e.json", &" ".repeat(read::MAX_FILE + 1)).unwrap_err().to_string().contains("split"));
    }
}
