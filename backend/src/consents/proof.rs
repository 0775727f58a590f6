//! Proof of consent: which consents of an account were in force at a time, each with the receipt that the account signed.
//!
//! Source: Art. 7(1) DSGVO: the controller must be able to demonstrate that consent was given.

use heilsam_domain::{AccountId, Consent, ConsentAction, DeploymentId, Purpose};
use heilsam_protocol::Bytes;
use heilsam_storage::consents::ConsentRow;
use heilsam_storage::{Store, StoreError};
use jiff::Timestamp;
use serde::Serialize;

use super::receipt::ReceiptVerifier;

/// Consents of one account at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConsentProof {
    /// The account.
    pub account_id: AccountId,
    /// The time asked about, by this server's clock.
    pub at: Timestamp,
    /// Its public signing key.
    pub signing_key: Bytes,
    /// The consents in force, in the order in which purposes are asked.
    pub in_force: Vec<ProvenConsent>,
    /// Every act up to that time, oldest first; all receipts were checked again.
    pub history: Vec<ProvenConsent>,
}

/// One act with its receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvenConsent {
    /// What was given or withdrawn; its time is the device's.
    #[serde(flatten)]
    pub consent: Consent,
    /// When it arrived here: from then on it counted.
    pub received_at: Timestamp,
    /// The receipt.
    pub signature: Bytes,
}

/// Why there is no proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// No such account on this server.
    #[error("there is no account with this id")]
    NoAccount,
    /// A stored receipt does not hold: the database was changed by somebody else than the account.
    #[error("the receipt of act {position} does not hold: the stored consent is not what the account signed")]
    Forged {
        /// Which act, from 0.
        position: usize,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks up what was in force at a time, and checks every receipt again.
///
/// # Errors
/// [`ProofError`]
pub async fn prove(
    store: &Store,
    deployment: DeploymentId,
    account_id: AccountId,
    at: Timestamp,
) -> Result<ConsentProof, ProofError> {
    let (_, identity) = store.account(account_id).await?.ok_or(ProofError::NoAccount)?;
    let verifier = ReceiptVerifier::new(deployment, account_id, &identity.signing_key.0);
    let mut history = Vec::new();
    for (position, row) in store.consent_history(account_id).await?.into_iter().enumerate() {
        if !verifier.is_some_and(|verifier| verifier.holds(&row.signed)) {
            return Err(ProofError::Forged { position });
        }
        if row.received_at <= at {
            history.push(ProvenConsent::from(row));
        }
    }
    let in_force = Purpose::ALL.into_iter().filter_map(|purpose| last_given(&history, purpose)).collect();
    Ok(ConsentProof { account_id, at, signing_key: identity.signing_key, in_force, history })
}

fn last_given(history: &[ProvenConsent], purpose: Purpose) -> Option<ProvenConsent> {
    let last = history.iter().rfind(|act| act.consent.purpose == purpose)?;
    (last.consent.action == ConsentAction::Given).then(|| last.clone())
}

impl From<ConsentRow> for ProvenConsent {
    fn from(row: ConsentRow) -> Self {
        Self { consent: row.signed.consent, received_at: row.received_at, signature: row.signed.signature }
    }
}
