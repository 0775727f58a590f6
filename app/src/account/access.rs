//! The account as the views see it: who is logged in, and everything one does to get in and out.

mod passing;

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_client::ClientError;
use heilsam_client::client::{ConsentText, PRF_SALT, PassphraseBegun};
use heilsam_domain::{ActivationCode, EnrolmentCode, RecoveryCode, Role, SessionId};
use heilsam_protocol::account::Erased;
use heilsam_protocol::registration::RegistrationStarted;
use heilsam_protocol::session::Session;
use jiff::Timestamp;

use super::device::{self, Device, Keep};
use super::login::LoginWith;
use super::passkey;
use super::protect::{ProtectWith, SecondStep};
use super::trouble::Trouble;
use crate::browser;

/// Who uses the program now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The device is looking for a session.
    Opening,
    /// Nobody is logged in.
    Out,
    /// Came in with the recovery sheet: a new way to log in must be set first.
    Recovering,
    /// Logged in.
    In,
}

/// What allows a registration.
pub enum RegistrationCode {
    /// A patient's.
    Activation(ActivationCode),
    /// The operator's.
    Enrolment(EnrolmentCode),
    /// That of an invitation to a practice: for staff.
    Joining(EnrolmentCode),
    /// None: a doctor who still has to prove to be one.
    WithoutCode,
}

/// Signals and actions; copies share everything.
#[derive(Clone, Copy, PartialEq)]
pub struct Account {
    access: Signal<Access>,
    /// Grows whenever something on the device changed.
    revision: Signal<u64>,
    device: Signal<Option<Rc<Device>>>,
    started: Signal<Option<RegistrationStarted>>,
    /// With which code of a practice somebody registers, until the invitation is accepted with it.
    joining: Signal<Option<EnrolmentCode>>,
    /// What the server said about the account that was here.
    erased: Signal<Option<Rc<Erased>>>,
    pub(super) begun: Signal<Option<Rc<PassphraseBegun>>>,
    roles: &'static [Role],
    database: &'static str,
}

/// Provides the account to all views below, and takes up the login of an earlier start.
/// `database` names the storage of this program, `roles` are those it is made for.
pub fn use_account_provider(database: &'static str, roles: &'static [Role]) -> Account {
    let account = use_context_provider(|| Account {
        access: Signal::new(Access::Opening),
        revision: Signal::new(0),
        device: Signal::new(None),
        started: Signal::new(None),
        joining: Signal::new(None),
        erased: Signal::new(None),
        begun: Signal::new(None),
        roles,
        database,
    });
    use_future(move || account.open());
    account
}

/// The account of this program.
pub fn use_account() -> Account {
    use_context()
}

impl Account {
    /// Who is logged in; subscribes the caller.
    #[must_use]
    pub fn access(self) -> Access {
        (self.access)()
    }

    /// Who is logged in, without subscribing.
    #[must_use]
    pub fn current(self) -> Access {
        *self.access.peek()
    }

    /// The end of the prescription's period.
    #[must_use]
    pub fn entitled_until(self) -> Option<Timestamp> {
        self.watched()?.account()?.entitled_until
    }

    /// The client, for reading: the caller is called again when something changes.
    #[must_use]
    pub fn watched(self) -> Option<Rc<Device>> {
        let _ = (self.revision)();
        self.device.read().clone()
    }

    /// The client, for acting.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the browser let us open none.
    pub fn device(self) -> Result<Rc<Device>, Trouble> {
        self.device.peek().clone().ok_or(Trouble::Storage)
    }

    /// Tells the views that something on the device changed.
    pub fn changed(mut self) {
        self.revision += 1;
    }

    async fn open(mut self) {
        let keep = if browser::keeps_nothing() { Keep::Nothing } else { Keep::Record };
        if let Ok(device) = self.own_device(keep).await {
            self.device.set(Some(device.clone()));
            if device.resume().await.unwrap_or(false) {
                return self.entered(&device);
            }
        }
        self.access.set(Access::Out);
    }

    /// A client on this device that lets in whom the program is made for, and nobody else.
    async fn own_device(self, keep: Keep) -> Result<Rc<Device>, Trouble> {
        let device = device::open(self.database, keep).await.map_err(|_| Trouble::Storage)?;
        device.admit_only(self.roles);
        Ok(Rc::new(device))
    }

    fn entered(mut self, device: &Device) {
        let access = if device.is_recovering() { Access::Recovering } else { Access::In };
        self.erased.set(None);
        self.access.set(access);
        self.changed();
    }

    /// Logs in.
    ///
    /// # Errors
    /// [`Trouble`] in words; [`Trouble::Unsent`]: [`Self::forget_unsent`] first, then again.
    pub async fn login(self, with: LoginWith) -> Result<(), Trouble> {
        let device = self.device()?;
        match with {
            LoginWith::Passkey => {
                let challenge = device.begin_passkey_login().await?;
                let passkey = passkey::get(&challenge.options.to_string(), &PRF_SALT).await?;
                let secret = passkey.secret.as_ref().map(<[u8; 32]>::as_slice);
                device.login_with_passkey(&challenge, passkey.parsed()?, secret).await?;
            }
            LoginWith::Passphrase { name, passphrase, code } => {
                device.login_with_passphrase(&name, &passphrase, &code).await?;
            }
        }
        self.entered(&device);
        Ok(())
    }

    /// Comes in with the recovery sheet.
    ///
    /// # Errors
    /// [`Trouble::LoginRefused`] for an unknown sheet.
    pub async fn recover(self, code: RecoveryCode) -> Result<(), Trouble> {
        let device = self.device()?;
        device.recover(&code).await?;
        self.entered(&device);
        Ok(())
    }

    /// First step of a registration.
    ///
    /// # Errors
    /// [`Trouble::CodeRefused`] for a code that is unknown, used or expired.
    pub async fn begin_registration(mut self, code: RegistrationCode) -> Result<(), Trouble> {
        let device = self.device()?;
        let joining = match &code {
            RegistrationCode::Joining(code) => Some(code.clone()),
            _ => None,
        };
        let started = match code {
            RegistrationCode::Activation(code) => device.begin_with_activation_code(&code).await?,
            RegistrationCode::Enrolment(code) => device.begin_with_enrolment_code(&code).await?,
            RegistrationCode::Joining(code) => device.begin_with_joining_code(&code).await?,
            RegistrationCode::WithoutCode => device.begin_without_code().await?,
        };
        if !self.roles.contains(&started.role) {
            return Err(Trouble::WrongRole);
        }
        self.started.set(Some(started));
        self.joining.set(joining);
        self.begun.set(None);
        Ok(())
    }

    /// The code of the practice with which somebody just registered.
    #[must_use]
    pub fn joining_code(self) -> Option<EnrolmentCode> {
        self.joining.peek().clone()
    }

    /// The invitation was accepted.
    pub fn forget_joining_code(mut self) {
        self.joining.set(None);
    }

    /// Sets the two factors: of a new account, or after the recovery sheet. With `Some` the six
    /// digits of the authenticator app come next; `None` means done.
    ///
    /// # Errors
    /// [`Trouble`] in words; everything can be tried again.
    pub async fn protect(
        self,
        with: ProtectWith,
        consents: &[ConsentText<'_>],
    ) -> Result<Option<SecondStep>, Trouble> {
        let device = self.device()?;
        if *self.access.peek() == Access::Recovering {
            return self.renew(&device, with).await;
        }
        let Some(started) = self.started.peek().clone() else { return Err(Trouble::CodeRefused) };
        match with {
            ProtectWith::Passkey => {
                let passkey = passkey::create(&started.passkey.options.to_string(), &PRF_SALT).await?;
                let secret = passkey.secret.as_ref().map(<[u8; 32]>::as_slice);
                device.finish_with_passkey(&started, passkey.parsed()?, secret, LABEL, consents).await?;
            }
            ProtectWith::Passphrase { name, passphrase } => {
                let begun = device.begin_passphrase(&started, &name, &passphrase).await?;
                return Ok(Some(self.keep(begun, passphrase)));
            }
            ProtectWith::Code(digits) => {
                let Some(begun) = self.begun.peek().clone() else { return Err(Trouble::CodeRefused) };
                device.finish_with_passphrase(&started, &begun, &digits, consents).await?;
            }
        }
        self.entered(&device);
        Ok(None)
    }

    async fn renew(mut self, device: &Device, with: ProtectWith) -> Result<Option<SecondStep>, Trouble> {
        let with_passkey = with == ProtectWith::Passkey;
        if let Some(step) = self.set_way_in(with).await? {
            return Ok(Some(step));
        }
        // A session from paper may do little, not even send what waits here: the new factors open a full one.
        device.leave().await?;
        if !with_passkey || self.login(LoginWith::Passkey).await.is_err() {
            self.access.set(Access::Out);
        }
        Ok(None)
    }

    pub(super) fn keep(mut self, begun: PassphraseBegun, passphrase: String) -> SecondStep {
        let name = begun.login_name().expose().to_owned();
        let secret = begun.totp_base32();
        self.begun.set(Some(Rc::new(begun)));
        SecondStep { name, passphrase, secret }
    }

    /// Where the account is logged in.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn sessions(self) -> Result<Vec<Session>, Trouble> {
        Ok(self.device()?.sessions().await?)
    }

    /// Ends one login.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: nothing was ended.
    pub async fn end_session(self, id: SessionId) -> Result<(), Trouble> {
        Ok(self.device()?.end_session(id).await?)
    }

    /// Ends all logins, this one as well. What was not sent yet stays here, sealed, until the same account logs in.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: nothing was ended.
    pub async fn end_all_sessions(mut self) -> Result<(), Trouble> {
        self.device()?.end_all_sessions().await?;
        self.joining.set(None);
        self.access.set(Access::Out);
        Ok(())
    }

    /// Whether a recovery sheet was made and proven readable.
    #[must_use]
    pub fn has_sheet(self) -> bool {
        let made = self.watched().is_some_and(|device| device.has_sheet());
        made && browser::preference(SHEET_OPEN).is_none()
    }

    /// Makes a recovery sheet; an earlier one ends.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: the earlier one still counts.
    pub async fn make_sheet(self) -> Result<RecoveryCode, Trouble> {
        let code = self.device()?.make_recovery_sheet().await.map_err(|error| self.trouble(error))?;
        browser::keep_preference(SHEET_OPEN, "1");
        self.changed();
        Ok(code)
    }

    /// The reader typed a group of the sheet back.
    pub fn confirm_sheet(self) {
        browser::forget_preference(SHEET_OPEN);
        self.changed();
    }

    /// Logs out and forgets everything on this device.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot forget.
    pub async fn log_out(mut self) -> Result<(), Trouble> {
        self.device()?.log_out().await?;
        self.joining.set(None);
        self.access.set(Access::Out);
        self.changed();
        Ok(())
    }

    /// Takes an error of an action; a session that has ended shows the login.
    #[must_use]
    pub fn trouble(mut self, error: ClientError) -> Trouble {
        if error == ClientError::LoggedOut {
            self.access.set(Access::Out);
        }
        error.into()
    }
}

/// Set while a sheet was made and not yet proven readable.
const SHEET_OPEN: &str = "heilsam.sheet-open";
/// What a passkey is called in the list; sealed, so only its owner reads it.
pub(super) const LABEL: &str = "Heilsam";
