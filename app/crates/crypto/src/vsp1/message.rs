//! The frames of VSP-1 as bytes.
//!
//! ```text
//! every frame      version u8 = 1 | kind u8 | ...
//! Hello            proof u8 | share 65 | KEM key 1184 | nonce 32 | for a resumption: its id 16
//! Reply            share 65 | KEM ciphertext 1088 | Kd 49 | nonce 32
//! PatientConfirm   tag 48
//! DoctorConfirm    tag 48 | signature 96
//! Abort            reason u8
//! Sealed           see `channel`
//! ```

use crate::identity::{PUBLIC_KEY, SIGNATURE};
use crate::vsp1::HandshakeError;
use crate::vsp1::cpace::{SHARE, Share};

/// The version byte of all frames.
pub(crate) const VERSION: u8 = 1;
/// Bytes of an ML-KEM-768 encapsulation key.
pub(crate) const KEM_KEY: usize = 1184;
/// Bytes of an ML-KEM-768 ciphertext.
pub(crate) const KEM_CIPHERTEXT: usize = 1088;
/// Bytes of a nonce.
pub(crate) const NONCE: usize = 32;
/// Bytes of a confirmation tag.
pub(crate) const TAG: usize = 48;

/// What a frame is, read from its first two bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// The patient begins.
    Hello,
    /// The doctor answers.
    Reply,
    /// The patient proves the secret.
    PatientConfirm,
    /// The doctor proves the secret and the key.
    DoctorConfirm,
    /// The other side stops, with a reason.
    Abort,
    /// A sealed message.
    Sealed,
}

impl FrameKind {
    /// Reads version and kind.
    ///
    /// # Errors
    /// [`HandshakeError::Version`] for another version, [`HandshakeError::Unexpected`] for an unknown kind.
    pub fn of(frame: &[u8]) -> Result<Self, HandshakeError> {
        match frame {
            [VERSION, kind, ..] => {
                Self::ALL.into_iter().find(|k| k.byte() == *kind).ok_or(HandshakeError::Unexpected)
            }
            [_, _, ..] => Err(HandshakeError::Version),
            _ => Err(HandshakeError::Unexpected),
        }
    }

    const ALL: [Self; 6] =
        [Self::Hello, Self::Reply, Self::PatientConfirm, Self::DoctorConfirm, Self::Abort, Self::Sealed];

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Hello => 1,
            Self::Reply => 2,
            Self::PatientConfirm => 3,
            Self::DoctorConfirm => 4,
            Self::Abort => 5,
            Self::Sealed => 6,
        }
    }
}

/// Why one side stopped. Not authenticated: it can only end a handshake, never change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbortReason {
    /// The secret is wrong; another try is possible.
    WrongSecret,
    /// The code is dead after three wrong tries.
    CodeLocked,
    /// The resumption is not known any more: begin with the invitation.
    UnknownResumption,
    /// Another version.
    Version,
    /// A message out of place.
    Unexpected,
}

impl AbortReason {
    const ALL: [Self; 5] =
        [Self::WrongSecret, Self::CodeLocked, Self::UnknownResumption, Self::Version, Self::Unexpected];

    const fn byte(self) -> u8 {
        match self {
            Self::WrongSecret => 1,
            Self::CodeLocked => 2,
            Self::UnknownResumption => 3,
            Self::Version => 4,
            Self::Unexpected => 5,
        }
    }

    /// The frame that says so.
    #[must_use]
    pub fn to_frame(self) -> Vec<u8> {
        vec![VERSION, FrameKind::Abort.byte(), self.byte()]
    }

    /// Reads an abort frame; an unknown reason reads as [`AbortReason::Unexpected`].
    #[must_use]
    pub fn from_frame(frame: &[u8]) -> Self {
        let byte = frame.get(2).copied().unwrap_or_default();
        Self::ALL.into_iter().find(|reason| reason.byte() == byte).unwrap_or(Self::Unexpected)
    }
}

/// Which secret the patient will prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProofKind {
    Link,
    Code,
    Resumption([u8; 16]),
}

impl ProofKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Link => 1,
            Self::Code => 2,
            Self::Resumption(_) => 3,
        }
    }
}

pub(crate) struct Hello {
    pub proof: ProofKind,
    pub share: Share,
    pub kem_key: [u8; KEM_KEY],
    pub nonce: [u8; NONCE],
}

impl Hello {
    pub fn to_frame(&self) -> Vec<u8> {
        let mut frame = vec![VERSION, FrameKind::Hello.byte(), self.proof.byte()];
        frame.extend_from_slice(&self.share);
        frame.extend_from_slice(&self.kem_key);
        frame.extend_from_slice(&self.nonce);
        if let ProofKind::Resumption(id) = self.proof {
            frame.extend_from_slice(&id);
        }
        frame
    }

    pub fn from_frame(frame: &[u8]) -> Result<Self, HandshakeError> {
        let mut rest = body(frame, FrameKind::Hello)?;
        let [proof] = take::<1>(&mut rest)?;
        let (share, kem_key, nonce) = (take(&mut rest)?, take(&mut rest)?, take(&mut rest)?);
        let proof = match proof {
            1 => ProofKind::Link,
            2 => ProofKind::Code,
            3 => ProofKind::Resumption(take(&mut rest)?),
            _ => return Err(HandshakeError::Unexpected),
        };
        finish(rest)?;
        Ok(Self { proof, share, kem_key, nonce })
    }
}

pub(crate) struct Reply {
    pub share: [u8; SHARE],
    pub kem_ciphertext: [u8; KEM_CIPHERTEXT],
    pub doctor_key: [u8; PUBLIC_KEY],
    pub nonce: [u8; NONCE],
}

impl Reply {
    pub fn to_frame(&self) -> Vec<u8> {
        let mut frame = vec![VERSION, FrameKind::Reply.byte()];
        frame.extend_from_slice(&self.share);
        frame.extend_from_slice(&self.kem_ciphertext);
        frame.extend_from_slice(&self.doctor_key);
        frame.extend_from_slice(&self.nonce);
        frame
    }

    pub fn from_frame(frame: &[u8]) -> Result<Self, HandshakeError> {
        let mut rest = body(frame, FrameKind::Reply)?;
        let reply = Self {
            share: take(&mut rest)?,
            kem_ciphertext: take(&mut rest)?,
            doctor_key: take(&mut rest)?,
            nonce: take(&mut rest)?,
        };
        finish(rest)?;
        Ok(reply)
    }
}

pub(crate) fn patient_confirm(tag: &[u8; TAG]) -> Vec<u8> {
    let mut frame = vec![VERSION, FrameKind::PatientConfirm.byte()];
    frame.extend_from_slice(tag);
    frame
}

pub(crate) fn read_patient_confirm(frame: &[u8]) -> Result<[u8; TAG], HandshakeError> {
    let mut rest = body(frame, FrameKind::PatientConfirm)?;
    let tag = take(&mut rest)?;
    finish(rest)?;
    Ok(tag)
}

pub(crate) fn doctor_confirm(tag: &[u8; TAG], signature: &[u8; SIGNATURE]) -> Vec<u8> {
    let mut frame = vec![VERSION, FrameKind::DoctorConfirm.byte()];
    frame.extend_from_slice(tag);
    frame.extend_from_slice(signature);
    frame
}

pub(crate) fn read_doctor_confirm(frame: &[u8]) -> Result<([u8; TAG], [u8; SIGNATURE]), HandshakeError> {
    let mut rest = body(frame, FrameKind::DoctorConfirm)?;
    let parts = (take(&mut rest)?, take(&mut rest)?);
    finish(rest)?;
    Ok(parts)
}

/// What follows version and kind, if the frame is of this kind; an abort becomes its reason.
fn body(frame: &[u8], kind: FrameKind) -> Result<&[u8], HandshakeError> {
    match FrameKind::of(frame)? {
        found if found == kind => frame.get(2..).ok_or(HandshakeError::Unexpected),
        FrameKind::Abort => Err(HandshakeError::Refused(AbortReason::from_frame(frame))),
        _ => Err(HandshakeError::Unexpected),
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], HandshakeError> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(HandshakeError::Unexpected)?;
    *rest = tail;
    Ok(*head)
}

fn finish(rest: &[u8]) -> Result<(), HandshakeError> {
    if rest.is_empty() { Ok(()) } else { Err(HandshakeError::Unexpected) }
}
