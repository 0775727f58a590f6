//! Slots: where the account master key lies, each time sealed under another secret of the same person.
//!
//! ```text
//! slot v1: "HS" | ver=01 | suite=01 | kind u8 | deployment_id 16 | owner_id 16 | slot_id 16 | created_at i64 |
//!          memory_kib u32 | passes u32 | lanes u32 | salt 32 | nonce 12 | sealed AMK 48 | author_key_id 16 | signature 96
//! AAD    = everything before the nonce
//! key    = HKDF-SHA-384(salt, secret, "heilsam/slot/" | kind)
//! ```
//!
//! A slot is signed by the identity key that the AMK inside protects: the server can neither add a slot nor weaken one.
//! The passphrase secret is the export key of OPAQUE, already stretched by Argon2id; the cost stands in the slot and a
//! smaller one than the pinned minimum is refused.

use heilsam_domain::{RecoveryCode, SlotId};
use zeroize::Zeroizing;

use crate::bytes::{Reader, before_tail};
use crate::identity::{IdentityKey, IdentityPublic, KeyId, SIGNATURE};
use crate::kdf::{KdfCost, MINIMUM_COST};
use crate::keys::AccountMasterKey;
use crate::opaque::ExportKey;
use crate::{CryptoError, Scope, aead, kdf, rng};

mod contact;
mod sheet;

pub use contact::OperatorHalf;
pub use sheet::SheetKeys;

const FORMAT: &str = "key slot";
const LABEL: &str = "heilsam/slot/v1";
const MAGIC: [u8; 2] = *b"HS";
const VERSION: u8 = 1;
const SUITE: u8 = 1;

secret_bytes!(
    /// What a passkey gives through the PRF extension of WebAuthn (or the key store of the operating system).
    DeviceSecret,
    32
);

impl DeviceSecret {
    /// Takes the 32 bytes of the PRF's first output.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when there are not 32 bytes.
    pub fn from_prf(output: &[u8]) -> Result<Self, CryptoError> {
        <[u8; 32]>::try_from(output).map(Self::from_bytes).map_err(|_| CryptoError::Malformed("PRF output"))
    }
}

/// What kind of secret opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlotKind {
    /// A passkey or the key store of a device.
    Device = 1,
    /// The passphrase, through OPAQUE.
    Passphrase = 2,
    /// The printed recovery sheet.
    RecoverySheet = 3,
    /// Two halves: one with a trusted person, one with the operator.
    RecoveryContact = 4,
}

/// A secret that opens a slot.
#[derive(Debug, Clone, Copy)]
pub enum SlotSecret<'a> {
    /// Output of the passkey.
    Device(&'a DeviceSecret),
    /// Export key of an OPAQUE registration or login.
    Passphrase(&'a ExportKey),
    /// Code of the recovery sheet.
    RecoverySheet(&'a RecoveryCode),
    /// Code of the contact's sheet, and the half that the operator keeps: neither opens anything alone.
    RecoveryContact(&'a RecoveryCode, &'a OperatorHalf),
}

impl SlotSecret<'_> {
    /// The kind of slot it opens.
    #[must_use]
    pub fn kind(&self) -> SlotKind {
        match self {
            Self::Device(_) => SlotKind::Device,
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::RecoverySheet(_) => SlotKind::RecoverySheet,
            Self::RecoveryContact(..) => SlotKind::RecoveryContact,
        }
    }

    fn wrap_key(&self, salt: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
        let kind = self.kind() as u8;
        let secret: &[u8] = match self {
            Self::Device(secret) => secret.expose(),
            Self::Passphrase(key) => key.expose(),
            Self::RecoverySheet(code) => return sheet::wrap_key(code, salt, kind),
            Self::RecoveryContact(code, half) => return contact::wrap_key(code, half, salt, kind),
        };
        kdf::derive_salted(Some(salt), secret, &[b"heilsam/slot/", &[kind]])
    }
}

/// What a slot says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotInfo {
    /// The slot.
    pub id: SlotId,
    /// What opens it.
    pub kind: SlotKind,
    /// Seconds since 1970.
    pub created_at: i64,
    /// What stretching costs; zeros where nothing is stretched.
    pub cost: KdfCost,
}

const NO_COST: KdfCost = KdfCost { memory_kib: 0, passes: 0, lanes: 0 };

/// Seals the master key under a secret and signs the slot.
///
/// # Errors
/// Never in practice: all sizes are fixed.
pub fn seal(
    scope: Scope,
    id: SlotId,
    secret: SlotSecret<'_>,
    amk: &AccountMasterKey,
    identity: &IdentityKey,
    created_at: i64,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<Vec<u8>, CryptoError> {
    let kind = secret.kind();
    let cost = if kind == SlotKind::Passphrase { MINIMUM_COST } else { NO_COST };
    let salt = rng::random::<32>(rng);
    let nonce = rng::random::<{ aead::NONCE }>(rng);
    let mut bytes = Vec::with_capacity(300);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&[VERSION, SUITE, kind as u8]);
    bytes.extend_from_slice(&scope.to_bytes());
    bytes.extend_from_slice(&id.to_bytes());
    bytes.extend_from_slice(&created_at.to_be_bytes());
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        bytes.extend_from_slice(&number.to_be_bytes());
    }
    bytes.extend_from_slice(&salt);
    let aad = bytes.clone();
    bytes.extend_from_slice(&nonce);
    let key = secret.wrap_key(&salt)?;
    aead::seal_onto(&mut bytes, &key, &nonce, &aad, amk.expose(), FORMAT)?;
    bytes.extend_from_slice(&identity.public().key_id());
    let signature = identity.sign(LABEL, &bytes);
    bytes.extend_from_slice(&signature);
    Ok(bytes)
}

/// Opens a slot. The identity behind the key must still be checked with [`verify`] once it is open.
///
/// # Errors
/// [`CryptoError::Rejected`] for the wrong secret, [`CryptoError::Misplaced`] for another account's slot or another
/// kind of secret, [`CryptoError::Downgrade`] when the stretching is weaker than pinned.
pub fn open(scope: Scope, secret: SlotSecret<'_>, bytes: &[u8]) -> Result<AccountMasterKey, CryptoError> {
    let slot = Parsed::read(bytes)?;
    if slot.owner != scope.to_bytes() || slot.info.kind != secret.kind() {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    let aad = before_tail(bytes, aead::NONCE + SEALED + 16 + SIGNATURE, FORMAT)?;
    let key = secret.wrap_key(&slot.salt)?;
    let amk = aead::open_array::<32>(&key, &slot.nonce, aad, &slot.sealed, FORMAT)?;
    Ok(AccountMasterKey::from_bytes(*amk))
}

/// Checks that a slot was made by the owner of this identity.
///
/// # Errors
/// [`CryptoError::Forged`] for a slot that somebody else put there, [`CryptoError::Misplaced`] for another account's,
/// [`CryptoError::Downgrade`] for weak stretching.
pub fn verify(scope: Scope, identity: &IdentityPublic, bytes: &[u8]) -> Result<SlotInfo, CryptoError> {
    let slot = Parsed::read(bytes)?;
    if slot.owner != scope.to_bytes() {
        return Err(CryptoError::Misplaced(FORMAT));
    }
    if slot.author != identity.key_id() {
        return Err(CryptoError::Forged(FORMAT));
    }
    identity.verify(LABEL, before_tail(bytes, SIGNATURE, FORMAT)?, &slot.signature, FORMAT)?;
    Ok(slot.info)
}

const SEALED: usize = 32 + aead::TAG;

struct Parsed {
    info: SlotInfo,
    owner: [u8; 32],
    salt: [u8; 32],
    nonce: [u8; aead::NONCE],
    sealed: [u8; SEALED],
    author: KeyId,
    signature: [u8; SIGNATURE],
}

impl Parsed {
    fn read(bytes: &[u8]) -> Result<Self, CryptoError> {
        let mut reader = Reader::new(bytes, FORMAT);
        reader.expect(MAGIC, VERSION, SUITE)?;
        let kind = match reader.byte()? {
            1 => SlotKind::Device,
            2 => SlotKind::Passphrase,
            3 => SlotKind::RecoverySheet,
            4 => SlotKind::RecoveryContact,
            _ => return Err(CryptoError::Malformed(FORMAT)),
        };
        let owner = reader.array()?;
        let id = SlotId::from_bytes(reader.array()?);
        let created_at = reader.i64()?;
        let cost = KdfCost { memory_kib: reader.u32()?, passes: reader.u32()?, lanes: reader.u32()? };
        if kind == SlotKind::Passphrase && !cost.is_enough() {
            return Err(CryptoError::Downgrade(FORMAT));
        }
        let slot = Self {
            info: SlotInfo { id, kind, created_at, cost },
            owner,
            salt: reader.array()?,
            nonce: reader.array()?,
            sealed: reader.array()?,
            author: reader.array()?,
            signature: reader.array()?,
        };
        reader.finish()?;
        Ok(slot)
    }
}

#[cfg(test)]
mod tests;
