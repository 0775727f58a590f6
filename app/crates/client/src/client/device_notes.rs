//! Small things that this device keeps for itself, sealed: a name to show, a count. They never leave the device.

use heilsam_crypto::CryptoError;
use heilsam_crypto::keys::PrivateText;

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::{Change, LocalStore};
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// What [`Self::keep_device_note`] kept under this name; logging out forgets it.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot read; [`ClientError::Crypto`] for a note that was changed.
    pub async fn device_note(&self, name: &str) -> Result<Option<String>, ClientError> {
        let id = self.with_session(|session| Ok(id(&session.secrets, name)?))?;
        let Some(sealed) = self.store.get(&key(id)).await? else { return Ok(None) };
        self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            let text = amk.open_text(*scope, PrivateText::DeviceNote(id), &sealed)?;
            Ok(String::from_utf8(text).ok())
        })
    }

    /// Keeps a short text under a name, in place of what was there. Neither can be read without the account's keys.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was kept.
    pub async fn keep_device_note(&self, name: &str, text: &str) -> Result<(), ClientError> {
        Ok(self.store.apply(vec![self.device_note_change(name, text)?]).await?)
    }

    /// The same for several, by their names: all or nothing.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was kept.
    pub async fn keep_device_notes(&self, notes: &[(String, String)]) -> Result<(), ClientError> {
        let changes = notes.iter().map(|(name, text)| self.device_note_change(name, text));
        let changes = changes.collect::<Result<Vec<_>, _>>()?;
        Ok(self.store.apply(changes).await?)
    }

    /// The same as a change to be stored with others.
    pub(super) fn device_note_change(&self, name: &str, text: &str) -> Result<Change, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let (id, sealed) = self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            let id = id(&session.secrets, name)?;
            Ok((id, amk.seal_text(*scope, PrivateText::DeviceNote(id), text.as_bytes(), &mut rng)?))
        })?;
        Ok(Change::Put(key(id), sealed))
    }
}

fn id(secrets: &Secrets, name: &str) -> Result<[u8; 16], CryptoError> {
    secrets.amk.derive_id(secrets.scope, &format!("device-note/{name}"))
}

fn key(id: [u8; 16]) -> String {
    format!("note/{}", base16ct::lower::encode_string(&id))
}
