//! The consultation's session: events in, commands and a view out. Knows the protocol, touches no device.
//!
//! Parts: `line` (the WebSocket and its seats), `verify` (VSP-1 and the sealed channel), `media` (peer connection and
//! negotiation), `reach` (a connection that does not come about), `frames` (the second layer of encryption), `meeting`
//! (admission, goodbye, what the user wants, watchdog).

mod config;
mod frames;
mod line;
mod media;
mod meeting;
mod reach;
mod verify;

pub use config::{Entrance, SessionConfig};

use core::time::Duration;

use heilsam_crypto::vsp1::{Channel, Resumption, SecurityNumber};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::command::Command;
use crate::event::Event;
use crate::media::{ReceivedMedia, Sdp, Tracks};
use crate::negotiation::Negotiation;
use crate::payload::{Introduction, Payload};
use crate::view::{CallView, EndReason, Layer2, Link, Participant, Phase, Quality};
use crate::watchdog::Watchdog;
use reach::Reach;
use verify::Door;

/// How many messages wait at most for the channel.
const MAX_OUTBOX: usize = 64;

/// One participant's session, from opening the page to the end screen.
pub struct Session {
    config: SessionConfig,
    instance: u32,
    seat_key: [u8; 16],
    line: line::Line,
    door: Door,
    channel: Option<Channel>,
    data: Option<Channel>,
    fresh_data: Option<Channel>,
    introduced: bool,
    outbox: Vec<Payload>,
    resumption: Option<Resumption>,
    number: Option<SecurityNumber>,
    fresh_frame_keys: Option<FrameKeys>,
    other: Option<Introduction>,
    peer: Option<Peer>,
    reach: Reach,
    admitted: bool,
    wanted: Tracks,
    background: bool,
    view: CallView,
    commands: Vec<Command>,
}

/// Base keys of the frame encryption: the own one and the other side's.
type FrameKeys = (Zeroizing<[u8; 64]>, Zeroizing<[u8; 64]>);

/// What is known about the peer connection.
struct Peer {
    negotiation: Negotiation,
    watchdog: Watchdog,
    made: bool,
    pending_offer: Option<(Sdp, u32)>,
    connected: bool,
    data_open: bool,
    restart_wanted: bool,
    ice_fetched_at: Duration,
    offered_at: Duration,
    /// Offers given up one after another without an answer.
    unanswered: u32,
    /// Descriptions that could not be made or set, one after another.
    failed: u32,
    /// Nothing is offered anew, or asked for, before this.
    pauses_until: Duration,
    /// When an offer was answered for the first time; the doctor's only.
    agreed_at: Option<Duration>,
    frame_keys: Option<FrameKeys>,
    bypassed_since: Option<Duration>,
}

impl Session {
    /// A session before anything happened; [`Session::start`] gives the first commands.
    pub fn new(config: SessionConfig, rng: &mut impl CryptoRng) -> Self {
        let mut random = [0; 20];
        rng.fill_bytes(&mut random);
        let (seat_key, instance) = random.split_first_chunk::<16>().map_or(([0; 16], 0), |(key, rest)| {
            (*key, rest.first_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes)))
        });
        let kept = config.kept.as_deref().and_then(config::Kept::from_bytes);
        let compared = kept.as_ref().is_some_and(|kept| kept.compared);
        let view = first_view(&config);
        let mut session = Self {
            door: Door::new(&config, kept.as_ref()),
            instance,
            seat_key: kept.as_ref().map_or(seat_key, |kept| kept.seat_key),
            line: line::Line::default(),
            channel: None,
            data: None,
            fresh_data: None,
            introduced: false,
            outbox: Vec::new(),
            number: None,
            fresh_frame_keys: None,
            resumption: kept.as_ref().and_then(|kept| kept.resumption.clone()),
            other: None,
            peer: None,
            reach: Reach::default(),
            admitted: kept.is_some_and(|kept| kept.admitted) && config.me() == Participant::Doctor,
            wanted: Tracks { audio: true, video: true },
            background: false,
            view,
            commands: Vec::new(),
            config,
        };
        session.view.failed_tries = session.door.failed_tries();
        session.view.number_compared = compared;
        session
    }

    /// Opens the line to the room.
    pub fn start(&mut self, now: Duration) -> Vec<Command> {
        self.open_line(now);
        core::mem::take(&mut self.commands)
    }

    /// What a screen shows now.
    #[must_use]
    pub const fn view(&self) -> &CallView {
        &self.view
    }

    /// The key of the doctor of this meeting, once it was proven.
    #[must_use]
    pub fn doctor_key(&self) -> Option<heilsam_crypto::vsp1::DoctorKeyHash> {
        self.resumption.as_ref().map(Resumption::doctor)
    }

    /// Takes one event at `now` (time since the driver began, never going back) and says what to do, in order.
    pub fn handle(&mut self, now: Duration, event: Event, rng: &mut impl CryptoRng) -> Vec<Command> {
        if !matches!(self.view.phase, Phase::Ended(_)) {
            self.dispatch(now, event, rng);
            self.refresh(now);
        }
        core::mem::take(&mut self.commands)
    }

    fn dispatch(&mut self, now: Duration, event: Event, rng: &mut impl CryptoRng) {
        match event {
            Event::SignallingOpened => self.line_opened(),
            Event::SignallingClosed => self.line_closed(now),
            Event::SignallingText(text) => self.server_said(now, &text, rng),
            Event::SignallingBinary(frame) => self.other_said(now, &frame, rng),
            Event::IceServers(servers) => self.ice_servers(now, servers),
            Event::MediaReady(devices) => self.devices_changed(devices),
            Event::LocalDescription(kind, sdp) => self.local_description(kind, sdp),
            Event::LocalCandidate(candidate) => self.send(Payload::Candidate(candidate)),
            Event::AnswerApplied => self.answer_applied(now),
            Event::DescriptionFailed => self.description_failed(now),
            Event::Peer(state) => self.peer_state(now, state),
            Event::Received(media) => self.received(now, media),
            Event::Outward(quality) => {
                if let Some(peer) = &mut self.peer {
                    peer.watchdog.sends(quality);
                }
            }
            Event::DataOpened => {
                if let Some(peer) = &mut self.peer {
                    peer.data_open = true;
                }
            }
            Event::Data(frame) => self.data_said(now, &frame),
            Event::NetworkChanged => self.network_changed(now),
            Event::FrameEncryption(true) => self.view.layer2 = Layer2::Active,
            Event::FrameEncryption(false) => self.frame_encryption_failed(),
            Event::Frames { audio, video } => self.frames_counted(now, audio, video),
            Event::Intent(intent) => self.intent(now, intent),
            Event::Say(text) => self.say(text),
            Event::HandOver(link) => self.hand_over(link),
            Event::Exchange(message) => self.exchange(message),
            Event::Group(letter) => {
                if self.introduced {
                    self.tell(&Payload::Group(letter));
                }
            }
            Event::Tick => self.tick(now, rng),
        }
    }

    fn command(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Sends through the sealed channel, or keeps the message until there is one.
    fn send(&mut self, payload: Payload) {
        match self.channel.as_mut().map(|channel| channel.seal(&payload.to_bytes())) {
            Some(Ok(frame)) => self.command(Command::SendBinary(frame)),
            Some(Err(_)) => self.end(EndReason::NotAuthentic),
            None => self.keep_for_later(payload),
        }
    }

    /// A description that could not be sent is made anew later: by then it may not fit any more.
    fn keep_for_later(&mut self, payload: Payload) {
        if matches!(payload, Payload::Offer(..) | Payload::Answer(..)) {
            self.description_unsent();
        } else if self.outbox.len() < MAX_OUTBOX {
            self.outbox.push(payload);
        }
    }

    /// Ends for good: says goodbye if that makes sense, closes everything.
    fn end(&mut self, reason: EndReason) {
        if matches!(self.view.phase, Phase::Ended(_)) {
            return;
        }
        self.view.phase = Phase::Ended(reason);
        self.view.sending = Tracks::default();
        self.command(Command::EnableTracks(Tracks::default()));
        self.command(Command::ClosePeer);
        self.command(Command::CloseSignalling);
        self.command(Command::ForgetResumption);
        self.channel = None;
        self.data = None;
        self.peer = None;
    }

    /// Brings the parts of the view that follow from the rest up to date.
    fn refresh(&mut self, now: Duration) {
        if matches!(self.view.phase, Phase::Ended(_)) {
            return;
        }
        self.view.line_open = self.line.joined;
        self.view.failed_tries = self.door.failed_tries();
        self.view.security_number = self.number.map(|number| number.to_string());
        self.view.quality = self.peer.as_ref().map_or(Quality::Unknown, |peer| peer.watchdog.quality());
        self.view.phase = self.phase(now);
    }

    fn phase(&self, now: Duration) -> Phase {
        if self.admitted && self.other.is_some() {
            return Phase::InCall(self.link(now));
        }
        match (self.line.joined, self.line.other_present) {
            (false, _) => Phase::Connecting { attempts: self.line.attempts },
            (true, false) => Phase::Alone,
            (true, true) if self.introduced => Phase::WaitingRoom { hot: self.is_hot() },
            (true, true) => Phase::Verifying,
        }
    }

    fn is_hot(&self) -> bool {
        self.peer.as_ref().is_some_and(|peer| peer.connected)
    }

    fn link(&self, now: Duration) -> Link {
        let connected = self.peer.as_ref().filter(|peer| peer.connected);
        if connected.is_some_and(|peer| !(self.expects_media() && peer.watchdog.is_silent(now))) {
            return Link::Good;
        }
        let restores = self.peer.as_ref().map_or(0, |peer| peer.watchdog.attempts());
        // Without a line nobody knows whether the other side is there, and nothing can be agreed on.
        let reopens = if self.line.joined { 0 } else { self.line.attempts };
        let attempts = restores.max(reopens);
        if self.peer.is_some() && self.line.joined && !self.line.other_present {
            Link::OtherGone
        } else if attempts > 0 {
            Link::Reconnecting { attempts }
        } else if connected.is_none() && self.reach.is_hopeless(now) {
            Link::NoWay
        } else {
            Link::Connecting
        }
    }

    /// Nothing can be missed from somebody who has neither microphone nor camera.
    fn expects_media(&self) -> bool {
        self.other.as_ref().is_some_and(|other| other.devices.microphone || other.devices.camera)
    }

    fn received(&mut self, now: Duration, media: ReceivedMedia) {
        if let Some(peer) = &mut self.peer {
            peer.watchdog.received(now, media);
        }
        // Looked at while they are fresh: a page in the background has a slow clock.
        self.media_tick(now);
    }
}

impl core::fmt::Debug for Session {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Session(..)")
    }
}

fn first_view(config: &SessionConfig) -> CallView {
    CallView {
        me: config.me(),
        phase: Phase::Connecting { attempts: 0 },
        security_number: None,
        comparison_required: config.comparison_required,
        number_compared: false,
        interrupted: false,
        other_name: None,
        consent: None,
        layer2: Layer2::Pending,
        sending: Tracks::default(),
        devices: config.devices,
        other_sending: None,
        other_devices: None,
        message: None,
        handed_over: None,
        quality: Quality::Unknown,
        line_open: false,
        failed_tries: 0,
    }
}

#[cfg(test)]
mod tests;
