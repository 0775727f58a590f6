//! What came from a file of another app and has no place in the diary: it is kept, listed by kind, and removed one by one.
//!
//! Only what a list says is read here. What maps files to records and back is the module for export and import.

mod named;
mod said;

use std::collections::{BTreeMap, BTreeSet};

use heilsam_domain::RecordId;
pub use heilsam_records::kind::KindOf;
use heilsam_records::named::identities;
use heilsam_records::pieces::{Piece, Pieces};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use self::said::{Names, Said};

pub use self::said::What;

/// What a record holds after it was removed; what it held before stays as an earlier version.
pub(crate) const REMOVED: &[u8] = br#"{"v":1}"#;

/// Something from a file, as far as a list says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtView {
    /// The records that go when it is removed: several where it was too long for one, and a questionnaire with its only answers.
    pub records: Vec<RecordId>,
    /// What people call such things.
    pub kind: KindOf,
    /// What it is, where the kind does not say enough.
    pub what: Option<What>,
    /// Its name or title; empty if it has none.
    pub title: String,
    /// Its values and words; may be empty.
    pub text: String,
    /// What FHIR calls it, where the app does not understand it; else empty.
    pub fhir: String,
    /// When it was; `None` where the file does not say it.
    pub at: Option<Timestamp>,
    /// Whether something else that is kept as it came names it: then it stays as long as that one.
    pub is_needed: bool,
}

/// A record of the collection.
#[derive(Deserialize)]
struct Stored {
    v: u8,
    #[serde(default)]
    entry: Option<Entry>,
    #[serde(default)]
    piece: Option<Piece>,
}

/// What was kept, in the form of `fhir-profiles`, as far as it is read here.
#[derive(Deserialize)]
struct Entry {
    id: String,
    measured_at: Timestamp,
    value: Value,
    #[serde(default)]
    note: String,
}

/// An entry with the records that hold it.
struct Found {
    records: Vec<RecordId>,
    entry: Entry,
}

/// Whether a record holds something; without, it was removed.
pub(crate) fn is_there(payload: &Value) -> bool {
    payload.get("v").is_none() || payload.get("entry").is_some() || payload.get("piece").is_some()
}

/// Everything that is there, by kind, the newest first. What a newer version of the app wrote is left out.
pub(crate) fn list<'a>(records: impl IntoIterator<Item = (RecordId, &'a [u8])>) -> Vec<BroughtView> {
    let found = together(records);
    let names = Names::of(found.iter().filter_map(|it| Some((it.entry.id.as_str(), own(&it.entry.value)?))));
    let needed = needed(&found);
    let forms = forms(&found);
    let answered: BTreeSet<&str> = found.iter().filter_map(|it| form_of(&it.entry)).collect();
    let mut views: Vec<BroughtView> = found
        .iter()
        // A form is listed with its answers.
        .filter(|it| !answered.contains(it.entry.id.as_str()))
        .filter_map(|it| {
            let mut view = view(it, &names)?;
            view.is_needed = ids(&it.entry.value).any(|id| needed.contains(&id.to_ascii_lowercase()));
            if let Some((records, 1)) = form_of(&it.entry).and_then(|form| forms.get(form)) {
                view.records.extend(records.iter().copied());
            }
            Some(view)
        })
        .collect();
    views.sort_by(|a, b| a.kind.cmp(&b.kind).then(b.at.cmp(&a.at)).then(b.records.cmp(&a.records)));
    views
}

/// Puts pieces together; something of which one is missing is left out.
fn together<'a>(records: impl IntoIterator<Item = (RecordId, &'a [u8])>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut pieces = Pieces::default();
    for (id, payload) in records {
        let Ok(Stored { v: 1, entry, piece }) = serde_json::from_slice(payload) else { continue };
        if let Some(entry) = entry {
            found.push(Found { records: vec![id], entry });
        } else if let Some(piece) = piece {
            pieces.add(id, piece);
        }
    }
    let read = |(records, text): (Vec<RecordId>, String)| {
        Some(Found { records, entry: serde_json::from_str(&text).ok()? })
    };
    found.extend(pieces.joined().filter_map(read));
    found
}

/// The name of a kind of value, and its fields.
fn tagged(value: &Value) -> Option<(&str, &Value)> {
    let (tag, fields) = value.as_object()?.iter().next()?;
    Some((tag.as_str(), fields))
}

/// The same for the value itself, wherever it came from.
fn own(value: &Value) -> Option<(&str, &Value)> {
    match tagged(value)? {
        ("imported", imported) => tagged(imported.get("value")?),
        other => Some(other),
    }
}

/// The identities that a value had in its file.
fn ids(value: &Value) -> impl Iterator<Item = &str> {
    let ids = value.pointer("/imported/ids").and_then(Value::as_array);
    ids.into_iter().flatten().filter_map(Value::as_str)
}

/// The form that answers belong to.
fn form_of(entry: &Entry) -> Option<&str> {
    match own(&entry.value)? {
        ("assessment_answers", answers) => answers.get("assessment")?.as_str(),
        _ => None,
    }
}

/// The records of each form, with how many answers belong to it.
fn forms(found: &[Found]) -> BTreeMap<&str, (&[RecordId], usize)> {
    let is_form = |it: &&Found| matches!(own(&it.entry.value), Some(("assessment", _)));
    let mut forms: BTreeMap<&str, (&[RecordId], usize)> =
        found.iter().filter(is_form).map(|it| (it.entry.id.as_str(), (it.records.as_slice(), 0))).collect();
    for entry in found.iter().map(|it| &it.entry) {
        if let Some((_, count)) = form_of(entry).and_then(|form| forms.get_mut(form)) {
            *count += 1;
        }
    }
    forms
}

/// The identities that resources name which go along as they came. A statement of origin does not count: it is about nearly
/// everything.
fn needed(found: &[Found]) -> BTreeSet<String> {
    let mut needed = BTreeSet::new();
    for Entry { value, .. } in found.iter().map(|it| &it.entry) {
        let Some(("kept", kept)) = own(value) else { continue };
        if kept.get("kind").and_then(Value::as_str) == Some("Provenance") {
            continue;
        }
        let named = identities(kept.get("text").and_then(Value::as_str).unwrap_or_default());
        needed.extend(named.filter(|id| ids(value).all(|own| !own.eq_ignore_ascii_case(id))));
    }
    needed
}

fn view(found: &Found, names: &Names<'_>) -> Option<BroughtView> {
    let Found { records, entry } = found;
    let (tag, fields) = own(&entry.value)?;
    let Said { kind, what, title, text, fhir, is_dated } = said::said(tag, fields, names);
    let note = entry.note.trim();
    let text = [text.as_str(), note].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    Some(BroughtView {
        records: records.clone(),
        kind,
        what,
        title,
        text,
        fhir,
        at: Some(entry.measured_at).filter(|at| is_dated && *at > Timestamp::UNIX_EPOCH),
        is_needed: false,
    })
}

#[cfg(test)]
mod tests;
