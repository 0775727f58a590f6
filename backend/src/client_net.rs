//! The network a request comes from, truncated: enough to limit guessing, too little to name a household.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

use crate::config::Proxy;

/// The first 24 bits of an IPv4 address or the first 48 of an IPv6 address. Lives in memory only and is never logged.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientNet([u8; 7]);

impl ClientNet {
    /// Truncates an address.
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                Self([4, a, b, c, 0, 0, 0])
            }
            IpAddr::V6(address) => {
                let [a, b, c, d, e, f, ..] = address.octets();
                Self([6, a, b, c, d, e, f])
            }
        }
    }

    /// The network of a request, as the socket or the trusted proxy says.
    #[must_use]
    pub fn of_request(headers: &HeaderMap, extensions: &Extensions, proxy: Proxy) -> Self {
        let forwarded = match proxy {
            Proxy::None => None,
            Proxy::ForwardedFor => headers
                .get_all("x-forwarded-for")
                .iter()
                .next_back()
                .and_then(|value| value.to_str().ok())
                .and_then(|value| value.rsplit(',').next())
                .and_then(|last| last.trim().parse::<IpAddr>().ok()),
        };
        let socket = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        forwarded.or(socket).map_or(Self([0; 7]), Self::of)
    }
}

impl std::fmt::Debug for ClientNet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientNet(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_look_alike_and_strangers_do_not() {
        let net = |text: &str| ClientNet::of(text.parse().unwrap());
        assert_eq!(net("192.0.2.7"), net("192.0.2.200"));
        assert_eq!(net("::ffff:192.0.2.7"), net("192.0.2.200"));
        assert_ne!(net("192.0.2.7"), net("192.0.3.7"));
        assert_eq!(net("2001:db8:1:2::1"), net("2001:db8:1:ffff::9"));
        assert_ne!(net("2001:db8:1::1"), net("2001:db8:2::1"));
    }

    #[test]
    fn a_forwarded_address_counts_only_behind_a_trusted_proxy() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.9, 198.51.100.4".parse().unwrap());
        let extensions = Extensions::new();
        let seen = ClientNet::of_request(&headers, &extensions, Proxy::ForwardedFor);
        assert_eq!(seen, ClientNet::of("198.51.100.4".parse().unwrap()));
        assert_eq!(ClientNet::of_request(&headers, &extensions, Proxy::None), ClientNet([0; 7]));
    }

    #[test]
    fn the_debug_form_shows_no_address() {
        assert_eq!(format!("{:?}", ClientNet::of("192.0.2.7".parse().unwrap())), "ClientNet(..)");
    }
}
