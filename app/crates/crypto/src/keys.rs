//! The account master key and what it protects: the account's own keys, collection keys, and short private texts.
//!
//! ```text
//! sealed under the AMK v1: "HK" | ver=01 | suite=01 | kind u8 | nonce 12 | ciphertext || tag
//! AAD = "heilsam/key/v1" | deployment_id | owner_id | kind | context 16   (collection, room ...; zeros where none)
//! key = HKDF-SHA-384(AMK, "heilsam/amk/" | kind)
//!
//! scope of names = HKDF-SHA-384(AMK, "heilsam/names/v1" | deployment_id | owner_id), 16 bytes
//! ```

use heilsam_domain::NameScope;
use zeroize::Zeroizing;

use crate::bytes::Reader;
use crate::{CryptoError, Scope, aead, kdf, padding, rng};

mod account;
mod collection;

pub use account::{AccountKeys, check_identity};
pub use collection::{CollectionKey, CollectionKeys, CollectionKind};

const FORMAT: &str = "sealed key";
const MAGIC: [u8; 2] = *b"HK";
const VERSION: u8 = 1;
const SUITE: u8 = 1;

secret_bytes!(
    /// The root of an account's keys: 256 random bits, at rest only inside slots.
    AccountMasterKey,
    32
);

#[derive(Clone, Copy)]
enum Kind {
    Account = 1,
    Collection = 2,
    Label = 3,
    Consultation = 4,
    DeviceNote = 5,
    Share = 6,
    Practice = 7,
    Joining = 8,
}

/// What a short private text is about; binds it to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateText {
    /// How the owner calls a credential.
    Label,
    /// What a practice notes about a consultation in this room.
    Consultation(heilsam_domain::RoomId),
    /// What a device keeps for itself under an id of [`AccountMasterKey::derive_id`].
    DeviceNote([u8; 16]),
    /// What a patient notes about a share with this id.
    Share(heilsam_domain::RecordId),
    /// Whose key a member accepted as the main user's of this practice.
    Practice(heilsam_domain::PracticeId),
    /// The code of an invitation to a practice, and for whom it is.
    Joining(heilsam_domain::JoiningId),
}

impl PrivateText {
    fn place(self) -> (Kind, [u8; 16]) {
        match self {
            Self::Label => (Kind::Label, [0; 16]),
            Self::Consultation(room) => (Kind::Consultation, room.to_bytes()),
            Self::DeviceNote(id) => (Kind::DeviceNote, id),
            Self::Share(id) => (Kind::Share, id.to_bytes()),
            Self::Practice(id) => (Kind::Practice, id.to_bytes()),
            Self::Joining(id) => (Kind::Joining, id.to_bytes()),
        }
    }
}

impl AccountMasterKey {
    /// A new random key, made silently at first use.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        Self::from_bytes(rng::random(rng))
    }

    /// The bytes, for the one place outside slots that may hold them: a device store that encrypts them under a key
    /// which cannot be read out (WebCrypto, operating system key store).
    #[must_use]
    pub fn expose_for_device_store(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(*self.expose())
    }

    /// The key from what [`Self::expose_for_device_store`] gave.
    #[must_use]
    pub fn from_device_store(bytes: &Zeroizing<[u8; 32]>) -> Self {
        Self::from_bytes(**bytes)
    }

    /// An id for a thing of this account that every device derives alike, such as "the diary". Not a secret.
    ///
    /// # Errors
    /// Never in practice: the size is fixed.
    pub fn derive_id(&self, scope: Scope, name: &str) -> Result<[u8; 16], CryptoError> {
        Ok(*kdf::derive::<16>(self.expose(), &[b"heilsam/id/v1", &scope.to_bytes(), name.as_bytes()])?)
    }

    /// The scope under which this account makes ids from names: the same on every device. A secret, unlike what
    /// [`Self::derive_id`] gives: whoever has it can try names.
    ///
    /// # Errors
    /// Never in practice: the size is fixed.
    pub fn name_scope(&self, scope: Scope) -> Result<NameScope, CryptoError> {
        let bytes = kdf::derive::<16>(self.expose(), &[b"heilsam/names/v1", &scope.to_bytes()])?;
        Ok(NameScope::from_bytes(*bytes))
    }

    /// Seals a short private text; its size is padded to at least 256 bytes.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] beyond 4 GiB.
    pub fn seal_text(
        &self,
        scope: Scope,
        about: PrivateText,
        text: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CryptoError> {
        let (kind, context) = about.place();
        let mut padded = Zeroizing::new(Vec::new());
        padding::pad_onto(&mut padded, text)?;
        self.seal(scope, kind, context, &padded, rng)
    }

    /// Opens a short private text in the place it was sealed for.
    ///
    /// # Errors
    /// [`CryptoError::Rejected`] when it belongs elsewhere or was changed.
    pub fn open_text(&self, scope: Scope, about: PrivateText, sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let (kind, context) = about.place();
        let mut text = self.open(scope, kind, context, sealed)?;
        padding::unpad(&mut text)?;
        Ok(core::mem::take(&mut *text))
    }

    fn seal(
        &self,
        scope: Scope,
        kind: Kind,
        context: [u8; 16],
        secret: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CryptoError> {
        let nonce = rng::random::<{ aead::NONCE }>(rng);
        let mut out = Vec::with_capacity(5 + aead::NONCE + secret.len() + aead::TAG);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&[VERSION, SUITE, kind as u8]);
        out.extend_from_slice(&nonce);
        aead::seal_onto(
            &mut out,
            &*self.wrap_key(kind)?,
            &nonce,
            &aad(scope, kind, context),
            secret,
            FORMAT,
        )?;
        Ok(out)
    }

    fn open(
        &self,
        scope: Scope,
        kind: Kind,
        context: [u8; 16],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CryptoError> {
        let mut reader = Reader::new(sealed, FORMAT);
        reader.expect(MAGIC, VERSION, SUITE)?;
        reader.expect_kind(kind as u8)?;
        let nonce = reader.array()?;
        let (body, tag) = reader.sealed()?;
        let mut secret = Zeroizing::new(body.to_vec());
        let aad = aad(scope, kind, context);
        aead::decrypt(&*self.wrap_key(kind)?, &nonce, &aad, &mut secret, tag, FORMAT)?;
        Ok(secret)
    }

    fn wrap_key(&self, kind: Kind) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
        kdf::derive(self.expose(), &[b"heilsam/amk/", &[kind as u8]])
    }
}

fn aad(scope: Scope, kind: Kind, context: [u8; 16]) -> Vec<u8> {
    let mut aad = b"heilsam/key/v1".to_vec();
    aad.extend_from_slice(&scope.to_bytes());
    aad.push(kind as u8);
    aad.extend_from_slice(&context);
    aad
}

#[cfg(test)]
mod tests;
