//! The way to a server: over the network, or to a router in this process. Checks do not know which.

use async_trait::async_trait;
use axum::http::{HeaderMap, HeaderName, Request, StatusCode, header};
use serde_json::Value;

/// What a server answered.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, at most [`crate::evidence::live::BODY_BYTES`].
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DoorError {
    /// Nobody answers there.
    #[error("unter {address} antwortet niemand ({why})")]
    Unreachable {
        /// Where.
        address: String,
        /// Why.
        why: String,
    },
    /// The certificate is not one that a browser would accept.
    #[error("das Zertifikat wird nicht anerkannt ({0})")]
    Untrusted(String),
    /// The address is none.
    #[error("„{0}“ ist keine Adresse mit http:// oder https://")]
    Address(String),
}

/// The way to a server.
#[async_trait]
pub trait Door: Send + Sync {
    /// Sends a request; its URI is a path.
    ///
    /// # Errors
    /// [`DoorError`] if there is no answer at all.
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Reply, DoorError>;
}

impl dyn Door + '_ {
    /// `GET` as a browser does it that nobody is logged in with.
    ///
    /// # Errors
    /// [`DoorError`]
    pub async fn get(&self, path: &str) -> Result<Reply, DoorError> {
        self.ask("GET", path, None).await
    }

    /// A request of the own pages, without a session.
    ///
    /// # Errors
    /// [`DoorError`]
    pub async fn ask(&self, method: &str, path: &str, body: Option<&[u8]>) -> Result<Reply, DoorError> {
        self.send(request(method, path, None, body)?).await
    }
}

/// A request of the own pages.
///
/// # Errors
/// [`DoorError::Address`] if the path is none.
pub fn request(
    method: &str,
    path: &str,
    cookie: Option<&str>,
    body: Option<&[u8]>,
) -> Result<Request<Vec<u8>>, DoorError> {
    let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    request.body(body.unwrap_or_default().to_vec()).map_err(|_| DoorError::Address(path.to_owned()))
}

impl Reply {
    /// The text of a header; empty if it is missing.
    #[must_use]
    pub fn header(&self, name: &HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; `null` if it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The code of a problem document; empty if it is none.
    #[must_use]
    pub fn problem(&self) -> String {
        self.json().get("code").and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}
