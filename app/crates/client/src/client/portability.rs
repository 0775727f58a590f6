//! All records of the person who is logged in, as the module for export and import takes and gives them.

use std::vec;

use base64ct::{Base64, Encoding};
use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::{NameScope, Purpose, RecordId};
use heilsam_records::{Account, App, Collection, Head, Receipt, Written};
use heilsam_therapy::Measurement;

use super::Client;
use crate::appointment::kept::AppointmentRecord;
use crate::assessment::AssessmentRecord;
use crate::diary::DiaryRecord;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::photo::{PhotoRecord, is_bare};
use crate::sharing::SharedContent;
use crate::store::LocalStore;
use crate::therapy::{COURSE, TherapyRecord};
use crate::transport::Transport;
use crate::vault::Vault;

/// About how many bytes of records are handed out at once.
const BATCH: usize = 256 * 1024;
/// Records that are stored in one step.
const STORED_AT_ONCE: usize = 500;

/// All records of an account, handed out batch by batch.
#[derive(Debug)]
pub struct Batches {
    collections: vec::IntoIter<(Collection, vec::IntoIter<Newest>)>,
    current: Option<(Collection, vec::IntoIter<Newest>)>,
}

/// The newest version of a record.
#[derive(Debug)]
struct Newest {
    id: RecordId,
    version: u64,
    payload: Vec<u8>,
}

/// A record that is in no collection of this account, and its payload.
pub(crate) type Held = (RecordId, Vec<u8>);

impl Batches {
    /// Records that this account does not keep itself, by collection.
    pub(crate) fn of(collections: Vec<(Collection, Vec<Held>)>) -> Self {
        let newest = |(id, payload)| Newest { id, version: 1, payload };
        let all = |(collection, records): (Collection, Vec<Held>)| {
            (collection, records.into_iter().map(newest).collect::<Vec<_>>().into_iter())
        };
        let collections: Vec<_> = collections.into_iter().map(all).collect();
        Self { collections: collections.into_iter(), current: None }
    }

    /// The next records of a collection as a JSON array. `words` says a measurement in the patient's language, where a
    /// file has no field of its own for it.
    pub fn next_batch(&mut self, words: impl Fn(&Measurement) -> String) -> Option<(Collection, String)> {
        loop {
            let Some((collection, records)) = &mut self.current else {
                self.current = Some(self.collections.next()?);
                continue;
            };
            let collection = *collection;
            let mut text = String::new();
            while text.len() < BATCH {
                let Some(record) = records.next() else { break };
                let Ok(payload) = std::str::from_utf8(&record.payload) else { continue };
                text.push(if text.is_empty() { '[' } else { ',' });
                let words = (collection == Collection::Diary).then(|| said(payload, &words)).flatten();
                text.push_str(&record.to_json(payload, words.as_deref()));
            }
            if !text.is_empty() {
                text.push(']');
                return Some((collection, text));
            }
            self.current = None;
        }
    }
}

impl Newest {
    fn to_json(&self, payload: &str, words: Option<&str>) -> String {
        let words = words.and_then(|words| serde_json::to_string(words).ok());
        let words = words.map(|words| format!(r#","words":{words}"#)).unwrap_or_default();
        format!(r#"{{"id":"{}","version":{},"data":{payload}{words}}}"#, self.id, self.version)
    }
}

/// The words for an entry whose values have no field of their own in a file.
fn said(payload: &str, words: impl Fn(&Measurement) -> String) -> Option<String> {
    let measurement = DiaryRecord::read(payload.as_bytes())?.entry?.measurement;
    match measurement {
        Measurement::BloodPressure(_) | Measurement::Weight(_) | Measurement::FreeNote {} => None,
        other => Some(words(&other)),
    }
}

const fn kind_of(collection: Collection) -> CollectionKind {
    match collection {
        Collection::Diary => CollectionKind::Diary,
        Collection::Assessments => CollectionKind::Assessments,
        Collection::Therapy => CollectionKind::Therapy,
        Collection::Documents => CollectionKind::Documents,
        Collection::Photos => CollectionKind::Photos,
        Collection::Appointments => CollectionKind::Appointments,
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The facts about account and app that files name.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`]; [`ClientError::Offline`] if the site was never reached.
    pub async fn portable_head(&self) -> Result<Head, ClientError> {
        let app = self.app_facts().await?;
        let now = environment::now(&self.environment);
        self.with_session(|session| {
            let receipt = |signed: &heilsam_protocol::consent::SignedConsent| Receipt {
                consent: signed.consent.clone(),
                signature: Base64::encode_string(&signed.signature.0),
            };
            Ok(Head {
                exported_at: now,
                account: Account { id: session.account.account_id, created_at: session.account.created_at },
                app,
                consents: session.consents.iter().map(receipt).collect(),
            })
        })
    }

    /// The scope under which this account makes ids from names. The module gets it beside the head and never in it: the head
    /// stands in files.
    ///
    /// # Errors
    /// [`ClientError::LoggedOut`].
    pub fn name_scope(&self) -> Result<NameScope, ClientError> {
        self.with_session(|session| {
            session.secrets.amk.name_scope(session.secrets.scope).map_err(ClientError::from)
        })
    }

    /// The facts for what a patient showed to this doctor: the account is the patient's, without consents, which a practice
    /// does not see. When the account was made is not known either: its facts are those of the share.
    ///
    /// # Errors
    /// [`ClientError::Offline`] if the site was never reached.
    pub async fn shared_head(&self, content: &SharedContent) -> Result<Head, ClientError> {
        let app = self.app_facts().await?;
        Ok(Head {
            exported_at: environment::now(&self.environment),
            account: Account { id: content.patient, created_at: content.cover.made_at },
            app,
            consents: Vec::new(),
        })
    }

    /// The app and its entry in the DiGA directory, as the site says them.
    async fn app_facts(&self) -> Result<App, ClientError> {
        let site = self.site().await?;
        Ok(App {
            name: site.diga.name,
            version: site.version,
            prescription_unit_id: site.diga.diga_ve_id,
            pzn: site.diga.pzn,
            manufacturer: site.diga.manufacturer,
        })
    }

    /// Refuses an export for others without the consent for the intended use. Taking one's own data along in the open
    /// format is a right and needs none. Source: DSGVO Art. 20.
    ///
    /// # Errors
    /// [`ClientError::ConsentMissing`].
    pub fn may_export(&self) -> Result<(), ClientError> {
        if self.has_consent(Purpose::IntendedUse) { Ok(()) } else { Err(ClientError::ConsentMissing) }
    }

    /// All records of the account.
    #[must_use]
    pub fn batches(&self) -> Batches {
        let session = self.session.borrow();
        let all = |collection: Collection| {
            let engine = &session.as_ref()?.engine;
            let kind = kind_of(collection);
            let newest = |(id, payload, _): (RecordId, &[u8], bool)| Newest {
                id,
                version: engine.version(kind, id),
                payload: payload.to_vec(),
            };
            let records: Vec<Newest> = engine.records(kind).into_iter().map(newest).collect();
            Some((collection, records.into_iter()))
        };
        let collections: Vec<_> = Collection::ALL.into_iter().filter_map(all).collect();
        Batches { collections: collections.into_iter(), current: None }
    }

    /// Writes records that came from a file: a JSON array of [`Written`]. They are on this device for good when it comes
    /// back. What this app could not read again is left out.
    ///
    /// # Errors
    /// [`ClientError::Store`]: those before it are saved; taking the file over again leaves them out.
    pub async fn take_over(&self, records: &str) -> Result<(), ClientError> {
        let records: Vec<Written> =
            serde_json::from_str(records).map_err(|_| ClientError::Answer("records"))?;
        let (mut rng, now) = (environment::rng(&self.environment), self.environment.now());
        let mut records: Vec<Written> = records.into_iter().filter(is_readable).collect();
        records.sort_by_key(|record| record.collection);
        let mut waiting = records.into_iter().peekable();
        for collection in Collection::ALL {
            while waiting.peek().is_some_and(|record| record.collection == collection) {
                self.ensure_collection(kind_of(collection)).await?;
                let mut batch = Vec::new();
                while batch.len() < STORED_AT_ONCE {
                    let Some(record) = waiting.next_if(|record| record.collection == collection) else {
                        break;
                    };
                    batch.push(record);
                }
                let changes = self.with_session(|session| {
                    let mut changes = Vec::new();
                    for Written { id, payload, .. } in batch {
                        let id = match collection {
                            Collection::Therapy => RecordId::from_bytes(
                                session.secrets.amk.derive_id(session.secrets.scope, COURSE)?,
                            ),
                            _ => id,
                        };
                        let (engine, kind) = (&mut session.engine, kind_of(collection));
                        changes.extend(engine.write(
                            &session.secrets,
                            kind,
                            id,
                            payload.as_bytes(),
                            now,
                            &mut rng,
                        )?);
                    }
                    Ok(changes)
                });
                // What was written before a failure is in memory only: the store decides.
                match changes {
                    Ok(changes) => self.store_or_reload(changes).await?,
                    Err(error) => {
                        self.load_engine().await?;
                        return Err(error);
                    }
                }
            }
        }
        Ok(())
    }
}

fn is_readable(record: &Written) -> bool {
    let payload = record.payload.as_bytes();
    match record.collection {
        Collection::Diary => DiaryRecord::read(payload).is_some(),
        Collection::Assessments => AssessmentRecord::read(payload).is_some(),
        Collection::Therapy => TherapyRecord::read(payload).is_some(),
        Collection::Documents => true,
        Collection::Photos => {
            PhotoRecord::read(payload).and_then(|it| it.jpeg()).is_some_and(|file| is_bare(&file))
        }
        Collection::Appointments => AppointmentRecord::read(payload).is_some(),
    }
}
