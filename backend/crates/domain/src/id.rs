//! Identifiers: 16 bytes each, one type per thing, so that they cannot be mixed up.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not a UUID in its hyphenated form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid id: expected 36 characters like 018f3c1e-...")]
pub struct InvalidId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id that sorts by time (UUIDv7) from milliseconds since 1970 and ten random bytes.
            #[must_use]
            pub fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid())
            }

            /// Makes an id that tells nothing (UUIDv4) from 16 random bytes.
            #[must_use]
            pub fn from_random(random: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(random).into_uuid())
            }

            /// The id with exactly these 16 bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The 16 bytes, big-endian.
            #[must_use]
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.into_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if text.len() != 36 {
                    return Err(InvalidId);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId)
            }
        }
    };
}

id!(
    /// One account: a patient, a doctor, a member of staff, a manufacturer's person, an operator.
    AccountId
);
id!(
    /// A set of records that share their collection keys, such as the diary.
    CollectionId
);
id!(
    /// One record; its versions share the id.
    RecordId
);
id!(
    /// A place that holds the account master key, sealed under one of the account's secrets.
    SlotId
);
id!(
    /// One way to prove who one is: a passkey, or a passphrase with its one-time codes.
    CredentialId
);
id!(
    /// One login on one device.
    SessionId
);
id!(
    /// One browser that gets push messages.
    PushDeviceId
);
id!(
    /// The meeting point of one consultation on the signalling server: 128 random bits.
    RoomId
);
id!(
    /// A practice: doctors and staff who share a calendar.
    PracticeId
);
id!(
    /// An invitation to become a member of a practice; follows from its one-time code.
    JoiningId
);
id!(
    /// One attempt to change who belongs to a practice: 128 random bits.
    MembersChangeId
);
id!(
    /// What the ids that an account makes from names, and those of records that it brings along, are made under: a secret of the
    /// account's devices, so that no server can try names.
    NameScope
);
id!(
    /// One installation of Heilsam; part of what every envelope is bound to.
    DeploymentId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = RecordId::from_parts(1_700_000_000_000, [7; 10]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(RecordId::from_bytes(id.to_bytes()), id);
    }

    #[test]
    fn ids_made_later_sort_later() {
        assert!(RecordId::from_parts(1, [255; 10]) < RecordId::from_parts(2, [0; 10]));
    }

    #[test]
    fn other_spellings_of_a_uuid_are_refused() {
        for text in [
            "",
            "x",
            "018f3c1e",
            "{018f3c1e-0000-7000-8000-000000000000}",
            "018f3c1e000070008000000000000000",
        ] {
            assert_eq!(text.parse::<RecordId>(), Err(InvalidId), "{text}");
        }
    }
}
