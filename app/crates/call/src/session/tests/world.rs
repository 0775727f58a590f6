//! A room on paper: relay, two drivers that obey, and a clock.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::rng::FastRng;
use heilsam_crypto::vsp1::{Invitation, Proof};
use heilsam_domain::JoinPassword;

use super::super::*;
use crate::consent::{CONSULTATION, FOR_THE_DOCTOR};
use crate::event::{Intent, PeerState};
use crate::media::{Candidate, IceServer, LocalMedia, ReceivedMedia, Sdp, SdpKind};

pub(super) const STEP: Duration = Duration::from_millis(100);

fn invitation() -> (Invitation, Rc<IdentityKey>) {
    let mut rng = FastRng::from_seed([42; 32]);
    (Invitation::make(&mut rng), Rc::new(IdentityKey::make(&mut rng)))
}

fn config(entrance: Entrance, name: &str, devices: LocalMedia) -> SessionConfig {
    SessionConfig {
        entrance,
        name: name.into(),
        devices,
        comparison_required: false,
        relay_only: false,
        frame_encryption: false,
        kept: None,
    }
}

fn patient_with(proof: Proof, devices: LocalMedia) -> SessionConfig {
    let consent = CONSULTATION.in_german();
    let room = invitation().0.room;
    config(Entrance::Patient { room, proof, consent }, "Erika Muster", devices)
}

pub(super) fn patient(devices: LocalMedia) -> SessionConfig {
    let (invitation, key) = invitation();
    let link = invitation.link(&key.public());
    patient_with(Proof::Link(link.secret, link.doctor), devices)
}

pub(super) fn code_patient(wrong: bool) -> SessionConfig {
    let code = invitation().0.code.unwrap();
    let code = if wrong { JoinPassword::from_random([0; 5]) } else { code };
    patient_with(Proof::Code(code), LocalMedia { microphone: true, camera: true })
}

pub(super) fn doctor() -> SessionConfig {
    let (invitation, key) = invitation();
    let entrance = Entrance::Doctor { invitation, key, failed_tries: 0, texts: FOR_THE_DOCTOR };
    config(entrance, "Dr. Beispiel", LocalMedia { microphone: true, camera: true })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Patient,
    Doctor,
}

/// What a hostile relay does with a frame on its way to someone: the frames it passes on instead.
pub(super) type Relay = Box<dyn FnMut(Who, Vec<u8>) -> Vec<Vec<u8>>>;

pub(super) struct World {
    pub patient: Session,
    pub doctor: Session,
    pub log: Vec<String>,
    pub offers: usize,
    pub restarts: usize,
    /// Keys of the frame encryption as the drivers got them: for sending, for receiving.
    pub frame_keys: Vec<(Who, [u8; 64], [u8; 64])>,
    /// Messages of the exchange that reached a side.
    pub exchanged: Vec<(Who, Vec<u8>)>,
    /// Letters of a group that reached a side.
    pub letters: Vec<(Who, Vec<u8>)>,
    /// Frames that went through the server.
    pub relayed: Vec<Vec<u8>>,
    pub kept_patient: Option<Vec<u8>>,
    pub kept_doctor: Option<Vec<u8>>,
    pub relay: Relay,
    /// Whether media can pass.
    pub path: bool,
    /// Whether a connection on which both agree comes about.
    pub connects: bool,
    /// Whether drivers can make descriptions.
    pub describes: bool,
    /// Whether the server can be reached.
    pub server: bool,
    pub now: Duration,
    rng: FastRng,
    queue: VecDeque<(Who, Event)>,
    present: (bool, bool),
    bytes: u64,
    enabled: Vec<(Who, Tracks)>,
    admitted: bool,
    applied: Vec<String>,
}

impl World {
    pub fn new() -> Self {
        Self::with(patient(LocalMedia { microphone: true, camera: true }), doctor())
    }

    pub fn with(patient: SessionConfig, doctor: SessionConfig) -> Self {
        let mut rng = FastRng::from_seed([1; 32]);
        let mut other = FastRng::from_seed([2; 32]);
        Self {
            patient: Session::new(patient, &mut rng),
            doctor: Session::new(doctor, &mut other),
            log: Vec::new(),
            offers: 0,
            restarts: 0,
            frame_keys: Vec::new(),
            exchanged: Vec::new(),
            letters: Vec::new(),
            relayed: Vec::new(),
            kept_patient: None,
            kept_doctor: None,
            relay: Box::new(|_, frame| vec![frame]),
            path: true,
            connects: true,
            describes: true,
            server: true,
            now: Duration::ZERO,
            rng,
            queue: VecDeque::new(),
            present: (false, false),
            bytes: 0,
            enabled: Vec::new(),
            admitted: false,
            applied: Vec::new(),
        }
    }

    pub fn open_patient(&mut self) {
        let commands = self.patient.start(self.now);
        self.obey(Who::Patient, commands);
        self.settle();
    }

    pub fn open_doctor(&mut self) {
        let commands = self.doctor.start(self.now);
        self.obey(Who::Doctor, commands);
        self.settle();
    }

    pub fn meet(&mut self) {
        self.open_doctor();
        self.open_patient();
        self.run(Duration::from_millis(500));
    }

    /// A page that was loaded afresh replaces the old one.
    pub fn reload(&mut self, who: Who, mut config: SessionConfig) {
        let mut rng = FastRng::from_seed([77; 32]);
        self.lose_line(who, false);
        match who {
            Who::Patient => {
                config.kept = self.kept_patient.clone();
                self.patient = Session::new(config, &mut rng);
                self.open_patient();
            }
            Who::Doctor => {
                config.kept = self.kept_doctor.clone();
                self.doctor = Session::new(config, &mut rng);
                self.open_doctor();
            }
        }
    }

    /// The socket breaks; `told` = its owner notices.
    pub fn lose_line(&mut self, who: Who, told: bool) {
        *self.seat(who) = false;
        if told {
            self.queue.push_back((who, Event::SignallingClosed));
        }
        let other = opposite(who);
        if *self.seat(other) {
            self.queue.push_back((other, Event::SignallingText(r#"{"type":"peer-left"}"#.into())));
        }
        self.settle();
    }

    pub fn intent_patient(&mut self, intent: Intent) {
        self.event_patient(Event::Intent(intent));
    }

    pub fn intent_doctor(&mut self, intent: Intent) {
        self.admitted |= intent == Intent::Admit;
        self.queue.push_back((Who::Doctor, Event::Intent(intent)));
        self.settle();
    }

    pub fn event_doctor(&mut self, event: Event) {
        self.queue.push_back((Who::Doctor, event));
        self.settle();
    }

    pub fn event_patient(&mut self, event: Event) {
        self.queue.push_back((Who::Patient, event));
        self.settle();
    }

    /// Both notice the same before the server hears of either.
    pub fn event_both(&mut self, event: &Event) {
        for who in [Who::Patient, Who::Doctor] {
            self.queue.push_back((who, event.clone()));
        }
        self.settle();
    }

    pub fn server_to_patient(&mut self, text: &str) {
        self.event_patient(Event::SignallingText(text.into()));
    }

    pub fn enabled_before_admit(&self) -> &[(Who, Tracks)] {
        &self.enabled
    }

    /// Descriptions that reached a peer connection.
    pub fn applied(&self) -> &[String] {
        &self.applied
    }

    /// Lets time pass, with ticks and statistics as a driver gives them.
    pub fn run(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.now += STEP;
            if self.path {
                self.bytes += 1_000;
            }
            let media = ReceivedMedia { bytes: self.bytes, packets: self.bytes, ..Default::default() };
            for who in [Who::Patient, Who::Doctor] {
                self.queue.push_back((who, Event::Received(media)));
                self.queue.push_back((who, Event::Tick));
            }
            self.settle();
        }
    }

    pub fn settle(&mut self) {
        while let Some((who, event)) = self.queue.pop_front() {
            self.log.push(format!("{who:?} {event:?}"));
            let session = match who {
                Who::Patient => &mut self.patient,
                Who::Doctor => &mut self.doctor,
            };
            let commands = session.handle(self.now, event, &mut self.rng);
            self.obey(who, commands);
        }
    }

    fn seat(&mut self, who: Who) -> &mut bool {
        match who {
            Who::Patient => &mut self.present.0,
            Who::Doctor => &mut self.present.1,
        }
    }

    fn obey(&mut self, who: Who, commands: Vec<Command>) {
        for command in commands {
            self.log.push(format!("{who:?} {command:?}"));
            self.carry_out(who, command);
        }
    }

    fn carry_out(&mut self, who: Who, command: Command) {
        let own = |event| (who, event);
        match command {
            Command::OpenSignalling if self.server => self.queue.push_back(own(Event::SignallingOpened)),
            Command::OpenSignalling => self.queue.push_back(own(Event::SignallingClosed)),
            Command::SendText(text) if text.contains("join") => self.join(who),
            Command::SendText(_) | Command::CloseSignalling => self.depart(who),
            Command::SendBinary(frame) => {
                self.relayed.push(frame.clone());
                self.pass_on(opposite(who), frame);
            }
            Command::FetchIceServers => {
                let server = IceServer {
                    urls: vec!["stun:[::1]:1".into()],
                    username: String::new(),
                    credential: String::new(),
                };
                self.queue.push_back(own(Event::IceServers(vec![server])));
            }
            Command::CreateOffer { .. } | Command::ApplyOffer(_) if !self.describes => {
                self.queue.push_back(own(Event::DescriptionFailed));
            }
            Command::CreateOffer { ice_restart } => {
                self.offers += 1;
                self.restarts += usize::from(ice_restart);
                let sdp = Sdp(format!("v=0 offer {who:?} a=fingerprint:real"));
                self.queue.push_back(own(Event::LocalDescription(SdpKind::Offer, sdp)));
                let candidate = Candidate { candidate: "candidate:1".into(), mid: "0".into(), line: 0 };
                self.queue.push_back(own(Event::LocalCandidate(candidate)));
            }
            Command::ApplyOffer(sdp) => {
                self.applied.push(sdp.0);
                let answer = Sdp(format!("v=0 answer {who:?} a=fingerprint:real"));
                self.queue.push_back(own(Event::LocalDescription(SdpKind::Answer, answer)));
                self.connect(who);
            }
            Command::ApplyAnswer(sdp) => {
                self.applied.push(sdp.0);
                self.queue.push_back(own(Event::AnswerApplied));
                self.connect(who);
            }
            Command::EnableTracks(tracks) => {
                if !self.admitted && tracks != Tracks::default() {
                    self.enabled.push((who, tracks));
                }
            }
            Command::SendData(frame) => {
                if self.path {
                    self.queue.push_back((opposite(who), Event::Data(frame)));
                }
            }
            Command::StoreResumption(bytes) => *self.kept(who) = Some(bytes),
            Command::ForgetResumption => *self.kept(who) = None,
            Command::FrameKeys { send, receive } => {
                self.frame_keys.push((who, send, receive));
                self.queue.push_back(own(Event::FrameEncryption(true)));
            }
            Command::Exchange(message) => self.exchanged.push((who, message)),
            Command::Group(letter) => self.letters.push((who, letter)),
            Command::UpdateIceServers(_)
            | Command::CreatePeer { .. }
            | Command::AddCandidate(_)
            | Command::ClosePeer => {}
        }
    }

    fn connect(&mut self, who: Who) {
        if self.connects {
            self.queue.push_back((who, Event::Peer(PeerState::Connected)));
            self.queue.push_back((who, Event::DataOpened));
        }
    }

    fn kept(&mut self, who: Who) -> &mut Option<Vec<u8>> {
        match who {
            Who::Patient => &mut self.kept_patient,
            Who::Doctor => &mut self.kept_doctor,
        }
    }

    fn join(&mut self, who: Who) {
        let other = *self.seat(opposite(who));
        *self.seat(who) = true;
        let text = format!(r#"{{"type":"joined","peer_present":{other}}}"#);
        self.queue.push_back((who, Event::SignallingText(text)));
        if other {
            let text = r#"{"type":"peer-joined"}"#.into();
            self.queue.push_back((opposite(who), Event::SignallingText(text)));
        }
    }

    fn depart(&mut self, who: Who) {
        if core::mem::take(self.seat(who)) && *self.seat(opposite(who)) {
            let text = r#"{"type":"peer-left"}"#.into();
            self.queue.push_back((opposite(who), Event::SignallingText(text)));
        }
    }

    fn pass_on(&mut self, to: Who, frame: Vec<u8>) {
        let both = *self.seat(to) && *self.seat(opposite(to));
        if both {
            for frame in (self.relay)(to, frame) {
                self.queue.push_back((to, Event::SignallingBinary(frame)));
            }
        }
    }
}

const fn opposite(who: Who) -> Who {
    match who {
        Who::Patient => Who::Doctor,
        Who::Doctor => Who::Patient,
    }
}
