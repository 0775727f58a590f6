//! How a device hands a submission to a telematics client: one line of JSON, then the documents one behind the other.
//!
//! The line names the record and the metadata of each document, and with them its size. Nothing of it goes to the
//! server of the DiGA.

use serde::{Deserialize, Serialize};

use crate::document::{DOCUMENT_BYTES, Document, MOST_DOCUMENTS, Metadata, Submission};
use crate::insurant::Insurant;

/// Media type of a frame.
pub const MEDIA_TYPE: &str = "application/vnd.heilsam.epa-submission";
/// Longest first line, bytes.
const HEAD_BYTES: usize = 256 * 1024;

/// A frame cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// There is no first line, or it is too long.
    #[error("the frame has no head")]
    NoHead,
    /// The first line is not what it should be.
    #[error("the head of the frame cannot be read")]
    Head,
    /// The documents are shorter or longer than the first line says.
    #[error("the documents do not have the sizes that the head says")]
    Sizes,
}

#[derive(Serialize, Deserialize)]
struct Head {
    insurant: Insurant,
    documents: Vec<Metadata>,
}

/// The first line; the contents of the documents follow it as they are. Who sends them one behind the other needs no copy of all.
#[must_use]
pub fn head(submission: &Submission) -> Vec<u8> {
    let documents = submission.documents.iter().map(|it| it.metadata.clone()).collect();
    let head = Head { insurant: submission.insurant.clone(), documents };
    let mut bytes = serde_json::to_vec(&head).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The bytes of a submission.
#[must_use]
pub fn write(submission: &Submission) -> Vec<u8> {
    let mut bytes = head(submission);
    for document in &submission.documents {
        bytes.extend_from_slice(&document.content);
    }
    bytes
}

/// Reads a submission; nothing is believed but the sizes, and those are checked.
///
/// # Errors
/// [`FrameError`].
pub fn read(bytes: &[u8]) -> Result<Submission, FrameError> {
    let end = bytes.iter().take(HEAD_BYTES).position(|byte| *byte == b'\n').ok_or(FrameError::NoHead)?;
    let (head, rest) = bytes.split_at_checked(end).ok_or(FrameError::NoHead)?;
    let head: Head = serde_json::from_slice(head).map_err(|_| FrameError::Head)?;
    if head.documents.len() > MOST_DOCUMENTS {
        return Err(FrameError::Head);
    }
    let mut rest = rest.get(1..).unwrap_or_default();
    let mut documents = Vec::with_capacity(head.documents.len());
    for metadata in head.documents {
        if metadata.size > DOCUMENT_BYTES {
            return Err(FrameError::Sizes);
        }
        let (content, after) = rest.split_at_checked(metadata.size).ok_or(FrameError::Sizes)?;
        documents.push(Document { metadata, content: content.to_vec() });
        rest = after;
    }
    if rest.is_empty() {
        Ok(Submission { insurant: head.insurant, documents })
    } else {
        Err(FrameError::Sizes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Author, Common};

    fn submission() -> Submission {
        let common = Common {
            made_at: "2026-03-31T12:00:00Z".parse().unwrap(),
            period: ("2026-01-01T00:00:00Z".parse().unwrap(), "2026-03-31T11:00:00Z".parse().unwrap()),
            language: "de".into(),
            author: Author { name: "a".into(), diga_ve_id: "b".into(), manufacturer: "c".into() },
        };
        let documents = vec![
            Document::mio(&common, "urn:uuid:1".into(), "eins".into(), b"<x>\n</x>".to_vec()),
            Document::readable(&common, "urn:uuid:2".into(), "zwei".into(), vec![0, 10, 255]),
        ];
        Submission { insurant: Insurant::parse("A123456780").unwrap(), documents }
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(read(&write(&submission())).unwrap(), submission());
    }

    #[test]
    fn the_head_is_one_line_and_what_follows_are_the_contents() {
        let (head, contents) = (head(&submission()), submission().documents);
        assert_eq!(head.iter().position(|byte| *byte == b'\n'), Some(head.len() - 1));
        assert_eq!([&head[..], &contents[0].content, &contents[1].content].concat(), write(&submission()));
    }

    #[test]
    fn bytes_too_few_or_too_many_are_noticed() {
        let bytes = write(&submission());
        assert_eq!(read(&bytes[..bytes.len() - 1]), Err(FrameError::Sizes));
        assert_eq!(read(&[&bytes[..], b"x"].concat()), Err(FrameError::Sizes));
        assert_eq!(read(b"{}"), Err(FrameError::NoHead));
        assert_eq!(read(b"{}\n"), Err(FrameError::Head));
    }

    proptest! {
        #[test]
        fn no_frame_makes_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0_usize..900) {
            let _ = read(&bytes);
            let mut frame = write(&submission());
            frame.truncate(cut);
            prop_assert!(read(&frame).is_err() || cut >= write(&submission()).len());
        }
    }
}
