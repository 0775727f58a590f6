//! Accounts: registration, login with two factors, credentials, slots, sessions, and the one authorisation point.

mod also_kept;
pub mod attempts;
pub mod authorise;
mod begin;
pub mod codes;
pub mod contact;
mod credentials;
mod credentials_add;
pub mod device;
mod erase;
pub mod insurer;
mod login;
mod login_names;
pub mod opaque;
mod overview;
pub mod passkey;
pub mod pending;
mod recovery;
mod registration;
mod routes;
pub mod secrets;
pub mod session;
mod sessions;
mod slots;
#[cfg(test)]
pub(crate) mod test_entropy;
pub mod totp;

use anyhow::Context;
use heilsam_domain::CredentialId;
use jiff::SignedDuration;
use url::Url;

use self::attempts::Attempts;
use self::insurer::directory::Directory;
use self::insurer::line::InsurerLine;
use self::insurer::message::{DigaId, Ik, Procedure};
use self::insurer::{Deferred, InsurerGateway, TestInsurer};
use self::opaque::{Opaque, OpaqueLogin};
use self::passkey::{PasskeyCeremony, PasskeyError, PasskeyLogin, Passkeys};
use self::pending::Pending;
use self::secrets::AccountSecrets;
use self::session::SessionLimits;
use crate::config::Config;
use crate::keys::Keys;

pub use self::authorise::authorise;
pub(crate) use self::erase::erase;
pub use self::routes::ROUTES;

/// How long a code stays reserved for a registration.
pub const REGISTRATION_TIME: SignedDuration = SignedDuration::from_mins(30);
/// How long an enrolment code can be used.
pub const INVITATION_TIME: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long the steps of a login may take.
pub const LOGIN_TIME: SignedDuration = SignedDuration::from_mins(5);
/// Steps under way that are remembered; a few KiB each at most.
const REMEMBERED: usize = 4_096;

/// What accounts need to know about the installation.
pub struct AccountOptions<'a> {
    /// Origins of the front ends; the first one names the relying party of passkeys.
    pub origins: &'a [Url],
    /// How long sessions live.
    pub limits: SessionLimits,
    /// Asks health insurers about activation codes.
    pub insurer: Box<dyn InsurerGateway>,
    /// A secret of the key file.
    pub secret: &'a [u8; 32],
}

/// What accounts keep in memory: keys, and steps under way.
pub struct Accounts {
    passkeys: Passkeys,
    opaque: Opaque,
    secrets: AccountSecrets,
    insurer: Box<dyn InsurerGateway>,
    pub(crate) limits: SessionLimits,
    origins: Vec<String>,
    attempts: Attempts,
    registrations: Pending<RegistrationStep>,
    passkey_logins: Pending<PasskeyLogin>,
    passphrase_logins: Pending<PassphraseLogin>,
    additions: Pending<Addition>,
}

/// A registration between its steps; the reserved code lies in the database.
#[derive(Clone)]
struct RegistrationStep {
    ceremony: PasskeyCeremony,
    passphrase: Option<NewPassphrase>,
    /// The invitation to a practice that allows it.
    joining: Option<heilsam_domain::JoiningId>,
}

/// A passphrase between the two messages of its registration.
#[derive(Clone, Copy)]
struct NewPassphrase {
    name_hash: [u8; 32],
    totp: [u8; totp::SECRET_BYTES],
}

/// A login with a passphrase between its two messages.
#[derive(Clone)]
struct PassphraseLogin {
    opaque: OpaqueLogin,
    name_hash: [u8; 32],
    known: Option<CredentialId>,
}

/// A credential being added to an account.
#[derive(Clone)]
enum Addition {
    Passkey { account: heilsam_domain::AccountId, ceremony: PasskeyCeremony },
    Passphrase { account: heilsam_domain::AccountId, passphrase: NewPassphrase },
}

impl Accounts {
    /// Puts the parts together.
    ///
    /// # Errors
    /// [`PasskeyError::Site`] if browsers would refuse passkeys at this address.
    pub fn new(options: AccountOptions<'_>) -> Result<Self, PasskeyError> {
        Ok(Self {
            passkeys: Passkeys::new(options.origins)?,
            opaque: Opaque::derive(&secrets::derive_key(options.secret, "heilsam/server/opaque")),
            secrets: AccountSecrets::derive(options.secret),
            insurer: options.insurer,
            limits: options.limits,
            origins: options.origins.iter().map(|origin| origin.origin().ascii_serialization()).collect(),
            attempts: Attempts::default(),
            registrations: Pending::new(REGISTRATION_TIME, REMEMBERED),
            passkey_logins: Pending::new(LOGIN_TIME, REMEMBERED),
            passphrase_logins: Pending::new(LOGIN_TIME, REMEMBERED),
            additions: Pending::new(LOGIN_TIME, REMEMBERED),
        })
    }

    /// As the configuration says; the test insurer answers in demonstrations only.
    ///
    /// # Errors
    /// What to change, in words: browsers would refuse passkeys at the public origin, or insurers cannot be asked.
    pub fn from_config(config: &Config, keys: &Keys) -> anyhow::Result<Self> {
        let origin = Url::parse(&config.server.public_origin).map_err(|_| PasskeyError::Site)?;
        let sessions = &config.sessions;
        let limits = SessionLimits {
            idle_patient: SignedDuration::from_mins(sessions.idle_minutes_patient.into()),
            idle_others: SignedDuration::from_mins(sessions.idle_minutes_others.into()),
            absolute: SignedDuration::from_hours(sessions.absolute_hours.into()),
        };
        let insurer = insurer_of(config)?;
        let secret = keys.secret("accounts");
        Ok(Self::new(AccountOptions { origins: &[origin], limits, insurer, secret: &secret })?)
    }

    /// The keys, for `heilsam account invite`.
    #[must_use]
    pub const fn secrets(&self) -> &AccountSecrets {
        &self.secrets
    }
}

/// Whom to ask about activation codes.
fn insurer_of(config: &Config) -> anyhow::Result<Box<dyn InsurerGateway>> {
    let insurer = &config.insurer;
    let Some(path) = &insurer.directory else {
        return Ok(if config.server.demo { Box::new(TestInsurer) } else { Box::new(Deferred) });
    };
    let list = std::fs::read_to_string(path)
        .with_context(|| format!("insurer.directory: {} cannot be read", path.display()))?;
    let ik =
        Ik::parse(&insurer.manufacturer_ik).context("insurer.manufacturer_ik: nine digits are expected")?;
    let diga_id = DigaId::parse(&insurer.diga_id).context("insurer.diga_id: five digits are expected")?;
    let procedure = if insurer.test { Procedure::Test } else { Procedure::Real };
    Ok(Box::new(InsurerLine::new(ik, diga_id, procedure, Directory::read(&list)?)?))
}
