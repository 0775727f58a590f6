//! Login: two factors every time. Every refusal is `login-refused`, alike for known and unknown accounts.

use heilsam_domain::SessionId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;
use crate::account::{Account, Identity, Slot};

/// Options for `navigator.credentials.get` with any passkey of this site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PasskeyChallenge {
    /// Secret of this login; send it back. Valid 5 minutes.
    pub token: Bytes,
    /// `PublicKeyCredentialRequestOptionsJSON`; the client adds the `prf` extension.
    pub options: serde_json::Value,
}

/// The passkey's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FinishPasskeyLogin {
    /// From [`PasskeyChallenge`].
    pub token: Bytes,
    /// `PublicKeyCredential.toJSON()` without `prf` results.
    pub credential: serde_json::Value,
}

/// Passphrase: first message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StartPassphraseLogin {
    /// Normalised login name.
    pub login_name: String,
    /// OPAQUE `CredentialRequest` (KE1).
    pub opaque: Bytes,
}

/// Answer to [`StartPassphraseLogin`], also for unknown names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PassphraseChallenge {
    /// Secret of this login; send it back. Valid 5 minutes.
    pub token: Bytes,
    /// OPAQUE `CredentialResponse` (KE2).
    pub opaque: Bytes,
}

/// Passphrase: last message and the second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FinishPassphraseLogin {
    /// From [`PassphraseChallenge`].
    pub token: Bytes,
    /// OPAQUE `CredentialFinalization` (KE3).
    pub opaque: Bytes,
    /// Six digits; each is accepted once.
    pub totp: String,
}

/// The recovery sheet's two derived values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Recover {
    /// 16 bytes derived from the code.
    pub locator: Bytes,
    /// 32 bytes derived from the code.
    pub auth_key: Bytes,
}

/// A session began; its token is in the cookie only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LoggedIn {
    /// Id of the session (not its secret).
    pub session_id: SessionId,
    /// The account.
    pub account: Account,
    /// Keys of the account.
    pub identity: Identity,
    /// The slot that the credential just used opens.
    pub slot: Slot,
    /// Whether the session came from a recovery sheet and may only read and set new credentials.
    pub recovering: bool,
    /// When the session ends at the latest.
    pub ends_at: Timestamp,
}
