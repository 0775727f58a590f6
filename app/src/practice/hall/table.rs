//! The call of several as the doctor's page holds it: the roster, who is announced, who is taken in next, who left.

mod gather;
mod gone;
mod lease;
mod roles;
mod views;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::group::Convener;
use heilsam_call::{CallView, EndReason, IdentityKey, Intent, LocalMedia, Phase};
use heilsam_domain::RoomId;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use self::lease::Lease;
use super::{Shared, is_waiting};
use crate::browser;
use crate::call_people::{News, chat_port, chat_with, share_out};
use crate::call_view::other_name;
use crate::practice::desk::Desk;
use crate::practice::meeting::Room;

/// Milliseconds between two looks at the clock.
pub(super) const TICK: i32 = 250;
/// After so long without an answer the doctor is told whose screen does not show the newcomer yet.
const LATE: Duration = Duration::from_secs(6);

/// Why somebody who is announced has not been taken in yet.
#[derive(Clone, PartialEq)]
enum Delay {
    /// The rooms to meet in are not open.
    NotOpen,
    /// These people's screens do not show them.
    Unaware(Vec<String>),
}

/// The shared state. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Table {
    desk: CopyValue<Desk>,
    /// With what the doctor signs, and under which name.
    doctor: CopyValue<Option<(Rc<IdentityKey>, String)>>,
    convener: Signal<Option<Convener>>,
    /// Where each guest came in.
    rooms: Signal<BTreeMap<u32, RoomId>>,
    /// With whom this call began.
    began: Signal<Option<RoomId>>,
    news: Signal<Option<News>>,
    delay: Signal<Option<Delay>>,
    /// Whose picture was the first when the clock was looked at last.
    front: CopyValue<Option<RoomId>>,
    lease: CopyValue<Rc<Lease>>,
    /// Ways of the chat.
    ports: CopyValue<Vec<(Call, JsValue)>>,
    announced_at: CopyValue<Duration>,
    /// Since when the room of who is announced is empty.
    away_since: CopyValue<Option<Duration>>,
}

impl Table {
    /// Nobody but the two.
    pub fn new(desk: Desk) -> Self {
        Self {
            desk: CopyValue::new(desk),
            doctor: CopyValue::new(None),
            convener: Signal::new(None),
            rooms: Signal::new(BTreeMap::new()),
            began: Signal::new(None),
            news: Signal::new(None),
            delay: Signal::new(None),
            front: CopyValue::new(None),
            lease: CopyValue::new(Rc::new(Lease::new())),
            ports: CopyValue::new(Vec::new()),
            announced_at: CopyValue::new(Duration::ZERO),
            away_since: CopyValue::new(None),
        }
    }

    /// As whom the doctor holds the calls of this page.
    pub fn know(mut self, room: &Room) {
        self.doctor.set(Some((Rc::clone(&room.key), room.doctor_name.clone())));
    }

    /// Takes somebody out, or back into the waiting before they were admitted.
    pub fn take_out(self, shared: Shared, room: RoomId) {
        let Some(id) = self.number_of(room) else { return };
        let call = shared.seats.peek().get(&room).map(|seat| (seat.call.clone(), seat.view.clone()));
        self.forget(id);
        if let Some((call, CallView { phase: Phase::InCall(_), .. })) = call {
            call.send(Intent::HangUp);
        }
        self.tick(shared);
    }

    /// What the doctor switches in the first call is switched in the others; hanging up leaves all of them, at once, before
    /// another guest's picture takes the first place.
    pub fn mirror(self, shared: Shared, room: RoomId, view: &CallView) {
        if matches!(view.phase, Phase::Ended(_)) && self.has_hung_up(shared) {
            return self.end(shared);
        }
        // A call that ends switches itself off; that is nothing the doctor did.
        let in_call = matches!(view.phase, Phase::InCall(_));
        if !in_call || self.rooms.peek().len() < 2 || self.first_now() != Some(room) {
            return;
        }
        for (other, call, seen) in self.members(shared) {
            if other != room && matches!(seen.phase, Phase::InCall(_)) {
                switch(&call, view, &seen);
            }
        }
    }

    /// Time passed: who left is forgotten, who was not told is told, who is shown everywhere is admitted.
    pub fn tick(mut self, shared: Shared) {
        if self.convener.peek().is_none() {
            return self.find_again(shared);
        }
        if self.has_hung_up(shared) {
            return self.end(shared);
        }
        self.forget_gone(shared);
        self.add_late(shared);
        let first = self.first_now();
        let before = self.front.replace(first);
        self.tell_server(first);
        let now = browser::uptime();
        // Written only when there is something to write: all that shows the call is drawn anew after it.
        let due = self.convener.peek().as_ref().is_some_and(|convener| convener.has_letters(now));
        let letters = if due {
            self.convener.write().as_mut().map(|convener| convener.letters(now)).unwrap_or_default()
        } else {
            Vec::new()
        };
        let members = self.members(shared);
        for (id, letter) in letters {
            let room = self.rooms.peek().get(&id).copied();
            if let Some((_, call, _)) = members.iter().find(|(each, ..)| Some(*each) == room) {
                call.group(&letter);
            }
        }
        self.admit_next(shared);
        self.chat(first, &members);
        if before.is_some() && before != first {
            // What it sent so far were the tracks of the first before it, which are gone.
            for (_, call, _) in members.iter().filter(|(room, ..)| Some(*room) == first) {
                let call = call.clone();
                spawn_local(async move {
                    call.send_own_devices().await;
                    call.announce_devices(call.devices().open_devices());
                });
            }
        }
        let connection = |wanted: &dyn Fn(RoomId) -> bool| -> Vec<_> {
            let those = members
                .iter()
                .filter(|(room, _, view)| wanted(*room) && matches!(view.phase, Phase::InCall(_)));
            those.map(|(_, call, _)| call.connection()).collect()
        };
        if let Some(main) = connection(&|room| Some(room) == first).into_iter().next() {
            let people = self.convener.peek().as_ref().map_or(0, |it| it.people().count()) + 1;
            share_out(main, connection(&|room| Some(room) != first), people);
        }
        if self.rooms.peek().is_empty() {
            self.convener.set(None);
            self.news.set(None);
        }
    }

    /// Who reads the chat beside the first person. A port is made once for each session.
    fn chat(mut self, first: Option<RoomId>, members: &[(RoomId, Call, CallView)]) {
        self.ports.write().retain(|(call, _)| members.iter().any(|(_, each, _)| each == call));
        let mut others = Vec::new();
        for (room, call, view) in members {
            let Some(id) = self.number_of(*room).filter(|_| Some(*room) != first) else { continue };
            if !matches!(view.phase, Phase::InCall(_)) {
                continue;
            }
            let known = self.ports.peek().iter().find(|(each, _)| each == call).map(|(_, port)| port.clone());
            let port = known.unwrap_or_else(|| {
                let port = chat_port(call);
                self.ports.write().push((call.clone(), port.clone()));
                port
            });
            others.push((id, other_name(view), port));
        }
        chat_with(&others);
    }

    fn first_now(self) -> Option<RoomId> {
        let convener = self.convener.peek();
        let first = convener.as_ref()?.people().find(|person| person.present)?.id;
        self.rooms.peek().get(&first).copied()
    }

    /// The rooms of this call, with their sessions.
    fn members(self, shared: Shared) -> Vec<(RoomId, Call, CallView)> {
        let seats = shared.seats.peek();
        let rooms = self.rooms.peek();
        let seated = rooms.values().filter_map(|room| seats.get(room).map(|seat| (*room, seat)));
        seated.map(|(room, seat)| (room, seat.call.clone(), seat.view.clone())).collect()
    }

    /// Whether the doctor has left the call. The end of somebody's waiting who was announced only is not that of the call.
    fn has_hung_up(self, shared: Shared) -> bool {
        let own = |reason| matches!(reason, EndReason::HungUp | EndReason::NumberDiffers);
        let convener = self.convener.peek();
        let there = convener.iter().flat_map(Convener::people).filter(|person| person.present);
        let there: Vec<u32> = there.map(|person| person.id).collect();
        let rooms = self.rooms.peek();
        let is_there = |room: &RoomId| there.iter().any(|id| rooms.get(id) == Some(room));
        let members = self.members(shared);
        members.iter().any(|(room, _, view)| {
            is_there(room) && matches!(view.phase, Phase::Ended(reason) if own(reason))
        })
    }

    /// When the doctor leaves, the call ends for everybody.
    fn end(mut self, shared: Shared) {
        let members = self.members(shared);
        // First: each session that ends comes back here through `mirror`.
        self.convener.set(None);
        for (_, call, view) in members {
            if matches!(view.phase, Phase::InCall(_)) {
                call.send(Intent::HangUp);
            }
        }
        chat_with(&[]);
        self.ports.set(Vec::new());
        let rooms = std::mem::take(&mut *self.rooms.write());
        rooms.into_values().for_each(roles::forget);
        self.news.set(None);
        self.delay.set(None);
        self.tell_server(None);
    }

    fn forget_gone(self, shared: Shared) {
        let members = self.members(shared);
        let convener = self.convener.peek();
        let people: Vec<_> =
            convener.iter().flat_map(Convener::people).map(|it| (it.id, it.present)).collect();
        drop(convener);
        for (id, present) in people {
            let room = self.rooms.peek().get(&id).copied();
            let view = members.iter().find(|(each, ..)| Some(*each) == room).map(|(.., view)| view);
            let phase = view.map(|view| &view.phase);
            let away = if present { Duration::ZERO } else { self.away(id, phase) };
            if !gone::stays(phase, present, away) {
                self.forget(id);
            }
        }
    }

    /// How long the room of who is announced has been empty. Whoever comes back is asked again.
    fn away(mut self, id: u32, phase: Option<&Phase>) -> Duration {
        let now = browser::uptime();
        if !matches!(phase, Some(Phase::Alone)) {
            self.away_since.set(None);
            return Duration::ZERO;
        }
        if let Some(since) = *self.away_since.peek() {
            return now.saturating_sub(since);
        }
        self.away_since.set(Some(now));
        if let Some(convener) = self.convener.write().as_mut() {
            convener.ask_again(id);
        }
        Duration::ZERO
    }

    fn forget(mut self, id: u32) {
        let name = {
            let mut convener = self.convener.write();
            let Some(convener) = convener.as_mut() else { return };
            let name = convener.people().find(|person| person.id == id).map(|person| person.name.clone());
            convener.remove(id);
            name
        };
        let room = self.rooms.write().remove(&id);
        if let Some(room) = room {
            roles::forget(room);
        }
        self.delay.set(None);
        if let Some(name) = name {
            self.news.set(Some(News::Left { name }));
        }
    }

    /// Admits who is announced, as soon as every screen shows them and the rooms to meet in are open.
    fn admit_next(mut self, shared: Shared) {
        let (announced, shown, late) = {
            let convener = self.convener.peek();
            let Some(convener) = convener.as_ref() else { return };
            let Some(person) = convener.announced() else { return };
            let unaware: Vec<String> = convener.unaware().map(|person| person.name.clone()).collect();
            (person.clone(), convener.is_shown_to_all(), unaware)
        };
        let room = self.rooms.peek().get(&announced.id).copied();
        let members = self.members(shared);
        let newcomer = members.iter().find(|(each, ..)| Some(*each) == room);
        // The others had left, and the doctor let the newcomer in by the ordinary way.
        if newcomer.is_some_and(|(.., view)| matches!(view.phase, Phase::InCall(_))) {
            if let Some(convener) = self.convener.write().as_mut() {
                convener.admit(announced.id);
            }
            return;
        }
        let open = self.lease.peek().is_open();
        if !shown || !open {
            if browser::uptime().saturating_sub((self.announced_at)()) > LATE {
                let delay = Some(if shown { Delay::NotOpen } else { Delay::Unaware(late) });
                if *self.delay.peek() != delay {
                    self.delay.set(delay);
                }
            }
            return;
        }
        let first = self.first_now();
        let first = members.iter().find(|(each, ..)| Some(*each) == first);
        let (Some((_, call, view)), Some((.., before))) = (newcomer, first) else { return };
        if !is_waiting(view) {
            return;
        }
        lend(call, before, view);
        call.send(Intent::Mute(before.devices.microphone && !before.sending.audio));
        call.send(Intent::CameraOff(before.devices.camera && !before.sending.video));
        call.send(Intent::Admit);
        if let Some(convener) = self.convener.write().as_mut() {
            convener.admit(announced.id);
        }
        self.delay.set(None);
        self.news.set(Some(News::Joined { name: announced.name, role: announced.role }));
    }
}

/// Gives one call the switches of another.
fn switch(call: &Call, like: &CallView, seen: &CallView) {
    lend(call, like, seen);
    if like.devices.microphone && seen.sending.audio != like.sending.audio {
        call.send(Intent::Mute(!like.sending.audio));
    }
    if like.devices.camera && seen.sending.video != like.sending.video {
        call.send(Intent::CameraOff(!like.sending.video));
    }
}

/// Says in one call what another lends it: a device that is opened in the first is sent in all of them, and what the first has
/// no more is not, unless this one has its own.
fn lend(call: &Call, like: &CallView, seen: &CallView) {
    let (lent, own) = (like.devices, call.devices().open_devices());
    let now = LocalMedia { microphone: own.microphone || lent.microphone, camera: own.camera || lent.camera };
    if now != seen.devices {
        call.announce_devices(now);
    }
}
