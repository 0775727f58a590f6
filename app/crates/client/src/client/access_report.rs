//! The access report: everything that is stored about the person, on the server and in the sealed record.
//!
//! Source: Art. 15 DSGVO; DiGAV Anlage 1, Datenschutz (Auskunft).

use data_encoding::HEXLOWER;
use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::{Consent, RecordId};
use heilsam_protocol::account::{Account, AlsoKept, Slot};
use heilsam_protocol::credential::Credential;
use heilsam_protocol::notification::Notifications;
use heilsam_protocol::session::Session;
use heilsam_protocol::sharing::ShareRead;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{Client, ContactView};
use crate::appointment::kept::AppointmentRecord;
use crate::assessment::AssessmentRecord;
use crate::brought;
use crate::diary::DiaryRecord;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::outcome::OutcomeRecord;
use crate::photo::PhotoRecord;
use crate::sharing::{ShareChoice, ShareView};
use crate::store::LocalStore;
use crate::therapy::TherapyRecord;
use crate::transport::Transport;
use crate::vault::Vault;

/// Makes of a payload what the report says; `None` for one of a newer version of the app.
type Read = fn(&[u8]) -> Option<Value>;

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
    /// The account's public keys.
    pub keys: KeyFingerprints,
    /// Events of the audit log, tokens of outcome reporting, an activation code that waits.
    pub also_kept: AlsoKept,
}

/// Fingerprints of the account's public keys: SHA-384, hexadecimal.
#[derive(Debug, Clone, Serialize)]
pub struct KeyFingerprints {
    /// Of the key that the account signs with.
    pub signing: String,
    /// Of the key that others seal to.
    pub receiving: String,
}

/// What only the owner can read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DiaryReport {
    /// Diary entries with all their versions, deleted ones as well.
    pub diary: Vec<RecordReport>,
    /// Questionnaires with all their versions.
    pub questionnaires: Vec<RecordReport>,
    /// The way through the programme with all its versions: one record, none before it began.
    pub programme: Vec<RecordReport>,
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
    /// What came from another app or from files and has no other place here, as it was found there.
    pub documents: Vec<RecordReport>,
    /// Records of all other kinds, as they lie there.
    pub others: Vec<RecordReport>,
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
    pub versions: Vec<Value>,
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
            keys: self.with_session(|session| {
                let keys = &session.secrets.keys;
                Ok(KeyFingerprints {
                    signing: HEXLOWER.encode(&keys.signing.public().fingerprint()),
                    receiving: HEXLOWER.encode(&keys.receiving.public().fingerprint()),
                })
            })?,
            also_kept: self.api.also_kept().await?,
        };
        let shares = self.shares().await?.into_iter().map(ShareReport::from).collect();
        Ok(AccessReport {
            made_at: environment::now(&self.environment),
            operator: site.operator,
            hosting_country: site.hosting_country,
            server,
            record: self.sealed(shares, self.contact().await?),
        })
    }

    /// Everything in the sealed record, collection by collection.
    fn sealed(&self, shares: Vec<ShareReport>, contact: Option<ContactView>) -> DiaryReport {
        let mut report = DiaryReport { shares, contact, ..DiaryReport::default() };
        for kind in CollectionKind::ALL {
            let (place, read): (&mut Vec<RecordReport>, Read) = match kind {
                CollectionKind::Diary => (&mut report.diary, diary),
                CollectionKind::Assessments => (&mut report.questionnaires, questionnaire),
                CollectionKind::Therapy => (&mut report.programme, programme),
                CollectionKind::Photos => (&mut report.photos, photo),
                CollectionKind::Appointments => (&mut report.appointments, appointment),
                CollectionKind::Outcome => (&mut report.outcome, outcome),
                CollectionKind::Documents => (&mut report.documents, document),
                CollectionKind::Medication
                | CollectionKind::Consents
                | CollectionKind::PracticeCalendar
                | CollectionKind::Share => (&mut report.others, as_it_is),
            };
            place.extend(self.records(kind, read));
        }
        report
    }

    fn records(&self, kind: CollectionKind, read: Read) -> Vec<RecordReport> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let ids: Vec<RecordId> = session.engine.records(kind).into_iter().map(|(id, ..)| id).collect();
        let versions = |id| session.engine.versions(kind, id).into_iter().filter_map(read).collect();
        ids.into_iter().map(|id| RecordReport { id, versions: versions(id) }).collect()
    }
}

fn diary(payload: &[u8]) -> Option<Value> {
    serde_json::to_value(DiaryRecord::read(payload)?.entry).ok()
}

fn questionnaire(payload: &[u8]) -> Option<Value> {
    serde_json::to_value(AssessmentRecord::read(payload)?.assessment).ok()
}

fn programme(payload: &[u8]) -> Option<Value> {
    serde_json::to_value(TherapyRecord::read(payload)?.course).ok()
}

fn photo(payload: &[u8]) -> Option<Value> {
    serde_json::to_value(PhotoRecord::read(payload).filter(PhotoRecord::is_there)).ok()
}

fn appointment(payload: &[u8]) -> Option<Value> {
    serde_json::to_value(AppointmentRecord::read(payload)?.appointment.map(|it| it.without_secrets())).ok()
}

fn outcome(payload: &[u8]) -> Option<Value> {
    serde_json::to_value(OutcomeRecord::read(payload)?.without_secrets()).ok()
}

fn document(payload: &[u8]) -> Option<Value> {
    as_it_is(payload).map(|found| if brought::is_there(&found) { found } else { Value::Null })
}

fn as_it_is(payload: &[u8]) -> Option<Value> {
    serde_json::from_slice(payload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::doubles::{Nowhere, Still};
    use crate::store::MemoryStore;
    use crate::vault::MemoryVault;

    fn payload(kind: CollectionKind) -> Vec<u8> {
        match kind {
            CollectionKind::Diary => DiaryRecord::new(None, Timestamp::UNIX_EPOCH, 0).to_bytes(),
            CollectionKind::Assessments => AssessmentRecord::new(None).to_bytes(),
            CollectionKind::Therapy => {
                br#"{"v":1,"course":{"v":1,"package":"hypertonie","first_day":"2026-03-01"}}"#.to_vec()
            }
            CollectionKind::Photos => PhotoRecord::new(None).to_bytes(),
            CollectionKind::Appointments => AppointmentRecord::new(None).to_bytes(),
            CollectionKind::Outcome => OutcomeRecord::default().to_bytes(),
            CollectionKind::Medication
            | CollectionKind::Documents
            | CollectionKind::Consents
            | CollectionKind::PracticeCalendar
            | CollectionKind::Share => br#"{"resourceType":"Observation"}"#.to_vec(),
        }
    }

    #[tokio::test]
    async fn every_collection_of_the_sealed_record_is_in_the_report() {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        client.begin_preview(&[]).await.unwrap();
        let ids: Vec<(CollectionKind, RecordId)> =
            CollectionKind::ALL.into_iter().zip((1..).map(|n| RecordId::from_bytes([n; 16]))).collect();
        for (kind, id) in &ids {
            client.put(*kind, *id, &payload(*kind)).await.unwrap();
        }
        let report = serde_json::to_value(client.sealed(Vec::new(), None)).unwrap();
        let records: Vec<&Value> =
            report.as_object().unwrap().values().filter_map(Value::as_array).flatten().collect();
        for (kind, id) in ids {
            let id = serde_json::to_value(id).unwrap();
            let found: Vec<_> = records.iter().filter(|record| record.get("id") == Some(&id)).collect();
            assert_eq!(found.len(), 1, "{kind:?}");
            let versions = found[0].get("versions").and_then(Value::as_array).unwrap();
            assert_eq!(versions.len(), 1, "{kind:?}");
        }
    }

    #[test]
    fn what_was_removed_of_it_counts_as_deleted() {
        let versions = vec![document(br#"{"v":1,"entry":{}}"#).unwrap(), document(brought::REMOVED).unwrap()];
        assert!(!versions[0].is_null());
        assert!(!RecordReport { id: RecordId::from_bytes([1; 16]), versions }.is_there());
    }

    #[test]
    fn what_came_from_elsewhere_is_told_as_it_was_found_there() {
        let found = as_it_is(br#"{"resourceType":"Observation","note":"CANARY-7341"}"#).unwrap();
        assert_eq!(found.get("note").and_then(Value::as_str), Some("CANARY-7341"));
    }
}
