//! Questionnaires and lists of requirements as data: what is asked, word for word, and which answers are permitted.

pub mod builtin;
pub mod library;
pub mod proof;
mod questionnaire;
pub mod read;
mod reference;
mod security;
mod statements;
mod video;

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use library::Library;
pub use questionnaire::own;
pub use read::CatalogueErrors;

use crate::digest::Digest;
use crate::legal_date::LegalDate;

/// Id of a catalogue, such as `digav-2026-anlage-1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CatalogueId(String);

/// Id of an item within its catalogue, such as `ds-13`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(String);

/// One item of one catalogue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemRef {
    /// The catalogue.
    pub catalogue: CatalogueId,
    /// The item in it.
    pub item: ItemId,
}

/// A catalogue as loaded: complete and consistent.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Its id.
    pub id: CatalogueId,
    /// Title as printed.
    pub title: String,
    /// Where the text comes from.
    pub source: Source,
    /// What kind of list it is.
    pub kind: Kind,
    /// Introduction as printed.
    pub intro: Option<String>,
    /// Remarks on slips and displacements in the source, by item id.
    pub notes: Vec<(String, String)>,
    /// Its parts, in the order of the source.
    pub groups: Vec<Group>,
    places: HashMap<ItemId, (usize, usize)>,
}

/// Origin of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Citation.
    pub citation: String,
    /// Version or date of the text.
    pub version: String,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What kind of list a catalogue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A declaration of the ordinance: Anlage 1 or 2.
    Declaration(LegalDate),
    /// Anlage 31b BMV-Ä: requirements and the certificate's statements.
    VideoService,
    /// A part of BSI TR-03161, by id and own short title.
    SecurityGuideline,
    /// Text that is looked up and not answered: Anlage 3 and 4.
    Reference(LegalDate),
    /// A catalogue that the manufacturer brought along.
    Own,
}

/// A part of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// The half of the questionnaire it belongs to.
    pub section: Option<String>,
    /// Title as printed.
    pub title: String,
    /// Who must answer it.
    pub applies: Applies,
    /// Its items, in the order of the source.
    pub items: Vec<Item>,
}

/// Who must answer a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// Everybody.
    All,
    /// Only applications with very high protection need (Anlage 1, extra requirements).
    VeryHighProtection,
}

/// One row of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Number as printed, such as `32a`.
    pub number: String,
    /// Topic column.
    pub topic: Option<String>,
    /// Provision it comes from.
    pub provision: Option<String>,
    /// Question above the requirement (Anlage 2).
    pub question: Option<String>,
    /// The requirement, word for word.
    pub text: String,
    /// Its dash points; each is answered by itself.
    pub points: Vec<String>,
    /// How it is answered.
    pub form: Form,
    /// Asked only if that item is met.
    pub asked_if: Option<ItemId>,
}

/// How an item is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Met, not applicable with a permitted reason, or (where the ordinance allows it) deviation.
    Declaration {
        /// Which reason for "not applicable" is permitted.
        reason: PermittedReason,
        /// Whether a deviation of equal value may be explained (§ 4(6) sentence 3, § 5(10) DiGAV).
        deviation: bool,
    },
    /// A whole number.
    Count,
    /// Not answered.
    Reference,
}

/// Which reason for "not applicable" an item permits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PermittedReason {
    /// None: the item must be met.
    None,
    /// Exactly this sentence.
    Fixed(String),
    /// Own words; what they must say, if the catalogue tells.
    Free(Option<String>),
    /// A plain "no" needs no reason.
    Unreasoned,
}

impl CatalogueId {
    /// An id from text that is known to be one.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ItemId {
    /// An id from text that is known to be one.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ItemRef {
    /// The item `item` of `catalogue`.
    #[must_use]
    pub fn new(catalogue: &str, item: &str) -> Self {
        Self { catalogue: CatalogueId::new(catalogue), item: ItemId::new(item) }
    }
}

impl Catalogue {
    /// The item with an id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.place(id).map(|(_, item)| item)
    }

    /// The item with an id, and the group it stands in.
    #[must_use]
    pub fn place(&self, id: &ItemId) -> Option<(&Group, &Item)> {
        let (group, item) = *self.places.get(id)?;
        let group = self.groups.get(group)?;
        Some((group, group.items.get(item)?))
    }

    /// All items in the order of the source, with their groups.
    pub fn items(&self) -> impl Iterator<Item = (&Group, &Item)> {
        self.groups.iter().flat_map(|group| group.items.iter().map(move |item| (group, item)))
    }

    /// Id of an item of this catalogue for use outside of it.
    #[must_use]
    pub fn reference(&self, item: &Item) -> ItemRef {
        ItemRef { catalogue: self.id.clone(), item: item.id.clone() }
    }
}

impl Item {
    /// Hash of everything that was asked: what an approval holds on to, so that it stands in every legal date that asks the same.
    #[must_use]
    pub fn text_digest(&self) -> Digest {
        let reason = match &self.form {
            Form::Declaration { reason: PermittedReason::None, .. } | Form::Count | Form::Reference => None,
            Form::Declaration { reason: PermittedReason::Unreasoned, .. } => Some(""),
            Form::Declaration { reason: PermittedReason::Fixed(text), .. } => Some(text.as_str()),
            Form::Declaration { reason: PermittedReason::Free(text), .. } => text.as_deref(),
        };
        Digest::of_value(&serde_json::json!({
            "id": self.id, "topic": self.topic, "question": self.question, "text": self.text,
            "points": self.points, "reason": reason,
        }))
    }
}

impl fmt::Display for CatalogueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ItemRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.catalogue, self.item)
    }
}

/// The text does not name an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an item is named <catalogue>/<item>, for example digav-2026-anlage-1/ds-13")]
pub struct NotAnItem;

impl TryFrom<String> for ItemRef {
    type Error = NotAnItem;

    fn try_from(text: String) -> Result<Self, NotAnItem> {
        match text.split_once('/') {
            Some((catalogue, item)) if !catalogue.is_empty() && !item.is_empty() && !item.contains('/') => {
                Ok(Self::new(catalogue, item))
            }
            _ => Err(NotAnItem),
        }
    }
}

impl From<ItemRef> for String {
    fn from(item: ItemRef) -> Self {
        item.to_string()
    }
}

fn index(groups: &[Group]) -> HashMap<ItemId, (usize, usize)> {
    let mut places = HashMap::new();
    for (group_at, group) in groups.iter().enumerate() {
        for (item_at, item) in group.items.iter().enumerate() {
            places.insert(item.id.clone(), (group_at, item_at));
        }
    }
    places
}
