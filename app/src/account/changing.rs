//! Changing what one logs in with, and the fresh login that comes before it.

use dioxus::prelude::ReadableExt;
use heilsam_client::client::PRF_SALT;
use heilsam_domain::CredentialId;
use heilsam_protocol::credential::Credential;

use super::access::{Account, LABEL};
use super::login::LoginWith;
use super::passkey;
use super::protect::{ProtectWith, SecondStep};
use super::trouble::Trouble;

impl Account {
    /// Logs in once more, as the same person; nothing on the device changes.
    ///
    /// # Errors
    /// [`Trouble::LoginRefused`]; [`Trouble::SessionEnded`] when somebody else logged in.
    pub async fn confirm(self, with: LoginWith) -> Result<(), Trouble> {
        let device = self.device()?;
        let confirmed = match with {
            LoginWith::Passkey => {
                let challenge = device.begin_passkey_login().await?;
                let passkey = passkey::get(&challenge.options.to_string(), &PRF_SALT).await?;
                device.confirm_with_passkey(&challenge, passkey.parsed()?).await
            }
            LoginWith::Passphrase { name, passphrase, code } => {
                device.confirm_with_passphrase(&name, &passphrase, &code).await
            }
        };
        confirmed.map_err(|error| self.trouble(error))
    }

    /// What the account can be opened with.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn ways_in(self) -> Result<Vec<Credential>, Trouble> {
        self.device()?.credentials().await.map_err(|error| self.trouble(error))
    }

    /// Adds a passkey, or sets a passphrase in place of the one before. With `Some` the six digits of the authenticator
    /// app come next.
    ///
    /// # Errors
    /// [`Trouble::NotFresh`]: [`Self::confirm`] first, then again. Everything can be tried again.
    pub async fn set_way_in(self, with: ProtectWith) -> Result<Option<SecondStep>, Trouble> {
        let device = self.device()?;
        match with {
            ProtectWith::Passkey => {
                let started = device.begin_passkey().await?;
                let passkey = passkey::create(&started.passkey.options.to_string(), &PRF_SALT).await?;
                let secret = passkey.secret.as_ref().map(<[u8; 32]>::as_slice);
                device.add_passkey(&started, passkey.parsed()?, secret, LABEL).await?;
            }
            ProtectWith::Passphrase { name, passphrase } => {
                let begun = device.begin_new_passphrase(&name, &passphrase).await?;
                return Ok(Some(self.keep(begun, passphrase)));
            }
            ProtectWith::Code(digits) => {
                let Some(begun) = self.begun.peek().clone() else { return Err(Trouble::StartAgain) };
                device.set_new_passphrase(&begun, &digits).await?;
            }
        }
        Ok(None)
    }

    /// The login name that belongs to the passphrase, if this device knows it.
    pub async fn login_name(self) -> Option<String> {
        self.device().ok()?.login_name().await.ok().flatten()
    }

    /// Removes a way in; the last one stays.
    ///
    /// # Errors
    /// [`Trouble::NotFresh`]: [`Self::confirm`] first, then again.
    pub async fn remove_way_in(self, credential: CredentialId) -> Result<(), Trouble> {
        self.device()?.remove_credential(credential).await.map_err(|error| self.trouble(error))
    }
}
