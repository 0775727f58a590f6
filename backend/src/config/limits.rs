//! Limits that protect the server and the accounts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Section `limits`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Requests of one network (IPv4 /24, IPv6 /48) per minute.
    pub requests_per_minute: u32,
    /// Steps of registration, login and recovery of one network per minute.
    pub logins_per_minute: u32,
    /// Doctors of one network who register without a code per hour.
    pub doctor_registrations_per_hour: u32,
    /// Nameplates looked up by one network per minute.
    pub lookups_per_minute: u32,
    /// Signalling sockets opened by one network per minute.
    pub sockets_per_minute: u32,
    /// Requests worked on at the same time; more are answered with 503.
    pub requests_at_once: u32,
    /// Seconds after which a request is given up.
    pub request_seconds: u32,
    /// Connections of a listener open at the same time, signalling sockets not counted; more wait. Once half of them are taken, one IPv4 address or IPv6 /64 may have a quarter, and 64 in any case; what it opens beyond that is closed at once. This does not count for this machine, nor with `server.proxy`, where all come from the address of the proxy. Let the system allow twice as many open files, and one more for each signalling socket: of these there are at most 15,000. The server raises its soft limit of open files to the hard one (systemd: `LimitNOFILE`), and says in its log what it is.
    pub connections_at_once: u32,
    /// Seconds for the head of a request, for which a connection without one stays open, and for which nothing of an answer may be taken. A proxy must keep its unused connections shorter than this, or it may meet a closed one: nginx keeps them 60; Caddy (120) and Traefik (90) keep them longer, so raise this above theirs or lower theirs.
    pub head_seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_per_minute: 3_000,
            logins_per_minute: 60,
            doctor_registrations_per_hour: 6,
            lookups_per_minute: 20,
            sockets_per_minute: 120,
            requests_at_once: 1_024,
            request_seconds: 30,
            connections_at_once: 1_024,
            head_seconds: 75,
        }
    }
}
