//! The record envelope v1: one version of one record, sealed so that the server can store it and nothing else.
//!
//! ```text
//! content part: "HR" | ver=01 | suite=01 | type_ns u16 | collection_id 16 | record_id 16 | rec_version u64 |
//!               prev_hash 32 | author_key_id 16 | dek_commit 16 | nonce 12 | ct_len u32 | ciphertext || tag
//! wrap part:    epoch u32 | wrap_nonce 12 | wrapped_dek 48
//! AAD(content) = "heilsam/rec/v1" | deployment_id | owner_id | content header up to and with dek_commit
//! AAD(wrap)    = "heilsam/dek/v1" | deployment_id | owner_id | collection_id | record_id | rec_version | epoch | dek_commit
//! dek_commit   = HKDF-SHA-384(DEK, "heilsam/commit")[..16]      (AES-GCM does not commit to its key)
//! plaintext    = len u32 | payload | zero padding to Padme(len), at least 256 bytes
//! ```
//!
//! Two parts: a new key would not rewrite content. Nothing asks for that today: a share has a key of its own, see decision 0015.

use heilsam_domain::{CollectionId, RecordId};
use heilsam_protocol::envelope::{
    AAD_HEADER_BYTES, ContentHeader, EnvelopeError, HEADER_BYTES, SealedRecord, WrapHeader,
};
use heilsam_protocol::limit;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::keys::CollectionKey;
use crate::{CryptoError, Scope, aead, kdf, padding, rng};

const CONTENT: &str = "record envelope";
const WRAP: &str = "wrapped record key";
/// Largest payload of one record in bytes; larger things are attachments.
pub const MAX_PAYLOAD: usize = limit::RECORD_BYTES * 7 / 8 - HEADER_BYTES;

/// Where a record version belongs; authenticated together with its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordPlace {
    /// What the payload is, so that a payload is never read as something else.
    pub type_ns: u16,
    /// The collection.
    pub collection: CollectionId,
    /// The record.
    pub record: RecordId,
    /// Counts up from 1.
    pub version: u64,
    /// [`content_hash`] of the version before, zeros for the first.
    pub prev_hash: [u8; 32],
    /// Key id of the identity that wrote it.
    pub author: [u8; 16],
}

/// Seals a payload under a fresh record key.
///
/// # Errors
/// [`CryptoError::TooLarge`] when the payload is larger than [`MAX_PAYLOAD`].
pub fn seal(
    scope: Scope,
    place: &RecordPlace,
    epoch: u32,
    key: &CollectionKey,
    payload: &[u8],
    rng: &mut impl rand_core::CryptoRng,
) -> Result<SealedRecord, CryptoError> {
    if payload.len() > MAX_PAYLOAD {
        return Err(CryptoError::TooLarge("record"));
    }
    let dek = Zeroizing::new(rng::random::<32>(rng));
    let header = ContentHeader {
        type_ns: place.type_ns,
        collection_id: place.collection,
        record_id: place.record,
        version: place.version,
        prev_hash: place.prev_hash,
        author_key_id: place.author,
        dek_commit: commitment(&dek)?,
        nonce: rng::random(rng),
    };
    let bound = header.to_aad_bytes();
    let body = padding::padded(payload.len() + 4);
    let mut content = Vec::with_capacity(HEADER_BYTES + body + aead::TAG);
    content.extend_from_slice(&bound);
    content.extend_from_slice(&header.nonce);
    let length = u32::try_from(body + aead::TAG).map_err(|_| CryptoError::TooLarge("record"))?;
    content.extend_from_slice(&length.to_be_bytes());
    padding::pad_onto(&mut content, payload)?;
    let plaintext = content.get_mut(HEADER_BYTES..).ok_or(CryptoError::TooLarge("record"))?;
    let tag = aead::encrypt(&dek, &header.nonce, &content_aad(scope, &bound), plaintext, CONTENT)?;
    content.extend_from_slice(&tag);

    let wrap = wrap_key(scope, &header, epoch, key, &dek, rng)?;
    Ok(SealedRecord { content: content.into(), wrap: wrap.write() })
}

/// Opens a record version that was asked for as `expected`: another record, version, collection or type is refused.
///
/// # Errors
/// [`CryptoError::Misplaced`] when it is genuine but belongs elsewhere, [`CryptoError::Rejected`] when key or bytes
/// are wrong, [`CryptoError::Malformed`] or [`CryptoError::Unsupported`] for other bytes.
pub fn open(
    scope: Scope,
    expected: &Expected,
    key: &CollectionKey,
    sealed: &SealedRecord,
) -> Result<Vec<u8>, CryptoError> {
    let (header, body) = read_header(&sealed.content.0)?;
    expected.check(&header)?;
    let dek = unwrap_key(scope, &header, key, &sealed.wrap.0)?;
    let (ciphertext, tag) =
        body.split_last_chunk::<{ aead::TAG }>().ok_or(CryptoError::Malformed(CONTENT))?;
    let mut plaintext = ciphertext.to_vec();
    let aad = content_aad(scope, &header.to_aad_bytes());
    aead::decrypt(&dek, &header.nonce, &aad, &mut plaintext, tag, CONTENT)?;
    padding::unpad(&mut plaintext)?;
    Ok(plaintext)
}

/// The epoch a record's key is wrapped for.
///
/// # Errors
/// [`CryptoError::Malformed`] when the wrap part is none.
pub fn epoch_of(sealed: &SealedRecord) -> Result<u32, CryptoError> {
    WrapHeader::read(&sealed.wrap.0).map(|wrap| wrap.epoch).map_err(|_| CryptoError::Malformed(WRAP))
}

/// The open fields of a record and its ciphertext.
///
/// # Errors
/// [`CryptoError::Malformed`] when lengths do not fit, [`CryptoError::Unsupported`] for an unknown version.
pub fn read_header(content: &[u8]) -> Result<(ContentHeader, &[u8]), CryptoError> {
    ContentHeader::read(content).map_err(|error| match error {
        EnvelopeError::UnknownVersion(version) => {
            CryptoError::Unsupported { format: CONTENT, version, suite: 0 }
        }
        EnvelopeError::UnknownSuite(suite) => CryptoError::Unsupported { format: CONTENT, version: 1, suite },
        EnvelopeError::TooLarge => CryptoError::TooLarge(CONTENT),
        EnvelopeError::NotARecord | EnvelopeError::Length | EnvelopeError::VersionZero => {
            CryptoError::Malformed(CONTENT)
        }
    })
}

/// What the next version names as its `prev_hash`.
#[must_use]
pub fn content_hash(content: &[u8]) -> [u8; 32] {
    kdf::sha384_short(&[content])
}

/// What the caller asked for; unset parts are not checked.
#[derive(Debug, Clone, Copy)]
pub struct Expected {
    /// Type of the payload.
    pub type_ns: u16,
    /// The collection that was asked.
    pub collection: CollectionId,
    /// The record, when one was asked for.
    pub record: Option<RecordId>,
    /// The version, when one was asked for.
    pub version: Option<u64>,
}

impl Expected {
    fn check(&self, found: &ContentHeader) -> Result<(), CryptoError> {
        let fits = self.type_ns == found.type_ns
            && self.collection == found.collection_id
            && self.record.is_none_or(|record| record == found.record_id)
            && self.version.is_none_or(|version| version == found.version);
        if fits { Ok(()) } else { Err(CryptoError::Misplaced(CONTENT)) }
    }
}

fn wrap_key(
    scope: Scope,
    header: &ContentHeader,
    epoch: u32,
    key: &CollectionKey,
    dek: &[u8; 32],
    rng: &mut impl rand_core::CryptoRng,
) -> Result<WrapHeader, CryptoError> {
    let nonce = rng::random::<{ aead::NONCE }>(rng);
    let mut wrapped_dek = [0; 32 + aead::TAG];
    if let Some((sealed, tag)) = wrapped_dek.split_first_chunk_mut::<32>() {
        *sealed = *dek;
        tag.copy_from_slice(&aead::encrypt(
            key.expose(),
            &nonce,
            &wrap_aad(scope, header, epoch),
            sealed,
            WRAP,
        )?);
    }
    Ok(WrapHeader { epoch, nonce, wrapped_dek })
}

fn unwrap_key(
    scope: Scope,
    header: &ContentHeader,
    key: &CollectionKey,
    wrap: &[u8],
) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let wrap = WrapHeader::read(wrap).map_err(|_| CryptoError::Malformed(WRAP))?;
    let aad = wrap_aad(scope, header, wrap.epoch);
    let dek = aead::open_array::<32>(key.expose(), &wrap.nonce, &aad, &wrap.wrapped_dek, WRAP)?;
    if bool::from(commitment(&dek)?.ct_eq(&header.dek_commit)) {
        Ok(dek)
    } else {
        Err(CryptoError::Rejected(WRAP))
    }
}

fn commitment(dek: &[u8; 32]) -> Result<[u8; 16], CryptoError> {
    Ok(*kdf::derive::<16>(dek, &[b"heilsam/commit"])?)
}

const REC: &[u8; 14] = b"heilsam/rec/v1";
const DEK: &[u8; 14] = b"heilsam/dek/v1";

fn content_aad(scope: Scope, bound: &[u8; AAD_HEADER_BYTES]) -> Vec<u8> {
    let mut aad = Vec::with_capacity(REC.len() + 32 + AAD_HEADER_BYTES);
    aad.extend_from_slice(REC);
    aad.extend_from_slice(&scope.to_bytes());
    aad.extend_from_slice(bound);
    aad
}

fn wrap_aad(scope: Scope, header: &ContentHeader, epoch: u32) -> Vec<u8> {
    let mut aad = Vec::with_capacity(DEK.len() + 92);
    aad.extend_from_slice(DEK);
    aad.extend_from_slice(&scope.to_bytes());
    aad.extend_from_slice(&header.collection_id.to_bytes());
    aad.extend_from_slice(&header.record_id.to_bytes());
    aad.extend_from_slice(&header.version.to_be_bytes());
    aad.extend_from_slice(&epoch.to_be_bytes());
    aad.extend_from_slice(&header.dek_commit);
    aad
}

#[cfg(test)]
mod tests;
