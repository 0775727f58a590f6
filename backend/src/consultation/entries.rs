//! Rooms that somebody has entered, until the database knows it.
//!
//! Whoever enters does not wait for the disk, and many entries are written together. Nothing is lost in a crash: sockets end
//! with the process, and whoever comes back enters again.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use heilsam_domain::RoomId;
use heilsam_storage::StoreError;
use tokio::sync::Notify;

use crate::AppState;

/// How long entries are gathered.
const GATHERING: Duration = Duration::from_millis(100);
/// How long until the next try, if the database does not answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Rooms to be marked as opened.
#[derive(Default)]
pub struct Entries {
    waiting: Mutex<BTreeSet<RoomId>>,
    /// Held while entries are on their way to the database.
    writing: tokio::sync::Mutex<()>,
    noted: Notify,
}

impl Entries {
    /// Somebody has entered.
    pub fn note(&self, room: RoomId) {
        self.lock().insert(room);
        self.noted.notify_one();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeSet<RoomId>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings all entries so far into the database. To be called before states are read or changed.
///
/// # Errors
/// If the database fails; the entries stay.
pub async fn write_down(state: &AppState) -> Result<(), StoreError> {
    let entries = &state.consultations.entries;
    let _turn = entries.writing.lock().await;
    let rooms: Vec<RoomId> = std::mem::take(&mut *entries.lock()).into_iter().collect();
    if rooms.is_empty() {
        return Ok(());
    }
    let written = state.store.mark_consultations_opened(&rooms).await;
    if written.is_err() {
        entries.lock().extend(rooms);
    }
    written
}

/// Writes entries down for as long as the server runs.
pub async fn write_down_often(state: AppState) {
    loop {
        state.consultations.entries.noted.notified().await;
        tokio::time::sleep(GATHERING).await;
        while let Err(error) = write_down(&state).await {
            tracing::warn!(%error, "entries into rooms are not written down, next try in a second");
            tokio::time::sleep(PATIENCE).await;
        }
    }
}
