//! FHIR JSON.

use super::{Markup, Place, Value, push_escaped};

/// Writes FHIR JSON without blanks.
///
/// Source: FHIR R4, "JSON Representation of Resources".
pub(super) struct Json;

impl Markup for Json {
    fn open(&self, out: &mut String, name: &str, place: Place) {
        match place {
            Place::Root | Place::Item | Place::ItemExtension(_) => separate(out),
            Place::Member => key(out, "", name),
            Place::Extension(_) => key(out, "_", name),
        }
        out.push('{');
    }

    fn close(&self, out: &mut String, _name: &str, _place: Place) {
        out.push('}');
    }

    fn kind(&self, out: &mut String, kind: &str, _place: Place) {
        self.primitive(out, "resourceType", Place::Member, Value::of(kind));
    }

    fn end_kind(&self, _out: &mut String, _kind: &str) {}

    /// In front of what is there already: people look for an address first.
    fn attribute(&self, out: &mut String, opened: usize, name: &str, value: &str) {
        let behind = out.split_off(opened);
        self.primitive(out, name, Place::Member, Value::of(value));
        if !behind.is_empty() {
            out.push(',');
            out.push_str(&behind);
        }
    }

    fn open_list(&self, out: &mut String, name: &str) {
        key(out, "", name);
        out.push('[');
    }

    fn close_list(&self, out: &mut String) {
        out.push(']');
    }

    fn primitive(&self, out: &mut String, name: &str, place: Place, value: Value<'_>) {
        match place {
            Place::Item => separate(out),
            _ => key(out, "", name),
        }
        match value {
            Value::Bare(value) => return out.push_str(value),
            Value::Plain(text) => {
                out.push('"');
                out.push_str(text);
            }
            Value::Text(text) => {
                out.push('"');
                push_escaped(out, text, escape);
            }
        }
        out.push('"');
    }

    fn open_extensions(&self, out: &mut String, name: &str, _begun: usize) -> Option<String> {
        key(out, "_", name);
        out.push('[');
        None
    }

    fn no_extension(&self, out: &mut String) {
        separate(out);
        out.push_str("null");
    }

    fn between(&self, out: &mut String) {
        out.push(',');
    }

    fn written(&self, out: &mut String, text: &str) {
        key(out, "", "resource");
        out.push_str(text);
    }

    fn end(&self, out: &mut String, _kind: &str) {
        out.push('}');
    }
}

/// Writes a comma unless this is the first member of an object or list.
fn separate(out: &mut String) {
    if !matches!(out.as_bytes().last(), None | Some(b'{' | b'[' | b':' | b',')) {
        out.push(',');
    }
}

fn key(out: &mut String, prefix: &str, name: &str) {
    separate(out);
    out.push('"');
    out.push_str(prefix);
    out.push_str(name);
    out.push_str("\":");
}

/// Appends a text as it stands in a string.
pub(crate) fn escape_json(out: &mut String, text: &str) {
    push_escaped(out, text, escape);
}

/// Control characters other than these three were taken out before.
fn escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("\\\""),
        b'\\' => Some("\\\\"),
        b'\n' => Some("\\n"),
        b'\r' => Some("\\r"),
        b'\t' => Some("\\t"),
        _ => None,
    }
}
