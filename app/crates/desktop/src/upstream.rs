//! The server, as the pages of the window reach it: requests to `/api` go there and come back, sockets too.
//!
//! The session stays here: the window never holds the cookie, and it is gone when the program ends.

mod cookies;
mod line;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request};
use axum::response::{IntoResponse, Response};
use hyper::client::conn::http1::SendRequest;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::time::timeout;

use cookies::Cookies;
use line::Line;

/// What the window says about itself, and what belongs to one connection only.
const OWN: [HeaderName; 6] =
    [header::HOST, header::COOKIE, header::ORIGIN, header::REFERER, header::CONNECTION, header::UPGRADE];
/// What the server says to a browser that reached it by itself.
const FOR_BROWSERS: [HeaderName; 5] = [
    header::SET_COOKIE,
    header::STRICT_TRANSPORT_SECURITY,
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::CONTENT_SECURITY_POLICY,
];

/// Connections that lie idle at most: pages ask a few things at a time.
const MOST_IDLE: usize = 4;
/// How long an answer may take over one of them. What broke while the computer slept never answers, and a fresh one does.
const IDLE_ANSWER: Duration = Duration::from_secs(5);

/// The server of the provider.
pub struct Upstream {
    line: Line,
    cookies: Mutex<Cookies>,
    /// Connections that may serve another request.
    idle: Mutex<Vec<SendRequest<Body>>>,
}

impl Upstream {
    /// A server by its origin.
    ///
    /// # Errors
    /// It is no origin, or there is no TLS to be had.
    pub fn new(origin: &str) -> Result<Self> {
        Ok(Self { line: Line::new(origin)?, cookies: Mutex::default(), idle: Mutex::default() })
    }

    /// Whether it runs on this computer.
    pub fn is_here(&self) -> bool {
        self.line.is_here()
    }

    /// Passes a request of the window on. A server out of reach is a 502, which the pages know as "no connection".
    pub async fn forward(&self, mut request: Request) -> Response {
        let upgrade = request.headers().contains_key(header::UPGRADE);
        let page = upgrade.then(|| hyper::upgrade::on(&mut request));
        let (parts, body) = request.into_parts();
        let Ok(answer) = self.ask(&parts, body, upgrade).await else {
            return StatusCode::BAD_GATEWAY.into_response();
        };
        self.take(answer, page)
    }

    async fn ask(
        &self,
        parts: &request::Parts,
        body: Body,
        upgrade: bool,
    ) -> Result<hyper::Response<hyper::body::Incoming>> {
        // A connection that lay idle may be closed already: only what can be said twice goes over one.
        let with_session = has_session(parts);
        let repeatable = parts.method == Method::GET && !upgrade && with_session;
        while let Some(mut sender) = repeatable.then(|| self.rested()).flatten() {
            let asked = sender.send_request(self.request(parts, Body::empty(), false)?);
            match timeout(IDLE_ANSWER, asked).await {
                Ok(Ok(answer)) => {
                    self.rest(sender);
                    return Ok(answer);
                }
                // Closed meanwhile; another one may be open.
                Ok(Err(_)) => {}
                // The others have slept as long.
                Err(_) => self.forget_idle(),
            }
        }
        let mut sender = self.line.open().await?;
        let answer = sender.send_request(self.request(parts, body, upgrade)?).await?;
        if !upgrade && with_session {
            self.rest(sender);
        }
        Ok(answer)
    }

    fn rested(&self) -> Option<SendRequest<Body>> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|sender| !sender.is_closed());
        let at = idle.iter().position(SendRequest::is_ready)?;
        Some(idle.swap_remove(at))
    }

    fn rest(&self, sender: SendRequest<Body>) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|sender| !sender.is_closed());
        if idle.len() < MOST_IDLE {
            idle.push(sender);
        }
    }

    fn forget_idle(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn request(&self, parts: &request::Parts, body: Body, upgrade: bool) -> Result<hyper::Request<Body>> {
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let mut request = hyper::Request::builder().method(parts.method.clone()).uri(path).body(body)?;
        let headers = request.headers_mut();
        headers.extend(parts.headers.clone());
        for name in OWN {
            headers.remove(name);
        }
        headers.insert(header::HOST, HeaderValue::from_str(self.line.host())?);
        // The page is the provider's own app, whose copy the user has installed.
        headers.insert(header::ORIGIN, HeaderValue::from_str(self.line.origin())?);
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner).header();
        if let Some(cookies) = cookies.filter(|_| has_session(parts)) {
            headers.insert(header::COOKIE, cookies);
        }
        if upgrade {
            headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
            headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        }
        Ok(request)
    }

    fn take(&self, mut answer: hyper::Response<hyper::body::Incoming>, page: Option<OnUpgrade>) -> Response {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).learn(answer.headers());
        let switched = answer.status() == StatusCode::SWITCHING_PROTOCOLS;
        if let (true, Some(page)) = (switched, page) {
            tokio::spawn(join(page, hyper::upgrade::on(&mut answer)));
        }
        let mut answer = answer.map(Body::new);
        strip(answer.headers_mut(), switched);
        answer
    }
}

/// Whether the page sends it as the person who is logged in. What it sends without a cookie goes over a connection of its own.
fn has_session(parts: &request::Parts) -> bool {
    parts.headers.contains_key(header::COOKIE)
}

fn strip(headers: &mut HeaderMap, switched: bool) {
    for name in FOR_BROWSERS {
        if !(switched && name == header::CONNECTION) {
            headers.remove(name);
        }
    }
}

/// Carries a socket between the page and the server until one of them closes it.
async fn join(page: OnUpgrade, server: OnUpgrade) {
    let (Ok(page), Ok(server)) = tokio::join!(page, server) else { return };
    let _ = tokio::io::copy_bidirectional(&mut TokioIo::new(page), &mut TokioIo::new(server)).await;
}

#[cfg(test)]
mod tests;
