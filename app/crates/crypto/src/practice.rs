//! A practice with several people: its keys, epoch by epoch, and what is sealed under them.
//!
//! ```text
//! practice text v1: "HT" | ver=01 | suite=01 | kind u8 | epoch u32 | nonce 12 | ciphertext || tag
//! key = HKDF-SHA-384(practice key of the epoch, "heilsam/practice/text/v1" | kind)
//! AAD = "heilsam/practice/text/v1" | deployment_id 16 | practice_id 16 | kind u8 | context 16 | epoch u32
//! plaintext padded as private texts are; context = room, or zeros
//!
//! roster v1: practice text of kind 1 | signature 96 of the main user, label "heilsam/practice/roster/v1", over
//!            deployment_id 16 | practice_id 16 | practice text
//! ```
//!
//! Members get the keys as a grant of the main user (`grants`), with the practice as its collection. Whoever goes gets no
//! grant of the next epoch. Within a practice everybody can write what everybody reads: who of them wrote it is not proven.

pub mod joining;

use heilsam_domain::{AccountId, CollectionId, DeploymentId, PracticeId, RecordId, RoomId};
use zeroize::Zeroizing;

use crate::bytes::{Reader, before_tail};
use crate::grants::{self, GrantTerms, Opening};
use crate::identity::{IdentityKey, IdentityPublic, SIGNATURE};
use crate::kem::{KemKey, KemPublic};
use crate::keys::CollectionKey;
use crate::{CryptoError, Scope, aead, kdf, padding, rng};

const FORMAT: &str = "practice text";
const LABEL: &str = "heilsam/practice/text/v1";
const MAGIC: [u8; 2] = *b"HT";
const VERSION: u8 = 1;
const SUITE: u8 = 1;
const ROSTER: &str = "roster";
const ROSTER_LABEL: &str = "heilsam/practice/roster/v1";
/// Epochs that members keep. Appointments live for months; older keys open nothing that still exists.
const MOST_EPOCHS: usize = 128;

/// Which practice of which installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PracticePlace {
    /// The installation.
    pub deployment: DeploymentId,
    /// The practice.
    pub practice: PracticeId,
}

/// What a text is about; binds it to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticeText {
    /// The practice's name and its members.
    Roster,
    /// What the practice notes about a consultation in this room.
    Consultation(RoomId),
}

impl PracticeText {
    fn place(self) -> (u8, [u8; 16]) {
        match self {
            Self::Roster => (1, [0; 16]),
            Self::Consultation(room) => (2, room.to_bytes()),
        }
    }
}

/// The keys of a practice, one per epoch, oldest first; never empty.
#[derive(Debug)]
pub struct PracticeKeys {
    older: Vec<(u32, CollectionKey)>,
    current: (u32, CollectionKey),
}

/// The member whom keys are sealed to.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The account.
    pub account: AccountId,
    /// Its receiving key, which its identity vouches for.
    pub key: &'a KemPublic,
}

/// What a member opens the keys with.
#[derive(Debug, Clone, Copy)]
pub struct MemberOpening<'a> {
    /// The own account.
    pub account: AccountId,
    /// The own receiving key.
    pub key: &'a KemKey,
    /// The main user's account ...
    pub main_user: AccountId,
    /// ... and key, as it was accepted with the invitation.
    pub main_key: &'a IdentityPublic,
    /// The newest epoch that this device has seen.
    pub newest_epoch: u32,
    /// Seconds since 1970.
    pub now: i64,
}

impl PracticeKeys {
    /// Keys of a new practice: epoch 1.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        Self { older: Vec::new(), current: (1, CollectionKey::make(rng)) }
    }

    /// The epoch that new texts are sealed in.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.current.0
    }

    /// Begins a new epoch, before somebody goes.
    pub fn begin_epoch(&mut self, rng: &mut impl rand_core::CryptoRng) {
        let next = (self.current.0.saturating_add(1), CollectionKey::make(rng));
        self.older.push(core::mem::replace(&mut self.current, next));
        let surplus = (self.older.len() + 1).saturating_sub(MOST_EPOCHS);
        self.older.drain(..surplus);
    }

    /// Seals all keys to a member; signed by the main user.
    ///
    /// # Errors
    /// [`CryptoError::Rejected`] for a key that cannot be used.
    pub fn grant(
        &self,
        place: PracticePlace,
        main: (AccountId, &IdentityKey),
        member: Member<'_>,
        now: i64,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CryptoError> {
        let first = self.older.first().unwrap_or(&self.current).0;
        let terms = GrantTerms {
            collection: collection(place.practice),
            first_epoch: first,
            last_epoch: self.current.0,
            grantee: member.account,
            grantee_key: member.key.fingerprint(),
            // Rests on no consent of a patient but on belonging to the practice.
            consent: RecordId::from_bytes(place.practice.to_bytes()),
            not_before: now,
            expires: i64::MAX,
        };
        let keys: Vec<&CollectionKey> =
            self.older.iter().chain(core::iter::once(&self.current)).map(|(_, key)| key).collect();
        let (owner, identity) = main;
        let scope = Scope { deployment: place.deployment, owner };
        grants::seal(scope, &terms, &keys, member.key, identity, rng)
    }

    /// Opens the keys as a member.
    ///
    /// # Errors
    /// [`CryptoError::Forged`] when the main user did not sign it, [`CryptoError::Misplaced`] for another practice or member,
    /// [`CryptoError::Rollback`] for keys from before somebody went.
    pub fn open(place: PracticePlace, by: &MemberOpening<'_>, bytes: &[u8]) -> Result<Self, CryptoError> {
        let opening = Opening {
            grantee: by.account,
            key: by.key,
            granted_by: by.main_key,
            newest_epoch: by.newest_epoch,
            // A device whose clock is a little behind belongs to the practice all the same.
            now: by.now.saturating_add(CLOCKS),
        };
        let scope = Scope { deployment: place.deployment, owner: by.main_user };
        let (terms, mut keys) = grants::open(scope, &opening, bytes)?;
        if terms.collection != collection(place.practice) {
            return Err(CryptoError::Misplaced(FORMAT));
        }
        let current = keys.pop().ok_or(CryptoError::Malformed(FORMAT))?;
        Ok(Self { older: keys, current })
    }

    /// Seals a text for everybody who belongs to the practice now.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] beyond 4 GiB.
    pub fn seal(
        &self,
        place: PracticePlace,
        about: PracticeText,
        text: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CryptoError> {
        let (kind, _) = about.place();
        let (epoch, key) = (self.current.0, &self.current.1);
        let mut padded = Zeroizing::new(Vec::new());
        padding::pad_onto(&mut padded, text)?;
        let nonce = rng::random::<{ aead::NONCE }>(rng);
        let mut out = Vec::with_capacity(9 + aead::NONCE + padded.len() + aead::TAG);
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&[VERSION, SUITE, kind]);
        out.extend_from_slice(&epoch.to_be_bytes());
        out.extend_from_slice(&nonce);
        let aad = aad(place, about, epoch);
        aead::seal_onto(&mut out, &*text_key(key, kind)?, &nonce, &aad, &padded, FORMAT)?;
        Ok(out)
    }

    /// Opens a text in the place it was sealed for.
    ///
    /// # Errors
    /// [`CryptoError::Misplaced`] for another kind or an epoch that this member has no key of, [`CryptoError::Rejected`] for
    /// another place or a changed text.
    pub fn open_text(
        &self,
        place: PracticePlace,
        about: PracticeText,
        sealed: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let (kind, _) = about.place();
        let mut reader = Reader::new(sealed, FORMAT);
        reader.expect(MAGIC, VERSION, SUITE)?;
        reader.expect_kind(kind)?;
        let epoch = reader.u32()?;
        let nonce = reader.array()?;
        let (body, tag) = reader.sealed()?;
        let mut all = core::iter::once(&self.current).chain(&self.older);
        let (_, key) = all.find(|(number, _)| *number == epoch).ok_or(CryptoError::Misplaced(FORMAT))?;
        let mut text = Zeroizing::new(body.to_vec());
        aead::decrypt(&*text_key(key, kind)?, &nonce, &aad(place, about, epoch), &mut text, tag, FORMAT)?;
        padding::unpad(&mut text)?;
        Ok(core::mem::take(&mut *text))
    }

    /// Seals the roster and signs it as the main user.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] beyond 4 GiB.
    pub fn seal_roster(
        &self,
        place: PracticePlace,
        roster: &[u8],
        main: &IdentityKey,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CryptoError> {
        let mut bytes = self.seal(place, PracticeText::Roster, roster, rng)?;
        let signature = main.sign(ROSTER_LABEL, &signed(place, &bytes));
        bytes.extend_from_slice(&signature);
        Ok(bytes)
    }

    /// Opens the roster that the main user signed.
    ///
    /// # Errors
    /// [`CryptoError::Forged`] when somebody else did; as [`Self::open_text`].
    pub fn open_roster(
        &self,
        place: PracticePlace,
        main: &IdentityPublic,
        bytes: &[u8],
    ) -> Result<Vec<u8>, CryptoError> {
        let sealed = before_tail(bytes, SIGNATURE, ROSTER)?;
        let signature = bytes.last_chunk::<SIGNATURE>().ok_or(CryptoError::Malformed(ROSTER))?;
        main.verify(ROSTER_LABEL, &signed(place, sealed), signature, ROSTER)?;
        self.open_text(place, PracticeText::Roster, sealed)
    }
}

/// Clocks of devices differ by so many seconds at most.
const CLOCKS: i64 = 24 * 60 * 60;

const fn collection(practice: PracticeId) -> CollectionId {
    CollectionId::from_bytes(practice.to_bytes())
}

fn text_key(key: &CollectionKey, kind: u8) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    kdf::derive(key.expose(), &[LABEL.as_bytes(), &[kind]])
}

fn aad(place: PracticePlace, about: PracticeText, epoch: u32) -> Vec<u8> {
    let (kind, context) = about.place();
    let mut aad = LABEL.as_bytes().to_vec();
    aad.extend_from_slice(&place.deployment.to_bytes());
    aad.extend_from_slice(&place.practice.to_bytes());
    aad.push(kind);
    aad.extend_from_slice(&context);
    aad.extend_from_slice(&epoch.to_be_bytes());
    aad
}

fn signed(place: PracticePlace, sealed: &[u8]) -> Vec<u8> {
    [&place.deployment.to_bytes(), &place.practice.to_bytes(), sealed].concat()
}

#[cfg(test)]
mod tests;
