//! TLS endpoints, good and bad.

use std::net::Ipv4Addr;
use std::sync::Arc;

use heilsam_backend::evidence::Verdict;
use heilsam_backend::evidence::checks::web::plain_transport;
use heilsam_backend::evidence::live::Live;
use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::world::{World, world};

/// What an endpoint takes and shows.
struct Endpoint {
    /// Only the suites that TR-02102-2 recommends.
    strict: bool,
    days: i64,
}

struct Running {
    port: u16,
    certificate: CertificateDer<'static>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Endpoint {
    async fn start(self) -> Running {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let now = std::time::SystemTime::UNIX_EPOCH
            + std::time::Duration::from_secs(jiff::Timestamp::now().as_second().unsigned_abs());
        let day = std::time::Duration::from_secs(24 * 3600);
        params.not_before = (now - day).into();
        params.not_after = (now + day * u32::try_from(self.days).unwrap()).into();
        let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
        let certificate: CertificateDer<'static> = params.self_signed(&key).unwrap().der().clone();
        let mut provider: CryptoProvider = ring::default_provider();
        if self.strict {
            provider.cipher_suites.retain(|suite| !format!("{:?}", suite.suite()).contains("CHACHA20"));
        }
        let secret = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], secret)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else { return };
                    let mut request = [0; 1024];
                    let _ = stream.read(&mut request).await;
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK").await;
                });
            }
        });
        Running { port, certificate, task }
    }
}

/// The world with its public address there.
async fn at(port: u16, trusted: Vec<CertificateDer<'static>>) -> World {
    let mut world = world().await;
    world.subject.url = Url::parse(&format!("https://localhost:{port}")).unwrap();
    world.subject.door = Box::new(Live::new(&world.subject.url, &trusted).unwrap());
    world.subject.trusted = trusted;
    world
}

#[tokio::test]
async fn an_endpoint_after_the_guideline_is_green() {
    let endpoint = Endpoint { strict: true, days: 60 }.start().await;
    let world = at(endpoint.port, vec![endpoint.certificate.clone()]).await;
    let verdict = world.verdict("tls").await;
    World::green(&verdict);
    let Verdict::Passed { seen } = verdict else { unreachable!() };
    assert!(
        seen.iter().any(|text| text.contains("TLS 1.3")) && seen.iter().any(|text| text.contains("TLS 1.2"))
    );
    World::green(&world.verdict("certificate").await);
}

#[tokio::test]
async fn a_suite_outside_of_the_guideline_is_noticed() {
    let endpoint = Endpoint { strict: false, days: 60 }.start().await;
    let world = at(endpoint.port, vec![endpoint.certificate.clone()]).await;
    let verdict = world.verdict("tls").await;
    World::red(&verdict, "TLS 1.3: CHACHA20_POLY1305_SHA256");
    World::red(&verdict, "ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");
}

/// Answers every first flight as a server from 1999: TLS 1.0 with RSA and AES-CBC.
async fn ancient() -> (u16, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let task = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut hello = [0; 2048];
                let _ = stream.read(&mut hello).await;
                let mut answer = vec![22, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1];
                answer.extend([9; 32]);
                answer.extend([0, 0x00, 0x2f, 0]);
                let _ = stream.write_all(&answer).await;
            });
        }
    });
    (port, task)
}

#[tokio::test]
async fn an_old_version_is_noticed() {
    let (port, task) = ancient().await;
    let world = at(port, Vec::new()).await;
    let verdict = world.verdict("tls").await;
    World::red(&verdict, "TLS 1.0 wird angenommen");
    World::red(&verdict, "weder TLS 1.3 noch TLS 1.2");
    task.abort();
}

#[tokio::test]
async fn an_address_in_the_clear_over_a_network_is_noticed_and_one_on_this_machine_is_not_green() {
    let mut world = world().await;
    World::blind(&world.verdict("tls").await, "http://");
    world.subject.url = Url::parse("http://heilsam.example").unwrap();
    World::red(&world.verdict("tls").await, "unverschlüsselt");
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_noticed() {
    let endpoint = Endpoint { strict: true, days: 60 }.start().await;
    let world = at(endpoint.port, Vec::new()).await;
    World::red(&world.verdict("certificate").await, "nicht anerkannt");
}

#[tokio::test]
async fn a_certificate_that_ends_soon_is_noticed() {
    let endpoint = Endpoint { strict: true, days: 5 }.start().await;
    let world = at(endpoint.port, vec![endpoint.certificate.clone()]).await;
    World::red(&world.verdict("certificate").await, "nur noch");
}

#[tokio::test]
async fn pages_in_the_clear_beside_the_encrypted_address_are_noticed() {
    let world = world().await;
    let verdict = Verdict::from(plain_transport::beside(&world.subject.url, true).await);
    World::red(&verdict, "unverschlüsselt ausgeliefert");
    let nobody = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port();
    let closed = Url::parse(&format!("http://127.0.0.1:{nobody}")).unwrap();
    World::green(&Verdict::from(plain_transport::beside(&closed, true).await));
}
