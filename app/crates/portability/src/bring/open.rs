//! The open format of this app.

use std::collections::VecDeque;

use heilsam_domain::{AccountId, NameScope, RecordId};
use serde::{Deserialize, Serialize};

use super::{Brought, LARGEST, New, TakeError, Written};
use crate::gather::Gathering;
use crate::ids;
use crate::open::{NAME, VERSION};
use crate::preview::{KindOf, Preview, PreviewCount};
use crate::records::{
    Account, App, AppointmentData, AssessmentData, Collection, Data, DiaryData, DocumentData, PhotoData,
    Receipt, Source, Stored, TherapyData,
};

/// Where the name of the format stands, in bytes from the beginning.
const BEGINNING: usize = 200;
/// Most records of a file.
const MOST_RECORDS: usize = 250_000;

/// What a sealed record of 256 KiB holds, with room for what seals it, in bytes.
const LONGEST_RECORD: usize = 250 * 1024;

/// A file as far as every version has it.
#[derive(Deserialize)]
struct Mark {
    version: u32,
}

#[derive(Deserialize)]
struct File {
    account: Account,
    app: App,
    #[serde(default)]
    consents: Vec<Receipt>,
    collections: Collections,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Collections {
    diary: Vec<Stored<DiaryData>>,
    assessments: Vec<Stored<AssessmentData>>,
    therapy: Vec<Stored<TherapyData>>,
    documents: Vec<Stored<DocumentData>>,
    photos: Vec<Stored<PhotoData>>,
    appointments: Vec<Stored<AppointmentData>>,
}

/// Whether a file says that it is of this format.
pub(super) fn is_open_format(bytes: &[u8]) -> bool {
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING.min(bytes.len())).unwrap_or_default());
    beginning.contains(&format!("\"{NAME}\""))
}

/// Reads a file of the open format.
pub(super) fn take(bytes: &[u8], account: &Gathering) -> Result<Brought, TakeError> {
    if bytes.len() > LARGEST {
        return Err(whole("file-too-large", "the file is larger than 64 MB"));
    }
    let Mark { version } = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
    if version != VERSION {
        return Err(whole("newer-format", "the file was written by a newer version of the app"));
    }
    let file: File = serde_json::from_slice(bytes).map_err(|error| damaged(&error))?;
    let Collections { diary, assessments, therapy, documents, photos, appointments } = file.collections;
    let counts =
        [diary.len(), assessments.len(), therapy.len(), documents.len(), photos.len(), appointments.len()];
    if counts.into_iter().sum::<usize>() > MOST_RECORDS {
        return Err(whole("file-too-large", "the file has more than 250,000 records"));
    }
    let mut taking = Taking {
        account,
        from: file.account.id,
        preview: Preview {
            open: true,
            version: version.to_string(),
            sender: file.app.name,
            consents: file.consents.len(),
            ..Preview::default()
        },
        waiting: VecDeque::new(),
    };
    for Stored { id, version, names, mut data, .. } in diary {
        data.source = taking.source(id, version, names);
        taking.add(Collection::Diary, KindOf::Diary, id, &data)?;
    }
    for Stored { id, version, names, mut data, .. } in assessments {
        data.source = taking.source(id, version, names);
        taking.add(Collection::Assessments, KindOf::Questionnaire, id, &data)?;
    }
    for Stored { id, version, names, mut data, .. } in therapy {
        data.source = taking.source(id, version, names);
        taking.add(Collection::Therapy, KindOf::Programme, id, &data)?;
    }
    // What was removed there is not there.
    for Stored { id, version, names, mut data, .. } in documents.into_iter().filter(|it| it.data.is_there()) {
        data.source = taking.source(id, version, names);
        taking.add(Collection::Documents, KindOf::Document, id, &data)?;
    }
    for Stored { id, version, names, mut data, .. } in photos {
        data.source = taking.source(id, version, names);
        taking.add(Collection::Photos, KindOf::Photo, id, &data)?;
    }
    for Stored { id, version, names, mut data, .. } in appointments {
        data.source = taking.source(id, version, names);
        taking.add(Collection::Appointments, KindOf::Appointment, id, &data)?;
    }
    Ok(Brought { preview: taking.preview, waiting: taking.waiting })
}

struct Taking<'a> {
    account: &'a Gathering,
    /// Whose file it is.
    from: AccountId,
    preview: Preview,
    waiting: VecDeque<New>,
}

impl Taking<'_> {
    /// Where a record came from; `None` for one of this very account, by whatever way it comes.
    fn source(&self, id: RecordId, version: u32, names: Option<NameScope>) -> Option<Source> {
        let is_own = match names {
            Some(names) => names == self.account.names(),
            None => self.from == self.account.head().account.id,
        };
        (!is_own).then_some(Source { id, version, names })
    }

    fn add<T: Serialize + Data>(
        &mut self,
        collection: Collection,
        kind: KindOf,
        id: RecordId,
        data: &T,
    ) -> Result<(), TakeError> {
        let own = data.source().map_or(id, |_| ids::brought(self.account.names(), id));
        let is_known = match collection {
            Collection::Therapy => self.account.has_course(),
            Collection::Photos => self.account.has_photo(own) || self.account.has_photo(id),
            _ => self.account.has(own) || self.account.has(id),
        };
        let count: &mut PreviewCount = self.preview.kinds.entry(kind).or_default();
        if is_known {
            count.known += 1;
            return Ok(());
        }
        count.taken += 1;
        self.preview.records += 1;
        let removed = self.account.removed();
        let is_again = [own, id].iter().any(|id| removed.contains(&(collection, *id)));
        self.preview.again += usize::from(is_again);
        self.preview.in_diary += usize::from(collection == Collection::Diary);
        self.preview.in_documents += usize::from(collection == Collection::Documents);
        let payload = serde_json::to_string(data).map_err(|error| damaged(&error))?;
        if payload.len() > LONGEST_RECORD {
            return Err(whole("file-too-large", "one record is larger than a record can be"));
        }
        self.waiting.push_back(New::Record(Written { collection, id: own, payload }));
        Ok(())
    }
}

fn whole(code: &'static str, detail: &str) -> TakeError {
    TakeError { code, line: 0, column: 0, element: String::new(), detail: detail.to_owned() }
}

/// Where JSON is broken, or says something that the format does not have.
pub(super) fn damaged(error: &serde_json::Error) -> TakeError {
    let text = error.to_string();
    let detail = text.rsplit_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    // The name of the field stands between backticks.
    let element = detail.split('`').nth(1).unwrap_or_default();
    TakeError {
        code: if error.is_data() { "file-malformed" } else { "file-damaged" },
        line: error.line(),
        column: error.column(),
        element: element.to_owned(),
        detail: detail.to_owned(),
    }
}
