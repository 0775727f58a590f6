//! The audit log: every event that concerns security, append-only, chained by hashes, its end anchored outside.
//!
//! Source: DiGAV Anlage 1, Datensicherheit (Protokollierung).

pub mod anchor;
pub mod outside;

use std::sync::Arc;

use heilsam_domain::{AccountId, CredentialId, Profession, Purpose, RecordId, Role, SessionId, SlotId};
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::credential::CredentialKind;
use heilsam_protocol::ticket::TicketKind;
use heilsam_storage::audit::AuditHead;
use heilsam_storage::{Store, StoreError};
use jiff::Timestamp;
use serde::Serialize;

use self::outside::{Outside, OutsideError};
use crate::ApiError;
use crate::clock::Clock;

/// An event. Holds ids and kinds; never names, codes, tokens, addresses or health data. What happens to a consultation is none:
/// the log only grows, and metadata of consultations are deleted after three months at the latest.
///
/// Source: Anlage 31b BMV-Ä § 2(4).
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it; fields are ids of what the event is about")]
pub enum Event {
    ServerStarted { version: &'static str, commit: String },
    ServerStopped,
    AdministrationRefused,
    JobRun { job: &'static str },
    DrainBegun,
    DrainEnded,
    EnrolmentCodeIssued { role: Role },
    CodeRefused,
    CodeRedeemed { account: AccountId },
    AccountErased { account: AccountId },
    TicketTaken { kind: TicketKind },
    AccountCreated { account: AccountId, role: Role },
    RegisteredWithoutCode { account: AccountId },
    RegisteredForPractice { account: AccountId, main_user: AccountId },
    ApplicationLapsed { account: AccountId },
    LoginRefused,
    LoggedIn { account: AccountId, kind: CredentialKind },
    Recovered { account: AccountId },
    SessionEnded { account: AccountId, session: SessionId },
    SessionsEnded { account: AccountId, count: u64 },
    CredentialAdded { account: AccountId, credential: CredentialId, kind: CredentialKind },
    CredentialRemoved { account: AccountId, credential: CredentialId },
    SlotPut { account: AccountId, slot: SlotId, kind: SlotKind },
    SlotRemoved { account: AccountId, slot: SlotId },
    ConsentGiven { account: AccountId, purpose: Purpose },
    ConsentWithdrawn { account: AccountId, purpose: Purpose },
    AccessRefused { account: AccountId, route: &'static str },
    PracticeFounded { account: AccountId },
    PracticeMemberInvited { account: AccountId },
    PracticeMemberCame { account: AccountId, member: AccountId },
    PracticeMemberWent { account: AccountId, member: AccountId },
    PracticeDeviceReleased { account: AccountId, member: AccountId, credential: CredentialId },
    PracticeDeviceTakenBack { account: AccountId, member: AccountId, credential: CredentialId },
    ShareBegun { account: AccountId, practice: AccountId, share: RecordId },
    ShareEnded { account: AccountId, share: RecordId },
    ShareRead { account: AccountId, share: RecordId },
    ContactSet { account: AccountId },
    ContactRemoved { account: AccountId },
    ContactAsked { account: AccountId },
    ContactOpened { account: AccountId },
    PushDeviceAdded { account: AccountId },
    PushDeviceRemoved { account: AccountId },
    NotificationMailSet { account: AccountId },
    NotificationMailRemoved { account: AccountId },
    ContractChanged { account: AccountId, plan: String },
    ContractCancelled { account: AccountId },
    ContractCancellationRevoked { account: AccountId },
    ContractEnded { account: AccountId },
    InvoiceMade { number: u64 },
    DebitsExported { run: u64, count: usize },
    ProofHandedIn { account: AccountId },
    ProofByCard { account: AccountId, profession: Profession },
    ProofChecked { account: AccountId, operator: AccountId, accepted: bool },
    DossierChanged { account: AccountId, number: u64, digest: String },
    DocumentStored { account: AccountId, digest: String },
    EvidenceRecorded { commit: String, checks: usize, red: usize, digest: String },
}

/// Writes events.
pub struct Audit {
    store: Store,
    clock: Arc<dyn Clock>,
    outside: Outside,
}

/// The end of the log could not be anchored.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The anchor file.
    #[error(transparent)]
    Outside(#[from] OutsideError),
}

#[derive(Serialize)]
struct Entry<'a> {
    at: Timestamp,
    #[serde(flatten)]
    event: &'a Event,
}

impl Audit {
    /// An audit log in this database, anchored outside.
    #[must_use]
    pub fn new(store: Store, clock: Arc<dyn Clock>, outside: Outside) -> Self {
        Self { store, clock, outside }
    }

    /// Writes an event durably, and an anchor when one is due; an erasure is written down outside of the database, too.
    ///
    /// # Errors
    /// If the database fails; what was to be recorded should then not happen.
    pub async fn record(&self, event: Event) -> Result<(), ApiError> {
        self.record_at(event).await.map(|_| ())
    }

    /// The same; answers when it was, and the end of the log with it.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub(crate) async fn record_at(&self, event: Event) -> Result<(Timestamp, AuditHead), ApiError> {
        let at = self.clock.now();
        let entry = Entry { at, event: &event };
        let text = serde_json::to_string(&entry).map_err(|error| ApiError::internal(&error))?;
        let head = self.store.append_audit(&text).await?;
        if self.outside.is_due(&head)
            && let Err(error) = self.outside.write(&head, at).await
        {
            // The event is recorded; the operator must see to the file.
            tracing::error!(%error, "the end of the audit log is not anchored");
        }
        if let Event::AccountErased { account } = event
            && let Err(error) = self.outside.write_erasure(account, at).await
        {
            tracing::error!(%error, "an erasure is not written down outside of the database");
        }
        Ok((at, head))
    }

    /// Anchors the present end of the log.
    ///
    /// # Errors
    /// [`AnchorError`]
    pub async fn anchor(&self) -> Result<(), AnchorError> {
        let head = self.store.audit_head().await?;
        Ok(self.outside.write(&head, self.clock.now()).await?)
    }
}
