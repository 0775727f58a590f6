//! The embedded STUN and TURN server: UDP, short-lived credentials, and no way into the operator's own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use tokio::net::UdpSocket;
use turn::Error as TurnError;
use turn::auth::{AuthHandler, generate_auth_key};
use turn::relay::RelayAddressGenerator;
use turn::server::Server;
use turn::server::config::{ConnConfig, ServerConfig};
use webrtc_util::Conn;

use super::holders::Holders;
use super::listening::ListeningSocket;
use super::peer::{PeerFilter, RelaySocket};
use super::turn_secret;
use crate::clock::Clock;
use crate::config::Config;
use crate::keys::Keys;

/// Realm of the credentials.
const REALM: &str = "heilsam";
/// Relays at one time; a consultation needs at most four.
const MAX_RELAYS: usize = 2_000;
/// Ports tried after the configured one when `or_next_free` is set.
const PORTS_TRIED: u16 = 50;

/// Where the server listens and what it hands out.
#[derive(Debug, Clone)]
pub struct TurnOptions {
    /// Address to bind, for example `0.0.0.0` or `127.0.0.1`.
    pub bind: IpAddr,
    /// UDP port; 3478 is usual.
    pub port: u16,
    /// Whether the next free port is taken when this one is not free; for demonstrations.
    pub or_next_free: bool,
    /// Address that browsers reach the relays at.
    pub public: IpAddr,
}

/// A running server; dropping it ends it.
pub struct TurnServer {
    server: Server,
    local: SocketAddr,
}

impl TurnServer {
    /// Starts to listen.
    ///
    /// # Errors
    /// The cause in words if the port is taken or the address does not belong to this machine.
    pub async fn start(
        options: &TurnOptions,
        secret: Arc<[u8]>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, std::io::Error> {
        let socket = bind(options).await?;
        let local = socket.local_addr()?;
        let holders = Arc::<Holders>::default();
        let relays = Relays {
            bind: options.bind,
            public: options.public,
            filter: PeerFilter::for_relay_at(options.public),
            open: Arc::default(),
            clock: Arc::clone(&clock),
            holders: Arc::clone(&holders),
        };
        let config = ServerConfig {
            // One listener only: `Holders` counts on it.
            conn_configs: vec![ConnConfig {
                conn: Arc::new(ListeningSocket::new(socket, REALM)),
                relay_addr_generator: Box::new(relays),
            }],
            realm: REALM.to_owned(),
            auth_handler: Arc::new(Credentials { secret, clock, holders }),
            channel_bind_timeout: Duration::ZERO,
            alloc_close_notify: None,
        };
        let server = Server::new(config).await.map_err(std::io::Error::other)?;
        Ok(Self { server, local })
    }

    /// The port that was taken.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.local.port()
    }

    /// Where this machine itself reaches it.
    #[must_use]
    pub fn listens_at(&self) -> SocketAddr {
        let address = match self.local.ip() {
            IpAddr::V4(any) if any.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(any) if any.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            address => address,
        };
        SocketAddr::new(address, self.local.port())
    }

    /// Ends all relays.
    pub async fn close(&self) {
        if self.server.close().await.is_err() {
            tracing::debug!("the TURN server was closed already");
        }
    }
}

/// Where participants reach the relays: as configured, or this machine only.
#[must_use]
pub fn public_address(config: &Config) -> IpAddr {
    config.video.turn_address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The embedded server as the configuration says; `None` if it is off or others do its work. A demonstration takes the next
/// free port.
///
/// # Errors
/// If the port is taken or the address cannot be used.
pub async fn start_configured(
    config: &Config,
    keys: &Keys,
    clock: Arc<dyn Clock>,
) -> Result<Option<TurnServer>, std::io::Error> {
    if !config.video.turn_embedded || !config.video.turn_urls.is_empty() {
        return Ok(None);
    }
    let public = public_address(config);
    let bind = if public.is_loopback() { public } else { IpAddr::V4(Ipv4Addr::UNSPECIFIED) };
    let port = config.video.turn_port;
    let options = TurnOptions { bind, port, or_next_free: config.server.demo && port != 0, public };
    TurnServer::start(&options, turn_secret(keys).into(), clock).await.map(Some)
}

async fn bind(options: &TurnOptions) -> Result<UdpSocket, std::io::Error> {
    let last = if options.or_next_free { options.port.saturating_add(PORTS_TRIED) } else { options.port };
    let mut refused = std::io::Error::from(std::io::ErrorKind::AddrInUse);
    for port in options.port..=last {
        match UdpSocket::bind((options.bind, port)).await {
            Ok(socket) => return Ok(socket),
            Err(cause) => refused = cause,
        }
    }
    Err(refused)
}

struct Credentials {
    secret: Arc<[u8]>,
    clock: Arc<dyn Clock>,
    holders: Arc<Holders>,
}

impl AuthHandler for Credentials {
    fn auth_handle(&self, username: &str, realm: &str, client: SocketAddr) -> Result<Vec<u8>, TurnError> {
        self.holders
            .password(&self.secret, client, username, self.clock.now())
            .map(|password| generate_auth_key(username, realm, &password))
            .ok_or_else(|| TurnError::Other("credential refused".to_owned()))
    }
}

struct Relays {
    bind: IpAddr,
    public: IpAddr,
    filter: PeerFilter,
    open: Arc<AtomicUsize>,
    clock: Arc<dyn Clock>,
    holders: Arc<Holders>,
}

#[async_trait]
impl RelayAddressGenerator for Relays {
    fn validate(&self) -> Result<(), TurnError> {
        Ok(())
    }

    async fn allocate_conn(
        &self,
        use_ipv4: bool,
        requested_port: u16,
    ) -> Result<(Arc<dyn Conn + Send + Sync>, SocketAddr), TurnError> {
        if use_ipv4 != self.bind.is_ipv4() {
            return Err(TurnError::ErrListeningAddressInvalid);
        }
        if self.open.load(Ordering::Relaxed) >= MAX_RELAYS {
            return Err(TurnError::ErrMaxRetriesExceeded);
        }
        let held = self.holders.open(self.clock.now()).ok_or(TurnError::ErrNoSuchUser)?;
        let socket = UdpSocket::bind((self.bind, requested_port)).await.map_err(|cause| io_error(&cause))?;
        let port = socket.local_addr().map_err(|cause| io_error(&cause))?.port();
        let relay = RelaySocket::new(socket, self.filter, Arc::clone(&self.open), held);
        Ok((Arc::new(relay), SocketAddr::new(self.public, port)))
    }
}

fn io_error(cause: &std::io::Error) -> TurnError {
    TurnError::Other(cause.kind().to_string())
}
