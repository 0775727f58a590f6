//! The cookies of the one server, in memory only.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderValue, header};

/// Names and values.
#[derive(Default)]
pub(super) struct Cookies(BTreeMap<String, String>);

impl Cookies {
    /// Notes what an answer sets, and forgets what it ends.
    pub(super) fn learn(&mut self, headers: &HeaderMap) {
        for text in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let Some((name, value)) = pair.trim().split_once('=') else { continue };
            let ended = attributes.split(';').any(|each| each.trim().eq_ignore_ascii_case("max-age=0"));
            if ended || value.is_empty() {
                self.0.remove(name);
            } else {
                self.0.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The header that says them; `None` without any.
    pub(super) fn header(&self) -> Option<HeaderValue> {
        let pairs: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut value = HeaderValue::from_str(&pairs.join("; ")).ok().filter(|value| !value.is_empty())?;
        value.set_sensitive(true);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(cookies: &[&str]) -> HeaderMap {
        cookies.iter().map(|&cookie| (header::SET_COOKIE, cookie.parse().unwrap())).collect()
    }

    #[test]
    fn a_session_is_kept_until_the_server_ends_it() {
        let mut cookies = Cookies::default();
        assert!(cookies.header().is_none());
        cookies.learn(&answer(&["__Host-heilsam=abc; Path=/; Secure; HttpOnly", "other=1"]));
        assert_eq!(cookies.header().unwrap(), "__Host-heilsam=abc; other=1");
        cookies.learn(&answer(&["__Host-heilsam=; Max-Age=0; Path=/", "other=2; max-age=0"]));
        assert!(cookies.header().is_none());
    }

    #[test]
    fn the_session_is_not_shown() {
        let mut cookies = Cookies::default();
        cookies.learn(&answer(&["a=canary"]));
        assert!(!format!("{:?}", cookies.header()).contains("canary"));
    }
}
