//! The own picture and the own level, as long as the page keeps the socket open.
//!
//! The first message is text: `ok`, or the name of the error that a browser would give. The page answers each picture with a
//! message when it is drawn; only then comes the next.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use tokio::task::spawn_blocking;

use super::picture;
use crate::devices::{Camera, Microphone, Trouble};

/// How often the level is told.
const LEVEL_INTERVAL: Duration = Duration::from_millis(100);

/// Shows the camera's picture.
pub(super) async fn show(mut socket: WebSocket, camera: Arc<Camera>, id: Option<String>) {
    let opened = spawn_blocking(move || camera.open(id.as_deref())).await;
    let Some(mut watching) = say_opened(&mut socket, opened.unwrap_or(Err(Trouble::NotReadable))).await
    else {
        return;
    };
    let mut drawn = true;
    loop {
        tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(_)) => drawn = true,
                _ => return,
            },
            changed = watching.pictures.changed(), if drawn => {
                let frame = watching.pictures.borrow_and_update().clone();
                let Some(frame) = changed.ok().and(frame) else { return };
                if socket.send(picture::message(&frame)).await.is_err() {
                    return;
                }
                drawn = false;
            }
        }
    }
}

/// Tells the level of the microphone, 0 to 1.
pub(super) async fn measure(mut socket: WebSocket, microphone: Arc<Microphone>, id: Option<String>) {
    let opened = spawn_blocking(move || microphone.open(id.as_deref())).await;
    let Some(listening) = say_opened(&mut socket, opened.unwrap_or(Err(Trouble::NotReadable))).await else {
        return;
    };
    let mut beat = tokio::time::interval(LEVEL_INTERVAL);
    loop {
        tokio::select! {
            message = socket.recv() => if !matches!(message, Some(Ok(_))) { return },
            _ = beat.tick() => {
                let told = socket.send(Message::text(format!("{:.3}", listening.level()))).await;
                if told.is_err() || listening.has_ended() {
                    return;
                }
            }
        }
    }
}

async fn say_opened<T>(socket: &mut WebSocket, opened: Result<T, Trouble>) -> Option<T> {
    let word = opened.as_ref().map_or_else(|trouble| trouble.name(), |_| "ok");
    socket.send(Message::text(word)).await.ok()?;
    opened.ok()
}
