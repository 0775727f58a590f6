//! The browser's connection with a device.

use heilsam_therapy::device::Facts;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/bluetooth.js")]
    extern "C" {
        pub(super) fn supported() -> bool;
        #[wasm_bindgen(catch)]
        pub(super) async fn connect() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn next() -> Result<JsValue, JsValue>;
        pub(super) fn stop();
    }
}

/// Why there is no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLink {
    /// The patient chose no device.
    NotChosen,
    /// The device measures neither blood pressure nor weight.
    NothingToMeasure,
    /// Bluetooth is off, the device is away, or the browser may not.
    Failed,
}

/// A reading as it came: service and bytes.
pub struct Message {
    /// The 16-bit number of the service.
    pub service: u16,
    /// The characteristic.
    pub bytes: Vec<u8>,
}

/// Whether this browser speaks Bluetooth.
pub fn is_supported() -> bool {
    cfg!(target_arch = "wasm32") && glue::supported()
}

/// Lets the patient choose a device and connects; gives what it says about itself.
///
/// # Errors
/// [`NoLink`].
pub async fn connect() -> Result<Facts, NoLink> {
    match glue::connect().await {
        Ok(answer) => Ok(facts(&Array::from(&answer))),
        Err(error) => Err(match error.as_string().as_deref() {
            Some("NotFoundError") => NoLink::NotChosen,
            Some("NotSupportedError") => NoLink::NothingToMeasure,
            _ => NoLink::Failed,
        }),
    }
}

/// The next reading; `None` when the connection has ended.
pub async fn next() -> Option<Message> {
    let event = glue::next().await.ok().filter(|event| !event.is_null())?;
    let (service, bytes) = numbered(&Array::from(&event))?;
    Some(Message { service, bytes })
}

/// Name and answers of a device, as the page's script gives them.
fn facts(answer: &Array) -> Facts {
    let mut facts = Facts::named(&answer.get(0).as_string().unwrap_or_default());
    for each in Array::from(&answer.get(1)).iter() {
        if let Some((characteristic, bytes)) = numbered(&Array::from(&each)) {
            facts.add(characteristic, &bytes);
        }
    }
    facts
}

/// A number of Bluetooth, and the bytes that came with it.
fn numbered(pair: &Array) -> Option<(u16, Vec<u8>)> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "one of our own 16-bit numbers"
    )]
    let number = pair.get(0).as_f64()? as u16;
    Some((number, Uint8Array::new(&pair.get(1)).to_vec()))
}

/// Ends the connection.
pub fn stop() {
    if cfg!(target_arch = "wasm32") {
        glue::stop();
    }
}
