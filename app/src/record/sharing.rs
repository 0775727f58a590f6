//! Sharing with practices, as the views see it.

use heilsam_client::sharing::{CheckedPractice, ShareDraft, ShareView, SharedResult};
use heilsam_domain::{RecordId, SharingCode};

use super::Record;
use crate::account::trouble::Trouble;

impl Record {
    /// The code of this account's keys, which a practice compares.
    #[must_use]
    pub fn sharing_code(self) -> Option<SharingCode> {
        self.account.watched()?.sharing_code().ok()
    }

    /// The practice with this code.
    ///
    /// # Errors
    /// [`Trouble::Gone`] for a code that no practice has, [`Trouble::Frozen`] for keys that do not have the code.
    pub async fn find_practice(self, code: &SharingCode) -> Result<CheckedPractice, Trouble> {
        self.account.device()?.find_practice(code).await.map_err(|error| self.account.trouble(error))
    }

    /// Shows a practice what was chosen.
    ///
    /// # Errors
    /// [`Trouble::TooMuch`], [`Trouble::Offline`]: nothing is shown.
    pub async fn share(
        self,
        practice: &CheckedPractice,
        draft: &ShareDraft,
        results: &[SharedResult],
    ) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.share(practice, draft, results).await.map_err(|error| self.account.trouble(error))?;
        Ok(())
    }

    /// All shares, newest first.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: the server has them.
    pub async fn shares(self) -> Result<Vec<ShareView>, Trouble> {
        self.account.device()?.shares().await.map_err(|error| self.account.trouble(error))
    }

    /// Brings open shares to what the record holds now.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: some are as they were.
    pub async fn renew_shares(self, results: &[SharedResult]) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.renew_shares(results).await.map_err(|error| self.account.trouble(error))?;
        Ok(())
    }

    /// Takes a share back.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it has ended already; [`Trouble::Offline`]: it is still open.
    pub async fn take_back(self, id: RecordId) -> Result<(), Trouble> {
        self.account.device()?.take_back(id).await.map_err(|error| self.account.trouble(error))
    }
}
