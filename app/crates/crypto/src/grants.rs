//! Grants: giving a doctor the keys of one collection, for a time, read-only.
//!
//! ```text
//! grant v1: "HG" | ver=01 | suite=01 | deployment_id 16 | owner_id 16 | collection_id 16 | first_epoch u32 | last_epoch u32 |
//!           grantee_id 16 | grantee_key SHA-384 48 | rights u8 (1 = read) | consent_id 16 | not_before i64 | expires i64 |
//!           enc 1665 | ct_len u16 | ciphertext || tag | author_key_id 16 | signature 96
//! plaintext = collection keys of the epochs, 32 bytes each, in order
//! HPKE base mode: MLKEM1024-P384, HKDF-SHA-384, AES-256-GCM; info "heilsam/grant/v1", AAD = everything before enc
//! ```

use heilsam_domain::{AccountId, CollectionId, RecordId};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha384;
use hpke::kem::MlKem1024P384;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use crate::bytes::{Reader, before_tail};
use crate::identity::{IdentityKey, IdentityPublic, SIGNATURE};
use crate::kem::{KemKey, KemPublic};
use crate::keys::CollectionKey;
use crate::{CryptoError, Scope};

const FORMAT: &str = "grant";
const LABEL: &str = "heilsam/grant/v1";
const MAGIC: [u8; 2] = *b"HG";
const VERSION: u8 = 1;
const SUITE: u8 = 1;
const READ_ONLY: u8 = 1;
const ENC: usize = 1_665;
/// Most epochs one grant can carry.
pub const MAX_EPOCHS: usize = 1_024;

/// What is granted to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantTerms {
    /// The collection.
    pub collection: CollectionId,
    /// First epoch whose records may be read.
    pub first_epoch: u32,
    /// Last epoch.
    pub last_epoch: u32,
    /// The account that may read.
    pub grantee: AccountId,
    /// [`KemPublic::fingerprint`] of the key that was checked in person.
    pub grantee_key: [u8; 48],
    /// The consent this rests on.
    pub consent: RecordId,
    /// Seconds since 1970.
    pub not_before: i64,
    /// Seconds since 1970; not valid from this second on.
    pub expires: i64,
}

impl GrantTerms {
    fn write(&self, scope: Scope) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(2_048);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&[VERSION, SUITE]);
        bytes.extend_from_slice(&scope.to_bytes());
        bytes.extend_from_slice(&self.collection.to_bytes());
        bytes.extend_from_slice(&self.first_epoch.to_be_bytes());
        bytes.extend_from_slice(&self.last_epoch.to_be_bytes());
        bytes.extend_from_slice(&self.grantee.to_bytes());
        bytes.extend_from_slice(&self.grantee_key);
        bytes.push(READ_ONLY);
        bytes.extend_from_slice(&self.consent.to_bytes());
        bytes.extend_from_slice(&self.not_before.to_be_bytes());
        bytes.extend_from_slice(&self.expires.to_be_bytes());
        bytes
    }

    fn epochs(&self) -> Result<usize, CryptoError> {
        self.last_epoch
            .checked_sub(self.first_epoch)
            .and_then(|span| usize::try_from(span).ok())
            .and_then(|span| span.checked_add(1))
            .filter(|count| *count <= MAX_EPOCHS)
            .ok_or(CryptoError::Malformed(FORMAT))
    }
}

/// Seals collection keys (one per epoch, in order) to the grantee and signs the grant.
///
/// # Errors
/// [`CryptoError::Malformed`] when keys and epochs do not match, [`CryptoError::Misplaced`] when `to` is not the key
/// that the terms name.
pub fn seal(
    scope: Scope,
    terms: &GrantTerms,
    keys: &[&CollectionKey],
    to: &KemPublic,
    identity: &IdentityKey,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<u8>, CryptoError> {
    if terms.epochs()? != keys.len() {
        return Err(CryptoError::Malformed(FORMAT));
    }
    if to.fingerprint() != terms.grantee_key {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    let mut plaintext = Zeroizing::new(Vec::with_capacity(keys.len() * 32));
    for key in keys {
        plaintext.extend_from_slice(key.expose());
    }
    let mut bytes = terms.write(scope);
    let (enc, sealed) = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha384, MlKem1024P384>(
        &OpModeS::Base,
        to.inner(),
        LABEL.as_bytes(),
        &plaintext,
        &bytes,
        rng,
    )
    .map_err(|_| CryptoError::Rejected(FORMAT))?;
    bytes.extend_from_slice(&enc.to_bytes());
    let length = u16::try_from(sealed.len()).map_err(|_| CryptoError::TooLarge(FORMAT))?;
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(&sealed);
    bytes.extend_from_slice(&identity.public().key_id());
    let signature = identity.sign(LABEL, &bytes);
    bytes.extend_from_slice(&signature);
    Ok(bytes)
}

/// Who opens a grant, and what this device already knows.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    /// The account that opens.
    pub grantee: AccountId,
    /// Its receiving key.
    pub key: &'a KemKey,
    /// The patient's identity as it was checked in person.
    pub granted_by: &'a IdentityPublic,
    /// Newest epoch of this collection that was seen; an older grant is a replayed one.
    pub newest_epoch: u32,
    /// Seconds since 1970.
    pub now: i64,
}

/// Opens a grant and gives the collection keys with their epochs.
///
/// # Errors
/// [`CryptoError::Forged`], [`CryptoError::Misplaced`] (another grantee, owner or key), [`CryptoError::OutOfTime`],
/// [`CryptoError::Rollback`] for a replayed older grant, [`CryptoError::Rejected`] when it does not open.
pub fn open(
    scope: Scope,
    opening: &Opening<'_>,
    bytes: &[u8],
) -> Result<(GrantTerms, Vec<(u32, CollectionKey)>), CryptoError> {
    let parsed = Parsed::read(bytes)?;
    let terms = parsed.terms;
    if parsed.author != opening.granted_by.key_id() {
        return Err(CryptoError::Forged(FORMAT));
    }
    let signed = before_tail(bytes, SIGNATURE, FORMAT)?;
    opening.granted_by.verify(LABEL, signed, &parsed.signature, FORMAT)?;
    if parsed.owner != scope.to_bytes()
        || terms.grantee != opening.grantee
        || terms.grantee_key != opening.key.public().fingerprint()
    {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    if opening.now < terms.not_before || opening.now >= terms.expires {
        return Err(CryptoError::OutOfTime(FORMAT));
    }
    if terms.last_epoch < opening.newest_epoch {
        return Err(CryptoError::Rollback(FORMAT));
    }
    let epochs = terms.epochs()?;
    let enc = <MlKem1024P384 as Kem>::EncappedKey::from_bytes(parsed.enc)
        .map_err(|_| CryptoError::Malformed(FORMAT))?;
    let plaintext = Zeroizing::new(
        hpke::single_shot_open::<AesGcm256, HkdfSha384, MlKem1024P384>(
            &OpModeR::Base,
            opening.key.secret(),
            &enc,
            LABEL.as_bytes(),
            parsed.sealed,
            &terms.write(scope),
        )
        .map_err(|_| CryptoError::Rejected(FORMAT))?,
    );
    let (keys, tail) = plaintext.as_chunks::<32>();
    if keys.len() != epochs || !tail.is_empty() {
        return Err(CryptoError::Malformed(FORMAT));
    }
    let keys = (terms.first_epoch..=terms.last_epoch)
        .zip(keys)
        .map(|(epoch, key)| (epoch, CollectionKey::from_bytes(*key)))
        .collect();
    Ok((terms, keys))
}

struct Parsed<'a> {
    owner: [u8; 32],
    terms: GrantTerms,
    enc: &'a [u8],
    sealed: &'a [u8],
    author: [u8; 16],
    signature: [u8; SIGNATURE],
}

impl<'a> Parsed<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, CryptoError> {
        let mut reader = Reader::new(bytes, FORMAT);
        reader.expect(MAGIC, VERSION, SUITE)?;
        let owner = reader.array()?;
        let collection = CollectionId::from_bytes(reader.array()?);
        let (first_epoch, last_epoch) = (reader.u32()?, reader.u32()?);
        let grantee = AccountId::from_bytes(reader.array()?);
        let grantee_key = reader.array()?;
        if reader.byte()? != READ_ONLY {
            return Err(CryptoError::Malformed(FORMAT));
        }
        let terms = GrantTerms {
            collection,
            first_epoch,
            last_epoch,
            grantee,
            grantee_key,
            consent: RecordId::from_bytes(reader.array()?),
            not_before: reader.i64()?,
            expires: reader.i64()?,
        };
        let enc = reader.slice(ENC)?;
        let length = usize::from(reader.u16()?);
        let sealed = reader.slice(length)?;
        let parsed = Self { owner, terms, enc, sealed, author: reader.array()?, signature: reader.array()? };
        reader.finish()?;
        Ok(parsed)
    }
}

#[cfg(test)]
mod tests;
