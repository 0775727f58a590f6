//! Short-lived TURN credentials in the form that coturn calls REST API: `expiry:user` and an HMAC over it.
//!
//! Source: draft-uberti-behave-turn-rest-00. SHA-1 is what coturn and browsers use here, only inside HMAC.

use data_encoding::{BASE64, HEXLOWER};
use heilsam_domain::RoomId;
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::account::secrets::keyed_hash;

/// How long a credential opens new relays; one that runs goes on, see [`super::holders`].
pub const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// User name and password for one room.
#[derive(Clone, PartialEq, Eq)]
pub struct TurnCredential {
    /// `seconds since 1970:tag of the room`; the tag tells nobody which room.
    pub username: String,
    /// Base64 of HMAC-SHA-1 over the user name.
    pub password: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for TurnCredential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TurnCredential(..)")
    }
}

/// A credential for a room from now on.
#[must_use]
pub fn issue(secret: &[u8], room: RoomId, now: Timestamp) -> TurnCredential {
    issue_for(secret, room, now, LIFETIME)
}

/// The same for another time; one longer than [`LIFETIME`] is not accepted.
#[must_use]
pub fn issue_for(secret: &[u8], room: RoomId, now: Timestamp, lifetime: SignedDuration) -> TurnCredential {
    let expires_at = now.saturating_add(lifetime).unwrap_or(now);
    let tag_key = keyed_hash(&[0; 32], &[b"heilsam/turn-room", secret]);
    let tag = keyed_hash(&tag_key, &[&room.to_bytes()]);
    let username =
        format!("{}:{}", expires_at.as_second(), HEXLOWER.encode(tag.get(..8).unwrap_or_default()));
    let password = password(secret, &username);
    TurnCredential { username, password, expires_at }
}

/// The password that belongs to a user name, if its time is not over.
#[must_use]
pub fn password_if_valid(secret: &[u8], username: &str, now: Timestamp) -> Option<String> {
    let (seconds, tag) = username.split_once(':')?;
    let expires_at = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    let latest = now.saturating_add(LIFETIME).unwrap_or(now);
    let well_formed = tag.len() == 16 && tag.bytes().all(|byte| byte.is_ascii_hexdigit());
    (well_formed && now < expires_at && expires_at <= latest).then(|| password(secret, username))
}

/// Whether user name and password fit and are not over.
#[must_use]
pub fn is_valid(secret: &[u8], username: &str, given: &str, now: Timestamp) -> bool {
    password_if_valid(secret, username, now)
        .is_some_and(|right| right.as_bytes().ct_eq(given.as_bytes()).into())
}

/// The password that belongs to a user name, whatever the time is.
pub(super) fn password(secret: &[u8], username: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(username.as_bytes());
    BASE64.encode(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: RoomId = RoomId::from_bytes([5; 16]);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_credential_opens_for_ten_minutes() {
        let issued = issue(b"secret", ROOM, at(1_000));
        assert_eq!(issued.expires_at, at(1_600));
        assert!(is_valid(b"secret", &issued.username, &issued.password, at(1_599)));
        assert!(!is_valid(b"secret", &issued.username, &issued.password, at(1_600)));
        assert!(!is_valid(b"other", &issued.username, &issued.password, at(1_001)));
        assert!(!is_valid(b"secret", &issued.username, "AAAA", at(1_001)));
    }

    /// Expected value from `printf 1600:user | openssl dgst -sha1 -hmac north -binary | base64`, as coturn computes it.
    #[test]
    fn the_password_is_the_one_that_coturn_expects() {
        assert_eq!(password(b"north", "1600:user"), "4ctv7eSC7ZD3zfiNOA2llJM6ZXU=");
    }

    #[test]
    fn nobody_can_give_themselves_more_time_or_another_room() {
        let issued = issue(b"secret", ROOM, at(1_000));
        let longer = issued.username.replacen("1600", "9999", 1);
        assert!(!is_valid(b"secret", &longer, &issued.password, at(1_001)));
        for name in ["", ":", "1600", "1600:", "x:0011223344556677", "1600:zz11223344556677"] {
            assert_eq!(password_if_valid(b"secret", name, at(1_001)), None, "{name}");
        }
    }

    #[test]
    fn the_user_name_does_not_show_the_room() {
        let issued = issue(b"secret", ROOM, at(1_000));
        assert!(!issued.username.contains("0505"));
        assert_ne!(issued.username, issue(b"secret", RoomId::from_bytes([6; 16]), at(1_000)).username);
        assert_eq!(format!("{issued:?}"), "TurnCredential(..)");
    }
}
