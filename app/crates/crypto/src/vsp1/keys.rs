//! What both sides derive once the handshake is confirmed.

use core::fmt;

use zeroize::Zeroizing;

use crate::vsp1::{Channel, DoctorKeyHash, Resumption};
use crate::{CryptoError, kdf};

/// One of the two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Patient or carer.
    Patient,
    /// The doctor who made the invitation.
    Doctor,
}

impl Side {
    /// The other end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Patient => Self::Doctor,
            Self::Doctor => Self::Patient,
        }
    }

    pub(crate) const fn label(self) -> &'static [u8] {
        match self {
            Self::Patient => b"patient",
            Self::Doctor => b"doctor",
        }
    }
}

/// The root key K0 of one verified meeting.
pub struct Keys {
    root: Zeroizing<[u8; 48]>,
    doctor: DoctorKeyHash,
}

impl Keys {
    pub(crate) fn new(root: Zeroizing<[u8; 48]>, doctor: DoctorKeyHash) -> Self {
        Self { root, doctor }
    }

    /// The channel for signalling payloads as this side uses it.
    ///
    /// # Errors
    /// Never in practice: key derivation of a fixed length.
    pub fn signalling(&self, side: Side) -> Result<Channel, CryptoError> {
        self.channel(b"sig", side)
    }

    /// The channel for the data channel of the call.
    ///
    /// # Errors
    /// Never in practice: key derivation of a fixed length.
    pub fn data(&self, side: Side) -> Result<Channel, CryptoError> {
        self.channel(b"data", side)
    }

    /// The base key with which `sender` encrypts frames (RFC 9605), 64 bytes.
    ///
    /// # Errors
    /// Never in practice: key derivation of a fixed length.
    pub fn frames(&self, sender: Side) -> Result<Zeroizing<[u8; 64]>, CryptoError> {
        kdf::derive(self.root.as_slice(), &[b"heilsam/vsp1/sframe/", sender.label()])
    }

    /// The number that both sides can read to each other.
    ///
    /// # Errors
    /// Never in practice: key derivation of a fixed length.
    pub fn security_number(&self) -> Result<SecurityNumber, CryptoError> {
        let bytes = kdf::derive::<8>(self.root.as_slice(), &[b"heilsam/vsp1/sas"])?;
        let number = u64::from_be_bytes(*bytes) % 1_000_000;
        Ok(SecurityNumber(u32::try_from(number).unwrap_or_default()))
    }

    /// What lets both sides meet again after a break, without the invitation.
    ///
    /// # Errors
    /// Never in practice: key derivation of a fixed length.
    pub fn resumption(&self, number: SecurityNumber) -> Result<Resumption, CryptoError> {
        let secret = kdf::derive::<32>(self.root.as_slice(), &[b"heilsam/vsp1/resume"])?;
        let id = kdf::derive::<16>(self.root.as_slice(), &[b"heilsam/vsp1/resume-id"])?;
        Ok(Resumption::new(*id, secret, number, self.doctor))
    }

    pub(crate) fn confirmation(&self, side: Side) -> Result<Zeroizing<[u8; 48]>, CryptoError> {
        kdf::derive(self.root.as_slice(), &[b"heilsam/vsp1/confirm/", side.label()])
    }

    fn channel(&self, purpose: &[u8], side: Side) -> Result<Channel, CryptoError> {
        let key = |sender: Side| {
            kdf::derive::<32>(self.root.as_slice(), &[b"heilsam/vsp1/", purpose, b"/", sender.label()])
        };
        Ok(Channel::new(key(side)?, key(side.other())?))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(redacted)")
    }
}

/// Six digits; equal on both sides exactly if nobody sits between them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecurityNumber(u32);

impl SecurityNumber {
    pub(crate) const fn new(number: u32) -> Option<Self> {
        if number < 1_000_000 { Some(Self(number)) } else { None }
    }

    pub(crate) const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for SecurityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:03}", self.0 / 1000, self.0 % 1000)
    }
}

impl fmt::Debug for SecurityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecurityNumber(..)")
    }
}
