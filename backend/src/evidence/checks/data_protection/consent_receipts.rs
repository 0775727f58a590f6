//! Every consent in the database carries a receipt that its own account signed.

use super::consent_texts::ACCOUNTS;
use crate::consents::proof::{ProofError, prove};
use crate::evidence::{Findings, Outcome, Subject};

/// Verifies every receipt.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let (mut accounts, mut acts) = (0, 0);
    for account in subject.store.consenting_accounts(ACCOUNTS).await? {
        accounts += 1;
        match prove(&subject.store, subject.keys.deployment_id(), account, subject.now).await {
            Ok(proof) => acts += proof.history.len(),
            Err(ProofError::Forged { position }) => {
                findings.red(format!("Konto {account}: Die Quittung zu Nummer {position} ist nicht echt."));
            }
            Err(ProofError::NoAccount) => findings.red(format!("Konto {account}: Einwilligung ohne Konto.")),
            Err(ProofError::Store(error)) => return Err(error.into()),
        }
    }
    if accounts > 0 {
        findings.saw(format!("{acts} Quittungen von {accounts} Konten geprüft."));
    }
    findings.verdict()
}
