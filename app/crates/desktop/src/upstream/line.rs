//! Connections to the server: plain on this computer, TLS to all others.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::body::Body;
use axum::http::Uri;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// How long the server may take to be there.
const OPEN_TIMEOUT: Duration = Duration::from_secs(8);

/// Where the server is and how to come there.
pub(super) struct Line {
    origin: String,
    /// As it stands in the address, with the port if there is one.
    authority: String,
    name: String,
    port: u16,
    /// `None`: plain HTTP.
    tls: Option<TlsConnector>,
}

impl Line {
    /// Reads the origin. Errors: it is none, or names another computer without `https`.
    pub(super) fn new(origin: &str) -> Result<Self> {
        let uri: Uri = origin.parse().context("the server's address is not usable")?;
        let authority = uri.authority().context("the server's address is not usable")?;
        let secure = uri.scheme_str() == Some("https");
        let name = authority.host().to_owned();
        anyhow::ensure!(
            secure || is_here(&name),
            "a server on another computer is reached over https only: https://{authority}"
        );
        let port = authority.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let tls = if secure { Some(connector()?) } else { None };
        Ok(Self { origin: origin.to_owned(), authority: authority.to_string(), name, port, tls })
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn host(&self) -> &str {
        &self.authority
    }

    pub(super) fn is_here(&self) -> bool {
        is_here(&self.name)
    }

    /// A fresh connection. Errors: the server is out of reach, or not the one it claims to be.
    pub(super) async fn open(&self) -> Result<SendRequest<Body>> {
        timeout(OPEN_TIMEOUT, async {
            let host = self.name.trim_matches(['[', ']']);
            let stream = TcpStream::connect((host, self.port)).await?;
            stream.set_nodelay(true)?;
            match &self.tls {
                Some(tls) => speak(tls.connect(ServerName::try_from(host.to_owned())?, stream).await?).await,
                None => speak(stream).await,
            }
        })
        .await?
    }
}

async fn speak(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) -> Result<SendRequest<Body>> {
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection.with_upgrades());
    Ok(sender)
}

fn connector() -> Result<TlsConnector> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .context("no TLS")?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

fn is_here(name: &str) -> bool {
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_computer_is_never_spoken_to_in_the_clear() {
        assert!(Line::new("http://praxis.example").is_err());
        assert!(Line::new("http://localhost.example").is_err());
        let here = Line::new("http://localhost:8080").unwrap();
        assert_eq!((here.host(), here.port, here.is_here()), ("localhost:8080", 8080, true));
        let there = Line::new("https://praxis.example").unwrap();
        assert_eq!((there.host(), there.port, there.is_here()), ("praxis.example", 443, false));
        assert!(there.tls.is_some());
    }
}
