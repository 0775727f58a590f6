//! The server's addresses, and the one request the driver makes besides the WebSocket.

use super::signalling::SignallingError;
use crate::IceServer;
use heilsam_domain::RoomId;
use heilsam_protocol::consultation::IceServers;
use heilsam_protocol::path;
use std::time::Duration;

/// How long the server may take to answer.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Largest answer taken, in bytes.
const MAX_ANSWER: usize = 16 * 1024;

/// Where the server is, and as whom to come.
#[derive(Clone)]
pub struct Server {
    origin: String,
    cookie: Option<String>,
}

impl Server {
    /// A server by its origin, such as `http://localhost:8080`; `cookie` is the doctor's session (`name=value`).
    ///
    /// Errors: [`SignallingError::Address`] for what is no origin.
    pub fn new(origin: &str, cookie: Option<String>) -> Result<Self, SignallingError> {
        let origin = origin.trim_end_matches('/');
        let (scheme, host) = origin.split_once("://").ok_or(SignallingError::Address)?;
        let host_fits = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
        if matches!(scheme, "http" | "https") && host_fits {
            Ok(Self { origin: origin.to_owned(), cookie })
        } else {
            Err(SignallingError::Address)
        }
    }

    /// The origin as it stands in the header.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    pub(super) fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// Address of the room's WebSocket.
    pub(super) fn signal_url(&self, room: RoomId) -> String {
        // `http` becomes `ws`, `https` becomes `wss`.
        let rest = self.origin.strip_prefix("http").unwrap_or(&self.origin);
        format!("ws{rest}{}", path::fill(path::ROOM_SIGNAL, room))
    }

    /// STUN and TURN access of the room; empty when the server gives none.
    pub(super) async fn ice_servers(self, room: RoomId) -> Vec<IceServer> {
        tokio::time::timeout(TIMEOUT, self.try_ice_servers(room)).await.ok().flatten().unwrap_or_default()
    }

    async fn try_ice_servers(&self, room: RoomId) -> Option<Vec<IceServer>> {
        let url = format!("{}{}", self.origin, path::fill(path::ROOM_ICE, room));
        let mut response = reqwest::get(url).await.ok()?.error_for_status().ok()?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.ok()? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return None;
            }
            body.extend_from_slice(&chunk);
        }
        let answer: IceServers = serde_json::from_slice(&body).ok()?;
        let servers = answer.ice_servers.into_iter();
        Some(
            servers
                .map(|s| IceServer { urls: s.urls, username: s.username, credential: s.credential })
                .collect(),
        )
    }
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("origin", &self.origin).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_checked_and_become_websocket_addresses() {
        let room = RoomId::from_bytes([1; 16]);
        let plain = Server::new("http://localhost:8080/", None).unwrap();
        assert!(plain.signal_url(room).starts_with("ws://localhost:8080/api/v1/rooms/"));
        assert!(plain.signal_url(room).ends_with("/signal"));
        let secure = Server::new("https://praxis.example", None).unwrap();
        assert!(secure.signal_url(room).starts_with("wss://praxis.example/api/"));
        for wrong in
            ["", "localhost", "ftp://host", "http://", "http://a/b", "http://user@host", "http://a b"]
        {
            assert_eq!(Server::new(wrong, None).err(), Some(SignallingError::Address), "{wrong}");
        }
    }

    #[test]
    fn the_session_is_not_shown() {
        let server = Server::new("http://localhost", Some("s=canary".to_owned())).unwrap();
        assert!(!format!("{server:?}").contains("canary"));
    }
}
