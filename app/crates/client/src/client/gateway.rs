//! Sending an invitation through the operator's mail server or SMS gateway, which could read it.

use std::fmt;

use heilsam_domain::RoomId;
use heilsam_protocol::gateway::Invite;
use serde::{Deserialize, Serialize};

use super::{Client, Delivery, InvitationView};
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// Which gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GatewayWay {
    /// E-mail.
    Mail,
    /// SMS.
    Sms,
}

/// What is sent. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct GatewayMessage {
    /// How.
    pub way: GatewayWay,
    /// E-mail address, or telephone number.
    pub to: String,
    /// Who invites.
    pub practice: String,
    /// Address of the server, before the path of the link.
    pub origin: String,
}

impl fmt::Debug for GatewayMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GatewayMessage({:?})", self.way)
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Sends an invitation that was made for it: comparing the security number stands in its first description, so that
    /// no server can hide it later.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for an invitation that was not made for it or is gone; [`ClientError::Refused`] with
    /// `invalid-field` for an address that is none, `unavailable` when the gateway takes nothing now.
    pub async fn send_invitation(&self, room: RoomId, message: &GatewayMessage) -> Result<(), ClientError> {
        let entry = self.invitations().await?.into_iter().find(|entry| entry.room == room);
        let entry = entry.ok_or(ClientError::NotFound)?;
        self.carry(&entry, message, false).await?;
        // A note for the practice only: the message has left.
        let _ = self.record_delivery(room, Delivery::Sent).await;
        Ok(())
    }

    /// Has the gateway carry an invitation, or a reminder of it.
    pub(super) async fn carry(
        &self,
        entry: &InvitationView,
        message: &GatewayMessage,
        reminder: bool,
    ) -> Result<(), ClientError> {
        if !entry.comparison_required() {
            return Err(ClientError::NotFound);
        }
        let whole = |path: &str| format!("{}{path}", message.origin);
        // A short message is dear and short: its link says nothing beside the secret.
        let link = match message.way {
            GatewayWay::Mail => entry.full_link(&message.practice),
            GatewayWay::Sms => entry.link.clone(),
        };
        let invite = Invite {
            to: message.to.clone(),
            practice: message.practice.clone(),
            link: link.as_deref().map(whole).ok_or(ClientError::NotFound)?,
            cancel_link: entry.cancel_link.as_deref().map(whole),
            begins_at: entry.appointment.begins_at,
            minutes: entry.appointment.minutes,
            moved: entry.appointment.moved,
            reminder,
        };
        match message.way {
            GatewayWay::Mail => self.api.send_by_mail(entry.room, &invite).await,
            GatewayWay::Sms => self.api.send_by_sms(entry.room, &invite).await,
        }
    }
}
