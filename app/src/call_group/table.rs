//! What the parts of this program share: the roster, the sessions with the others, what was said last.

use std::time::Duration;

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use heilsam_call::group::{DoctorKeyHash, Person, Place};
use heilsam_call::{CallView, Intent, Phase};
use wasm_bindgen_futures::spawn_local;

use super::pairs::Pairs;
use super::port::Port;
use crate::browser;
use crate::call_people::{News, Shown, Standing, chat_with, share_out};
use crate::i18n::Texts;

/// Milliseconds between two looks at the clock.
const TICK: i32 = 250;
/// After so long the doctor's device hears again how it stands here.
const EVERY: Duration = Duration::from_secs(3);
/// Two pictures of the screen: what is told to be shown is shown then.
const DRAWN: i32 = 60;

/// The shared state. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Table {
    port: CopyValue<Option<Port>>,
    place: CopyValue<Place>,
    pairs: CopyValue<Pairs>,
    shown: Signal<Vec<Shown>>,
    heads: Signal<Option<(String, Person)>>,
    news: Signal<Option<News>>,
    answered_at: CopyValue<Duration>,
}

/// Provides the state to all views below; call once.
pub(super) fn use_table_provider() -> Table {
    use_hook(|| Table {
        port: CopyValue::new(None),
        place: CopyValue::new(Place::default()),
        pairs: CopyValue::new(Pairs::default()),
        shown: Signal::new(Vec::new()),
        heads: Signal::new(None),
        news: Signal::new(None),
        answered_at: CopyValue::new(Duration::ZERO),
    })
}

/// Looks at the clock, and speaks the language of the page around.
pub(super) fn use_clock(table: Table, texts: Texts) {
    use_future(move || {
        let mut texts = texts.clone();
        async move {
            loop {
                browser::sleep(TICK).await;
                table.tick();
                texts.follow_page();
            }
        }
    });
}

impl Table {
    /// The others as they are shown.
    pub fn shown(self) -> Vec<Shown> {
        self.shown.read().clone()
    }

    /// The doctor's name and the own person, once there is a roster.
    pub fn heads(self) -> Option<(String, Person)> {
        self.heads.read().clone()
    }

    /// What happened last.
    pub fn news(self) -> Option<News> {
        self.news.read().clone()
    }

    /// Takes a letter. One that is not the doctor's, or older than what is shown, changes nothing.
    pub fn take(mut self, port: Port, letter: &[u8]) {
        let Some(doctor) = port.doctor_key().map(DoctorKeyHash::from_bytes) else { return };
        self.port.set(Some(port));
        let taken = self.place.write().take(letter, doctor);
        if taken.is_err() {
            return;
        }
        if taken == Ok(true) {
            self.follow_roster();
        }
        spawn_local(async move {
            browser::sleep(DRAWN).await;
            self.answer();
        });
    }

    /// Begins and ends sessions as the roster says, and draws it.
    fn follow_roster(mut self) {
        let before: Vec<Person> = self.shown.peek().iter().map(|shown| shown.person.clone()).collect();
        let (heads, now) = {
            let place = self.place.read();
            let Some(roster) = place.roster() else { return };
            let now: Vec<Person> = roster.others.iter().map(|other| other.person.clone()).collect();
            ((roster.doctor.clone(), roster.reader.clone()), now)
        };
        if let Some(news) = news(&before, &now) {
            self.news.set(Some(news));
        }
        self.heads.set(Some(heads));
        self.keep_pairs();
        self.draw();
    }

    /// Sessions with those who are in the call, and with nobody else.
    fn keep_pairs(mut self) {
        let Some(port) = self.port.peek().clone() else { return };
        let place = self.place.read();
        let Some(roster) = place.roster() else { return };
        let own = roster.reader.present;
        let in_call = roster.others.iter().filter(|other| own && other.person.present);
        let wanted: Vec<_> = in_call.map(|other| (other.person.id, other.pass.room())).collect();
        let outdated = self.pairs.read().outdated(&wanted, browser::uptime());
        for id in outdated {
            self.end_pair(id);
        }
        for other in &roster.others {
            let id = other.person.id;
            if !wanted.iter().any(|(each, _)| *each == id) || self.pairs.read().has(id) {
                continue;
            }
            // Without a connection to the doctor there is nothing to send yet.
            let connection = port.connection();
            if connection.is_undefined() {
                continue;
            }
            let Ok(devices) = Devices::of_connection(&connection) else { continue };
            let changed = move |view| self.pair_changed(id, view);
            let now = browser::uptime();
            let _ = self.pairs.write().begin(other, &roster.reader.name, devices, now, changed);
        }
    }

    fn end_pair(mut self, id: u32) {
        let call = self.pairs.write().take_out(id);
        if let Some(call) = call {
            call.send(Intent::HangUp);
        }
    }

    /// A session has something new: whoever opens its door does so at once, as the doctor has said who comes.
    fn pair_changed(mut self, id: u32, view: CallView) {
        let told = matches!(view.phase, Phase::InCall(_) | Phase::Ended(_));
        let opens = self.pairs.try_write().ok().and_then(|mut pairs| pairs.changed(id, view));
        spawn_local(async move {
            if let Some(call) = opens {
                call.send(Intent::Admit);
            }
            self.draw();
            if told {
                self.answer();
            }
        });
    }

    fn draw(mut self) {
        let shown: Vec<Shown> = {
            let (place, pairs) = (self.place.read(), self.pairs.read());
            let Some(roster) = place.roster() else { return };
            let others = roster.others.iter();
            others
                .map(|other| Shown { person: other.person.clone(), call: pairs.get(other.person.id) })
                .collect()
        };
        if *self.shown.peek() != shown {
            self.shown.set(shown);
        }
    }

    /// Says to the doctor's device which roster is shown here and who is connected.
    fn answer(mut self) {
        let Some(port) = self.port.peek().clone() else { return };
        let links: Vec<_> = {
            let shown = self.shown.peek();
            shown.iter().map(|each| (each.person.id, each.standing() == Standing::Good)).collect()
        };
        if let Some(answer) = self.place.read().answer(links) {
            port.send_letter(&answer);
            self.answered_at.set(browser::uptime());
        }
    }

    fn tick(mut self) {
        let Some(port) = self.port.peek().clone() else { return };
        let Some((audio, video)) = port.switched_on() else {
            // The doctor has left, or taken this guest out: it is over with everybody.
            let ids = self.pairs.read().ids();
            for id in ids {
                self.end_pair(id);
            }
            chat_with(&[]);
            self.port.set(None);
            self.place.set(Place::default());
            self.shown.set(Vec::new());
            self.news.set(None);
            return;
        };
        let older = self.pairs.read().to_announce(audio, video);
        for (call, devices) in older {
            call.announce_devices(devices);
        }
        let switches = self.pairs.read().to_switch(audio, video);
        for (call, intent) in switches {
            call.send(intent);
        }
        self.keep_pairs();
        self.draw();
        let others = self.place.read().roster().map(|roster| roster.others.len());
        if let Some(others) = others {
            // From the announcement on, so that the device has the time for it; and also when the last of them has gone: the
            // two have the whole line again.
            let calls = self.pairs.read().calls();
            share_out(port.connection(), calls.iter().map(Call::connection).collect(), others + 2);
        }
        chat_with(&self.pairs.read().chats());
        if browser::uptime().saturating_sub((self.answered_at)()) > EVERY {
            self.answer();
        }
    }
}

/// What is new between two rosters.
fn news(before: &[Person], now: &[Person]) -> Option<News> {
    for person in now {
        let known = before.iter().find(|each| each.id == person.id);
        let (name, role) = (person.name.clone(), person.role);
        match (known, person.present) {
            (None, false) => return Some(News::Joins { name, role }),
            (None | Some(Person { present: false, .. }), true) => return Some(News::Joined { name, role }),
            (Some(_), _) => {}
        }
    }
    let gone = before.iter().find(|each| !now.iter().any(|person| person.id == each.id))?;
    Some(News::Left { name: gone.name.clone() })
}

#[cfg(test)]
mod tests {
    use heilsam_domain::CallRole;

    use super::*;

    fn person(id: u32, present: bool) -> Person {
        Person { id, name: format!("Person {id}"), role: CallRole::Relative, present }
    }

    #[test]
    fn who_is_announced_comes_and_goes_is_news_and_who_stays_is_none() {
        let (first, name, role) = (person(1, true), "Person 2".to_owned(), CallRole::Relative);
        let (alone, announced, both) =
            ([first.clone()], [first.clone(), person(2, false)], [first, person(2, true)]);
        assert!(news(&alone, &announced) == Some(News::Joins { name: name.clone(), role }));
        assert!(news(&announced, &both) == Some(News::Joined { name: name.clone(), role }));
        assert!(news(&both, &alone) == Some(News::Left { name }));
        assert!(news(&both, &both).is_none());
    }
}
