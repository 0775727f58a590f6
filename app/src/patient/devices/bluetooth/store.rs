//! Which devices were compared, as this device keeps it: sealed, never sent to our server.

use dioxus::core::spawn_forever;
use heilsam_therapy::device::Meters;

use crate::account::access::Account;

/// Under which name the device keeps it.
const NOTE: &str = "meters";

/// What was kept; where nothing can be read, every device is compared anew.
pub async fn load(account: Account) -> Meters {
    let Ok(device) = account.device() else { return Meters::default() };
    let text = device.device_note(NOTE).await.ok().flatten();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps it, also when the person leaves the page at once. Where that fails, the device is compared once more the next time.
pub fn keep(account: Account, meters: &Meters) {
    let Ok(text) = serde_json::to_string(meters) else { return };
    spawn_forever(async move {
        if let Ok(device) = account.device() {
            let _ = device.keep_device_note(NOTE, &text).await;
        }
    });
}
