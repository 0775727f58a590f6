//! The value of one element, as serde hands it over.

use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::{Error as _, Impossible, Serializer};

use super::fields::Fields;
use super::list::List;
use super::{Place, Value, Writer, is_plain};
use crate::resource::Unwritable;
use crate::text;

/// Name of the element that holds the digits of a decimal, see [`super::digits`].
const DIGITS_VALUE: &str = "valueString";

/// An element that is about to be written.
pub(super) struct Element<'a> {
    pub(super) writer: &'a mut Writer,
    pub(super) name: &'a str,
    pub(super) place: Place,
}

impl<'a> Element<'a> {
    pub(super) fn new(writer: &'a mut Writer, name: &'a str, place: Place) -> Self {
        Self { writer, name, place }
    }

    fn primitive(self, value: Value<'_>) {
        let Self { writer, name, place } = self;
        writer.markup.primitive(&mut writer.out, name, place, value);
        if matches!(place, Place::Item) {
            writer.ends.push(writer.out.len());
        }
    }

    fn number(self, value: impl std::fmt::Display) {
        let mut digits = std::mem::take(&mut self.writer.room);
        digits.clear();
        // Writing into memory does not fail.
        let _ = write!(digits, "{value}");
        let Self { writer, name, place } = self;
        Element::new(writer, name, place).primitive(Value::Bare(&digits));
        writer.room = digits;
    }
}

macro_rules! numbers {
    ($($name:ident: $kind:ty),*) => {
        $(fn $name(self, value: $kind) -> Result<(), Unwritable> {
            self.number(value);
            Ok(())
        })*
    };
}

impl<'a> Serializer for Element<'a> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = List<'a>;
    type SerializeTuple = Impossible<(), Unwritable>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Fields<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    numbers!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64
    );

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        if self.writer.awaits_digits && self.name == DIGITS_VALUE {
            self.writer.digits = Some(value.to_owned());
        } else if value.is_empty() {
            // FHIR has no empty values.
        } else if is_plain(value) {
            self.primitive(Value::Plain(value));
        } else {
            let value = text::clean(value);
            if !value.is_empty() {
                self.primitive(Value::of(&value));
            }
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        if matches!(self.place, Place::Item | Place::ItemExtension(_)) {
            self.writer.markup.no_extension(&mut self.writer.out);
        }
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, code: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(code)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unwritable> {
        Err(Unwritable::custom(name))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        Err(Unwritable::custom("bytes"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'a>, Unwritable> {
        Ok(List::begin(self))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'a>, Unwritable> {
        Ok(Fields::begin(self))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, Unwritable> {
        Ok(Fields::begin(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unwritable> {
        Err(Unwritable::custom("tuple"))
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unwritable> {
        Err(Unwritable::custom(name))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable::custom(name))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable::custom(name))
    }
}
