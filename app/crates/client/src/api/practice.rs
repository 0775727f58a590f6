//! What practices and operators call beside consultations: members, gateway, contract, proof of being a doctor.

use heilsam_domain::{AccountId, CredentialId, JoiningId, PracticeId, ProofState, RoomId};
use heilsam_protocol::{consultation, contract, dossier, gateway, invoice, limit, path, practice, proof};

use super::{Api, Called, encode};
use crate::transport::{Method, Transport};

impl<T: Transport> Api<T> {
    /// `known`: the practice and its version that are here already.
    pub(crate) async fn practice(&self, known: Option<(PracticeId, u64)>) -> Called<practice::OwnPractice> {
        match known {
            Some((practice, version)) => {
                self.get(&format!("{}?practice={practice}&version={version}", path::PRACTICE)).await
            }
            None => self.get(path::PRACTICE).await,
        }
    }

    /// Public keys of everybody who belongs to it.
    pub(crate) async fn practice_members(&self) -> Called<Vec<dossier::MemberKeys>> {
        let id = |member: &dossier::MemberKeys| member.account_id;
        self.pages(path::PRACTICE_MEMBERS, limit::PRACTICE_MEMBERS_PAGE, id).await
    }

    /// The devices of everybody but the main user.
    pub(crate) async fn practice_devices(&self) -> Called<Vec<practice::MemberDevice>> {
        let id = |device: &practice::MemberDevice| device.credential_id;
        self.pages(path::PRACTICE_DEVICES, limit::PRACTICE_DEVICES_PAGE, id).await
    }

    pub(crate) async fn prepare_grants(&self, grants: &practice::PreparedGrants) -> Called<()> {
        self.tell(Method::Post, path::PRACTICE_GRANTS, Some(grants)).await
    }

    pub(crate) async fn release_device(&self, device: CredentialId) -> Called<()> {
        self.tell::<()>(Method::Put, &path::fill(path::PRACTICE_DEVICE, device), None).await
    }

    pub(crate) async fn take_device_back(&self, device: CredentialId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::PRACTICE_DEVICE, device), None).await
    }

    pub(crate) async fn found_practice(&self, new: &practice::FoundPractice) -> Called<()> {
        self.tell(Method::Post, path::PRACTICE, Some(new)).await
    }

    pub(crate) async fn change_practice(&self, change: &practice::ChangePractice) -> Called<()> {
        self.tell(Method::Put, path::PRACTICE, Some(change)).await
    }

    pub(crate) async fn invite_member(&self, new: &practice::NewJoining) -> Called<()> {
        self.tell(Method::Post, path::PRACTICE_JOININGS, Some(new)).await
    }

    pub(crate) async fn joining(&self, id: JoiningId) -> Called<practice::JoiningOffer> {
        self.get(&path::fill(path::PRACTICE_JOINING, id)).await
    }

    pub(crate) async fn answer_joining(&self, id: JoiningId, answer: &practice::AnswerJoining) -> Called<()> {
        self.tell(Method::Put, &path::fill(path::PRACTICE_JOINING, id), Some(answer)).await
    }

    pub(crate) async fn take_back_joining(&self, id: JoiningId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::PRACTICE_JOINING, id), None).await
    }

    pub(crate) async fn set_pair_rooms(&self, of: RoomId, rooms: &consultation::PairRooms) -> Called<()> {
        self.tell(Method::Put, &path::fill(path::CONSULTATION_PAIRS, of), Some(rooms)).await
    }

    pub(crate) async fn waiting(&self) -> Called<consultation::Waiting> {
        self.get(path::WAITING).await
    }

    pub(crate) async fn begin_line_trial(&self) -> Called<consultation::IceServers> {
        self.read(Method::Post, path::LINE_TRIALS, None).await
    }

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

    pub(crate) async fn invoices(&self) -> Called<invoice::Invoices> {
        self.get(path::CONTRACT_INVOICES).await
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

    pub(crate) async fn operators(&self) -> Called<Vec<dossier::MemberKeys>> {
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
