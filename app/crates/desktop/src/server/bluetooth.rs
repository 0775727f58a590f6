//! One measuring device of a page: found near by, chosen by the person, listened to until either side ends it.
//!
//! First `{"words", "found"}`, then `{"found"}` whenever that changes. The page answers with the id of the chosen device and
//! hears `{"services"}`; then each reading is a binary message. The socket closes when the device is gone or there is none.

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use btleplug::api::{Central, CentralEvent, Peripheral as _};
use btleplug::platform::{Adapter, Peripheral};
use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::devices::bluetooth::{self, Bluetooth};
use crate::words::words;

const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A cuff that measures just now answers late.
const CONNECT_WITHIN: Duration = Duration::from_secs(20);

/// Serves one page's device until the socket or the device is gone.
pub(super) async fn run(mut socket: WebSocket, bluetooth: &Bluetooth, language: &str) {
    let Some(adapter) = bluetooth.adapter().await else { return };
    if adapter.start_scan(bluetooth::filter()).await.is_err() {
        return;
    }
    let chosen = choose(&mut socket, &adapter, language).await;
    // Searching costs power, and devices are reached better without.
    let _ = adapter.stop_scan().await;
    if let Ok(Some(device)) = chosen {
        let _ = listen(&mut socket, &adapter, &device).await;
        let _ = device.disconnect().await;
    }
}

/// Shows what is near until the person has chosen. `None`: they did not.
async fn choose(
    socket: &mut WebSocket,
    adapter: &Adapter,
    language: &str,
) -> btleplug::Result<Option<Peripheral>> {
    let mut beat = tokio::time::interval(LOOK_EVERY);
    let mut told = None;
    if say(socket, &json!({ "words": words(language), "found": [] })).await.is_none() {
        return Ok(None);
    }
    loop {
        tokio::select! {
            message = socket.recv() => {
                let Some(Ok(Message::Text(id))) = message else { return Ok(None) };
                let found = bluetooth::near(adapter).await?;
                return Ok(found.into_iter().map(|(device, _)| device).find(|device| is(device, id.as_str())));
            }
            _ = beat.tick() => {
                let found = bluetooth::near(adapter).await?;
                let shown = |(device, name): &(Peripheral, String)| json!({ "id": device.id().to_string(), "name": name });
                let list: Vec<Value> = found.iter().map(shown).collect();
                if told.as_ref() != Some(&list) {
                    if say(socket, &json!({ "found": list })).await.is_none() {
                        return Ok(None);
                    }
                    told = Some(list);
                }
            }
        }
    }
}

/// Passes readings on until one of the sides is gone.
async fn listen(socket: &mut WebSocket, adapter: &Adapter, device: &Peripheral) -> btleplug::Result<()> {
    device.connect_with_timeout(CONNECT_WITHIN).await?;
    let (mut said, mut events) = (device.notifications().await?, adapter.events().await?);
    let services = bluetooth::subscribe(device).await?;
    if say(socket, &json!({ "services": services })).await.is_none() {
        return Ok(());
    }
    loop {
        tokio::select! {
            message = socket.recv() => if !matches!(message, Some(Ok(_))) { return Ok(()) },
            event = events.next() => match event {
                Some(CentralEvent::DeviceDisconnected(id)) if id == device.id() => return Ok(()),
                Some(_) => {}
                None => return Ok(()),
            },
            said = said.next() => {
                let Some(said) = said else { return Ok(()) };
                let Some(reading) = bluetooth::reading(&said) else { continue };
                if socket.send(Message::Binary(reading.into())).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}

fn is(device: &Peripheral, id: &str) -> bool {
    device.id().to_string() == id
}

async fn say(socket: &mut WebSocket, value: &Value) -> Option<()> {
    socket.send(Message::text(value.to_string())).await.ok()
}
