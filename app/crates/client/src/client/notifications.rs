//! Messages without content: where they go, what for, and when. Why one is wanted stays on the devices.

use heilsam_crypto::keys::PrivateText;
use heilsam_domain::PushDeviceId;
use heilsam_protocol::notification::{
    MailCode, NewMail, NotificationChoices, Notifications, PushPlace, PushSubscription, WakeUps,
};
use jiff::Timestamp;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// What only the devices have to know. Nothing is on at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NotificationSettings {
    /// Whether to write when a reminder of the plan is due.
    pub reminders: bool,
    /// Whether to write when the time of a questionnaire begins.
    pub questionnaires: bool,
    /// Whether to write before an appointment; absent in what was sealed before there was the choice.
    #[serde(default)]
    pub appointments: bool,
    /// When to be quiet.
    pub quiet: Option<QuietHours>,
}

/// A part of the day, by the clock on the wall; may go over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// From then on.
    pub from: Time,
    /// Until then.
    pub until: Time,
}

/// What the server says, and what it cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationsView {
    /// From the server.
    pub page: Notifications,
    /// Opened.
    pub settings: NotificationSettings,
}

impl NotificationsView {
    /// Whether there is any channel.
    #[must_use]
    pub fn has_channel(&self) -> bool {
        !self.page.devices.is_empty() || self.page.mail.is_some()
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Channels, choices, and what happened to the account.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Crypto`] for settings that this account did not seal.
    pub async fn notifications(&self) -> Result<NotificationsView, ClientError> {
        let page = self.api.notifications().await?;
        let sealed = &page.choices.settings.0;
        let settings = if sealed.is_empty() {
            NotificationSettings::default()
        } else {
            self.with_session(|session| {
                let Secrets { scope, amk, .. } = &session.secrets;
                let text = amk.open_text(*scope, place(&session.secrets)?, sealed)?;
                Ok(serde_json::from_slice(&text).unwrap_or_default())
            })?
        };
        Ok(NotificationsView { page, settings })
    }

    /// Chooses what messages are sent for. What a newer app on another device knows beside stays as it is there.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn choose_notifications(
        &self,
        security: bool,
        settings: &NotificationSettings,
    ) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let before = self.api.notifications().await?.choices.settings.0;
        let sealed = self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            let place = place(&session.secrets)?;
            let before = if before.is_empty() { before } else { amk.open_text(*scope, place, &before)? };
            let text = written_over(&before, settings).map_err(|_| ClientError::Answer("settings"))?;
            Ok(amk.seal_text(*scope, place, &text, &mut rng)?)
        })?;
        let choices = NotificationChoices { security, settings: sealed.into() };
        self.api.choose_notifications(&choices).await
    }

    /// Sets the times of messages, whole quarters of an hour, in place of all before.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: the times before still count.
    pub async fn plan_messages(&self, at: Vec<Timestamp>) -> Result<(), ClientError> {
        self.api.put_wake_ups(&WakeUps { at }).await
    }

    /// Sends messages to a browser.
    ///
    /// # Errors
    /// Refusals of the server: `invalid-field` for a push service that the operator does not name.
    pub async fn add_push(&self, subscription: &PushSubscription) -> Result<(), ClientError> {
        self.api.add_push(subscription).await
    }

    /// Whether the account still has a browser's subscription; it then ends with this session.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn is_push_known(&self, endpoint: &str) -> Result<bool, ClientError> {
        Ok(self.api.push_here(&PushPlace { endpoint: endpoint.to_owned() }).await?.known)
    }

    /// Sends no more messages to a browser.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn remove_push(&self, device: PushDeviceId) -> Result<(), ClientError> {
        self.api.remove_push(device).await
    }

    /// Has a code sent to an address.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `invalid-field` for an address that takes nothing.
    pub async fn set_mail(&self, address: &str) -> Result<(), ClientError> {
        self.api.put_mail(&NewMail { address: address.trim().to_owned() }).await
    }

    /// Types the code.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `invalid-field` for a wrong one, `start-again` when it has run out.
    pub async fn confirm_mail(&self, code: &str) -> Result<(), ClientError> {
        self.api.confirm_mail(&MailCode { code: code.to_owned() }).await
    }

    /// Forgets the address that waits for its code; one that counts stays.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn forget_waiting_mail(&self) -> Result<(), ClientError> {
        self.api.forget_waiting_mail().await
    }

    /// Forgets the address, also one that waits.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Refused`] with `login-not-fresh`, or `last-channel` while there is a trusted
    /// person.
    pub async fn forget_mail(&self) -> Result<(), ClientError> {
        self.api.remove_mail().await
    }

    /// Sends a message on every channel now; says on how many.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn try_notifications(&self) -> Result<u64, ClientError> {
        Ok(self.api.try_notifications().await?.channels)
    }
}

fn place(secrets: &Secrets) -> Result<PrivateText, heilsam_crypto::CryptoError> {
    secrets.amk.derive_id(secrets.scope, "notification-settings").map(PrivateText::DeviceNote)
}

/// Settings, with everything that stood there before and that this app does not know.
fn written_over(before: &[u8], settings: &NotificationSettings) -> Result<Vec<u8>, serde_json::Error> {
    let mut choices: Map<String, Value> = serde_json::from_slice(before).unwrap_or_default();
    if let Value::Object(known) = serde_json::to_value(settings)? {
        choices.extend(known);
    }
    serde_json::to_vec(&choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_from_before_there_was_a_choice_of_appointments_keep_what_was_chosen() {
        let text =
            r#"{"reminders":true,"questionnaires":false,"quiet":{"from":"22:00:00","until":"07:00:00"}}"#;
        let settings: NotificationSettings = serde_json::from_str(text).unwrap();
        assert!(settings.reminders && settings.quiet.is_some() && !settings.appointments);
    }

    #[test]
    fn a_choice_that_only_a_newer_app_knows_stays_when_this_one_writes() {
        let before = br#"{"reminders":true,"questionnaires":true,"quiet":null,"letters":{"weekly":true}}"#;
        let settings = NotificationSettings { appointments: true, ..NotificationSettings::default() };
        let written = written_over(before, &settings).unwrap();
        assert_eq!(serde_json::from_slice::<NotificationSettings>(&written).unwrap(), settings);
        let choices: Map<String, Value> = serde_json::from_slice(&written).unwrap();
        assert_eq!(choices["letters"], serde_json::json!({ "weekly": true }));
        let first = written_over(b"", &settings).unwrap();
        assert_eq!(serde_json::from_slice::<NotificationSettings>(&first).unwrap(), settings);
    }
}
