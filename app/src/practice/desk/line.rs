//! Who waits, and access for a trial of the line.

use heilsam_domain::RoomId;
use heilsam_protocol::consultation::IceServers;

use super::Desk;
use crate::account::trouble::Trouble;

impl Desk {
    /// The rooms in which somebody waits: of a doctor the own ones, of staff those of the practice.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn waiting_rooms(self) -> Result<Vec<RoomId>, Trouble> {
        let device = self.account.device()?;
        device.waiting_rooms().await.map_err(|error| self.account.trouble(error))
    }

    /// Access to the relays for two minutes.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection; [`Trouble::TooMany`] after six trials in an hour.
    pub async fn begin_line_trial(self) -> Result<IceServers, Trouble> {
        let device = self.account.device()?;
        device.begin_line_trial().await.map_err(|error| self.account.trouble(error))
    }
}
