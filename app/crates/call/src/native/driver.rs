//! Carries out the session's commands and tells it what happened. Holds no `if` about the protocol.

use super::clock::Clock;
use super::media::{MediaSink, Sources};
use super::peer::{Network, Peer, PeerError, PeerEvent, PeerSetup, Security, Statistics};
use super::server::Server;
use super::signalling::{Signalling, SignallingEvent};
use crate::{
    CallView, Command, Event, IceServer, Intent, LocalMedia, Phase, Sdp, SdpKind, Session, SessionConfig,
};
use heilsam_domain::RoomId;
use rand_core::CryptoRng;
use std::collections::VecDeque;
use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Interval, MissedTickBehavior, sleep, timeout};

/// How often time passes for the session.
const TICK: Duration = Duration::from_millis(200);

/// How long a closing connection has left to deliver its goodbye.
const CLOSE_AFTER: Duration = Duration::from_millis(300);

/// How long closing may take before it is left behind.
const CLOSE_LIMIT: Duration = Duration::from_secs(2);

/// What a call is made from.
pub struct CallSetup {
    /// Who comes in, and how. `devices` and `frame_encryption` are set by the driver.
    pub session: SessionConfig,
    /// Where the room is.
    pub server: Server,
    /// Which sockets to use.
    pub network: Network,
    /// Camera and microphone.
    pub sources: Sources,
    /// Where received pictures and sound go.
    pub sink: Arc<dyn MediaSink>,
    /// The clock.
    pub clock: Clock,
}

/// What a screen, or the headless peer, holds of a running call.
#[derive(Clone)]
pub struct CallHandle {
    intents: mpsc::UnboundedSender<Intent>,
    view: watch::Receiver<CallView>,
    kept: watch::Receiver<Option<Vec<u8>>>,
    security: watch::Receiver<Option<Security>>,
}

impl CallHandle {
    /// Tells the call what the user wants.
    pub fn send(&self, intent: Intent) {
        let _ = self.intents.send(intent);
    }

    /// What a screen shows, and a way to wait for the next change.
    pub fn view(&self) -> watch::Receiver<CallView> {
        self.view.clone()
    }

    /// What the session wants kept to resume after a restart; `None` when there is nothing to resume. Secret.
    pub fn kept(&self) -> Option<Vec<u8>> {
        self.kept.borrow().clone()
    }

    /// How the peer connection is protected, once there is one.
    pub fn security(&self) -> Option<Security> {
        self.security.borrow().clone()
    }
}

/// A call that has not been started, or is under way in [`Call::run`].
pub struct Call<R> {
    session: Session,
    rng: R,
    room: RoomId,
    server: Server,
    network: Network,
    sources: Sources,
    sink: Arc<dyn MediaSink>,
    clock: Clock,
    began: Instant,
    line: Option<(Signalling, mpsc::Receiver<SignallingEvent>)>,
    peer: Option<(Peer, mpsc::UnboundedReceiver<PeerEvent>)>,
    ice: Option<JoinHandle<Vec<IceServer>>>,
    /// What happened while a command was carried out.
    happened: VecDeque<Event>,
    intents: mpsc::UnboundedReceiver<Intent>,
    view: watch::Sender<CallView>,
    kept: watch::Sender<Option<Vec<u8>>>,
    security: watch::Sender<Option<Security>>,
}

impl<R: CryptoRng> Call<R> {
    /// A call and its handle. Nothing happens before [`Call::run`].
    pub fn new(setup: CallSetup, mut rng: R) -> (Self, CallHandle) {
        let CallSetup { session: mut config, server, network, sources, sink, clock } = setup;
        config.devices = LocalMedia { microphone: sources.audio.is_some(), camera: sources.video.is_some() };
        config.frame_encryption = false;
        let room = config.room();
        let session = Session::new(config, &mut rng);
        let (view, view_seen) = watch::channel(session.view().clone());
        let (kept, kept_seen) = watch::channel(None);
        let (security, security_seen) = watch::channel(None);
        let (intents, intents_sent) = mpsc::unbounded_channel();
        let handle = CallHandle { intents, view: view_seen, kept: kept_seen, security: security_seen };
        let began = clock.now();
        let call = Self {
            session,
            rng,
            room,
            server,
            network,
            sources,
            sink,
            clock,
            began,
            line: None,
            peer: None,
            ice: None,
            happened: VecDeque::new(),
            intents: intents_sent,
            view,
            kept,
            security,
        };
        (call, handle)
    }

    /// Runs the call to its end and gives the last view.
    pub async fn run(mut self) -> CallView {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let commands = self.session.start(self.since_start());
        self.carry_out(commands).await;
        while !matches!(self.session.view().phase, Phase::Ended(_)) {
            let event = match self.happened.pop_front() {
                Some(event) => event,
                None => self.next_event(&mut tick).await,
            };
            let now = self.since_start();
            let commands = self.session.handle(now, event, &mut self.rng);
            self.carry_out(commands).await;
            self.show();
        }
        self.close_peer().await;
        self.close_line().await;
        self.session.view().clone()
    }

    fn since_start(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.began)
    }

    fn show(&self) {
        self.view.send_if_modified(|view| {
            let changed = view != self.session.view();
            view.clone_from(self.session.view());
            changed
        });
    }

    async fn next_event(&mut self, tick: &mut Interval) -> Event {
        tokio::select! {
            event = next_of_line(&mut self.line) => event,
            event = next_of_peer(&mut self.peer) => event,
            servers = finished(&mut self.ice) => Event::IceServers(servers),
            Some(intent) = self.intents.recv() => Event::Intent(intent),
            _ = tick.tick() => {
                if let Some((peer, _)) = &self.peer {
                    let Statistics { received, security } = peer.statistics().await;
                    self.happened.push_back(Event::Received(received));
                    self.security.send_replace(security);
                }
                Event::Tick
            }
        }
    }

    async fn carry_out(&mut self, commands: Vec<Command>) {
        for command in commands {
            self.carry_out_one(command).await;
        }
    }

    async fn carry_out_one(&mut self, command: Command) {
        match command {
            Command::OpenSignalling => self.open_line(),
            Command::CloseSignalling => self.close_line().await,
            Command::SendText(text) => self.with_line(|line| line.send_text(text)),
            Command::SendBinary(bytes) => self.with_line(|line| line.send_binary(bytes)),
            Command::FetchIceServers => {
                self.ice = Some(tokio::spawn(self.server.clone().ice_servers(self.room)));
            }
            Command::UpdateIceServers(servers) => {
                if let Some((peer, _)) = &self.peer {
                    peer.update_servers(&servers).await;
                }
            }
            Command::CreatePeer { ice_servers, relay_only } => {
                self.create_peer(ice_servers, relay_only).await;
            }
            Command::CreateOffer { ice_restart } => {
                let made = match &self.peer {
                    Some((peer, _)) => peer.create_offer(ice_restart).await,
                    None => Err(PeerError::Closed),
                };
                self.described(SdpKind::Offer, made);
            }
            Command::ApplyOffer(offer) => {
                let made = match &self.peer {
                    Some((peer, _)) => peer.apply_offer(offer).await,
                    None => Err(PeerError::Closed),
                };
                self.described(SdpKind::Answer, made);
            }
            Command::ApplyAnswer(answer) => {
                let applied = match &self.peer {
                    Some((peer, _)) => peer.apply_answer(answer).await,
                    None => Err(PeerError::Closed),
                };
                self.happened.push_back(applied.map_or(Event::DescriptionFailed, |()| Event::AnswerApplied));
            }
            Command::AddCandidate(candidate) => {
                if let Some((peer, _)) = &self.peer {
                    peer.add_candidate(candidate).await;
                }
            }
            Command::EnableTracks(tracks) => {
                if let Some((peer, _)) = &self.peer {
                    peer.enable(tracks);
                }
            }
            // Never asked for: this driver says that it has no frame encryption.
            Command::FrameKeys { .. } => self.happened.push_back(Event::FrameEncryption(false)),
            Command::SendData(bytes) => {
                if let Some((peer, _)) = &self.peer {
                    let _ = peer.send_data(&bytes).await;
                }
            }
            // No chat and no third person here yet: nobody takes it.
            Command::Exchange(_) | Command::Group(_) => {}
            Command::ClosePeer => {
                // The goodbye just sent may still be on its way; without a line to the server it is the only one.
                if self.peer.is_some() {
                    sleep(CLOSE_AFTER).await;
                }
                self.close_peer().await;
            }
            Command::StoreResumption(bytes) => drop(self.kept.send_replace(Some(bytes))),
            Command::ForgetResumption => drop(self.kept.send_replace(None)),
        }
    }

    fn described(&mut self, kind: SdpKind, made: Result<Sdp, PeerError>) {
        self.happened.push_back(match made {
            Ok(sdp) => Event::LocalDescription(kind, sdp),
            Err(_) => Event::DescriptionFailed,
        });
    }

    fn with_line(&self, act: impl FnOnce(&Signalling)) {
        if let Some((line, _)) = &self.line {
            act(line);
        }
    }

    fn open_line(&mut self) {
        self.line = None;
        let url = self.server.signal_url(self.room);
        match Signalling::open(&url, self.server.origin(), self.server.cookie()) {
            Ok(line) => self.line = Some(line),
            Err(_) => self.happened.push_back(Event::SignallingClosed),
        }
    }

    async fn close_line(&mut self) {
        if let Some((line, events)) = self.line.take() {
            let _ = timeout(CLOSE_LIMIT, line.close(events)).await;
        }
    }

    async fn create_peer(&mut self, ice_servers: Vec<IceServer>, relay_only: bool) {
        self.close_peer().await;
        let stream_numbers = [self.rng.next_u32(), self.rng.next_u32()];
        let setup = PeerSetup { network: self.network.clone(), ice_servers, relay_only, stream_numbers };
        match Peer::open(setup, &self.sources, self.sink.clone(), self.clock.clone()).await {
            Ok(peer) => self.peer = Some(peer),
            Err(_) => self.happened.push_back(Event::DescriptionFailed),
        }
    }

    async fn close_peer(&mut self) {
        if let Some((peer, _)) = self.peer.take() {
            let _ = timeout(CLOSE_LIMIT, peer.close()).await;
        }
    }
}

async fn next_of_line(line: &mut Option<(Signalling, mpsc::Receiver<SignallingEvent>)>) -> Event {
    let Some((_, events)) = line else { return pending().await };
    match events.recv().await {
        Some(SignallingEvent::Opened) => Event::SignallingOpened,
        Some(SignallingEvent::Text(text)) => Event::SignallingText(text),
        Some(SignallingEvent::Binary(bytes)) => Event::SignallingBinary(bytes),
        Some(SignallingEvent::Closed) | None => {
            *line = None;
            Event::SignallingClosed
        }
    }
}

async fn next_of_peer(peer: &mut Option<(Peer, mpsc::UnboundedReceiver<PeerEvent>)>) -> Event {
    let Some((_, events)) = peer else { return pending().await };
    match events.recv().await {
        Some(PeerEvent::Candidate(candidate)) => Event::LocalCandidate(candidate),
        Some(PeerEvent::State(state)) => Event::Peer(state),
        Some(PeerEvent::DataOpened) => Event::DataOpened,
        Some(PeerEvent::Data(bytes)) => Event::Data(bytes),
        None => pending().await,
    }
}

async fn finished(ice: &mut Option<JoinHandle<Vec<IceServer>>>) -> Vec<IceServer> {
    let Some(task) = ice else { return pending().await };
    let servers = task.await.unwrap_or_default();
    *ice = None;
    servers
}
