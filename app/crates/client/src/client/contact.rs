//! A trusted person: one half of a secret on their sheet, the other with the operator, who hands it out after a waiting time.

use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::slots::{OperatorHalf, SheetKeys, SlotSecret};
use heilsam_domain::{RecoveryCode, SlotId};
use heilsam_protocol::contact::{AskContact, ContactAnswer, SetContact};
use jiff::Timestamp;
use serde::Serialize;

use super::Client;
use super::registration::make_slot;
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// The trusted person as the patient sees it. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// What the patient calls the person.
    pub name: String,
    /// Since when.
    pub made_at: Timestamp,
    /// From when on the sheet opens the account, if somebody asked with it.
    pub opens_at: Option<Timestamp>,
}

impl std::fmt::Debug for ContactView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContactView({})", self.made_at)
    }
}

/// What became of a try with the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactRecovery {
    /// The patient was told; come back then.
    Waits(Timestamp),
    /// The account is open: set a new credential.
    In,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The trusted person, if there is one.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Crypto`] for a name that this account did not seal.
    pub async fn contact(&self) -> Result<Option<ContactView>, ClientError> {
        let Some(contact) = self.api.contact().await?.contact else { return Ok(None) };
        let name = self.with_session(|session| {
            let Secrets { scope, amk, .. } = &session.secrets;
            Ok(amk.open_text(*scope, place(&session.secrets)?, &contact.note.0)?)
        })?;
        let name = String::from_utf8(name).unwrap_or_default();
        Ok(Some(ContactView { name, made_at: contact.made_at, opens_at: contact.opens_at }))
    }

    /// Makes both halves anew: the code for the person's sheet, and the operator's. An earlier sheet is worthless then.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `consent-missing`, `login-not-fresh`, or `conflict` without a channel for messages.
    pub async fn make_contact(&self, name: &str) -> Result<RecoveryCode, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let code = RecoveryCode::from_random(random(&mut rng));
        let half = OperatorHalf::make(&mut rng);
        let keys = SheetKeys::contact(&code)?;
        let slot_id = SlotId::from_parts(millis(now), random(&mut rng));
        let (mut slot, note) = self.with_session(|session| {
            let secret = SlotSecret::RecoveryContact(&code, &half);
            let slot = make_slot(&session.secrets, slot_id, secret, now.as_second(), &mut rng)?;
            let Secrets { scope, amk, .. } = &session.secrets;
            let note = amk.seal_text(*scope, place(&session.secrets)?, name.trim().as_bytes(), &mut rng)?;
            Ok((slot, note))
        })?;
        slot.locator = Some(keys.locator().into());
        slot.auth_key = Some((*keys.auth_key()).into());
        let contact = SetContact { slot, half: half.expose_for_operator().into(), note: note.into() };
        self.api.put_contact(&contact).await?;
        Ok(code)
    }

    /// Takes the trusted person back, and objects to whoever waits with the sheet.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: the sheet still counts.
    pub async fn remove_contact(&self) -> Result<(), ClientError> {
        self.api.remove_contact().await
    }

    /// Tries the sheet of a trusted person. Afterwards [`Self::is_recovering`] holds if it opened.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `login-refused` for a sheet that is unknown, taken back or used.
    pub async fn recover_with_contact(&self, code: &RecoveryCode) -> Result<ContactRecovery, ClientError> {
        self.site().await?;
        let keys = SheetKeys::contact(code)?;
        let ask = AskContact { locator: keys.locator().into(), auth_key: (*keys.auth_key()).into() };
        match self.api.ask_contact(&ask).await? {
            ContactAnswer::Waits { opens_at } => Ok(ContactRecovery::Waits(opens_at)),
            ContactAnswer::Open { login, half } => {
                let half = OperatorHalf::from_operator(&half.0)?;
                self.enter(*login, SlotSecret::RecoveryContact(code, &half)).await?;
                self.sync_after_login().await?;
                Ok(ContactRecovery::In)
            }
        }
    }
}

fn place(secrets: &Secrets) -> Result<PrivateText, heilsam_crypto::CryptoError> {
    secrets.amk.derive_id(secrets.scope, "recovery-contact").map(PrivateText::DeviceNote)
}
