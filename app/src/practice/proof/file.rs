//! Which files prove a doctor: few types, recognised by content, small, nothing in them that runs.

use heilsam_domain::document::{DocumentRefused, recognise};
use heilsam_protocol::limit::PROOF_BYTES;

/// Media type of PDF.
pub const PDF: &str = "application/pdf";

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefused {
    /// None of PDF, JPEG and PNG, or nothing at all.
    Type,
    /// Larger than allowed.
    Size,
    /// It is protected, so that nobody can look into it.
    Closed,
    /// It holds something that runs or reaches out.
    Active,
}

/// Decides about a file by its bytes, and gives its media type.
///
/// # Errors
/// [`FileRefused`].
pub fn check(bytes: &[u8]) -> Result<&'static str, FileRefused> {
    if bytes.len() > PROOF_BYTES {
        return Err(FileRefused::Size);
    }
    match recognise(bytes) {
        Ok(kind @ (PDF | "image/png" | "image/jpeg")) => Ok(kind),
        Ok(_) | Err(DocumentRefused::Empty | DocumentRefused::UnknownType | DocumentRefused::Office) => {
            Err(FileRefused::Type)
        }
        Err(DocumentRefused::TooLarge { .. }) => Err(FileRefused::Size),
        Err(DocumentRefused::Closed) => Err(FileRefused::Closed),
        Err(DocumentRefused::Active(_)) => Err(FileRefused::Active),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_quiet_pdf_files_are_taken() {
        assert_eq!(check(b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj"), Ok(PDF));
        assert_eq!(check(b"\x89PNG\r\n\x1a\n...."), Ok("image/png"));
        assert_eq!(check(b"\xff\xd8\xff\xe0...."), Ok("image/jpeg"));
    }

    #[test]
    fn everything_else_is_refused_with_the_reason() {
        assert_eq!(check(b""), Err(FileRefused::Type));
        assert_eq!(check(b"a;b;c"), Err(FileRefused::Type), "a table proves nobody");
        assert_eq!(check(b"PK\x03\x04 a document of an Office program"), Err(FileRefused::Type));
        assert_eq!(check(b"%PDF-1.7\n1 0 obj <</OpenAction <</S /JavaScript>>>>"), Err(FileRefused::Active));
        assert_eq!(check(b"%PDF-1.7\ntrailer <</Encrypt 5 0 R>>"), Err(FileRefused::Closed));
        let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
        large.resize(PROOF_BYTES + 1, 0);
        assert_eq!(check(&large), Err(FileRefused::Size));
    }
}
