//! Sealing a push message to a browser.
//!
//! Source: RFC 8291, with the single record of RFC 8188.

use aes_gcm::aead::{Aead, KeyInit as _};
use aes_gcm::{Aes128Gcm, Nonce};
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey, ecdh};
use sha2::Sha256;

/// Size of a record; a message is always one.
const RECORD: u32 = 4_096;
/// Ends the text of the last record; zeros follow.
const LAST: u8 = 2;

/// The keys of a browser's subscription.
#[derive(Clone)]
pub struct Recipient {
    key: PublicKey,
    auth: [u8; 16],
}

/// Keys that are none, or a text that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message cannot be sealed to this browser")]
pub struct Unsealable;

impl Recipient {
    /// From `p256dh` (65 bytes, uncompressed) and `auth` (16 bytes).
    ///
    /// # Errors
    /// [`Unsealable`] if one of them is no such thing.
    pub fn new(p256dh: &[u8], auth: &[u8]) -> Result<Self, Unsealable> {
        if p256dh.len() != 65 {
            return Err(Unsealable);
        }
        let key = PublicKey::from_sec1_bytes(p256dh).map_err(|_| Unsealable)?;
        Ok(Self { key, auth: auth.try_into().map_err(|_| Unsealable)? })
    }
}

/// Seals a text, filled up to `size` bytes so that its length tells nothing. `once` and `salt` are random for each message.
///
/// # Errors
/// [`Unsealable`] if the text is longer than `size - 1`.
pub fn seal(
    to: &Recipient,
    once: &SecretKey,
    salt: [u8; 16],
    text: &[u8],
    size: usize,
) -> Result<Vec<u8>, Unsealable> {
    let filling = size.checked_sub(text.len() + 1).ok_or(Unsealable)?;
    let ours = once.public_key().to_sec1_point(false);
    let theirs = to.key.to_sec1_point(false);
    let shared = ecdh::diffie_hellman(once.to_nonzero_scalar(), to.key.as_affine());
    let info = [b"WebPush: info\0".as_slice(), theirs.as_bytes(), ours.as_bytes()].concat();
    let secret: [u8; 32] = derive(&to.auth, shared.raw_secret_bytes(), &info)?;
    let key: [u8; 16] = derive(&salt, &secret, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; 12] = derive(&salt, &secret, b"Content-Encoding: nonce\0")?;
    let filled = [text, &[LAST], &vec![0; filling]].concat();
    let cipher = Aes128Gcm::new((&key).into());
    let sealed = cipher.encrypt(&Nonce::from(nonce), filled.as_slice()).map_err(|_| Unsealable)?;
    let length = u8::try_from(ours.as_bytes().len()).map_err(|_| Unsealable)?;
    Ok([salt.as_slice(), &RECORD.to_be_bytes(), &[length], ours.as_bytes(), &sealed].concat())
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> Result<[u8; N], Unsealable> {
    let mut bytes = [0; N];
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, &mut bytes).map_err(|_| Unsealable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64URL_NOPAD as BASE64;

    use super::*;

    fn decode(text: &str) -> Vec<u8> {
        BASE64.decode(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_example_of_the_standard_comes_out() {
        // RFC 8291, section 5.
        let to = Recipient::new(
            &decode(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            ),
            &decode("BTBZMqHH6r4Tts7J_aSIgg"),
        )
        .unwrap();
        let once = SecretKey::from_slice(&decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).unwrap();
        let salt = decode("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let text = b"When I grow up, I want to be a watermelon";
        let sealed = seal(&to, &once, salt, text, text.len() + 1).unwrap();
        assert_eq!(
            BASE64.encode(&sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_\
             yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn every_text_has_the_same_length_and_one_that_is_too_long_is_refused() {
        let once = SecretKey::from_slice(&[7; 32]).unwrap();
        let to = Recipient::new(once.public_key().to_sec1_point(false).as_bytes(), &[1; 16]).unwrap();
        let length = |text: &[u8]| seal(&to, &once, [0; 16], text, 64).map(|sealed| sealed.len());
        assert_eq!(length(b"a"), length(b"a much longer text"));
        assert_eq!(length(&[b'a'; 64]), Err(Unsealable));
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        assert!(Recipient::new(&[4; 65], &[1; 16]).is_err());
        assert!(Recipient::new(&[], &[1; 16]).is_err());
        let key = SecretKey::from_slice(&[7; 32]).unwrap().public_key().to_sec1_point(false);
        assert!(Recipient::new(key.as_bytes(), &[1; 15]).is_err());
    }
}
