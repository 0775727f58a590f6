//! A repeated element.

use serde::Serialize;
use serde::ser::SerializeSeq;

use super::value::Element;
use super::{Place, Writer};
use crate::resource::Unwritable;

/// A repeated element that is being written, or the extensions of one.
pub(super) struct List<'a> {
    writer: &'a mut Writer,
    name: &'a str,
    /// Where it begins.
    begun: usize,
    /// Length of the document behind its beginning.
    opened: usize,
    values: Option<Values>,
}

/// The primitives whose extensions are being written.
struct Values {
    /// In XML they are written again, each with its own.
    again: Option<String>,
    ends: std::vec::IntoIter<usize>,
    begun: usize,
    done: usize,
}

impl<'a> List<'a> {
    pub(super) fn begin(element: Element<'a>) -> Self {
        let Element { writer, name, place } = element;
        let (begun, markup) = (writer.out.len(), writer.markup);
        let ends = std::mem::take(&mut writer.ends);
        let values = match place {
            Place::Extension(values) => {
                let again = markup.open_extensions(&mut writer.out, name, values);
                Some(Values { again, ends: ends.into_iter(), begun: values, done: values })
            }
            _ => {
                markup.open_list(&mut writer.out, name);
                None
            }
        };
        let opened = writer.out.len();
        Self { writer, name, begun, opened, values }
    }
}

impl Values {
    /// Writes the next value again, if the format wants it; gives where it begins.
    fn next(&mut self, out: &mut String) -> usize {
        let (from, begins) = (self.done, out.len());
        self.done = self.ends.next().unwrap_or(from);
        let value = |all: &String| all.get(from - self.begun..self.done - self.begun).map(str::to_owned);
        if let Some(value) = self.again.as_ref().and_then(value) {
            out.push_str(&value);
        }
        begins
    }
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        let place = match &mut self.values {
            Some(values) => Place::ItemExtension(values.next(&mut self.writer.out)),
            None => Place::Item,
        };
        value.serialize(Element::new(self.writer, self.name, place))
    }

    fn end(self) -> Result<(), Unwritable> {
        let Self { writer, begun, opened, values, .. } = self;
        if let Some(Values { again: Some(all), begun, done, .. }) = values {
            writer.out.push_str(all.get(done - begun..).unwrap_or_default());
        } else if writer.out.len() == opened {
            // A list without items is none.
            writer.out.truncate(begun);
        } else {
            writer.markup.close_list(&mut writer.out);
        }
        Ok(())
    }
}
