//! How somebody comes into a call of several: taken in by the doctor, or found there after the page was loaded again.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_call::Phase;
use heilsam_call::browser::{Call, rng};
use heilsam_call::group::Convener;
use heilsam_domain::{CallRole, RoomId};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::{Table, roles};
use crate::call_people::{News, role_words};
use crate::call_view::other_name;
use crate::practice::hall::{Seated, Shared};
use crate::practice::meeting::Room;
use crate::still_there::write_if_there;
use crate::{browser, format, t};

impl Table {
    /// Takes somebody who waits into the call of `first`. Everybody's screen shows them before they are admitted.
    pub fn take_in(
        mut self,
        shared: Shared,
        room: &Room,
        role: CallRole,
        first: (RoomId, CallRole),
    ) -> Option<()> {
        let (seats, mut rng) = (shared.seats.peek(), rng()?);
        let newcomer = seats.get(&room.invitation.room).cloned()?;
        let there = seats.get(&first.0).cloned()?;
        drop(seats);
        if self.convener.peek().is_none() {
            self.convene(&[(first.0, there, first.1)])?;
        }
        let name = other_name(&newcomer.view);
        let added = self.convener.write().as_mut()?.add(name.clone(), role, false, &mut rng);
        let id = added.ok()?;
        self.rooms.write().insert(id, room.invitation.room);
        roles::keep(room.invitation.room, role);
        self.listen(id, &newcomer.call);
        self.announced_at.set(browser::uptime());
        self.news.set(Some(News::Joins { name, role }));
        let names: Vec<String> =
            self.people_rows(&shared, &room.doctor_name).into_iter().map(|it| it.name).collect();
        let present = names.len().saturating_sub(1);
        let present = names.into_iter().take(present).collect::<Vec<_>>().join(", ");
        // It is sent, in the language that the doctor speaks.
        newcomer.call.say(&t!("hall-say-group", names = present, role = role_words(role)));
        self.tick(shared);
        Some(())
    }

    /// A page that was loaded again in a call of several finds them all in the call and knows of no roster.
    pub(super) fn find_again(self, shared: Shared) {
        let seats = shared.seats.peek();
        let in_call = seats.iter().filter(|(_, seat)| matches!(seat.view.phase, Phase::InCall(_)));
        let in_call: Vec<_> =
            in_call.map(|(room, seat)| (*room, seat.clone(), role_of(*room, seat))).collect();
        drop(seats);
        if in_call.len() > 1 {
            // Without randomness there is no roster; the next look tries again.
            let _ = self.convene(&in_call);
        }
    }

    /// After the page was loaded again they come back one after another: who was not there yet when the roster began is added.
    pub(super) fn add_late(mut self, shared: Shared) {
        let known: Vec<RoomId> = self.rooms.peek().values().copied().collect();
        let seats = shared.seats.peek();
        let in_call = seats.iter().filter(|(_, seat)| matches!(seat.view.phase, Phase::InCall(_)));
        let late = in_call.filter(|(room, _)| !known.contains(room));
        let late: Vec<_> = late.map(|(room, seat)| (*room, seat.clone())).collect();
        drop(seats);
        for (room, seat) in late {
            let Some(mut rng) = rng() else { return };
            let (name, role) = (other_name(&seat.view), role_of(room, &seat));
            let added =
                self.convener.write().as_mut().map(|convener| convener.add(name, role, true, &mut rng));
            if let Some(Ok(id)) = added {
                self.rooms.write().insert(id, room);
                self.listen(id, &seat.call);
            }
        }
    }

    /// Begins a roster with those who are in the call.
    fn convene(mut self, there: &[(RoomId, Seated, CallRole)]) -> Option<()> {
        let (key, name) = self.doctor.peek().clone()?;
        let (mut rng, millis) = (rng()?, u64::try_from(format::now().as_millisecond()).ok()?);
        let mut convener = Convener::new(key, name, millis, &mut rng);
        let mut rooms = BTreeMap::new();
        for (room, seat, role) in there {
            let id = convener.add(other_name(&seat.view), *role, true, &mut rng).ok()?;
            rooms.insert(id, *room);
            self.listen(id, &seat.call);
        }
        self.convener.set(Some(convener));
        self.rooms.set(rooms);
        self.began.set(there.first().map(|(room, ..)| *room));
        Some(())
    }

    fn listen(self, id: u32, call: &Call) {
        let listener = Closure::<dyn FnMut(Uint8Array)>::new(move |answer: Uint8Array| {
            write_if_there(self.convener, |convener| {
                if let Some(convener) = convener {
                    convener.take(browser::uptime(), id, &answer.to_vec());
                }
            });
        });
        // Lives as long as the call does.
        call.on_group(listener.into_js_value().unchecked_into());
    }
}

/// As what somebody takes part whom this page finds in the call.
fn role_of(room: RoomId, seat: &Seated) -> CallRole {
    roles::kept(room).unwrap_or(seat.role)
}
