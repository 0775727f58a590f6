//! The socket that the TURN server listens at: requests without a nonce that counts are answered here and go no further.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use tokio::net::UdpSocket;
use tokio::time::{Instant, timeout_at};
use webrtc_util::{Conn, Error as ConnError};

use super::nonces::{Nonces, Verdict};

/// In whose name the library is asked for nonces: no packet can come from there.
const NOBODY: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);

/// Stands between the network and the TURN library.
pub struct ListeningSocket {
    socket: UdpSocket,
    nonces: Mutex<Nonces>,
}

impl ListeningSocket {
    /// The realm is told with every nonce.
    #[must_use]
    pub fn new(socket: UdpSocket, realm: &'static str) -> Self {
        Self { socket, nonces: Mutex::new(Nonces::new(realm)) }
    }

    fn nonces(&self) -> MutexGuard<'_, Nonces> {
        self.nonces.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the library is to be asked now, and when to ask it next.
    fn question(&self) -> (Option<Vec<u8>>, Instant) {
        let now = Instant::now();
        let mut nonces = self.nonces();
        (nonces.question(now), nonces.asks_at(now))
    }

    fn judge(&self, packet: &[u8]) -> Verdict {
        self.nonces().judge(packet, Instant::now())
    }
}

#[async_trait]
impl Conn for ListeningSocket {
    async fn connect(&self, peer: SocketAddr) -> Result<(), ConnError> {
        Ok(self.socket.connect(peer).await?)
    }

    async fn recv(&self, buffer: &mut [u8]) -> Result<usize, ConnError> {
        Ok(self.socket.recv(buffer).await?)
    }

    /// The next packet for the library, or a question of our own.
    async fn recv_from(&self, buffer: &mut [u8]) -> Result<(usize, SocketAddr), ConnError> {
        loop {
            let (question, next) = self.question();
            if let Some(question) = question
                && let Some(place) = buffer.get_mut(..question.len())
            {
                place.copy_from_slice(&question);
                return Ok((question.len(), NOBODY));
            }
            let Ok(received) = timeout_at(next, self.socket.recv_from(buffer)).await else { continue };
            let (length, from) = received?;
            if from == NOBODY {
                continue;
            }
            match self.judge(buffer.get(..length).unwrap_or_default()) {
                Verdict::Pass => return Ok((length, from)),
                Verdict::Answer(answer) => {
                    // Who cannot be answered made the address up.
                    let _ = self.socket.send_to(&answer, from).await;
                }
                Verdict::Drop => {}
            }
        }
    }

    async fn send(&self, bytes: &[u8]) -> Result<usize, ConnError> {
        Ok(self.socket.send(bytes).await?)
    }

    async fn send_to(&self, bytes: &[u8], peer: SocketAddr) -> Result<usize, ConnError> {
        if peer == NOBODY {
            self.nonces().learn(bytes, Instant::now());
            return Ok(bytes.len());
        }
        Ok(self.socket.send_to(bytes, peer).await?)
    }

    fn local_addr(&self) -> Result<SocketAddr, ConnError> {
        Ok(self.socket.local_addr()?)
    }

    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }

    async fn close(&self) -> Result<(), ConnError> {
        Ok(())
    }

    fn as_any(&self) -> &(dyn std::any::Any + Send + Sync) {
        self
    }
}
