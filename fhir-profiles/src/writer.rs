//! One way to say what a resource contains, two ways to write it down.
//!
//! The mapping builds resources of the typed model; [`Writer::item`] writes them in either format through the model's own
//! `serde::Serialize`, so the formats cannot differ in content. What FHIR writes otherwise than serde knows it (XML, the digits of
//! decimals) is added here.

mod digits;
mod fields;
mod json;
mod list;
mod text;
mod value;
mod xml;

use serde::Serialize;

use crate::Format;
use crate::resource::Unwritable;
pub(crate) use digits::{approximate, digits};
use json::Json;
pub(crate) use json::escape_json;
use value::Element;
use xml::Xml;
pub(crate) use xml::escape_xml;

/// Writes FHIR in one format into a buffer that is emptied piece by piece.
pub(crate) struct Writer {
    markup: &'static dyn Markup,
    out: String,
    /// The digits of the decimal that was written last, as soon as they are known.
    digits: Option<String>,
    /// The next value is those digits.
    awaits_digits: bool,
    /// Where the values of the last list of primitives end.
    ends: Vec<usize>,
    /// Room for one number, used again and again.
    room: String,
    /// Items of the list that [`Writer::begin_list`] began.
    items: usize,
}

/// Where an element stands.
#[derive(Clone, Copy)]
enum Place {
    /// The resource that the document is.
    Root,
    /// A member of its parent.
    Member,
    /// One of several in a list.
    Item,
    /// What belongs to a primitive that was written from here on.
    Extension(usize),
    /// The same in a list of primitives.
    ItemExtension(usize),
}

/// What a primitive holds.
#[derive(Clone, Copy)]
enum Value<'a> {
    /// A number or a truth value.
    Bare(&'a str),
    /// A text that needs no escaping in any format.
    Plain(&'a str),
    /// Another text.
    Text(&'a str),
}

impl<'a> Value<'a> {
    /// A text that was cleaned before.
    fn of(text: &'a str) -> Self {
        if is_plain(text) { Self::Plain(text) } else { Self::Text(text) }
    }
}

/// How a format writes what is in it. Writers only fill memory: nothing can fail.
trait Markup: Sync {
    /// Begins a complex element.
    fn open(&self, out: &mut String, name: &str, place: Place);
    /// Ends it.
    fn close(&self, out: &mut String, name: &str, place: Place);
    /// Says of which kind the resource is that was opened.
    fn kind(&self, out: &mut String, kind: &str, place: Place);
    /// Ends what [`Markup::kind`] began.
    fn end_kind(&self, out: &mut String, kind: &str);
    /// An id or address that belongs to the element whose beginning ends at `opened`.
    fn attribute(&self, out: &mut String, opened: usize, name: &str, value: &str);
    /// Begins a repeated element.
    fn open_list(&self, out: &mut String, name: &str);
    /// Ends it.
    fn close_list(&self, out: &mut String);
    /// A primitive without its extensions.
    fn primitive(&self, out: &mut String, name: &str, place: Place, value: Value<'_>);
    /// Begins the extensions of a list of primitives; gives back what has to be written again, value by value.
    fn open_extensions(&self, out: &mut String, name: &str, begun: usize) -> Option<String>;
    /// A primitive of a list without extensions.
    fn no_extension(&self, out: &mut String);
    /// Between two items of a list, of which the first may be gone from the buffer.
    fn between(&self, out: &mut String);
    /// A resource that is already written in this format.
    fn written(&self, out: &mut String, text: &str);
    /// Behind the document.
    fn end(&self, out: &mut String, kind: &str);
}

/// Room for one piece, so that a piece is written without growing.
const ROOM: usize = 80 * 1024;

impl Writer {
    /// A writer of this format.
    pub(crate) fn new(format: Format) -> Self {
        let markup: &'static dyn Markup = match format {
            Format::Json => &Json,
            Format::Xml => &Xml,
        };
        Self {
            markup,
            out: String::new(),
            digits: None,
            awaits_digits: false,
            ends: Vec::new(),
            room: String::new(),
            items: 0,
        }
    }

    /// Begins a document; more may follow behind the last element of `root`.
    pub(crate) fn begin(&mut self, root: &impl Serialize) -> Result<(), Unwritable> {
        root.serialize(Element::new(self, "", Place::Root))
    }

    /// Ends the document.
    pub(crate) fn end(&mut self, kind: &str) {
        self.markup.end(&mut self.out, kind);
    }

    /// Begins a repeated element whose items are written by several calls.
    pub(crate) fn begin_list(&mut self, name: &str) {
        self.markup.open_list(&mut self.out, name);
        self.items = 0;
    }

    /// Ends that repeated element.
    pub(crate) fn end_list(&mut self) {
        self.markup.close_list(&mut self.out);
    }

    /// One item of the repeated element that was begun.
    pub(crate) fn item(&mut self, name: &str, value: &impl Serialize) -> Result<(), Unwritable> {
        self.separate();
        value.serialize(Element::new(self, name, Place::Item))
    }

    /// An entry of a bundle whose resource is already written in this format.
    pub(crate) fn written_entry(&mut self, full_url: &str, text: &str) {
        self.separate();
        self.markup.open(&mut self.out, "entry", Place::Item);
        self.markup.primitive(&mut self.out, "fullUrl", Place::Member, Value::of(full_url));
        self.markup.written(&mut self.out, text);
        self.markup.close(&mut self.out, "entry", Place::Item);
    }

    fn separate(&mut self) {
        if self.items > 0 {
            self.markup.between(&mut self.out);
        }
        self.items += 1;
    }

    /// A resource without the entry around it.
    pub(crate) fn resource(&mut self, resource: &impl Serialize) -> Result<(), Unwritable> {
        resource.serialize(Element::new(self, "resource", Place::Item))
    }

    /// Bytes that wait in the buffer.
    pub(crate) fn waiting(&self) -> usize {
        self.out.len()
    }

    /// Takes what was written so far out of the buffer.
    pub(crate) fn take(&mut self) -> String {
        std::mem::replace(&mut self.out, String::with_capacity(ROOM))
    }
}

/// Whether a text needs neither cleaning nor escaping; most do not. Without a branch, so that many bytes are looked at at once.
fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b' '..=b'~') & !matches!(byte, b'"' | b'\\' | b'&' | b'<' | b'>');
    text.bytes().fold(true, |all, byte| all & plain(byte)) && !text.starts_with(' ') && !text.ends_with(' ')
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

#[cfg(test)]
mod tests;
