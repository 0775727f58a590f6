//! What the parts of this program share: the exchange with the other side, what is open, what is shared.

use std::time::Duration;

use dioxus::prelude::*;
use heilsam_call::exchange::{DocumentKind, Lines, Said, State, Unsendable, What};

use super::background::Blur;
use super::port::Port;
use super::{background, preview, screen, speakers};
use crate::browser;
use crate::i18n::Texts;

/// Milliseconds between two looks at the clock.
const TICK: i32 = 500;
/// So many of them in a call of several until the screen is taken back: when the first person leaves, another takes their
/// place.
const LOST: u32 = 4;

/// Whether a PDF that came may be shown and saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing in it could run.
    Fit,
    /// It holds programs, attachments or forms.
    Active,
    /// It cannot be read.
    Unreadable,
    /// Nobody looked: what looks could not be fetched.
    NotLooked,
}

/// A document that came: its line and its id.
type Came = (u32, u32);

/// What lies above the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    Nothing,
    Devices,
    Keys,
    /// A document by its line, own or not, and its id.
    Document(u32, bool, u32),
}

/// The shared state. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Tools {
    port: Signal<Option<Port>>,
    room: Signal<String>,
    over: Signal<bool>,
    exchange: CopyValue<Lines>,
    /// The others in a call of several, by their line.
    others: CopyValue<Vec<(u32, Port)>>,
    /// Looks at the clock in a row that found no connection to the first person.
    lost: CopyValue<u32>,
    entries: Signal<Vec<Said>>,
    names: Signal<Vec<String>>,
    /// What is known of documents that came, by line and id; `None` while somebody looks.
    verdicts: Signal<Vec<(Came, Option<Verdict>)>>,
    other_shares: Signal<bool>,
    /// The lines of all whose screens are shown.
    sharers: CopyValue<Vec<u32>>,
    /// Whether this side's screen is shown.
    pub sharing: Signal<bool>,
    /// Whether the chat is open.
    pub talking: Signal<bool>,
    /// What of the other side was seen so far.
    seen: Signal<usize>,
    pub above: Signal<Above>,
    /// The ids of cameras and microphones that were taken in this call, the last behind the others.
    pub devices: Signal<Vec<String>>,
    pub own_hidden: Signal<bool>,
    /// Whether the background is blurred, as camera and page say.
    pub blur: Signal<Blur>,
}

/// Provides the state to all views below; call once.
pub(super) fn use_tools_provider() -> Tools {
    use_context_provider(|| Tools {
        port: Signal::new(None),
        room: Signal::new(String::new()),
        over: Signal::new(false),
        exchange: CopyValue::new(Lines::new(0)),
        others: CopyValue::new(Vec::new()),
        lost: CopyValue::new(0),
        entries: Signal::new(Vec::new()),
        names: Signal::new(Vec::new()),
        verdicts: Signal::new(Vec::new()),
        other_shares: Signal::new(false),
        sharers: CopyValue::new(Vec::new()),
        sharing: Signal::new(false),
        talking: Signal::new(false),
        seen: Signal::new(0),
        above: Signal::new(Above::Nothing),
        devices: Signal::new(Vec::new()),
        own_hidden: Signal::new(false),
        blur: Signal::new(Blur::NoCamera),
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
                texts.follow_page();
            }
        }
    });
}

impl Tools {
    /// A call begins, or goes on: in an element that was drawn anew, or because the first person has left one of several and
    /// whoever had this `line` takes their place.
    pub fn begin(mut self, port: Port, room: &str, line: Option<u32>) {
        let (same, over) = (*self.room.peek() == room, *self.over.peek());
        let promoted = !same && !over && line.is_some_and(|line| self.exchange.write().promote(line));
        self.room.set(room.to_owned());
        if promoted {
            self.others.write().retain(|(id, _)| Some(*id) != line);
            return self.turn_to(port);
        }
        if !same || over {
            if *self.sharing.peek() {
                spawn_here(screen::stop(self));
            }
            self.exchange.set(Lines::new(random()));
            self.others.set(Vec::new());
            self.entries.set(Vec::new());
            self.verdicts.set(Vec::new());
            self.seen.set(0);
            self.talking.set(false);
            self.over.set(false);
            self.own_hidden.set(false);
        }
        self.above.set(Above::Nothing);
        self.turn_to(port);
    }

    /// From now on this is the way to the first person.
    fn turn_to(mut self, port: Port) {
        self.lost.set(0);
        self.hear(self.first(), &port);
        self.port.set(Some(port));
        self.look_around();
    }

    /// The line to the first person.
    fn first(self) -> u32 {
        self.exchange.peek().first()
    }

    fn hear(self, line: u32, port: &Port) {
        port.on_message(move |message| self.with(|lines, now| lines.take(now, line, &message)));
    }

    /// Those who are there beside the first person, as the page knows them.
    fn look_around(mut self) {
        let first = self.first();
        // Whose picture has just become the first may still be named beside it.
        let around: Vec<_> = screen::others().into_iter().filter(|other| other.id != first).collect();
        self.others.write().retain(|(id, port)| around.iter().any(|it| it.id == *id && it.port == *port));
        for other in &around {
            let known = self.others.peek().iter().any(|(id, _)| *id == other.id);
            if !known {
                self.others.write().push((other.id, other.port.clone()));
                self.hear(other.id, &other.port);
            }
        }
        let mut lines = self.exchange.write();
        let name = self.port.peek().as_ref().map(Port::name).unwrap_or_default();
        lines.set(first, &name, 0);
        for other in &around {
            lines.set(other.id, &other.name, random());
        }
        let ids: Vec<u32> = around.iter().map(|other| other.id).collect();
        lines.keep(&ids);
        let names = lines.names();
        drop(lines);
        if *self.names.peek() != names {
            self.names.set(names);
        }
    }

    /// Everybody who reads what is written now.
    pub fn readers(self) -> String {
        let names = self.names.read();
        if names.is_empty() { self.name() } else { names.join(", ") }
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
    pub fn entries(self) -> Vec<Said> {
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
        self.entries.read().iter().filter(|said| !said.entry.own).count()
    }

    pub fn say(self, text: &str) -> Result<(), Unsendable> {
        self.with(|exchange, now| exchange.say(now, text))
    }

    pub fn offer(self, name: &str, bytes: Vec<u8>) -> Result<(), Unsendable> {
        self.with(|exchange, now| exchange.offer(now, name, bytes))
    }

    pub fn withdraw(self, line: u32, own: bool, id: u32) {
        self.with(|exchange, _| exchange.withdraw(line, own, id));
    }

    pub fn content(self, line: u32, own: bool, id: u32) -> Option<Vec<u8>> {
        self.exchange.read().content(line, own, id).map(<[u8]>::to_vec)
    }

    /// Tells the other side that the screen is shown, or no longer.
    pub fn tell_sharing(mut self, on: bool) {
        self.sharing.set(on);
        self.with(|exchange, now| exchange.share(now, on));
    }

    /// What the look into a document said; `None` while nobody looked yet.
    pub fn verdict(self, said: &Said) -> Option<Verdict> {
        let Some(came) = pdf_that_came(said) else { return Some(Verdict::Fit) };
        self.verdicts.read().iter().find(|(known, _)| *known == came).and_then(|(_, verdict)| *verdict)
    }

    fn tick(mut self) {
        if *self.over.peek() {
            return;
        }
        self.look_around();
        self.with(Lines::tick);
        // A picture that was drawn anew has no mark yet.
        screen::show_sharers(&self.sharers.peek());
        spawn_here(background::follow(self));
        speakers::keep();
        let connection = self.port().map(|port| port.connection());
        let lost = connection.is_none_or(|connection| connection.is_undefined());
        let times = if lost { self.lost.peek().saturating_add(1) } else { 0 };
        self.lost.set(times);
        if !*self.sharing.peek() {
            return;
        }
        if !lost {
            spawn_here(screen::keep(self));
        } else if times >= LOST || self.others.peek().is_empty() {
            spawn_here(screen::stop(self));
        }
    }

    fn with<T>(mut self, act: impl FnOnce(&mut Lines, Duration) -> T) -> T {
        let (result, outbox) = {
            let mut exchange = self.exchange.write();
            let result = act(&mut exchange, browser::uptime());
            (result, exchange.take_outbox())
        };
        let first = self.first();
        for (line, message) in outbox {
            let port = if line == first {
                self.port()
            } else {
                self.others.peek().iter().find(|(id, _)| *id == line).map(|(_, port)| port.clone())
            };
            if let Some(port) = port {
                port.send(&message);
            }
        }
        let sharers = self.exchange.read().sharers();
        let shares = sharers.contains(&first);
        if *self.sharers.peek() != sharers {
            screen::show_sharers(&sharers);
            self.sharers.set(sharers);
        }
        if *self.other_shares.peek() != shares {
            self.other_shares.set(shares);
            screen::show_other(shares);
        }
        let entries = self.exchange.read().said();
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

    /// Looks once more into a document that nobody could look into.
    pub fn look_again(mut self, line: u32, id: u32) {
        self.verdicts.write().retain(|(known, _)| *known != (line, id));
        self.look_into_documents();
    }

    /// A PDF that came is looked into before anybody can open or save it.
    fn look_into_documents(mut self) {
        let came: Vec<Came> = self.entries.peek().iter().filter_map(pdf_that_came).collect();
        for (line, id) in came {
            let known = self.verdicts.peek().iter().any(|(known, _)| *known == (line, id));
            let bytes = self.content(line, false, id).filter(|_| !known);
            let Some(bytes) = bytes else { continue };
            self.verdicts.write().push(((line, id), None));
            spawn_here(async move {
                let verdict = preview::examine_pdf(&bytes).await;
                let mut verdicts = self.verdicts.write();
                if let Some((_, found)) = verdicts.iter_mut().find(|(known, _)| *known == (line, id)) {
                    *found = Some(verdict);
                }
            });
        }
    }
}

/// The PDF that this line brought whole.
fn pdf_that_came(said: &Said) -> Option<Came> {
    let is_pdf = matches!(said.entry.what, What::Document { state: State::Done(DocumentKind::Pdf), .. });
    (is_pdf && !said.entry.own).then_some((said.line, said.entry.id))
}

/// Also outside of a view: a message of the other side comes whenever it comes.
fn spawn_here(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
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
