//! Push messages to browsers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ConfigError;
use crate::notify::push::Service;

/// Section `push`. Absent: no push message is sent, and none is offered.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    /// Where push services can reach the operator, `mailto:ADDRESS` or `https://HOST`; they get it with every message (RFC 8292). Absent: no push message is sent.
    pub contact: Option<String>,
    /// Push services of browsers to which messages may go, each `https://HOST` or `https://*.HOST`. A browser that names another one is refused.
    pub services: Vec<String>,
}

impl Default for Push {
    fn default() -> Self {
        let services = [
            "https://fcm.googleapis.com",
            "https://updates.push.services.mozilla.com",
            "https://web.push.apple.com",
            "https://*.notify.windows.com",
        ];
        Self { contact: None, services: services.map(str::to_owned).to_vec() }
    }
}

/// What the section must hold to.
pub(super) fn check(push: &Push) -> Result<(), ConfigError> {
    let is_contact = |text: &str| {
        text.strip_prefix("mailto:").is_some_and(|address| address.parse::<lettre::Address>().is_ok())
            || text.strip_prefix("https://").is_some_and(|host| !host.is_empty())
    };
    let fits = push.contact.as_deref().is_none_or(is_contact)
        && push.services.iter().all(|text| Service::parse(text).is_some());
    if fits { Ok(()) } else { Err(ConfigError::Push) }
}
