//! The patient's appointments. They are no entries of the therapy: they can be kept after the prescription's period as well.

use heilsam_client::appointment::handed::Handed;
use heilsam_client::appointment::kept::{KeptAppointment, KeptView};
use heilsam_client::sharing::CheckedPractice;
use heilsam_domain::{RecordId, RoomId};
use jiff::Timestamp;

use super::Record;
use crate::account::trouble::Trouble;

impl Record {
    /// All appointments on the list, by their time.
    #[must_use]
    pub fn appointments(self) -> Vec<KeptView> {
        self.account.watched().map(|device| device.appointments()).unwrap_or_default()
    }

    /// The appointment of an invitation that is on the list already.
    #[must_use]
    pub fn appointment_of(self, handed: &Handed) -> Option<KeptView> {
        let id = self.account.watched()?.appointment_id(&handed.way).ok()?;
        self.appointments().into_iter().find(|it| it.id == id)
    }

    /// Puts an invitation on the list, or the same one with another time.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was saved.
    pub async fn keep_appointment(
        self,
        handed: &Handed,
        begins_at: Timestamp,
        practice: &str,
    ) -> Result<RecordId, Trouble> {
        let device = self.account.device()?;
        let id = device.appointment_id(&handed.way).map_err(|error| self.account.trouble(error))?;
        let before = device.appointments().into_iter().find(|it| it.id == id);
        let kept =
            KeptAppointment::of(handed, begins_at, practice, before.as_ref().map(|it| &it.appointment));
        self.change_appointment(id, &kept).await?;
        Ok(id)
    }

    /// Saves a change of an appointment.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was saved.
    pub async fn change_appointment(self, id: RecordId, kept: &KeptAppointment) -> Result<(), Trouble> {
        let device = self.account.device()?;
        self.appointment_done(device.save_appointment(id, kept).await)
    }

    /// Remembers that the patient talked with the practice of this room in a verified call.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was saved.
    pub async fn note_met(self, room: RoomId, now: Timestamp) -> Result<(), Trouble> {
        let of_room = |it: &KeptView| it.appointment.link().is_some_and(|link| link.room == room);
        let found = self.account.device()?.appointments().into_iter().find(of_room);
        let Some(KeptView { id, appointment }) = found else { return Ok(()) };
        self.change_appointment(id, &KeptAppointment { met_at: Some(now), ..appointment }).await
    }

    /// The practice that was met in the call of an appointment.
    ///
    /// # Errors
    /// [`Trouble::Gone`] for a practice that takes no shares yet, [`Trouble::Frozen`] for the keys of somebody else.
    pub async fn practice_met(self, appointment: &KeptAppointment) -> Result<CheckedPractice, Trouble> {
        let device = self.account.device()?;
        device.practice_met(appointment).await.map_err(|error| self.account.trouble(error))
    }

    /// Takes an appointment off the list.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: it is still there.
    pub async fn drop_appointment(self, id: RecordId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        self.appointment_done(device.drop_appointment(id).await)
    }

    /// Cancels an appointment at the practice.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it cannot be cancelled in this way any more; [`Trouble::Offline`].
    pub async fn cancel_appointment(self, id: RecordId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        self.appointment_done(device.cancel_appointment(id).await)
    }

    fn appointment_done(self, done: Result<(), heilsam_client::ClientError>) -> Result<(), Trouble> {
        done.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }
}
