//! The network test: do STUN and TURN answer from here?

use std::cell::Cell;
use std::rc::Rc;

use heilsam_domain::RoomId;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{RtcPeerConnection, RtcPeerConnectionIceEvent, RtcSessionDescriptionInit};

use super::{js, peer, rooms};

/// What the network lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NetworkReport {
    /// The server answered over UDP: media can leave this network directly.
    pub direct: bool,
    /// A relay answered: a call is possible from behind any firewall that lets this through.
    pub relay: bool,
}

/// How candidates say where they come from: this device, what a server saw of it, a relay.
///
/// Source: RFC 8839, section 5.1.
const KINDS: [&str; 3] = [" typ host", " typ srflx", " typ relay"];

/// A connection to nobody. Who leaves the page before the test is over ends it: nothing may call what is gone.
struct Probe {
    connection: RtcPeerConnection,
    _listener: Closure<dyn FnMut(RtcPeerConnectionIceEvent)>,
}

impl Drop for Probe {
    fn drop(&mut self) {
        self.connection.set_onicecandidate(None);
        self.connection.close();
    }
}

/// Gathers addresses for at most four seconds. Nothing about them is kept but whether there were any.
///
/// A server that is asked and never answers keeps the gathering going. Where it ended, it has answered, also if what it saw is
/// the address of the device itself and no candidate of its own.
pub async fn test_network(room: RoomId) -> NetworkReport {
    let servers = rooms::ice_servers(room).await;
    let Ok(connection) =
        RtcPeerConnection::new_with_configuration(&peer::configuration(&servers, false, None))
    else {
        return NetworkReport::default();
    };
    let seen = Rc::new(Cell::new([false; 3]));
    let noted = Rc::clone(&seen);
    let listener =
        Closure::<dyn FnMut(RtcPeerConnectionIceEvent)>::new(move |event: RtcPeerConnectionIceEvent| {
            let line = event.candidate().map(|candidate| candidate.candidate()).unwrap_or_default();
            let [host, reflexive, relay] = noted.get();
            let [is_host, is_reflexive, is_relay] = KINDS.map(|kind| line.contains(kind));
            noted.set([host || is_host, reflexive || is_reflexive, relay || is_relay]);
        });
    connection.set_onicecandidate(Some(listener.as_ref().unchecked_ref()));
    let probe = Probe { connection, _listener: listener };
    let _channel = probe.connection.create_data_channel("test");
    if let Ok(offer) = js::wait(probe.connection.create_offer()).await {
        let offer: RtcSessionDescriptionInit = offer.unchecked_into();
        let _ = js::wait(probe.connection.set_local_description(&offer)).await;
    }
    let state = || js::text(&probe.connection, "iceGatheringState");
    for _ in 0..40 {
        let [.., relay] = seen.get();
        if relay || state() == "complete" {
            break;
        }
        js::sleep(100).await;
    }
    let [host, reflexive, relay] = seen.get();
    // The desktop window does not tell its state: there an address of the device has to do.
    NetworkReport { direct: reflexive || (host && state() != "gathering"), relay }
}
