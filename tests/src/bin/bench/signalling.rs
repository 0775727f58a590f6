//! What waiting rooms cost the server: memory of idle sockets, processor time of setting rooms up, memory when idle.

use std::time::Duration;

use futures_util::future::try_join_all;
use futures_util::{SinkExt, StreamExt};
use heilsam_client::transport::Method;
use heilsam_domain::RoomId;
use heilsam_protocol::consultation::PlanConsultation;
use heilsam_protocol::path;
use heilsam_protocol::signal::{FromServer, Seat, ToServer};
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::Measured;
use crate::doctor::Doctor;
use crate::figure::{self, Bar};
use crate::server::Server;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const ROOMS: u32 = 1000;
/// So many guests sit in their waiting rooms in the end, and nobody comes.
const SEATS: u32 = 5000;
/// Guests who come at the same moment: what a set-up costs is asked of a busy server, an idle one has time.
const AT_ONCE: usize = 50;
/// The memory of one socket must not drown in what the server needs once.
const WARM_UP: u32 = 50;
const SETTLE: Duration = Duration::from_secs(2);

/// Guests of many rooms wait at the same time.
pub async fn measure() -> Measured {
    let server = Server::start().await?;
    figure::print("server-memory-idle", server.memory()? / 1024.0, "MiB", Bar::AtMost(60.0));
    let doctor = Doctor::register(&server).await?;
    let mut rooms = Vec::new();
    for number in 0..SEATS {
        rooms.push(plan(&doctor, number).await?);
    }
    let mut sockets = Vec::new();
    let (first, rest) = rooms.split_at(WARM_UP as usize);
    let (measured, others) = rest.split_at(ROOMS as usize);
    let empty = server.memory()?;
    for room in first {
        sockets.push(sit_down(&server, *room).await?);
    }
    tokio::time::sleep(SETTLE).await;
    let (memory, time) = (server.memory()?, server.processor_time()?);
    for arriving in measured.chunks(AT_ONCE) {
        sockets.extend(try_join_all(arriving.iter().map(|room| sit_down(&server, *room))).await?);
    }
    let time = (server.processor_time()? - time) / f64::from(ROOMS);
    tokio::time::sleep(SETTLE).await;
    let memory = (server.memory()? - memory) / f64::from(ROOMS);
    for arriving in others.chunks(AT_ONCE) {
        sockets.extend(try_join_all(arriving.iter().map(|room| sit_down(&server, *room))).await?);
    }
    tokio::time::sleep(SETTLE).await;
    let all = (server.memory()? - empty) / 1024.0;
    figure::print("signalling-idle-socket", memory, "KiB", Bar::AtMost(10.0));
    figure::print("signalling-5000-idle-sockets", all, "MiB", Bar::AtMost(60.0));
    figure::print("signalling-room-set-up", time, "CPU-ms", Bar::AtMost(0.15));
    figure::print("signalling-room-set-ups", 1000.0 / time, "per CPU-second", Bar::AtLeast(5000.0));
    Ok(())
}

async fn plan(doctor: &Doctor, number: u32) -> Measured<RoomId> {
    let mut bytes = [0x5a; 16];
    for (place, byte) in bytes.iter_mut().zip(number.to_be_bytes()) {
        *place = byte;
    }
    let room_id = RoomId::from_bytes(bytes);
    let now = Timestamp::now();
    let body = PlanConsultation {
        room_id,
        opens_at: now.checked_sub(SignedDuration::from_mins(1))?,
        closes_at: now.checked_add(SignedDuration::from_hours(1))?,
        sealed: vec![3; 200].into(),
        cancel_hash: None,
        doctor: None,
    };
    doctor.call(Method::Post, path::CONSULTATIONS.to_owned(), Some(serde_json::to_vec(&body)?)).await?;
    Ok(room_id)
}

/// Opens a socket and takes the guest's seat.
async fn sit_down(server: &Server, room: RoomId) -> Measured<Socket> {
    let address = format!("{}{}", server.socket_address(), path::fill(path::ROOM_SIGNAL, room));
    let mut request = address.into_client_request()?;
    request.headers_mut().insert("origin", server.address().parse()?);
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
    let join = ToServer::Join { seat: Seat::Guest, seat_key: vec![1; 16].into() };
    socket.send(Message::text(serde_json::to_string(&join)?)).await?;
    let answer = socket.next().await.ok_or("the server closed the socket")??;
    match serde_json::from_str(answer.to_text()?)? {
        FromServer::Joined { .. } => Ok(socket),
        other => Err(format!("the seat was not given: {other:?}").into()),
    }
}
