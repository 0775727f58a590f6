//! SMS through somebody's HTTP gateway.

use std::fmt;

use anyhow::Context;
use axum::http::{Request, header};
use serde_json::json;
use url::{Host, Url};

use super::NotSent;
use crate::config::Sms;
use crate::evidence::door::Door;
use crate::evidence::live::Live;

/// A line to a gateway.
pub struct SmsLine {
    door: Live,
    path: String,
    token: Option<String>,
    sender: String,
}

/// A telephone number: `+` and 8 to 15 digits. `Debug` shows none of it. Source: ITU-T E.164.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Reads a number with blanks, strokes and brackets in it; one without a country is German.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let kept: String =
            text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '/' | '(' | ')')).collect();
        let number = if let Some(rest) = kept.strip_prefix("00") {
            format!("+{rest}")
        } else if let Some(rest) = kept.strip_prefix('0') {
            format!("+49{rest}")
        } else {
            kept
        };
        let digits = number.strip_prefix('+')?;
        let fits = (8..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        fits.then_some(Self(number))
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

impl SmsLine {
    /// As the configuration says; `None` if there is no address.
    ///
    /// # Errors
    /// What to change, in words.
    pub fn from_config(sms: &Sms) -> anyhow::Result<Option<Self>> {
        let Some(address) = &sms.url else { return Ok(None) };
        let url = Url::parse(address).context("sms.url is no address")?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(Some(Self {
            door: Live::new(&url, &[])?,
            path: format!("{}{query}", url.path()),
            token: sms.token.clone(),
            sender: sms.sender.clone(),
        }))
    }

    /// Sends a text.
    ///
    /// # Errors
    /// [`NotSent`].
    pub async fn send(&self, to: &Phone, text: &str) -> Result<(), NotSent> {
        let body = json!({ "to": to.0, "text": text, "sender": self.sender });
        let mut request = Request::post(&self.path).header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(body.to_string().into_bytes()).map_err(|_| NotSent::Unavailable)?;
        let status = self.door.send(request).await.map_err(|_| NotSent::Unavailable)?.status;
        match status.as_u16() {
            200..=299 => Ok(()),
            400 | 404 | 422 => Err(NotSent::Address),
            _ => {
                tracing::warn!(status = status.as_u16(), "the SMS gateway took no message");
                Err(NotSent::Unavailable)
            }
        }
    }
}

/// Whether messages may go there: over TLS, or to this machine.
pub(crate) fn is_address(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let own = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["+49 170 1234567", "0170/1234567", "0049 (170) 123-4567"] {
            assert_eq!(Phone::parse(text), Some(Phone("+491701234567".to_owned())), "{text}");
        }
        for wrong in ["", "170 1234567", "+49 170 12x4567", "+0170123456", "+49 1", "+4917012345678901"] {
            assert_eq!(Phone::parse(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{:?}", Phone::parse("0170 1234567").unwrap()), "Phone(..)");
    }

    #[test]
    fn messages_leave_this_machine_over_tls_only() {
        assert!(is_address("https://sms.example/v1/messages"));
        assert!(is_address("http://127.0.0.1:9000/sms"));
        assert!(!is_address("http://sms.example/v1/messages"));
        assert!(!is_address("sms.example"));
    }
}
