//! The window's own server on loopback: the pages, the way to the provider's server, and the devices.

mod bluetooth;
mod call;
mod own;
mod picture;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::extract::{Query, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get};
use axum::{Json, http::StatusCode};
use heilsam_call::native::{Clock, Network};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::devices::{Devices, Listed};
use crate::door::{self, Door};
use crate::pages::Pages;
use crate::upstream::Upstream;

/// Nothing is allowed but what the pages need, as on the provider's server: `SOCKETS` is the window's own server.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' SOCKETS; worker-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
const FIXED: [(HeaderName, &str); 3] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
];
/// Largest message of a page, in bytes: a session description with many candidates.
const MAX_MESSAGE: usize = 256 * 1024;

/// What the answers come from.
pub struct Parts {
    pub pages: Pages,
    pub upstream: Upstream,
    pub devices: Devices,
    pub clock: Clock,
}

struct Shared {
    parts: Parts,
    network: Network,
    policy: HeaderValue,
}

/// Serves until the program ends; gives the address to open.
///
/// # Errors
/// The operating system gives no random numbers.
pub fn start(listener: TcpListener, parts: Parts, first_page: String) -> Result<String> {
    let host = listener.local_addr()?.to_string();
    let door = Door::new(host.clone(), first_page)?;
    let address = door.address();
    // With a server on this computer the other one sits here, too.
    let network = if parts.upstream.is_here() { Network::loopback() } else { Network::all() };
    let policy = HeaderValue::from_str(&POLICY.replace("SOCKETS", &format!("ws://{host}")))?;
    let shared = Arc::new(Shared { parts, network, policy });
    let router = Router::new()
        .route("/_window/bluetooth", any(bluetooth))
        .route("/_window/call", any(call))
        .route("/_window/camera", any(camera))
        .route("/_window/microphone", any(microphone))
        .route("/_window/devices", get(list))
        .route("/api/{*rest}", any(forward))
        .route("/health/{*rest}", get(forward))
        .fallback(page)
        .layer(from_fn_with_state(shared.clone(), secure))
        .layer(from_fn_with_state(door, door::guard))
        .with_state(shared);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Listens on this port, or on any free one.
///
/// # Errors
/// Somebody else listens there.
pub async fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await
}

async fn secure(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, shared.policy.clone());
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    shared.parts.pages.answer(request).await
}

async fn forward(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    shared.parts.upstream.forward(request).await
}

async fn call(State(shared): State<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    open(upgrade, move |socket| async move {
        call::run(socket, &shared.parts.devices, shared.network.clone(), &shared.parts.clock).await;
    })
}

/// The language of a page.
#[derive(Deserialize)]
struct Spoken {
    #[serde(default)]
    language: String,
}

async fn bluetooth(
    State(shared): State<Arc<Shared>>,
    Query(spoken): Query<Spoken>,
    upgrade: WebSocketUpgrade,
) -> Response {
    open(upgrade, move |socket| async move {
        bluetooth::run(socket, &shared.parts.devices.bluetooth, &spoken.language).await;
    })
}

/// Which device a page wants; empty: any.
#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    id: String,
}

impl Chosen {
    fn into_id(self) -> Option<String> {
        Some(self.id).filter(|id| !id.is_empty())
    }
}

async fn camera(
    State(shared): State<Arc<Shared>>,
    Query(chosen): Query<Chosen>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let camera = shared.parts.devices.camera.clone();
    open(upgrade, move |socket| own::show(socket, camera, chosen.into_id()))
}

async fn microphone(
    State(shared): State<Arc<Shared>>,
    Query(chosen): Query<Chosen>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let microphone = shared.parts.devices.microphone.clone();
    open(upgrade, move |socket| own::measure(socket, microphone, chosen.into_id()))
}

/// No page sends more at once than this takes.
fn open<F: Future<Output = ()> + Send + 'static>(
    upgrade: WebSocketUpgrade,
    talk: impl FnOnce(WebSocket) -> F + Send + 'static,
) -> Response {
    upgrade.max_message_size(MAX_MESSAGE).on_upgrade(talk)
}

async fn list(State(shared): State<Arc<Shared>>) -> Result<Json<Vec<Listed>>, StatusCode> {
    let listed = tokio::task::spawn_blocking(move || shared.parts.devices.list()).await;
    listed.map(Json).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}
