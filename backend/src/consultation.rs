//! Consultations: planning, nameplates, signalling between two seats, STUN and TURN.
//!
//! The server knows times and states. Names, addresses and everything said stay between the participants.

pub mod admission;
pub mod arrivals;
pub mod bus;
pub mod credential;
pub mod entries;
pub mod holders;
pub mod hub;
mod ice;
pub mod known;
pub mod line;
pub mod listening;
pub mod nameplate;
pub mod nonces;
mod numbering;
pub mod pairs;
pub mod peer;
pub(crate) mod plan;
pub mod relays;
mod rooms;
mod routes;
mod seating;
mod signalling;
pub mod turn;
mod waiting;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use heilsam_domain::{CredentialId, RoomId};
use heilsam_protocol::signal::RefusedReason;
use heilsam_protocol::status::{PartState, PartStatus};
use jiff::Timestamp;
use tokio::sync::{broadcast, watch};

use self::arrivals::Arrivals;
use self::bus::{Notice, PairsOf};
use self::entries::Entries;
use self::hub::Hub;
use self::known::Known;
use self::line::Trials;
use self::nameplate::MadeUpRooms;
use self::pairs::Pairs;
use self::relays::Relays;
use self::turn::TurnServer;
use crate::account::secrets::derive_key;
use crate::clock::Clock;
use crate::config::Config;
use crate::keys::Keys;

pub(crate) use self::numbering::give_what_is_free;
pub(crate) use self::rooms::close_what_ended;
pub use self::routes::ROUTES;

/// Devices taken back that a socket has not heard of; one that falls further behind asks the database.
const TAKEN_BACK: usize = 16;

/// Where participants find STUN and TURN.
#[derive(Clone, Default)]
pub struct IceOptions {
    /// `stun:` addresses, as browsers take them.
    pub stun_urls: Vec<String>,
    /// `turn:` and `turns:` addresses; empty if there is no relay.
    pub turn_urls: Vec<String>,
    /// Shared with the TURN server (`static-auth-secret` of coturn).
    pub turn_secret: Vec<u8>,
}

/// What consultations keep in memory.
pub struct Consultations {
    hub: Hub,
    arrivals: Arrivals,
    entries: Entries,
    known: Known,
    pairs: Pairs,
    made_up: MadeUpRooms,
    trials: Trials,
    relays: Relays,
    ice: IceOptions,
    /// Credentials for rooms that do not exist are made with this and open nothing.
    decoy_secret: [u8; 32],
    sockets: Arc<AtomicUsize>,
    /// Devices that count for their practice no more; every doctor's socket listens to it.
    taken_back: broadcast::Sender<CredentialId>,
    /// Whether the server ends; every signalling socket listens to it for as long as it is open.
    ending: watch::Sender<bool>,
    turn: Option<TurnServer>,
}

/// The embedded TURN server cannot listen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "UDP port {port} cannot be used for TURN ({reason}): choose another with video.turn_port, or switch it off with video.turn_embedded = false"
)]
pub struct TurnPortTaken {
    port: u16,
    reason: String,
}

impl Consultations {
    /// Closes the doctors' sockets that a device opened at this server; the others notice with their next ping.
    pub(crate) fn send_away(&self, device: CredentialId) {
        // Nobody listens: nobody has a socket.
        let _ = self.taken_back.send(device);
    }

    /// Puts the parts together; `master` is a secret of the key file.
    #[must_use]
    pub fn new(master: &[u8; 32], ice: IceOptions) -> Self {
        Self {
            hub: Hub::default(),
            arrivals: Arrivals::default(),
            entries: Entries::default(),
            known: Known::default(),
            pairs: Pairs::default(),
            made_up: MadeUpRooms::new(&derive_key(master, "heilsam/server/made-up-rooms")),
            trials: Trials::default(),
            relays: Relays::new(&ice.turn_urls, None),
            ice,
            decoy_secret: *derive_key(master, "heilsam/server/turn-decoy"),
            sockets: Arc::default(),
            taken_back: broadcast::Sender::new(TAKEN_BACK),
            ending: watch::Sender::new(false),
            turn: None,
        }
    }

    /// As the configuration says; starts the embedded TURN server if it is wanted.
    ///
    /// # Errors
    /// [`TurnPortTaken`] says what to change.
    pub async fn from_config(
        config: &Config,
        keys: &Keys,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, TurnPortTaken> {
        let turn = turn::start_configured(config, keys, clock).await.map_err(|cause| TurnPortTaken {
            port: config.video.turn_port,
            reason: cause.kind().to_string(),
        })?;
        let ice = match &turn {
            Some(turn) => IceOptions::embedded(turn::public_address(config), turn.port(), turn_secret(keys)),
            None => IceOptions::external(&config.video.turn_urls, config.video.turn_secret.as_deref()),
        };
        let relays = Relays::new(&ice.turn_urls, turn.as_ref().map(TurnServer::listens_at));
        Ok(Self { turn, relays, ..Self::new(&keys.secret("consultations"), ice) })
    }

    /// The server ends: everybody is told to go on elsewhere, where the seats are kept. Resolves when all sockets are closed,
    /// or never, if one does not close.
    pub async fn close_sockets(&self) {
        self.ending.send_replace(true);
        self.ending.closed().await;
    }

    /// Ends the embedded TURN server, if one runs.
    pub async fn close(&self) {
        if let Some(turn) = &self.turn {
            turn.close().await;
        }
    }

    /// Forgets seats whose owners did not come back, and rooms whose time is over; to be called now and then.
    pub fn forget_gone(&self, now: Timestamp) {
        self.close_all(self.pairs.over(now));
        self.hub.forget_gone(now);
        self.arrivals.forget_over(now, |room| self.hub.has_guest(room));
        self.known.forget_over(now);
    }

    /// A consultation is over, at every server: for everybody in it, and for its guests among themselves.
    fn end(&self, room: RoomId) {
        self.hub.publish(|| Notice::Ended { room });
        self.end_here(room);
    }

    /// The same at this server.
    fn end_here(&self, room: RoomId) {
        self.hub.close(room, RefusedReason::Ended);
        self.close_all(self.pairs.end(room));
    }

    /// Tells other servers who sits here, and which rooms guests meet in.
    fn publish_all(&self, now: Timestamp) {
        self.hub.publish_seats(now);
        for pairs in self.pairs.all(now) {
            self.hub.publish(|| Notice::Pairs(pairs));
        }
    }

    /// A doctor has said at another server in which rooms the guests meet.
    fn pairs_elsewhere(&self, said: &PairsOf, now: Timestamp) {
        self.close_all(self.pairs.take_over(said, now));
    }

    fn close_all(&self, rooms: Vec<RoomId>) {
        for room in rooms {
            self.hub.close(room, RefusedReason::Ended);
        }
    }

    /// UDP port of the embedded TURN server, if one runs.
    #[must_use]
    pub fn turn_port(&self) -> Option<u16> {
        self.turn.as_ref().map(TurnServer::port)
    }

    /// The relays, and how they were when somebody looked last.
    #[must_use]
    pub const fn relays(&self) -> &Relays {
        &self.relays
    }

    /// Whether everybody finds a seat: not while the other servers are not heard, or all sockets are taken.
    #[must_use]
    pub fn signalling_status(&self, now: Timestamp) -> PartStatus {
        let alone = self.others().is_some_and(|others| !others.connected.load(Ordering::Relaxed));
        let full = self.sockets.load(Ordering::Relaxed) >= signalling::MAX_SOCKETS;
        let state = if alone || full { PartState::Disturbed } else { PartState::Runs };
        PartStatus { state, looked_at: Some(now) }
    }

    /// What is known about other servers on the same database; `None` if there can be none.
    #[must_use]
    pub fn others(&self) -> Option<&bus::Counts> {
        self.hub.others()
    }

    /// Signalling sockets that are open.
    #[must_use]
    pub fn sockets(&self) -> usize {
        self.sockets.load(Ordering::Relaxed)
    }

    /// Rooms in which a seat is taken or kept, for the metrics.
    #[must_use]
    pub fn rooms(&self) -> usize {
        self.hub.count()
    }
}

impl IceOptions {
    /// The TURN server of this process; it answers STUN, too.
    #[must_use]
    pub fn embedded(address: IpAddr, port: u16, secret: Vec<u8>) -> Self {
        let host = SocketAddr::new(address, port);
        Self {
            stun_urls: vec![format!("stun:{host}")],
            turn_urls: vec![format!("turn:{host}?transport=udp")],
            turn_secret: secret,
        }
    }

    /// Somebody else's TURN servers, such as coturn; plain `turn:` addresses answer STUN, too.
    #[must_use]
    pub fn external(urls: &[String], secret: Option<&str>) -> Self {
        let stun = urls.iter().filter_map(|url| url.strip_prefix("turn:"));
        let stun = stun.map(|rest| format!("stun:{}", rest.split('?').next().unwrap_or(rest)));
        Self {
            stun_urls: stun.collect(),
            turn_urls: urls.to_vec(),
            turn_secret: secret.unwrap_or_default().as_bytes().to_vec(),
        }
    }
}

/// The secret of the embedded TURN server.
#[must_use]
pub fn turn_secret(keys: &Keys) -> Vec<u8> {
    data_encoding::HEXLOWER.encode(&keys.secret("turn")).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_server_is_named_for_stun_and_turn() {
        let ice = IceOptions::embedded([127, 0, 0, 1].into(), 3478, vec![]);
        assert_eq!(ice.stun_urls, ["stun:127.0.0.1:3478"]);
        assert_eq!(ice.turn_urls, ["turn:127.0.0.1:3478?transport=udp"]);
    }

    #[test]
    fn another_server_is_named_as_configured() {
        let urls = ["turn:turn.example:3478?transport=udp".to_owned(), "turns:turn.example:443".to_owned()];
        let ice = IceOptions::external(&urls, Some("secret"));
        assert_eq!(ice.stun_urls, ["stun:turn.example:3478"]);
        assert_eq!(ice.turn_urls, urls);
    }
}
