//! What was answered at registration to the question for whom the programme is: sealed, on this device.

use heilsam_therapy::programme::Suitable;

use super::Record;

/// Name of the note.
const NOTE: &str = "suitable";

impl Record {
    /// Keeps the answer for the beginning of the programme. Where it cannot be kept, it is asked for again there.
    pub async fn keep_suitable(self, answer: &Suitable) {
        if let Ok(text) = serde_json::to_string(answer) {
            self.keep_suitable_as(&text).await;
        }
    }

    /// What was answered, if this device kept it.
    pub async fn kept_suitable(self) -> Option<Suitable> {
        let text = self.account.device().ok()?.device_note(NOTE).await.ok()??;
        serde_json::from_str(&text).ok()
    }

    /// Takes the answer back: it is asked for again.
    pub async fn take_suitable_back(self) {
        self.keep_suitable_as("").await;
    }

    async fn keep_suitable_as(self, text: &str) {
        if let Ok(device) = self.account.device() {
            let _ = device.keep_device_note(NOTE, text).await;
        }
    }
}
