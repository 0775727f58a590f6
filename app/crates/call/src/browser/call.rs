//! Runs a session: its commands one after another, its events as they come.

mod commands;
mod opening;
mod surroundings;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use base64ct::{Base64UrlUnpadded, Encoding};
use heilsam_crypto::rng::FastRng;
use heilsam_crypto::vsp1::DoctorKeyHash;
use heilsam_domain::RoomId;
use heilsam_protocol::path;
use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, MediaStream};

use super::devices::Devices;
use super::frames::{self, Frames};
use super::peer::{self, Peer};
use super::socket::Socket;
use super::{js, rooms};
use crate::command::Command;
use crate::event::{Event, Intent};
use crate::media::SdpKind;
use crate::session::{Session, SessionConfig};
use crate::view::{CallView, Participant, Phase};

/// Milliseconds a closing connection has left to send its goodbye.
const CLOSE_AFTER: i32 = 300;
const STORAGE: &str = "heilsam.call";

/// A running session. Clones are the same session; it ends when the last one is dropped.
#[derive(Clone)]
pub struct Call(Rc<Driver>);

impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A session that may have ended.
#[derive(Clone)]
pub struct WeakCall(Weak<Driver>);

impl WeakCall {
    /// The session, while somebody keeps it.
    #[must_use]
    pub fn upgrade(&self) -> Option<Call> {
        self.0.upgrade().map(Call)
    }
}

struct Driver {
    me: Weak<Driver>,
    room: RoomId,
    devices: Devices,
    remote: MediaStream,
    session: RefCell<Session>,
    rng: RefCell<FastRng>,
    commands: RefCell<VecDeque<Command>>,
    running: Cell<bool>,
    relay_only: Cell<bool>,
    certificate: RefCell<Option<JsValue>>,
    socket: RefCell<Option<Socket>>,
    peer: RefCell<Option<Rc<Peer>>>,
    /// Ready for the next peer connection.
    frames: RefCell<Option<Frames>>,
    wake_lock: RefCell<Option<JsValue>>,
    /// Takes what the other side's exchange says.
    exchange: RefCell<Option<Function>>,
    /// Takes the other side's letters of a group.
    group: RefCell<Option<Function>>,
    shown: RefCell<Option<CallView>>,
    on_change: Box<dyn Fn(CallView)>,
    listeners: RefCell<Vec<Listener>>,
    ticking: RefCell<Option<Interval>>,
}

/// The browser's handle of a repeated call, and what is called.
type Interval = (i32, Closure<dyn FnMut()>);

struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut()>,
}

impl Call {
    /// What an earlier load of this page kept for this room, to be passed into [`SessionConfig::kept`].
    #[must_use]
    pub fn kept(room: RoomId) -> Option<Vec<u8>> {
        let text = storage()?.get_item(&storage_key(room)).ok().flatten()?;
        Base64UrlUnpadded::decode_vec(&text).ok()
    }

    /// Starts a session in this room. `on_change` gets each new view. `None` in a browser that cannot do it.
    #[must_use]
    pub fn start(
        room: RoomId,
        mut config: SessionConfig,
        devices: Devices,
        on_change: impl Fn(CallView) + 'static,
    ) -> Option<Self> {
        let mut rng = js::rng()?;
        let remote = MediaStream::new().ok()?;
        let relay_only = config.relay_only;
        config.frame_encryption = frames::supported();
        let session = Session::new(config, &mut rng);
        let driver = Rc::new_cyclic(|me| Driver {
            me: me.clone(),
            room,
            devices,
            remote,
            session: RefCell::new(session),
            rng: RefCell::new(rng),
            commands: RefCell::default(),
            running: Cell::new(false),
            relay_only: Cell::new(relay_only),
            certificate: RefCell::default(),
            socket: RefCell::default(),
            peer: RefCell::default(),
            frames: RefCell::default(),
            wake_lock: RefCell::default(),
            exchange: RefCell::default(),
            group: RefCell::default(),
            shown: RefCell::default(),
            on_change: Box::new(on_change),
            listeners: RefCell::default(),
            ticking: RefCell::default(),
        });
        driver.watch();
        // Not at once: a view that starts a call is just being drawn and must not be changed meanwhile.
        let started = Rc::clone(&driver);
        spawn_local(async move {
            let first = started.session.borrow_mut().start(js::now());
            started.queue(first);
        });
        Some(Self(driver))
    }

    /// The same session, without keeping it.
    #[must_use]
    pub fn downgrade(&self) -> WeakCall {
        WeakCall(Rc::downgrade(&self.0))
    }

    /// The meeting point.
    #[must_use]
    pub fn room(&self) -> RoomId {
        self.0.room
    }

    /// Passes on what the user wants.
    pub fn send(&self, intent: Intent) {
        self.0.event(Event::Intent(intent));
    }

    /// Sends a word to the other side, at most [`crate::MAX_MESSAGE`] bytes.
    pub fn say(&self, text: &str) {
        self.0.event(Event::Say(text.to_owned()));
    }

    /// A colleague takes over who waits: sends the link there, and leaves.
    pub fn hand_over(&self, link: &str) {
        self.0.event(Event::HandOver(link.to_owned()));
    }

    /// Sends a message of [`crate::exchange`]; outside of the call, or without a direct way, it is dropped.
    pub fn exchange(&self, message: &[u8]) {
        self.0.event(Event::Exchange(message.to_vec()));
    }

    /// Calls `listener` with each message of the other side's exchange, as `Uint8Array`.
    pub fn on_exchange(&self, listener: Function) {
        self.0.exchange.replace(Some(listener));
    }

    /// Sends a letter of [`crate::group`] to the other side, if they are proven.
    pub fn group(&self, letter: &[u8]) {
        self.0.event(Event::Group(letter.to_vec()));
    }

    /// Calls `listener` with each letter of the other side's group, as `Uint8Array`.
    pub fn on_group(&self, listener: Function) {
        self.0.group.replace(Some(listener));
    }

    /// The key of the doctor of this meeting, once it was proven.
    #[must_use]
    pub fn doctor_key(&self) -> Option<DoctorKeyHash> {
        self.0.session.borrow().doctor_key()
    }

    /// The browser's `RTCPeerConnection`, or `undefined` while there is none.
    #[must_use]
    pub fn connection(&self) -> JsValue {
        self.0.peer().map_or(JsValue::UNDEFINED, |peer| peer.connection())
    }

    /// What to show now.
    #[must_use]
    pub fn view(&self) -> CallView {
        self.0.session.borrow().view().clone()
    }

    /// Picture and sound of the other side; fills as tracks arrive.
    #[must_use]
    pub fn remote(&self) -> &MediaStream {
        &self.0.remote
    }

    /// The own devices.
    #[must_use]
    pub fn devices(&self) -> &Devices {
        &self.0.devices
    }

    /// Sends this call's own devices again, after it was lent the tracks of another.
    pub async fn send_own_devices(&self) {
        if let Some(peer) = self.0.peer() {
            peer.attach(&self.0.devices).await;
        }
    }
}

impl Driver {
    fn event(&self, event: Event) {
        let commands = {
            let mut session = self.session.borrow_mut();
            session.handle(js::now(), event, &mut *self.rng.borrow_mut())
        };
        self.queue(commands);
    }

    fn queue(&self, commands: Vec<Command>) {
        self.commands.borrow_mut().extend(commands);
        // Queued before the view is published: admitting switches the tracks on, then draws the call.
        if !self.running.get() && !self.commands.borrow().is_empty() {
            self.running.set(true);
            if let Some(driver) = self.me.upgrade() {
                spawn_local(async move { driver.work().await });
            }
        }
        self.publish();
    }

    async fn work(self: Rc<Self>) {
        loop {
            let next = self.commands.borrow_mut().pop_front();
            let Some(command) = next else { break };
            self.carry_out(command).await;
        }
        self.running.set(false);
    }

    fn peer(&self) -> Option<Rc<Peer>> {
        self.peer.borrow().clone()
    }

    fn reporter(&self) -> impl Fn(Event) + Clone + 'static {
        let me = self.me.clone();
        move |event| {
            if let Some(driver) = me.upgrade() {
                driver.event(event);
            }
        }
    }

    fn open_socket(&self) {
        drop(self.socket.take());
        let socket = Socket::open(&path::fill(path::ROOM_SIGNAL, self.room), self.reporter());
        let failed = socket.is_none();
        self.socket.replace(socket);
        if failed {
            self.event(Event::SignallingClosed);
        }
    }

    fn fetch_servers(&self) {
        let (room, report) = (self.room, self.reporter());
        spawn_local(async move { report(Event::IceServers(rooms::ice_servers(room).await)) });
    }

    fn configuration(&self, servers: &[crate::media::IceServer]) -> web_sys::RtcConfiguration {
        peer::configuration(servers, self.relay_only.get(), self.certificate.borrow().as_ref())
    }

    async fn create_peer(&self, servers: &[crate::media::IceServer]) {
        self.close_peer();
        let configuration = self.configuration(servers);
        let offering = self.session.borrow().view().me == Participant::Doctor;
        let frames = self.frames.take();
        let Ok(peer) = Peer::new(&configuration, offering, frames, &self.remote, self.reporter()) else {
            return self.event(Event::DescriptionFailed);
        };
        let peer = Rc::new(peer);
        self.peer.replace(Some(Rc::clone(&peer)));
        if offering {
            peer.attach(&self.devices).await;
            self.say_shielded(&peer);
        }
    }

    fn say_shielded(&self, peer: &Peer) {
        if peer.is_shielded() {
            self.event(Event::FrameEncryption(true));
        }
    }

    /// Closes a moment later: a goodbye may still be on its way through the data channel.
    fn close_peer(&self) {
        if let Some(peer) = self.peer.take() {
            peer.silence();
            spawn_local(async move {
                js::sleep(CLOSE_AFTER).await;
                drop(peer);
            });
        }
        for track in self.remote.get_tracks().iter() {
            self.remote.remove_track(track.unchecked_ref());
        }
    }

    fn described(&self, kind: SdpKind, made: Result<crate::media::Sdp, JsValue>) {
        self.negotiated(made.map_or(Event::DescriptionFailed, |sdp| Event::LocalDescription(kind, sdp)));
    }

    /// Passes on what came of a description, unless another connection takes this one's place already: the session would
    /// take it for the new one's.
    fn negotiated(&self, event: Event) {
        let ends = |next: &Command| matches!(next, Command::CreatePeer { .. } | Command::ClosePeer);
        let replaced = self.commands.borrow().iter().any(ends);
        if !replaced {
            self.event(event);
        }
    }

    fn publish(&self) {
        let view = self.session.borrow().view().clone();
        let changed = self.shown.borrow().as_ref() != Some(&view);
        if changed {
            if matches!(view.phase, Phase::Ended(_)) {
                self.stop();
            }
            self.shown.replace(Some(view.clone()));
            (self.on_change)(view);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn storage_key(room: RoomId) -> String {
    format!("{STORAGE}.{room}")
}
