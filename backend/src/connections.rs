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

use crate::config::{Config, Proxy};
use crate::serve::wait;

mod patience;
mod shares;

use self::patience::Bounded;
use self::shares::Shares;

/// Connections that one network has in any case: those of a practice with many doctors come from one address.
const SHARE: u32 = 64;

/// What bounds the connections of one listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Connections open at the same time; more wait. Signalling sockets are not among them: they have limits of their own.
    pub at_once: u32,
    /// How many of them one network may have once half of all are taken; absent where all come through one proxy. What comes
    /// beyond is closed at once. This machine may have all.
    pub of_one: Option<u32>,
    /// For the head of a request, counted from when the connection is open or the answer before it was given; and for how long
    /// nothing of an answer may be taken.
    pub head: Duration,
}

impl Bounds {
    /// As the configuration says.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        let head = Duration::from_secs(u64::from(config.limits.head_seconds));
        let at_once = config.limits.connections_at_once;
        let of_one = match config.server.proxy {
            Proxy::None => Some(share(at_once)),
            Proxy::ForwardedFor => None,
        };
        Self { at_once, of_one, head }
    }
}

/// A quarter, and [`SHARE`] in any case.
fn share(at_once: u32) -> u32 {
    (at_once / 4).max(SHARE)
}

/// Serves HTTP/1.1 and its upgrades until it is told to end, then lets running requests finish. Handlers find the address of the
/// other side as [`ConnectInfo`].
pub async fn serve(mut listener: TcpListener, router: Router, bounds: Bounds, told: watch::Receiver<bool>) {
    let all = usize::try_from(bounds.at_once).unwrap_or(Semaphore::MAX_PERMITS);
    let places = Arc::new(Semaphore::new(all));
    let shares = Shares::new(bounds.of_one);
    let mut end = std::pin::pin!(wait(told.clone()));
    loop {
        let (place, stream, address) = tokio::select! {
            Ok(taken) = next(&mut listener, &places) => taken,
            () = &mut end => break,
        };
        let scarce = places.available_permits() < all / 2;
        let Some(share) = shares.take(address.ip(), scarce) else { continue };
        let (router, told) = (router.clone(), told.clone());
        tokio::spawn(async move {
            answer(stream, address, router, bounds.head, told).await;
            drop((share, place));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, parse};

    #[test]
    fn a_network_has_a_quarter_of_the_connections_and_64_in_any_case() {
        assert_eq!([1_024, 400, 64, 1].map(share), [256, 100, 64, 64]);
        let of_one =
            |text: &str| Bounds::of(&parse(text, std::iter::empty(), Overrides::default()).unwrap()).of_one;
        assert_eq!(of_one(""), Some(256));
        assert_eq!(
            of_one("[server]\nproxy = \"forwarded-for\""),
            None,
            "all come from the address of the proxy"
        );
    }
}
