//! Demonstration accounts; served in demo mode only.

use heilsam_domain::Role;
use serde::{Deserialize, Serialize};

/// All that a visitor needs to try the product. Only made-up data lie behind these accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Demo {
    /// The accounts.
    pub accounts: Vec<DemoAccount>,
    /// An activation code that nobody has redeemed yet.
    pub activation_code: Option<String>,
    /// Path and fragment of an open invitation, for example `/v#1....`.
    pub invitation: Option<String>,
    /// The typed code of the same invitation.
    pub join_code: Option<String>,
}

/// One account with everything needed to log in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DemoAccount {
    /// Its role.
    pub role: Role,
    /// The page where it logs in, for example `/app/`.
    pub page: String,
    /// Login name.
    pub login_name: String,
    /// Passphrase.
    pub passphrase: String,
    /// TOTP secret in base32, to make one-time codes of.
    pub totp_secret: String,
    /// Recovery sheet code, if the account has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_code: Option<String>,
}
