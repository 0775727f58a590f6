//! A signalling server for two, in the test's process; honest or not.

use futures_util::{SinkExt, StreamExt};
use heilsam_protocol::signal::{FromServer, Seat, ToServer};
use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio_tungstenite::tungstenite::Message;

/// What the relay makes of a frame on its way: nothing, one or several.
type Lie = Box<dyn FnMut(Seat, Vec<u8>) -> Vec<Vec<u8>> + Send>;

/// The two seats and what is done to frames between them.
struct Room {
    seats: [Option<UnboundedSender<Message>>; 2],
    lie: Lie,
    /// Everything the server ever saw.
    seen: Vec<u8>,
}

pub(super) struct Relay {
    pub(super) origin: String,
    room: Arc<Mutex<Room>>,
}

impl Relay {
    pub(super) async fn honest() -> Self {
        Self::start(Box::new(|_, frame| vec![frame])).await
    }

    pub(super) async fn start(lie: Lie) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let room = Arc::new(Mutex::new(Room { seats: [None, None], lie, seen: Vec::new() }));
        let shared = room.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(serve(socket, shared.clone()));
            }
        });
        Self { origin, room }
    }

    /// Whether these bytes passed through the server.
    pub(super) fn saw(&self, canary: &[u8]) -> bool {
        self.room.lock().unwrap().seen.windows(canary.len()).any(|window| window == canary)
    }

    pub(super) fn saw_anything(&self) -> bool {
        !self.room.lock().unwrap().seen.is_empty()
    }

    /// Cuts both lines.
    pub(super) fn cut(&self) {
        for seat in &mut self.room.lock().unwrap().seats {
            if let Some(line) = seat.take() {
                let _ = line.send(Message::Close(None));
            }
        }
    }
}

impl Room {
    fn tell(&self, seat: usize, message: &FromServer) {
        if let Some(line) = &self.seats[seat] {
            let _ = line.send(Message::text(serde_json::to_string(message).unwrap()));
        }
    }

    fn pass_on(&mut self, from: usize, frame: Vec<u8>) {
        self.seen.extend_from_slice(&frame);
        let seat = if from == 0 { Seat::Doctor } else { Seat::Guest };
        for frame in (self.lie)(seat, frame) {
            if let Some(other) = &self.seats[1 - from] {
                let _ = other.send(Message::binary(frame));
            }
        }
    }
}

/// Serves one WebSocket. Requests for ICE servers get no answer worth the name: there are none.
async fn serve(socket: TcpStream, room: Arc<Mutex<Room>>) {
    let Ok(socket) = tokio_tungstenite::accept_async(socket).await else { return };
    let (mut write, mut read) = socket.split();
    let (line, mut to_send) = unbounded_channel();
    let writing = tokio::spawn(async move {
        while let Some(message) = to_send.recv().await {
            if write.send(message).await.is_err() {
                return;
            }
        }
        let _ = write.close().await;
    });
    let mut mine = None;
    while let Some(Ok(message)) = read.next().await {
        match (message, mine) {
            (Message::Text(text), None) => {
                let Ok(ToServer::Join { seat, .. }) = serde_json::from_str(&text) else { continue };
                let seat = usize::from(seat == Seat::Guest);
                mine = Some(seat);
                let mut room = room.lock().unwrap();
                room.seats[seat] = Some(line.clone());
                room.tell(seat, &FromServer::Joined { peer_present: room.seats[1 - seat].is_some() });
                room.tell(1 - seat, &FromServer::PeerJoined);
            }
            (Message::Binary(frame), Some(seat)) => room.lock().unwrap().pass_on(seat, frame.to_vec()),
            _ => {}
        }
    }
    if let Some(seat) = mine {
        let mut room = room.lock().unwrap();
        if room.seats[seat].as_ref().is_some_and(|present| present.same_channel(&line)) {
            room.seats[seat] = None;
            room.tell(1 - seat, &FromServer::PeerLeft);
        }
    }
    drop(line);
    writing.abort();
}
