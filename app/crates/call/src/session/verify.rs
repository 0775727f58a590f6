//! Verification: the handshake of this side, the sealed channel, and everything that must end the meeting.

use core::time::Duration;

use heilsam_crypto::vsp1::{
    AbortReason, DoctorDoor, DoorAnswer, FrameKind, HandshakeError, Keys, PatientHandshake, PatientStep,
    Proof, Resumption, Side,
};
use heilsam_domain::RoomId;
use rand_core::CryptoRng;

use super::config::{Entrance, Kept, SessionConfig};
use super::reach::Reach;
use super::{Peer, Session};
use crate::command::Command;
use crate::consent::GivenConsent;
use crate::payload::{Introduction, Payload};
use crate::view::{EndReason, Participant};

/// A handshake that does not go on is begun again after this time.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(8);

/// Nobody comes in without one.
struct NoConsent;

/// This side's half of VSP-1.
pub(super) enum Door {
    Patient(Box<PatientDoor>),
    Doctor(Box<DoctorDoor>),
}

pub(super) struct PatientDoor {
    room: RoomId,
    invitation: Proof,
    resumption: Option<Resumption>,
    begun: Option<Begun>,
    begun_at: Duration,
}

/// A handshake that is under way.
struct Begun {
    handshake: PatientHandshake,
    hello: Vec<u8>,
    /// It proves an earlier meeting.
    resumes: bool,
    /// The doctor's reply was taken.
    answered: bool,
}

impl Begun {
    /// Whether a frame answers an earlier handshake, or came twice. Both sides may open the line anew at the same moment:
    /// then each hears what the other said before that.
    fn is_late(&self, frame: &[u8]) -> bool {
        match FrameKind::of(frame) {
            Ok(FrameKind::Reply) => self.answered,
            Ok(FrameKind::DoctorConfirm) => !self.answered,
            Ok(FrameKind::Abort) => {
                !self.resumes && AbortReason::from_frame(frame) == AbortReason::UnknownResumption
            }
            Ok(FrameKind::Hello | FrameKind::PatientConfirm | FrameKind::Sealed) | Err(_) => false,
        }
    }
}

impl Door {
    pub fn new(config: &SessionConfig, kept: Option<&Kept>) -> Self {
        let resumption = kept.and_then(|kept| kept.resumption.clone());
        match &config.entrance {
            Entrance::Patient { room, proof, .. } => Self::Patient(Box::new(PatientDoor {
                room: *room,
                invitation: proof.clone(),
                resumption,
                begun: None,
                begun_at: Duration::ZERO,
            })),
            Entrance::Doctor { invitation, key, failed_tries, .. } => {
                let mut door = DoctorDoor::new(invitation.clone(), key.clone(), *failed_tries);
                if let Some(resumption) = resumption {
                    door.remember(resumption);
                }
                Self::Doctor(Box::new(door))
            }
        }
    }

    pub const fn failed_tries(&self) -> u8 {
        match self {
            Self::Patient(_) => 0,
            Self::Doctor(door) => door.failed_tries(),
        }
    }

    const fn side(&self) -> Side {
        match self {
            Self::Patient(_) => Side::Patient,
            Self::Doctor(_) => Side::Doctor,
        }
    }
}

impl Session {
    /// Both are in the room: the patient begins, the doctor waits for it.
    pub(super) fn begin_verification(&mut self, now: Duration, rng: &mut impl CryptoRng) {
        self.forget_channel();
        let Door::Patient(door) = &mut self.door else { return };
        door.begun_at = now;
        // Nobody knows whether one without an answer arrived. Said again word for word, whichever arrives gets the answer.
        if let Some(begun) = &door.begun {
            let hello = begun.hello.clone();
            return self.command(Command::SendBinary(hello));
        }
        let proof = door.resumption.clone().map_or_else(|| door.invitation.clone(), Proof::Resumption);
        match PatientHandshake::begin(door.room, &proof, rng) {
            Ok((handshake, hello)) => {
                let resumes = matches!(proof, Proof::Resumption(_));
                door.begun = Some(Begun { handshake, hello: hello.clone(), resumes, answered: false });
                self.command(Command::SendBinary(hello));
            }
            Err(error) => self.handshake_failed(now, error, rng),
        }
    }

    pub(super) fn verification_tick(&mut self, now: Duration, rng: &mut impl CryptoRng) {
        let Door::Patient(door) = &self.door else { return };
        let waiting = door.begun.is_some() && now.saturating_sub(door.begun_at) > HANDSHAKE_LIMIT;
        if waiting && self.line.joined && self.line.other_present {
            self.begin_verification(now, rng);
        }
    }

    /// Without a channel nothing is sent or taken until the next handshake.
    pub(super) fn forget_channel(&mut self) {
        self.channel = None;
        self.introduced = false;
        if let Door::Patient(door) = &mut self.door {
            // The answer to one that has none may still come. One that was answered may be over for the other side.
            door.begun = door.begun.take().filter(|begun| !begun.answered);
        }
    }

    pub(super) fn other_said(&mut self, now: Duration, frame: &[u8], rng: &mut impl CryptoRng) {
        if matches!(FrameKind::of(frame), Ok(FrameKind::Sealed)) {
            return self.sealed(now, frame);
        }
        match &mut self.door {
            Door::Doctor(door) => {
                let answer = door.handle(frame, rng);
                self.door_answered(answer);
            }
            Door::Patient(door) => {
                let Some(begun) = door.begun.as_mut().filter(|begun| !begun.is_late(frame)) else { return };
                match begun.handshake.handle(frame) {
                    Ok(PatientStep::Send(frame)) => {
                        begun.answered = true;
                        self.command(Command::SendBinary(frame));
                    }
                    Ok(PatientStep::Verified(keys)) => {
                        let earlier = door.resumption.take();
                        door.begun = None;
                        self.verified(&keys, earlier.as_ref());
                    }
                    Err(error) => self.handshake_failed(now, error, rng),
                }
            }
        }
    }

    fn door_answered(&mut self, answer: DoorAnswer) {
        match answer {
            DoorAnswer::Send(frame) | DoorAnswer::Refused { frame, .. } => {
                self.command(Command::SendBinary(frame));
            }
            DoorAnswer::Verified { frame, keys, resumed } => {
                self.command(Command::SendBinary(frame));
                self.verified(&keys, resumed.as_ref());
            }
        }
    }

    fn handshake_failed(&mut self, now: Duration, error: HandshakeError, rng: &mut impl CryptoRng) {
        let Door::Patient(door) = &mut self.door else { return };
        door.begun = None;
        let by_code = matches!(door.invitation, Proof::Code(_));
        let resuming = door.resumption.take().is_some();
        if resuming && matches!(error, HandshakeError::Refused(AbortReason::UnknownResumption)) {
            return self.begin_verification(now, rng);
        }
        // The next try comes with another page and another seat key: it must find the seat free.
        self.leave();
        match error {
            HandshakeError::Refused(AbortReason::CodeLocked) => self.end(EndReason::CodeLocked),
            HandshakeError::Refused(AbortReason::Version) | HandshakeError::Version => {
                self.end(EndReason::VersionMismatch);
            }
            HandshakeError::Refused(AbortReason::WrongSecret) => self.end(EndReason::CodeWrong),
            HandshakeError::WrongSecret if by_code => self.end(EndReason::CodeWrong),
            HandshakeError::WrongSecret
            | HandshakeError::NotTheDoctor
            | HandshakeError::Unexpected
            | HandshakeError::Refused(_) => self.end(EndReason::NotAuthentic),
        }
    }

    fn verified(&mut self, keys: &Keys, earlier: Option<&Resumption>) {
        let side = self.door.side();
        // The number stays the same as long as one meeting goes on; the door remembers earlier meetings, too.
        let last = self.resumption.as_ref().map(Resumption::number);
        if earlier.is_none() || earlier.map(Resumption::number) != last {
            // Somebody new, or a page that remembers nothing: admission and comparison begin afresh.
            self.admitted = false;
            self.view.number_compared = false;
            self.apply_tracks();
        }
        let derived = (|| {
            let number = earlier.map_or_else(|| keys.security_number(), |kept| Ok(kept.number()))?;
            let channels = (keys.signalling(side)?, keys.data(side)?);
            let frames = (keys.frames(side)?, keys.frames(side.other())?);
            Ok::<_, heilsam_crypto::CryptoError>((number, channels, frames, keys.resumption(number)?))
        })();
        let Ok((number, (channel, data), (own, others), resumption)) = derived else {
            return self.end(EndReason::NotAuthentic);
        };
        self.number = Some(number);
        self.channel = Some(channel);
        self.fresh_data = Some(data);
        self.fresh_frame_keys = Some((own, others));
        match &mut self.door {
            Door::Doctor(door) => door.remember(resumption.clone()),
            Door::Patient(door) => door.resumption = Some(resumption.clone()),
        }
        self.resumption = Some(resumption);
        self.keep();
        self.introduce();
        for payload in core::mem::take(&mut self.outbox) {
            self.send(payload);
        }
    }

    /// Keeps what a reload needs, for this tab only.
    pub(super) fn keep(&mut self) {
        let kept = Kept {
            seat_key: self.seat_key,
            admitted: self.admitted,
            compared: self.view.number_compared,
            resumption: self.resumption.clone(),
        };
        self.command(Command::StoreResumption(kept.to_bytes().to_vec()));
    }

    pub(super) fn introduce(&mut self) {
        let consent = match &self.config.entrance {
            Entrance::Patient { consent, .. } => Some(consent.clone()),
            Entrance::Doctor { .. } => None,
        };
        let introduction = Introduction {
            instance: self.instance,
            name: self.config.name.clone(),
            consent,
            devices: self.view.devices,
            frame_encryption: self.config.frame_encryption,
        };
        self.send(Payload::Introduce(introduction));
    }

    fn sealed(&mut self, now: Duration, frame: &[u8]) {
        // Without a channel a handshake is under way: this is a late frame of the earlier channel.
        let Some(channel) = &mut self.channel else { return };
        let Ok(message) = channel.open(frame) else { return self.end(EndReason::NotAuthentic) };
        match Payload::from_bytes(&message) {
            Ok(Some(payload)) => self.take(now, payload),
            Ok(None) => {}
            Err(_) => self.end(EndReason::NotAuthentic),
        }
    }

    /// The data channel carries the same messages; it survives a lost line to the server.
    pub(super) fn data_said(&mut self, now: Duration, frame: &[u8]) {
        let Some(data) = &mut self.data else { return };
        let Ok(message) = data.open(frame) else { return self.end(EndReason::NotAuthentic) };
        match Payload::from_bytes(&message) {
            Ok(Some(
                payload @ (Payload::Admitted
                | Payload::Refused
                | Payload::Bye
                | Payload::NumberDiffers
                | Payload::Sending(_)
                | Payload::Exchange(_)
                | Payload::Group(_)),
            )) => self.take(now, payload),
            Ok(_) => {}
            Err(_) => self.end(EndReason::NotAuthentic),
        }
    }

    /// What the other side agreed to; nothing where nobody has to. Refused: no consent, or one to other words than this
    /// program ships under that version. Source: Anlage 31b BMV-Ä § 4(2).
    fn judged(&self, introduction: &Introduction) -> Result<Option<GivenConsent>, NoConsent> {
        let Entrance::Doctor { texts, .. } = &self.config.entrance else { return Ok(None) };
        let record = introduction.consent.clone().ok_or(NoConsent)?;
        GivenConsent::judge(record, texts).ok_or(NoConsent).map(Some)
    }

    /// The other side said who it is: the name is shown only from here.
    pub(super) fn introduced(&mut self, now: Duration, introduction: Introduction) {
        let Ok(consent) = self.judged(&introduction) else { return self.end(EndReason::NotAuthentic) };
        let before = self.other.as_ref().map(|other| other.instance);
        let same_page = before == Some(introduction.instance);
        // A page that makes its connection anew counts on by one (`reach`); any other number is another page.
        let goes_on = before.is_some_and(|before| before.wrapping_add(1) == introduction.instance);
        self.view.other_name = Some(introduction.name.clone());
        self.view.consent = consent;
        self.view.other_devices = Some(introduction.devices);
        self.other = Some(introduction);
        self.introduced = true;
        if same_page && self.peer.is_some() {
            self.restart_if_silent(now);
        } else {
            if !same_page && !goes_on {
                self.reach = Reach::default();
            }
            self.peer = Some(Peer::new(now, self.config.me()));
            self.reach.wants(now);
            self.data = self.fresh_data.take();
            self.agree_on_frames();
            self.command(Command::FetchIceServers);
        }
        if self.admitted && self.config.me() == Participant::Doctor {
            self.send(Payload::Admitted);
            self.apply_tracks();
        }
    }
}
