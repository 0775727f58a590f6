//! What does not last: a computer that others use, the preview, the end of an account; and codes that make it last longer.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_client::client::{ConsentText, ContactRecovery};
use heilsam_domain::{ActivationCode, RecoveryCode};
use heilsam_protocol::account::Erased;
use jiff::Timestamp;

use super::{Access, Account};
use crate::account::device::{self, Device, Keep};
use crate::account::trouble::Trouble;
use crate::browser;

impl Account {
    /// Whether nothing is kept on this device.
    #[must_use]
    pub fn keeps_nothing(self) -> bool {
        let _ = (self.revision)();
        browser::keeps_nothing()
    }

    /// Entries on this device that were not sent yet, whoever wrote them; none where the browser stores nothing.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the browser refuses.
    pub async fn unsent_here(self) -> Result<usize, Trouble> {
        let Ok(device) = self.device() else { return Ok(0) };
        Ok(device.unsent_here().await?)
    }

    /// Before another account comes: erases what this device kept. Ask first.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the browser refuses.
    pub async fn forget_unsent(self) -> Result<(), Trouble> {
        Ok(self.device()?.forget_here().await?)
    }

    /// Before a login: whether this device is to keep anything. What it kept of an earlier login goes: look at
    /// [`Self::unsent_here`] first.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the browser refuses.
    pub async fn keep_nothing(mut self, nothing: bool) -> Result<(), Trouble> {
        if nothing && let Ok(device) = self.device() {
            device.forget_here().await?;
        }
        browser::keep_nothing(nothing);
        let keep = if nothing { Keep::Nothing } else { Keep::Record };
        let device = self.own_device(keep).await?;
        self.device.set(Some(device));
        self.changed();
        Ok(())
    }

    /// Comes in with the sheet of a trusted person; `Some` is when to come back with it.
    ///
    /// # Errors
    /// [`Trouble::LoginRefused`] for a sheet that is unknown, taken back or used.
    pub async fn recover_with_contact(self, code: RecoveryCode) -> Result<Option<Timestamp>, Trouble> {
        let device = self.device()?;
        match device.recover_with_contact(&code).await? {
            ContactRecovery::Waits(opens_at) => Ok(Some(opens_at)),
            ContactRecovery::In => {
                self.entered(&device);
                Ok(None)
            }
        }
    }

    /// Whether this is a preview with made-up entries.
    #[must_use]
    pub fn is_preview(self) -> bool {
        self.watched().is_some_and(|device| device.is_preview())
    }

    /// Opens a preview: nothing is kept, nobody is asked.
    ///
    /// # Errors
    /// [`Trouble`] in words.
    pub async fn begin_preview(mut self, consents: &[ConsentText<'_>]) -> Result<Rc<Device>, Trouble> {
        let device = device::open(self.database, Keep::Preview).await.map_err(|_| Trouble::Storage)?;
        device.begin_preview(consents).await?;
        let device = Rc::new(device);
        self.device.set(Some(device.clone()));
        Ok(device)
    }

    /// Shows the preview, once its entries are there.
    pub fn show_preview(mut self) {
        self.access.set(Access::In);
        self.changed();
    }

    /// Ends the preview; nothing of it is left.
    pub async fn end_preview(mut self) {
        self.access.set(Access::Opening);
        self.device.set(None);
        self.changed();
        self.open().await;
    }

    /// Redeems a follow-up code.
    ///
    /// # Errors
    /// [`Trouble::CodeRefused`] for a code that is unknown, used or expired.
    pub async fn redeem(self, code: ActivationCode) -> Result<(), Trouble> {
        self.device()?.redeem_further_code(&code).await.map_err(|error| self.trouble(error))?;
        self.changed();
        Ok(())
    }

    /// Looks at the account again; without a connection it stays as it was.
    pub async fn refresh(self) {
        let Ok(device) = self.device() else { return };
        if device.is_preview() || self.current() != Access::In {
            return;
        }
        match device.refresh_account().await {
            Ok(true) => self.changed(),
            Ok(false) => {}
            Err(error) => {
                let _ = self.trouble(error);
            }
        }
    }

    /// Erases the account with everything of it.
    ///
    /// # Errors
    /// [`Trouble::NotFresh`]: [`Self::confirm`] first, then again. [`Trouble::Offline`]: nothing was erased.
    pub async fn erase(mut self) -> Result<(), Trouble> {
        let erased = self.device()?.erase_account().await.map_err(|error| self.trouble(error))?;
        self.erased.set(Some(Rc::new(erased)));
        self.access.set(Access::Out);
        self.changed();
        Ok(())
    }

    /// What the server said about an account that was just erased here, until it is put away or somebody logs in.
    #[must_use]
    pub fn erased(self) -> Option<Rc<Erased>> {
        self.erased.read().clone()
    }

    /// It was read.
    pub fn put_erased_away(mut self) {
        self.erased.set(None);
    }
}
