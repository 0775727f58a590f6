//! The contract of the practice with the operator.

use heilsam_protocol::contract::{Contract, ContractChanged, ContractData, ContractPage};
use heilsam_protocol::invoice::Invoices;

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The contract, and what can be chosen.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn contract(&self) -> Result<ContractPage, ClientError> {
        self.api.contract().await
    }

    /// Concludes the contract, or changes its data.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `invalid-field`, whose detail names the field.
    pub async fn put_contract(&self, data: &ContractData) -> Result<Contract, ClientError> {
        self.api.put_contract(data).await
    }

    /// Gives notice.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when it was given already.
    pub async fn cancel_contract(&self) -> Result<ContractChanged, ClientError> {
        self.api.cancel_contract().await
    }

    /// Takes notice back.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when there is none.
    pub async fn revoke_cancellation(&self) -> Result<ContractChanged, ClientError> {
        self.api.revoke_cancellation().await
    }

    /// The PDF of a certificate, from 0.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn certificate(&self, number: usize) -> Result<Vec<u8>, ClientError> {
        Ok(self.api.certificate(number).await?.content.0)
    }

    /// The invoices of the contract, newest first.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn invoices(&self) -> Result<Invoices, ClientError> {
        self.api.invoices().await
    }
}
