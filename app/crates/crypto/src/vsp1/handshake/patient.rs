//! The patient's side.

use heilsam_domain::RoomId;
use ml_kem::kem::{Decapsulate, KeyExport};
use ml_kem::ml_kem_768::DecapsulationKey;
use zeroize::Zeroizing;

use super::{check_signature, context, root_key, same, tag, transcript};
use crate::identity::IdentityPublic;
use crate::rng;
use crate::vsp1::cpace::Run;
use crate::vsp1::message::{self, Hello, ProofKind, Reply};
use crate::vsp1::{DoctorKeyHash, HandshakeError, Keys, Proof, Side};

/// The patient's side of one handshake.
pub struct PatientHandshake {
    room: RoomId,
    expected: Option<DoctorKeyHash>,
    state: State,
}

enum State {
    WaitingForReply { hello: Vec<u8>, run: Box<Run>, kem: Box<DecapsulationKey> },
    WaitingForDoctor { keys: Keys, transcript: [u8; 48], doctor: Box<IdentityPublic> },
    Done,
}

/// What to do next.
#[derive(Debug)]
pub enum PatientStep {
    /// Send this frame and wait.
    Send(Vec<u8>),
    /// Both sides are verified.
    Verified(Box<Keys>),
}

impl PatientHandshake {
    /// Begins: the frame goes to the doctor.
    ///
    /// # Errors
    /// [`HandshakeError::WrongSecret`] if the secret cannot be used at all (never in practice).
    pub fn begin(
        room: RoomId,
        proof: &Proof,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<(Self, Vec<u8>), HandshakeError> {
        let (kind, expected) = match proof {
            Proof::Link(_, doctor) => (ProofKind::Link, Some(*doctor)),
            Proof::Code(_) => (ProofKind::Code, None),
            Proof::Resumption(r) => (ProofKind::Resumption(*r.id()), Some(r.doctor())),
        };
        let run = Run::begin(&proof.password(), context(&room.to_bytes()), rng)
            .ok_or(HandshakeError::WrongSecret)?;
        let seed = Zeroizing::new(rng::random::<64>(rng));
        let kem = DecapsulationKey::from_seed((*seed).into());
        let hello = Hello {
            proof: kind,
            share: *run.share(),
            kem_key: kem.encapsulation_key().to_bytes().into(),
            nonce: rng::random(rng),
        }
        .to_frame();
        let state = State::WaitingForReply { hello: hello.clone(), run: Box::new(run), kem: Box::new(kem) };
        Ok((Self { room, expected, state }, hello))
    }

    /// Takes the doctor's next frame. After an error the handshake is over.
    ///
    /// # Errors
    /// [`HandshakeError`]: what to tell the user.
    pub fn handle(&mut self, frame: &[u8]) -> Result<PatientStep, HandshakeError> {
        match core::mem::replace(&mut self.state, State::Done) {
            State::WaitingForReply { hello, run, kem } => self.confirm(&hello, &run, &kem, frame),
            State::WaitingForDoctor { keys, transcript, doctor } => verify(keys, &transcript, &doctor, frame),
            State::Done => Err(HandshakeError::Unexpected),
        }
    }

    fn confirm(
        &mut self,
        hello: &[u8],
        run: &Run,
        kem: &DecapsulationKey,
        frame: &[u8],
    ) -> Result<PatientStep, HandshakeError> {
        let reply = Reply::from_frame(frame)?;
        let doctor =
            IdentityPublic::from_bytes(&reply.doctor_key).map_err(|_| HandshakeError::NotTheDoctor)?;
        if self.expected.is_some_and(|expected| expected != DoctorKeyHash::of(&doctor)) {
            return Err(HandshakeError::NotTheDoctor);
        }
        let pake = run
            .finish_initiator(context(&self.room.to_bytes()), b"patient", &reply.share, b"doctor")
            .ok_or(HandshakeError::Unexpected)?;
        let secret = Zeroizing::new(<[u8; 32]>::from(kem.decapsulate(&reply.kem_ciphertext.into())));
        let transcript = transcript(self.room, hello, frame);
        let keys = root_key(&pake, secret.as_slice(), &transcript, &doctor)
            .map_err(|_| HandshakeError::Unexpected)?;
        let tag = tag(&keys, Side::Patient, &transcript).map_err(|_| HandshakeError::Unexpected)?;
        self.state = State::WaitingForDoctor { keys, transcript, doctor: Box::new(doctor) };
        Ok(PatientStep::Send(message::patient_confirm(&tag)))
    }
}

fn verify(
    keys: Keys,
    transcript: &[u8; 48],
    doctor: &IdentityPublic,
    frame: &[u8],
) -> Result<PatientStep, HandshakeError> {
    let (shown, signature) = message::read_doctor_confirm(frame)?;
    let expected = tag(&keys, Side::Doctor, transcript).map_err(|_| HandshakeError::Unexpected)?;
    if !same(&shown, &expected) {
        return Err(HandshakeError::WrongSecret);
    }
    check_signature(doctor, transcript, &shown, &signature)?;
    Ok(PatientStep::Verified(Box::new(keys)))
}

impl core::fmt::Debug for PatientHandshake {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PatientHandshake(..)")
    }
}
