//! The proof of being a doctor: sealed here to the operators before it leaves the device, opened on an operator's device.
//!
//! Who the operators are is what the server says. A proof is no health data, and its readers are the people whom the
//! doctor shows it to anyway: see decision 0016.

use heilsam_crypto::documents::{self, DocumentKey, DocumentPlace};
use heilsam_domain::{AccountId, Bsnr, Lanr, ProofState};
use heilsam_protocol::dossier::{DocumentKeyFor, DocumentKeys, MemberKeys};
use heilsam_protocol::proof::{
    CardChallenge, CheckProof, DoctorProof, HandInCard, HandInProof, OtherProof, ProofToCheck,
};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// How far the own proof has come, and whether one is demanded.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn own_proof(&self) -> Result<DoctorProof, ClientError> {
        self.api.own_proof().await
    }

    /// Hands in a proof: a file that was looked at, sealed to all operators.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] while there is no operator; [`ClientError::Refused`] with `conflict` when an operator looks
    /// at the one before already.
    pub async fn hand_in_proof(&self, lanr: &Lanr, bsnr: &Bsnr, file: &[u8]) -> Result<(), ClientError> {
        self.send_proof((lanr.to_string(), bsnr.to_string()), None, file).await
    }

    /// The same for somebody without a doctor's number.
    ///
    /// # Errors
    /// As [`Self::hand_in_proof`].
    pub async fn hand_in_other_proof(&self, other: OtherProof, file: &[u8]) -> Result<(), ClientError> {
        self.send_proof((String::new(), String::new()), Some(other), file).await
    }

    async fn send_proof(
        &self,
        (lanr, bsnr): (String, String),
        other: Option<OtherProof>,
        file: &[u8],
    ) -> Result<(), ClientError> {
        let operators = self.api.operators().await?;
        if operators.is_empty() {
            return Err(ClientError::NotFound);
        }
        let (deployment, _) = self.whereabouts()?;
        let place = DocumentPlace::of(deployment, file);
        let mut rng = environment::rng(&self.environment);
        let key = DocumentKey::make(&mut rng);
        let parts = documents::seal(&place, &key, file, &mut rng)?;
        let proof = HandInProof {
            lanr,
            bsnr,
            other,
            digest: place.digest.into(),
            parts: parts.into_iter().map(Into::into).collect(),
            keys: self.seal_for_all(&place, &key, operators.iter())?,
        };
        self.api.hand_in_proof(&proof).await
    }

    /// What the own electronic health professional card has to sign; the one asked for before is worthless then.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn card_challenge(&self) -> Result<CardChallenge, ClientError> {
        self.api.card_challenge().await
    }

    /// Hands in the card's signature over the challenge that was asked for last.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `signature-refused` and the reason as its detail; with `conflict` when an operator looks
    /// at another proof already.
    pub async fn hand_in_card(
        &self,
        lanr: &Lanr,
        bsnr: &Bsnr,
        signature: Vec<u8>,
    ) -> Result<ProofState, ClientError> {
        let proof =
            HandInCard { lanr: lanr.to_string(), bsnr: bsnr.to_string(), signature: signature.into() };
        self.api.hand_in_card(&proof).await
    }

    /// The proofs that wait. Operators who came later get the keys that this one has.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn proofs_to_check(&self) -> Result<Vec<ProofToCheck>, ClientError> {
        let proofs = self.api.proofs().await?;
        if proofs.iter().any(|proof| proof.key.is_some() && !proof.without_key.is_empty()) {
            let operators = self.api.operators().await?;
            for proof in &proofs {
                self.share_proof(proof, &operators).await?;
            }
        }
        Ok(proofs)
    }

    /// Fetches and opens the file of a proof.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when nobody gave this operator its key yet, or it was decided about; [`ClientError::Crypto`]
    /// when it is not the file that was handed in.
    pub async fn open_proof(&self, proof: &ProofToCheck) -> Result<Vec<u8>, ClientError> {
        let (place, key) = self.proof_key(proof)?.ok_or(ClientError::NotFound)?;
        let parts = self.api.proof_document(proof.account_id).await?.parts;
        let parts: Vec<Vec<u8>> = parts.into_iter().map(|part| part.0).collect();
        Ok(documents::open(&place, &key, &parts)?)
    }

    /// Says that a proof is right, or what is wrong with it.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` when the same operator said so before, `not-found` when it was replaced or
    /// decided about.
    pub async fn check_proof(
        &self,
        proof: &ProofToCheck,
        refused: Option<&str>,
    ) -> Result<ProofState, ClientError> {
        let said = CheckProof { digest: proof.digest.clone(), refused: refused.map(str::to_owned) };
        self.api.check_proof(proof.account_id, &said).await
    }

    async fn share_proof(&self, proof: &ProofToCheck, operators: &[MemberKeys]) -> Result<(), ClientError> {
        let Some((place, key)) = self.proof_key(proof)? else { return Ok(()) };
        let lacks = |account: AccountId| proof.without_key.contains(&account);
        let lacking = operators.iter().filter(|operator| lacks(operator.account_id));
        let keys = self.seal_for_all(&place, &key, lacking)?;
        if keys.is_empty() {
            return Ok(());
        }
        self.api.put_proof_keys(proof.account_id, &DocumentKeys { keys }).await
    }

    fn seal_for_all<'a>(
        &self,
        place: &DocumentPlace,
        key: &DocumentKey,
        operators: impl Iterator<Item = &'a MemberKeys>,
    ) -> Result<Vec<DocumentKeyFor>, ClientError> {
        operators.map(|operator| self.seal_for(place, key, operator)).collect()
    }

    fn proof_key(&self, proof: &ProofToCheck) -> Result<Option<(DocumentPlace, DocumentKey)>, ClientError> {
        let Some(sealed) = &proof.key else { return Ok(None) };
        let (deployment, _) = self.whereabouts()?;
        let digest = proof.digest.to_array().ok_or(ClientError::Answer("digest"))?;
        let place = DocumentPlace { deployment, digest };
        let key = self.open_own_key(&place, &sealed.0)?;
        Ok(Some((place, key)))
    }
}
