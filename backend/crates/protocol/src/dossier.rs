//! The manufacturer's dossier on the wire: a history of entries that only grows, and who the people in it are.
//!
//! Entries and actions travel as JSON of the compliance crate, which both sides read: the server decides about an action
//! before it is appended, the client folds the history to what it shows.

use heilsam_domain::{AccountId, Role};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One page of the dossier of this installation. Nothing in it is health data: it lies in the clear, because the server
/// decides about every action, and people sign it with their names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Dossier {
    /// State of the law that the dossier was begun with, as its first day (`2026-02-01`); later ones are entries.
    pub legal_date: String,
    /// Entries in the whole history.
    pub count: u64,
    /// Entries after the one asked for, oldest first; at most [`crate::limit::DOSSIER_PAGE`].
    pub entries: Vec<Value>,
    /// Everybody who gave a name.
    pub people: Vec<DossierPerson>,
}

/// Somebody who works on the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DossierPerson {
    /// The account; entries name people by it.
    pub account_id: AccountId,
    /// Author or reviewer.
    pub role: Role,
    /// What the person wants to be called in the dossier.
    pub name: String,
}

/// Does something in the dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ActOnDossier {
    /// How many entries the history held when the person looked; refused with `collection-moved` if it is not so.
    pub expected_count: u64,
    /// What is done.
    pub action: Value,
}

/// What was appended to the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DossierEntry {
    /// The entry.
    pub entry: Value,
}

/// What a person wants to be called in the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DossierName {
    /// 1 to [`crate::limit::DOSSIER_NAME`] characters.
    pub name: String,
}
