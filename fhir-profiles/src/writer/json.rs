//! FHIR JSON.

use super::{ROOM, Writer, is_plain, push_escaped};
use crate::text;

/// Writes FHIR JSON without blanks.
///
/// Source: FHIR R4, "JSON Representation of Resources".
#[derive(Default)]
pub(crate) struct JsonWriter {
    out: String,
    /// Last byte of the piece that was taken out before.
    before: u8,
}

impl JsonWriter {
    /// Writes a comma unless this is the first member of an object or list.
    fn separate(&mut self) {
        let last = self.out.as_bytes().last().copied().unwrap_or(self.before);
        if !matches!(last, b'{' | b'[' | b':' | 0) {
            self.out.push(',');
        }
    }

    fn key(&mut self, name: &str) {
        self.separate();
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn quoted(&mut self, value: &str) {
        self.out.push('"');
        push_escaped(&mut self.out, value, escape);
        self.out.push('"');
    }
}

impl Writer for JsonWriter {
    fn begin_root(&mut self, kind: &'static str) {
        self.out.push('{');
        self.token("resourceType", kind);
    }

    fn end_root(&mut self) {
        self.out.push('}');
    }

    fn begin_list(&mut self, name: &'static str) {
        self.key(name);
        self.out.push('[');
    }

    fn end_list(&mut self, _name: &'static str) {
        self.out.push(']');
    }

    fn item(&mut self, _name: &'static str, body: impl FnOnce(&mut Self)) {
        self.separate();
        self.out.push('{');
        body(self);
        self.out.push('}');
    }

    fn text(&mut self, name: &'static str, value: &str) {
        let value = text::clean(value);
        if !value.is_empty() {
            self.key(name);
            self.quoted(&value);
        }
    }

    fn token(&mut self, name: &'static str, value: &str) {
        debug_assert!(is_plain(value), "{value:?} needs escaping");
        if !value.is_empty() {
            self.key(name);
            self.out.push('"');
            self.out.push_str(value);
            self.out.push('"');
        }
    }

    fn text_list(&mut self, name: &'static str, value: &str) {
        let value = text::clean(value);
        if !value.is_empty() {
            self.key(name);
            self.out.push('[');
            self.quoted(&value);
            self.out.push(']');
        }
    }

    fn token_list(&mut self, name: &'static str, value: &'static str) {
        self.text_list(name, value);
    }

    fn number(&mut self, name: &'static str, value: &str) {
        self.key(name);
        self.out.push_str(value);
    }

    fn extended_text(&mut self, name: &'static str, value: &str, extensions: impl FnOnce(&mut Self)) {
        self.text(name, value);
        self.separate();
        self.out.push_str("\"_");
        self.out.push_str(name);
        self.out.push_str("\":{");
        extensions(self);
        self.out.push('}');
    }

    fn extended_text_list(&mut self, name: &'static str, value: &str, extensions: impl FnOnce(&mut Self)) {
        self.text_list(name, value);
        self.separate();
        self.out.push_str("\"_");
        self.out.push_str(name);
        self.out.push_str("\":[{");
        extensions(self);
        self.out.push_str("}]");
    }

    fn object(&mut self, name: &'static str, body: impl FnOnce(&mut Self)) {
        self.key(name);
        self.out.push('{');
        body(self);
        self.out.push('}');
    }

    fn extension(&mut self, url: &str, body: impl FnOnce(&mut Self)) {
        self.item("extension", |writer| {
            writer.token("url", url);
            body(writer);
        });
    }

    fn resource(&mut self, kind: &'static str, body: impl FnOnce(&mut Self)) {
        self.object("resource", |writer| {
            writer.token("resourceType", kind);
            body(writer);
        });
    }

    fn written_resource(&mut self, text: &str) {
        self.key("resource");
        self.out.push_str(text);
    }

    fn waiting(&self) -> usize {
        self.out.len()
    }

    fn take(&mut self) -> String {
        if let Some(last) = self.out.as_bytes().last() {
            self.before = *last;
        }
        std::mem::replace(&mut self.out, String::with_capacity(ROOM))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_separated_across_pieces() {
        let mut writer = JsonWriter::default();
        writer.begin_root("Bundle");
        writer.begin_list("entry");
        let mut whole = writer.take();
        for value in ["1", "2"] {
            writer.item("entry", |writer| writer.number("value", value));
            whole += &writer.take();
        }
        writer.end_list("entry");
        writer.end_root();
        whole += &writer.take();
        assert_eq!(whole, r#"{"resourceType":"Bundle","entry":[{"value":1},{"value":2}]}"#);
    }

    #[test]
    fn a_value_that_ends_in_a_bracket_does_not_lose_its_comma() {
        let mut writer = JsonWriter::default();
        writer.begin_root("Patient");
        writer.text("a", "{");
        writer.text("b", "[");
        writer.end_root();
        assert_eq!(writer.take(), r#"{"resourceType":"Patient","a":"{","b":"["}"#);
    }

    #[test]
    fn text_is_escaped_and_empty_text_left_out() {
        let mut writer = JsonWriter::default();
        writer.begin_root("Patient");
        writer.text("note", "a\"b\\c\nd\u{1}");
        writer.text("empty", " \u{1}");
        writer.extended_text("family", "Ä", |writer| {
            writer.begin_list("extension");
            writer.extension("http://example.org", |writer| writer.text("valueString", "Ä"));
            writer.end_list("extension");
        });
        writer.end_root();
        let expected = r#"{"resourceType":"Patient","note":"a\"b\\c\nd","family":"Ä","_family":{"extension":[{"url":"http://example.org","valueString":"Ä"}]}}"#;
        assert_eq!(writer.take(), expected);
    }
}
