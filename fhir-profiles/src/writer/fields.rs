//! A complex element or a resource.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct};

use super::digits::DIGITS;
use super::text::Text;
use super::value::Element;
use super::{Place, Value, Writer};
use crate::resource::Unwritable;

/// A complex element that is being written.
pub(super) struct Fields<'a> {
    writer: &'a mut Writer,
    name: &'a str,
    place: Place,
    /// Where it begins.
    begun: usize,
    /// Length of the document behind its beginning.
    opened: usize,
    /// Kind of the resource, if it is one.
    kind: Option<String>,
    /// Where the field begins that was written last.
    last: usize,
}

impl<'a> Fields<'a> {
    pub(super) fn begin(element: Element<'a>) -> Self {
        let Element { writer, name, place } = element;
        let begun = writer.out.len();
        writer.markup.open(&mut writer.out, name, place);
        let opened = writer.out.len();
        Self { writer, name, place, begun, opened, kind: None, last: opened }
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unwritable> {
        if let Some(extended) = name.strip_prefix('_') {
            return self.extensions(extended, value);
        }
        match name {
            "resourceType" => value.serialize(Text(&mut |kind| self.kind(kind))),
            "url" if self.is_extension() => value.serialize(Text(&mut |url| self.address(url))),
            "id" if self.kind.is_none() => value.serialize(Text(&mut |id| self.attribute(name, id))),
            _ => {
                self.last = self.writer.out.len();
                value.serialize(Element::new(self.writer, name, Place::Member))
            }
        }
    }

    /// The extensions of the primitive that was written before, or its digits.
    fn extensions<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Unwritable> {
        value.serialize(Element::new(self.writer, name, Place::Extension(self.last)))?;
        if let Some(digits) = self.writer.digits.take() {
            self.writer.out.truncate(self.last);
            self.writer.markup.primitive(&mut self.writer.out, name, Place::Member, Value::Bare(&digits));
        }
        Ok(())
    }

    fn kind(&mut self, kind: &str) {
        self.writer.markup.kind(&mut self.writer.out, kind, self.place);
        self.kind = Some(kind.to_owned());
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.writer.markup.attribute(&mut self.writer.out, self.opened, name, value);
    }

    fn is_extension(&self) -> bool {
        matches!(self.name, "extension" | "modifierExtension")
    }

    fn address(&mut self, url: &str) {
        if url == DIGITS {
            self.writer.awaits_digits = true;
        } else {
            self.attribute("url", url);
        }
    }

    fn finish(self) {
        let Self { writer, name, place, begun, opened, kind, .. } = self;
        writer.awaits_digits = false;
        match (place, kind) {
            // More may follow.
            (Place::Root, _) => return,
            (_, Some(kind)) => writer.markup.end_kind(&mut writer.out, &kind),
            // FHIR has no empty elements; of an extension that was only looked at, nothing is left.
            (Place::Member | Place::Item, None) if writer.out.len() == opened => {
                return writer.out.truncate(begun);
            }
            _ => {}
        }
        writer.markup.close(&mut writer.out, name, place);
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}

/// The model flattens choices of types such as `value[x]`: serde writes such an element as a map.
impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        name: &K,
        value: &V,
    ) -> Result<(), Unwritable> {
        let mut written = Ok(());
        name.serialize(Text(&mut |name| written = self.field(name, value)))?;
        written
    }

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), Unwritable> {
        Err(serde::ser::Error::custom("a name without its value"))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), Unwritable> {
        Err(serde::ser::Error::custom("a value without its name"))
    }

    fn end(self) -> Result<(), Unwritable> {
        self.finish();
        Ok(())
    }
}
