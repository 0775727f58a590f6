//! All cryptography of Heilsam: sealed records, keys and slots, grants, signed heads, OPAQUE.
//!
//! Pure: no IO, no clock, no source of randomness of its own. Time is a number of seconds, randomness is a
//! [`rand_core::CryptoRng`] handed in. Algorithms follow BSI TR-02102-1 (AES-256-GCM, HKDF-SHA-384, Argon2id,
//! ECDSA P-384, HPKE with MLKEM1024-P384). Every format starts with a magic, a version byte and a suite byte;
//! anything unknown is an error and never a fallback.
//!
//! Start at [`keys::AccountMasterKey`] (the root of a patient's keys), [`envelope`] (sealing one record version),
//! [`heads`] (what makes a lying server visible) and [`slots`] (how the root key survives).

mod aead;
mod bytes;
mod kdf;
mod old_rng;
mod padding;
#[macro_use]
mod secret;

pub mod blind_token;
pub mod cancel;
pub mod consent;
pub mod documents;
pub mod envelope;
pub mod error;
pub mod grants;
pub mod heads;
pub mod identity;
pub mod kem;
pub mod keys;
pub mod opaque;
pub mod practice;
pub mod revision;
pub mod rng;
pub mod scope;
#[cfg(feature = "selftest")]
pub mod selftest;
pub mod sharing;
pub mod slots;
pub mod vsp1;

pub use error::CryptoError;
pub use scope::Scope;
