//! One peer connection of a page: the page wishes, this process connects, codes, protects and plays.
//!
//! Text messages are JSON. The page asks `{"id", "do", ..}` and gets `{"id", ..}` back; what happens meanwhile comes as
//! `{"event", ..}`. Binary messages are the data channel's, and the other side's pictures. The connection ends with the
//! socket.

mod sink;
mod wish;

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use heilsam_call::native::{Clock, Network, Peer, PeerEvent, PeerSetup, Statistics};
use heilsam_call::{Candidate, PeerState, Sdp, Tracks};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::picture::{self, DATA};
use crate::devices::Devices;
use sink::{Seen, Sink};
use wish::{Asked, Wish};

/// How long closing may take before it is left behind: until then it sends, and holds the loudspeaker.
const CLOSE_LIMIT: Duration = Duration::from_secs(2);

/// Serves one page's connection until its socket closes.
pub(super) async fn run(mut socket: WebSocket, devices: &Devices, network: Network, clock: &Clock) {
    let Some((first, setup)) = opening(&mut socket, network).await else { return };
    let voices = devices.loudspeaker.clone();
    let Ok(voice) = spawn_blocking(move || voices.voice()).await else { return };
    let (sink, seen) = Sink::new(voice);
    let opened = Peer::open(setup, &devices.sources(), sink.clone(), clock.clone()).await;
    let Ok((peer, events)) = opened else {
        let _ = say(&mut socket, &failed(first)).await;
        return;
    };
    if say(&mut socket, &json!({ "id": first })).await.is_some() {
        let _ = serve(&mut socket, &peer, events, seen, &sink).await;
    }
    let _ = timeout(CLOSE_LIMIT, peer.close()).await;
}

/// The first wish: to be opened.
async fn opening(socket: &mut WebSocket, network: Network) -> Option<(u32, PeerSetup)> {
    let Ok(Message::Text(text)) = socket.recv().await? else { return None };
    let asked: Asked = serde_json::from_str(&text).ok()?;
    let Wish::Open { servers, relay_only } = asked.wish else { return None };
    let mut numbers = [0; 8];
    getrandom::fill(&mut numbers).ok()?;
    let stream_numbers = {
        let [a, b, c, d, e, f, g, h] = numbers;
        [u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])]
    };
    let ice_servers = servers.into_iter().map(Into::into).collect();
    Some((asked.id, PeerSetup { network, ice_servers, relay_only, stream_numbers }))
}

/// `None`: the page is gone, or says what no page says.
///
/// A picture goes out when the one before is drawn: a page that has no time gets fewer of them, never a queue.
async fn serve(
    socket: &mut WebSocket,
    peer: &Peer,
    mut events: UnboundedReceiver<PeerEvent>,
    mut seen: Seen,
    sink: &Sink,
) -> Option<()> {
    let mut drawn = true;
    loop {
        tokio::select! {
            message = socket.recv() => match message?.ok()? {
                Message::Text(text) => {
                    let Asked { id, wish } = serde_json::from_str(&text).ok()?;
                    if matches!(wish, Wish::Drawn) {
                        drawn = true;
                        continue;
                    }
                    let answer = fulfil(peer, sink, wish).await;
                    say(socket, &answer.map_or_else(|| failed(id), |answer| with_id(answer, id))).await?;
                }
                Message::Binary(bytes) => drop(peer.send_data(&bytes).await),
                Message::Close(_) => return None,
                Message::Ping(_) | Message::Pong(_) => {}
            },
            event = events.recv() => tell(socket, event?).await?,
            changed = seen.changed(), if drawn => {
                changed.ok()?;
                let frame = seen.borrow_and_update().clone();
                if let Some(frame) = frame {
                    socket.send(picture::message(&frame)).await.ok()?;
                    drawn = false;
                }
            }
        }
    }
}

/// Does what the page wishes. `None`: it failed.
async fn fulfil(peer: &Peer, sink: &Sink, wish: Wish) -> Option<Value> {
    Some(match wish {
        // Once is enough; nothing to do.
        Wish::Open { .. } | Wish::Drawn => return None,
        Wish::Offer { restart } => json!({ "sdp": peer.create_offer(restart).await.ok()?.0 }),
        Wish::ApplyOffer { sdp } => json!({ "sdp": peer.apply_offer(Sdp(sdp)).await.ok()?.0 }),
        Wish::ApplyAnswer { sdp } => {
            peer.apply_answer(Sdp(sdp)).await.ok()?;
            json!({})
        }
        Wish::Candidate { candidate, mid, line } => {
            peer.add_candidate(Candidate { candidate, mid, line }).await;
            json!({})
        }
        Wish::Servers { servers } => {
            let servers: Vec<_> = servers.into_iter().map(Into::into).collect();
            peer.update_servers(&servers).await;
            json!({})
        }
        Wish::Enable { audio, video } => {
            peer.enable(Tracks { audio, video });
            json!({})
        }
        Wish::Statistics => {
            let Statistics { received, security } = peer.statistics().await;
            json!({
                "bytes": received.bytes,
                "packets": received.packets,
                "lost": received.lost,
                "frames": received.frames,
                "roundTrip": f64::from(received.rtt_ms) / 1000.0,
                "energy": sink.energy(),
                "srtp": security.as_ref().map(|security| security.srtp.as_str()),
                "dtls": security.as_ref().map(|security| security.dtls.as_str()),
            })
        }
    })
}

async fn tell(socket: &mut WebSocket, event: PeerEvent) -> Option<()> {
    let value = match event {
        PeerEvent::Candidate(found) => {
            json!({ "event": "candidate", "candidate": found.candidate, "mid": found.mid, "line": found.line })
        }
        PeerEvent::State(state) => json!({ "event": "state", "state": state_name(state) }),
        PeerEvent::DataOpened => json!({ "event": "data-opened" }),
        PeerEvent::Data(bytes) => {
            let message = [&[DATA], bytes.as_slice()].concat();
            return socket.send(Message::Binary(message.into())).await.ok();
        }
    };
    say(socket, &value).await
}

async fn say(socket: &mut WebSocket, value: &Value) -> Option<()> {
    socket.send(Message::text(value.to_string())).await.ok()
}

fn failed(id: u32) -> Value {
    json!({ "id": id, "failed": true })
}

fn with_id(mut answer: Value, id: u32) -> Value {
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("id".to_owned(), id.into());
    }
    answer
}

/// As `RTCPeerConnection.connectionState` says it.
const fn state_name(state: PeerState) -> &'static str {
    match state {
        PeerState::Connecting => "connecting",
        PeerState::Connected => "connected",
        PeerState::Disconnected => "disconnected",
        PeerState::Failed => "failed",
    }
}
