//! What the operator sends for a practice: e-mail over SMTP and SMS over an HTTP gateway. Both are off unless configured.
//!
//! Addresses and texts go through memory and are kept nowhere: not in the database, not in the audit log, not in the
//! server's log. Whoever carries such a message could read the invitation in it; the practice's app therefore demands
//! comparing the security number. Source: CONSULTATION, VSP-1 step 5.

mod calendar;
mod invite;
pub mod mail;
pub mod sms;
mod words;

use self::mail::MailLine;
use self::sms::SmsLine;
use crate::config::Config;

pub use self::invite::ROUTES;
pub(crate) use self::words::day;

/// The ways out.
#[derive(Default)]
pub struct Gateway {
    /// E-mail.
    pub mail: Option<MailLine>,
    /// SMS.
    pub sms: Option<SmsLine>,
}

/// Why a message did not leave. Holds neither address nor text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// There is no such address, or the other side will never take it.
    #[error("the address was refused")]
    Address,
    /// The server that should take it does not answer, or not now.
    #[error("the gateway does not take messages now")]
    Unavailable,
}

impl Gateway {
    /// As the configuration says.
    ///
    /// # Errors
    /// What to change, in words.
    pub fn from_config(config: &Config) -> anyhow::Result<Self> {
        Ok(Self { mail: MailLine::from_config(&config.mail)?, sms: SmsLine::from_config(&config.sms)? })
    }
}
