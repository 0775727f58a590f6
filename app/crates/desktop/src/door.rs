//! Who may speak with the window's own server: the window, and no other program of this computer.
//!
//! The window opens one address that works once and gets a cookie that no script can read. Whoever comes without it, or
//! by another name than ours (a foreign page whose name leads to this computer), is refused.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

const COOKIE: &str = "heilsam-window";
/// Before the ticket, in the address that works once.
const OPENING: &str = "/_window/open/";

/// The lock of one start of the program.
pub struct Door {
    host: String,
    key: String,
    /// Used up by the window.
    ticket: Mutex<Option<String>>,
    first_page: String,
}

impl Door {
    /// A door of this `host:port` that leads to `first_page` (path and fragment).
    ///
    /// # Errors
    /// The operating system gives no random numbers.
    pub fn new(host: String, first_page: String) -> Result<Arc<Self>> {
        let (key, ticket) = (secret()?, Mutex::new(Some(secret()?)));
        Ok(Arc::new(Self { host, key, ticket, first_page }))
    }

    /// The address that the window opens. Works once.
    pub fn address(&self) -> String {
        let ticket = self.ticket.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default();
        format!("http://{}{OPENING}{ticket}", self.host)
    }

    fn admit(&self, path: &str) -> Option<Response> {
        let shown = path.strip_prefix(OPENING)?;
        let mut ticket = self.ticket.lock().unwrap_or_else(PoisonError::into_inner);
        if !ticket.as_deref().is_some_and(|ticket| same(ticket, shown)) {
            return None;
        }
        *ticket = None;
        let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", self.key);
        let headers = [
            (header::SET_COOKIE, cookie),
            (header::LOCATION, self.first_page.clone()),
            // Key and invitation are not for the web view's folder.
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ];
        Some((StatusCode::SEE_OTHER, headers).into_response())
    }

    /// Whether it comes to us by our own name.
    fn is_named(&self, headers: &HeaderMap) -> bool {
        headers.get(header::HOST).map(HeaderValue::as_bytes) == Some(self.host.as_bytes())
    }

    fn knows(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        self.is_named(headers) && pairs.any(|(name, value)| name == COOKIE && same(value, &self.key))
    }
}

/// What the page sends without any cookie, so that nobody can tell whose it is. It gets no session on its way, and the server
/// answers everybody alike: other programs of this computer gain nothing by it.
fn is_anonymous(path: &str) -> bool {
    path == "/api/v1/outcome/hand-ins" || path.starts_with("/api/v1/outcome/keys/")
}

/// Lets the window in and refuses everybody else.
pub async fn guard(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response {
    if let Some(opened) = door.admit(request.uri().path()) {
        return opened;
    }
    if !door.knows(request.headers()) {
        if !door.is_named(request.headers()) || !is_anonymous(request.uri().path()) {
            return StatusCode::FORBIDDEN.into_response();
        }
        // Without a cookie no session goes along, whoever asks.
        request.headers_mut().remove(header::COOKIE);
    }
    next.run(request).await
}

fn secret() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok().context("the operating system gives no random numbers")?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}

fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn door() -> Arc<Door> {
        Door::new("127.0.0.1:1".to_owned(), "/v#1.r.s".to_owned()).unwrap()
    }

    fn headers(host: &str, cookie: &str) -> HeaderMap {
        let pairs = [(header::HOST, host), (header::COOKIE, cookie)];
        pairs.into_iter().map(|(name, value)| (name, value.parse().unwrap())).collect()
    }

    #[test]
    fn the_ticket_works_once_and_leads_to_the_first_page() {
        let door = door();
        let address = door.address();
        let path = address.strip_prefix("http://127.0.0.1:1").unwrap();
        assert!(door.admit("/_window/open/").is_none());
        assert!(door.admit("/_window/open/guessed").is_none());
        let opened = door.admit(path).unwrap();
        assert_eq!(opened.headers()[header::LOCATION], "/v#1.r.s");
        assert_eq!(opened.headers()[header::CACHE_CONTROL], "no-store");
        assert!(door.admit(path).is_none());
    }

    #[test]
    fn only_the_cookie_under_our_own_name_opens() {
        let door = door();
        let right = format!("{COOKIE}={}", door.key);
        assert!(door.knows(&headers("127.0.0.1:1", &format!("a=b; {right}"))));
        assert!(!door.knows(&headers("rebound.example:1", &right)));
        assert!(!door.knows(&headers("127.0.0.1:1", &format!("{COOKIE}=x"))));
        assert!(!door.knows(&headers("127.0.0.1:1", "a=b")));
    }

    #[test]
    fn only_what_carries_no_session_needs_no_key() {
        let door = door();
        assert!(door.is_named(&headers("127.0.0.1:1", "a=b")));
        assert!(!door.is_named(&headers("rebound.example:1", "a=b")));
        for path in ["/api/v1/outcome/hand-ins", "/api/v1/outcome/keys/2026-4"] {
            assert!(is_anonymous(path), "{path}");
        }
        for path in ["/", "/api/v1/account", "/api/v1/outcome/tokens", "/api/v1/outcome/hand-ins/x"] {
            assert!(!is_anonymous(path), "{path}");
        }
    }
}
