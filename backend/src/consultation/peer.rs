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
    // For one site: before addresses were unique local, and where a network translates by a prefix of its own.
    // Source: RFC 3879; RFC 8215.
    let of_a_site = matches!(address.segments(), [0xfec0..=0xfeff, ..] | [0x64, 0xff9b, 1, ..]);
    if address.is_loopback() || address.is_unique_local() || of_a_site {
        Kind::Local
    } else if let Some(inner) = carried(address) {
        kind_v4(inner)
    } else if address.is_unspecified() || address.is_multicast() || address.is_unicast_link_local() {
        Kind::Never
    } else {
        Kind::Public
    }
}

/// The IPv4 address that a packet to this one ends at, where a network translates.
///
/// Source: RFC 6052, 2.1 (64:ff9b::/96); RFC 3056, 2 (2002::/16); RFC 4291, 2.5.5.1 (::/96).
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let (high, low) = match segments {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0, 0, 0, 0, 0, 0, high, low] => (high, low),
        [0x2002, high, low, ..] => (high, low),
        _ => return None,
    };
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Some(Ipv4Addr::new(a, b, c, d))
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
    fn an_address_that_a_network_translates_counts_as_what_it_becomes() {
        for peer in ["64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "2002:c0a8:101::1", "::10.0.0.1", "::"] {
            assert!(!allows("198.51.100.7", peer), "{peer}");
        }
        for peer in ["64:ff9b:1::cb00:7105", "fec0::1", "feff::1"] {
            assert!(!allows("198.51.100.7", peer), "of one site: {peer}");
        }
        for peer in ["64:ff9b::cb00:7105", "2002:cb00:7105::1", "2a00:1450:4001::1"] {
            assert!(allows("198.51.100.7", peer), "{peer}");
        }
    }

    #[test]
    fn a_demonstration_on_one_machine_reaches_itself() {
        assert!(allows("127.0.0.1", "127.0.0.1"));
        assert!(allows("127.0.0.1", "192.168.1.20"));
    }
}
