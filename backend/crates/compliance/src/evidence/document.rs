//! Which uploaded files are accepted: few types, recognised by content, nothing that can run.

use crate::message::Message;

/// Largest document, bytes.
pub const MAX_DOCUMENT: usize = 25 * 1024 * 1024;

/// Why a file is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRefused {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than what is kept.
    #[error("the file has {size} bytes; at most {MAX_DOCUMENT} are accepted")]
    TooLarge {
        /// Its size, bytes.
        size: usize,
    },
    /// None of the accepted types.
    #[error("accepted are PDF, PNG, JPEG, and plain text or CSV in UTF-8")]
    UnknownType,
    /// It contains something that runs or reaches out when opened.
    #[error("the file contains active content: {0}")]
    Active(&'static str),
}

/// Words of PDF that run something, start programs or fetch data when the file is opened.
const ACTIVE_PDF: [&str; 9] = [
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/RichMedia",
    "/EmbeddedFile",
    "/SubmitForm",
    "/ImportData",
];

/// Decides about an uploaded file by its bytes alone, and returns its media type.
///
/// Content hidden in compressed object streams of a PDF is not looked into; the file is only ever offered as a download.
///
/// # Errors
/// [`DocumentRefused`] says why not.
pub fn recognise(bytes: &[u8]) -> Result<&'static str, DocumentRefused> {
    if bytes.is_empty() {
        return Err(DocumentRefused::Empty);
    }
    if bytes.len() > MAX_DOCUMENT {
        return Err(DocumentRefused::TooLarge { size: bytes.len() });
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf(bytes);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok("image/png");
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok("image/jpeg");
    }
    text(bytes)
}

fn pdf(bytes: &[u8]) -> Result<&'static str, DocumentRefused> {
    let found = ACTIVE_PDF.into_iter().find(|word| names(bytes, word));
    found.map_or(Ok("application/pdf"), |word| Err(DocumentRefused::Active(word)))
}

/// Whether a PDF name occurs as a whole: `/JS` in `/JS (`, not in `/JSomething`. Letters may be written as `#4a`.
fn names(bytes: &[u8], name: &str) -> bool {
    let ends = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').any(|(start, _)| {
        let mut rest = bytes.iter().skip(start).peekable();
        for wanted in name.bytes() {
            let Some(&byte) = rest.next() else { return false };
            let read = if byte == b'#' {
                let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
                match (digit(rest.next()), digit(rest.next())) {
                    (Some(high), Some(low)) => u8::try_from(high * 16 + low).unwrap_or_default(),
                    _ => return false,
                }
            } else {
                byte
            };
            if read != wanted {
                return false;
            }
        }
        ends(rest.next())
    })
}

fn text(bytes: &[u8]) -> Result<&'static str, DocumentRefused> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(DocumentRefused::UnknownType) };
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.chars().any(control) {
        return Err(DocumentRefused::UnknownType);
    }
    let head = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if ["<!doctype", "<html", "<svg", "<?xml", "<script", "#!"].iter().any(|start| head.starts_with(start)) {
        return Err(DocumentRefused::Active("markup"));
    }
    // A cell that begins so is run by spreadsheet programs.
    let formula =
        |line: &str| line.split([';', ',', '\t']).any(|cell| cell.trim_matches('"').starts_with(['=', '@']));
    if text.lines().any(formula) {
        return Err(DocumentRefused::Active("formula"));
    }
    Ok("text/plain")
}

impl DocumentRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::new("compliance-document-empty"),
            Self::TooLarge { size } => {
                let megabytes = size.div_ceil(1024 * 1024);
                Message::new("compliance-document-large")
                    .with("size", megabytes)
                    .with("max", MAX_DOCUMENT / 1024 / 1024)
            }
            Self::UnknownType => Message::new("compliance-document-type"),
            Self::Active(what) => Message::new("compliance-document-active").with("what", what),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_plain_document_is_recognised_by_its_content() {
        assert_eq!(recognise(b"%PDF-1.7\n1 0 obj <</Type /Catalog /JSomething 1>>"), Ok("application/pdf"));
        assert_eq!(recognise(b"\x89PNG\r\n\x1a\n..."), Ok("image/png"));
        assert_eq!(recognise("Löschkonzept\nFrist;Grund\n".as_bytes()), Ok("text/plain"));
    }

    #[test]
    fn active_content_is_refused_however_it_is_spelt() {
        assert_eq!(recognise(b"%PDF-1.7 <</OpenAction 3 0 R>>"), Err(DocumentRefused::Active("/OpenAction")));
        assert_eq!(
            recognise(b"%PDF-1.7 <</S /J#61vaScript /J#53 (x)>>"),
            Err(DocumentRefused::Active("/JavaScript"))
        );
        assert_eq!(recognise(b"<svg onload='x'/>"), Err(DocumentRefused::Active("markup")));
        assert_eq!(recognise(b"a;=HYPERLINK(1)\n"), Err(DocumentRefused::Active("formula")));
    }

    #[test]
    fn other_types_and_sizes_are_refused() {
        assert_eq!(recognise(b""), Err(DocumentRefused::Empty));
        assert_eq!(recognise(b"PK\x03\x04vbaProject.bin"), Err(DocumentRefused::UnknownType));
        assert_eq!(recognise(b"MZ\x90\x00"), Err(DocumentRefused::UnknownType));
        let size = MAX_DOCUMENT + 1;
        assert_eq!(recognise(&vec![b'a'; size]), Err(DocumentRefused::TooLarge { size }));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), pdf in any::<bool>()) {
            let head: &[u8] = if pdf { b"%PDF-1.4 /" } else { b"" };
            let _ = recognise(&[head, &bytes].concat());
        }
    }
}
