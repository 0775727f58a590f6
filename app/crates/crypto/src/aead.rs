//! AES-256-GCM with detached buffers; the only place that calls the cipher.

use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit, Nonce, Tag};

use crate::CryptoError;

pub(crate) const NONCE: usize = 12;
pub(crate) const TAG: usize = 16;

/// Encrypts `buffer` in place and returns the tag.
pub(crate) fn encrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    buffer: &mut [u8],
    what: &'static str,
) -> Result<[u8; TAG], CryptoError> {
    let tag = Aes256Gcm::new(key.into())
        .encrypt_inout_detached(&Nonce::from(*nonce), aad, buffer.into())
        .map_err(|_| CryptoError::TooLarge(what))?;
    Ok(tag.into())
}

/// Decrypts `buffer` in place; on failure the buffer holds nothing of use.
pub(crate) fn decrypt(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    buffer: &mut [u8],
    tag: &[u8; TAG],
    what: &'static str,
) -> Result<(), CryptoError> {
    Aes256Gcm::new(key.into())
        .decrypt_inout_detached(&Nonce::from(*nonce), aad, buffer.into(), &Tag::from(*tag))
        .map_err(|_| CryptoError::Rejected(what))
}

/// Appends ciphertext and tag of a short secret to `out`.
pub(crate) fn seal_onto(
    out: &mut Vec<u8>,
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    secret: &[u8],
    what: &'static str,
) -> Result<(), CryptoError> {
    let start = out.len();
    out.extend_from_slice(secret);
    let body = out.get_mut(start..).ok_or(CryptoError::TooLarge(what))?;
    let tag = encrypt(key, nonce, aad, body, what)?;
    out.extend_from_slice(&tag);
    Ok(())
}

/// Opens `ciphertext || tag` of a secret of exactly `N` bytes.
pub(crate) fn open_array<const N: usize>(
    key: &[u8; 32],
    nonce: &[u8; NONCE],
    aad: &[u8],
    sealed: &[u8],
    what: &'static str,
) -> Result<zeroize::Zeroizing<[u8; N]>, CryptoError> {
    let (body, tag) = sealed.split_last_chunk::<TAG>().ok_or(CryptoError::Malformed(what))?;
    let mut secret =
        zeroize::Zeroizing::new(<[u8; N]>::try_from(body).map_err(|_| CryptoError::Malformed(what))?);
    decrypt(key, nonce, aad, secret.as_mut_slice(), tag, what)?;
    Ok(secret)
}
