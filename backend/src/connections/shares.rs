//! How many of the connections one network may have, so that nobody alone takes them all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// An IPv4 address, or the first 64 bits of an IPv6 address: what one subscriber has. Lives in memory only, as long as a connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Network([u8; 9]);

impl Network {
    /// `None` for this machine.
    fn of(address: IpAddr) -> Option<Self> {
        let address = address.to_canonical();
        if address.is_loopback() {
            return None;
        }
        Some(match address {
            IpAddr::V4(address) => {
                let [a, b, c, d] = address.octets();
                Self([4, a, b, c, d, 0, 0, 0, 0])
            }
            IpAddr::V6(address) => {
                let [a, b, c, d, e, f, g, h, ..] = address.octets();
                Self([6, a, b, c, d, e, f, g, h])
            }
        })
    }
}

/// The open connections of a listener, by network.
pub(super) struct Shares {
    each: Option<u32>,
    open: Mutex<HashMap<Network, u32>>,
}

/// One connection of a network; over when it is dropped.
pub(super) struct Share(Option<(Arc<Shares>, Network)>);

impl Shares {
    /// So many for `each` network; none: they are not told apart.
    pub(super) fn new(each: Option<u32>) -> Arc<Self> {
        Arc::new(Self { each, open: Mutex::default() })
    }

    /// One more for the network of this address; where they are `scarce`, unless it has all of its own. This machine has as many
    /// as it likes.
    pub(super) fn take(self: &Arc<Self>, address: IpAddr, scarce: bool) -> Option<Share> {
        let (Some(each), Some(network)) = (self.each, Network::of(address)) else {
            return Some(Share(None));
        };
        let mut open = self.open();
        let count = open.entry(network).or_default();
        if scarce && *count >= each {
            return None;
        }
        *count += 1;
        Some(Share(Some((Arc::clone(self), network))))
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Network, u32>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let Some((shares, network)) = self.0.take() else { return };
        let mut open = shares.open();
        if let Some(count) = open.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(shares: &Arc<Shares>, address: &str) -> Option<Share> {
        shares.take(address.parse().unwrap(), true)
    }

    #[test]
    fn one_network_has_its_share_of_the_connections_and_leaves_the_rest_to_others() {
        let shares = Shares::new(Some(2));
        let first = take(&shares, "192.0.2.7");
        let second = take(&shares, "::ffff:192.0.2.7");
        assert!(first.is_some() && second.is_some());
        assert!(take(&shares, "192.0.2.7").is_none());
        let neighbour = take(&shares, "192.0.2.8");
        assert!(neighbour.is_some());
        drop(first);
        let third = take(&shares, "192.0.2.7");
        assert!(third.is_some(), "the place is free again");
        assert!(take(&shares, "192.0.2.7").is_none());
        drop((second, third, neighbour));
        assert!(shares.open().is_empty(), "nobody is remembered without a connection");
    }

    #[test]
    fn where_there_is_room_a_hospital_behind_one_address_has_more_and_it_counts_later() {
        let shares = Shares::new(Some(1));
        let address = "192.0.2.7".parse().unwrap();
        let early = [shares.take(address, false), shares.take(address, false)];
        assert!(early.iter().all(Option::is_some));
        assert!(shares.take(address, true).is_none());
        drop(early);
        assert!(shares.take(address, true).is_some());
    }

    #[test]
    fn an_ipv6_network_is_what_a_subscriber_has() {
        let shares = Shares::new(Some(1));
        let _first = take(&shares, "2001:db8:1:2::1");
        assert!(take(&shares, "2001:db8:1:2:ffff::9").is_none());
        assert!(take(&shares, "2001:db8:1:3::1").is_some());
    }

    #[test]
    fn this_machine_and_what_comes_through_a_proxy_are_not_counted() {
        let shares = Shares::new(Some(1));
        let kept: Vec<_> = ["127.0.0.1", "127.0.0.1", "::1", "::1"].map(|it| take(&shares, it)).into();
        assert!(kept.iter().all(Option::is_some));
        let shares = Shares::new(None);
        let kept: Vec<_> = ["192.0.2.7", "192.0.2.7"].map(|it| take(&shares, it)).into();
        assert!(kept.iter().all(Option::is_some));
    }
}
