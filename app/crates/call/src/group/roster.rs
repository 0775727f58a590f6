//! The roster as it travels: who takes part, and one guest's way to each of the others.
//!
//! `group 16 | version u64 | reader u32 | doctor's name | number u8`, then for each guest
//! `id u32 | role u8 | present u8 | name | pass (empty for the reader)`; texts and passes carry their length as u16.

use heilsam_crypto::vsp1::pair::PairPass;
use heilsam_domain::CallRole;

use super::MAX_GUESTS;
use crate::payload::MAX_NAME;
use crate::wire::{Malformed, Reader, put};

/// Somebody who takes part beside the doctor. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Names the person within this call.
    pub id: u32,
    /// The name that the doctor saw when they came in.
    pub name: String,
    /// As what they take part; the doctor says so.
    pub role: CallRole,
    /// Whether they were taken in; before that they are announced only.
    pub present: bool,
}

/// Another guest, with the way to them.
#[derive(Debug)]
pub struct OtherGuest {
    /// Who.
    pub person: Person,
    /// The way to the room of the two.
    pub pass: PairPass,
}

/// Everybody in the call, as one guest is told. `Debug` shows no name.
pub struct Roster {
    /// Names the call.
    pub group: [u8; 16],
    /// A later roster has a higher number.
    pub version: u64,
    /// The doctor's name.
    pub doctor: String,
    /// The guest who reads it.
    pub reader: Person,
    /// The others.
    pub others: Vec<OtherGuest>,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({}, {:?})", self.id, self.role)
    }
}

impl std::fmt::Debug for Roster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Roster({}, {} others)", self.version, self.others.len())
    }
}

impl Roster {
    /// The bytes that the doctor signs.
    pub(super) fn write(
        group: &[u8; 16],
        version: u64,
        reader: u32,
        doctor: &str,
        people: &[(&Person, Option<&PairPass>)],
    ) -> Vec<u8> {
        let mut out = group.to_vec();
        out.extend_from_slice(&version.to_be_bytes());
        out.extend_from_slice(&reader.to_be_bytes());
        put(&mut out, doctor.as_bytes());
        out.push(u8::try_from(people.len()).unwrap_or(u8::MAX));
        for (person, pass) in people {
            out.extend_from_slice(&person.id.to_be_bytes());
            out.push(number(person.role));
            out.push(u8::from(person.present));
            put(&mut out, person.name.as_bytes());
            put(&mut out, &pass.map(PairPass::to_bytes).unwrap_or_default());
        }
        out
    }

    /// Reads them. Refuses more people than a call may have, anybody twice, and a roster without its reader.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader(bytes);
        let group = reader.array()?;
        let version = u64::from_be_bytes(reader.array()?);
        let me = u32::from_be_bytes(reader.array()?);
        let doctor = reader.text(MAX_NAME)?;
        let [count] = reader.array()?;
        if usize::from(count) > MAX_GUESTS {
            return Err(Malformed);
        }
        let (mut own, mut others): (Option<Person>, Vec<OtherGuest>) = (None, Vec::new());
        for _ in 0..count {
            let id = u32::from_be_bytes(reader.array()?);
            let [role, present] = reader.array()?;
            let person =
                Person { id, role: role_of(role)?, present: present == 1, name: reader.text(MAX_NAME)? };
            let pass = reader.bytes()?;
            let known = own.iter().chain(others.iter().map(|other| &other.person)).any(|each| each.id == id);
            match (id == me, known) {
                (_, true) => return Err(Malformed),
                (true, false) => own = Some(person),
                (false, false) => {
                    let pass = PairPass::from_bytes(&pass).ok_or(Malformed)?;
                    others.push(OtherGuest { person, pass });
                }
            }
        }
        let rest = reader.rest();
        let own = own.filter(|_| rest.is_empty()).ok_or(Malformed)?;
        Ok(Self { group, version, doctor, reader: own, others })
    }
}

const fn number(role: CallRole) -> u8 {
    match role {
        CallRole::Patient => 0,
        CallRole::Relative => 1,
        CallRole::Carer => 2,
        CallRole::Interpreter => 3,
        CallRole::Doctor => 4,
    }
}

fn role_of(byte: u8) -> Result<CallRole, Malformed> {
    CallRole::ALL.into_iter().find(|role| number(*role) == byte).ok_or(Malformed)
}
