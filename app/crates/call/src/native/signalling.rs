//! The WebSocket to the room.

use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use thiserror::Error;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request, header};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Bytes, Message};

/// Largest frame taken: the server relays at most 16 KiB.
const MAX_FRAME: usize = 32 * 1024;

/// How long the server may take to open the connection.
const OPEN_TIMEOUT: Duration = Duration::from_secs(8);

/// Messages that may wait to be sent.
const QUEUE: usize = 64;

/// Why no WebSocket can be opened at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignallingError {
    /// The address is not a `ws:` or `wss:` one.
    #[error("the server's address is not usable")]
    Address,
    /// The session cookie holds characters that no cookie has.
    #[error("the session is not usable")]
    Session,
}

/// What a WebSocket reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignallingEvent {
    /// It is open.
    Opened,
    /// It closed, or could not be opened. The last event.
    Closed,
    /// Text of the server.
    Text(String),
    /// Bytes of the other participant.
    Binary(Vec<u8>),
}

/// A WebSocket that opens in the background. Dropping it closes it.
pub struct Signalling {
    outgoing: mpsc::Sender<Message>,
    task: AbortHandle,
}

impl Signalling {
    /// Begins to open `url`. `cookie` is the doctor's session (`name=value`), `origin` the server's own.
    ///
    /// Errors: [`SignallingError`]; a server that does not answer is a [`SignallingEvent::Closed`].
    pub fn open(
        url: &str,
        origin: &str,
        cookie: Option<&str>,
    ) -> Result<(Self, mpsc::Receiver<SignallingEvent>), SignallingError> {
        let request = make_request(url, origin, cookie)?;
        let (outgoing, to_send) = mpsc::channel(QUEUE);
        let (events, receiver) = mpsc::channel(QUEUE);
        let task = tokio::spawn(async move {
            run(request, to_send, &events).await;
            let _ = events.send(SignallingEvent::Closed).await;
        });
        Ok((Self { outgoing, task: task.abort_handle() }, receiver))
    }

    /// Sends text to the server; dropped when the line is gone or stuck, which the session notices.
    pub fn send_text(&self, text: String) {
        let _ = self.outgoing.try_send(Message::text(text));
    }

    /// Sends bytes to the other participant; dropped when the line is gone or stuck, which the session notices.
    pub fn send_binary(&self, bytes: Vec<u8>) {
        let _ = self.outgoing.try_send(Message::binary(Bytes::from(bytes)));
    }

    /// Sends what is waiting, then closes; events that still come are dropped.
    pub async fn close(self, mut events: mpsc::Receiver<SignallingEvent>) {
        let _ = self.outgoing.try_send(Message::Close(None));
        while events.recv().await.is_some() {}
    }
}

impl Drop for Signalling {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn make_request(url: &str, origin: &str, cookie: Option<&str>) -> Result<Request<()>, SignallingError> {
    let mut request = url.into_client_request().map_err(|_| SignallingError::Address)?;
    let origin = HeaderValue::from_str(origin).map_err(|_| SignallingError::Address)?;
    request.headers_mut().insert(header::ORIGIN, origin);
    if let Some(cookie) = cookie {
        let mut cookie = HeaderValue::from_str(cookie).map_err(|_| SignallingError::Session)?;
        cookie.set_sensitive(true);
        request.headers_mut().insert(header::COOKIE, cookie);
    }
    Ok(request)
}

async fn run(
    request: Request<()>,
    mut to_send: mpsc::Receiver<Message>,
    events: &mpsc::Sender<SignallingEvent>,
) {
    let config = WebSocketConfig::default().max_message_size(Some(MAX_FRAME)).max_frame_size(Some(MAX_FRAME));
    let opening = tokio_tungstenite::connect_async_with_config(request, Some(config), true);
    let Ok(Ok((socket, _response))) = tokio::time::timeout(OPEN_TIMEOUT, opening).await else { return };
    if events.send(SignallingEvent::Opened).await.is_err() {
        return;
    }
    let (mut write, mut read) = socket.split();
    loop {
        tokio::select! {
            message = to_send.recv() => {
                let Some(message) = message else { return };
                let closing = matches!(message, Message::Close(_));
                if write.send(message).await.is_err() || closing {
                    return;
                }
            }
            message = read.next() => {
                let event = match message {
                    Some(Ok(Message::Text(text))) => SignallingEvent::Text(text.as_str().to_owned()),
                    Some(Ok(Message::Binary(bytes))) => SignallingEvent::Binary(bytes.to_vec()),
                    Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => continue,
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                };
                if events.send(event).await.is_err() {
                    return;
                }
            }
        }
    }
}
