//! Which uploaded files are accepted: few types, recognised by content, nothing that can run.

use std::io::Read as _;

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
    /// A file of an Office program: it may hold macros, and looks different everywhere.
    #[error("files of Office programs are not accepted: save it as PDF")]
    Office,
    /// A PDF that nobody can look into.
    #[error("the PDF is protected or packed so that nobody can look into it")]
    Closed,
    /// It contains something that runs or reaches out when opened.
    #[error("the file contains active content: {0}")]
    Active(&'static str),
}

/// Words of PDF that run something, start programs, fetch or send data, or carry other files.
const ACTIVE_PDF: [&str; 10] = [
    "/JavaScript",
    "/JS",
    "/Launch",
    "/RichMedia",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/XFA",
];

/// Bytes that all object streams of a PDF may have together when they are unpacked.
const UNPACKED: usize = 128 * 1024 * 1024;

/// Decides about an uploaded file by its bytes alone, and returns its media type.
///
/// Object streams of a PDF are unpacked and looked into; a PDF that nobody can look into is refused.
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
    // Packed files of today's Office and OpenDocument, and those of the Office before.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(DocumentRefused::Office);
    }
    text(bytes)
}

fn pdf(bytes: &[u8]) -> Result<&'static str, DocumentRefused> {
    quiet(bytes)?;
    if has_name(bytes, "/Encrypt") {
        return Err(DocumentRefused::Closed);
    }
    let (mut left, mut looked_into) = (UNPACKED, 0);
    for start in places(bytes, "/ObjStm") {
        // Names before the same stream lead to it again.
        if start < looked_into {
            continue;
        }
        let (begins, unpacked) = unpack(bytes.get(start..).unwrap_or_default(), left)?;
        quiet(&unpacked)?;
        left = left.saturating_sub(unpacked.len());
        looked_into = start.saturating_add(begins);
    }
    Ok("application/pdf")
}

fn quiet(bytes: &[u8]) -> Result<(), DocumentRefused> {
    let found = ACTIVE_PDF.into_iter().find(|word| has_name(bytes, word));
    found.map_or(Ok(()), |word| Err(DocumentRefused::Active(word)))
}

/// Where the object stream begins in whose dictionary these bytes begin, and its content.
fn unpack(bytes: &[u8], most: usize) -> Result<(usize, Vec<u8>), DocumentRefused> {
    const STREAM: &[u8] = b"stream";
    let at =
        bytes.windows(STREAM.len()).position(|window| window == STREAM).ok_or(DocumentRefused::Closed)?;
    let packed = bytes.get(at + STREAM.len()..).unwrap_or_default();
    let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
    let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
    let mut unpacked = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let read =
        flate2::read::ZlibDecoder::new(packed).take(limit.saturating_add(1)).read_to_end(&mut unpacked);
    match read {
        Ok(size) if size <= most => Ok((at, unpacked)),
        _ => Err(DocumentRefused::Closed),
    }
}

fn has_name(bytes: &[u8], name: &str) -> bool {
    places(bytes, name).next().is_some()
}

/// Where a PDF name occurs as a whole: `/JS` in `/JS (`, not in `/JSomething`. Letters may be written as `#4a`.
fn places<'a>(bytes: &'a [u8], name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes
        .map(|(start, _)| start)
        .filter(move |start| is_name(bytes.get(*start..).unwrap_or_default(), name))
}

fn is_name(bytes: &[u8], name: &str) -> bool {
    let mut rest = bytes.iter();
    for wanted in name.bytes() {
        let Some(&byte) = rest.next() else { return false };
        let read = if byte == b'#' {
            let mut digit = || rest.next().and_then(|byte| char::from(*byte).to_digit(16));
            match (digit(), digit()) {
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
    rest.next().is_none_or(|byte| !byte.is_ascii_alphanumeric())
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

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
        assert_eq!(
            recognise(b"%PDF-1.7 <</OpenAction <</S /Launch /F (x)>>>>"),
            Err(DocumentRefused::Active("/Launch"))
        );
        assert_eq!(
            recognise(b"%PDF-1.7 <</S /J#61vaScript /J#53 (x)>>"),
            Err(DocumentRefused::Active("/JavaScript"))
        );
        assert_eq!(recognise(b"<svg onload='x'/>"), Err(DocumentRefused::Active("markup")));
        assert_eq!(recognise(b"a;=HYPERLINK(1)\n"), Err(DocumentRefused::Active("formula")));
    }

    fn packed(dictionary: &str, content: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(content).unwrap();
        let stream = packer.finish().unwrap();
        [format!("%PDF-1.7 {dictionary} stream\r\n").as_bytes(), &stream, b"\nendstream"].concat()
    }

    #[test]
    fn active_content_is_found_in_packed_objects_and_nowhere_to_be_hidden() {
        let dictionary = "<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>>";
        let quiet = packed(dictionary, b"1 0 <</Type /Catalog /OpenAction [3 0 R /Fit]>>");
        assert_eq!(recognise(&quiet), Ok("application/pdf"));
        let active = packed(dictionary, b"1 0 <</S /JavaScript /JS (app.alert(1))>>");
        assert_eq!(recognise(&active), Err(DocumentRefused::Active("/JavaScript")));
        let files = packed("<</Type /Obj#53tm>>", b"1 0 <</Type /EmbeddedFile>>");
        assert_eq!(recognise(&files), Err(DocumentRefused::Active("/EmbeddedFile")));
        assert_eq!(
            recognise(b"%PDF-1.7 <</Type /ObjStm /Filter /LZWDecode>> stream\nxyz"),
            Err(DocumentRefused::Closed)
        );
        assert_eq!(recognise(b"%PDF-1.7 trailer <</Encrypt 5 0 R>>"), Err(DocumentRefused::Closed));
        let bomb = packed(dictionary, &vec![b' '; UNPACKED + 1]);
        assert_eq!(recognise(&bomb), Err(DocumentRefused::Closed));
    }

    #[test]
    fn a_stream_is_unpacked_once_however_often_its_kind_is_named() {
        let names = "/ObjStm ".repeat(3);
        let large = packed(&format!("<<{names}/Filter /FlateDecode>>"), &vec![b' '; UNPACKED / 2]);
        assert_eq!(recognise(&large), Ok("application/pdf"));
        let active = packed(&format!("<<{names}>>"), b"1 0 <</S /Launch>>");
        assert_eq!(recognise(&active), Err(DocumentRefused::Active("/Launch")));
    }

    #[test]
    fn other_types_and_sizes_are_refused() {
        assert_eq!(recognise(b""), Err(DocumentRefused::Empty));
        assert_eq!(recognise(b"PK\x03\x04vbaProject.bin"), Err(DocumentRefused::Office));
        assert_eq!(recognise(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(DocumentRefused::Office));
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
