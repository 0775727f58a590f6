//! What came from files beside the diary, as the views see it.

use heilsam_client::brought::BroughtView;
use heilsam_domain::RecordId;

use super::Record;
use crate::account::trouble::Trouble;

impl Record {
    /// What came from files and has no place in the diary, by kind, the newest first.
    #[must_use]
    pub fn brought(self) -> Vec<BroughtView> {
        self.account.watched().map(|device| device.brought()).unwrap_or_default()
    }

    /// Removes the records of one of it.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::Gone`]: nothing was removed.
    pub async fn remove_brought(self, records: &[RecordId]) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.remove_brought(records).await.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }
}
