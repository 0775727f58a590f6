//! FHIR XML.

use super::{ROOM, Writer, is_plain, push_escaped};
use crate::text;

/// Writes FHIR XML in UTF-8, without blanks between elements.
///
/// Source: FHIR R4, "XML Representation of Resources".
#[derive(Default)]
pub(crate) struct XmlWriter {
    out: String,
    root: &'static str,
}

impl XmlWriter {
    fn open(&mut self, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn value(&mut self, name: &str, value: &str) {
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(" value=\"");
        push_escaped(&mut self.out, value, escape);
        self.out.push('"');
    }

    fn enclosed(&mut self, name: &str, body: impl FnOnce(&mut Self)) {
        self.open(name);
        body(self);
        self.close(name);
    }
}

impl Writer for XmlWriter {
    fn begin_root(&mut self, kind: &'static str) {
        self.root = kind;
        self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        self.out.push_str(kind);
        self.out.push_str(" xmlns=\"http://hl7.org/fhir\">");
    }

    fn end_root(&mut self) {
        self.close(self.root);
        self.out.push('\n');
    }

    fn begin_list(&mut self, _name: &'static str) {}

    fn end_list(&mut self, _name: &'static str) {}

    fn item(&mut self, name: &'static str, body: impl FnOnce(&mut Self)) {
        self.enclosed(name, body);
    }

    fn text(&mut self, name: &'static str, value: &str) {
        let value = text::clean(value);
        if !value.is_empty() {
            self.value(name, &value);
            self.out.push_str("/>");
        }
    }

    fn token(&mut self, name: &'static str, value: &str) {
        debug_assert!(is_plain(value), "{value:?} needs escaping");
        if !value.is_empty() {
            self.out.push('<');
            self.out.push_str(name);
            self.out.push_str(" value=\"");
            self.out.push_str(value);
            self.out.push_str("\"/>");
        }
    }

    fn text_list(&mut self, name: &'static str, value: &str) {
        self.text(name, value);
    }

    fn token_list(&mut self, name: &'static str, value: &'static str) {
        self.token(name, value);
    }

    fn number(&mut self, name: &'static str, value: &str) {
        self.value(name, value);
        self.out.push_str("/>");
    }

    fn extended_text(&mut self, name: &'static str, value: &str, extensions: impl FnOnce(&mut Self)) {
        self.value(name, &text::clean(value));
        self.out.push('>');
        extensions(self);
        self.close(name);
    }

    fn extended_text_list(&mut self, name: &'static str, value: &str, extensions: impl FnOnce(&mut Self)) {
        self.extended_text(name, value, extensions);
    }

    fn object(&mut self, name: &'static str, body: impl FnOnce(&mut Self)) {
        self.enclosed(name, body);
    }

    fn extension(&mut self, url: &str, body: impl FnOnce(&mut Self)) {
        self.out.push_str("<extension url=\"");
        push_escaped(&mut self.out, url, escape);
        self.out.push_str("\">");
        body(self);
        self.close("extension");
    }

    fn resource(&mut self, kind: &'static str, body: impl FnOnce(&mut Self)) {
        self.enclosed("resource", |writer| writer.enclosed(kind, body));
    }

    fn written_resource(&mut self, text: &str) {
        self.enclosed("resource", |writer| writer.out.push_str(text));
    }

    fn waiting(&self) -> usize {
        self.out.len()
    }

    fn take(&mut self) -> String {
        std::mem::replace(&mut self.out, String::with_capacity(ROOM))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_in_attributes() {
        let mut writer = XmlWriter::default();
        writer.begin_root("Patient");
        writer.text("note", "<a href=\"x\">&\n");
        writer.text("line", "a\nb");
        writer.extended_text("family", "Ä", |writer| {
            writer.extension("http://example.org/?a&b", |writer| writer.text("valueString", "Ä"));
        });
        writer.end_root();
        let expected = concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Patient xmlns=\"http://hl7.org/fhir\">",
            "<note value=\"&lt;a href=&quot;x&quot;&gt;&amp;\"/><line value=\"a&#10;b\"/>",
            "<family value=\"Ä\"><extension url=\"http://example.org/?a&amp;b\"><valueString value=\"Ä\"/>",
            "</extension></family></Patient>\n",
        );
        assert_eq!(writer.take(), expected);
    }
}
