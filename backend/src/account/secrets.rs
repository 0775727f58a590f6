//! Keys that the server derives from its key file, one for each purpose.

use aes_gcm::aead::{Aead, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use heilsam_domain::{ActivationCode, EnrolmentCode, JoiningId, LoginName, WishedName};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Sha256, Sha384};
use zeroize::Zeroizing;

use super::totp;

const NONCE_BYTES: usize = 12;

/// The keys for accounts; none of them ever opens health data.
pub struct AccountSecrets {
    names: Zeroizing<[u8; 32]>,
    digits: Zeroizing<[u8; 32]>,
    codes: Zeroizing<[u8; 32]>,
    unknown: Zeroizing<[u8; 32]>,
    totp: Zeroizing<[u8; 32]>,
    kept: Zeroizing<[u8; 32]>,
}

/// A stored one-time-code secret is damaged or belongs to another credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored secret cannot be opened")]
pub struct DamagedSecret;

impl AccountSecrets {
    /// Derives the keys from a secret of the key file.
    #[must_use]
    pub fn derive(master: &[u8; 32]) -> Self {
        Self {
            names: derive_key(master, "heilsam/server/login-names"),
            digits: derive_key(master, "heilsam/server/login-name-digits"),
            codes: derive_key(master, "heilsam/server/codes"),
            unknown: derive_key(master, "heilsam/server/unknown-names"),
            totp: derive_key(master, "heilsam/server/totp"),
            kept: derive_key(master, "heilsam/server/kept-texts"),
        }
    }

    /// What is stored instead of a login name.
    #[must_use]
    pub fn hash_login_name(&self, name: &LoginName) -> [u8; 32] {
        keyed_hash(&self.names, &[name.expose().as_bytes()])
    }

    /// A number whose last digits stand behind a wished name: always the same for the same `owner` and `turn`.
    #[must_use]
    pub fn name_number(&self, wish: &WishedName, owner: &[u8], turn: u8) -> u64 {
        let hash = keyed_hash(&self.digits, &[wish.expose().as_bytes(), owner, &[turn]]);
        hash.first_chunk::<8>().copied().map_or(0, u64::from_be_bytes)
    }

    /// What is stored instead of an activation code.
    #[must_use]
    pub fn hash_activation_code(&self, code: &ActivationCode) -> [u8; 32] {
        keyed_hash(&self.codes, &[b"activation", code.expose().as_bytes()])
    }

    /// What is stored instead of an enrolment code.
    #[must_use]
    pub fn hash_enrolment_code(&self, code: &EnrolmentCode) -> [u8; 32] {
        keyed_hash(&self.codes, &[b"enrolment", code.expose().as_bytes()])
    }

    /// What is stored instead of an invitation to a practice that somebody registers with.
    #[must_use]
    pub fn hash_joining(&self, joining: JoiningId) -> [u8; 32] {
        keyed_hash(&self.codes, &[b"joining", &joining.to_bytes()])
    }

    /// A secret for a name that nobody has, always the same for the same name.
    #[must_use]
    pub fn made_up_totp(&self, name_hash: &[u8; 32]) -> [u8; totp::SECRET_BYTES] {
        let hash = keyed_hash(&self.unknown, &[name_hash]);
        hash.first_chunk().copied().unwrap_or_default()
    }

    /// Seals a one-time-code secret for the database; `owner` is the credential's id, `nonce` is random.
    ///
    /// # Errors
    /// [`DamagedSecret`] never happens for secrets of this length.
    pub fn seal_totp(
        &self,
        secret: &[u8; totp::SECRET_BYTES],
        owner: &[u8; 16],
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, DamagedSecret> {
        let payload = Payload { msg: secret, aad: owner };
        let sealed = self.cipher().encrypt(&Nonce::from(nonce), payload).map_err(|_| DamagedSecret)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`AccountSecrets::seal_totp`] made for the same credential.
    ///
    /// # Errors
    /// [`DamagedSecret`] if one bit differs or it belongs to another credential.
    pub fn open_totp(
        &self,
        sealed: &[u8],
        owner: &[u8; 16],
    ) -> Result<[u8; totp::SECRET_BYTES], DamagedSecret> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(DamagedSecret)?;
        let payload = Payload { msg: sealed, aad: owner };
        let secret = self.cipher().decrypt(&Nonce::from(*nonce), payload).map_err(|_| DamagedSecret)?;
        secret.try_into().map_err(|_| DamagedSecret)
    }

    /// Seals a text that the server needs again: a code that waits for its insurer, a message to the manufacturer.
    /// `place` says what it is and whose; `nonce` is random.
    ///
    /// # Errors
    /// [`DamagedSecret`] never happens for texts of a few KiB.
    pub fn seal_text(
        &self,
        text: &str,
        place: &[u8],
        nonce: [u8; NONCE_BYTES],
    ) -> Result<Vec<u8>, DamagedSecret> {
        let payload = Payload { msg: text.as_bytes(), aad: place };
        let cipher = Aes256Gcm::new((&*self.kept).into());
        let sealed = cipher.encrypt(&Nonce::from(nonce), payload).map_err(|_| DamagedSecret)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`AccountSecrets::seal_text`] made for the same place.
    ///
    /// # Errors
    /// [`DamagedSecret`] if one bit differs or it belongs elsewhere.
    pub fn open_text(&self, sealed: &[u8], place: &[u8]) -> Result<Zeroizing<String>, DamagedSecret> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(DamagedSecret)?;
        let payload = Payload { msg: sealed, aad: place };
        let cipher = Aes256Gcm::new((&*self.kept).into());
        let text = cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| DamagedSecret)?;
        String::from_utf8(text).map(Zeroizing::new).map_err(|_| DamagedSecret)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&*self.totp).into())
    }
}

/// A key for one purpose from a secret of the key file.
#[must_use]
pub fn derive_key(master: &[u8; 32], purpose: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    let expanded = Hkdf::<Sha384>::new(None, master).expand(purpose.as_bytes(), key.as_mut());
    debug_assert!(expanded.is_ok(), "32 bytes are always possible");
    key
}

/// HMAC-SHA-256 over parts, each with its length in front.
#[must_use]
pub fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key) else { return [0; 32] };
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_for_its_own_credential_only() {
        let secrets = AccountSecrets::derive(&[1; 32]);
        let mut sealed = secrets.seal_totp(&[5; 20], &[7; 16], [9; 12]).unwrap();
        assert_eq!(secrets.open_totp(&sealed, &[7; 16]), Ok([5; 20]));
        assert_eq!(secrets.open_totp(&sealed, &[8; 16]), Err(DamagedSecret));
        assert_eq!(AccountSecrets::derive(&[2; 32]).open_totp(&sealed, &[7; 16]), Err(DamagedSecret));
        sealed[13] ^= 1;
        assert_eq!(secrets.open_totp(&sealed, &[7; 16]), Err(DamagedSecret));
        assert_eq!(secrets.open_totp(&[0; 5], &[7; 16]), Err(DamagedSecret));
    }

    #[test]
    fn hashes_depend_on_the_key_file_and_on_what_they_are_for() {
        let (one, two) = (AccountSecrets::derive(&[1; 32]), AccountSecrets::derive(&[2; 32]));
        let name = LoginName::parse("Erika").unwrap();
        assert_eq!(one.hash_login_name(&name), one.hash_login_name(&LoginName::parse(" erika").unwrap()));
        assert_ne!(one.hash_login_name(&name), two.hash_login_name(&name));
        assert_ne!(keyed_hash(&[0; 32], &[b"ab", b"c"]), keyed_hash(&[0; 32], &[b"a", b"bc"]));
    }

    #[test]
    fn the_digits_of_a_name_depend_on_the_key_file_the_wish_the_owner_and_the_turn() {
        let (one, two) = (AccountSecrets::derive(&[1; 32]), AccountSecrets::derive(&[2; 32]));
        let (erika, otto) = (WishedName::parse("erika").unwrap(), WishedName::parse("otto").unwrap());
        let number = one.name_number(&erika, &[3; 32], 0);
        assert_eq!(number, one.name_number(&erika, &[3; 32], 0));
        for other in [
            two.name_number(&erika, &[3; 32], 0),
            one.name_number(&otto, &[3; 32], 0),
            one.name_number(&erika, &[4; 32], 0),
            one.name_number(&erika, &[3; 32], 1),
        ] {
            assert_ne!(number, other);
        }
    }

    #[test]
    fn an_unknown_name_always_has_the_same_made_up_secret() {
        let secrets = AccountSecrets::derive(&[1; 32]);
        assert_eq!(secrets.made_up_totp(&[3; 32]), secrets.made_up_totp(&[3; 32]));
        assert_ne!(secrets.made_up_totp(&[3; 32]), secrets.made_up_totp(&[4; 32]));
    }
}
