//! Sessions: how long they live, how their token looks, and the cookie that carries it.
//!
//! Source: DiGAV Anlage 1, Datensicherheit (session management).

use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::Role;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// Name of the cookie; the prefix makes browsers insist on `Secure`, `Path=/` and no domain.
pub const COOKIE: &str = "__Host-heilsam";
/// Time between two notes of "last used": a session is not written at every request.
pub const USE_GRAIN: SignedDuration = SignedDuration::from_secs(60);

/// For so long after a login credentials may be changed: time to find the page, not to leave the device alone.
///
/// Source: DiGAV Anlage 1, Datensicherheit no. 12; BSI TR-03161-2, O.Auth_11.
pub const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// How long sessions live.
#[derive(Debug, Clone, Copy)]
pub struct SessionLimits {
    /// Without use, for patients.
    pub idle_patient: SignedDuration,
    /// Without use, for all others.
    pub idle_others: SignedDuration,
    /// At the latest.
    pub absolute: SignedDuration,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            idle_patient: SignedDuration::from_mins(30),
            idle_others: SignedDuration::from_mins(15),
            absolute: SignedDuration::from_hours(12),
        }
    }
}

impl SessionLimits {
    /// When a session that begins now ends at the latest.
    #[must_use]
    pub fn ends_at(&self, now: Timestamp) -> Timestamp {
        now.saturating_add(self.absolute).unwrap_or(now)
    }

    /// Whether a session may still be used.
    #[must_use]
    pub fn is_alive(&self, role: Role, last_used: Timestamp, ends_at: Timestamp, now: Timestamp) -> bool {
        let idle = match role {
            Role::Patient => self.idle_patient,
            Role::Doctor
            | Role::Staff
            | Role::ManufacturerAuthor
            | Role::ManufacturerReviewer
            | Role::Operator => self.idle_others,
        };
        now < ends_at && now.duration_since(last_used) < idle
    }
}

/// Whether a login counts as fresh.
#[must_use]
pub fn is_fresh(logged_in_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(logged_in_at) < FRESH
}

/// The secret of a session: in the cookie only; the database holds its digest.
#[derive(Clone)]
pub struct SessionToken([u8; 32]);

impl SessionToken {
    /// The token that these random bytes make.
    #[must_use]
    pub const fn from_random(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Finds the token among the cookies of a request. Two session cookies are none: one of them was planted.
    #[must_use]
    pub fn from_cookies<'a>(headers: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut found = headers
            .into_iter()
            .flat_map(|header| header.split(';'))
            .filter_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='));
        let value = found.next()?;
        if found.next().is_some() {
            return None;
        }
        let bytes = BASE64URL_NOPAD.decode(value.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// What the database keeps.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// Value of the `Set-Cookie` header that begins the session; ends with the browser at the latest.
    #[must_use]
    pub fn to_cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict", BASE64URL_NOPAD.encode(&self.0))
    }
}

/// Value of the `Set-Cookie` header that ends the session.
#[must_use]
pub fn removal_cookie() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn a_session_ends_when_nobody_uses_it() {
        let limits = SessionLimits::default();
        let ends_at = limits.ends_at(at(0));
        for (role, last_minute) in [(Role::Patient, 29), (Role::Doctor, 14), (Role::Operator, 14)] {
            assert!(limits.is_alive(role, at(0), ends_at, at(last_minute)), "{role}");
            assert!(!limits.is_alive(role, at(0), ends_at, at(last_minute + 1)), "{role}");
        }
    }

    #[test]
    fn a_session_ends_after_half_a_day_however_busy() {
        let limits = SessionLimits::default();
        let ends_at = limits.ends_at(at(0));
        assert!(limits.is_alive(Role::Patient, at(719), ends_at, at(719)));
        assert!(!limits.is_alive(Role::Patient, at(720), ends_at, at(720)));
    }

    #[test]
    fn a_login_is_fresh_for_five_minutes() {
        assert!(is_fresh(at(0), at(4)));
        assert!(!is_fresh(at(0), at(5)));
    }

    #[test]
    fn the_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites() {
        let cookie = SessionToken::from_random([7; 32]).to_cookie();
        for attribute in ["__Host-heilsam=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
            assert!(cookie.contains(attribute), "{attribute}");
        }
        assert!(!cookie.contains("Domain"));
    }

    #[test]
    fn the_token_comes_back_from_the_cookie() {
        let token = SessionToken::from_random([7; 32]);
        let cookie = token.to_cookie();
        let pair = cookie.split(';').next().unwrap();
        let read = SessionToken::from_cookies(["a=b", &format!("x=y; {pair}; z=1")]).unwrap();
        assert_eq!(read.digest(), token.digest());
        assert!(SessionToken::from_cookies([format!("{pair}; {pair}").as_str()]).is_none());
        for bad in ["", "__Host-heilsam", "__Host-heilsam=", "__Host-heilsam=AAAA", "__Host-heilsamX=AAAA"] {
            assert!(SessionToken::from_cookies([bad]).is_none(), "{bad}");
        }
    }
}
