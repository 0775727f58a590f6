//! VSP-1: how patient and doctor prove to each other who they are, over a signalling server that may lie.
//!
//! The invitation's secret never reaches the server. Both sides run CPace on P-256 with it, add an ML-KEM-768
//! secret, confirm the key in both directions (the doctor also signs), and then speak only through a sealed
//! channel. Everything that decides where media goes - session descriptions with their DTLS fingerprints,
//! candidates, names - travels in there.
//!
//! ```text
//! patient                                            doctor
//! Hello(share, KEM key, nonce)              ->
//!                                           <-       Reply(share, KEM ciphertext, Kd, nonce)
//! PatientConfirm(tag)                       ->       a wrong tag counts as one failed try
//!                                           <-       DoctorConfirm(tag, signature of Kd)
//! Sealed(n, ..)                            <->       Sealed(n, ..)
//! ```
//!
//! Sans-IO: bytes in, bytes out. Start at [`Invitation`], [`PatientHandshake`] and [`DoctorDoor`].

mod channel;
pub mod cpace;
mod handshake;
mod invitation;
mod keys;
mod message;
pub mod pair;

pub use channel::{Channel, ChannelError};
#[cfg(feature = "selftest")]
pub(crate) use cpace::vectors::check as check_cpace;
#[cfg(feature = "selftest")]
pub(crate) use handshake::vectors::check as check_handshake;
pub use handshake::{DoctorDoor, DoorAnswer, PatientHandshake, PatientStep};
pub use invitation::{
    DoctorKeyHash, Invitation, InvitationError, InvitationLink, LinkSecret, Proof, Resumption,
};
pub use keys::{Keys, SecurityNumber, Side};
pub use message::{AbortReason, FrameKind};

/// Failed tries after which a typed code is dead.
pub const MAX_FAILED_TRIES: u8 = 3;

/// Why a handshake was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// Not a message of this protocol, or one that does not belong here.
    #[error("unexpected or malformed handshake message")]
    Unexpected,
    /// A version this program does not speak.
    #[error("the other side speaks another version")]
    Version,
    /// The secret differs, or something was changed on the way.
    #[error("the key confirmation failed")]
    WrongSecret,
    /// The doctor's key is not the one the invitation names, or its signature is wrong.
    #[error("the other side is not the doctor who made the invitation")]
    NotTheDoctor,
    /// The other side refused.
    #[error("the other side refused: {0:?}")]
    Refused(AbortReason),
}
