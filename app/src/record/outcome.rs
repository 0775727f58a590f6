//! Outcome reporting as the views see it.

use heilsam_client::outcome::Step;
use heilsam_domain::outcome::{Contribution, Quarter};
use heilsam_therapy::outcome::ContributionError;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Record;
use crate::account::trouble::Trouble;

impl Record {
    /// Notes a sign of the patient; with `add`, what was counted goes to the record.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was noted.
    pub async fn count_use(self, at: Timestamp, today: Date, add: bool) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.count_use(at, today, add).await.map_err(|error| self.account.trouble(error))
    }

    /// The numbers of the course that would be handed in.
    ///
    /// # Errors
    /// [`ContributionError`] says why there are none.
    pub fn outcome_numbers(self, today: Date) -> Result<Contribution, ContributionError> {
        self.account
            .watched()
            .map_or(Err(ContributionError::NotEnded), |device| device.outcome_numbers(today))
    }

    /// What the patient decided, and how far it is.
    ///
    /// # Errors
    /// [`Trouble::Storage`]
    pub async fn outcome_step(self) -> Result<Option<Step>, Trouble> {
        self.account.device()?.outcome_step().await.map_err(|error| self.account.trouble(error))
    }

    /// Agrees to hand exactly these numbers in.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: the decision is kept and the rest follows by itself.
    pub async fn agree_to_hand_in(self, numbers: Contribution) -> Result<(), Trouble> {
        let done = self.account.device()?.agree_to_hand_in(numbers).await;
        self.account.changed();
        self.sync_now();
        done.map_err(|error| self.account.trouble(error))
    }

    /// Does not hand in.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was changed.
    pub async fn decline_to_hand_in(self, quarter: Quarter) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.decline_to_hand_in(quarter).await.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Hands in what is due; `true`: something went.
    pub async fn hand_in_what_is_due(self) -> bool {
        let Ok(device) = self.account.device() else { return false };
        let handed_in = device.hand_in_what_is_due().await.unwrap_or(false);
        if handed_in {
            self.account.changed();
        }
        handed_in
    }
}
