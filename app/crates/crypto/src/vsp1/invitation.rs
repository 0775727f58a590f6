//! What the practice hands to the patient: a link or a typed code. Made on a practice device, never by the server.

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use heilsam_domain::{JoinPassword, RoomId};
use zeroize::Zeroizing;

use crate::identity::IdentityPublic;
use crate::vsp1::SecurityNumber;
use crate::{kdf, rng};

/// Bytes of the secret in a link: 160 bit.
const SECRET: usize = 20;
const FORMAT: u8 = 1;

/// The secret of an invitation link. Never sent to the server; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkSecret(Zeroizing<[u8; SECRET]>);

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSecret(..)")
    }
}

/// The first 32 bytes of a labelled SHA-384 over the doctor's public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoctorKeyHash([u8; 32]);

impl DoctorKeyHash {
    /// The hash of this key.
    #[must_use]
    pub fn of(key: &IdentityPublic) -> Self {
        Self(kdf::sha384_short(&[b"heilsam/vsp1/kd/v1", &key.to_bytes()]))
    }

    /// The hash, to be handed from one program of a page to another.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    /// Takes what [`DoctorKeyHash::to_bytes`] gave.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// Longest note behind the three parts of a link.
const LONGEST_NOTE: usize = 160;

/// What the link carries behind `#`: `1.<room>.<secret>.<hash of the doctor's key>`, each part base64url. A fifth part may
/// follow: a note about the appointment, which the handshake does not look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationLink {
    /// The meeting point.
    pub room: RoomId,
    /// The shared secret.
    pub secret: LinkSecret,
    /// Whose signature to expect.
    pub doctor: DoctorKeyHash,
}

/// Why a text is not an invitation link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationError {
    /// Nothing behind `#`.
    #[error("the link has no invitation in it")]
    Missing,
    /// Cut off or changed while copying.
    #[error("the link is not complete")]
    Damaged,
    /// Made by a newer version.
    #[error("the link is of a newer version")]
    Version,
}

impl InvitationLink {
    /// Reads the fragment, with or without `#`, or a whole link.
    ///
    /// # Errors
    /// [`InvitationError`] says whether it is missing, damaged or newer.
    pub fn parse(text: &str) -> Result<Self, InvitationError> {
        let text = text.trim();
        let fragment = text.rsplit_once('#').map_or(text, |(_, fragment)| fragment);
        if fragment.is_empty() {
            return Err(InvitationError::Missing);
        }
        let mut parts = fragment.split('.');
        match parts.next() {
            Some("1") => {}
            Some(other) if other.len() < 4 && other.bytes().all(|b| b.is_ascii_digit()) => {
                return Err(InvitationError::Version);
            }
            _ => return Err(InvitationError::Damaged),
        }
        let room = RoomId::from_bytes(part(parts.next())?);
        let secret = LinkSecret(Zeroizing::new(part(parts.next())?));
        let doctor = DoctorKeyHash(part(parts.next())?);
        let is_note = |text: &str| {
            text.len() <= LONGEST_NOTE
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        };
        if !parts.next().is_none_or(is_note) || parts.next().is_some() {
            return Err(InvitationError::Damaged);
        }
        Ok(Self { room, secret, doctor })
    }

    /// The fragment without `#`. Secret: for the patient's eyes only.
    #[must_use]
    pub fn expose(&self) -> String {
        let text = |bytes: &[u8]| Base64UrlUnpadded::encode_string(bytes);
        let room = text(&self.room.to_bytes());
        format!("{FORMAT}.{room}.{}.{}", text(self.secret.0.as_slice()), text(&self.doctor.0))
    }
}

fn part<const N: usize>(text: Option<&str>) -> Result<[u8; N], InvitationError> {
    let bytes = text.and_then(|text| Base64UrlUnpadded::decode_vec(text).ok());
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(InvitationError::Damaged)
}

/// The doctor's side of an invitation: what must be known to let the right patient in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The meeting point.
    pub room: RoomId,
    /// Secret of the link.
    pub secret: LinkSecret,
    /// Password of the typed code, if one was made.
    pub code: Option<JoinPassword>,
}

impl Invitation {
    /// A new invitation: random room, random secret, random typed password.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        Self {
            room: RoomId::from_random(rng::random(rng)),
            secret: LinkSecret(Zeroizing::new(rng::random(rng))),
            code: Some(JoinPassword::from_random(rng::random(rng))),
        }
    }

    /// The link for the patient, bound to this doctor's key.
    #[must_use]
    pub fn link(&self, doctor: &IdentityPublic) -> InvitationLink {
        InvitationLink { room: self.room, secret: self.secret.clone(), doctor: DoctorKeyHash::of(doctor) }
    }

    /// Bytes to seal into a record: `1 | room 16 | secret 20 | 0 or 1 | password 5`.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(vec![FORMAT]);
        bytes.extend_from_slice(&self.room.to_bytes());
        bytes.extend_from_slice(self.secret.0.as_slice());
        bytes.push(u8::from(self.code.is_some()));
        bytes.extend_from_slice(self.code.as_ref().map_or(&[0; 5], |code| code.expose()));
        bytes
    }

    /// Reads what [`Invitation::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&[FORMAT], rest) = bytes.split_first_chunk::<1>()? else { return None };
        let (room, rest) = rest.split_first_chunk::<16>()?;
        let (secret, rest) = rest.split_first_chunk::<SECRET>()?;
        let (&[has_code], rest) = rest.split_first_chunk::<1>()?;
        let code: [u8; 5] = rest.try_into().ok()?;
        Some(Self {
            room: RoomId::from_bytes(*room),
            secret: LinkSecret(Zeroizing::new(*secret)),
            code: (has_code == 1).then(|| JoinPassword::from_random(code)),
        })
    }
}

/// What lets a verified pair meet again in the same tab: kept in `sessionStorage`, never sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Resumption {
    id: [u8; 16],
    secret: Zeroizing<[u8; 32]>,
    number: SecurityNumber,
    doctor: DoctorKeyHash,
}

impl Resumption {
    pub(crate) fn new(
        id: [u8; 16],
        secret: Zeroizing<[u8; 32]>,
        number: SecurityNumber,
        doctor: DoctorKeyHash,
    ) -> Self {
        Self { id, secret, number, doctor }
    }

    /// Hash of the key of the doctor who was verified.
    #[must_use]
    pub const fn doctor(&self) -> DoctorKeyHash {
        self.doctor
    }

    pub(crate) const fn id(&self) -> &[u8; 16] {
        &self.id
    }

    /// The security number of the first meeting; it stays the same when a meeting goes on.
    #[must_use]
    pub const fn number(&self) -> SecurityNumber {
        self.number
    }

    /// `id 16 | secret 32 | number u32 | hash of the doctor's key 32`.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(self.id.to_vec());
        bytes.extend_from_slice(self.secret.as_slice());
        bytes.extend_from_slice(&self.number.number().to_be_bytes());
        bytes.extend_from_slice(&self.doctor.0);
        bytes
    }

    /// Reads what [`Resumption::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let (secret, rest) = rest.split_first_chunk::<32>()?;
        let (number, rest) = rest.split_first_chunk::<4>()?;
        let number = SecurityNumber::new(u32::from_be_bytes(*number))?;
        let doctor = DoctorKeyHash(rest.try_into().ok()?);
        Some(Self { id: *id, secret: Zeroizing::new(*secret), number, doctor })
    }
}

impl fmt::Debug for Resumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Resumption(..)")
    }
}

/// What a patient can prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The link: secret and expected doctor.
    Link(LinkSecret, DoctorKeyHash),
    /// The typed code; which doctor answers is then shown by comparing the security number.
    Code(JoinPassword),
    /// A meeting that was verified before.
    Resumption(Resumption),
}

impl Proof {
    /// The password for CPace, marked by its kind.
    pub(crate) fn password(&self) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Link(secret, _) => link_password(secret),
            Self::Code(code) => code_password(code),
            Self::Resumption(resumption) => resumption_password(resumption),
        }
    }
}

pub(crate) fn link_password(secret: &LinkSecret) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([b"link".as_slice(), secret.0.as_slice()].concat())
}

pub(crate) fn code_password(code: &JoinPassword) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([b"code".as_slice(), code.expose()].concat())
}

pub(crate) fn resumption_password(resumption: &Resumption) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([b"resume".as_slice(), resumption.secret.as_slice()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::IdentityKey;
    use crate::rng::FastRng;

    fn invitation() -> (Invitation, IdentityPublic) {
        let mut rng = FastRng::from_seed([3; 32]);
        (Invitation::make(&mut rng), IdentityKey::make(&mut rng).public())
    }

    #[test]
    fn a_link_survives_being_copied() {
        let (invitation, doctor) = invitation();
        let link = invitation.link(&doctor);
        let url = format!(" https://host/v#{} ", link.expose());
        assert_eq!(InvitationLink::parse(&url), Ok(link));
    }

    #[test]
    fn a_note_about_the_appointment_may_follow_and_changes_nothing() {
        let (invitation, doctor) = invitation();
        let link = invitation.link(&doctor);
        assert_eq!(InvitationLink::parse(&format!("{}.AQ-_", link.expose())), Ok(link));
    }

    #[test]
    fn the_error_says_what_is_wrong_with_a_link() {
        let (invitation, doctor) = invitation();
        let whole = invitation.link(&doctor).expose();
        assert_eq!(InvitationLink::parse("https://host/v#"), Err(InvitationError::Missing));
        assert_eq!(InvitationLink::parse(""), Err(InvitationError::Missing));
        assert_eq!(InvitationLink::parse(&whole[..60]), Err(InvitationError::Damaged));
        for more in [".x.y", ".ä", ".x#", &format!(".{}", "x".repeat(LONGEST_NOTE + 1))] {
            let read = InvitationLink::parse(&format!("https://host/v#{whole}{more}"));
            assert!(read.is_err(), "{more}");
        }
        assert_eq!(InvitationLink::parse(&whole.replacen('1', "2", 1)), Err(InvitationError::Version));
    }

    #[test]
    fn an_invitation_survives_being_stored() {
        let (mut invitation, _) = invitation();
        assert_eq!(Invitation::from_bytes(&invitation.to_bytes()), Some(invitation.clone()));
        invitation.code = None;
        assert_eq!(Invitation::from_bytes(&invitation.to_bytes()), Some(invitation));
        assert_eq!(Invitation::from_bytes(&[1; 10]), None);
    }

    #[test]
    fn nothing_secret_is_printed() {
        let (invitation, doctor) = invitation();
        let text = format!("{invitation:?} {:?}", invitation.link(&doctor));
        assert!(text.contains("LinkSecret(..)") && !text.contains("Zeroizing"));
    }
}
