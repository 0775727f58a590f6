//! The doctor's side: a door that lets in who proves the invitation, and counts who does not.

use std::rc::Rc;

use ml_kem::kem::Encapsulate;
use ml_kem::ml_kem_768::EncapsulationKey;
use zeroize::Zeroizing;

use super::{SIGNED, context, root_key, same, signed, tag, transcript};
use crate::identity::IdentityKey;
use crate::rng;
use crate::vsp1::cpace::Run;
use crate::vsp1::invitation::{code_password, link_password, resumption_password};
use crate::vsp1::message::{self, Hello, ProofKind, Reply};
use crate::vsp1::{
    AbortReason, FrameKind, HandshakeError, Invitation, Keys, MAX_FAILED_TRIES, Resumption, Side,
};

/// How many breaks of one consultation are remembered.
const MAX_RESUMPTIONS: usize = 4;

/// The doctor's side of an invitation's handshakes. At most one is under way; a new `Hello` begins afresh, and one that is
/// said again gets the same answer.
pub struct DoctorDoor {
    invitation: Invitation,
    key: Rc<IdentityKey>,
    failed_tries: u8,
    resumptions: Vec<Resumption>,
    pending: Option<Pending>,
}

struct Pending {
    proof: ProofKind,
    keys: Keys,
    transcript: [u8; 48],
    /// The patient's frame, and the answer to it.
    hello: Vec<u8>,
    reply: Vec<u8>,
}

/// What to do next.
#[derive(Debug)]
pub enum DoorAnswer {
    /// Send this frame and wait.
    Send(Vec<u8>),
    /// Send this frame; the patient is verified.
    Verified {
        /// The last frame of the handshake.
        frame: Vec<u8>,
        /// The keys of this meeting.
        keys: Box<Keys>,
        /// The earlier meeting that goes on, if it is one.
        resumed: Option<Resumption>,
    },
    /// Send this frame; nobody was let in.
    Refused {
        /// The abort.
        frame: Vec<u8>,
        /// Its reason.
        reason: AbortReason,
    },
}

impl DoctorDoor {
    /// Opens the door for an invitation. `failed_tries` counts on from what was stored before.
    #[must_use]
    pub fn new(invitation: Invitation, key: Rc<IdentityKey>, failed_tries: u8) -> Self {
        Self { invitation, key, failed_tries, resumptions: Vec::new(), pending: None }
    }

    /// Wrong typed codes so far; keep it with the invitation.
    #[must_use]
    pub const fn failed_tries(&self) -> u8 {
        self.failed_tries
    }

    /// Whether the typed code is dead.
    #[must_use]
    pub const fn is_locked(&self) -> bool {
        self.failed_tries >= MAX_FAILED_TRIES
    }

    /// Remembers a verified meeting, so that it can go on after a break.
    pub fn remember(&mut self, resumption: Resumption) {
        self.resumptions.push(resumption);
        if self.resumptions.len() > MAX_RESUMPTIONS {
            self.resumptions.remove(0);
        }
    }

    /// Takes the patient's next handshake frame. Wrong frames are refused and change nothing else.
    pub fn handle(&mut self, frame: &[u8], rng: &mut impl rand_core::CryptoRng) -> DoorAnswer {
        let answer = match FrameKind::of(frame) {
            Ok(FrameKind::Hello) => self.reply(frame, rng),
            Ok(FrameKind::PatientConfirm) => self.confirm(frame),
            Ok(_) | Err(HandshakeError::Unexpected) => Err(AbortReason::Unexpected),
            Err(_) => Err(AbortReason::Version),
        };
        answer.unwrap_or_else(|reason| {
            self.pending = None;
            DoorAnswer::Refused { frame: reason.to_frame(), reason }
        })
    }

    fn password(&self, proof: ProofKind) -> Result<Zeroizing<Vec<u8>>, AbortReason> {
        match proof {
            ProofKind::Link => Ok(link_password(&self.invitation.secret)),
            ProofKind::Code if self.is_locked() => Err(AbortReason::CodeLocked),
            ProofKind::Code => {
                self.invitation.code.as_ref().map(code_password).ok_or(AbortReason::WrongSecret)
            }
            ProofKind::Resumption(id) => {
                self.known(&id).map(resumption_password).ok_or(AbortReason::UnknownResumption)
            }
        }
    }

    fn known(&self, id: &[u8; 16]) -> Option<&Resumption> {
        self.resumptions.iter().find(|resumption| resumption.id() == id)
    }

    fn reply(
        &mut self,
        frame: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<DoorAnswer, AbortReason> {
        // Said again, as nobody knew whether it had arrived: with another answer a confirmation of the first would fit no more.
        if let Some(pending) = self.pending.as_ref().filter(|pending| pending.hello == frame) {
            return Ok(DoorAnswer::Send(pending.reply.clone()));
        }
        let hello = Hello::from_frame(frame).map_err(|_| AbortReason::Unexpected)?;
        let room = self.invitation.room;
        let sid = room.to_bytes();
        let run =
            Run::begin(&self.password(hello.proof)?, context(&sid), rng).ok_or(AbortReason::Unexpected)?;
        let pake = run
            .finish_responder(context(&sid), b"doctor", &hello.share, b"patient")
            .ok_or(AbortReason::Unexpected)?;
        let kem_key = EncapsulationKey::new(&hello.kem_key.into()).map_err(|_| AbortReason::Unexpected)?;
        let (ciphertext, secret) = kem_key.encapsulate_with_rng(rng);
        let secret = Zeroizing::new(<[u8; 32]>::from(secret));
        let public = self.key.public();
        let doctor_key = public.to_bytes().try_into().map_err(|_| AbortReason::Unexpected)?;
        let reply = Reply {
            share: *run.share(),
            kem_ciphertext: ciphertext.into(),
            doctor_key,
            nonce: rng::random(rng),
        }
        .to_frame();
        let transcript = transcript(room, frame, &reply);
        let keys =
            root_key(&pake, secret.as_slice(), &transcript, &public).map_err(|_| AbortReason::Unexpected)?;
        self.pending = Some(Pending {
            proof: hello.proof,
            keys,
            transcript,
            hello: frame.to_vec(),
            reply: reply.clone(),
        });
        Ok(DoorAnswer::Send(reply))
    }

    fn confirm(&mut self, frame: &[u8]) -> Result<DoorAnswer, AbortReason> {
        let pending = self.pending.take().ok_or(AbortReason::Unexpected)?;
        let Pending { proof, keys, transcript, .. } = pending;
        let shown = message::read_patient_confirm(frame).map_err(|_| AbortReason::Unexpected)?;
        let expected = tag(&keys, Side::Patient, &transcript).map_err(|_| AbortReason::Unexpected)?;
        if !same(&shown, &expected) {
            return Err(self.count_failure(proof));
        }
        let own = tag(&keys, Side::Doctor, &transcript).map_err(|_| AbortReason::Unexpected)?;
        let signature = self.key.sign(SIGNED, &signed(&transcript, &own));
        let resumed = match proof {
            ProofKind::Resumption(id) => self.known(&id).cloned(),
            ProofKind::Link | ProofKind::Code => None,
        };
        let frame = message::doctor_confirm(&own, &signature);
        Ok(DoorAnswer::Verified { frame, keys: Box::new(keys), resumed })
    }

    /// Only typed codes are short enough to be guessed, hence only they die.
    fn count_failure(&mut self, proof: ProofKind) -> AbortReason {
        if proof != ProofKind::Code {
            return AbortReason::WrongSecret;
        }
        self.failed_tries = self.failed_tries.saturating_add(1);
        if self.is_locked() { AbortReason::CodeLocked } else { AbortReason::WrongSecret }
    }
}

impl core::fmt::Debug for DoctorDoor {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "DoctorDoor({} failed tries)", self.failed_tries)
    }
}
