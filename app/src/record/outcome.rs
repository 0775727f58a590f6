//! Outcome reporting as the views see it.

use heilsam_client::outcome::Step;
use heilsam_domain::outcome::{Contribution, Quarter};
use heilsam_therapy::outcome::{ContributionError, UsageLog};
use jiff::civil::Date;

use super::Record;
use crate::account::trouble::Trouble;

impl Record {
    /// Use that this device counted and did not add to the record yet.
    ///
    /// # Errors
    /// [`Trouble::Storage`]
    pub async fn pending_use(self) -> Result<UsageLog, Trouble> {
        self.account.device()?.pending_use().await.map_err(|error| self.account.trouble(error))
    }

    /// Keeps use that is not added to the record yet.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was kept.
    pub async fn keep_pending_use(self, pending: &UsageLog) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.keep_pending_use(pending).await.map_err(|error| self.account.trouble(error))
    }

    /// Adds use to the record.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was added.
    pub async fn add_use(self, counted: &UsageLog) -> Result<(), Trouble> {
        self.account.device()?.add_use(counted).await.map_err(|error| self.account.trouble(error))
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
