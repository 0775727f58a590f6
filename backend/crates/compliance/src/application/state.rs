//! What was written into the forms: texts by address, marks, conflicts; and the choice between listing and trial.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::form::{FieldSpec, Forms, Rows};
use super::kind::ValueRefused;
use crate::answer::{AnswerRefused, not_too_long};
use crate::catalogue::Library;
use crate::legal_date::LegalDate;
use crate::message::Message;
use crate::workspace::PersonId;

/// A field of one row: as text `12/studies/1/title`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldAddress {
    /// Number of the statement.
    pub entry: String,
    /// Part of its form.
    pub group: String,
    /// Row, from 1.
    pub row: u16,
    /// Field.
    pub field: String,
}

/// Why a field must not be published (§ 2(2) DiGAV).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Trade secret.
    TradeSecret,
    /// Personal data.
    PersonalData,
    /// Intellectual property.
    IntellectualProperty,
}

/// What is applied for (§ 2(3) DiGAV).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Listing {
    /// Permanent listing, § 139e(2) SGB V.
    Permanent,
    /// Provisional listing for a trial, § 139e(4) SGB V.
    Trial,
}

/// One field as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldState {
    /// Its text.
    pub text: String,
    /// Who wrote it.
    pub by: Option<PersonId>,
    /// Why it must not be published.
    pub marks: BTreeSet<Mark>,
    /// What somebody else wrote meanwhile: who, when, what.
    pub other: Vec<(PersonId, Timestamp, String)>,
}

/// Everything that was written into the forms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Application {
    fields: BTreeMap<FieldAddress, FieldState>,
    not_applicable: BTreeSet<String>,
    listing: Option<Listing>,
}

/// Why a write to the application is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldRefused {
    /// No such field under the present legal date.
    #[error("there is no such field under this legal date")]
    Unknown,
    /// More rows than are kept, or a second row where there is one.
    #[error("row {0} does not exist here")]
    Row(u16),
    /// The text is not a value of the field.
    #[error("{0}")]
    Value(ValueRefused),
    /// The text is too long.
    #[error("{0}")]
    Text(AnswerRefused),
    /// The statement must be made in any case.
    #[error("this statement has to be made in any case")]
    AlwaysApplies,
    /// Nothing to decide.
    #[error("this conflict does not exist any more")]
    NoConflict,
}

/// Most rows of a group.
pub const MAX_ROWS: u16 = 200;

impl Application {
    /// What is applied for; `None` until it was chosen.
    #[must_use]
    pub const fn listing(&self) -> Option<Listing> {
        self.listing
    }

    /// A field as it stands.
    #[must_use]
    pub fn field(&self, address: &FieldAddress) -> Option<&FieldState> {
        self.fields.get(address)
    }

    /// Text of a field; empty if nothing was written.
    #[must_use]
    pub fn text(&self, entry: &str, group: &str, row: u16, field: &str) -> &str {
        let address = FieldAddress::new(entry, group, row, field);
        self.fields.get(&address).map_or("", |state| state.text.trim())
    }

    /// Rows of a group in which something is written, in order.
    #[must_use]
    pub fn rows(&self, entry: &str, group: &str) -> BTreeSet<u16> {
        self.fields
            .iter()
            .filter(|(address, state)| {
                address.entry == entry && address.group == group && !state.text.trim().is_empty()
            })
            .map(|(address, _)| address.row)
            .collect()
    }

    /// All fields in which something is written or marked.
    pub fn fields(&self) -> impl Iterator<Item = (&FieldAddress, &FieldState)> {
        self.fields.iter()
    }

    /// Whether a statement was declared not applicable.
    #[must_use]
    pub fn is_not_applicable(&self, entry: &str) -> bool {
        self.not_applicable.contains(entry)
    }

    pub(crate) fn check_field<'a>(
        &self,
        forms: &'a Forms,
        legal: LegalDate,
        address: &FieldAddress,
    ) -> Result<&'a FieldSpec, FieldRefused> {
        let group = forms.group(&address.entry, &address.group, legal).ok_or(FieldRefused::Unknown)?;
        let field = group.field(&address.field).ok_or(FieldRefused::Unknown)?;
        let most = if group.rows == Rows::Once { 1 } else { MAX_ROWS };
        if address.row == 0 || address.row > most {
            return Err(FieldRefused::Row(address.row));
        }
        Ok(field)
    }

    pub(crate) fn check_write(
        &self,
        forms: &Forms,
        legal: LegalDate,
        address: &FieldAddress,
        text: &str,
    ) -> Result<(), FieldRefused> {
        let field = self.check_field(forms, legal, address)?;
        not_too_long(text).map_err(FieldRefused::Text)?;
        if text.trim().is_empty() { Ok(()) } else { field.kind.check(text).map_err(FieldRefused::Value) }
    }

    pub(crate) fn check_conflict(&self, address: &FieldAddress) -> Result<(), FieldRefused> {
        let open = self.fields.get(address).is_some_and(|state| !state.other.is_empty());
        if open { Ok(()) } else { Err(FieldRefused::NoConflict) }
    }

    pub(crate) fn check_not_applicable(
        &self,
        library: &Library,
        legal: LegalDate,
        entry: &str,
    ) -> Result<(), FieldRefused> {
        let statements = library.statements(legal).ok_or(FieldRefused::Unknown)?;
        let statement =
            statements.entries.iter().find(|known| known.number == entry).ok_or(FieldRefused::Unknown)?;
        if statement.if_applicable { Ok(()) } else { Err(FieldRefused::AlwaysApplies) }
    }

    pub(crate) fn write(
        &mut self,
        address: &FieldAddress,
        base: &str,
        text: &str,
        by: &PersonId,
        at: Timestamp,
    ) {
        let state = self.fields.entry(address.clone()).or_default();
        if state.text == base || state.text == text {
            text.clone_into(&mut state.text);
            state.by = Some(by.clone());
        } else {
            state.other.push((by.clone(), at, text.to_owned()));
        }
    }

    /// Ends the oldest conflict of a field.
    pub(crate) fn resolve(&mut self, address: &FieldAddress, take_other: bool, by: &PersonId) {
        let Some(state) = self.fields.get_mut(address) else { return };
        if state.other.is_empty() {
            return;
        }
        let (_, _, text) = state.other.remove(0);
        if take_other {
            state.text = text;
            state.by = Some(by.clone());
        }
    }

    pub(crate) fn mark(&mut self, address: &FieldAddress, marks: &BTreeSet<Mark>) {
        self.fields.entry(address.clone()).or_default().marks.clone_from(marks);
    }

    pub(crate) fn set_not_applicable(&mut self, entry: &str, not_applicable: bool) {
        if not_applicable {
            self.not_applicable.insert(entry.to_owned());
        } else {
            self.not_applicable.remove(entry);
        }
    }

    pub(crate) const fn set_listing(&mut self, listing: Listing) {
        self.listing = Some(listing);
    }
}

impl Mark {
    /// Its name.
    #[must_use]
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::TradeSecret => "compliance-mark-trade-secret",
            Self::PersonalData => "compliance-mark-personal-data",
            Self::IntellectualProperty => "compliance-mark-intellectual-property",
        })
    }
}

impl FieldAddress {
    /// An address of its parts.
    #[must_use]
    pub fn new(entry: &str, group: &str, row: u16, field: &str) -> Self {
        Self { entry: entry.to_owned(), group: group.to_owned(), row, field: field.to_owned() }
    }
}

impl fmt::Display for FieldAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}/{}", self.entry, self.group, self.row, self.field)
    }
}

/// The text names no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a field is named <statement>/<part>/<row>/<field>, for example 12/studies/1/title")]
pub struct NotAnAddress;

impl TryFrom<String> for FieldAddress {
    type Error = NotAnAddress;

    fn try_from(text: String) -> Result<Self, NotAnAddress> {
        let parts: Vec<&str> = text.split('/').collect();
        let [entry, group, row, field] = parts.as_slice() else { return Err(NotAnAddress) };
        Ok(Self::new(entry, group, row.parse().map_err(|_| NotAnAddress)?, field))
    }
}

impl From<FieldAddress> for String {
    fn from(address: FieldAddress) -> Self {
        address.to_string()
    }
}

impl FieldRefused {
    /// The sentences for people.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        match self {
            Self::Unknown => vec![Message::new("compliance-field-unknown")],
            Self::Row(_) => vec![Message::new("compliance-field-row").with("max", MAX_ROWS)],
            Self::Value(refused) => vec![refused.message()],
            Self::Text(refused) => refused.messages(),
            Self::AlwaysApplies => vec![Message::new("compliance-field-always")],
            Self::NoConflict => vec![Message::new("compliance-no-such-conflict")],
        }
    }
}
