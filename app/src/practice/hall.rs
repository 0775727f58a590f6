//! Everybody who waits, on one page. The next patient waits while a call runs; nobody hears or sees another.

mod seat;
mod table;

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use heilsam_call::{CallView, Phase};
use heilsam_domain::{CallRole, RoomId};
use jiff::Timestamp;

use self::seat::Seat;
use self::table::Table;
use super::bell::{Bell, use_bell};
use super::desk::{InvitationView, use_desk};
use super::meeting::Room;
use super::own_name::OwnName;
use super::room_devices::{RoomDevices, use_room_devices};
use super::routes::Route;
use crate::account::trouble::Trouble;
use crate::call_people::{People, Tiles};
use crate::call_view::{Missing, Talk};
use crate::components::{Button, Empty, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
use crate::{browser, format, t};

/// How often the rooms whose time has come are looked for, in milliseconds.
const EVERY: i32 = 15_000;

/// One room as the page sees it.
#[derive(Clone, PartialEq)]
struct Seated {
    call: Call,
    view: CallView,
    /// Since when somebody waits there.
    since: Option<Timestamp>,
    /// As what the practice has invited them.
    role: CallRole,
}

/// What the rows and the page share.
#[derive(Clone, Copy, PartialEq)]
struct Shared {
    /// The rooms of this page; `None` before they were read.
    rooms: Signal<Option<Vec<(InvitationView, Room)>>>,
    seats: Signal<BTreeMap<RoomId, Seated>>,
    table: Table,
    bell: Bell,
}

impl Shared {
    /// The room in which the doctor talks; of several in one call, the one whose picture is the first.
    fn talking(&self) -> Option<RoomId> {
        let seats = self.seats.read();
        let in_call =
            |room: &RoomId| seats.get(room).is_some_and(|seat| matches!(seat.view.phase, Phase::InCall(_)));
        let of_several = self.table.present().into_iter().find(in_call);
        of_several.or_else(|| {
            seats.iter().find(|(_, seat)| matches!(seat.view.phase, Phase::InCall(_))).map(|(room, _)| *room)
        })
    }

    /// Whose call screen lies ready: the one talked to, else who has waited longest.
    fn front(&self) -> Option<RoomId> {
        self.talking().or_else(|| {
            let seats = self.seats.read();
            let waiting = seats.iter().filter(|(_, seat)| is_waiting(&seat.view));
            waiting.min_by_key(|(_, seat)| seat.since).map(|(room, _)| *room)
        })
    }

    /// Whose devices stand for those of the page: in a call those of the call, before it those of any room that is not over.
    fn holder(&self) -> Option<RoomId> {
        self.front().or_else(|| {
            let seats = self.seats.read();
            let open = seats.iter().find(|(_, seat)| !matches!(seat.view.phase, Phase::Ended(_)));
            open.map(|(room, _)| *room)
        })
    }

    /// Names the call on the screen: one of several goes on as the same when whose picture is the first leaves it.
    fn stage(&self, front: RoomId) -> RoomId {
        let is_of_several = self.table.number_of(front).is_some();
        self.table.began_with().filter(|_| is_of_several).unwrap_or(front)
    }

    fn waiting(&self) -> usize {
        self.seats.read().values().filter(|seat| is_waiting(&seat.view)).count()
    }

    /// The rooms of this page.
    fn listed(&self) -> Vec<RoomId> {
        self.rooms.peek().iter().flatten().map(|(entry, _)| entry.room).collect()
    }

    /// A room is a colleague's now, and does not come back here.
    fn forget(mut self, room: RoomId) {
        self.seats.write().remove(&room);
        if let Some(rooms) = self.rooms.write().as_mut() {
            rooms.retain(|(entry, _)| entry.room != room);
        }
    }

    /// A device that the doctor chose in the call, or opened before it in place of one that is gone, is used for the next one,
    /// too: in the rooms that are open now, and on this `page` for those that open later.
    fn keep_choice(self, page: &Devices) {
        let Some(holder) = self.holder() else { return };
        let seats = self.seats.peek();
        let Some(chosen) = seats.get(&holder).map(|seat| seat.call.devices()) else { return };
        if page.follow(chosen) {
            for (_, seat) in seats.iter().filter(|(room, _)| **room != holder) {
                seat.call.follow(chosen);
            }
        }
    }

    /// A room has something new to show. Somebody who comes is heard.
    fn changed(mut self, room: RoomId, call: &Call, view: CallView, role: CallRole) {
        let before = self.seats.peek().get(&room).and_then(|seat| seat.since);
        let since = if is_waiting(&view) { before.or_else(|| Some(format::now())) } else { None };
        if since.is_some() && before.is_none() {
            self.bell.ring(self.talking().is_some());
        }
        let seen = view.clone();
        self.seats.write().insert(room, Seated { call: call.clone(), view, since, role });
        self.table.mirror(self, room, &seen);
    }
}

const fn is_waiting(view: &CallView) -> bool {
    matches!(view.phase, Phase::WaitingRoom { .. })
}

/// Those who wait first, who came first before the others; then by appointment.
fn in_order(
    mut list: Vec<(InvitationView, Room)>,
    seats: &BTreeMap<RoomId, Seated>,
) -> Vec<(InvitationView, Room)> {
    list.sort_by_key(|(entry, _)| {
        let since = seats.get(&entry.room).and_then(|seat| seat.since);
        (since.is_none(), since.unwrap_or(entry.appointment.begins_at))
    });
    list
}

/// The page: the doctor's name first, then the rooms.
#[component]
pub fn Hall() -> Element {
    let desk = use_desk();
    let mut opened = use_signal(|| None::<String>);
    let mut known = use_resource(move || async move { desk.own_name().await });
    if let Some(doctor_name) = opened() {
        return rsx! {
            OpenHall { doctor_name }
        };
    }
    match &*known.read() {
        None => rsx! {
            Loading {}
        },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("hall-title") }
            ErrorState { text: error.text(), onretry: move |()| known.restart() }
        },
        Some(Ok(known)) => rsx! {
            PageTitle { title: t!("hall-title"), lead: t!("hall-lead") }
            OwnName { known: known.clone(), onopen: move |name| opened.set(Some(name)) }
        },
    }
}

/// Opens camera and microphone once for all rooms.
#[component]
fn OpenHall(doctor_name: String) -> Element {
    match use_room_devices() {
        RoomDevices::Opening => rsx! {
            Loading { label: t!("room-devices") }
        },
        RoomDevices::Unsupported => rsx! {
            ErrorState { title: t!("room-unsupported-title"), text: t!("room-unsupported-text") }
        },
        RoomDevices::Open(devices) => rsx! {
            Rooms { doctor_name, devices }
        },
    }
}

#[component]
fn Rooms(doctor_name: String, devices: Devices) -> Element {
    let desk = use_desk();
    let (navigator, bell) = (use_navigator(), use_bell());
    use_hook(|| bell.sits_in_hall(true));
    use_drop(move || bell.sits_in_hall(false));
    let shared = use_context_provider(|| Shared {
        rooms: Signal::new(None),
        seats: Signal::new(BTreeMap::new()),
        table: Table::new(desk),
        bell,
    });
    let page = devices.clone();
    use_future(move || {
        let page = page.clone();
        async move {
            loop {
                browser::sleep(table::TICK).await;
                shared.table.tick(shared);
                shared.keep_choice(&page);
            }
        }
    });
    // A room that is open here stays until the page is left, also when its time runs out during the call.
    let mut rooms = shared.rooms;
    let mut trouble = use_signal(|| None::<Trouble>);
    use_future(move || async move {
        loop {
            let before = shared.listed();
            match desk.rooms_of(format::now()).await {
                Ok(mut due) => {
                    // What was handed over while the list was on its way is in it, and not here any more.
                    let now = shared.listed();
                    due.retain(|(entry, _)| !before.contains(&entry.room) || now.contains(&entry.room));
                    let kept = rooms.peek().clone().unwrap_or_default();
                    let gone = |room: RoomId| !due.iter().any(|(entry, _)| entry.room == room);
                    let busy = |room| {
                        shared.seats.peek().get(&room).is_some_and(|seat| seat.view.other_name.is_some())
                    };
                    let stay = kept.into_iter().filter(|(entry, _)| gone(entry.room) && busy(entry.room));
                    let all: Vec<_> = due.iter().cloned().chain(stay).collect();
                    rooms.set(Some(all));
                    trouble.set(None);
                }
                Err(error) => trouble.set(Some(error)),
            }
            browser::sleep(EVERY).await;
        }
    });
    let waiting = shared.waiting();
    use_effect(use_reactive!(|waiting| {
        bell.show(waiting);
    }));
    let front = shared.front().and_then(|room| {
        let seat = shared.seats.read().get(&room).cloned()?;
        Some((shared.stage(room), shared.table.number_of(room), seat))
    });
    let talking = shared.talking().is_some();
    let holder = shared.holder().filter(|_| !talking);
    let holder = holder.and_then(|room| shared.seats.read().get(&room).cloned());
    let listed = in_order(rooms().unwrap_or_default(), &shared.seats.read());
    rsx! {
        if !talking {
            PageTitle { title: t!("hall-title"), lead: rooms.read().is_some().then(|| t!("hall-open", count = waiting)) }
        }
        if let Some(seat) = holder {
            Missing { call: seat.call, has: seat.view.devices }
        }
        for (stage , line , seat) in front {
            Talk { key: "{stage}", call: seat.call, view: seat.view, line, others: rsx! { Beside { doctor_name: doctor_name.clone() } } }
        }
        if let Some(error) = trouble() {
            ErrorState { text: error.text() }
        }
        if talking {
            h2 { id: "hall-waiting-title", {t!("hall-meanwhile", count = waiting)} }
        }
        match rooms() {
            None => rsx! {
                Loading {}
            },
            Some(list) if list.is_empty() => rsx! {
                Empty { shape: Shape::Clock, title: t!("hall-empty-title"), text: t!("hall-empty-text"),
                    Button { id: "invite", icon: Shape::Add, onpress: move |()| { navigator.push(Route::Invite { at: String::new() }); },
                        {t!("practice-invite")}
                    }
                }
            },
            Some(_) => rsx! {
                ol { class: "card-list", id: "hall",
                    for (entry , room) in listed {
                        Seat {
                            key: "{entry.room}",
                            room: Room { doctor_name: doctor_name.clone(), ..room },
                            entry,
                            devices: devices.clone(),
                        }
                    }
                }
            },
        }
    }
}

/// The other guests of a call of several, and everybody by name.
#[component]
fn Beside(doctor_name: String) -> Element {
    let shared: Shared = use_context();
    let table = shared.table;
    let is_group = table.is_group();
    let shown = if is_group { table.beside(&shared) } else { Vec::new() };
    rsx! {
        // The same element before and after: news is read aloud only where its place was there already.
        Tiles { shown, news: table.news() }
        if is_group {
            People { people: table.people_rows(&shared, &doctor_name),
                for trouble in table.troubles() {
                    Notice { key: "{trouble}", kind: Kind::Warning, announce: true, p { "{trouble}" } }
                }
            }
        }
    }
}
