//! What a session is started with.

use std::rc::Rc;

use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::vsp1::{Invitation, InvitationLink, Proof, Resumption};
use heilsam_domain::{JoinPassword, RoomId};
use zeroize::Zeroizing;

use crate::consent::{ConsentRecord, ConsentText};
use crate::media::LocalMedia;
use crate::view::Participant;

/// How one comes in.
#[derive(Clone)]
pub enum Entrance {
    /// With an invitation.
    Patient {
        /// The meeting point.
        room: RoomId,
        /// What the invitation proves.
        proof: Proof,
        /// Which information the patient agreed to.
        consent: ConsentRecord,
    },
    /// As the doctor who made it.
    Doctor {
        /// The invitation with its secrets.
        invitation: Invitation,
        /// The doctor's identity key, which signs the handshake.
        key: Rc<IdentityKey>,
        /// Wrong typed codes counted before.
        failed_tries: u8,
        /// The texts of this program that the other side may have agreed to.
        texts: &'static [ConsentText],
    },
}

impl Entrance {
    /// The patient with an invitation link.
    #[must_use]
    pub fn by_link(link: InvitationLink, consent: ConsentRecord) -> Self {
        Self::Patient { room: link.room, proof: Proof::Link(link.secret, link.doctor), consent }
    }

    /// The patient with a typed code; the server said which room its four digits stand for.
    #[must_use]
    pub const fn by_code(room: RoomId, password: JoinPassword, consent: ConsentRecord) -> Self {
        Self::Patient { room, proof: Proof::Code(password), consent }
    }
}

/// What a session is started with.
pub struct SessionConfig {
    /// Patient or doctor, with their secrets.
    pub entrance: Entrance,
    /// Name as the other side shall see it.
    pub name: String,
    /// Devices that are open.
    pub devices: LocalMedia,
    /// Whether the security number has to be compared: a doctor admits nobody before; a patient is asked to.
    pub comparison_required: bool,
    /// Use relays only, so that the other side does not learn the own address.
    pub relay_only: bool,
    /// Whether the driver can encrypt frames (layer 2); the drivers themselves set it.
    pub frame_encryption: bool,
    /// What `StoreResumption` kept in this tab, if anything.
    pub kept: Option<Vec<u8>>,
}

impl SessionConfig {
    /// The meeting point.
    #[cfg(feature = "native")]
    pub(crate) const fn room(&self) -> RoomId {
        match &self.entrance {
            Entrance::Patient { room, .. } => *room,
            Entrance::Doctor { invitation, .. } => invitation.room,
        }
    }

    pub(crate) const fn me(&self) -> Participant {
        match self.entrance {
            Entrance::Patient { .. } => Participant::Patient,
            Entrance::Doctor { .. } => Participant::Doctor,
        }
    }
}

/// Bits of what the doctor decided about the meeting that `resumption` resumes.
const ADMITTED: u8 = 1;
const COMPARED: u8 = 2;

/// `seat key 16 | flags u8 | resumption`; flags: 1 admitted, 2 the security number was compared.
pub(super) struct Kept {
    pub seat_key: [u8; 16],
    pub admitted: bool,
    pub compared: bool,
    pub resumption: Option<Resumption>,
}

impl Kept {
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(self.seat_key.to_vec());
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        bytes.push(flag(self.admitted, ADMITTED) | flag(self.compared, COMPARED));
        if let Some(resumption) = &self.resumption {
            bytes.extend_from_slice(&resumption.to_bytes());
        }
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (seat_key, rest) = bytes.split_first_chunk::<16>()?;
        let (&[flags], rest) = rest.split_first_chunk::<1>()?;
        let resumption = Resumption::from_bytes(rest);
        Some(Self {
            seat_key: *seat_key,
            admitted: flags & ADMITTED != 0,
            // It was said of one meeting: without that there is nothing it was said of.
            compared: flags & COMPARED != 0 && resumption.is_some(),
            resumption,
        })
    }
}
