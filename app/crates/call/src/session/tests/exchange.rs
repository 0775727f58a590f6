//! Chat, documents and sharing travel sealed, directly, and in the call only.

use super::world::{Who, World};
use crate::event::{Event, Intent};

const WORDS: &[u8] = b"Kanarienvogel";

fn holds(bytes: &[u8]) -> bool {
    bytes.windows(WORDS.len()).any(|part| part == WORDS)
}

#[test]
fn in_the_call_a_message_reaches_the_other_side_and_no_server() {
    let mut world = World::new();
    world.meet();
    world.intent_doctor(Intent::Admit);
    let through_server = world.relayed.len();
    world.event_patient(Event::Exchange(WORDS.to_vec()));
    world.event_doctor(Event::Exchange(vec![7]));
    assert_eq!(world.exchanged, [(Who::Doctor, WORDS.to_vec()), (Who::Patient, vec![7])]);
    assert_eq!(world.relayed.len(), through_server);
    assert!(!world.relayed.iter().any(|frame| holds(frame)));
}

#[test]
fn before_admission_nothing_is_exchanged() {
    let mut world = World::new();
    world.meet();
    world.event_patient(Event::Exchange(WORDS.to_vec()));
    world.event_doctor(Event::Exchange(WORDS.to_vec()));
    assert!(world.exchanged.is_empty());
}

#[test]
fn admission_comes_through_when_the_server_keeps_it_back() {
    let mut world = World::new();
    world.meet();
    world.relay = Box::new(|_, _| Vec::new());
    world.intent_doctor(Intent::Admit);
    assert!(world.patient.view().sending.video, "the direct way is enough");
}
