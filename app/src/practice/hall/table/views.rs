//! What the page shows of a call of several.

use dioxus::prelude::*;
use heilsam_call::group::Convener;
use heilsam_domain::RoomId;

use super::{Delay, Table};
use crate::call_people::{News, PeopleRow, Shown, role_words};
use crate::practice::hall::Shared;
use crate::t;

impl Delay {
    fn text(&self) -> String {
        match self {
            Self::NotOpen => t!("hall-not-open"),
            Self::Unaware(names) => t!("hall-unaware", names = names.join(", ")),
        }
    }
}

impl Table {
    /// The number that a room's guest has in this call.
    pub fn number_of(self, room: RoomId) -> Option<u32> {
        self.rooms.read().iter().find(|(_, each)| **each == room).map(|(id, _)| *id)
    }

    /// Whether more than one guest takes part or is about to.
    pub fn is_group(self) -> bool {
        self.rooms.read().len() > 1
    }

    /// Why nobody can be taken in now.
    pub fn hindrance(self) -> Option<String> {
        let convener = self.convener.read();
        let convener = convener.as_ref()?;
        if convener.is_full() {
            return Some(t!("hall-full"));
        }
        convener.announced().map(|_| t!("hall-one-after-another"))
    }

    /// Whose screen has not said yet that it shows who is announced.
    pub fn awaited(self) -> Vec<String> {
        let convener = self.convener.read();
        let unaware = convener.iter().flat_map(Convener::unaware);
        unaware.map(|person| person.name.clone()).collect()
    }

    /// The rooms of those who are in the call, who came first before the others.
    pub fn present(self) -> Vec<RoomId> {
        let (convener, rooms) = (self.convener.read(), self.rooms.read());
        let there = convener.iter().flat_map(Convener::people).filter(|person| person.present);
        there.filter_map(|person| rooms.get(&person.id).copied()).collect()
    }

    /// The guest whose picture is the first: who was in the call first and still is.
    pub fn first(self) -> Option<RoomId> {
        self.present().first().copied()
    }

    /// With whom the present call of several, or the last one, began.
    pub fn began_with(self) -> Option<RoomId> {
        *self.began.read()
    }

    /// What happened last.
    pub fn news(self) -> Option<News> {
        self.news.read().clone()
    }

    /// What the doctor has to know: who is not connected to whom, whose screen is behind. To be asked where it is shown.
    pub fn troubles(self) -> Vec<String> {
        let mut all: Vec<String> = self.delay.read().iter().map(Delay::text).collect();
        if let Some(convener) = &*self.convener.read() {
            let apart = convener.apart();
            all.extend(
                apart
                    .map(|(one, other)| t!("hall-apart", one = one.name.clone(), other = other.name.clone())),
            );
        }
        all
    }

    /// The guests beside the first, with their pictures.
    pub fn beside(self, shared: &Shared) -> Vec<Shown> {
        let first = self.first();
        let convener = self.convener.read();
        let (rooms, seats) = (self.rooms.read(), shared.seats.read());
        let Some(convener) = convener.as_ref() else { return Vec::new() };
        let others = convener.people().filter(|person| rooms.get(&person.id).copied() != first);
        others
            .map(|person| {
                let seat = rooms.get(&person.id).and_then(|room| seats.get(room));
                Shown {
                    person: person.clone(),
                    call: seat.map(|seat| (seat.call.clone(), seat.view.clone())),
                }
            })
            .collect()
    }

    /// Everybody, for the list of people.
    pub fn people_rows(self, shared: &Shared, doctor: &str) -> Vec<PeopleRow> {
        let own = PeopleRow { name: doctor.to_owned(), role: t!("hall-you"), trouble: None };
        let first = self.first().and_then(|room| self.number_of(room));
        let convener = self.convener.read();
        let first =
            convener.as_ref().and_then(|it| it.people().find(|person| Some(person.id) == first).cloned());
        let first =
            first.map(|person| PeopleRow { role: role_words(person.role), name: person.name, trouble: None });
        let beside = self.beside(shared);
        std::iter::once(own).chain(first).chain(beside.iter().map(PeopleRow::of)).collect()
    }
}
