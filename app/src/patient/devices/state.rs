//! What this device keeps of its pairings: sealed, never sent to our server.

use heilsam_hddt::{Progress, Seen, Started, Tokens};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::access::Account;
use crate::account::trouble::Trouble;

/// Under which name the device keeps it.
const NOTE: &str = "hddt";

/// A recorder that the patient paired with.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Pairing {
    /// Origin of the recorder.
    pub recorder: String,
    /// Access to it.
    pub tokens: Tokens,
    /// When everything was fetched last.
    #[serde(default)]
    pub last: Option<Timestamp>,
    /// What was fetched.
    #[serde(default)]
    pub seen: Seen,
    /// How far it came; `None`: only an earlier build pulled, or nobody did.
    #[serde(default)]
    pub progress: Option<Progress>,
}

/// All pairings, and one that waits for the patient's answer at the recorder.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct State {
    /// A pairing that was begun.
    #[serde(default)]
    pub started: Option<Started>,
    #[serde(default)]
    pairings: Vec<Pairing>,
}

impl State {
    /// The pairing with a recorder.
    pub fn pairing(&self, recorder: &str) -> Option<&Pairing> {
        self.pairings.iter().find(|it| it.recorder == recorder)
    }

    /// Puts a pairing in place of the one with the same recorder.
    pub fn put(&mut self, pairing: Pairing) {
        self.remove(&pairing.recorder.clone());
        self.pairings.push(pairing);
    }

    /// Takes a pairing out.
    pub fn remove(&mut self, recorder: &str) {
        self.pairings.retain(|it| it.recorder != recorder);
    }
}

/// What was kept; nothing kept is not an error.
///
/// # Errors
/// [`Trouble::Storage`].
pub async fn load(account: Account) -> Result<State, Trouble> {
    let device = account.device()?;
    let text = device.device_note(NOTE).await.map_err(|error| account.trouble(error))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps it.
///
/// # Errors
/// [`Trouble::Storage`]: nothing was kept.
pub async fn keep(account: Account, state: &State) -> Result<(), Trouble> {
    let device = account.device()?;
    let text = serde_json::to_string(state).map_err(|_| Trouble::Storage)?;
    device.keep_device_note(NOTE, &text).await.map_err(|error| account.trouble(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pairing_of_an_earlier_build_is_told_from_one_whose_pulls_were_empty() {
        let kept = r#"{"recorder":"r","tokens":{"access":"a","refresh":"b","until":"2026-03-01T08:00:00Z"},
            "last":"2026-03-01T08:00:00Z","seen":[]}"#;
        let mut pairing: Pairing = serde_json::from_str(kept).unwrap();
        assert!(pairing.progress.is_none());
        pairing.progress = Some(Progress::default());
        let again: Pairing = serde_json::from_str(&serde_json::to_string(&pairing).unwrap()).unwrap();
        assert_eq!(again.progress, Some(Progress::default()));
    }
}
