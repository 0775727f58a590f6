//! More ways in: a further passkey, a new passphrase, the recovery sheet.

use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::opaque::{self, ExportKey};
use heilsam_crypto::slots::{DeviceSecret, SheetKeys, SlotSecret};
use heilsam_domain::{LoginName, RecoveryCode, SlotId, WishedName};
use heilsam_protocol::Bytes;
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::credential::{
    AddPasskey, AddPasskeyStarted, AddPassphrase, CredentialKind, StartAddPassphrase,
};

use super::Client;
use super::registration::make_slot;
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// A passphrase that the server has taken and that waits for the first six digits.
pub struct PassphraseDraft {
    token: Bytes,
    upload: Vec<u8>,
    export: ExportKey,
}

impl PassphraseDraft {
    pub(super) fn from_parts(token: Bytes, upload: Vec<u8>, export: ExportKey) -> Self {
        Self { token, upload, export }
    }

    pub(super) fn upload(&self) -> Bytes {
        self.upload.clone().into()
    }

    pub(super) fn export(&self) -> &ExportKey {
        &self.export
    }
}

/// [`PassphraseDraft`] with the login name that it is for and the secret for the authenticator app.
pub struct PassphraseBegun {
    draft: PassphraseDraft,
    login_name: LoginName,
    totp_secret: Bytes,
}

impl std::fmt::Debug for PassphraseBegun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PassphraseBegun(redacted)")
    }
}

impl PassphraseBegun {
    pub(super) fn new(
        draft: PassphraseDraft,
        login_name: &str,
        totp_secret: Bytes,
    ) -> Result<Self, ClientError> {
        let login_name = LoginName::parse(login_name).map_err(|_| ClientError::Answer("login name"))?;
        Ok(Self { draft, login_name, totp_secret })
    }

    pub(super) fn draft(&self) -> &PassphraseDraft {
        &self.draft
    }

    /// The login name from now on: the wished one with the digits that the server put behind it.
    #[must_use]
    pub fn login_name(&self) -> &LoginName {
        &self.login_name
    }

    /// The secret as authenticator apps take it: base32 without padding.
    #[must_use]
    pub fn totp_base32(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.totp_secret.0)
    }

    /// The 20 bytes of the secret.
    #[must_use]
    pub fn totp_secret(&self) -> &[u8] {
        &self.totp_secret.0
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Makes (or makes anew) the recovery sheet. The code is shown once and never stored.
    ///
    /// # Errors
    /// [`ClientError::Offline`] without a connection; refusals of the server.
    pub async fn make_recovery_sheet(&self) -> Result<RecoveryCode, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let code = RecoveryCode::from_random(random(&mut rng));
        let keys = SheetKeys::recovery(&code)?;
        let listed = self.api.slots().await?;
        let known = listed.iter().find(|slot| slot.kind == SlotKind::RecoverySheet).map(|slot| slot.slot_id);
        let slot_id = known.unwrap_or_else(|| SlotId::from_parts(millis(now), random(&mut rng)));
        let mut slot = self.with_session(|session| {
            let secret = SlotSecret::RecoverySheet(&code);
            Ok(make_slot(&session.secrets, slot_id, secret, now.as_second(), &mut rng)?)
        })?;
        slot.locator = Some(keys.locator().into());
        slot.auth_key = Some((*keys.auth_key()).into());
        self.api.put_slot(&slot).await?;
        self.remember_sheet().await?;
        Ok(code)
    }

    /// Begins adding a passkey of this device.
    ///
    /// # Errors
    /// Refusals of the server.
    pub async fn begin_passkey(&self) -> Result<AddPasskeyStarted, ClientError> {
        self.api.start_add_passkey().await
    }

    /// Adds the passkey; arguments as for the registration.
    ///
    /// # Errors
    /// [`ClientError::PasskeyWithoutSecret`] without PRF output; refusals of the server.
    pub async fn add_passkey(
        &self,
        started: &AddPasskeyStarted,
        credential: serde_json::Value,
        prf: Option<&[u8]>,
        label: &str,
    ) -> Result<(), ClientError> {
        let secret = DeviceSecret::from_prf(prf.ok_or(ClientError::PasskeyWithoutSecret)?)?;
        let slot = self.new_slot(SlotSecret::Device(&secret))?;
        let mut rng = environment::rng(&self.environment);
        let sealed_label = self.with_session(|session| Ok(label_of(&session.secrets, label, &mut rng)?))?;
        let add = AddPasskey { token: started.token.clone(), credential, sealed_label, slot };
        self.api.finish_add_passkey(&add).await
    }

    /// Begins setting a new login name and passphrase; gives the name, with its digits, and the secret for the
    /// authenticator app. Whoever wishes the same name again gets the same digits.
    ///
    /// # Errors
    /// Refusals of the server.
    pub async fn begin_new_passphrase(
        &self,
        wish: &WishedName,
        passphrase: &str,
    ) -> Result<PassphraseBegun, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let (registration, opaque) = opaque::Registration::start(passphrase, &mut rng)?;
        let start = StartAddPassphrase { login_name: wish.expose().to_owned(), opaque: opaque.into() };
        let answer = self.api.start_add_passphrase(&start).await?;
        let (upload, export) = registration.finish(&answer.opaque.0, &mut rng)?;
        let draft = PassphraseDraft::from_parts(answer.token, upload, export);
        PassphraseBegun::new(draft, &answer.login_name, answer.totp_secret)
    }

    /// Sets it; the old one ends.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `invalid-field` for wrong digits, `start-again` when somebody took the name since.
    pub async fn set_new_passphrase(&self, begun: &PassphraseBegun, totp: &str) -> Result<(), ClientError> {
        let slot = self.new_slot(SlotSecret::Passphrase(begun.draft.export()))?;
        let add = AddPassphrase {
            token: begun.draft.token.clone(),
            opaque: begun.draft.upload(),
            totp: totp.to_owned(),
            slot,
        };
        self.api.finish_add_passphrase(&add).await?;
        // It is set. Without the list the device only cannot tell later which credential the name is for.
        if let Ok(listed) = self.api.credentials().await {
            let set = listed.iter().find(|credential| credential.kind == CredentialKind::Passphrase);
            self.keep_login_name(set.map(|credential| credential.credential_id), &begun.login_name).await;
        }
        Ok(())
    }

    pub(super) fn seal_label(&self, secrets: &Secrets, label: &str) -> Result<Bytes, ClientError> {
        let mut rng = environment::rng(&self.environment);
        Ok(label_of(secrets, label, &mut rng)?)
    }

    fn new_slot(&self, secret: SlotSecret<'_>) -> Result<heilsam_protocol::account::Slot, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let slot_id = SlotId::from_parts(millis(now), random(&mut rng));
        self.with_session(|session| {
            Ok(make_slot(&session.secrets, slot_id, secret, now.as_second(), &mut rng)?)
        })
    }
}

fn label_of(
    secrets: &Secrets,
    label: &str,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Bytes, heilsam_crypto::CryptoError> {
    secrets.amk.seal_text(secrets.scope, PrivateText::Label, label.as_bytes(), rng).map(Bytes)
}
