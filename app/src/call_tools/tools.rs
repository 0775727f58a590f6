//! What the parts of this program share: the exchange with the other side, what is open, what is shared.

use std::time::Duration;

use dioxus::prelude::*;
use heilsam_call::exchange::{DocumentKind, Entry, Exchange, State, Unsendable, What};

use super::port::Port;
use super::{preview, screen};
use crate::browser;
use crate::i18n::{Language, Texts};

/// Milliseconds between two looks at the clock.
const TICK: i32 = 500;

/// Whether a PDF that came may be shown and saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing in it could run.
    Fit,
    /// It holds programs, attachments or forms.
    Active,
    /// It cannot be read.
    Unreadable,
}

/// What lies above the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    Nothing,
    Devices,
    Keys,
    /// A document, own or not, by its id.
    Document(bool, u32),
}

/// The shared state. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Tools {
    port: Signal<Option<Port>>,
    room: Signal<String>,
    over: Signal<bool>,
    exchange: CopyValue<Exchange>,
    entries: Signal<Vec<Entry>>,
    /// What is known of documents that came; `None` while somebody looks.
    verdicts: Signal<Vec<(u32, Option<Verdict>)>>,
    other_shares: Signal<bool>,
    /// Whether this side's screen is shown.
    pub sharing: Signal<bool>,
    /// Whether the chat is open.
    pub talking: Signal<bool>,
    /// What of the other side was seen so far.
    seen: Signal<usize>,
    pub above: Signal<Above>,
    pub own_hidden: Signal<bool>,
}

/// Provides the state to all views below; call once.
pub(super) fn use_tools_provider() -> Tools {
    use_context_provider(|| Tools {
        port: Signal::new(None),
        room: Signal::new(String::new()),
        over: Signal::new(false),
        exchange: CopyValue::new(Exchange::new(0)),
        entries: Signal::new(Vec::new()),
        verdicts: Signal::new(Vec::new()),
        other_shares: Signal::new(false),
        sharing: Signal::new(false),
        talking: Signal::new(false),
        seen: Signal::new(0),
        above: Signal::new(Above::Nothing),
        own_hidden: Signal::new(false),
    })
}

/// The state of this program.
pub(super) fn use_tools() -> Tools {
    use_context()
}

/// Looks at the clock, and speaks the language of the page around.
pub(super) fn use_clock(tools: Tools, texts: Texts) {
    use_future(move || {
        let mut texts = texts.clone();
        async move {
            loop {
                browser::sleep(TICK).await;
                tools.tick();
                let spoken = browser::document()
                    .and_then(|document| document.document_element()?.get_attribute("lang"))
                    .and_then(|tag| Language::parse(&tag));
                if let Some(language) = spoken.filter(|language| *language != texts.language()) {
                    texts.set_language(language);
                }
            }
        }
    });
}

impl Tools {
    /// A call begins, or goes on in an element that was drawn anew.
    pub fn begin(mut self, port: Port, room: &str) {
        if *self.room.peek() != room || *self.over.peek() {
            self.room.set(room.to_owned());
            self.exchange.set(Exchange::new(random()));
            self.entries.set(Vec::new());
            self.verdicts.set(Vec::new());
            self.seen.set(0);
            self.talking.set(false);
            self.over.set(false);
            self.own_hidden.set(false);
        }
        self.above.set(Above::Nothing);
        port.on_message(move |message| self.with(|exchange, now| exchange.take(now, &message)));
        self.port.set(Some(port));
    }

    /// The call is over; what came stays until the page is left or another call begins.
    pub fn end(mut self) {
        self.over.set(true);
        self.above.set(Above::Nothing);
        self.other_shares.set(false);
        if *self.sharing.peek() {
            spawn_here(screen::stop(self));
        }
    }

    pub fn is_room(self, room: &str) -> bool {
        *self.room.peek() == room
    }

    pub fn is_over(self) -> bool {
        (self.over)()
    }

    pub fn port(self) -> Option<Port> {
        self.port.peek().clone()
    }

    /// The name of the other side.
    pub fn name(self) -> String {
        self.port.read().as_ref().map(Port::name).unwrap_or_default()
    }

    /// What was said and sent, oldest first.
    pub fn entries(self) -> Vec<Entry> {
        self.entries.read().clone()
    }

    pub fn other_shares(self) -> bool {
        (self.other_shares)()
    }

    /// How much of the other side nobody has seen yet.
    pub fn unseen(self) -> usize {
        if (self.talking)() { 0 } else { self.others().saturating_sub((self.seen)()) }
    }

    pub fn open_chat(mut self, open: bool) {
        self.talking.set(open);
        let others = self.others();
        self.seen.set(others);
    }

    fn others(self) -> usize {
        self.entries.read().iter().filter(|entry| !entry.own).count()
    }

    pub fn say(self, text: &str) -> Result<(), Unsendable> {
        self.with(|exchange, now| exchange.say(now, text))
    }

    pub fn offer(self, name: &str, bytes: Vec<u8>) -> Result<(), Unsendable> {
        self.with(|exchange, now| exchange.offer(now, name, bytes))
    }

    pub fn withdraw(self, own: bool, id: u32) {
        self.with(|exchange, _| exchange.withdraw(own, id));
    }

    pub fn content(self, own: bool, id: u32) -> Option<Vec<u8>> {
        self.exchange.read().content(own, id).map(<[u8]>::to_vec)
    }

    /// Tells the other side that the screen is shown, or no longer.
    pub fn tell_sharing(mut self, on: bool) {
        self.sharing.set(on);
        self.with(|exchange, now| exchange.share(now, on));
    }

    /// What the look into a document said; `None` while nobody looked yet.
    pub fn verdict(self, entry: &Entry) -> Option<Verdict> {
        match &entry.what {
            What::Document { state: State::Done(DocumentKind::Pdf), .. } if !entry.own => {
                self.verdicts.read().iter().find(|(id, _)| *id == entry.id).and_then(|(_, verdict)| *verdict)
            }
            What::Document { .. } | What::Text { .. } => Some(Verdict::Fit),
        }
    }

    fn tick(self) {
        if *self.over.peek() {
            return;
        }
        self.with(Exchange::tick);
        let connection = self.port().map(|port| port.connection());
        if *self.sharing.peek() && connection.is_none_or(|connection| connection.is_undefined()) {
            spawn_here(screen::stop(self));
        } else if *self.sharing.peek() {
            spawn_here(screen::keep(self));
        }
    }

    fn with<T>(mut self, act: impl FnOnce(&mut Exchange, Duration) -> T) -> T {
        let (result, outbox) = {
            let mut exchange = self.exchange.write();
            let result = act(&mut exchange, now());
            (result, exchange.take_outbox())
        };
        if let Some(port) = self.port() {
            for message in outbox {
                port.send(&message);
            }
        }
        let shares = self.exchange.read().other_shares();
        if *self.other_shares.peek() != shares {
            self.other_shares.set(shares);
            screen::show_other(shares);
        }
        let entries = self.exchange.read().entries().to_vec();
        if *self.entries.peek() != entries {
            self.entries.set(entries);
            self.look_into_documents();
            if *self.talking.peek() {
                let others = self.others();
                self.seen.set(others);
            }
        }
        result
    }

    /// A PDF that came is looked into before anybody can open or save it.
    fn look_into_documents(mut self) {
        let came: Vec<u32> = self
            .entries
            .peek()
            .iter()
            .filter(|entry| {
                !entry.own
                    && matches!(entry.what, What::Document { state: State::Done(DocumentKind::Pdf), .. })
            })
            .map(|entry| entry.id)
            .collect();
        for id in came {
            let known = self.verdicts.peek().iter().any(|(other, _)| *other == id);
            let bytes = self.content(false, id).filter(|_| !known);
            let Some(bytes) = bytes else { continue };
            self.verdicts.write().push((id, None));
            spawn_here(async move {
                let verdict = preview::examine_pdf(&bytes).await;
                let mut verdicts = self.verdicts.write();
                if let Some((_, found)) = verdicts.iter_mut().find(|(other, _)| *other == id) {
                    *found = Some(verdict);
                }
            });
        }
    }
}

/// Also outside of a view: a message of the other side comes whenever it comes.
fn spawn_here(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Time since the page began.
fn now() -> Duration {
    let millis = browser::window().and_then(|window| window.performance()).map_or(0.0, |it| it.now());
    Duration::try_from_secs_f64(millis / 1000.0).unwrap_or_default()
}

fn random() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number between 0 and 2^32; it names entries and protects nothing"
    )]
    let number = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    number
}
