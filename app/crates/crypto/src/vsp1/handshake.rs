//! The handshake itself: one state per side, frames in and frames out.

mod doctor;
mod patient;

pub use doctor::{DoctorDoor, DoorAnswer};
pub use patient::{PatientHandshake, PatientStep};

use heilsam_domain::RoomId;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::identity::{IdentityPublic, SIGNATURE};
use crate::vsp1::cpace::{Context, lv_cat};
use crate::vsp1::message::TAG;
use crate::vsp1::{DoctorKeyHash, HandshakeError, Keys, Side};
use crate::{CryptoError, kdf};

/// Channel identifier of CPace: the protocol, then who begins and who answers.
const CHANNEL: &[u8] = b"heilsam/vsp1|patient|doctor";
const SIGNED: &str = "heilsam/vsp1/doctor";

fn context(session: &[u8; 16]) -> Context<'_> {
    Context { channel: CHANNEL, session }
}

/// Hash over everything that was said: room, both frames.
fn transcript(room: RoomId, hello: &[u8], reply: &[u8]) -> [u8; 48] {
    kdf::sha384(&[&lv_cat(&[b"heilsam/vsp1/transcript/v1", &room.to_bytes(), hello, reply])])
}

/// K0 from both secrets, bound to the transcript.
fn root_key(
    pake: &[u8; 32],
    kem: &[u8],
    transcript: &[u8; 48],
    doctor: &IdentityPublic,
) -> Result<Keys, CryptoError> {
    let secret = Zeroizing::new([pake.as_slice(), kem].concat());
    let root = kdf::derive_salted(Some(transcript), &secret, &[b"heilsam/vsp1/k0"])?;
    Ok(Keys::new(root, DoctorKeyHash::of(doctor)))
}

/// Proof that `side` knows K0 and saw the same transcript.
fn tag(keys: &Keys, side: Side, transcript: &[u8; 48]) -> Result<Zeroizing<[u8; TAG]>, CryptoError> {
    let key = keys.confirmation(side)?;
    kdf::derive(key.as_slice(), &[b"heilsam/vsp1/tag", transcript])
}

fn same(left: &[u8; TAG], right: &[u8; TAG]) -> bool {
    left.ct_eq(right).into()
}

/// What the doctor's key signs: transcript and own tag.
fn signed(transcript: &[u8; 48], tag: &[u8; TAG]) -> Vec<u8> {
    [transcript.as_slice(), tag].concat()
}

fn check_signature(
    doctor: &IdentityPublic,
    transcript: &[u8; 48],
    tag: &[u8; TAG],
    signature: &[u8; SIGNATURE],
) -> Result<(), HandshakeError> {
    doctor
        .verify(SIGNED, &signed(transcript, tag), signature, "handshake")
        .map_err(|_| HandshakeError::NotTheDoctor)
}

#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "selftest"))]
pub(crate) mod vectors;
