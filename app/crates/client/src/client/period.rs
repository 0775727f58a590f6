//! The prescription's period, messages to the manufacturer, and the end of the account.

use heilsam_domain::ActivationCode;
use heilsam_protocol::account::{Account, Erased, RedeemCode};
use heilsam_protocol::ticket::{NewTicket, TicketTaken};

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Redeems a follow-up code: the period gets longer.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `code-refused` for a code that is unknown, used or expired.
    pub async fn redeem_further_code(&self, code: &ActivationCode) -> Result<(), ClientError> {
        let account = self.api.redeem(&RedeemCode { code: code.expose().to_owned() }).await?;
        self.remember_account(account).await
    }

    /// Looks at the account again: the insurer may have answered meanwhile. `true` when something changed.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn refresh_account(&self) -> Result<bool, ClientError> {
        let account = self.api.account().await?;
        let changed = self.account().as_ref() != Some(&account);
        if changed {
            self.remember_account(account).await?;
        }
        Ok(changed)
    }

    async fn remember_account(&self, account: Account) -> Result<(), ClientError> {
        let kept = account.clone();
        self.with_session(|session| {
            if session.account.entitled_until != account.entitled_until {
                session.engine.release();
            }
            session.account = account;
            Ok(())
        })?;
        self.change_file(|file| file.account = kept).await
    }

    /// Writes to the manufacturer; nobody has to be logged in.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Refused`] for an empty message or one that is too long.
    pub async fn write_ticket(&self, ticket: &NewTicket) -> Result<TicketTaken, ClientError> {
        self.api.write_ticket(ticket).await
    }

    /// Forgets everything on this device, without asking the server.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot forget.
    pub async fn forget_here(&self) -> Result<(), ClientError> {
        self.forget().await
    }

    /// Erases the account at the server, and everything on this device; answers what the server says about it.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: nothing was erased.
    pub async fn erase_account(&self) -> Result<Erased, ClientError> {
        let erased = self.api.erase_account().await?;
        self.forget().await?;
        Ok(erased)
    }
}
