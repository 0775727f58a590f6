//! Signalling sockets against a server on a real port.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use heilsam_backend::connections::{self, Bounds};
use heilsam_domain::RoomId;
use heilsam_protocol::path;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat, ToServer};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::TestServer;

/// A test server on a port of this machine; ends with the value.
pub struct Listening {
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

#[derive(Debug, PartialEq)]
pub enum Heard {
    Control(FromServer),
    Bytes(Vec<u8>),
    Closed,
}

impl Listening {
    pub async fn start(server: &TestServer) -> Self {
        Self::bounded(server, Bounds::of(&server.state.config)).await
    }

    /// With other bounds than those of the configuration.
    pub async fn bounded(server: &TestServer, bounds: Bounds) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (never, told) = watch::channel(false);
        let router = server.router();
        let task = tokio::spawn(async move {
            connections::serve(listener, router, bounds, told).await;
            drop(never);
        });
        Self { address, task }
    }

    /// A server that somebody else runs.
    pub fn at(address: SocketAddr) -> Self {
        Self { address, task: tokio::spawn(async {}) }
    }

    /// Opens a socket, or gives the HTTP status of the refusal.
    pub async fn open(&self, room: RoomId, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
        let url = format!("ws://{}{}", self.address, path::fill(path::ROOM_SIGNAL, room));
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match tokio_tungstenite::connect_async(request).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    /// Opens a socket and takes a seat; gives the first answer.
    pub async fn join(&self, room: RoomId, seat: Seat, key: u8, cookie: Option<&str>) -> (Socket, Heard) {
        let headers: Vec<(&'static str, &str)> =
            cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
        let mut socket = self.open(room, &headers).await.unwrap();
        socket.say(&ToServer::Join { seat, seat_key: vec![key; 16].into() }).await;
        let heard = socket.hear().await;
        (socket, heard)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Socket {
    pub async fn say(&mut self, message: &ToServer) {
        let text = serde_json::to_string(message).unwrap();
        self.0.send(Message::Text(text.into())).await.unwrap();
    }

    pub async fn send(&mut self, bytes: &[u8]) {
        // Refused already is as good as sent: what was heard tells.
        drop(self.0.send(Message::Binary(bytes.to_vec().into())).await);
    }

    pub async fn hear(&mut self) -> Heard {
        loop {
            let next =
                tokio::time::timeout(Duration::from_secs(20), self.0.next()).await.expect("heard nothing");
            return match next {
                Some(Ok(Message::Text(text))) => Heard::Control(serde_json::from_str(text.as_str()).unwrap()),
                Some(Ok(Message::Binary(bytes))) => Heard::Bytes(bytes.to_vec()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => Heard::Closed,
                Some(Ok(_)) => continue,
            };
        }
    }

    /// The code with which the server closes, once it has.
    pub async fn close_code(&mut self) -> Option<u16> {
        let mut code = None;
        while let Some(Ok(message)) =
            tokio::time::timeout(Duration::from_secs(20), self.0.next()).await.expect("heard nothing")
        {
            if let Message::Close(Some(frame)) = message {
                code = Some(frame.code.into());
            }
        }
        code
    }
}

pub const fn joined(peer_present: bool) -> Heard {
    Heard::Control(FromServer::Joined { peer_present })
}

pub const fn refused(reason: RefusedReason) -> Heard {
    Heard::Control(FromServer::Refused { reason })
}
