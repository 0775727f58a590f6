//! A practice tries its line without a room: short-lived access to the relays, and a socket that says everything back.
//!
//! The access is bound to a random number that belongs to nothing, ends after two minutes and is given six times in an hour. How
//! much goes through a relay meanwhile is bounded by the page alone: TURN servers know no such limit for one access.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::Response;
use heilsam_domain::{AccountId, RoomId};
use heilsam_protocol::consultation::IceServers;
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;

use super::{credential, ice, signalling};
use crate::extract::Json;
use crate::{ApiError, AppState, Caller};

/// How long the access of a trial opens relays: a trial takes half a minute.
const LIFETIME: SignedDuration = SignedDuration::from_mins(2);
/// Trials of one account in an hour.
const PER_HOUR: usize = 6;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// Messages that are said back on one socket; a trial sends twenty.
const ECHOES: usize = 40;
/// Bytes of the largest of them.
const ECHO_BYTES: usize = 64;
/// How long such a socket stays open.
const ECHO_TIME: Duration = Duration::from_secs(30);

/// Who tried the line in the last hour; in memory only.
#[derive(Default)]
pub struct Trials(Mutex<HashMap<AccountId, Vec<Timestamp>>>);

impl Trials {
    /// Counts one more.
    ///
    /// # Errors
    /// Seconds to wait, if there were too many.
    fn begin(&self, account: AccountId, now: Timestamp) -> Result<(), u64> {
        let mut trials = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        trials.retain(|_, begun| {
            begun.retain(|at| now.duration_since(*at) < HOUR);
            !begun.is_empty()
        });
        let begun = trials.entry(account).or_default();
        if begun.len() < PER_HOUR {
            begun.push(now);
            return Ok(());
        }
        let oldest = begun.first().copied().unwrap_or(now);
        let wait = HOUR.saturating_sub(now.duration_since(oldest)).as_secs();
        Err(u64::try_from(wait).unwrap_or_default().max(1))
    }
}

/// `POST`: access to the relays for one trial.
pub(super) async fn begin(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<IceServers>, ApiError> {
    let now = state.clock.now();
    let own = &state.consultations;
    own.trials.begin(caller.account_id, now).map_err(ApiError::too_many)?;
    let trial = RoomId::from_bytes(state.entropy.bytes());
    Ok(Json(ice::listed(&own.ice, credential::issue_for(&own.ice.turn_secret, trial, now, LIFETIME))))
}

/// `GET` with WebSocket upgrade.
pub(super) async fn echo(
    State(state): State<AppState>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    let upgrade = signalling::own_upgrade(&state, &headers, upgrade)?;
    let upgrade = upgrade.max_message_size(ECHO_BYTES).max_frame_size(ECHO_BYTES);
    Ok(upgrade.on_upgrade(|socket| async move {
        // Whether it ended by itself or its time was over is nothing to anybody.
        drop(timeout(ECHO_TIME, say_back(socket)).await);
    }))
}

async fn say_back(mut socket: WebSocket) {
    for _ in 0..ECHOES {
        match socket.recv().await {
            Some(Ok(message @ Message::Text(_))) => {
                if socket.send(message).await.is_err() {
                    return;
                }
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            Some(Ok(Message::Binary(_) | Message::Close(_)) | Err(_)) | None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: AccountId = AccountId::from_bytes([1; 16]);
    const BERT: AccountId = AccountId::from_bytes([2; 16]);

    #[test]
    fn the_seventh_trial_of_an_hour_waits_and_other_accounts_do_not() {
        let trials = Trials::default();
        let begun = Timestamp::UNIX_EPOCH;
        for minute in 0..6 {
            assert_eq!(trials.begin(ANNA, begun + SignedDuration::from_mins(minute)), Ok(()));
        }
        let later = begun + SignedDuration::from_mins(6);
        assert_eq!(trials.begin(ANNA, later), Err(54 * 60));
        assert_eq!(trials.begin(BERT, later), Ok(()));
        assert_eq!(trials.begin(ANNA, begun + HOUR), Ok(()));
        assert!(trials.begin(ANNA, begun + HOUR).is_err());
    }

    #[test]
    fn accounts_are_forgotten_after_an_hour() {
        let trials = Trials::default();
        assert_eq!(trials.begin(ANNA, Timestamp::UNIX_EPOCH), Ok(()));
        assert_eq!(trials.begin(BERT, Timestamp::UNIX_EPOCH + HOUR), Ok(()));
        assert_eq!(trials.0.lock().unwrap().len(), 1);
    }
}
