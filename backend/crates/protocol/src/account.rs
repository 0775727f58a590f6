//! The account and the places where its master key lies, sealed.

use heilsam_domain::{AccountId, CredentialId, Role, SlotId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// The account of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Account {
    /// Its id.
    pub account_id: AccountId,
    /// Its role.
    pub role: Role,
    /// When it was made.
    pub created_at: Timestamp,
    /// Patients: the end of the prescription's period, if an activation code was redeemed.
    pub entitled_until: Option<Timestamp>,
    /// Patients: what the health insurer said about the newest code; absent once it confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_check: Option<CodeCheck>,
}

/// A code that the health insurer has not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CodeCheck {
    /// The insurer could not be asked yet; the server asks again by itself.
    Waiting,
    /// The insurer does not know the code or has withdrawn it.
    Refused,
}

impl CodeCheck {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Refused => "refused",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Refused].into_iter().find(|check| check.as_str() == name)
    }
}

/// What the server keeps about an account beside its lists, for the access report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AlsoKept {
    /// Events of the audit log that name the account: the newest ones, the oldest of them first.
    pub audit: Vec<AuditLine>,
    /// How many such events there are.
    pub audit_count: u64,
    /// Quarters for which a token of outcome reporting was asked for, for example `2026-2`.
    pub token_quarters: Vec<String>,
    /// Since when an activation code lies sealed until the health insurer answers; absent without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_waits_since: Option<Timestamp>,
}

/// An event of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AuditLine {
    /// When.
    pub at: Timestamp,
    /// What, for example `logged-in`.
    pub kind: String,
}

/// What erasing an account took away, and what shows that it is on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Erased {
    /// When.
    pub erased_at: Timestamp,
    /// What was there and is not any more; kinds of which there was nothing are left out.
    pub counts: Vec<ErasedCount>,
    /// Rows of all tables but the audit log that name the account still, counted afterwards; absent if they could not be counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u64>,
    /// Row of the audit log that records it, from 1.
    pub audit_row: u64,
    /// Hash of that row, hexadecimal; nobody learns from it whose account it was.
    pub audit_hash: String,
}

/// How much there was of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ErasedCount {
    /// `records` (each version of a sealed record), `logins`, `sessions`, `consents`, `shares`, `messages` (devices that get them),
    /// `mail` (the address for messages), `tokens` or `other`.
    pub kind: String,
    /// Rows.
    pub count: u64,
}

/// A further activation code, of a follow-up prescription.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RedeemCode {
    /// 16 characters.
    pub code: String,
}

impl std::fmt::Debug for RedeemCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RedeemCode(..)")
    }
}

/// Public keys of an account, and the private ones sealed. Set once, at registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Identity {
    /// ECDSA P-384 public key, SEC1 compressed, 49 bytes.
    pub signing_key: Bytes,
    /// MLKEM1024-P384 public key.
    pub kem_key: Bytes,
    /// Both private keys, sealed under the account master key; format of the crypto crate.
    pub sealed_keys: Bytes,
    /// Signature of the signing key over both public keys and the account id.
    pub signature: Bytes,
}

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SlotKind {
    /// A passkey's PRF output.
    Device,
    /// The OPAQUE export key.
    Passphrase,
    /// The recovery sheet.
    RecoverySheet,
    /// A trusted person and the operator together.
    RecoveryContact,
}

/// The account master key, sealed under one of the owner's secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Slot {
    /// Its id.
    pub slot_id: SlotId,
    /// What opens it.
    pub kind: SlotKind,
    /// The credential that belongs to it; none for the sheets of the patient and of a contact. At registration the server fills it in.
    pub credential_id: Option<CredentialId>,
    /// Sealed master key, signed by the identity key; format of the crypto crate, at most 512 bytes.
    pub sealed: Bytes,
    /// Sheets only: where the server finds the slot, 16 bytes derived from the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<Bytes>,
    /// Sheets only, in requests only: 32 bytes derived from the code; the server keeps a hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_key: Option<Bytes>,
}
