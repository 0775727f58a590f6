//! Documents of a manufacturer's dossier: sealed once under a key of their own, and that key sealed to every member.
//!
//! ```text
//! part v1: "HF" | ver=01 | suite=01 | nonce 12 | ciphertext || tag
//! AAD = "heilsam/document/v1" | deployment_id | digest 48 | part u16 | parts u16
//! the parts of `len u32 | file | zero padding to Padme(len)`, 1 MiB each but for the last; digest = SHA-384 of the file
//!
//! document key v1: "HJ" | ver=01 | suite=01 | deployment_id 16 | digest 48 | member 16 | enc 1665 | ciphertext 32 || tag
//! HPKE base mode: MLKEM1024-P384, HKDF-SHA-384, AES-256-GCM; info "heilsam/document-key/v1", AAD = everything before enc
//! ```
//!
//! The digest stands in the dossier's history, which only grows: whoever opens a document sees that it is the one that
//! was put there. Nothing is signed for that reason.

use heilsam_domain::{AccountId, DeploymentId};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha384;
use hpke::kem::MlKem1024P384;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::kem::{KemKey, KemPublic};
use crate::{CryptoError, aead, kdf, padding, rng};

const FORMAT: &str = "document";
const LABEL: &str = "heilsam/document/v1";
const MAGIC: [u8; 2] = *b"HF";
const KEY_FORMAT: &str = "document key";
const KEY_LABEL: &str = "heilsam/document-key/v1";
const KEY_MAGIC: [u8; 2] = *b"HJ";
const VERSION: u8 = 1;
const SUITE: u8 = 1;
const ENC: usize = 1_665;
/// Bytes of plaintext in one part.
const PART: usize = 1024 * 1024;

secret_bytes!(
    /// Opens one document: 256 random bits, at rest only sealed to its readers.
    DocumentKey,
    32
);

/// Which document of which installation; the digest is SHA-384 of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentPlace {
    /// The installation.
    pub deployment: DeploymentId,
    /// The document.
    pub digest: [u8; 48],
}

impl DocumentKey {
    /// A new random key.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        Self::from_bytes(rng::random(rng))
    }
}

impl DocumentPlace {
    /// The place of a file.
    #[must_use]
    pub fn of(deployment: DeploymentId, file: &[u8]) -> Self {
        Self { deployment, digest: kdf::sha384(&[file]) }
    }

    fn part(&self, number: usize, parts: usize) -> Result<Vec<u8>, CryptoError> {
        let count = |count: usize| u16::try_from(count).map_err(|_| CryptoError::TooLarge(FORMAT));
        let mut aad = LABEL.as_bytes().to_vec();
        aad.extend_from_slice(&self.deployment.to_bytes());
        aad.extend_from_slice(&self.digest);
        aad.extend_from_slice(&count(number)?.to_be_bytes());
        aad.extend_from_slice(&count(parts)?.to_be_bytes());
        Ok(aad)
    }

    fn key(&self, member: AccountId) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(2_048);
        bytes.extend_from_slice(&KEY_MAGIC);
        bytes.extend_from_slice(&[VERSION, SUITE]);
        bytes.extend_from_slice(&self.deployment.to_bytes());
        bytes.extend_from_slice(&self.digest);
        bytes.extend_from_slice(&member.to_bytes());
        bytes
    }
}

/// Seals a file in parts of at most 1 MiB and a few bytes.
///
/// # Errors
/// [`CryptoError::Misplaced`] when the place is not that of the file; [`CryptoError::TooLarge`] beyond 4 GiB.
pub fn seal(
    place: &DocumentPlace,
    key: &DocumentKey,
    file: &[u8],
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<Vec<u8>>, CryptoError> {
    if kdf::sha384(&[file]) != place.digest {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    let mut padded = Zeroizing::new(Vec::new());
    padding::pad_onto(&mut padded, file)?;
    let parts = padded.len().div_ceil(PART);
    let sealed = padded.chunks(PART).enumerate().map(|(number, plain)| {
        let nonce = rng::random(rng);
        let mut part = Vec::with_capacity(plain.len() + 32);
        part.extend_from_slice(&MAGIC);
        part.extend_from_slice(&[VERSION, SUITE]);
        part.extend_from_slice(&nonce);
        aead::seal_onto(&mut part, key.expose(), &nonce, &place.part(number, parts)?, plain, FORMAT)?;
        Ok(part)
    });
    sealed.collect()
}

/// Opens a document from all of its parts, in order, and checks that it is the one that the digest names.
///
/// # Errors
/// [`CryptoError::Rejected`] for a wrong key, a changed, missing or moved part; [`CryptoError::Misplaced`] for another file.
pub fn open(place: &DocumentPlace, key: &DocumentKey, parts: &[Vec<u8>]) -> Result<Vec<u8>, CryptoError> {
    let mut padded = Zeroizing::new(Vec::new());
    for (number, part) in parts.iter().enumerate() {
        let mut reader = Reader::new(part, FORMAT);
        reader.expect(MAGIC, VERSION, SUITE)?;
        let nonce = reader.array()?;
        let (body, tag) = reader.sealed()?;
        let start = padded.len();
        padded.extend_from_slice(body);
        let plain = padded.get_mut(start..).ok_or(CryptoError::Malformed(FORMAT))?;
        aead::decrypt(key.expose(), &nonce, &place.part(number, parts.len())?, plain, tag, FORMAT)?;
    }
    padding::unpad(&mut padded)?;
    if kdf::sha384(&[&padded]) != place.digest {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    Ok(core::mem::take(&mut *padded))
}

/// Seals the key of a document to a member.
///
/// # Errors
/// [`CryptoError::Rejected`] for a key that cannot be used.
pub fn seal_key(
    place: &DocumentPlace,
    key: &DocumentKey,
    member: AccountId,
    to: &KemPublic,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<u8>, CryptoError> {
    let mut bytes = place.key(member);
    let (enc, sealed) = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha384, MlKem1024P384>(
        &OpModeS::Base,
        to.inner(),
        KEY_LABEL.as_bytes(),
        key.expose(),
        &bytes,
        rng,
    )
    .map_err(|_| CryptoError::Rejected(KEY_FORMAT))?;
    bytes.extend_from_slice(&enc.to_bytes());
    bytes.extend_from_slice(&sealed);
    Ok(bytes)
}

/// Opens the key of a document as the member it was sealed to.
///
/// # Errors
/// [`CryptoError::Misplaced`] for another document or member, [`CryptoError::Rejected`] for a wrong or changed key.
pub fn open_key(
    place: &DocumentPlace,
    member: AccountId,
    own: &KemKey,
    bytes: &[u8],
) -> Result<DocumentKey, CryptoError> {
    let mut reader = Reader::new(bytes, KEY_FORMAT);
    reader.expect(KEY_MAGIC, VERSION, SUITE)?;
    let aad = place.key(member);
    if bytes.get(..aad.len()) != Some(&aad[..]) {
        return Err(CryptoError::Misplaced(KEY_FORMAT));
    }
    let mut reader = Reader::new(bytes.get(aad.len()..).unwrap_or_default(), KEY_FORMAT);
    let enc = <MlKem1024P384 as Kem>::EncappedKey::from_bytes(reader.slice(ENC)?)
        .map_err(|_| CryptoError::Malformed(KEY_FORMAT))?;
    let plaintext = Zeroizing::new(
        hpke::single_shot_open::<AesGcm256, HkdfSha384, MlKem1024P384>(
            &OpModeR::Base,
            own.secret(),
            &enc,
            KEY_LABEL.as_bytes(),
            reader.rest(),
            &aad,
        )
        .map_err(|_| CryptoError::Rejected(KEY_FORMAT))?,
    );
    let key = <[u8; 32]>::try_from(plaintext.as_slice()).map_err(|_| CryptoError::Malformed(KEY_FORMAT))?;
    Ok(DocumentKey::from_bytes(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::FastRng;

    const HERE: DeploymentId = DeploymentId::from_bytes([1; 16]);
    const ANNA: AccountId = AccountId::from_bytes([2; 16]);

    fn rng() -> FastRng {
        FastRng::from_seed([9; 32])
    }

    #[test]
    fn a_document_comes_back_whatever_its_size() {
        for size in [0, 1, PART - 4, PART - 3, 2 * PART + 17] {
            let file = vec![7; size];
            let place = DocumentPlace::of(HERE, &file);
            let key = DocumentKey::make(&mut rng());
            let parts = seal(&place, &key, &file, &mut rng()).unwrap();
            assert!(parts.iter().all(|part| part.len() <= PART + 32), "{size}");
            assert_eq!(open(&place, &key, &parts), Ok(file), "{size}");
        }
    }

    #[test]
    fn parts_that_are_changed_missing_or_moved_are_refused() {
        let file = vec![7; 2 * PART];
        let place = DocumentPlace::of(HERE, &file);
        let key = DocumentKey::make(&mut rng());
        let parts = seal(&place, &key, &file, &mut rng()).unwrap();
        let rejected = Err(CryptoError::Rejected(FORMAT));
        let mut changed = parts.clone();
        changed[1][40] ^= 1;
        assert_eq!(open(&place, &key, &changed), rejected);
        assert_eq!(open(&place, &key, &parts[..parts.len() - 1]), rejected);
        let mut moved = parts.clone();
        moved.swap(0, 1);
        assert_eq!(open(&place, &key, &moved), rejected);
        let elsewhere = DocumentPlace { deployment: DeploymentId::from_bytes([3; 16]), ..place };
        assert_eq!(open(&elsewhere, &key, &parts), rejected);
        assert_eq!(open(&place, &DocumentKey::make(&mut FastRng::from_seed([1; 32])), &parts), rejected);
        let other = DocumentPlace::of(HERE, b"other");
        assert_eq!(seal(&other, &key, &file, &mut rng()), Err(CryptoError::Misplaced(FORMAT)));
    }

    #[test]
    fn another_file_under_the_digest_is_noticed() {
        let (file, other) = (b"certificate".to_vec(), b"forgery".to_vec());
        let place = DocumentPlace::of(HERE, &file);
        let key = DocumentKey::make(&mut rng());
        // Somebody who has the key and lies about the digest.
        let mut padded = Vec::new();
        padding::pad_onto(&mut padded, &other).unwrap();
        let mut part = [&MAGIC[..], &[VERSION, SUITE], &[5; 12]].concat();
        let aad = place.part(0, 1).unwrap();
        aead::seal_onto(&mut part, key.expose(), &[5; 12], &aad, &padded, FORMAT).unwrap();
        assert_eq!(open(&place, &key, &[part]), Err(CryptoError::Misplaced(FORMAT)));
    }

    #[test]
    fn a_key_opens_for_its_member_and_its_document_only() {
        let (anna, bernd) = (KemKey::make(&mut rng()).unwrap(), KemKey::from_secret([8; 32]).unwrap());
        let place = DocumentPlace::of(HERE, b"certificate");
        let key = DocumentKey::make(&mut rng());
        let sealed = seal_key(&place, &key, ANNA, &anna.public(), &mut rng()).unwrap();
        assert_eq!(open_key(&place, ANNA, &anna, &sealed).unwrap().expose(), key.expose());
        let other = DocumentPlace::of(HERE, b"other");
        let misplaced = CryptoError::Misplaced(KEY_FORMAT);
        assert_eq!(open_key(&other, ANNA, &anna, &sealed).unwrap_err(), misplaced);
        assert_eq!(open_key(&place, AccountId::from_bytes([4; 16]), &anna, &sealed).unwrap_err(), misplaced);
        assert_eq!(open_key(&place, ANNA, &bernd, &sealed).unwrap_err(), CryptoError::Rejected(KEY_FORMAT));
        let mut future = sealed.clone();
        future[2] = 2;
        assert!(matches!(open_key(&place, ANNA, &anna, &future), Err(CryptoError::Unsupported { .. })));
        for cut in [0, 3, 90, sealed.len() - 1] {
            assert!(open_key(&place, ANNA, &anna, &sealed[..cut]).is_err(), "{cut}");
        }
    }
}
