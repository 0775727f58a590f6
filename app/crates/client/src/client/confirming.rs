//! Logging in once more while logged in: before it changes what one logs in with. And the list of those ways.

use heilsam_domain::CredentialId;
use heilsam_protocol::credential::Credential;
use heilsam_protocol::login::{FinishPasskeyLogin, LoggedIn, PasskeyChallenge};

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Proves once more who one is, with a passkey of the account that is logged in.
    ///
    /// # Errors
    /// Refusals of the server; [`ClientError::LoggedOut`] when the passkey belongs to another account.
    pub async fn confirm_with_passkey(
        &self,
        challenge: &PasskeyChallenge,
        credential: serde_json::Value,
    ) -> Result<(), ClientError> {
        let finish = FinishPasskeyLogin { token: challenge.token.clone(), credential };
        self.confirm(self.api.finish_passkey_login(&finish).await?).await
    }

    /// Proves once more who one is, with login name, passphrase and six digits.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `login-refused`; [`ClientError::LoggedOut`] when they belong to another account.
    pub async fn confirm_with_passphrase(
        &self,
        name: &str,
        passphrase: &str,
        totp: &str,
    ) -> Result<(), ClientError> {
        let (login, _) = self.prove_passphrase(name, passphrase, totp).await?;
        self.confirm(login).await
    }

    /// The new session takes the place of the old one; keys, entries and what waits stay as they are.
    async fn confirm(&self, login: LoggedIn) -> Result<(), ClientError> {
        let same = self.with_session(|own| Ok(own.account.account_id == login.account.account_id))?;
        if !same {
            // The server has ended our session for the other account's. That one ends, too; nothing is forgotten here.
            let _ = self.api.log_out().await;
            return Err(ClientError::LoggedOut);
        }
        self.remember_session(login.session_id).await
    }

    /// What the account can be opened with, oldest first.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn credentials(&self) -> Result<Vec<Credential>, ClientError> {
        self.api.credentials().await
    }

    /// Removes one of them and ends all other sessions. The last one stays.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `login-not-fresh` when the login is too long ago, `conflict` for the last one.
    pub async fn remove_credential(&self, credential: CredentialId) -> Result<(), ClientError> {
        self.api.remove_credential(credential).await
    }
}
