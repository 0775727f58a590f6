//! Messages that say nothing: a browser or a mailbox learns that there is something, never what.

use heilsam_domain::PushDeviceId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// Channels, choices, and what happened to the account. `Debug` shows none of it: addresses stand in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Notifications {
    /// The server's public key for push messages (VAPID, RFC 8292), 65 bytes; absent where the operator offers none.
    pub push_key: Option<Bytes>,
    /// Whether the operator sends e-mail.
    pub mail_offered: bool,
    /// What was chosen.
    pub choices: NotificationChoices,
    /// Browsers that get push messages, the oldest first.
    pub devices: Vec<PushDevice>,
    /// The confirmed address.
    pub mail: Option<String>,
    /// An address that waits for its code.
    pub mail_waits: Option<String>,
    /// Times at which a message was asked for, soonest first. Why, only the devices know.
    pub wake_ups: Vec<Timestamp>,
    /// What happened to the account, newest first.
    pub events: Vec<SecurityEvent>,
}

/// What was chosen; nothing at first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct NotificationChoices {
    /// Whether a message is sent when something happens to the account.
    pub security: bool,
    /// What only the devices have to know (whether to remind, quiet hours), sealed; empty at first.
    pub settings: Bytes,
}

/// A browser that gets push messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PushDevice {
    /// Its id.
    pub device_id: PushDeviceId,
    /// Kind of browser and system in words.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Whether it is bound to the session that asks.
    pub current: bool,
}

/// What a browser's `PushSubscription` says. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PushSubscription {
    /// Address at the push service.
    pub endpoint: String,
    /// Public key of the browser, P-256, 65 bytes.
    pub p256dh: Bytes,
    /// 16 bytes that authenticate the server to the browser.
    pub auth: Bytes,
}

/// Where a browser gets push messages. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PushPlace {
    /// Address at the push service.
    pub endpoint: String,
}

/// Whether the account has the subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PushKnown {
    /// Whether it does; it then ends together with this session.
    pub known: bool,
}

/// Times for messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct WakeUps {
    /// Whole quarters of an hour within [`crate::limit::WAKE_UP_DAYS`], at most [`crate::limit::WAKE_UPS`].
    pub at: Vec<Timestamp>,
}

/// An address for messages. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct NewMail {
    /// E-mail address.
    pub address: String,
}

/// The code that came by e-mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MailCode {
    /// Six digits.
    pub code: String,
}

/// How a trial went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TrialSent {
    /// Channels on which a message goes out.
    pub channels: u64,
}

/// Something that happened to the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SecurityEvent {
    /// What.
    pub kind: SecurityKind,
    /// When.
    pub at: Timestamp,
    /// The kind of browser it was done with.
    pub device: String,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SecurityKind {
    /// A login with a kind of browser that was not seen before.
    NewDevice,
    /// A passkey was added, or a passphrase set.
    WayAdded,
    /// A passkey or passphrase was removed.
    WayRemoved,
    /// A recovery sheet was made.
    SheetMade,
    /// The recovery sheet was removed.
    SheetRemoved,
    /// Somebody came in with the recovery sheet.
    SheetUsed,
    /// Another address for messages.
    MailChanged,
    /// A trusted person got the half of a secret.
    ContactMade,
    /// The trusted person has none any more.
    ContactRemoved,
    /// Somebody asked with the sheet of the contact; told in any case.
    ContactAsked,
    /// Somebody came in with the sheet of the contact; told in any case.
    ContactUsed,
}

impl SecurityKind {
    const ALL: [Self; 11] = [
        Self::NewDevice,
        Self::WayAdded,
        Self::WayRemoved,
        Self::SheetMade,
        Self::SheetRemoved,
        Self::SheetUsed,
        Self::MailChanged,
        Self::ContactMade,
        Self::ContactRemoved,
        Self::ContactAsked,
        Self::ContactUsed,
    ];

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewDevice => "new-device",
            Self::WayAdded => "way-added",
            Self::WayRemoved => "way-removed",
            Self::SheetMade => "sheet-made",
            Self::SheetRemoved => "sheet-removed",
            Self::SheetUsed => "sheet-used",
            Self::MailChanged => "mail-changed",
            Self::ContactMade => "contact-made",
            Self::ContactRemoved => "contact-removed",
            Self::ContactAsked => "contact-asked",
            Self::ContactUsed => "contact-used",
        }
    }

    /// Whether it is told on every channel, whatever was chosen: the patient has to be able to object.
    #[must_use]
    pub const fn is_always_told(self) -> bool {
        matches!(self, Self::ContactAsked | Self::ContactUsed)
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

macro_rules! hidden {
    ($($name:ident),*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}
hidden!(Notifications, PushSubscription, PushPlace, NewMail, MailCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_is_printed() {
        let page = Notifications {
            push_key: None,
            mail_offered: true,
            choices: NotificationChoices::default(),
            devices: Vec::new(),
            mail: Some("erika@example.org".to_owned()),
            mail_waits: Some("erika@example.org".to_owned()),
            wake_ups: Vec::new(),
            events: Vec::new(),
        };
        assert_eq!(format!("{page:?}"), "Notifications(..)");
    }

    #[test]
    fn every_kind_has_one_name_everywhere() {
        for kind in SecurityKind::ALL {
            assert_eq!(SecurityKind::from_name(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
    }
}
