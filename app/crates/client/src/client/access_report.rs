//! The access report: everything that is stored about the person, on the server and in the sealed record.
//!
//! Source: Art. 15 DSGVO; DiGAV Anlage 1, Datenschutz (Auskunft).

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::{Consent, RecordId};
use heilsam_protocol::account::{Account, Slot};
use heilsam_protocol::credential::Credential;
use heilsam_protocol::notification::Notifications;
use heilsam_protocol::session::Session;
use heilsam_protocol::sharing::ShareRead;
use heilsam_therapy::programme::Course;
use jiff::Timestamp;
use serde::Serialize;

use super::{Client, ContactView};
use crate::appointment::kept::AppointmentRecord;
use crate::assessment::AssessmentRecord;
use crate::diary::DiaryRecord;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::outcome::OutcomeRecord;
use crate::photo::PhotoRecord;
use crate::sharing::{ShareChoice, ShareView};
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// Everything, as a file.
#[derive(Debug, Clone, Serialize)]
pub struct AccessReport {
    /// When it was made.
    pub made_at: Timestamp,
    /// Who stores it.
    pub operator: String,
    /// Where, as country code.
    pub hosting_country: String,
    /// What the server has about the account, and can read.
    pub server: ServerReport,
    /// What the server has sealed and only the owner can read.
    pub record: DiaryReport,
}

/// What the server can read.
#[derive(Debug, Clone, Serialize)]
pub struct ServerReport {
    /// The account.
    pub account: Account,
    /// Ways to log in.
    pub credentials: Vec<Credential>,
    /// Places of the sealed master key.
    pub slots: Vec<Slot>,
    /// Logins.
    pub sessions: Vec<Session>,
    /// Acts of consent, oldest first.
    pub consents: Vec<Consent>,
    /// Where messages go and when, and what happened to the account.
    pub notifications: Notifications,
}

/// What only the owner can read.
#[derive(Debug, Clone, Serialize)]
pub struct DiaryReport {
    /// Diary entries with all their versions, deleted ones as well.
    pub diary: Vec<RecordReport>,
    /// Questionnaires with all their versions.
    pub questionnaires: Vec<RecordReport>,
    /// The way through the programme.
    pub programme: Option<Course>,
    /// Pictures to entries with all their versions, by the id of the entry.
    pub photos: Vec<RecordReport>,
    /// Appointments with all their versions, without what opens the waiting room.
    pub appointments: Vec<RecordReport>,
    /// What was shown to practices, and when they fetched it.
    pub shares: Vec<ShareReport>,
    /// The trusted person, and whether somebody asked with their sheet.
    pub contact: Option<ContactView>,
    /// Counted use, and what was agreed to or handed in for outcome reporting, without the tokens.
    pub outcome: Vec<RecordReport>,
}

/// One share with a practice.
#[derive(Debug, Clone, Serialize)]
pub struct ShareReport {
    /// Its id.
    pub id: RecordId,
    /// What the patient calls the practice.
    pub practice: String,
    /// The code of the practice's keys.
    pub code: String,
    /// What is shown.
    pub choice: ShareChoice,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it ended before that.
    pub ended_at: Option<Timestamp>,
    /// How often the practice fetched entries.
    pub read_count: u64,
    /// The newest of these times.
    pub reads: Vec<ShareRead>,
}

impl From<ShareView> for ShareReport {
    fn from(share: ShareView) -> Self {
        Self {
            id: share.id,
            practice: share.practice_name,
            code: share.code.to_string(),
            choice: share.choice,
            created_at: share.created_at,
            expires_at: share.expires_at,
            ended_at: share.ended_at,
            read_count: share.read_count,
            reads: share.reads,
        }
    }
}

/// One record.
#[derive(Debug, Clone, Serialize)]
pub struct RecordReport {
    /// Its id.
    pub id: RecordId,
    /// Oldest first; `null` is a deletion.
    pub versions: Vec<serde_json::Value>,
}

impl RecordReport {
    /// Whether it was not deleted.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.versions.last().is_some_and(|version| !version.is_null())
    }
}

impl AccessReport {
    /// As a file.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Gathers everything.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: the server's part cannot be had without a connection.
    pub async fn access_report(&self) -> Result<AccessReport, ClientError> {
        let site = self.site().await?;
        let server = ServerReport {
            account: self.api.account().await?,
            credentials: self.api.credentials().await?,
            slots: self.api.slots().await?,
            sessions: self.api.sessions().await?,
            consents: self.consents(),
            notifications: self.api.notifications().await?,
        };
        let shares = self.shares().await?.into_iter().map(ShareReport::from).collect();
        let diary = self.records(CollectionKind::Diary, |payload| {
            DiaryRecord::read(payload).and_then(|record| serde_json::to_value(record.entry).ok())
        });
        let questionnaires = self.records(CollectionKind::Assessments, |payload| {
            AssessmentRecord::read(payload).and_then(|record| serde_json::to_value(record.assessment).ok())
        });
        let outcome = self.records(CollectionKind::Outcome, |payload| {
            serde_json::to_value(OutcomeRecord::read(payload)?.without_secrets()).ok()
        });
        let photos = self.records(CollectionKind::Photos, |payload| {
            serde_json::to_value(PhotoRecord::read(payload).filter(PhotoRecord::is_there)).ok()
        });
        let appointments = self.records(CollectionKind::Appointments, |payload| {
            let kept = AppointmentRecord::read(payload)?.appointment.map(|it| it.without_secrets());
            serde_json::to_value(kept).ok()
        });
        Ok(AccessReport {
            made_at: environment::now(&self.environment),
            operator: site.operator,
            hosting_country: site.hosting_country,
            server,
            record: DiaryReport {
                diary,
                questionnaires,
                programme: self.course(),
                photos,
                appointments,
                shares,
                contact: self.contact().await?,
                outcome,
            },
        })
    }

    fn records(
        &self,
        kind: CollectionKind,
        read: impl Fn(&[u8]) -> Option<serde_json::Value>,
    ) -> Vec<RecordReport> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let ids: Vec<RecordId> = session.engine.records(kind).into_iter().map(|(id, ..)| id).collect();
        let versions = |id| session.engine.versions(kind, id).into_iter().filter_map(&read).collect();
        ids.into_iter().map(|id| RecordReport { id, versions: versions(id) }).collect()
    }
}
