//! The login name, for its owner to look up: the server keeps a hash of it only, and nobody remembers four digits.

use heilsam_domain::{CredentialId, LoginName};

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// A note of this device: the id of the credential, a blank, the name.
const NOTE: &str = "login-name";

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The name that belongs to the account's passphrase, if it was typed or given on this device since the last logout.
    /// `None` as well when another device has set a passphrase since.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server; [`ClientError::Store`].
    pub async fn login_name(&self) -> Result<Option<String>, ClientError> {
        let Some(note) = self.device_note(NOTE).await? else { return Ok(None) };
        let Some((id, name)) = note.split_once(' ') else { return Ok(None) };
        let listed = self.api.credentials().await?;
        let counts = listed.iter().any(|credential| credential.credential_id.to_string() == id);
        Ok(counts.then(|| name.to_owned()))
    }

    /// Keeps the name on this device. That it cannot be kept stops nobody: the person has seen it.
    pub(super) async fn keep_login_name(&self, credential: Option<CredentialId>, name: &LoginName) {
        let Some(credential) = credential else { return };
        let _ = self.keep_device_note(NOTE, &format!("{credential} {}", name.expose())).await;
    }
}
