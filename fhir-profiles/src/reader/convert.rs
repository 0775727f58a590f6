//! A resource of one format in the other.

use super::node::Node;
use super::schema::{Place, is_bare, place};
use crate::Format;
use crate::writer::{escape_json, escape_xml};

/// The same resource in another format, or nothing where both are the same or it cannot be read.
pub(crate) fn convert(text: &str, from: Format, to: Format) -> Option<String> {
    if from == to {
        return None;
    }
    let node = super::read_resource(text, from).ok()?;
    let kind = node.kind.as_deref()?;
    let mut out = String::with_capacity(text.len() * 2);
    match to {
        Format::Xml => xml_element(&mut out, kind, &node, kind),
        Format::Json => json_object(&mut out, &node, kind),
    }
    Some(out)
}

/// Whether every element of a resource is one of FHIR R4, so that both formats can say it.
pub(crate) fn is_known(node: &Node) -> bool {
    node.kind.as_deref().is_some_and(|kind| has_known_children(node, kind))
}

fn has_known_children(node: &Node, kind: &str) -> bool {
    node.children.iter().all(|child| match place(kind, &child.name) {
        Some(place) => child.kind.is_none() && (place.kind == "xhtml" || has_known_inner(child, place.kind)),
        None => false,
    })
}

/// Primitive values have extensions below them and nothing else.
fn has_known_inner(node: &Node, kind: &str) -> bool {
    match kind.starts_with(|first: char| first.is_ascii_uppercase()) {
        true => node.value.is_none() && has_known_children(node, kind),
        false => node.children.iter().all(|child| {
            child.name == "extension" && child.value.is_none() && has_known_children(child, "Extension")
        }),
    }
}

/// The children in the order of the definition, each with what it says about them.
fn sorted<'a>(node: &'a Node, kind: &str) -> Vec<(Place<'a>, &'a Node)> {
    let inner = if kind.starts_with(|first: char| first.is_ascii_uppercase()) { kind } else { "Extension" };
    let placed = |child: &'a Node| place(inner, &child.name).map(|place| (place, child));
    let mut children: Vec<_> = node.children.iter().filter_map(placed).collect();
    children.sort_by_key(|(place, _)| place.order);
    children
}

fn xml_element(out: &mut String, name: &str, node: &Node, kind: &str) {
    if kind == "xhtml" {
        out.push_str(node.value.as_deref().unwrap_or_default());
        return;
    }
    out.push('<');
    out.push_str(name);
    for (key, value) in [("id", &node.id), ("url", &node.url), ("value", &node.value)] {
        if let Some(value) = value {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            escape_xml(out, value);
            out.push('"');
        }
    }
    if node.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for (place, child) in sorted(node, kind) {
        xml_element(out, &child.name, child, place.kind);
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn json_object(out: &mut String, node: &Node, kind: &str) {
    out.push('{');
    let mut first = true;
    let mut key = |out: &mut String, prefix: &str, name: &str| {
        if !std::mem::take(&mut first) {
            out.push(',');
        }
        out.push('"');
        out.push_str(prefix);
        out.push_str(name);
        out.push_str("\":");
    };
    for (name, value) in [("resourceType", &node.kind), ("id", &node.id), ("url", &node.url)] {
        if let Some(value) = value {
            key(out, "", name);
            json_string(out, value);
        }
    }
    let children = sorted(node, kind);
    let mut rest = children.as_slice();
    while let Some((place, child)) = rest.first() {
        let count = rest.iter().take_while(|(_, other)| other.name == child.name).count();
        let (group, behind) = rest.split_at(count);
        rest = behind;
        let complex = place.kind.starts_with(|first: char| first.is_ascii_uppercase());
        if complex || group.iter().any(|(_, node)| node.value.is_some()) {
            key(out, "", &child.name);
            json_list(out, place.repeats, group, |out, node| json_value(out, node, place.kind));
        }
        if !complex && group.iter().any(|(_, node)| has_beside(node)) {
            key(out, "_", &child.name);
            json_list(out, place.repeats, group, |out, node| match has_beside(node) {
                true => json_object(out, &Node { value: None, ..(*node).clone() }, "Extension"),
                false => out.push_str("null"),
            });
        }
    }
    out.push('}');
}

fn has_beside(node: &Node) -> bool {
    node.id.is_some() || !node.children.is_empty()
}

fn json_list(
    out: &mut String,
    repeats: bool,
    group: &[(Place<'_>, &Node)],
    write: impl Fn(&mut String, &Node),
) {
    if repeats {
        out.push('[');
    }
    for (index, (_, node)) in group.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, node);
    }
    if repeats {
        out.push(']');
    }
}

fn json_value(out: &mut String, node: &Node, kind: &str) {
    match &node.value {
        _ if kind.starts_with(|first: char| first.is_ascii_uppercase()) => json_object(out, node, kind),
        Some(value) if is_bare(kind) && is_json_word(value) => out.push_str(value),
        Some(value) => json_string(out, value),
        None => out.push_str("null"),
    }
}

/// Whether a text is a number or a truth value as JSON has them.
fn is_json_word(value: &str) -> bool {
    matches!(value.as_bytes().first(), Some(b'-' | b'0'..=b'9' | b't' | b'f'))
        && !value.ends_with(char::is_whitespace)
        && serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok()
}

fn json_string(out: &mut String, value: &str) {
    out.push('"');
    escape_json(out, value);
    out.push('"');
}
