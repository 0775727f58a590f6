//! What a patient record would refuse, said before it is sent.

use serde::{Deserialize, Serialize};

use crate::document::{
    CLASS, Coding, DOCUMENT_BYTES, Document, FORMAT_MIO, FORMAT_PDF, MIME_MIO, MIME_PDF, MOST_DOCUMENTS,
    Metadata, Submission, TYPE,
};

/// What is wrong with a document; `document` counts from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which document; `None` for all of them together.
    pub document: Option<usize>,
    /// What.
    pub fault: Fault,
}

/// Faults of documents and metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// There is no part of the MIO.
    NoMio,
    /// There is no report that people can read.
    NoReadable,
    /// More than [`MOST_DOCUMENTS`].
    TooMany,
    /// Two documents have the same name.
    NameTwice,
    /// The name is not `urn:uuid:` and a UUID.
    Name,
    /// There is no title, or it is longer than 128 characters.
    Title,
    /// Neither the media type of the MIO nor that of the report.
    MediaType,
    /// The format does not belong to the media type.
    Format,
    /// Not `DUR`.
    Class,
    /// Not `PATD`.
    Type,
    /// The period ends before it begins, or after the document was made.
    Period,
    /// The DiGA has no name, no DiGA-VE-ID or no manufacturer.
    Author,
    /// The language is missing.
    Language,
    /// The size is not that of the content.
    Size,
    /// Larger than [`DOCUMENT_BYTES`], or empty.
    TooLarge,
    /// The content is not what the media type says: no XML bundle, no PDF for archives.
    Content,
}

/// All faults; none for what a patient record takes.
#[must_use]
pub fn check(submission: &Submission) -> Vec<Finding> {
    let documents = &submission.documents;
    let has = |mime: &str| documents.iter().any(|it| it.metadata.mime_type == mime);
    let whole = [
        (has(MIME_MIO), Fault::NoMio),
        (has(MIME_PDF), Fault::NoReadable),
        (documents.len() <= MOST_DOCUMENTS, Fault::TooMany),
        (!named_twice(documents), Fault::NameTwice),
    ];
    let whole =
        whole.into_iter().filter(|(fine, _)| !fine).map(|(_, fault)| Finding { document: None, fault });
    let single = documents.iter().enumerate().flat_map(|(index, document)| {
        faults(document).into_iter().map(move |fault| Finding { document: Some(index), fault })
    });
    whole.chain(single).collect()
}

fn named_twice(documents: &[Document]) -> bool {
    let mut names: Vec<&str> = documents.iter().map(|it| it.metadata.unique_id.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

fn faults(document: &Document) -> Vec<Fault> {
    let Document { metadata: it, content } = document;
    let known = it.mime_type == MIME_MIO || it.mime_type == MIME_PDF;
    let author = &it.author;
    let rules = [
        (is_name(&it.unique_id), Fault::Name),
        (!it.title.trim().is_empty() && it.title.chars().count() <= 128, Fault::Title),
        (known, Fault::MediaType),
        (!known || it.format_code == format(it), Fault::Format),
        (it.class_code == CLASS, Fault::Class),
        (it.type_code == TYPE, Fault::Type),
        (
            it.service_start_time <= it.service_stop_time && it.service_stop_time <= it.creation_time,
            Fault::Period,
        ),
        (
            ![&author.name, &author.diga_ve_id, &author.manufacturer].iter().any(|it| it.trim().is_empty()),
            Fault::Author,
        ),
        (!it.language_code.is_empty(), Fault::Language),
        (it.size == content.len(), Fault::Size),
        (!content.is_empty() && content.len() <= DOCUMENT_BYTES, Fault::TooLarge),
        (!known || is_content(&it.mime_type, content), Fault::Content),
    ];
    rules.into_iter().filter(|(fine, _)| !fine).map(|(_, fault)| fault).collect()
}

fn format(metadata: &Metadata) -> Coding {
    if metadata.mime_type == MIME_MIO { FORMAT_MIO } else { FORMAT_PDF }
}

/// `urn:uuid:` and 36 characters of hexadecimal digits with four hyphens.
fn is_name(name: &str) -> bool {
    name.strip_prefix("urn:uuid:").is_some_and(|uuid| {
        uuid.len() == 36
            && uuid.bytes().enumerate().all(|(place, byte)| match place {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            })
    })
}

/// The first bytes and the marks that every such document has; whether a MIO is valid, its own validator says.
fn is_content(mime: &str, content: &[u8]) -> bool {
    let has = |mark: &[u8]| content.windows(mark.len()).any(|window| window == mark);
    if mime == MIME_MIO {
        let start = String::from_utf8_lossy(content.get(..2_000.min(content.len())).unwrap_or_default());
        start.starts_with("<?xml")
            && start.contains("<Bundle")
            && start.contains("KBV_PR_MIO_DIGA_Bundle|1.1.0")
    } else {
        content.starts_with(b"%PDF-") && has(b"<pdfaid:part>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Author, Common};
    use crate::insurant::Insurant;

    fn common() -> Common {
        Common {
            made_at: "2026-03-31T12:00:00Z".parse().unwrap(),
            period: ("2026-01-01T00:00:00Z".parse().unwrap(), "2026-03-31T11:00:00Z".parse().unwrap()),
            language: "de".into(),
            author: Author {
                name: "Heilsam".into(),
                diga_ve_id: "12345678".into(),
                manufacturer: "Heilsam".into(),
            },
        }
    }

    fn name(number: u8) -> String {
        format!("urn:uuid:00000000-0000-4000-8000-0000000000{number:02x}")
    }

    fn submission() -> Submission {
        let xml = br#"<?xml version="1.0"?><Bundle><meta><profile value="https://fhir.kbv.de/KBV_PR_MIO_DIGA_Bundle|1.1.0"/>"#;
        let pdf = b"%PDF-1.7 <pdfaid:part>2</pdfaid:part>";
        Submission {
            insurant: Insurant::parse("A123456780").unwrap(),
            documents: vec![
                Document::mio(&common(), name(1), "MIO DiGA".into(), xml.to_vec()),
                Document::readable(&common(), name(2), "Bericht".into(), pdf.to_vec()),
            ],
        }
    }

    #[test]
    fn a_mio_with_its_report_is_taken() {
        assert_eq!(check(&submission()), []);
    }

    #[test]
    fn the_codes_are_those_that_the_record_asks_for() {
        let json = serde_json::to_string(&submission().documents[0].metadata).unwrap();
        for code in ["\"urn:gematik:ig:diga:v1.1\"", "\"DUR\"", "\"PATD\"", "\"application/fhir+xml\""] {
            assert!(json.contains(code), "{code} is missing in {json}");
        }
    }

    #[test]
    fn every_fault_is_found_and_named() {
        type Break = fn(&mut Submission);
        let breaks: [(Break, Option<usize>, Fault); 17] = [
            (|it| drop(it.documents.remove(0)), None, Fault::NoMio),
            (|it| drop(it.documents.remove(1)), None, Fault::NoReadable),
            (|it| it.documents = vec![it.documents[0].clone(); 51], None, Fault::TooMany),
            (|it| it.documents[1].metadata.unique_id = name(1), None, Fault::NameTwice),
            (|it| it.documents[0].metadata.unique_id = "urn:uuid:x".into(), Some(0), Fault::Name),
            (|it| it.documents[0].metadata.title = " ".into(), Some(0), Fault::Title),
            (|it| it.documents[1].metadata.mime_type = "text/plain".into(), Some(1), Fault::MediaType),
            (|it| it.documents[0].metadata.format_code = FORMAT_PDF, Some(0), Fault::Format),
            (|it| it.documents[0].metadata.class_code = TYPE, Some(0), Fault::Class),
            (|it| it.documents[1].metadata.type_code = CLASS, Some(1), Fault::Type),
            (|it| it.documents[0].metadata.service_stop_time = jiff::Timestamp::MAX, Some(0), Fault::Period),
            (|it| it.documents[0].metadata.author.diga_ve_id.clear(), Some(0), Fault::Author),
            (|it| it.documents[0].metadata.language_code.clear(), Some(0), Fault::Language),
            (|it| it.documents[0].metadata.size += 1, Some(0), Fault::Size),
            (|it| it.documents[1].content.clear(), Some(1), Fault::TooLarge),
            (|it| it.documents[0].content = b"<?xml?><Bundle/>".to_vec(), Some(0), Fault::Content),
            (|it| it.documents[1].content = b"%PDF-1.7".to_vec(), Some(1), Fault::Content),
        ];
        for (break_it, document, fault) in breaks {
            let mut broken = submission();
            break_it(&mut broken);
            let found = check(&broken);
            assert!(found.contains(&Finding { document, fault }), "{fault:?} was not found: {found:?}");
        }
    }

    #[test]
    fn a_document_over_the_limit_is_refused() {
        let mut large = submission();
        large.documents[1].content.resize(DOCUMENT_BYTES + 1, b' ');
        large.documents[1].metadata.size = DOCUMENT_BYTES + 1;
        assert_eq!(check(&large), [Finding { document: Some(1), fault: Fault::TooLarge }]);
    }
}
