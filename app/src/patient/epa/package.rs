//! The documents of a transfer: everything as MIO in XML, and the report for people as PDF.

use heilsam_epa::document::Common;
use heilsam_epa::{Author, Document, Insurant, Submission};
use jiff::Timestamp;

use super::client::new_name;
use super::transfer::Failure;
use crate::account::access::{Account, use_account};
use crate::patient::assessments::{Questionnaires, use_questionnaires};
use crate::patient::report;
use crate::patient::transfer::{self, News, Person, Place, Work};
use crate::record::{Record, use_record};
use crate::{format, i18n, t};

/// Begins the names of the files that belong into the patient record; consents have no place there.
const MIO: &str = "heilsam-mio-diga";

/// A part of the MIO.
struct Part {
    content: Vec<u8>,
    /// What it reports, both ends included.
    period: (Timestamp, Timestamp),
}

/// Puts documents together, with what a page knows.
#[derive(Clone, Copy)]
pub struct Packer {
    account: Account,
    record: Record,
    questionnaires: Questionnaires,
}

impl Packer {
    /// A hook: for the page that calls it.
    pub fn of_this_page() -> Self {
        Self { account: use_account(), record: use_record(), questionnaires: use_questionnaires() }
    }

    /// The account whose record it is.
    pub const fn account(&self) -> Account {
        self.account
    }

    /// The record that is packed.
    pub const fn record(&self) -> Record {
        self.record
    }

    /// All documents, complete.
    ///
    /// # Errors
    /// [`Failure`]; nothing left this device.
    pub async fn pack(&self, insurant: Insurant) -> Result<Submission, Failure> {
        let device = self.account.device().map_err(Failure::Trouble)?;
        let site = device.site().await.map_err(|error| Failure::Trouble(self.account.trouble(error)))?;
        let parts = self.parts(&insurant).await?;
        let report = report::whole(self.record, self.questionnaires).await.map_err(|()| Failure::NoFiles)?;
        let made_at = format::now();
        // Appointments lie ahead; the record takes nothing that tells about a time after it was made.
        let told = |(first, last): (Timestamp, Timestamp)| (first.min(made_at), last.min(made_at));
        let periods = parts.iter().map(|part| part.period);
        let whole = periods.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
        let common = Common {
            made_at,
            period: told(whole.unwrap_or((made_at, made_at))),
            language: i18n::language().tag().to_owned(),
            author: Author {
                name: site.diga.name,
                diga_ve_id: site.diga.diga_ve_id,
                manufacturer: site.diga.manufacturer,
            },
        };
        let count = parts.len();
        let mut documents: Vec<Document> = Vec::with_capacity(count + 1);
        for (index, part) in parts.into_iter().enumerate() {
            let title = match count {
                1 => t!("epa-file-whole"),
                _ => t!("epa-file-mio", part = index + 1, parts = count),
            };
            let common = Common { period: told(part.period), ..common.clone() };
            documents.push(Document::mio(&common, new_name(), title, part.content));
        }
        documents.push(Document::readable(&common, new_name(), t!("epa-file-report"), report));
        Ok(Submission { insurant, documents })
    }

    /// The parts of the MIO.
    async fn parts(&self, insurant: &Insurant) -> Result<Vec<Part>, Failure> {
        let person = Person { number: insurant.expose().to_owned(), ..Person::default() };
        let wish = transfer::wish(None, &person);
        let begun = transfer::begin_at(Place::Record, self.record, Work::Export { xml: true }, &wish).await;
        let mut running = begun.map_err(Failure::Trouble)?;
        let mut parts = Vec::new();
        let outcome = loop {
            match running.news().await {
                News::Progress(_) => {}
                News::File(file) if file.name.starts_with(MIO) => {
                    match running.content(&file).await.zip(file.period) {
                        Some((content, period)) => parts.push(Part { content, period }),
                        None => break Err(Failure::NoFiles),
                    }
                }
                News::File(_) => {}
                News::Done => break Ok(parts),
                News::Failed(code) if code == "nothing" => break Err(Failure::NoEntries),
                News::Stopped | News::Failed(_) | News::Preview(_) | News::Records(_) | News::Refused(_) => {
                    break Err(Failure::NoFiles);
                }
            }
        };
        running.end();
        outcome
    }
}
