//! Whom a relay may talk to: the internet, and never the operator's own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use tokio::net::UdpSocket;
use webrtc_util::{Conn, Error as ConnError};

use super::holders::Held;

/// Decides by address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerFilter {
    local_allowed: bool,
}

impl PeerFilter {
    /// A relay with a public address talks to public addresses only; one on this machine or in a private network (a
    /// demonstration, a test) also to private ones.
    #[must_use]
    pub fn for_relay_at(public: IpAddr) -> Self {
        Self { local_allowed: kind(public) == Kind::Local }
    }

    /// Whether packets may be sent to this address.
    #[must_use]
    pub fn allows(self, peer: IpAddr) -> bool {
        match kind(peer) {
            Kind::Public => true,
            Kind::Local => self.local_allowed,
            Kind::Never => false,
        }
    }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Public,
    Local,
    Never,
}

fn kind(address: IpAddr) -> Kind {
    match address.to_canonical() {
        IpAddr::V4(address) => kind_v4(address),
        IpAddr::V6(address) => kind_v6(address),
    }
}

fn kind_v4(address: Ipv4Addr) -> Kind {
    let [a, b, ..] = address.octets();
    let shared = a == 100 && (64..128).contains(&b);
    if address.is_loopback() || address.is_private() || shared {
        Kind::Local
    } else if a == 0 || a >= 224 || address.is_link_local() {
        Kind::Never
    } else {
        Kind::Public
    }
}

fn kind_v6(address: Ipv6Addr) -> Kind {
    if address.is_loopback() || address.is_unique_local() {
        Kind::Local
    } else if address.is_unspecified() || address.is_multicast() || address.is_unicast_link_local() {
        Kind::Never
    } else {
        Kind::Public
    }
}

/// The socket of one relay. Packets to addresses that are not allowed are dropped in silence.
pub struct RelaySocket {
    socket: UdpSocket,
    filter: PeerFilter,
    open: Arc<AtomicUsize>,
    held: Held,
}

impl RelaySocket {
    /// Counts itself in `open` as long as it lives, and keeps its name until it is closed.
    #[must_use]
    pub fn new(socket: UdpSocket, filter: PeerFilter, open: Arc<AtomicUsize>, held: Held) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self { socket, filter, open, held }
    }
}

impl Drop for RelaySocket {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[async_trait]
impl Conn for RelaySocket {
    async fn connect(&self, peer: SocketAddr) -> Result<(), ConnError> {
        Ok(self.socket.connect(peer).await?)
    }

    async fn recv(&self, buffer: &mut [u8]) -> Result<usize, ConnError> {
        Ok(self.socket.recv(buffer).await?)
    }

    async fn recv_from(&self, buffer: &mut [u8]) -> Result<(usize, SocketAddr), ConnError> {
        Ok(self.socket.recv_from(buffer).await?)
    }

    async fn send(&self, bytes: &[u8]) -> Result<usize, ConnError> {
        Ok(self.socket.send(bytes).await?)
    }

    async fn send_to(&self, bytes: &[u8], peer: SocketAddr) -> Result<usize, ConnError> {
        if self.filter.allows(peer.ip()) {
            return Ok(self.socket.send_to(bytes, peer).await?);
        }
        Ok(bytes.len())
    }

    fn local_addr(&self) -> Result<SocketAddr, ConnError> {
        Ok(self.socket.local_addr()?)
    }

    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }

    async fn close(&self) -> Result<(), ConnError> {
        self.held.end();
        Ok(())
    }

    fn as_any(&self) -> &(dyn std::any::Any + Send + Sync) {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(relay: &str, peer: &str) -> bool {
        PeerFilter::for_relay_at(relay.parse().unwrap()).allows(peer.parse().unwrap())
    }

    #[test]
    fn a_public_relay_never_reaches_the_operators_own_network() {
        for peer in ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "::1", "fd00::1"] {
            assert!(!allows("198.51.100.7", peer), "{peer}");
        }
        for peer in ["169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "fe80::1", "ff02::1"] {
            assert!(!allows("198.51.100.7", peer), "{peer}");
            assert!(!allows("127.0.0.1", peer), "{peer}");
        }
        assert!(!allows("198.51.100.7", "::ffff:127.0.0.1"));
        assert!(allows("198.51.100.7", "203.0.113.5"));
    }

    #[test]
    fn a_demonstration_on_one_machine_reaches_itself() {
        assert!(allows("127.0.0.1", "127.0.0.1"));
        assert!(allows("127.0.0.1", "192.168.1.20"));
    }
}
