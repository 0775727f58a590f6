//! Letters of a group travel sealed, to somebody who is proven, also before they are admitted.

use super::world::{Who, World};
use crate::event::Event;

const NAME: &[u8] = b"Kanarienvogel";

#[test]
fn a_letter_reaches_who_waits_and_never_in_the_clear() {
    let mut world = World::new();
    world.open_doctor();
    world.event_doctor(Event::Group(NAME.to_vec()));
    world.meet();
    assert!(world.letters.is_empty(), "nobody was proven yet");
    world.event_doctor(Event::Group(NAME.to_vec()));
    assert!(world.letters.contains(&(Who::Patient, NAME.to_vec())));
    world.event_patient(Event::Group(vec![1]));
    assert!(world.letters.contains(&(Who::Doctor, vec![1])));
    assert!(!world.relayed.iter().any(|frame| frame.windows(NAME.len()).any(|part| part == NAME)));
    assert!(world.enabled_before_admit().is_empty(), "a letter admits nobody");
}

#[test]
fn both_know_the_doctors_key_once_it_is_proven() {
    let mut world = World::new();
    assert_eq!(world.patient.doctor_key(), None);
    world.meet();
    assert!(world.patient.doctor_key().is_some());
    assert_eq!(world.patient.doctor_key(), world.doctor.doctor_key());
}
