//! HTTP over sockets, for programs without a browser. Keeps the session cookie in memory.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};

use super::{ANSWER_BYTES, ANSWER_SECONDS, Answer, Method, Request, Transport, TransportError};

/// Tells the server that no other site's page makes these requests; browsers say it by `Sec-Fetch-Site`.
const CLIENT_HEADER: &str = "x-heilsam-client";

/// One server, one session.
#[derive(Debug)]
pub struct NativeTransport {
    base: String,
    http: reqwest::Client,
    cookie: Mutex<Option<String>>,
}

impl NativeTransport {
    /// A transport to a server such as `http://localhost:8080`.
    ///
    /// # Errors
    /// [`TransportError`] when the system gives no sockets.
    pub fn new(base: &str) -> Result<Self, TransportError> {
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(u64::from(ANSWER_SECONDS)))
            .build()
            .map_err(|_| TransportError)?;
        Ok(Self { base: base.trim_end_matches('/').to_owned(), http, cookie: Mutex::new(None) })
    }

    fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps `name=value` of the newest cookie; an empty value ends the session.
    fn keep(&self, set_cookie: &str) {
        let pair = set_cookie.split(';').next().unwrap_or_default().trim();
        let kept = if pair.ends_with('=') { None } else { Some(pair.to_owned()) };
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
}

impl Transport for NativeTransport {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Patch => reqwest::Method::PATCH,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut outgoing =
            self.http.request(method, format!("{}{}", self.base, request.path)).header(CLIENT_HEADER, "1");
        if let Some(cookie) = self.cookie().filter(|_| !request.anonymous) {
            outgoing = outgoing.header(COOKIE, cookie);
        }
        if let Some(body) = request.body {
            outgoing = outgoing.header(CONTENT_TYPE, "application/json").body(body);
        }
        let mut response = outgoing.send().await.map_err(|_| TransportError)?;
        for value in response.headers().get_all(SET_COOKIE) {
            if let Ok(value) = value.to_str()
                && !request.anonymous
            {
                self.keep(value);
            }
        }
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| TransportError)? {
            if body.len() + chunk.len() > ANSWER_BYTES {
                return Err(TransportError);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, body })
    }
}
