//! The doctor's side: who takes part, who has been told, and the rooms in which guests meet.

use core::time::Duration;
use std::collections::BTreeMap;
use std::rc::Rc;

use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::vsp1::pair::{PairPass, vouch};
use heilsam_domain::{CallRole, RoomId};
use rand_core::CryptoRng;

use super::MAX_GUESTS;
use super::roster::{Person, Roster};
use super::said::{Links, Said};
use crate::payload::MAX_NAME;

/// A letter without an answer is sent again after this time.
const PATIENCE: Duration = Duration::from_secs(1);
/// A device that has said nothing for so long may have been loaded again: it is told anew.
const SILENCE: Duration = Duration::from_secs(6);

/// Nobody else fits into the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// The doctor's roster.
pub struct Convener {
    key: Rc<IdentityKey>,
    name: String,
    group: [u8; 16],
    version: u64,
    guests: Vec<Guest>,
    /// For two ids, the smaller first: the pass of the first and of the second.
    pairs: BTreeMap<(u32, u32), (PairPass, PairPass)>,
}

struct Guest {
    person: Person,
    /// The newest roster that this guest's screen has shown.
    shown: Option<u64>,
    told_at: Option<Duration>,
    heard_at: Option<Duration>,
    links: Links,
}

impl Guest {
    /// Whether the guest has to be told, again if there was no answer.
    fn is_due(&self, version: u64, now: Duration) -> bool {
        let silent = self.heard_at.is_some_and(|at| now.saturating_sub(at) >= SILENCE);
        let told = self.told_at.is_some_and(|at| now.saturating_sub(at) < PATIENCE);
        (self.shown != Some(version) || silent) && !told
    }
}

impl Convener {
    /// A call without guests. `millis` is the time of day since 1970: a device that begins anew in the middle of a call has
    /// higher numbers than before.
    pub fn new(key: Rc<IdentityKey>, name: String, millis: u64, rng: &mut impl CryptoRng) -> Self {
        let mut group = [0; 16];
        rng.fill_bytes(&mut group);
        Self { key, name: fitting(name), group, version: millis, guests: Vec::new(), pairs: BTreeMap::new() }
    }

    /// Adds somebody: `present` when they are in the call already, else they are announced.
    ///
    /// # Errors
    /// [`Full`]: four people is the most.
    pub fn add(
        &mut self,
        name: String,
        role: CallRole,
        present: bool,
        rng: &mut impl CryptoRng,
    ) -> Result<u32, Full> {
        if self.guests.len() >= MAX_GUESTS {
            return Err(Full);
        }
        let id = self
            .guests
            .iter()
            .map(|guest| guest.person.id)
            .max()
            .unwrap_or_default()
            .max(rng.next_u32() >> 8)
            + 1;
        for guest in &self.guests {
            self.pairs.insert((guest.person.id, id), PairPass::make(rng));
        }
        let person = Person { id, name: fitting(name), role, present };
        self.guests.push(Guest { person, shown: None, told_at: None, heard_at: None, links: Links::new() });
        self.changed();
        Ok(id)
    }

    /// Whether nobody else fits in.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.guests.len() >= MAX_GUESTS
    }

    /// Somebody who was announced is in the call now.
    pub fn admit(&mut self, id: u32) {
        if let Some(guest) = self.guests.iter_mut().find(|guest| guest.person.id == id) {
            guest.person.present = true;
            self.changed();
        }
    }

    /// Takes somebody out. What let them meet the others is gone.
    pub fn remove(&mut self, id: u32) {
        self.guests.retain(|guest| guest.person.id != id);
        self.pairs.retain(|(one, other), _| *one != id && *other != id);
        self.changed();
    }

    /// Everybody beside the doctor.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.guests.iter().map(|guest| &guest.person)
    }

    /// Somebody who is announced and not yet in the call.
    #[must_use]
    pub fn announced(&self) -> Option<&Person> {
        self.people().find(|person| !person.present)
    }

    /// Whether every device has said that it shows the present roster.
    #[must_use]
    pub fn is_shown_to_all(&self) -> bool {
        self.guests.iter().all(|guest| guest.shown == Some(self.version))
    }

    /// Who was not yet told, or has not answered.
    pub fn unaware(&self) -> impl Iterator<Item = &Person> {
        self.guests.iter().filter(|guest| guest.shown != Some(self.version)).map(|guest| &guest.person)
    }

    /// Two who are in the call and have no connection to each other, as one of them says.
    pub fn apart(&self) -> impl Iterator<Item = (&Person, &Person)> {
        self.pairs.keys().filter_map(|(one, other)| {
            let (one, other) = (self.guest(*one)?, self.guest(*other)?);
            let sees = |from: &Guest, to: &Guest| {
                from.links.iter().any(|(id, connected)| *id == to.person.id && *connected)
            };
            let both = one.person.present && other.person.present;
            (both && !(sees(one, other) && sees(other, one))).then_some((&one.person, &other.person))
        })
    }

    /// The rooms of the pairs, for the server to open.
    #[must_use]
    pub fn rooms(&self) -> Vec<RoomId> {
        self.pairs.values().map(|(pass, _)| pass.room()).collect()
    }

    /// Takes a guest's answer. One that makes no sense or belongs to another call is passed over.
    pub fn take(&mut self, now: Duration, id: u32, answer: &[u8]) {
        let Ok(said) = Said::from_bytes(answer) else { return };
        if said.group != self.group || said.version > self.version {
            return;
        }
        if let Some(guest) = self.guests.iter_mut().find(|guest| guest.person.id == id) {
            // On two ways an older answer may come after a newer one.
            guest.shown = guest.shown.max(Some(said.version));
            guest.heard_at = Some(now);
            guest.links = said.links;
        }
    }

    /// Whether there are letters to send now.
    #[must_use]
    pub fn has_letters(&self, now: Duration) -> bool {
        self.guests.iter().any(|guest| guest.is_due(self.version, now))
    }

    /// The letters to send now, each to one guest.
    pub fn letters(&mut self, now: Duration) -> Vec<(u32, Vec<u8>)> {
        let version = self.version;
        let due = self.guests.iter_mut().filter(|guest| guest.is_due(version, now)).map(|guest| {
            guest.told_at = Some(now);
            guest.person.id
        });
        let due: Vec<u32> = due.collect();
        due.into_iter().map(|id| (id, self.letter(id))).collect()
    }

    /// Somebody's device was away and may have been loaded again: what it said before says nothing about its screen now.
    pub fn ask_again(&mut self, id: u32) {
        if let Some(guest) = self.guests.iter_mut().find(|guest| guest.person.id == id) {
            guest.shown = None;
            guest.told_at = None;
        }
    }

    fn letter(&self, reader: u32) -> Vec<u8> {
        let people: Vec<_> = self.people().map(|person| (person, self.pass(reader, person.id))).collect();
        vouch(&self.key, &Roster::write(&self.group, self.version, reader, &self.name, &people))
    }

    /// What `of` needs to meet `with`.
    fn pass(&self, of: u32, with: u32) -> Option<&PairPass> {
        let first = self.pairs.get(&(of, with)).map(|(first, _)| first);
        first.or_else(|| self.pairs.get(&(with, of)).map(|(_, second)| second))
    }

    fn guest(&self, id: u32) -> Option<&Guest> {
        self.guests.iter().find(|guest| guest.person.id == id)
    }

    fn changed(&mut self) {
        self.version += 1;
        for guest in &mut self.guests {
            guest.told_at = None;
        }
    }
}

/// What fits into a roster: words about whom somebody accompanies can make a name longer than one may be.
fn fitting(mut name: String) -> String {
    let mut end = name.len().min(MAX_NAME);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}

impl core::fmt::Debug for Convener {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Convener({} guests)", self.guests.len())
    }
}
