//! The manufacturer's dossier on the wire: a history of entries that only grows, and who the people in it are.
//!
//! Entries and actions travel as JSON of the compliance crate, which both sides read: the server decides about an action
//! before it is appended, the client folds the history to what it shows.

use std::collections::BTreeMap;

use heilsam_domain::{AccountId, Role};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Bytes;

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

/// Does one or more things in the dossier: all of them, or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ActOnDossier {
    /// How many entries the history held when the person looked; refused with `collection-moved` if it is not so.
    pub expected_count: u64,
    /// What is done, in order; at least one, at most [`crate::limit::DOSSIER_ACTIONS`].
    pub actions: Vec<Value>,
}

/// What was appended to the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DossierEntries {
    /// One entry for each action, in order.
    pub entries: Vec<Value>,
}

/// What a person wants to be called in the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DossierName {
    /// 1 to [`crate::limit::DOSSIER_NAME`] characters.
    pub name: String,
}

/// Public keys of a member of a practice, of the dossier, or of the operators: what they are to read is sealed to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MemberKeys {
    /// The account.
    pub account_id: AccountId,
    /// Author or reviewer.
    pub role: Role,
    /// ECDSA P-384 public key, SEC1 compressed, 49 bytes.
    pub signing_key: Bytes,
    /// MLKEM1024-P384 public key.
    pub kem_key: Bytes,
    /// Signature of the signing key over both public keys and the account id.
    pub signature: Bytes,
}

/// A sealed document in the dossier's storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StoredDocument {
    /// SHA-384 of the file, 96 hexadecimal characters: what the evidence in the dossier names.
    pub digest: String,
    /// How many sealed parts it has.
    pub parts: u16,
    /// Its key sealed to the caller, if somebody has done that yet.
    pub key: Option<Bytes>,
    /// Members who have no key for it yet.
    pub without_key: Vec<AccountId>,
}

/// One sealed part of a document; format of the crypto crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DocumentPart {
    /// 16 random bytes that all parts of one upload share.
    pub upload: Bytes,
    /// From 0, in order. Part 0 begins again whatever was not ended.
    pub number: u16,
    /// How many there will be; at most [`crate::limit::DOCUMENT_PARTS`].
    pub parts: u16,
    /// At most [`crate::limit::DOCUMENT_PART_BYTES`].
    pub sealed: Bytes,
}

/// A sealed part as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SealedPart {
    /// The part.
    pub sealed: Bytes,
}

/// The key of a document, sealed to members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DocumentKeys {
    /// One for each member.
    pub keys: Vec<DocumentKeyFor>,
}

/// The key of a document, sealed to one member; format of the crypto crate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DocumentKeyFor {
    /// The member.
    pub account_id: AccountId,
    /// At most [`crate::limit::DOCUMENT_KEY_BYTES`].
    pub sealed: Bytes,
}

/// What the running server is set to: documents of the dossier are made from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RunningConfiguration {
    /// Settings by name; the names are [`CONFIGURATION_FACTS`]. No secret is among them.
    pub facts: BTreeMap<String, String>,
    /// Every route of the programming interface.
    pub routes: Vec<DescribedRoute>,
}

/// A route of the programming interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DescribedRoute {
    /// Method, in capitals.
    pub method: String,
    /// Pattern of the path.
    pub path: String,
    /// What it is for.
    pub summary: String,
    /// Who may call it; empty: everybody.
    pub roles: Vec<Role>,
    /// Whether it needs a session.
    pub session: bool,
}

/// A code with which somebody at BfArM makes an account of their own, free of charge. Shown once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FreeAccess {
    /// 20 characters in groups; instead of an activation code in the patient app.
    pub code: String,
    /// Until when it can be used; the account that is made with it stays.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for FreeAccess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FreeAccess").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// Names of all settings in a [`RunningConfiguration`].
pub const CONFIGURATION_FACTS: [&str; 23] = [
    "diga.manufacturer",
    "diga.name",
    "invitation.hours",
    "limits.at_once",
    "limits.logins",
    "limits.requests",
    "limits.seconds",
    "operator.country",
    "operator.name",
    "program.version",
    "registration.minutes",
    "server.admin",
    "server.database",
    "server.encrypted",
    "server.origin",
    "server.proxy",
    "sessions.absolute",
    "sessions.idle_others",
    "sessions.idle_patient",
    "video.relay",
    "video.retention",
    "audit.anchor",
    "audit.every",
];
