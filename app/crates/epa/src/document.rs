//! What goes into the patient record: documents with what a search there finds them by.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::insurant::Insurant;

/// Format of the MIO. Source: gematik, implementation guide DiGA 1.1.
pub const FORMAT_MIO: Coding = Coding::fixed("1.3.6.1.4.1.19376.3.276.1.5.6", "urn:gematik:ig:diga:v1.1");
/// Format of a document that its media type describes. Source: IHE Format Codes.
pub const FORMAT_PDF: Coding =
    Coding::fixed("1.3.6.1.4.1.19376.1.2.3", "urn:ihe:iti:xds:2017:mimeTypeSufficient");
/// Class: documentation of carrying out. Source: IHE Deutschland, value set classCode.
pub const CLASS: Coding = Coding::fixed("1.3.6.1.4.1.19376.3.276.1.5.8", "DUR");
/// Type: the patient's own documents. Source: IHE Deutschland, value set typeCode.
pub const TYPE: Coding = Coding::fixed("1.3.6.1.4.1.19376.3.276.1.5.9", "PATD");
/// Media type of the MIO.
pub const MIME_MIO: &str = "application/fhir+xml";
/// Media type of the readable form.
pub const MIME_PDF: &str = "application/pdf";
/// Largest document, bytes. Source: gematik, ePA: 25 MB for each document.
pub const DOCUMENT_BYTES: usize = 25_000_000;
/// Most documents of one handing over.
pub const MOST_DOCUMENTS: usize = 50;

/// A code of a code system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// OID of the code system.
    pub system: std::borrow::Cow<'static, str>,
    /// Code.
    pub code: std::borrow::Cow<'static, str>,
}

/// What a search finds a document by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    /// Name of the document, `urn:uuid:...`; the same document has the same name.
    pub unique_id: String,
    /// Title that people read.
    pub title: String,
    /// Media type.
    pub mime_type: String,
    /// Format.
    pub format_code: Coding,
    /// Class.
    pub class_code: Coding,
    /// Type.
    pub type_code: Coding,
    /// Language, as BCP 47.
    pub language_code: String,
    /// When it was made.
    pub creation_time: Timestamp,
    /// First moment of what it tells about.
    pub service_start_time: Timestamp,
    /// Last moment of what it tells about.
    pub service_stop_time: Timestamp,
    /// The DiGA that made it.
    pub author: Author,
    /// Bytes of the content.
    pub size: usize,
}

/// The DiGA, as the author of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// Name of the DiGA.
    pub name: String,
    /// DiGA-VE-ID of the listing.
    pub diga_ve_id: String,
    /// Name of the manufacturer.
    pub manufacturer: String,
}

/// A document.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What a search finds it by.
    pub metadata: Metadata,
    /// What it is.
    pub content: Vec<u8>,
}

/// Documents that go into one record together: all or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Whose record.
    pub insurant: Insurant,
    /// The MIO in one or more parts, and the report that people read.
    pub documents: Vec<Document>,
}

/// What all documents of one handing over have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// When they were made.
    pub made_at: Timestamp,
    /// The period they tell about.
    pub period: (Timestamp, Timestamp),
    /// Language of the readable form, as BCP 47.
    pub language: String,
    /// The DiGA.
    pub author: Author,
}

impl Coding {
    const fn fixed(system: &'static str, code: &'static str) -> Self {
        Self { system: std::borrow::Cow::Borrowed(system), code: std::borrow::Cow::Borrowed(code) }
    }
}

impl Document {
    /// A part of the MIO, as XML.
    #[must_use]
    pub fn mio(common: &Common, unique_id: String, title: String, content: Vec<u8>) -> Self {
        Self::new(common, unique_id, title, MIME_MIO, FORMAT_MIO, content)
    }

    /// The report, as PDF.
    #[must_use]
    pub fn readable(common: &Common, unique_id: String, title: String, content: Vec<u8>) -> Self {
        Self::new(common, unique_id, title, MIME_PDF, FORMAT_PDF, content)
    }

    fn new(
        common: &Common,
        unique_id: String,
        title: String,
        mime_type: &str,
        format_code: Coding,
        content: Vec<u8>,
    ) -> Self {
        let metadata = Metadata {
            unique_id,
            title,
            mime_type: mime_type.to_owned(),
            format_code,
            class_code: CLASS,
            type_code: TYPE,
            language_code: common.language.clone(),
            creation_time: common.made_at,
            service_start_time: common.period.0,
            service_stop_time: common.period.1,
            author: common.author.clone(),
            size: content.len(),
        };
        Self { metadata, content }
    }
}

impl std::fmt::Debug for Document {
    /// Without the content: it is health data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document").field("size", &self.metadata.size).finish_non_exhaustive()
    }
}
