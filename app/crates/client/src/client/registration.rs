//! Registration: a code, then a passkey or a passphrase with one-time codes. The keys are made silently on the way.

use heilsam_crypto::keys::{AccountKeys, AccountMasterKey};
use heilsam_crypto::practice::joining;
use heilsam_crypto::slots::{self, DeviceSecret, SlotSecret};
use heilsam_crypto::{CryptoError, Scope, opaque};
use heilsam_domain::{ActivationCode, EnrolmentCode, Role, SlotId, WishedName};
use heilsam_protocol::account::Slot;
use heilsam_protocol::registration::{
    FinishWithPasskey, FinishWithPassphrase, NewAccount, RegistrationCode, RegistrationStarted,
    StartPassphrase, StartRegistration,
};

use super::Client;
use super::consents::{ConsentText, sign_all};
use super::credentials::{PassphraseBegun, PassphraseDraft};
use super::session::to_wire;
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Begins with a patient's activation code.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `code-refused` for a code that is unknown, used or expired; [`ClientError::Unsent`].
    pub async fn begin_with_activation_code(
        &self,
        code: &ActivationCode,
    ) -> Result<RegistrationStarted, ClientError> {
        self.begin(RegistrationCode::Activation(code.expose().to_owned())).await
    }

    /// Begins with an enrolment code from the operator.
    ///
    /// # Errors
    /// As [`Self::begin_with_activation_code`].
    pub async fn begin_with_enrolment_code(
        &self,
        code: &EnrolmentCode,
    ) -> Result<RegistrationStarted, ClientError> {
        self.begin(RegistrationCode::Enrolment(code.expose().to_owned())).await
    }

    /// Begins as staff with the code of an open invitation to a practice. The server gets the number that follows from the code,
    /// never the code: it proves to the main user who accepts the invitation afterwards.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `code-refused` for a code that is unknown, over, taken back, accepted or was used to register.
    pub async fn begin_with_joining_code(
        &self,
        code: &EnrolmentCode,
    ) -> Result<RegistrationStarted, ClientError> {
        self.begin(RegistrationCode::Joining(joining::joining_id(code)?)).await
    }

    /// Begins as a doctor without a code: the account can do nothing but prove itself until the operators found that right.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `too-many-requests` when many came, `code-refused` where the operator hands out codes only.
    pub async fn begin_without_code(&self) -> Result<RegistrationStarted, ClientError> {
        self.begin(RegistrationCode::WithoutCode).await
    }

    async fn begin(&self, code: RegistrationCode) -> Result<RegistrationStarted, ClientError> {
        // A new account is nobody's whose entries wait here: said before a code is used.
        self.nothing_waits().await?;
        self.site().await?;
        self.api.start_registration(&StartRegistration { code }).await
    }

    /// Makes the account with a passkey: `credential` is `PublicKeyCredential.toJSON()` without PRF results, `prf` the
    /// 32 bytes that the passkey gave for [`super::PRF_SALT`]. Can be tried again with the same registration.
    ///
    /// # Errors
    /// [`ClientError::PasskeyWithoutSecret`] without PRF output; refusals of the server.
    pub async fn finish_with_passkey(
        &self,
        started: &RegistrationStarted,
        credential: serde_json::Value,
        prf: Option<&[u8]>,
        label: &str,
        consents: &[ConsentText<'_>],
    ) -> Result<(), ClientError> {
        let secret = DeviceSecret::from_prf(prf.ok_or(ClientError::PasskeyWithoutSecret)?)?;
        let (secrets, account) = self.make_account(started, SlotSecret::Device(&secret), consents).await?;
        let sealed_label = self.seal_label(&secrets, label)?;
        let finish = FinishWithPasskey { token: started.token.clone(), credential, sealed_label, account };
        let login = self.api.finish_with_passkey(&finish).await?;
        self.settle(self.site().await?, login, secrets).await?;
        self.sync_after_login().await
    }

    /// First half of a registration with login name and passphrase; gives the login name, with its digits, and the
    /// secret for the authenticator app.
    ///
    /// # Errors
    /// Refusals of the server.
    pub async fn begin_passphrase(
        &self,
        started: &RegistrationStarted,
        wish: &WishedName,
        passphrase: &str,
    ) -> Result<PassphraseBegun, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let (registration, opaque) = opaque::Registration::start(passphrase, &mut rng)?;
        let start = StartPassphrase {
            token: started.token.clone(),
            login_name: wish.expose().to_owned(),
            opaque: opaque.into(),
        };
        let answer = self.api.start_passphrase(&start).await?;
        let (upload, export) = registration.finish(&answer.opaque.0, &mut rng)?;
        let draft = PassphraseDraft::from_parts(started.token.clone(), upload, export);
        PassphraseBegun::new(draft, &answer.login_name, answer.totp_secret)
    }

    /// Second half: the six digits of the authenticator app. Can be tried again with other digits.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `invalid-field` for wrong digits, `start-again` when somebody took the name since.
    pub async fn finish_with_passphrase(
        &self,
        started: &RegistrationStarted,
        begun: &PassphraseBegun,
        totp: &str,
        consents: &[ConsentText<'_>],
    ) -> Result<(), ClientError> {
        let draft = begun.draft();
        let (secrets, account) =
            self.make_account(started, SlotSecret::Passphrase(draft.export()), consents).await?;
        let finish = FinishWithPassphrase {
            token: started.token.clone(),
            opaque: draft.upload(),
            totp: totp.to_owned(),
            account,
        };
        let login = self.api.finish_with_passphrase(&finish).await?;
        let credential = login.slot.credential_id;
        self.settle(self.site().await?, login, secrets).await?;
        self.keep_login_name(credential, begun.login_name()).await;
        self.sync_after_login().await
    }

    async fn make_account(
        &self,
        started: &RegistrationStarted,
        secret: SlotSecret<'_>,
        consents: &[ConsentText<'_>],
    ) -> Result<(Secrets, NewAccount), ClientError> {
        let site = self.site().await?;
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let scope = Scope { deployment: site.deployment_id, owner: started.account_id };
        let amk = AccountMasterKey::make(&mut rng);
        let keys = AccountKeys::make(&mut rng)?;
        let secrets = Secrets { scope, amk, keys };
        let identity = secrets.keys.to_identity(scope, &secrets.amk, &mut rng)?;
        let slot_id = SlotId::from_parts(millis(now), random(&mut rng));
        let slot = make_slot(&secrets, slot_id, secret, now.as_second(), &mut rng)?;
        let consents = match started.role {
            Role::Patient => sign_all(&secrets, consents, now)?,
            _ => Vec::new(),
        };
        Ok((secrets, NewAccount { identity, slots: vec![slot], consents }))
    }
}

/// A slot in its wire form.
pub(super) fn make_slot(
    secrets: &Secrets,
    slot_id: SlotId,
    secret: SlotSecret<'_>,
    created_at: i64,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Slot, CryptoError> {
    let kind = to_wire(secret.kind());
    let sealed =
        slots::seal(secrets.scope, slot_id, secret, &secrets.amk, &secrets.keys.signing, created_at, rng)?;
    Ok(Slot { slot_id, kind, credential_id: None, sealed: sealed.into(), locator: None, auth_key: None })
}
