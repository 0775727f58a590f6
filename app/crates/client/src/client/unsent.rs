//! Entries that were not sent yet when somebody leaves this device or comes to it: none is erased without a word.

use heilsam_crypto::Scope;
use heilsam_domain::Role;
use heilsam_protocol::{Problem, ProblemCode};

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::StoredState;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// From now on only accounts of these roles come in; all others are refused with `forbidden`, and this device stays as it is.
    pub fn admit_only(&self, roles: &'static [Role]) {
        self.roles.set(Some(roles));
    }

    /// Versions on this device that were not sent yet, whoever wrote them, in whatever tab; also while nobody is logged in.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot read.
    pub async fn unsent_here(&self) -> Result<usize, ClientError> {
        Ok(StoredState::waiting(&self.store).await?)
    }

    /// Ends the session and forgets the keys. While something waits, what is on this device stays, sealed, and the next login
    /// of the same account sends it; otherwise this is [`Self::log_out`].
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot forget.
    pub async fn leave(&self) -> Result<(), ClientError> {
        // Without a connection the session at the server ends by itself; the keys on this device end now.
        let _ = self.api.log_out().await;
        self.forget_sent().await
    }

    /// Forgets the keys, and everything else too if nothing waits.
    pub(super) async fn forget_sent(&self) -> Result<(), ClientError> {
        let waiting = self.unsent_here().await;
        self.close().await?;
        if waiting? == 0 {
            self.store.clear().await?;
        }
        Ok(())
    }

    /// Looks whether somebody whose keys are open may come in, before anything on this device changes. Otherwise the session that
    /// the server just opened ends: what is here must not meet the server under another account.
    pub(super) async fn let_in(&self, comer: Scope, role: Role) -> Result<(), ClientError> {
        let found = self.may_come(comer, role).await;
        if found.is_err() {
            let _ = self.api.log_out().await;
        }
        found
    }

    async fn may_come(&self, comer: Scope, role: Role) -> Result<(), ClientError> {
        if self.roles.get().is_some_and(|roles| !roles.contains(&role)) {
            return Err(ClientError::Refused(Problem::new(ProblemCode::Forbidden)));
        }
        if self.has_others(comer).await? { self.nothing_waits().await } else { Ok(()) }
    }

    /// Refuses to go on where something waits.
    pub(super) async fn nothing_waits(&self) -> Result<(), ClientError> {
        match self.unsent_here().await? {
            0 => Ok(()),
            waiting => Err(ClientError::Unsent(waiting)),
        }
    }
}
