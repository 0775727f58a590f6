//! Logging in and out, and the list of sessions.

use heilsam_crypto::opaque::{self, ExportKey};
use heilsam_crypto::slots::{DeviceSecret, SheetKeys, SlotSecret};
use heilsam_domain::{LoginName, RecoveryCode, SessionId};
use heilsam_protocol::login::{
    FinishPasskeyLogin, FinishPassphraseLogin, LoggedIn, PasskeyChallenge, Recover, StartPassphraseLogin,
};
use heilsam_protocol::session::Session;
use heilsam_protocol::{Problem, ProblemCode};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Begins a login with a passkey; its `options` go to the browser.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn begin_passkey_login(&self) -> Result<PasskeyChallenge, ClientError> {
        self.site().await?;
        self.api.start_passkey_login().await
    }

    /// Logs in with what the passkey gave: `credential` without PRF results, `prf` its 32 bytes for
    /// [`super::PRF_SALT`].
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `login-refused`; [`ClientError::PasskeyWithoutSecret`]; [`ClientError::Unsent`].
    pub async fn login_with_passkey(
        &self,
        challenge: &PasskeyChallenge,
        credential: serde_json::Value,
        prf: Option<&[u8]>,
    ) -> Result<(), ClientError> {
        let secret = DeviceSecret::from_prf(prf.ok_or(ClientError::PasskeyWithoutSecret)?)?;
        let finish = FinishPasskeyLogin { token: challenge.token.clone(), credential };
        let login = self.api.finish_passkey_login(&finish).await?;
        self.enter(login, SlotSecret::Device(&secret)).await?;
        self.sync_after_login().await
    }

    /// Logs in with login name, passphrase and six digits. Whatever is wrong, the answer is the same.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `login-refused`; [`ClientError::Unsent`].
    pub async fn login_with_passphrase(
        &self,
        name: &str,
        passphrase: &str,
        totp: &str,
    ) -> Result<(), ClientError> {
        self.site().await?;
        let (login, export) = self.prove_passphrase(name, passphrase, totp).await?;
        let credential = login.slot.credential_id;
        self.enter(login, SlotSecret::Passphrase(&export)).await?;
        if let Ok(name) = LoginName::parse(name) {
            self.keep_login_name(credential, &name).await;
        }
        self.sync_after_login().await
    }

    /// Both messages of a login with a passphrase; on this device nothing changes yet.
    pub(super) async fn prove_passphrase(
        &self,
        name: &str,
        passphrase: &str,
        totp: &str,
    ) -> Result<(LoggedIn, ExportKey), ClientError> {
        let refused = || ClientError::Refused(Problem::new(ProblemCode::LoginRefused));
        let name = LoginName::parse(name).map_err(|_| refused())?;
        let mut rng = environment::rng(&self.environment);
        let (login, opaque) = opaque::Login::start(passphrase, &mut rng)?;
        let start = StartPassphraseLogin { login_name: name.expose().to_owned(), opaque: opaque.into() };
        let challenge = self.api.start_passphrase_login(&start).await?;
        let (last, export) = login.finish(&challenge.opaque.0, &mut rng).map_err(|_| refused())?;
        let finish =
            FinishPassphraseLogin { token: challenge.token, opaque: last.into(), totp: totp.to_owned() };
        Ok((self.api.finish_passphrase_login(&finish).await?, export))
    }

    /// Whether an account with this login name and passphrase exists, without logging in and without a one-time code.
    /// Says no more than a login would: the server cannot tell the two apart, and slows down whoever asks often.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn passphrase_fits(&self, name: &LoginName, passphrase: &str) -> Result<bool, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let (login, opaque) = opaque::Login::start(passphrase, &mut rng)?;
        let start = StartPassphraseLogin { login_name: name.expose().to_owned(), opaque: opaque.into() };
        let challenge = self.api.start_passphrase_login(&start).await?;
        Ok(login.finish(&challenge.opaque.0, &mut rng).is_ok())
    }

    /// Opens the account with the recovery sheet. Afterwards [`Self::is_recovering`] holds: set a new credential.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `login-refused` for a sheet that is unknown or was replaced; [`ClientError::Unsent`].
    pub async fn recover(&self, code: &RecoveryCode) -> Result<(), ClientError> {
        self.site().await?;
        let keys = SheetKeys::recovery(code)?;
        let recover = Recover { locator: keys.locator().into(), auth_key: (*keys.auth_key()).into() };
        let login = self.api.recover(&recover).await?;
        self.enter(login, SlotSecret::RecoverySheet(code)).await?;
        self.sync_after_login().await
    }

    /// Logs out and forgets everything on this device. Look at [`Self::waiting`] first: what waits is lost.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot forget.
    pub async fn log_out(&self) -> Result<(), ClientError> {
        // Without a connection the session at the server ends by itself; the keys on this device end now.
        let _ = self.api.log_out().await;
        self.forget().await
    }

    /// The sessions of this account.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn sessions(&self) -> Result<Vec<Session>, ClientError> {
        self.api.sessions().await
    }

    /// Ends one session; ending the present one logs out.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn end_session(&self, session: SessionId) -> Result<(), ClientError> {
        if self.with_session(|own| Ok(own.session_id))? == session {
            return self.log_out().await;
        }
        self.api.end_session(session).await
    }

    /// Ends all sessions, this one as well, and forgets what [`Self::leave`] forgets.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: nothing was ended.
    pub async fn end_all_sessions(&self) -> Result<(), ClientError> {
        self.api.end_all_sessions().await?;
        self.forget_sent().await
    }
}
