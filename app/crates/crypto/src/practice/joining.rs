//! Becoming a member: a one-time code, handed over from person to person, proves both sides to each other.
//!
//! ```text
//! joining_id = HKDF-SHA-384(code, "heilsam/practice/joining/v1" | "id"), 16 bytes
//! joining text v1: "HW" | ver=01 | suite=01 | kind u8 | nonce 12 | ciphertext || tag
//! key = HKDF-SHA-384(code, "heilsam/practice/joining/v1" | kind); AAD = label | deployment_id 16 | joining_id 16 | kind
//! code: its 20 characters in groups, 100 random bits; kind 1 = offer, 2 = answer
//! ```
//!
//! The server sees the number and the sealed texts, never the code. A key that the server swaps in either direction is not
//! the one in the text, so nobody has to read out numbers.

use heilsam_domain::{DeploymentId, EnrolmentCode, JoiningId};
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::{CryptoError, aead, kdf, padding, rng};

const FORMAT: &str = "joining text";
const LABEL: &[u8] = b"heilsam/practice/joining/v1";
const MAGIC: [u8; 2] = *b"HW";
const VERSION: u8 = 1;
const SUITE: u8 = 1;

/// Which of the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoiningText {
    /// Who invites, and into which practice.
    Offer = 1,
    /// Who accepts, with which key.
    Answer = 2,
}

/// The number under which the server keeps an invitation.
///
/// # Errors
/// Never in practice: the size is fixed.
pub fn joining_id(code: &EnrolmentCode) -> Result<JoiningId, CryptoError> {
    let text = Zeroizing::new(code.expose());
    Ok(JoiningId::from_random(*kdf::derive(text.as_bytes(), &[LABEL, b"id"])?))
}

/// Seals one of the two texts under the code.
///
/// # Errors
/// [`CryptoError::TooLarge`] beyond 4 GiB.
pub fn seal(
    deployment: DeploymentId,
    code: &EnrolmentCode,
    kind: JoiningText,
    text: &[u8],
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<u8>, CryptoError> {
    let mut padded = Zeroizing::new(Vec::new());
    padding::pad_onto(&mut padded, text)?;
    let nonce = rng::random::<{ aead::NONCE }>(rng);
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&[VERSION, SUITE, kind as u8]);
    out.extend_from_slice(&nonce);
    let aad = aad(deployment, code, kind)?;
    aead::seal_onto(&mut out, &*key(code, kind)?, &nonce, &aad, &padded, FORMAT)?;
    Ok(out)
}

/// Opens one of the two texts with the code.
///
/// # Errors
/// [`CryptoError::Misplaced`] for the other text, [`CryptoError::Rejected`] for another code or a changed text.
pub fn open(
    deployment: DeploymentId,
    code: &EnrolmentCode,
    kind: JoiningText,
    sealed: &[u8],
) -> Result<Vec<u8>, CryptoError> {
    let mut reader = Reader::new(sealed, FORMAT);
    reader.expect(MAGIC, VERSION, SUITE)?;
    reader.expect_kind(kind as u8)?;
    let nonce = reader.array()?;
    let (body, tag) = reader.sealed()?;
    let mut text = Zeroizing::new(body.to_vec());
    aead::decrypt(&*key(code, kind)?, &nonce, &aad(deployment, code, kind)?, &mut text, tag, FORMAT)?;
    padding::unpad(&mut text)?;
    Ok(core::mem::take(&mut *text))
}

fn key(code: &EnrolmentCode, kind: JoiningText) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let text = Zeroizing::new(code.expose());
    kdf::derive(text.as_bytes(), &[LABEL, &[kind as u8]])
}

fn aad(deployment: DeploymentId, code: &EnrolmentCode, kind: JoiningText) -> Result<Vec<u8>, CryptoError> {
    let mut aad = LABEL.to_vec();
    aad.extend_from_slice(&deployment.to_bytes());
    aad.extend_from_slice(&joining_id(code)?.to_bytes());
    aad.push(kind as u8);
    Ok(aad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::FastRng;

    const HERE: DeploymentId = DeploymentId::from_bytes([1; 16]);

    #[test]
    fn only_the_same_code_opens_and_only_the_same_text() {
        let mut rng = FastRng::from_seed([4; 32]);
        let (code, other) = (EnrolmentCode::from_random([7; 20]), EnrolmentCode::from_random([8; 20]));
        let offer = seal(HERE, &code, JoiningText::Offer, b"practice", &mut rng).unwrap();
        assert_eq!(open(HERE, &code, JoiningText::Offer, &offer).unwrap(), b"practice");
        assert_eq!(open(HERE, &code, JoiningText::Answer, &offer), Err(CryptoError::Misplaced(FORMAT)));
        assert_eq!(open(HERE, &other, JoiningText::Offer, &offer), Err(CryptoError::Rejected(FORMAT)));
        let elsewhere = DeploymentId::from_bytes([2; 16]);
        assert_eq!(open(elsewhere, &code, JoiningText::Offer, &offer), Err(CryptoError::Rejected(FORMAT)));
        let mut answer = offer.clone();
        answer[4] = 2;
        assert_eq!(open(HERE, &code, JoiningText::Answer, &answer), Err(CryptoError::Rejected(FORMAT)));
        for cut in [0, 4, 17, offer.len() - 1] {
            assert!(open(HERE, &code, JoiningText::Offer, &offer[..cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn the_number_follows_from_the_code_however_it_was_typed() {
        let code = EnrolmentCode::from_random([9; 20]);
        let typed = EnrolmentCode::parse(&code.expose().to_lowercase().replace('-', " ")).unwrap();
        assert_eq!(joining_id(&typed), joining_id(&code));
        assert_ne!(joining_id(&code), joining_id(&EnrolmentCode::from_random([10; 20])));
    }
}
