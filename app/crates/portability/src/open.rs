//! The open format: all records of an account as JSON, as they are stored. Described in
//! `assets/formats/records-1.schema.json`.

use heilsam_domain::NameScope;
use serde_json::Value;

use crate::records::{Collection, Head, Source, Stored, later};

/// The value of `format`.
pub(crate) const NAME: &str = "heilsam-records";
/// The value of `version`.
pub(crate) const VERSION: u32 = 1;

/// What opens the waiting room of an appointment, cancels it, or holds for keys of this account: it stays there. Without it,
/// that both met proves nothing any more.
const APPOINTMENT_SECRETS: [&str; 3] = ["way", "cancel", "sharing"];

/// A file of the open format that is being written: head, batches of records, end.
#[derive(Debug)]
pub struct OpenFile {
    names: NameScope,
    collection: Option<Collection>,
    is_empty: bool,
}

/// Why records cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OpenProblem {
    /// The records are no JSON.
    #[error("the records cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// A collection that was finished before comes again.
    #[error("the collections come in their order, each once")]
    Order,
}

impl OpenFile {
    /// Begins a file; gives its first piece. The scope of names stands with each record, for whoever brings it on from another
    /// account.
    ///
    /// # Errors
    /// None in practice: the facts are text.
    pub fn begin(head: &Head, names: NameScope) -> Result<(Self, String), OpenProblem> {
        let facts = serde_json::to_string(head)?;
        let facts = facts.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or_default();
        let text = format!(r#"{{"format":"{NAME}","version":{VERSION},{facts},"collections":{{"#);
        Ok((Self { names, collection: None, is_empty: true }, text))
    }

    /// The next piece: a JSON array of [`Stored`], without what was deleted.
    ///
    /// # Errors
    /// [`OpenProblem`]; the file is of no use then.
    pub fn add(&mut self, collection: Collection, records: &str) -> Result<String, OpenProblem> {
        let mut text = String::with_capacity(records.len());
        match self.collection {
            Some(open) if open == collection => {}
            Some(open) if open > collection => return Err(OpenProblem::Order),
            open => {
                text.push_str(if open.is_some() { "]," } else { "" });
                text.push_str(&format!(r#""{}":["#, collection.as_str()));
                (self.collection, self.is_empty) = (Some(collection), true);
            }
        }
        let records: Vec<Stored<Value>> = serde_json::from_str(records)?;
        for record in records.into_iter().filter(|record| !is_deleted(collection, &record.data)) {
            if !self.is_empty {
                text.push(',');
            }
            self.is_empty = false;
            text.push_str(&serde_json::to_string(&outside(record, self.names))?);
        }
        Ok(text)
    }

    /// The last piece.
    #[must_use]
    pub fn end(self) -> &'static str {
        if self.collection.is_some() { "]}}\n" } else { "}}\n" }
    }
}

fn is_deleted(collection: Collection, data: &Value) -> bool {
    let fields: &[&str] = match collection {
        Collection::Diary => &["entry"],
        Collection::Assessments => &["assessment"],
        Collection::Photos => &["jpeg"],
        Collection::Appointments => &["appointment"],
        Collection::Documents => &["entry", "piece"],
        Collection::Therapy => return false,
    };
    fields.iter().all(|field| data.get(field).is_none_or(Value::is_null))
}

/// A record under the name that it has outside of this account.
fn outside(mut record: Stored<Value>, names: NameScope) -> Stored<Value> {
    (record.words, record.names) = (None, Some(names));
    if let Some(appointment) = record.data.get_mut("appointment").and_then(Value::as_object_mut) {
        for secret in APPOINTMENT_SECRETS {
            appointment.remove(secret);
        }
    }
    let source = record.data.as_object_mut().and_then(|data| data.remove("source"));
    if let Some(source) = source.and_then(|source| serde_json::from_value::<Source>(source).ok()) {
        record.id = source.id;
        record.version = later(source.version, record.version);
        record.names = source.names.or(record.names);
    }
    record
}
