//! What a doctor's device makes so that two of its guests can meet: a room, a secret, and who answers whom.
//!
//! The two run VSP-1 with it, unchanged. One of them takes the doctor's part under a key that was made for this pair
//! alone; the other gets that key's hash, as from an invitation link. Made on the doctor's device, never by the server.

use core::fmt;
use std::rc::Rc;

use heilsam_domain::RoomId;
use zeroize::Zeroizing;

use crate::identity::{IdentityKey, IdentityPublic, PUBLIC_KEY, SECRET, SIGNATURE};
use crate::vsp1::{DoctorKeyHash, Invitation, InvitationLink};
use crate::{CryptoError, kdf};

const OPENS: u8 = 1;
const JOINS: u8 = 2;
/// What a doctor's key signs for a group call.
const VOUCHED: &str = "heilsam/vsp1/roster";

/// One side's way into the room of a pair.
pub enum PairPass {
    /// Takes the doctor's part of the handshake: opens the door and offers.
    Opens {
        /// Room and secret.
        invitation: Invitation,
        /// The key of this pair.
        key: Rc<IdentityKey>,
    },
    /// Takes the patient's part.
    Joins(InvitationLink),
}

impl PairPass {
    /// The two sides of a new pair.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> (Self, Self) {
        let mut invitation = Invitation::make(rng);
        invitation.code = None;
        let key = IdentityKey::make(rng);
        let link = invitation.link(&key.public());
        (Self::Opens { invitation, key: Rc::new(key) }, Self::Joins(link))
    }

    /// The meeting point.
    #[must_use]
    pub const fn room(&self) -> RoomId {
        match self {
            Self::Opens { invitation, .. } => invitation.room,
            Self::Joins(link) => link.room,
        }
    }

    /// `1 | invitation 43 | key 48` or `2 | link as text`. Secret: for a sealed channel only.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Opens { invitation, key } => {
                let mut bytes = Zeroizing::new(vec![OPENS]);
                bytes.extend_from_slice(&invitation.to_bytes());
                bytes.extend_from_slice(key.secret().as_slice());
                bytes
            }
            Self::Joins(link) => {
                let mut bytes = Zeroizing::new(vec![JOINS]);
                bytes.extend_from_slice(Zeroizing::new(link.expose()).as_bytes());
                bytes
            }
        }
    }

    /// Reads what [`PairPass::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes.split_first()? {
            (&OPENS, rest) => {
                let (invitation, key) = rest.split_last_chunk::<SECRET>()?;
                let invitation = Invitation::from_bytes(invitation)?;
                Some(Self::Opens { invitation, key: Rc::new(IdentityKey::from_secret(key).ok()?) })
            }
            (&JOINS, rest) => {
                let link = core::str::from_utf8(rest).ok()?;
                InvitationLink::parse(link).ok().map(Self::Joins)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for PairPass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairPass(..)")
    }
}

/// Signs what a doctor vouches for: `public key 49 | signature 96 | text`.
#[must_use]
pub fn vouch(key: &IdentityKey, text: &[u8]) -> Vec<u8> {
    let signature = key.sign(VOUCHED, &kdf::sha384(&[text]));
    [key.public().to_bytes().as_slice(), &signature, text].concat()
}

/// The text of what [`vouch`] signed, if it was the doctor whom this device has verified.
///
/// # Errors
/// [`CryptoError::Malformed`] for what is no such thing, [`CryptoError::Forged`] for another signer or changed bytes.
pub fn vouched(bytes: &[u8], doctor: DoctorKeyHash) -> Result<&[u8], CryptoError> {
    const WHAT: &str = "roster";
    let (public, rest) = bytes.split_at_checked(PUBLIC_KEY).ok_or(CryptoError::Malformed(WHAT))?;
    let (signature, text) = rest.split_first_chunk::<SIGNATURE>().ok_or(CryptoError::Malformed(WHAT))?;
    let public = IdentityPublic::from_bytes(public)?;
    if DoctorKeyHash::of(&public) != doctor {
        return Err(CryptoError::Forged(WHAT));
    }
    public.verify(VOUCHED, &kdf::sha384(&[text]), signature, WHAT)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::FastRng;
    use crate::vsp1::{DoctorDoor, DoorAnswer, HandshakeError, PatientHandshake, PatientStep, Proof};

    fn pair(seed: u8) -> (PairPass, PairPass, FastRng) {
        let mut rng = FastRng::from_seed([seed; 32]);
        let (opens, joins) = PairPass::make(&mut rng);
        let carried = |pass: &PairPass| PairPass::from_bytes(&pass.to_bytes()).unwrap();
        (carried(&opens), carried(&joins), rng)
    }

    fn door_of(pass: PairPass) -> DoctorDoor {
        let PairPass::Opens { invitation, key } = pass else { panic!("joins") };
        DoctorDoor::new(invitation, key, 0)
    }

    fn link_of(pass: PairPass) -> InvitationLink {
        let PairPass::Joins(link) = pass else { panic!("opens") };
        link
    }

    /// The end of a handshake of who joins with who opens.
    fn meet(
        door: &mut DoctorDoor,
        link: InvitationLink,
        rng: &mut FastRng,
    ) -> Result<String, HandshakeError> {
        let proof = Proof::Link(link.secret, link.doctor);
        let (mut side, hello) = PatientHandshake::begin(link.room, &proof, rng).unwrap();
        let mut frame = hello;
        loop {
            let answer = match door.handle(&frame, rng) {
                DoorAnswer::Send(frame) | DoorAnswer::Refused { frame, .. } => frame,
                DoorAnswer::Verified { frame, .. } => frame,
            };
            match side.handle(&answer)? {
                PatientStep::Send(next) => frame = next,
                PatientStep::Verified(keys) => return Ok(keys.security_number().unwrap().to_string()),
            }
        }
    }

    #[test]
    fn two_guests_meet_with_what_the_doctor_gave_them() {
        let (opens, joins, mut rng) = pair(1);
        assert_eq!(opens.room(), joins.room());
        assert_eq!(meet(&mut door_of(opens), link_of(joins), &mut rng).unwrap().len(), 7);
    }

    #[test]
    fn the_room_alone_lets_nobody_in() {
        let (opens, joins, mut rng) = pair(2);
        let (_, stranger, _) = pair(3);
        let mut forged = link_of(stranger);
        forged.room = joins.room();
        assert!(meet(&mut door_of(opens), forged, &mut rng).is_err());
    }

    #[test]
    fn who_knows_room_and_secret_but_not_the_key_cannot_open() {
        let (opens, joins, mut rng) = pair(4);
        let PairPass::Opens { invitation, .. } = opens else { panic!("joins") };
        let own = IdentityKey::make(&mut rng);
        let mut door = DoctorDoor::new(invitation, Rc::new(own), 0);
        assert_eq!(meet(&mut door, link_of(joins), &mut rng), Err(HandshakeError::NotTheDoctor));
    }

    #[test]
    fn only_what_the_verified_doctor_signed_is_vouched_for() {
        let mut rng = FastRng::from_seed([5; 32]);
        let (doctor, other) = (IdentityKey::make(&mut rng), IdentityKey::make(&mut rng));
        let hash = DoctorKeyHash::of(&doctor.public());
        let signed = vouch(&doctor, b"roster");
        assert_eq!(vouched(&signed, hash), Ok(&b"roster"[..]));
        assert_eq!(vouched(&vouch(&other, b"roster"), hash), Err(CryptoError::Forged("roster")));
        for place in [60, signed.len() - 1] {
            let mut changed = signed.clone();
            changed[place] ^= 1;
            assert_eq!(vouched(&changed, hash), Err(CryptoError::Forged("roster")), "{place}");
        }
        assert!(vouched(&signed[..100], hash).is_err());
        let mut spliced = vouch(&other, b"roster");
        spliced[..PUBLIC_KEY].copy_from_slice(&doctor.public().to_bytes());
        assert_eq!(vouched(&spliced, hash), Err(CryptoError::Forged("roster")));
    }

    #[test]
    fn what_is_no_pass_is_not_read_and_nothing_secret_is_printed() {
        let (opens, joins, _) = pair(6);
        for pass in [&opens, &joins] {
            let bytes = pass.to_bytes();
            assert!(PairPass::from_bytes(&bytes[..bytes.len() - 1]).is_none());
            assert_eq!(format!("{pass:?}"), "PairPass(..)");
        }
        assert!(PairPass::from_bytes(&[]).is_none() && PairPass::from_bytes(&[9, 9]).is_none());
    }
}
