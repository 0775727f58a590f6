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
    /// An own address was found (any way to connect directly).
    pub direct: bool,
    /// A relay answered: a call is possible from behind any firewall that lets this through.
    pub relay: bool,
}

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
pub async fn test_network(room: RoomId) -> NetworkReport {
    let servers = rooms::ice_servers(room).await;
    let seen = Rc::new(Cell::new(NetworkReport::default()));
    let Ok(connection) =
        RtcPeerConnection::new_with_configuration(&peer::configuration(&servers, false, None))
    else {
        return seen.get();
    };
    let noted = Rc::clone(&seen);
    let listener =
        Closure::<dyn FnMut(RtcPeerConnectionIceEvent)>::new(move |event: RtcPeerConnectionIceEvent| {
            let line = event.candidate().map(|candidate| candidate.candidate()).unwrap_or_default();
            let mut report = noted.get();
            report.relay |= line.contains(" typ relay");
            report.direct |= line.contains(" typ host") || line.contains(" typ srflx");
            noted.set(report);
        });
    connection.set_onicecandidate(Some(listener.as_ref().unchecked_ref()));
    let probe = Probe { connection, _listener: listener };
    let _channel = probe.connection.create_data_channel("test");
    if let Ok(offer) = js::wait(probe.connection.create_offer()).await {
        let offer: RtcSessionDescriptionInit = offer.unchecked_into();
        let _ = js::wait(probe.connection.set_local_description(&offer)).await;
    }
    for _ in 0..40 {
        if seen.get().relay && seen.get().direct {
            break;
        }
        js::sleep(100).await;
    }
    seen.get()
}
