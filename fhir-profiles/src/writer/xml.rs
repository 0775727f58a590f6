//! FHIR XML.

use super::{Markup, Place, Value, push_escaped};

/// Writes FHIR XML in UTF-8, without blanks between elements.
///
/// Source: FHIR R4, "XML Representation of Resources".
pub(super) struct Xml;

impl Markup for Xml {
    fn open(&self, out: &mut String, name: &str, place: Place) {
        match place {
            Place::Root => {}
            Place::Member | Place::Item => open(out, name),
            Place::Extension(begun) | Place::ItemExtension(begun) => reopen(out, name, begun),
        }
    }

    fn close(&self, out: &mut String, name: &str, _place: Place) {
        close(out, name);
    }

    fn kind(&self, out: &mut String, kind: &str, place: Place) {
        if !matches!(place, Place::Root) {
            return open(out, kind);
        }
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        out.push_str(kind);
        out.push_str(" xmlns=\"http://hl7.org/fhir\">");
    }

    fn end_kind(&self, out: &mut String, kind: &str) {
        close(out, kind);
    }

    fn attribute(&self, out: &mut String, opened: usize, name: &str, value: &str) {
        let behind = out.split_off(opened.saturating_sub(1));
        attribute(out, name, Value::of(value));
        out.push_str(&behind);
    }

    fn open_list(&self, _out: &mut String, _name: &str) {}

    fn close_list(&self, _out: &mut String) {}

    fn primitive(&self, out: &mut String, name: &str, _place: Place, value: Value<'_>) {
        out.push('<');
        out.push_str(name);
        attribute(out, "value", value);
        out.push_str("/>");
    }

    fn open_extensions(&self, out: &mut String, name: &str, begun: usize) -> Option<String> {
        let begun = if is_value(out, name, begun) { begun } else { out.len() };
        Some(out.split_off(begun))
    }

    fn no_extension(&self, _out: &mut String) {}

    fn between(&self, _out: &mut String) {}

    fn written(&self, out: &mut String, text: &str) {
        open(out, "resource");
        out.push_str(text);
        close(out, "resource");
    }

    fn end(&self, out: &mut String, kind: &str) {
        close(out, kind);
        out.push('\n');
    }
}

fn open(out: &mut String, name: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

fn close(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Opens a primitive that was written from `begun` on again, for its extensions; one without a value begins here.
fn reopen(out: &mut String, name: &str, begun: usize) {
    if !is_value(out, name, begun) {
        return open(out, name);
    }
    out.truncate(out.len() - "/>".len());
    out.push('>');
}

/// Whether the primitive of this name was written from `begun` on.
fn is_value(out: &str, name: &str, begun: usize) -> bool {
    let written = out.get(begun..).and_then(|text| text.strip_prefix('<')?.strip_prefix(name));
    written.is_some_and(|text| text.starts_with(" value="))
}

fn attribute(out: &mut String, name: &str, value: Value<'_>) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    match value {
        Value::Bare(text) | Value::Plain(text) => out.push_str(text),
        Value::Text(text) => push_escaped(out, text, escape),
    }
    out.push('"');
}

/// Appends a text as it stands in a quoted attribute.
pub(crate) fn escape_xml(out: &mut String, text: &str) {
    push_escaped(out, text, escape);
}

/// Line breaks and tabs in an attribute would be read back as blanks unless they are written as references.
fn escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("&quot;"),
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\n' => Some("&#10;"),
        b'\r' => Some("&#13;"),
        b'\t' => Some("&#9;"),
        _ => None,
    }
}
