//! Proofs of being a doctor: the own one, and those that operators look at.

use heilsam_client::ClientError;
use heilsam_domain::{Bsnr, Lanr, ProofState};
use heilsam_protocol::proof::{CardChallenge, CardRefused, DoctorProof, OtherProof, ProofToCheck};
use heilsam_protocol::{Problem, ProblemCode};

use super::Desk;
use crate::account::trouble::Trouble;

/// Who hands in a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A doctor of the statutory system.
    Numbers(Lanr, Bsnr),
    /// Somebody in private practice or of another profession.
    Other(OtherProof),
}

impl Desk {
    /// Whether doctors register here without a code of the operator; asked before anybody is logged in.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn takes_doctors(self) -> Result<bool, Trouble> {
        Ok(self.account.device()?.site().await?.doctor_registration)
    }

    /// How far the own proof of being a doctor has come.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn own_proof(self) -> Result<DoctorProof, Trouble> {
        let device = self.account.device()?;
        device.own_proof().await.map_err(|error| self.account.trouble(error))
    }

    /// Hands in a proof; `false` while the installation has no operator who could look at it.
    ///
    /// # Errors
    /// [`Trouble::Offline`]; [`Trouble::Gone`] when an operator looks at the one before already.
    pub async fn hand_in_proof(self, who: &Who, file: &[u8]) -> Result<bool, Trouble> {
        let device = self.account.device()?;
        let done = match who {
            Who::Numbers(lanr, bsnr) => device.hand_in_proof(lanr, bsnr, file).await,
            Who::Other(other) => device.hand_in_other_proof(other.clone(), file).await,
        };
        match done {
            Ok(()) => Ok(true),
            Err(ClientError::NotFound) => Ok(false),
            Err(error) => Err(self.account.trouble(error)),
        }
    }

    /// What the own card has to sign.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn card_challenge(self) -> Result<CardChallenge, Trouble> {
        let device = self.account.device()?;
        device.card_challenge().await.map_err(|error| self.account.trouble(error))
    }

    /// Hands in the card's signature; why it proves nothing, if it does not.
    ///
    /// # Errors
    /// [`Trouble::Offline`]; [`Trouble::Gone`] when an operator looks at another proof already.
    pub async fn hand_in_card(
        self,
        lanr: &Lanr,
        bsnr: &Bsnr,
        signature: Vec<u8>,
    ) -> Result<Option<CardRefused>, Trouble> {
        match self.account.device()?.hand_in_card(lanr, bsnr, signature).await {
            Ok(_) => Ok(None),
            Err(ClientError::Refused(Problem {
                code: ProblemCode::SignatureRefused,
                detail: Some(detail),
                ..
            })) => Ok(Some(CardRefused::parse(&detail).unwrap_or(CardRefused::Signature))),
            Err(error) => Err(self.account.trouble(error)),
        }
    }

    /// The proofs that wait for operators.
    ///
    /// # Errors
    /// [`Trouble::Offline`] without a connection.
    pub async fn proofs_to_check(self) -> Result<Vec<ProofToCheck>, Trouble> {
        let device = self.account.device()?;
        device.proofs_to_check().await.map_err(|error| self.account.trouble(error))
    }

    /// Opens the document of a proof.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it was decided about; [`Trouble::Frozen`] when it is not what was handed in.
    pub async fn open_proof(self, proof: &ProofToCheck) -> Result<Vec<u8>, Trouble> {
        let device = self.account.device()?;
        device.open_proof(proof).await.map_err(|error| self.account.trouble(error))
    }

    /// Says that a proof is right, or what is wrong with it.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it was replaced or decided about.
    pub async fn check_proof(
        self,
        proof: &ProofToCheck,
        refused: Option<&str>,
    ) -> Result<ProofState, Trouble> {
        let device = self.account.device()?;
        device.check_proof(proof, refused).await.map_err(|error| self.account.trouble(error))
    }
}
