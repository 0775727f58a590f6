//! Anlage 31b BMV-Ä: the requirements, and the statements of the certificate (Anlage 2).

use super::questionnaire::{id, source};
use super::read::{self, CatalogueErrors, Faults, Node};
use super::{Applies, Catalogue, CatalogueId, Form, Group, Item, ItemId, Kind, PermittedReason};
use crate::message::Message;

/// Whom a requirement binds, as the catalogue says; only what binds the provider must be met by the provider.
const PROVIDER: &str = "videodienstanbieter";

/// Reads the agreement.
pub fn read(file: &str, text: &str) -> Result<Catalogue, CatalogueErrors> {
    let value = read::json(file, text)?;
    let mut faults = Faults::default();
    let catalogue = Node::root(&value, &mut faults).map(|root| catalogue(&root, &mut faults));
    faults.finish(file, catalogue)
}

fn catalogue(root: &Node<'_>, faults: &mut Faults) -> Catalogue {
    root.only(
        &["id", "title", "source", "scope", "requirements", "section_leads", "derived_fields", "certificate"],
        faults,
    );
    let requirements = Group {
        id: "anforderungen".to_owned(),
        section: None,
        title: "Anforderungen (§§ 2 bis 5)".to_owned(),
        applies: Applies::All,
        items: root
            .some_objects("requirements", faults)
            .iter()
            .map(|node| requirement(node, faults))
            .collect(),
    };
    let mut groups = vec![requirements];
    if let Some(certificate) = root.object("certificate", faults) {
        certificate.only(&["id", "title", "lead", "sections", "content", "signature"], faults);
        groups.extend(certificate.object("content", faults).map(|content| statements(&content, faults)));
    }
    let scope = root.objects("scope", faults);
    let intro: Vec<String> = scope.iter().map(|node| node.text("text", faults)).collect();
    Catalogue {
        id: CatalogueId::new(id(root, faults)),
        title: root.text("title", faults),
        source: source(root, faults),
        kind: Kind::VideoService,
        intro: Some(intro.join("\n")),
        notes: Vec::new(),
        places: super::index(&groups),
        groups,
    }
}

fn requirement(node: &Node<'_>, faults: &mut Faults) -> Item {
    node.only(&["number", "id", "provision", "addressee", "level", "text", "months_max", "until"], faults);
    let addressee = node.text("addressee", faults);
    let level = node.text("level", faults);
    // The agreement prints no reasons. What binds somebody else, only permits or recommends, or has run out, can be set aside
    // with reasons of one's own; "bei einem Abweichen" (§ 2(2) sentence 2) depends on the sentence before it.
    let binds = addressee.contains(PROVIDER) && !matches!(level.as_str(), "may" | "should" | "transitional");
    let conditional = node.text("provision", faults) == "§ 2 Absatz 2 Satz 2";
    let reason = if binds && !conditional { PermittedReason::None } else { PermittedReason::Free(None) };
    Item {
        id: ItemId::new(id(node, faults)),
        number: node.text("number", faults),
        topic: None,
        provision: Some(node.text("provision", faults)),
        question: None,
        text: node.text("text", faults),
        points: Vec::new(),
        form: Form::Declaration { reason, deviation: false },
        asked_if: None,
    }
}

fn statements(content: &Node<'_>, faults: &mut Faults) -> Group {
    content.only(&["letter", "title", "provision", "intro", "questionnaire"], faults);
    let nodes = content.some_objects("questionnaire", faults);
    let numbers: Vec<(String, String)> =
        nodes.iter().map(|node| (node.text("number", faults), id(node, faults))).collect();
    Group {
        id: "bescheinigung".to_owned(),
        section: None,
        title: "Bescheinigung nach Anlage 2, Buchstabe c".to_owned(),
        applies: Applies::All,
        items: nodes.iter().map(|node| statement(node, &numbers, faults)).collect(),
    }
}

fn statement(node: &Node<'_>, numbers: &[(String, String)], faults: &mut Faults) -> Item {
    node.only(
        &["id", "number", "text", "condition", "answer", "requirement_provision", "mandatory_answer"],
        faults,
    );
    let asked_if =
        node.has("condition").then(|| node.object("condition", faults)).flatten().and_then(|condition| {
            let number = condition.text("item", faults);
            let found = numbers.iter().find(|(known, _)| *known == number).map(|(_, id)| ItemId::new(id));
            if found.is_none() {
                faults.add(
                    condition.path("item"),
                    Message::new("compliance-file-statement").with("number", &number),
                );
            }
            found
        });
    let count = node.text("answer", faults) == "number";
    let mandatory = node.optional("mandatory_answer", faults).is_some();
    let reason = if mandatory { PermittedReason::None } else { PermittedReason::Unreasoned };
    Item {
        id: ItemId::new(id(node, faults)),
        number: node.text("number", faults),
        topic: None,
        provision: Some(node.text("requirement_provision", faults)),
        question: None,
        text: node.text("text", faults),
        points: Vec::new(),
        form: if count { Form::Count } else { Form::Declaration { reason, deviation: false } },
        asked_if,
    }
}
