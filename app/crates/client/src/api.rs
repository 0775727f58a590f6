//! The server's API as typed calls.

mod contact;
mod notifications;
mod outcome;
mod practice;

use std::fmt::Display;

use heilsam_domain::{CollectionId, CredentialId, RecordId, RoomId, SessionId};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::session::Session;
use heilsam_protocol::site::Site;
use heilsam_protocol::sync::{BatchStored, Changes, Collection, UploadBatch};
use heilsam_protocol::{Problem, account, consultation, dossier, login, registration, sharing};
use heilsam_protocol::{limit, path};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::ClientError;
use crate::transport::{Method, Request, Transport};

/// Typed calls over a transport.
#[derive(Debug)]
pub struct Api<T>(pub T);

type Called<R> = Result<R, ClientError>;

impl<T: Transport> Api<T> {
    pub(crate) async fn site(&self) -> Called<Site> {
        self.get(path::SITE).await
    }

    pub(crate) async fn start_registration(
        &self,
        start: &registration::StartRegistration,
    ) -> Called<registration::RegistrationStarted> {
        self.post(path::REGISTRATIONS, start).await
    }

    pub(crate) async fn finish_with_passkey(
        &self,
        finish: &registration::FinishWithPasskey,
    ) -> Called<login::LoggedIn> {
        self.post(path::REGISTRATION_PASSKEY, finish).await
    }

    pub(crate) async fn start_passphrase(
        &self,
        start: &registration::StartPassphrase,
    ) -> Called<registration::PassphraseStarted> {
        self.post(path::REGISTRATION_PASSPHRASE_START, start).await
    }

    pub(crate) async fn finish_with_passphrase(
        &self,
        finish: &registration::FinishWithPassphrase,
    ) -> Called<login::LoggedIn> {
        self.post(path::REGISTRATION_PASSPHRASE_FINISH, finish).await
    }

    pub(crate) async fn start_passkey_login(&self) -> Called<login::PasskeyChallenge> {
        self.read(Method::Post, path::LOGIN_PASSKEY_START, None).await
    }

    pub(crate) async fn finish_passkey_login(
        &self,
        finish: &login::FinishPasskeyLogin,
    ) -> Called<login::LoggedIn> {
        self.post(path::LOGIN_PASSKEY_FINISH, finish).await
    }

    pub(crate) async fn start_passphrase_login(
        &self,
        start: &login::StartPassphraseLogin,
    ) -> Called<login::PassphraseChallenge> {
        self.post(path::LOGIN_PASSPHRASE_START, start).await
    }

    pub(crate) async fn finish_passphrase_login(
        &self,
        finish: &login::FinishPassphraseLogin,
    ) -> Called<login::LoggedIn> {
        self.post(path::LOGIN_PASSPHRASE_FINISH, finish).await
    }

    pub(crate) async fn recover(&self, recover: &login::Recover) -> Called<login::LoggedIn> {
        self.post(path::RECOVERY, recover).await
    }

    pub(crate) async fn slots(&self) -> Called<Vec<account::Slot>> {
        self.get(path::SLOTS).await
    }

    pub(crate) async fn put_slot(&self, slot: &account::Slot) -> Called<()> {
        self.tell(Method::Put, path::SLOTS, Some(slot)).await
    }

    pub(crate) async fn start_add_passphrase(
        &self,
        start: &heilsam_protocol::credential::StartAddPassphrase,
    ) -> Called<heilsam_protocol::credential::AddPassphraseStarted> {
        self.post(path::CREDENTIAL_PASSPHRASE_START, start).await
    }

    pub(crate) async fn finish_add_passphrase(
        &self,
        finish: &heilsam_protocol::credential::AddPassphrase,
    ) -> Called<()> {
        self.tell(Method::Post, path::CREDENTIAL_PASSPHRASE_FINISH, Some(finish)).await
    }

    pub(crate) async fn start_add_passkey(&self) -> Called<heilsam_protocol::credential::AddPasskeyStarted> {
        self.read(Method::Post, path::CREDENTIAL_PASSKEY_START, None).await
    }

    pub(crate) async fn finish_add_passkey(
        &self,
        finish: &heilsam_protocol::credential::AddPasskey,
    ) -> Called<()> {
        self.tell(Method::Post, path::CREDENTIAL_PASSKEY_FINISH, Some(finish)).await
    }

    pub(crate) async fn credentials(&self) -> Called<Vec<heilsam_protocol::credential::Credential>> {
        self.get(path::CREDENTIALS).await
    }

    pub(crate) async fn remove_credential(&self, credential: CredentialId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::CREDENTIAL, credential), None).await
    }

    pub(crate) async fn sessions(&self) -> Called<Vec<Session>> {
        self.get(path::SESSIONS).await
    }

    pub(crate) async fn end_session(&self, session: SessionId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::SESSION, session), None).await
    }

    pub(crate) async fn end_all_sessions(&self) -> Called<()> {
        self.tell::<()>(Method::Delete, path::SESSIONS, None).await
    }

    pub(crate) async fn log_out(&self) -> Called<()> {
        self.tell::<()>(Method::Delete, path::SESSION_CURRENT, None).await
    }

    pub(crate) async fn account(&self) -> Called<account::Account> {
        self.get(path::ACCOUNT).await
    }

    pub(crate) async fn also_kept(&self) -> Called<account::AlsoKept> {
        self.get(path::ALSO_KEPT).await
    }

    pub(crate) async fn erase_account(&self) -> Called<account::Erased> {
        self.read(Method::Delete, path::ACCOUNT, None).await
    }

    pub(crate) async fn redeem(&self, code: &account::RedeemCode) -> Called<account::Account> {
        self.post(path::ACCOUNT_CODES, code).await
    }

    pub(crate) async fn write_ticket(
        &self,
        ticket: &heilsam_protocol::ticket::NewTicket,
    ) -> Called<heilsam_protocol::ticket::TicketTaken> {
        self.post(path::TICKETS, ticket).await
    }

    pub(crate) async fn consents(&self) -> Called<Vec<SignedConsent>> {
        self.get(path::CONSENTS).await
    }

    pub(crate) async fn add_consent(&self, consent: &SignedConsent) -> Called<()> {
        self.tell(Method::Post, path::CONSENTS, Some(consent)).await
    }

    pub(crate) async fn open_for_sharing(&self) -> Called<()> {
        self.tell::<()>(Method::Put, path::SHARING_CODE, None).await
    }

    pub(crate) async fn practice_by_code(&self, code: &str) -> Called<sharing::PublicKeys> {
        self.get(&path::fill(path::SHARING_PRACTICE, code)).await
    }

    pub(crate) async fn shares(&self) -> Called<Vec<sharing::OwnShare>> {
        self.get(path::SHARES).await
    }

    pub(crate) async fn store_share(&self, id: RecordId, share: &sharing::StoreShare) -> Called<()> {
        self.tell(Method::Put, &path::fill(path::SHARE, id), Some(share)).await
    }

    pub(crate) async fn end_share(&self, id: RecordId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::SHARE, id), None).await
    }

    /// All of them.
    pub(crate) async fn received_shares(&self) -> Called<Vec<sharing::ReceivedShare>> {
        let id = |share: &sharing::ReceivedShare| share.share_id;
        self.pages(path::RECEIVED_SHARES, limit::RECEIVED_SHARES_PAGE, id).await
    }

    pub(crate) async fn received_share(&self, id: RecordId) -> Called<sharing::SharedPages> {
        self.get(&path::fill(path::RECEIVED_SHARE, id)).await
    }

    pub(crate) async fn put_collection(&self, collection: &Collection) -> Called<()> {
        self.tell(Method::Put, path::COLLECTIONS, Some(collection)).await
    }

    pub(crate) async fn upload(&self, collection: CollectionId, batch: &UploadBatch) -> Called<BatchStored> {
        self.post(&path::fill(path::COLLECTION_RECORDS, collection), batch).await
    }

    pub(crate) async fn changes(&self, cursor: &str) -> Called<Changes> {
        // The cursor is base64url: nothing in it needs escaping. Anything else is a broken server.
        if !cursor.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            return Err(ClientError::Answer("cursor"));
        }
        self.get(&format!("{}?cursor={cursor}", path::CHANGES)).await
    }

    /// All of them.
    pub(crate) async fn consultations(&self) -> Called<Vec<consultation::Consultation>> {
        let id = |it: &consultation::Consultation| it.room_id;
        self.pages(path::CONSULTATIONS, limit::CONSULTATIONS_PAGE, id).await
    }

    pub(crate) async fn plan(
        &self,
        plan: &consultation::PlanConsultation,
    ) -> Called<consultation::Consultation> {
        self.post(path::CONSULTATIONS, plan).await
    }

    pub(crate) async fn change_consultation(
        &self,
        room: RoomId,
        change: &consultation::ChangeConsultation,
    ) -> Called<()> {
        self.tell(Method::Patch, &path::fill(path::CONSULTATION, room), Some(change)).await
    }

    pub(crate) async fn cancel(&self, room: RoomId) -> Called<()> {
        self.tell::<()>(Method::Delete, &path::fill(path::CONSULTATION, room), None).await
    }

    pub(crate) async fn cancel_as_guest(
        &self,
        room: RoomId,
        cancel: &consultation::CancelAsGuest,
    ) -> Called<()> {
        self.tell(Method::Post, &path::fill(path::ROOM_CANCELLATION, room), Some(cancel)).await
    }

    pub(crate) async fn dossier(&self, after: u64) -> Called<dossier::Dossier> {
        self.get(&format!("{}?after={after}", path::DOSSIER)).await
    }

    pub(crate) async fn act_on_dossier(
        &self,
        act: &dossier::ActOnDossier,
    ) -> Called<dossier::DossierEntries> {
        self.post(path::DOSSIER_ENTRIES, act).await
    }

    pub(crate) async fn put_dossier_name(&self, name: &dossier::DossierName) -> Called<()> {
        self.tell(Method::Put, path::DOSSIER_NAME, Some(name)).await
    }

    pub(crate) async fn dossier_configuration(&self) -> Called<dossier::RunningConfiguration> {
        self.get(path::DOSSIER_CONFIGURATION).await
    }

    pub(crate) async fn make_free_access(&self) -> Called<dossier::FreeAccess> {
        self.read(Method::Post, path::DOSSIER_ACCESS, None).await
    }

    pub(crate) async fn dossier_members(&self) -> Called<Vec<dossier::MemberKeys>> {
        self.get(path::DOSSIER_MEMBERS).await
    }

    pub(crate) async fn documents(&self) -> Called<Vec<dossier::StoredDocument>> {
        self.get(path::DOSSIER_DOCUMENTS).await
    }

    pub(crate) async fn document_part(&self, digest: &str, number: u16) -> Called<dossier::SealedPart> {
        let path = path::fill(path::DOSSIER_DOCUMENT_PARTS, digest);
        self.get(&format!("{path}?number={number}")).await
    }

    pub(crate) async fn put_document_part(&self, digest: &str, part: &dossier::DocumentPart) -> Called<()> {
        self.tell(Method::Post, &path::fill(path::DOSSIER_DOCUMENT_PARTS, digest), Some(part)).await
    }

    pub(crate) async fn put_document_keys(&self, digest: &str, keys: &dossier::DocumentKeys) -> Called<()> {
        self.tell(Method::Put, &path::fill(path::DOSSIER_DOCUMENT_KEYS, digest), Some(keys)).await
    }

    async fn get<R: DeserializeOwned>(&self, path: &str) -> Called<R> {
        self.read(Method::Get, path, None).await
    }

    /// All entries of a list that the server hands out in pages of `most`, each asked for with the id of the last one before.
    async fn pages<R: DeserializeOwned, I: Display>(
        &self,
        path: &str,
        most: usize,
        id: impl Fn(&R) -> I,
    ) -> Called<Vec<R>> {
        let mut all: Vec<R> = self.get(path).await?;
        let mut came = all.len();
        while came == most
            && let Some(last) = all.last()
        {
            let page: Vec<R> = self.get(&format!("{path}?after={}", id(last))).await?;
            came = page.len();
            all.extend(page);
        }
        Ok(all)
    }

    async fn post<R: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Called<R> {
        self.read(Method::Post, path, Some(encode(body)?)).await
    }

    async fn read<R: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Called<R> {
        let bytes = self.call(method, path, body).await?;
        serde_json::from_slice(&bytes).map_err(|_| ClientError::Answer("body"))
    }

    async fn tell<B: Serialize>(&self, method: Method, path: &str, body: Option<&B>) -> Called<()> {
        let body = body.map(encode).transpose()?;
        self.call(method, path, body).await.map(|_| ())
    }

    async fn call(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Called<Vec<u8>> {
        self.request(Request { method, path: path.to_owned(), body, anonymous: false }).await
    }

    async fn request(&self, request: Request) -> Called<Vec<u8>> {
        let answer = self.0.send(request).await?;
        if (200..300).contains(&answer.status) {
            return Ok(answer.body);
        }
        match serde_json::from_slice::<Problem>(&answer.body) {
            Ok(problem) => Err(problem.into()),
            // A proxy that has lost its server, or an error page: for the person it is the same as no connection.
            Err(_) if answer.status >= 500 => Err(ClientError::Offline),
            Err(_) => Err(ClientError::Answer("problem")),
        }
    }
}

fn encode(body: &impl Serialize) -> Called<Vec<u8>> {
    serde_json::to_vec(body).map_err(|_| ClientError::Answer("request"))
}
