//! What practices and operators call beside consultations: gateway, contract, proof of being a doctor.

use heilsam_domain::{AccountId, ProofState, RoomId};
use heilsam_protocol::{contract, dossier, gateway, path, proof};

use super::{Api, Called, encode};
use crate::transport::{Method, Transport};

impl<T: Transport> Api<T> {
    pub(crate) async fn send_by_mail(&self, room: RoomId, invite: &gateway::Invite) -> Called<()> {
        self.tell(Method::Post, &path::fill(path::CONSULTATION_MAIL, room), Some(invite)).await
    }

    pub(crate) async fn send_by_sms(&self, room: RoomId, invite: &gateway::Invite) -> Called<()> {
        self.tell(Method::Post, &path::fill(path::CONSULTATION_SMS, room), Some(invite)).await
    }

    pub(crate) async fn contract(&self) -> Called<contract::ContractPage> {
        self.get(path::CONTRACT).await
    }

    pub(crate) async fn put_contract(&self, data: &contract::ContractData) -> Called<contract::Contract> {
        self.read(Method::Put, path::CONTRACT, Some(encode(data)?)).await
    }

    pub(crate) async fn cancel_contract(&self) -> Called<contract::ContractChanged> {
        self.read(Method::Post, path::CONTRACT_CANCELLATION, None).await
    }

    pub(crate) async fn revoke_cancellation(&self) -> Called<contract::ContractChanged> {
        self.read(Method::Delete, path::CONTRACT_CANCELLATION, None).await
    }

    pub(crate) async fn certificate(&self, number: usize) -> Called<contract::CertificateFile> {
        self.get(&format!("{}?number={number}", path::CONTRACT_CERTIFICATE)).await
    }

    pub(crate) async fn own_proof(&self) -> Called<proof::DoctorProof> {
        self.get(path::PROOF).await
    }

    pub(crate) async fn hand_in_proof(&self, proof: &proof::HandInProof) -> Called<()> {
        self.tell(Method::Put, path::PROOF, Some(proof)).await
    }

    pub(crate) async fn card_challenge(&self) -> Called<proof::CardChallenge> {
        self.read(Method::Post, path::PROOF_CARD_CHALLENGE, None).await
    }

    pub(crate) async fn hand_in_card(&self, proof: &proof::HandInCard) -> Called<ProofState> {
        self.read(Method::Put, path::PROOF_CARD, Some(encode(proof)?)).await
    }

    pub(crate) async fn operators(&self) -> Called<Vec<dossier::DossierMember>> {
        self.get(path::OPERATORS).await
    }

    pub(crate) async fn proofs(&self) -> Called<Vec<proof::ProofToCheck>> {
        self.get(path::PROOFS).await
    }

    pub(crate) async fn proof_document(&self, doctor: AccountId) -> Called<proof::ProofDocument> {
        self.get(&path::fill(path::PROOF_DOCUMENT, doctor)).await
    }

    pub(crate) async fn put_proof_keys(&self, doctor: AccountId, keys: &dossier::DocumentKeys) -> Called<()> {
        self.tell(Method::Put, &path::fill(path::PROOF_KEYS, doctor), Some(keys)).await
    }

    pub(crate) async fn check_proof(
        &self,
        doctor: AccountId,
        said: &proof::CheckProof,
    ) -> Called<ProofState> {
        self.post(&path::fill(path::PROOF_CHECK, doctor), said).await
    }
}
