//! One way to say what a resource contains, two ways to write it down.
//!
//! The mapping calls the methods in the order of the FHIR definition; both formats come from the same calls, so
//! they cannot differ in content. Writers only fill memory: nothing can fail.

mod json;
mod xml;

pub(crate) use json::{JsonWriter, escape_json};
pub(crate) use xml::{XmlWriter, escape_xml};

/// Writes FHIR elements in one format into a buffer that is emptied piece by piece.
pub(crate) trait Writer: Sized + Default {
    /// Begins the document with its root resource.
    fn begin_root(&mut self, kind: &'static str);
    /// Ends the document.
    fn end_root(&mut self);
    /// Begins a repeated element whose items are written by several calls.
    fn begin_list(&mut self, name: &'static str);
    /// Ends that repeated element.
    fn end_list(&mut self, name: &'static str);
    /// One item of the repeated element that was begun.
    fn item(&mut self, name: &'static str, body: impl FnOnce(&mut Self));
    /// A string, code, uri, date or instant. An empty text is not written: FHIR has no empty values.
    fn text(&mut self, name: &'static str, value: &str);
    /// A constant, id or moment: text that is known to need no cleaning and no escaping; empty is not written.
    fn token(&mut self, name: &'static str, value: &str);
    /// A repeated string with one value.
    fn text_list(&mut self, name: &'static str, value: &str);
    /// A repeated code or other plain text.
    fn token_list(&mut self, name: &'static str, value: &'static str);
    /// A decimal, integer or boolean, digit by digit as given.
    fn number(&mut self, name: &'static str, value: &str);
    /// A string with extensions: the value first, then what belongs to it.
    fn extended_text(&mut self, name: &'static str, value: &str, extensions: impl FnOnce(&mut Self));
    /// A repeated string with one value and its extensions.
    fn extended_text_list(&mut self, name: &'static str, value: &str, extensions: impl FnOnce(&mut Self));
    /// A single complex element.
    fn object(&mut self, name: &'static str, body: impl FnOnce(&mut Self));
    /// An extension inside of a list named `extension`.
    fn extension(&mut self, url: &str, body: impl FnOnce(&mut Self));
    /// The resource inside of a bundle entry.
    fn resource(&mut self, kind: &'static str, body: impl FnOnce(&mut Self));
    /// The resource inside of a bundle entry, already written in this format.
    fn written_resource(&mut self, text: &str);
    /// Bytes that wait in the buffer.
    fn waiting(&self) -> usize;
    /// Takes what was written so far out of the buffer.
    fn take(&mut self) -> String;

    /// A repeated complex element, written at once.
    fn list<T>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = T>,
        mut body: impl FnMut(&mut Self, T),
    ) {
        self.begin_list(name);
        for item in items {
            self.item(name, |writer| body(writer, item));
        }
        self.end_list(name);
    }
}

/// Room for one piece, so that a piece is written without growing.
const ROOM: usize = 80 * 1024;

/// Whether a text may be written as it is, in both formats.
fn is_plain(value: &str) -> bool {
    !value.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\' | b'&' | b'<' | b'>'))
}

/// Copies `value` into `out`; a byte that `escape` has an answer for is replaced by the answer.
fn push_escaped(out: &mut String, value: &str, escape: impl Fn(u8) -> Option<&'static str>) {
    let mut rest = value;
    while let Some((position, replacement)) =
        rest.bytes().enumerate().find_map(|(position, byte)| escape(byte).map(|text| (position, text)))
    {
        let (plain, special) = rest.split_at(position);
        out.push_str(plain);
        out.push_str(replacement);
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}
