//! Registration: a code first, then two factors of one's choice. The account exists only after the last step.

use heilsam_domain::{AccountId, JoiningId, Role};
use serde::{Deserialize, Serialize};

use crate::account::{Identity, Slot};
use crate::{Bytes, consent::SignedConsent, credential::PasskeyCreation};

/// The code that allows a registration.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "code", rename_all = "kebab-case")]
pub enum RegistrationCode {
    /// A patient's activation code, 16 characters.
    Activation(String),
    /// An enrolment code from the operator; it decides the role.
    Enrolment(String),
    /// The number of an open invitation to a practice, which follows from its code; the code itself is never sent. Staff, never
    /// another role.
    Joining(JoiningId),
    /// No code: a doctor who can do nothing but prove to be one, until the operators found that right. Never another role.
    WithoutCode,
}

impl std::fmt::Debug for RegistrationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Activation(_) => "Activation(..)",
            Self::Enrolment(_) => "Enrolment(..)",
            Self::Joining(_) => "Joining(..)",
            Self::WithoutCode => "WithoutCode",
        })
    }
}

/// First step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StartRegistration {
    /// What allows it.
    pub code: RegistrationCode,
}

/// Answer: a token for the following steps (valid 30 minutes; the code is reserved so long), and what a passkey needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RegistrationStarted {
    /// Secret of this registration; send it back in the body.
    pub token: Bytes,
    /// Id that the account will have; envelopes and slots are bound to it.
    pub account_id: AccountId,
    /// Role that the account will have.
    pub role: Role,
    /// Options for `navigator.credentials.create`.
    pub passkey: PasskeyCreation,
}

/// What every account starts with; made on the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct NewAccount {
    /// Public keys of the account, and its private ones sealed under the account master key.
    pub identity: Identity,
    /// Slots that hold the account master key; at least the one of the credential that is registered.
    pub slots: Vec<Slot>,
    /// Consents given so far; a patient's account needs the one for the intended use.
    pub consents: Vec<SignedConsent>,
}

/// Last step with a passkey. Answered with [`crate::login::LoggedIn`] and the session cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FinishWithPasskey {
    /// From [`RegistrationStarted`].
    pub token: Bytes,
    /// `PublicKeyCredential.toJSON()` **without** the results of the `prf` extension.
    pub credential: serde_json::Value,
    /// How the owner calls this device, sealed under the account master key.
    pub sealed_label: Bytes,
    /// The account.
    pub account: NewAccount,
}

/// Passphrase: first message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StartPassphrase {
    /// From [`RegistrationStarted`].
    pub token: Bytes,
    /// What the person wishes: 3 to 58 characters, no blanks inside.
    pub login_name: String,
    /// OPAQUE `RegistrationRequest`.
    pub opaque: Bytes,
}

/// Answer to [`StartPassphrase`]; alike whether somebody has the wished name or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PassphraseStarted {
    /// The login name to use: the wish, normalised, with a dash and digits behind it. The server keeps a keyed hash only.
    pub login_name: String,
    /// OPAQUE `RegistrationResponse`.
    pub opaque: Bytes,
    /// New TOTP secret (20 bytes; SHA-1, 6 digits, 30 s as all authenticator apps expect).
    pub totp_secret: Bytes,
}

/// Last step with a passphrase. Answered with [`crate::login::LoggedIn`] and the session cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FinishWithPassphrase {
    /// From [`RegistrationStarted`].
    pub token: Bytes,
    /// OPAQUE `RegistrationUpload`.
    pub opaque: Bytes,
    /// Six digits that show the authenticator app works.
    pub totp: String,
    /// The account.
    pub account: NewAccount,
}
