//! The account as the views see it: who is logged in, and everything one does to get in and out.

use dioxus::prelude::*;
use heilsam_domain::{ActivationCode, EnrolmentCode, Purpose, RecoveryCode, SessionId};
use heilsam_protocol::session::Session;
use jiff::Timestamp;

use super::login::LoginWith;
use super::protect::ProtectWith;
use super::trouble::Trouble;

/// Who uses the program now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The device is looking for a session.
    Opening,
    /// Nobody is logged in.
    Out,
    /// Logged in.
    In,
}

/// A code that allows a registration.
pub enum RegistrationCode {
    /// A patient's.
    Activation(ActivationCode),
    /// A practice's.
    Enrolment(EnrolmentCode),
}

/// Signals and actions; copies share everything.
#[derive(Clone, Copy)]
pub struct Account {
    access: Signal<Access>,
}

/// Provides the account to all views below.
pub fn use_account_provider() -> Account {
    use_context_provider(|| Account { access: Signal::new(Access::Out) })
}

/// The account of this program.
pub fn use_account() -> Account {
    use_context()
}

#[expect(clippy::unused_async, reason = "preview")]
#[expect(missing_docs, reason = "preview")]
impl Account {
    #[must_use]
    pub fn access(self) -> Access {
        (self.access)()
    }
    #[must_use]
    pub fn entitled_until(self) -> Option<Timestamp> {
        None
    }
    pub async fn login(mut self, _with: LoginWith) -> Result<(), Trouble> {
        self.access.set(Access::In);
        Ok(())
    }
    pub async fn recover(mut self, _code: RecoveryCode) -> Result<(), Trouble> {
        self.access.set(Access::In);
        Ok(())
    }
    pub async fn begin_registration(self, _code: RegistrationCode) -> Result<(), Trouble> {
        Ok(())
    }
    pub async fn protect(mut self, with: ProtectWith, _consents: Vec<Purpose>) -> Result<Option<String>, Trouble> {
        match with {
            ProtectWith::Passphrase { .. } => Ok(Some("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned())),
            _ => {
                self.access.set(Access::In);
                Ok(None)
            }
        }
    }
    pub async fn sessions(self) -> Result<Vec<Session>, Trouble> {
        Err(Trouble::Offline)
    }
    pub async fn end_session(self, _id: SessionId) -> Result<(), Trouble> {
        Err(Trouble::Offline)
    }
    pub async fn end_all_sessions(self) -> Result<(), Trouble> {
        Err(Trouble::Offline)
    }
    pub async fn log_out(mut self) -> Result<(), Trouble> {
        self.access.set(Access::Out);
        Ok(())
    }
}
