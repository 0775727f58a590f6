//! Credentials: ways to prove who one is.

use heilsam_domain::CredentialId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;
use crate::account::Slot;

/// Options for `navigator.credentials.create`, and the salt for the PRF extension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PasskeyCreation {
    /// `PublicKeyCredentialCreationOptionsJSON`; the client adds the `prf` extension.
    pub options: serde_json::Value,
}

/// A kind of credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CredentialKind {
    /// WebAuthn with user verification.
    Passkey,
    /// OPAQUE passphrase with TOTP.
    Passphrase,
}

/// A credential as its owner sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Credential {
    /// Its id; a device or passphrase slot names it.
    pub credential_id: CredentialId,
    /// Its kind.
    pub kind: CredentialKind,
    /// How the owner calls it, sealed under the account master key; empty if never named.
    pub sealed_label: Bytes,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// A further passkey for the account of this session; `token` is from the start step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddPasskey {
    /// From [`AddPasskeyStarted`].
    pub token: Bytes,
    /// `PublicKeyCredential.toJSON()` without `prf` results.
    pub credential: serde_json::Value,
    /// Sealed label.
    pub sealed_label: Bytes,
    /// The slot that this passkey opens.
    pub slot: Slot,
}

/// Answer to the start of adding a passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddPasskeyStarted {
    /// Secret of this step.
    pub token: Bytes,
    /// Options.
    pub passkey: PasskeyCreation,
}

/// A passphrase for the account of this session: first message. Answered with token, login name, OPAQUE answer and TOTP secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StartAddPassphrase {
    /// What the person wishes: 3 to 58 characters, no blanks inside.
    pub login_name: String,
    /// OPAQUE `RegistrationRequest`.
    pub opaque: Bytes,
}

/// Answer to [`StartAddPassphrase`]; alike whether somebody has the wished name or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddPassphraseStarted {
    /// Secret of this step.
    pub token: Bytes,
    /// The login name to use: the wish, normalised, with a dash and digits behind it.
    pub login_name: String,
    /// OPAQUE `RegistrationResponse`.
    pub opaque: Bytes,
    /// New TOTP secret, 20 bytes.
    pub totp_secret: Bytes,
}

/// Last step; replaces the passphrase that the account may have had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddPassphrase {
    /// From [`AddPassphraseStarted`].
    pub token: Bytes,
    /// OPAQUE `RegistrationUpload`.
    pub opaque: Bytes,
    /// Six digits.
    pub totp: String,
    /// The slot that the passphrase opens.
    pub slot: Slot,
}
