//! The signalling socket: reads frames, asks the hub, writes orders. Small in memory, bounded in everything.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code};
use axum::http::HeaderMap;
use axum::response::Response;
use heilsam_domain::{CredentialId, Role, RoomId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::limit::SIGNAL_FRAME_BYTES;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat, ToServer};
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::hub::{Order, Place, Seated};
use super::seating::{self, Wish};
use crate::account::authorise;
use crate::extract::Path;
use crate::serve::wait;
use crate::{ApiError, AppState, Caller};

/// Time for the first frame.
const JOIN_TIMEOUT: Duration = Duration::from_secs(10);
/// Time for a frame to leave; who does not read for so long is gone.
const SEND_TIMEOUT: Duration = Duration::from_secs(10);
/// For so long frames are still read, and dropped, after the last word: a connection that is closed with frames unread is reset,
/// and the word is lost.
const LINGER: Duration = Duration::from_secs(2);
/// Between two pings.
const PING_EVERY: Duration = Duration::from_secs(25);
/// Without any sign of life.
const SILENCE: Duration = Duration::from_secs(60);
/// Signalling sockets of one server; about 10 KiB each.
pub(super) const MAX_SOCKETS: usize = 15_000;
/// Frames that one participant may send in one second.
const FRAMES_PER_SECOND: u32 = 60;
/// Bytes of the largest control message.
const CONTROL_BYTES: usize = 512;
/// Bytes read at once; every waiting socket keeps room for so many.
const READ_BUFFER: usize = 2 * 1024;

/// Why the conversation with a participant ends.
enum End {
    /// The socket is gone.
    Gone,
    /// The participant said so.
    Left,
    /// The server closes it and says why.
    Refused(RefusedReason),
    /// Another socket has the seat, or the room is closed; this has been said already.
    Dismissed,
    /// The server ends; the participant goes on at another one, or at the next.
    ServerEnds,
}

/// `GET` with WebSocket upgrade.
pub async fn connect(
    State(state): State<AppState>,
    Path(room): Path<RoomId>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    let upgrade = own_upgrade(&state, &headers, upgrade)?;
    let caller = authorise::optional_caller(&state, &headers).await?;
    let counted =
        Counted::new(&state.consultations.sockets).ok_or(ApiError::from(ProblemCode::Unavailable))?;
    let upgrade = upgrade
        .max_message_size(SIGNAL_FRAME_BYTES)
        .max_frame_size(SIGNAL_FRAME_BYTES)
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(4 * SIGNAL_FRAME_BYTES);
    Ok(upgrade.on_upgrade(move |socket| async move {
        serve(state, room, caller, socket).await;
        drop(counted);
    }))
}

/// The upgrade, if the request asks for one and no page of another site sent it.
pub(super) fn own_upgrade(
    state: &AppState,
    headers: &HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<WebSocketUpgrade, ApiError> {
    let upgrade =
        upgrade.map_err(|_| ApiError::with_detail(ProblemCode::BadRequest, "expected a WebSocket"))?;
    authorise::check_origin(state, headers)?;
    Ok(upgrade)
}

async fn serve(state: AppState, room: RoomId, caller: Option<Caller>, mut socket: WebSocket) {
    // Held until the socket is closed: the end of the server waits for it.
    let ending = state.consultations.ending.subscribe();
    let mut ends = pin!(wait(ending.clone()));
    // Boxed: the memory for admission is given back before the long wait begins.
    let end = match Box::pin(enter(&state, room, caller, &mut socket, ends.as_mut())).await {
        Ok(mut seated) => {
            let end = converse(&state, &mut seated, &mut socket, caller, ends).await;
            match end {
                // Who is refused is told so and gives the key up: the next try comes with another one and must find the seat free.
                End::Left | End::Refused(_) => state.consultations.hub.leave(seated.place),
                End::Gone | End::Dismissed | End::ServerEnds => {
                    state.consultations.hub.disconnect(seated.place, state.clock.now());
                }
            }
            end
        }
        Err(end) => end,
    };
    if let End::Refused(reason) = end {
        let told = say(&mut socket, &FromServer::Refused { reason }).await;
        tracing::debug!(?reason, told = told.is_ok(), "signalling socket refused");
    }
    let away = CloseFrame { code: close_code::AWAY, reason: Utf8Bytes::from_static("") };
    let close = Message::Close(matches!(end, End::ServerEnds).then_some(away));
    // The other side may be gone already: then there is nothing left to close.
    if let Ok(Ok(())) = timeout(SEND_TIMEOUT, socket.send(close)).await {
        let all_read = async { while let Some(Ok(_)) = socket.recv().await {} };
        drop(timeout(LINGER, all_read).await);
    }
}

/// Reads the first frame and takes the seat.
async fn enter(
    state: &AppState,
    room: RoomId,
    caller: Option<Caller>,
    socket: &mut WebSocket,
    ends: Pin<&mut impl Future<Output = ()>>,
) -> Result<Seated, End> {
    let first = tokio::select! {
        first = timeout(JOIN_TIMEOUT, socket.recv()) => first,
        () = ends => return Err(End::ServerEnds),
    };
    let (seat, key) = match first {
        Ok(Some(Ok(Message::Text(text)))) => {
            read_join(text.as_str()).ok_or(End::Refused(RefusedReason::BadFrame))?
        }
        Ok(Some(Ok(_))) | Err(_) => return Err(End::Refused(RefusedReason::BadFrame)),
        Ok(Some(Err(_)) | None) => return Err(End::Gone),
    };
    let wish = Wish { room, seat, key, caller };
    let seated = seating::take(state, wish).await.map_err(End::Refused)?;
    match say(socket, &FromServer::Joined { peer_present: seated.peer_present }).await {
        Ok(()) => Ok(seated),
        Err(end) => {
            state.consultations.hub.disconnect(seated.place, state.clock.now());
            Err(end)
        }
    }
}

async fn converse(
    state: &AppState,
    seated: &mut Seated,
    socket: &mut WebSocket,
    caller: Option<Caller>,
    mut ends: Pin<&mut impl Future<Output = ()>>,
) -> End {
    let doctor = caller.filter(|caller| caller.role == Role::Doctor);
    let mut device = doctor.map(|doctor| Device::of(state, doctor));
    let mut pings = interval_at(Instant::now() + PING_EVERY, PING_EVERY);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut pace = Pace { since: Instant::now(), frames: 0 };
    let mut heard = Instant::now();
    loop {
        let step = tokio::select! {
            order = seated.orders.recv() => match order {
                Some(Order::Say(FromServer::Refused { reason })) => {
                    let refused = FromServer::Refused { reason };
                    say(socket, &refused).await.and(Err(End::Dismissed))
                }
                Some(Order::Say(message)) => say(socket, &message).await,
                Some(Order::Relay(bytes)) => send(socket, Message::Binary(bytes)).await,
                None => Err(End::Dismissed),
            },
            frame = socket.recv() => {
                heard = Instant::now();
                match frame {
                    Some(Ok(frame)) if pace.allows(heard) => take(state, seated.place, frame),
                    Some(Ok(_)) => Err(End::Refused(RefusedReason::TooMany)),
                    Some(Err(_)) | None => Err(End::Gone),
                }
            }
            () = &mut ends => Err(End::ServerEnds),
            () = doubt(device.as_mut()) => still_released(state, device.as_ref()).await,
            _ = pings.tick() => {
                if heard.elapsed() > SILENCE {
                    Err(End::Gone)
                } else {
                    let pinged = send(socket, Message::Ping(axum::body::Bytes::new())).await;
                    // Another server may have taken the release back.
                    pinged.and(still_released(state, device.as_ref()).await)
                }
            }
        };
        if let Err(end) = step {
            return end;
        }
    }
}

/// One frame from the participant.
fn take(state: &AppState, place: Place, frame: Message) -> Result<(), End> {
    match frame {
        Message::Binary(bytes) => {
            state.consultations.hub.relay(place, bytes, state.clock.now());
            Ok(())
        }
        Message::Text(text) if read_control(text.as_str()) == Some(ToServer::Leave) => Err(End::Left),
        Message::Text(_) => Err(End::Refused(RefusedReason::BadFrame)),
        Message::Ping(_) | Message::Pong(_) => Ok(()),
        Message::Close(_) => Err(End::Gone),
    }
}

fn read_join(text: &str) -> Option<(Seat, [u8; 16])> {
    match read_control(text)? {
        ToServer::Join { seat, seat_key } => Some((seat, seat_key.to_array()?)),
        ToServer::Leave => None,
    }
}

fn read_control(text: &str) -> Option<ToServer> {
    (text.len() <= CONTROL_BYTES).then(|| serde_json::from_str(text).ok()).flatten()
}

async fn say(socket: &mut WebSocket, message: &FromServer) -> Result<(), End> {
    let text = serde_json::to_string(message).map_err(|_| End::Gone)?;
    send(socket, Message::Text(text.into())).await
}

async fn send(socket: &mut WebSocket, message: Message) -> Result<(), End> {
    match timeout(SEND_TIMEOUT, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}

/// At which device a doctor sits. Nobody else has a seat that a practice could take back.
struct Device {
    caller: Caller,
    taken_back: broadcast::Receiver<CredentialId>,
}

impl Device {
    fn of(state: &AppState, caller: Caller) -> Self {
        Self { caller, taken_back: state.consultations.taken_back.subscribe() }
    }
}

/// Waits until there is a reason to ask whether a device still counts; for ever where no doctor sits.
async fn doubt(device: Option<&mut Device>) {
    let Some(device) = device else { return std::future::pending().await };
    loop {
        match device.taken_back.recv().await {
            Ok(other) if Some(other) != device.caller.credential_id => {}
            Ok(_) | Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => return std::future::pending().await,
        }
    }
}

/// Whose device is taken back loses the seat. A database that does not answer ends no call.
async fn still_released(state: &AppState, device: Option<&Device>) -> Result<(), End> {
    let Some(Device { caller, .. }) = device else { return Ok(()) };
    match state.store.is_released(caller.account_id, caller.credential_id).await {
        Ok(false) => Err(End::Refused(RefusedReason::NotAllowed)),
        Ok(true) | Err(_) => Ok(()),
    }
}

/// One of the sockets that are open.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(open: &Arc<AtomicUsize>) -> Option<Self> {
        if open.fetch_add(1, Ordering::Relaxed) >= MAX_SOCKETS {
            open.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        Some(Self(Arc::clone(open)))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Counts frames per second.
struct Pace {
    since: Instant,
    frames: u32,
}

impl Pace {
    fn allows(&mut self, now: Instant) -> bool {
        if now.duration_since(self.since) >= Duration::from_secs(1) {
            *self = Self { since: now, frames: 0 };
        }
        self.frames += 1;
        self.frames <= FRAMES_PER_SECOND
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_join_with_a_key_of_sixteen_bytes_is_a_join() {
        let join = r#"{"type":"join","seat":"guest","seat_key":"AAAAAAAAAAAAAAAAAAAAAA"}"#;
        assert_eq!(read_join(join), Some((Seat::Guest, [0; 16])));
        for bad in ["", "{}", r#"{"type":"leave"}"#, r#"{"type":"join","seat":"guest","seat_key":"AAAA"}"#] {
            assert_eq!(read_join(bad), None, "{bad}");
        }
        assert_eq!(read_join(&format!("{join}{}", " ".repeat(CONTROL_BYTES))), None);
    }

    #[test]
    fn too_many_frames_in_a_second_are_noticed() {
        let start = Instant::now();
        let mut pace = Pace { since: start, frames: 0 };
        assert!((0..FRAMES_PER_SECOND).all(|_| pace.allows(start)));
        assert!(!pace.allows(start));
        assert!(pace.allows(start + Duration::from_secs(1)));
    }
}
