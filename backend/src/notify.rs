//! `/api/v1/notifications`: messages that say nothing, to patients who want them.
//!
//! The server knows when to send one, rounded to a quarter of an hour, and never why: what is due is known to the devices. The
//! same sentence goes out for a reminder and for something that happened to the account.

pub mod aes128gcm;
pub mod dispatch;
mod mail;
pub mod push;
pub(crate) mod security;
mod vapid;
mod words;

use std::collections::BTreeSet;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{delete, get, post, put};
use heilsam_domain::{AccountId, Role};
use heilsam_protocol::notification::{
    MailCode, NewMail, NotificationChoices, Notifications, PushDevice, PushKnown, PushPlace,
    PushSubscription, TrialSent, WakeUps,
};
use heilsam_protocol::{limit, path};
use heilsam_storage::StoreError;
use heilsam_storage::notifications::Offered;
use heilsam_storage::notifications::deliveries::About;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use self::push::PushLine;
use crate::config::Config;
use crate::extract::Json;
use crate::keys::Keys;
use crate::{ApiError, AppState, Caller, RateClass, Route, consents, route::Verb};

const PATIENT: &[Role] = &[Role::Patient];
/// For how long a message about the account is tried.
const SECURITY: SignedDuration = SignedDuration::from_hours(24);
/// For how long a trial is tried.
const TRIAL: SignedDuration = SignedDuration::from_mins(10);

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::NOTIFICATIONS, "Channels, choices, and what happened to the account", || {
        get(page)
    })
    .only(PATIENT)
    .answers::<Notifications>(),
    Route::new(Verb::Put, path::NOTIFICATIONS, "Choose what messages are sent for", || put(choose))
        .only(PATIENT)
        .takes::<NotificationChoices>(),
    Route::new(Verb::Put, path::NOTIFICATION_WAKE_UPS, "Set the times of messages", || put(set_wake_ups))
        .only(PATIENT)
        .takes::<WakeUps>(),
    Route::new(Verb::Post, path::NOTIFICATION_PUSH, "Push messages to this browser", || {
        post(push::subscribe)
    })
    .only(PATIENT)
    .takes::<PushSubscription>(),
    Route::new(Verb::Post, path::NOTIFICATION_PUSH_HERE, "Bind a browser to this session", || {
        post(push::here)
    })
    .only(PATIENT)
    .takes::<PushPlace>()
    .answers::<PushKnown>(),
    Route::new(Verb::Delete, path::NOTIFICATION_PUSH_DEVICE, "End push messages to a browser", || {
        delete(push::remove)
    })
    .only(PATIENT)
    .after_fresh_login(),
    Route::new(Verb::Put, path::NOTIFICATION_MAIL, "Send a code to an address", || put(mail::put))
        .only(PATIENT)
        .after_fresh_login()
        .rate(RateClass::Lookup)
        .takes::<NewMail>(),
    Route::new(Verb::Delete, path::NOTIFICATION_MAIL, "Forget the address", || delete(mail::remove))
        .only(PATIENT)
        .after_fresh_login(),
    Route::new(Verb::Post, path::NOTIFICATION_MAIL_CODE, "Confirm the address", || post(mail::confirm))
        .only(PATIENT)
        .rate(RateClass::Login)
        .takes::<MailCode>(),
    Route::new(
        Verb::Delete,
        path::NOTIFICATION_MAIL_CODE,
        "Forget the address that waits for its code",
        || delete(mail::give_up),
    )
    .only(PATIENT),
    Route::new(Verb::Post, path::NOTIFICATION_TRIAL, "Send a message on every channel now", || post(trial))
        .only(PATIENT)
        .rate(RateClass::Lookup)
        .answers::<TrialSent>(),
];

/// The ways out for messages, and the bell of whoever sends them.
pub struct Notifier {
    /// Push messages.
    pub push: Option<PushLine>,
    bell: Notify,
}

impl Notifier {
    /// As the configuration says.
    ///
    /// # Errors
    /// What to change, in words.
    pub fn from_config(config: &Config, keys: &Keys) -> anyhow::Result<Self> {
        Ok(Self { push: PushLine::from_config(&config.push, keys)?, bell: Notify::new() })
    }

    /// Something is to be sent now.
    pub fn look_now(&self) {
        self.bell.notify_one();
    }

    /// Waits until there is something to send, `at_most` so long.
    async fn wait(&self, at_most: Duration) {
        // Whether the bell rang or the time is over: either way it is time to look.
        let _ = tokio::time::timeout(at_most, self.bell.notified()).await;
    }
}

/// Whether messages of an account go anywhere.
///
/// # Errors
/// If the database fails.
pub(crate) async fn has_channel(state: &AppState, account: AccountId) -> Result<bool, StoreError> {
    let mail = state.gateway.mail.is_some() && state.store.notification_mail(account).await?.sealed.is_some();
    Ok(mail || (state.notifier.push.is_some() && !state.store.push_devices(account).await?.is_empty()))
}

/// What this installation sends on.
fn offered(state: &AppState) -> Offered {
    Offered { mail: state.gateway.mail.is_some(), push: state.notifier.push.is_some() }
}

/// Sends a message because something happened to an account, on every channel.
///
/// # Errors
/// If the database fails.
pub(crate) async fn send_security(state: &AppState, account: AccountId) -> Result<(), StoreError> {
    let now = state.clock.now();
    let until = now.saturating_add(SECURITY).unwrap_or(now);
    state.store.send_on_all(account, About::Security, now, until).await?;
    state.notifier.look_now();
    Ok(())
}

async fn page(State(state): State<AppState>, caller: Caller) -> Result<Json<Notifications>, ApiError> {
    let account = caller.account_id;
    let mail = state.store.notification_mail(account).await?;
    let devices = state.store.push_devices(account).await?.into_iter().map(|row| PushDevice {
        device_id: row.device_id,
        device: row.device,
        created_at: row.created_at,
        current: row.session_id == caller.session_id,
    });
    Ok(Json(Notifications {
        push_key: state.notifier.push.as_ref().map(|line| line.public_key().into()),
        mail_offered: state.gateway.mail.is_some(),
        choices: state.store.notification_choices(account).await?,
        devices: devices.collect(),
        mail: mail.sealed.and_then(|sealed| mail::open(&state, account, &sealed)),
        mail_waits: mail.waiting.and_then(|waiting| mail::open(&state, account, &waiting.sealed)),
        wake_ups: state.store.wake_ups(account).await?,
        events: state.store.security_events(account).await?,
    }))
}

async fn choose(
    State(state): State<AppState>,
    caller: Caller,
    Json(choices): Json<NotificationChoices>,
) -> Result<StatusCode, ApiError> {
    consents::demand_intended_use(&state, caller).await?;
    if choices.settings.0.len() > limit::NOTIFICATION_SETTINGS_BYTES {
        return Err(ApiError::invalid_field("settings"));
    }
    state.store.put_notification_choices(caller.account_id, &choices).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn set_wake_ups(
    State(state): State<AppState>,
    caller: Caller,
    Json(wanted): Json<WakeUps>,
) -> Result<StatusCode, ApiError> {
    consents::demand_intended_use(&state, caller).await?;
    let at = check_times(&wanted.at, state.clock.now()).ok_or_else(|| ApiError::invalid_field("at"))?;
    state.store.put_wake_ups(caller.account_id, &at).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn trial(State(state): State<AppState>, caller: Caller) -> Result<Json<TrialSent>, ApiError> {
    let now = state.clock.now();
    let until = now.saturating_add(TRIAL).unwrap_or(now);
    let channels = state.store.send_on_all(caller.account_id, About::Trial, now, until).await?;
    state.notifier.look_now();
    Ok(Json(TrialSent { channels }))
}

/// Whole quarters of an hour, not too many, not too far ahead; what has passed is left out.
fn check_times(wanted: &[Timestamp], now: Timestamp) -> Option<Vec<Timestamp>> {
    let last = now.saturating_add(SignedDuration::from_hours(24 * limit::WAKE_UP_DAYS)).ok()?;
    let is_whole = |at: &Timestamp| {
        at.as_second() % (60 * limit::WAKE_UP_MINUTES) == 0 && at.subsec_nanosecond() == 0 && *at <= last
    };
    if wanted.len() > limit::WAKE_UPS || !wanted.iter().all(is_whole) {
        return None;
    }
    let at: BTreeSet<Timestamp> = wanted.iter().copied().filter(|at| *at > now).collect();
    Some(at.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_whole_quarters_of_an_hour_within_five_weeks() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let now = at(900_000);
        assert_eq!(
            check_times(&[at(902_700), at(901_800), at(902_700), at(899_100)], now),
            Some(vec![at(901_800), at(902_700)])
        );
        assert_eq!(check_times(&[at(901_801)], now), None);
        assert_eq!(check_times(&[at(900_000 + 36 * 86_400)], now), None);
        assert_eq!(check_times(&vec![at(901_800); 251], now), None);
    }
}
