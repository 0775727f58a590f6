//! Sharing with a practice: the patient seals what was chosen for one doctor's key, again whenever something changed; the
//! doctor opens it.
//!
//! Each share has a key of its own, so that a doctor's key opens what was chosen and nothing else: see decision 0015.

use heilsam_crypto::envelope::{self, Expected, RecordPlace};
use heilsam_crypto::grants::{self, GrantTerms, Opening};
use heilsam_crypto::keys::{CollectionKey, CollectionKeys, CollectionKind, PrivateText};
use heilsam_crypto::{Scope, sharing};
use heilsam_domain::sharing_code::SharingCode;
use heilsam_domain::{CollectionId, ConsentAction, Purpose, RecordId};
use heilsam_protocol::sharing::{OwnShare, PublicKeys, ReceivedShare, SharedPages, StoreShare};
use heilsam_protocol::{Bytes, SealedRecord};
use serde::{Deserialize, Serialize};

use super::Client;
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::sharing::{
    CheckedPractice, Page, ReceivedView, ShareCover, ShareDraft, ShareView, SharedContent, SharedResult,
    chosen, chosen_results, to_pages,
};
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// What the payloads are; no collection of a patient has these types.
const COVER: u16 = 0x0101;
const ENTRIES: u16 = 0x0102;
/// A share has one epoch: taking back deletes it, and another share has another key.
const EPOCH: u32 = 1;

/// What the patient's devices need to know of a share; sealed for the patient alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Note {
    v: u8,
    practice_name: String,
    code: String,
    name: String,
    birth: Option<jiff::civil::Date>,
    choice: crate::sharing::ShareChoice,
    /// The key of the share, sealed under the account master key.
    key: Bytes,
    grant: Bytes,
    /// What was shown last: nothing is sent again when nothing changed.
    shown: Bytes,
}

/// The code of an account's keys.
pub(super) fn sharing_code(secrets: &Secrets) -> SharingCode {
    let keys = PublicKeys {
        account_id: secrets.scope.owner,
        signing_key: secrets.keys.signing.public().to_bytes().into(),
        kem_key: secrets.keys.receiving.public().to_bytes().into(),
        signature: Bytes::default(),
    };
    sharing::code(secrets.scope.deployment, &keys)
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The code of this account's keys: what a doctor hands to patients, and a patient compares with the practice.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`].
    pub fn sharing_code(&self) -> Result<SharingCode, ClientError> {
        self.with_session(|session| Ok(sharing_code(&session.secrets)))
    }

    /// Lets patients find this doctor by the code.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn open_for_sharing(&self) -> Result<(), ClientError> {
        self.api.open_for_sharing().await
    }

    /// The practice with this code; keys that do not have the code are refused, whoever sent them.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for a code that no practice has; [`ClientError::Crypto`] for swapped keys.
    pub async fn find_practice(&self, code: &SharingCode) -> Result<CheckedPractice, ClientError> {
        let keys = self.api.practice_by_code(&code.to_string()).await.map_err(not_found)?;
        let deployment = self.with_session(|session| Ok(session.secrets.scope.deployment))?;
        sharing::check_code(deployment, &keys, code)?;
        Ok(CheckedPractice { keys, code: code.clone() })
    }

    /// Shows a practice what was chosen.
    ///
    /// # Errors
    /// [`ClientError::ConsentMissing`] without the consent to sharing; refusals of the server, such as `too-large`.
    pub async fn share(
        &self,
        practice: &CheckedPractice,
        draft: &ShareDraft,
        results: &[SharedResult],
    ) -> Result<RecordId, ClientError> {
        if !self.has_consent(Purpose::Sharing) {
            return Err(ClientError::ConsentMissing);
        }
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let id = RecordId::from_parts(millis(now), random(&mut rng));
        let consent = self.consent_id();
        let (key, grant) = self.with_session(|session| {
            let Secrets { scope, amk, keys } = &session.secrets;
            let (_, to) = sharing::check_code(scope.deployment, &practice.keys, &practice.code)?;
            let made = CollectionKeys::make(CollectionKind::Share, &mut rng);
            let terms = GrantTerms {
                collection: collection(id),
                first_epoch: EPOCH,
                last_epoch: EPOCH,
                grantee: practice.keys.account_id,
                grantee_key: to.fingerprint(),
                consent,
                // The doctor's clock may be behind this one.
                not_before: now.as_second() - 3_600,
                expires: draft.expires_at.as_second(),
            };
            let grant = grants::seal(*scope, &terms, &[made.current().1], &to, &keys.signing, &mut rng)?;
            Ok((made.seal(*scope, collection(id), amk, &mut rng)?, grant))
        })?;
        let note = Note {
            v: 1,
            practice_name: draft.practice_name.clone(),
            code: practice.code.to_string(),
            name: draft.name.clone(),
            birth: draft.birth,
            choice: draft.choice.clone(),
            key: key.into(),
            grant: grant.into(),
            shown: Bytes::default(),
        };
        let made = OwnShare {
            share_id: id,
            practice: practice.keys.account_id,
            note: Bytes::default(),
            version: 0,
            created_at: now,
            changed_at: now,
            expires_at: draft.expires_at,
            ended_at: None,
            read_count: 0,
            reads: Vec::new(),
        };
        self.show(&made, note, results).await?;
        Ok(id)
    }

    /// All shares, newest first, with what the practices read.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn shares(&self) -> Result<Vec<ShareView>, ClientError> {
        let listed = self.api.shares().await?;
        self.with_session(|session| {
            Ok(listed.iter().filter_map(|share| view(&session.secrets, share)).collect())
        })
    }

    /// Brings open shares to what the record holds now. How many were changed.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn renew_shares(&self, results: &[SharedResult]) -> Result<usize, ClientError> {
        if self.is_preview() || !self.has_consent(Purpose::Sharing) {
            return Ok(0);
        }
        let now = environment::now(&self.environment);
        let mut renewed = 0;
        for share in self.api.shares().await? {
            if share.ended_at.is_some() || share.expires_at <= now {
                continue;
            }
            let note = self.with_session(|session| Ok(Note::open(&session.secrets, &share)))?;
            if let Some(note) = note
                && self.show(&share, note, results).await?
            {
                renewed += 1;
            }
        }
        Ok(renewed)
    }

    /// Takes a share back: the practice can fetch nothing any more. What it read it may still have.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when it was taken back already.
    pub async fn take_back(&self, id: RecordId) -> Result<(), ClientError> {
        self.api.end_share(id).await.map_err(not_found)
    }

    /// What patients show to this doctor.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn received_shares(&self) -> Result<Vec<ReceivedView>, ClientError> {
        let listed = self.api.received_shares().await?;
        let now = environment::now(&self.environment).as_second();
        self.with_session(|session| {
            let deployment = session.secrets.scope.deployment;
            let view = |share: &ReceivedShare| ReceivedView {
                id: share.share_id,
                patient: share.patient.account_id,
                patient_code: sharing::code(deployment, &share.patient),
                cover: open_cover(&session.secrets, share, now).map(|(cover, _)| cover),
                expires_at: share.expires_at,
            };
            Ok(listed.iter().map(view).collect())
        })
    }

    /// Everything that a share shows; the patient sees that it was fetched.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when it was taken back, [`ClientError::Crypto`] when it does not open,
    /// [`ClientError::Answer`] when pages are missing.
    pub async fn open_share(&self, id: RecordId) -> Result<SharedContent, ClientError> {
        let SharedPages { share, pages } = self.api.received_share(id).await.map_err(not_found)?;
        let now = environment::now(&self.environment).as_second();
        self.with_session(|session| {
            let secrets = &session.secrets;
            let (cover, key) = open_cover(secrets, &share, now).ok_or(ClientError::Answer("share"))?;
            if share.share_id != id || pages.len() != cover.pages {
                return Err(ClientError::Answer("pages"));
            }
            let scope = Scope { deployment: secrets.scope.deployment, owner: share.patient.account_id };
            let patient = scope.owner;
            let mut content = SharedContent { patient, cover, entries: Vec::new(), results: Vec::new() };
            for (number, sealed) in (1..).zip(&pages) {
                let payload = open_page(scope, id, ENTRIES, number, share.version, &key, sealed)?;
                let page = Page::read(&payload).ok_or(ClientError::Answer("page"))?;
                content.entries.extend(page.entries);
                content.results.extend(page.results);
            }
            if content.entries.len() == content.cover.entries {
                Ok(content)
            } else {
                Err(ClientError::Answer("pages"))
            }
        })
    }

    /// Seals what the record holds now and sends it; `false` when the practice has it already.
    async fn show(
        &self,
        share: &OwnShare,
        mut note: Note,
        results: &[SharedResult],
    ) -> Result<bool, ClientError> {
        let entries = chosen(self.entries(), &note.choice);
        let payloads = to_pages(&entries, chosen_results(results, &note.choice));
        let digest: Bytes = sharing::digest(&payloads).to_vec().into();
        if note.shown == digest {
            return Ok(false);
        }
        note.shown = digest;
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let (id, version) = (share.share_id, share.version + 1);
        let draft = ShareDraft {
            practice_name: note.practice_name.clone(),
            name: note.name.clone(),
            birth: note.birth,
            choice: note.choice.clone(),
            expires_at: share.expires_at,
        };
        let cover = ShareCover::new(&draft, now, entries.len(), payloads.len());
        let cover = serde_json::to_vec(&cover).map_err(|_| ClientError::Answer("share"))?;
        let stored = self.with_session(|session| {
            let Secrets { scope, amk, keys } = &session.secrets;
            let key = CollectionKeys::open(*scope, collection(id), amk, &note.key.0)?;
            let mut seal = |type_ns, number, payload: &[u8]| {
                let place = RecordPlace {
                    type_ns,
                    collection: collection(id),
                    record: page_id(number),
                    version,
                    prev_hash: [0; 32],
                    author: keys.signing.public().key_id(),
                };
                envelope::seal(*scope, &place, EPOCH, key.current().1, payload, &mut rng)
            };
            let cover = seal(COVER, 0, &cover)?;
            let pages = (1..).zip(&payloads).map(|(number, payload)| seal(ENTRIES, number, payload));
            let pages = pages.collect::<Result<Vec<SealedRecord>, _>>()?;
            let text = serde_json::to_vec(&note).map_err(|_| ClientError::Answer("share"))?;
            let mut rng = environment::rng(&self.environment);
            let sealed = amk.seal_text(*scope, PrivateText::Share(id), &text, &mut rng)?;
            Ok(StoreShare {
                practice: share.practice,
                grant: note.grant.clone(),
                note: sealed.into(),
                cover,
                pages,
                version,
                expires_at: share.expires_at,
            })
        })?;
        self.api.store_share(id, &stored).await?;
        Ok(true)
    }

    /// Which act of consent a share rests on: the last bytes of its signature name it.
    fn consent_id(&self) -> RecordId {
        let session = self.session.borrow();
        let acts = session.as_ref().map(|session| session.consents.as_slice()).unwrap_or_default();
        let given = |act: &&heilsam_protocol::consent::SignedConsent| {
            act.consent.purpose == Purpose::Sharing && act.consent.action == ConsentAction::Given
        };
        let bytes = acts.iter().rfind(given).and_then(|act| act.signature.0.last_chunk::<16>().copied());
        RecordId::from_bytes(bytes.unwrap_or_default())
    }
}

impl Note {
    /// `None` for a note of a newer version of the app.
    fn open(secrets: &Secrets, share: &OwnShare) -> Option<Self> {
        let about = PrivateText::Share(share.share_id);
        let text = secrets.amk.open_text(secrets.scope, about, &share.note.0).ok()?;
        serde_json::from_slice(&text).ok().filter(|note: &Self| note.v == 1)
    }
}

fn view(secrets: &Secrets, share: &OwnShare) -> Option<ShareView> {
    let note = Note::open(secrets, share)?;
    Some(ShareView {
        id: share.share_id,
        practice_name: note.practice_name,
        code: SharingCode::parse(&note.code).ok()?,
        choice: note.choice,
        version: share.version,
        created_at: share.created_at,
        changed_at: share.changed_at,
        expires_at: share.expires_at,
        ended_at: share.ended_at,
        read_count: share.read_count,
        reads: share.reads.clone(),
    })
}

/// Cover and key of a share: the grant is the patient's, for this account, in its time.
fn open_cover(secrets: &Secrets, share: &ReceivedShare, now: i64) -> Option<(ShareCover, CollectionKey)> {
    let deployment = secrets.scope.deployment;
    let (granted_by, _) = sharing::check_keys(deployment, &share.patient).ok()?;
    let scope = Scope { deployment, owner: share.patient.account_id };
    let opening = Opening {
        grantee: secrets.scope.owner,
        key: &secrets.keys.receiving,
        granted_by: &granted_by,
        newest_epoch: EPOCH,
        now,
    };
    let (terms, keys) = grants::open(scope, &opening, &share.grant.0).ok()?;
    if terms.collection != collection(share.share_id) {
        return None;
    }
    let (_, key) = keys.into_iter().next()?;
    let payload = open_page(scope, share.share_id, COVER, 0, share.version, &key, &share.cover).ok()?;
    Some((ShareCover::read(&payload)?, key))
}

fn open_page(
    scope: Scope,
    share: RecordId,
    type_ns: u16,
    number: u64,
    version: u64,
    key: &CollectionKey,
    sealed: &SealedRecord,
) -> Result<Vec<u8>, ClientError> {
    let expected = Expected {
        type_ns,
        collection: collection(share),
        record: Some(page_id(number)),
        version: Some(version),
    };
    Ok(envelope::open(scope, &expected, key, sealed)?)
}

/// A share is a collection of its own.
fn collection(share: RecordId) -> CollectionId {
    CollectionId::from_bytes(share.to_bytes())
}

fn page_id(number: u64) -> RecordId {
    RecordId::from_bytes(u128::from(number).to_be_bytes())
}

fn not_found(error: ClientError) -> ClientError {
    if error.code() == Some(heilsam_protocol::ProblemCode::NotFound) { ClientError::NotFound } else { error }
}
