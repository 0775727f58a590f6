//! Whether the relays do their work: the server looks every minute, as a participant would, and remembers the last time only.
//!
//! A relay over UDP has to make an allocation for a credential of this server. Of one over TCP only the connection is tried: it
//! is the same program behind another door, and its certificate is looked at by browsers.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use heilsam_domain::RoomId;
use heilsam_protocol::status::{PartState, PartStatus};
use jiff::{SignedDuration, Timestamp};
use tokio::net::{TcpStream, UdpSocket, lookup_host};
use tokio::time::timeout;
use turn::client::{Client, ClientConfig};
use webrtc_util::Conn;

use super::credential;
use crate::AppState;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(60);
/// How long a relay may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long a look counts.
const COUNTS: SignedDuration = SignedDuration::from_mins(5);
/// Relays that are looked at.
const MOST: usize = 8;
/// The credential of a look belongs to no room.
const NO_ROOM: RoomId = RoomId::from_bytes([0; 16]);

/// Where a relay listens: name or address, and port.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Door {
    /// TURN over UDP.
    Udp(String),
    /// TURN over TCP, with TLS or without.
    Tcp(String),
}

/// What was found at one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    at: Timestamp,
    reached: usize,
}

/// The relays, and how they were when somebody looked last.
pub struct Relays {
    doors: Vec<Door>,
    last: Mutex<Option<Look>>,
}

impl Door {
    /// What an address of a browser's list names. A relay over DTLS cannot be looked at from here.
    ///
    /// Source: RFC 7065, section 3.
    fn of_url(url: &str) -> Option<Self> {
        let url = url.to_ascii_lowercase();
        let (scheme, rest) = url.split_once(':')?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let usual = match scheme {
            "turn" => 3478,
            "turns" => 5349,
            _ => return None,
        };
        let has_port = place
            .rsplit_once(':')
            .is_some_and(|(_, port)| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
        let place = if has_port { place.to_owned() } else { format!("{place}:{usual}") };
        match (scheme, query) {
            ("turns", "transport=udp") => None,
            ("turns", _) | (_, "transport=tcp") => Some(Self::Tcp(place)),
            _ => Some(Self::Udp(place)),
        }
    }

    async fn answers(&self, secret: &[u8], now: Timestamp) -> bool {
        match self {
            Self::Udp(place) => allocates(place, secret, now).await,
            Self::Tcp(place) => matches!(timeout(PATIENCE, TcpStream::connect(place)).await, Ok(Ok(_))),
        }
    }
}

impl Relays {
    /// The relays that participants are told of, except that the embedded one is looked at where it listens.
    #[must_use]
    pub fn new(urls: &[String], embedded: Option<std::net::SocketAddr>) -> Self {
        let doors = match embedded {
            Some(address) => vec![Door::Udp(address.to_string())],
            None => urls.iter().filter_map(|url| Door::of_url(url)).take(MOST).collect(),
        };
        Self { doors, last: Mutex::default() }
    }

    /// How they are, as people are told.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> PartStatus {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let state = match last {
            _ if self.doors.is_empty() => PartState::Absent,
            Some(look) if now.duration_since(look.at) > COUNTS => PartState::Unknown,
            Some(look) if look.reached == self.doors.len() => PartState::Runs,
            Some(_) => PartState::Disturbed,
            None => PartState::Unknown,
        };
        PartStatus { state, looked_at: last.map(|look| look.at) }
    }

    /// The counts as Prometheus text; empty before the first look.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Look { at, reached }) = last {
            let numbers = [
                ("heilsam_relays", i64::try_from(self.doors.len()).unwrap_or_default()),
                ("heilsam_relays_reached", i64::try_from(reached).unwrap_or_default()),
                ("heilsam_relays_looked_at_seconds", at.as_second()),
            ];
            for (name, number) in numbers {
                let _ = writeln!(text, "# TYPE {name} gauge\n{name} {number}");
            }
        }
        text
    }

    /// Notes a look; says whether it is another finding than before.
    fn note(&self, look: Look) -> bool {
        let before = self.last.lock().unwrap_or_else(PoisonError::into_inner).replace(look);
        before.map(|before| before.reached) != Some(look.reached)
    }
}

/// Looks at all relays now.
pub async fn look(state: &AppState) {
    let own = &state.consultations;
    let mut reached = 0;
    for door in &own.relays.doors {
        if door.answers(&own.ice.turn_secret, state.clock.now()).await {
            reached += 1;
        }
    }
    let relays = own.relays.doors.len();
    if relays > 0 && own.relays.note(Look { at: state.clock.now(), reached }) {
        if reached < relays {
            tracing::warn!(relays, reached, "not every relay of consultations works");
        } else {
            tracing::info!(relays, "the relays of consultations work");
        }
    }
}

/// Looks for as long as the server runs.
pub(crate) async fn look_often(state: AppState) {
    loop {
        look(&state).await;
        tokio::time::sleep(EVERY).await;
    }
}

/// Whether a relay makes an allocation; it is given back at once.
async fn allocates(place: &str, secret: &[u8], now: Timestamp) -> bool {
    let Ok(Ok(mut found)) = timeout(PATIENCE, lookup_host(place)).await else { return false };
    let Some(relay) = found.next() else { return false };
    let any: IpAddr =
        if relay.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
    let Ok(socket) = UdpSocket::bind((any, 0)).await else { return false };
    let conn: Arc<dyn Conn + Send + Sync> = Arc::new(socket);
    let issued = credential::issue(secret, NO_ROOM, now);
    let config = ClientConfig {
        stun_serv_addr: relay.to_string(),
        turn_serv_addr: relay.to_string(),
        username: issued.username,
        password: issued.password,
        realm: String::new(),
        software: String::new(),
        rto_in_ms: 0,
        conn,
        vnet: None,
    };
    let Ok(client) = Client::new(config).await else { return false };
    let made =
        client.listen().await.is_ok() && matches!(timeout(PATIENCE, allocate_once(&client)).await, Ok(true));
    // Also after a silence: what listens for an answer holds the socket until it is told.
    let _ = client.close().await;
    made
}

async fn allocate_once(client: &Client) -> bool {
    match client.allocate().await {
        Ok(relayed) => {
            // A relay that was not given back ends by itself.
            let _ = relayed.close().await;
            true
        }
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relays(urls: &[&str]) -> Relays {
        let urls: Vec<String> = urls.iter().map(|url| (*url).to_owned()).collect();
        Relays::new(&urls, None)
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let urls = [
            "stun:turn.example:3478",
            "turn:turn.example",
            "turn:turn.example:3478?transport=udp",
            "turn:turn.example:80?transport=tcp",
            "turns:turn.example",
            "turns:turn.example:443?transport=udp",
            "turn:[2001:db8::1]",
        ];
        let expected = [
            Door::Udp("turn.example:3478".to_owned()),
            Door::Udp("turn.example:3478".to_owned()),
            Door::Tcp("turn.example:80".to_owned()),
            Door::Tcp("turn.example:5349".to_owned()),
            Door::Udp("[2001:db8::1]:3478".to_owned()),
        ];
        assert_eq!(relays(&urls).doors, expected);
    }

    #[test]
    fn one_relay_of_two_that_is_silent_is_a_disturbance_and_an_old_look_is_none() {
        let two = relays(&["turn:turn.example", "turns:turn.example:443"]);
        assert_eq!(two.status(at(0)).state, PartState::Unknown);
        assert_eq!(two.render(), "");
        assert!(two.note(Look { at: at(1), reached: 2 }));
        assert_eq!(two.status(at(2)), PartStatus { state: PartState::Runs, looked_at: Some(at(1)) });
        assert!(!two.note(Look { at: at(2), reached: 2 }), "nothing new");
        assert!(two.note(Look { at: at(3), reached: 1 }));
        assert_eq!(two.status(at(8)).state, PartState::Disturbed);
        assert!(two.render().contains("\nheilsam_relays_reached 1\n"), "{}", two.render());
        assert_eq!(two.status(at(9)).state, PartState::Unknown);
    }

    #[test]
    fn an_installation_without_relays_says_so() {
        assert_eq!(relays(&[]).status(at(0)), PartStatus { state: PartState::Absent, looked_at: None });
    }
}
