//! Looking for what a PDF viewer would run, send or unpack.
//!
//! Source: ISO 32000-2, 12.6 (actions), 7.11.4 (embedded files), 12.7.8 (XFA), 13 (multimedia).

use std::ops::Deref;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// Keys that lead to programs, attachments or forms of another kind, wherever they stand.
const KEYS: [&[u8]; 7] =
    [b"JS", b"JavaScript", b"EF", b"EmbeddedFiles", b"XFA", b"RichMediaContent", b"RichMediaSettings"];
/// Actions that do more than turn pages.
const ACTIONS: [&[u8]; 10] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"Sound",
    b"RichMediaExecute",
];
/// Kinds of annotations that play or unpack something.
const KINDS: [&[u8]; 6] = [b"RichMedia", b"Movie", b"Sound", b"Screen", b"3D", b"FileAttachment"];
/// Dictionaries within dictionaries: deeper than any honest page.
const DEEPEST: u8 = 32;

/// Whether anything in it could run, send, play or unpack something. What cannot be looked into counts as active.
pub(crate) fn is_active(pdf: &Pdf) -> bool {
    pdf.objects().into_iter().any(|object| holds(&object, 0))
}

fn holds(object: &Object<'_>, depth: u8) -> bool {
    if depth > DEEPEST {
        return true;
    }
    match object {
        Object::Dict(dict) => in_dict(dict, depth),
        Object::Stream(stream) => in_dict(stream.dict(), depth),
        Object::Array(array) => in_array(array, depth),
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) | Object::String(_) | Object::Name(_) => {
            false
        }
    }
}

fn in_dict(dict: &Dict<'_>, depth: u8) -> bool {
    dict.entries().any(|(key, value)| {
        let key: &[u8] = key.deref();
        // A reference leads to an object that is looked at by itself.
        let MaybeRef::NotRef(value) = value else { return KEYS.contains(&key) };
        let named = |list: &[&[u8]]| matches!(&value, Object::Name(name) if list.contains(&name.deref()));
        KEYS.contains(&key)
            || (key == b"S" && named(&ACTIONS))
            || (key == b"Subtype" && named(&KINDS))
            || holds(&value, depth + 1)
    }) || dict.get::<Object<'_>>("S").is_some_and(|kind| is_name(&kind, &ACTIONS))
        || dict.get::<Object<'_>>("Subtype").is_some_and(|kind| is_name(&kind, &KINDS))
}

fn is_name(object: &Object<'_>, list: &[&[u8]]) -> bool {
    matches!(object, Object::Name(name) if list.contains(&name.deref()))
}

fn in_array(array: &Array<'_>, depth: u8) -> bool {
    array.raw_iter().any(|value| match value {
        MaybeRef::Ref(_) => false,
        MaybeRef::NotRef(value) => holds(&value, depth + 1),
    })
}
