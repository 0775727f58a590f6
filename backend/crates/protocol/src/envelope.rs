//! The outer form of a sealed record (envelope v1): what the server may read, and nothing more.
//!
//! ```text
//! content: "HR" | ver=01 | suite=01 | type_ns u16 | collection_id 16 | record_id 16 | rec_version u64 |
//!          prev_hash 32 | author_key_id 16 | dek_commit 16 | nonce 12 | ct_len u32 | ciphertext || tag
//! wrap:    epoch u32 | wrap_nonce 12 | wrapped_dek 48
//! ```
//! All integers are big-endian. An unknown version or suite is an error, never a fallback.

use heilsam_domain::{CollectionId, RecordId};
use serde::{Deserialize, Serialize};

use crate::{Bytes, limit};

/// A record version as it travels and is stored: two parts, so that new keys never rewrite content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SealedRecord {
    /// Content part.
    pub content: Bytes,
    /// Wrap part.
    pub wrap: Bytes,
}

/// The open fields of a content part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentHeader {
    /// Kind of record, for routing on the client.
    pub type_ns: u16,
    /// Collection.
    pub collection_id: CollectionId,
    /// Record.
    pub record_id: RecordId,
    /// Version, from 1.
    pub version: u64,
    /// First 32 bytes of SHA-384 of the previous version's content part; zero for version 1.
    pub prev_hash: [u8; 32],
    /// First 16 bytes of SHA-384 of the author's public signing key.
    pub author_key_id: [u8; 16],
    /// Commitment to the record key.
    pub dek_commit: [u8; 16],
    /// Nonce of the content.
    pub nonce: [u8; 12],
}

/// The open fields of a wrap part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrapHeader {
    /// Epoch of the collection key.
    pub epoch: u32,
    /// Nonce of the wrapped key.
    pub nonce: [u8; 12],
    /// The wrapped record key with its tag.
    pub wrapped_dek: [u8; 48],
}

/// Why bytes are not an envelope v1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Does not begin with `HR`.
    #[error("not a record")]
    NotARecord,
    /// A version that this program does not know.
    #[error("unknown envelope version {0}")]
    UnknownVersion(u8),
    /// A suite that this program does not know.
    #[error("unknown suite {0}")]
    UnknownSuite(u8),
    /// Shorter or longer than its fields say.
    #[error("wrong length")]
    Length,
    /// Larger than [`limit::RECORD_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Version 0.
    #[error("versions start at 1")]
    VersionZero,
}

/// Envelope version.
pub const VERSION: u8 = 1;
/// AES-256-GCM, HKDF-SHA-384.
pub const SUITE: u8 = 1;
/// Bytes before the nonce; the additional authenticated data end with them.
pub const AAD_HEADER_BYTES: usize = 4 + 2 + 16 + 16 + 8 + 32 + 16 + 16;
/// Bytes before the ciphertext.
pub const HEADER_BYTES: usize = AAD_HEADER_BYTES + 12 + 4;
/// Bytes of a wrap part.
pub const WRAP_BYTES: usize = 4 + 12 + 48;

impl ContentHeader {
    /// The header up to `dek_commit`, as it is authenticated.
    #[must_use]
    pub fn to_aad_bytes(&self) -> [u8; AAD_HEADER_BYTES] {
        let mut bytes = [0; AAD_HEADER_BYTES];
        let fields: [&[u8]; 9] = [
            b"HR",
            &[VERSION, SUITE],
            &self.type_ns.to_be_bytes(),
            &self.collection_id.to_bytes(),
            &self.record_id.to_bytes(),
            &self.version.to_be_bytes(),
            &self.prev_hash,
            &self.author_key_id,
            &self.dek_commit,
        ];
        for (slot, byte) in bytes.iter_mut().zip(fields.into_iter().flatten()) {
            *slot = *byte;
        }
        bytes
    }

    /// Writes a whole content part.
    ///
    /// # Errors
    /// [`EnvelopeError::TooLarge`] if it would exceed [`limit::RECORD_BYTES`].
    pub fn write(&self, ciphertext: &[u8]) -> Result<Bytes, EnvelopeError> {
        let length = HEADER_BYTES + ciphertext.len();
        if length > limit::RECORD_BYTES {
            return Err(EnvelopeError::TooLarge);
        }
        let ct_len = u32::try_from(ciphertext.len()).map_err(|_| EnvelopeError::TooLarge)?;
        let mut content = Vec::with_capacity(length);
        content.extend_from_slice(&self.to_aad_bytes());
        content.extend_from_slice(&self.nonce);
        content.extend_from_slice(&ct_len.to_be_bytes());
        content.extend_from_slice(ciphertext);
        Ok(Bytes(content))
    }

    /// Reads the open fields of a content part; the second value is the ciphertext with its tag.
    ///
    /// # Errors
    /// [`EnvelopeError`] names what is wrong.
    pub fn read(content: &[u8]) -> Result<(Self, &[u8]), EnvelopeError> {
        if content.len() > limit::RECORD_BYTES {
            return Err(EnvelopeError::TooLarge);
        }
        let mut reader = Reader(content);
        if &reader.take::<2>()? != b"HR" {
            return Err(EnvelopeError::NotARecord);
        }
        match reader.take::<2>()? {
            [VERSION, SUITE] => {}
            [VERSION, suite] => return Err(EnvelopeError::UnknownSuite(suite)),
            [version, _] => return Err(EnvelopeError::UnknownVersion(version)),
        }
        let header = Self {
            type_ns: u16::from_be_bytes(reader.take()?),
            collection_id: CollectionId::from_bytes(reader.take()?),
            record_id: RecordId::from_bytes(reader.take()?),
            version: u64::from_be_bytes(reader.take()?),
            prev_hash: reader.take()?,
            author_key_id: reader.take()?,
            dek_commit: reader.take()?,
            nonce: reader.take()?,
        };
        let ct_len = u32::from_be_bytes(reader.take()?);
        if usize::try_from(ct_len) != Ok(reader.0.len()) {
            return Err(EnvelopeError::Length);
        }
        if header.version == 0 {
            return Err(EnvelopeError::VersionZero);
        }
        Ok((header, reader.0))
    }
}

impl WrapHeader {
    /// Writes a wrap part.
    #[must_use]
    pub fn write(&self) -> Bytes {
        let mut wrap = Vec::with_capacity(WRAP_BYTES);
        wrap.extend_from_slice(&self.epoch.to_be_bytes());
        wrap.extend_from_slice(&self.nonce);
        wrap.extend_from_slice(&self.wrapped_dek);
        Bytes(wrap)
    }

    /// Reads a wrap part.
    ///
    /// # Errors
    /// [`EnvelopeError::Length`] unless it has [`WRAP_BYTES`].
    pub fn read(wrap: &[u8]) -> Result<Self, EnvelopeError> {
        let mut reader = Reader(wrap);
        let header = Self {
            epoch: u32::from_be_bytes(reader.take()?),
            nonce: reader.take()?,
            wrapped_dek: reader.take()?,
        };
        if reader.0.is_empty() { Ok(header) } else { Err(EnvelopeError::Length) }
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], EnvelopeError> {
        let (head, tail) = self.0.split_first_chunk::<N>().ok_or(EnvelopeError::Length)?;
        self.0 = tail;
        Ok(*head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header() -> ContentHeader {
        ContentHeader {
            type_ns: 1,
            collection_id: CollectionId::from_bytes([1; 16]),
            record_id: RecordId::from_bytes([2; 16]),
            version: 3,
            prev_hash: [4; 32],
            author_key_id: [5; 16],
            dek_commit: [6; 16],
            nonce: [7; 12],
        }
    }

    #[test]
    fn a_content_part_reads_back() {
        let content = header().write(b"ciphertext").unwrap();
        assert_eq!(ContentHeader::read(&content.0), Ok((header(), &b"ciphertext"[..])));
        assert!(content.0.starts_with(&header().to_aad_bytes()));
    }

    #[test]
    fn a_wrap_part_reads_back() {
        let wrap = WrapHeader { epoch: 9, nonce: [1; 12], wrapped_dek: [2; 48] };
        assert_eq!(WrapHeader::read(&wrap.write().0), Ok(wrap.clone()));
        assert_eq!(WrapHeader::read(&[0; WRAP_BYTES + 1]), Err(EnvelopeError::Length));
    }

    #[test]
    fn unknown_versions_and_suites_are_errors() {
        let mut content = header().write(b"x").unwrap().0;
        content[2] = 2;
        assert_eq!(ContentHeader::read(&content), Err(EnvelopeError::UnknownVersion(2)));
        content[2] = 1;
        content[3] = 9;
        assert_eq!(ContentHeader::read(&content), Err(EnvelopeError::UnknownSuite(9)));
        content[0] = b'X';
        assert_eq!(ContentHeader::read(&content), Err(EnvelopeError::NotARecord));
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read() {
        assert_eq!(header().write(&vec![0; limit::RECORD_BYTES]), Err(EnvelopeError::TooLarge));
        assert_eq!(ContentHeader::read(&vec![0; limit::RECORD_BYTES + 1]), Err(EnvelopeError::TooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = ContentHeader::read(&bytes);
            let _ = WrapHeader::read(&bytes);
        }

        #[test]
        fn a_cut_or_longer_content_part_is_refused(cut in 1_usize..100) {
            let content = header().write(b"ciphertext").unwrap().0;
            let shorter = &content[..content.len().saturating_sub(cut)];
            prop_assert!(ContentHeader::read(shorter).is_err());
            let longer = [&content[..], &vec![0; cut][..]].concat();
            prop_assert!(ContentHeader::read(&longer).is_err());
        }
    }
}
