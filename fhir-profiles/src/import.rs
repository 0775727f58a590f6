//! Taking over what another DiGA, or this one before, exported as MIO DiGA 1.0.0 or 1.1.0.
//!
//! A resource becomes a record of the app if writing that record again gives the same resource, and if an export takes it.
//! Every other one is kept as it came ([`crate::Kept`]) and exported again, so nothing is lost. Nothing is stored here: the
//! caller shows the preview and stores the records.

mod diary;
mod document;
mod error;
mod parts;
mod plans;
mod take;
mod values;

use std::collections::{BTreeMap, HashMap};

use heilsam_domain::{NameScope, RecordId};
use jiff::civil::Date;
use uuid::Uuid;

use crate::input::{Entry, Gender, PersonName, ReportPeriod};

pub use error::{ImportError, ImportProblem};

/// Largest file that is read, in bytes.
const MAX_FILE: usize = 64 * 1024 * 1024;

/// Where the records shall go.
#[derive(Clone, Copy, Debug)]
pub struct ImportTarget<'a> {
    /// The scope of names of the account that takes them over: a secret, or whoever knows account and file knows the records.
    pub names: NameScope,
    /// The DiGA-VE-ID of this app: its own resources are written anew, not kept.
    pub prescription_unit_id: &'a str,
    /// Identities that the account already holds, see [`identities`].
    pub known: &'a HashMap<Uuid, RecordId>,
    /// Its records: what comes may refer to them.
    pub held: &'a [Entry],
}

/// What a file holds for an account: the preview and the records.
#[derive(Clone, Debug)]
pub struct Import {
    /// Version of MIO DiGA, such as `1.1.0`.
    pub version: String,
    /// The app that wrote the file.
    pub sender: Sender,
    /// The reported period.
    pub period: Option<ReportPeriod>,
    /// Whose data it is, to be compared by the reader; address and the like stay in the file.
    pub patient: ImportedPatient,
    /// How many resources of each MIO DiGA profile, or kind where it has none.
    pub counts: BTreeMap<String, KindCount>,
    /// The new records; ids are derived from the scope of names and the identity, so a second import gives the same ones.
    pub entries: Vec<Entry>,
}

/// The app that wrote a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// Its name; empty if the file does not say it.
    pub name: String,
    /// Its DiGA-VE-ID; empty if the file does not say it.
    pub prescription_unit_id: String,
}

/// The patient as the file describes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedPatient {
    /// The name.
    pub name: Option<PersonName>,
    /// Insurance number (KVNR).
    pub insurance_number: Option<String>,
    /// Official gender entry.
    pub gender: Option<Gender>,
    /// Date of birth.
    pub birth_date: Option<Date>,
}

/// What becomes of the resources of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindCount {
    /// Become records that the app understands.
    pub taken: usize,
    /// Are kept as they came and exported again.
    pub kept: usize,
    /// Are there already.
    pub known: usize,
}

/// The identities under which these records are exported, with their records: what an import of them would know again.
#[must_use]
pub fn identities(entries: &[Entry]) -> HashMap<Uuid, RecordId> {
    let of = |entry| crate::gather::identities(entry).map(|id| (id, entry.id));
    entries.iter().flat_map(of).collect()
}

/// The identity of the first resource that a record becomes; `None` in practice never.
#[must_use]
pub fn identity(entry: &Entry) -> Option<Uuid> {
    crate::gather::identities(entry).next()
}

/// Every identity under which a record of one's own can have been exported, whatever it held: for one that is gone.
pub fn possible_identities(record: RecordId) -> impl Iterator<Item = Uuid> {
    crate::gather::possible_identities(record)
}

/// The identity under which a record with a [`crate::Document`] of one's own is exported.
#[must_use]
pub fn document_identity(record: RecordId) -> Uuid {
    crate::gather::document_identity(record)
}

/// Reads a bundle in XML or JSON.
///
/// # Errors
/// [`ImportError`] says what is wrong, in which element and line.
pub fn import(bytes: &[u8], target: ImportTarget<'_>) -> Result<Import, ImportError> {
    if bytes.len() > MAX_FILE {
        return Err(ImportError::whole(ImportProblem::TooLarge));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| ImportError::at_end_of(bytes, error.valid_up_to()))?;
    let text = text.trim_start_matches('\u{feff}');
    let document = document::read(text)?;
    Ok(take::take(&document, target))
}
