//! A deployment over the network: HTTP or HTTPS with the trust of browsers.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use axum::http::{HeaderValue, Request, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::Url;

use super::door::{Door, DoorError, Reply};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Largest answer that is read.
pub const BODY_BYTES: usize = 32 * 1024 * 1024;

/// A deployment.
pub struct Live {
    /// Scheme, host and port.
    base: Url,
    tls: Arc<ClientConfig>,
}

impl Live {
    /// The deployment at an address; `trusted` are roots besides those that browsers know.
    ///
    /// # Errors
    /// [`DoorError::Address`]
    pub fn new(base: &Url, trusted: &[CertificateDer<'static>]) -> Result<Self, DoorError> {
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none() {
            return Err(DoorError::Address(base.to_string()));
        }
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        for certificate in trusted {
            roots.add(certificate.clone()).map_err(|error| DoorError::Untrusted(error.to_string()))?;
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| DoorError::Untrusted(error.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { base: base.clone(), tls: Arc::new(config) })
    }

    /// Host and port.
    #[must_use]
    pub fn place(&self) -> (String, u16) {
        let host = self.base.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        (host, self.base.port_or_known_default().unwrap_or(443))
    }

    async fn connect(&self) -> Result<TcpStream, DoorError> {
        let (host, port) = self.place();
        let connected = TcpStream::connect((host.as_str(), port)).await;
        connected.map_err(|error| self.unreachable(&error))
    }

    /// A TLS connection that a browser would accept.
    ///
    /// # Errors
    /// [`DoorError::Untrusted`] for the certificate, [`DoorError::Unreachable`] for the rest.
    pub async fn handshake(&self) -> Result<TlsStream<TcpStream>, DoorError> {
        let (host, _) = self.place();
        let name = ServerName::try_from(host).map_err(|error| DoorError::Untrusted(error.to_string()))?;
        let stream = self.connect().await?;
        let connector = TlsConnector::from(Arc::clone(&self.tls));
        connector.connect(name, stream).await.map_err(|error| match error.get_ref() {
            Some(inner) if inner.to_string().contains("certificate") => {
                DoorError::Untrusted(inner.to_string())
            }
            Some(_) | None => self.unreachable(&error),
        })
    }

    fn unreachable(&self, error: &dyn std::error::Error) -> DoorError {
        DoorError::Unreachable { address: self.base.to_string(), why: error.to_string() }
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Reply, DoorError> {
        if self.base.scheme() == "https" {
            let stream = self.handshake().await?;
            self.talk(stream, request).await
        } else {
            let stream = self.connect().await?;
            self.talk(stream, request).await
        }
    }

    async fn talk<S>(&self, stream: S, mut request: Request<Vec<u8>>) -> Result<Reply, DoorError>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let shaken = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
        let (mut sender, connection) = shaken.map_err(|error| self.unreachable(&error))?;
        let driver = tokio::spawn(connection);
        let host = match self.base.port() {
            Some(port) => format!("{}:{port}", self.base.host_str().unwrap_or_default()),
            None => self.base.host_str().unwrap_or_default().to_owned(),
        };
        if let Ok(host) = HeaderValue::from_str(&host) {
            request.headers_mut().entry(header::HOST).or_insert(host);
        }
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let answer = sender.send_request(request).await.map_err(|error| self.unreachable(&error))?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, BODY_BYTES).collect().await;
        let body = body.map_err(|error| self.unreachable(error.as_ref()))?.to_bytes().to_vec();
        driver.abort();
        Ok(Reply { status: parts.status, headers: parts.headers, body })
    }
}

#[async_trait]
impl Door for Live {
    async fn send(&self, request: Request<Vec<u8>>) -> Result<Reply, DoorError> {
        match tokio::time::timeout(PATIENCE, self.exchange(request)).await {
            Ok(reply) => reply,
            Err(late) => Err(self.unreachable(&late)),
        }
    }
}
