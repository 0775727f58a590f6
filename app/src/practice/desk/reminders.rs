//! Where invited people want to be reminded, and reminding them.

use heilsam_client::appointment::remind::Reminder;
use heilsam_client::client::Told;
use heilsam_domain::RoomId;

use super::{Desk, InvitationView};
use crate::account::trouble::Trouble;
use crate::browser;

impl Desk {
    /// Keeps with the appointment where its person wants to be reminded, sealed for the practice; `None` forgets it.
    ///
    /// # Errors
    /// [`Trouble::Offline`], [`Trouble::ChangedMeanwhile`]: it stays as it was.
    pub async fn set_reminder(self, room: RoomId, reminder: Option<&Reminder>) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.set_reminder(room, reminder).await.map_err(|error| self.account.trouble(error))
    }

    /// Reminds the person of an appointment as it was seen.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: nobody knows whether it left. [`Trouble::Gone`], [`Trouble::ChangedMeanwhile`]: nothing left.
    pub async fn remind(self, seen: &InvitationView) -> Result<Told, Trouble> {
        let device = self.account.device()?;
        device.remind(seen, &browser::origin()).await.map_err(|error| self.account.trouble(error))
    }
}
