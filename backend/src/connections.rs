//! Connections of a listener: how long they wait for the other side, and how many may be open.
//!
//! `axum::serve` gives hyper no timer, so that half a request would keep its connection for ever.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore, watch};
use tower::ServiceExt;

use crate::config::Limits;
use crate::serve::wait;

mod patience;

use self::patience::Bounded;

/// What bounds the connections of one listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Connections open at the same time; more wait. Signalling sockets are not among them: they have limits of their own.
    pub at_once: u32,
    /// For the head of a request, counted from when the connection is open or the answer before it was given; and for how long
    /// nothing of an answer may be taken.
    pub head: Duration,
}

impl Bounds {
    /// As the configuration says.
    #[must_use]
    pub fn of(limits: &Limits) -> Self {
        let head = Duration::from_secs(u64::from(limits.head_seconds));
        Self { at_once: limits.connections_at_once, head }
    }
}

/// Serves HTTP/1.1 and its upgrades until it is told to end, then lets running requests finish. Handlers find the address of the
/// other side as [`ConnectInfo`].
pub async fn serve(mut listener: TcpListener, router: Router, bounds: Bounds, told: watch::Receiver<bool>) {
    let all = usize::try_from(bounds.at_once).unwrap_or(Semaphore::MAX_PERMITS);
    let places = Arc::new(Semaphore::new(all));
    let mut end = std::pin::pin!(wait(told.clone()));
    loop {
        let (place, stream, address) = tokio::select! {
            Ok(taken) = next(&mut listener, &places) => taken,
            () = &mut end => break,
        };
        let (router, told) = (router.clone(), told.clone());
        tokio::spawn(async move {
            answer(stream, address, router, bounds.head, told).await;
            drop(place);
        });
    }
    drop(listener);
    // All places are free when the last connection is over.
    drop(places.acquire_many(bounds.at_once).await);
}

/// The next connection, once there is a place for it.
async fn next(
    listener: &mut TcpListener,
    places: &Arc<Semaphore>,
) -> Result<(OwnedSemaphorePermit, TcpStream, SocketAddr), AcquireError> {
    let place = Arc::clone(places).acquire_owned().await?;
    let (stream, address) = Listener::accept(listener).await;
    Ok((place, stream, address))
}

/// Answers the requests of one connection.
async fn answer(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    head: Duration,
    told: watch::Receiver<bool>,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        router.clone().oneshot(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head);
    let connection = http.serve_connection(TokioIo::new(Bounded::new(stream, head)), service).with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = wait(told) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // Who left, was too slow or spoke no HTTP is nobody's fault here, and the error may say more of it than a log should.
    drop(ended);
}
