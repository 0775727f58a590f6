//! What the guest agreed to is compared with what the doctor's program ships.

use super::world::{World, doctor, patient};
use super::*;
use crate::consent::ConsentRecord;

/// A waiting room into which somebody comes with this record.
fn met_with(record: ConsentRecord) -> World {
    let mut guest = patient(LocalMedia { microphone: true, camera: true });
    if let Entrance::Patient { consent, .. } = &mut guest.entrance {
        *consent = record;
    }
    let mut world = World::with(guest, doctor());
    world.meet();
    world
}

#[test]
fn consent_to_other_words_than_this_program_ships_lets_nobody_in() {
    for text_hash in [[0; 32], [5; 32]] {
        let world = met_with(ConsentRecord { version: CONSULTATION.version.into(), text_hash });
        assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::NotAuthentic));
        assert_eq!(world.doctor.view().other_name, None);
    }
}

#[test]
fn no_consent_lets_nobody_in() {
    let world = met_with(ConsentRecord { version: String::new(), text_hash: [0; 32] });
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::NotAuthentic));
}

#[test]
fn a_version_that_this_program_does_not_know_is_told_to_the_doctor() {
    let world = met_with(ConsentRecord::of("2999-01", "A text of a newer page."));
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
    let given = world.doctor.view().consent.clone().unwrap();
    assert!(!given.known);
    assert_eq!(given.record.version, "2999-01");
}

#[test]
fn the_english_words_are_a_consent_as_well() {
    let world = met_with(CONSULTATION.in_english());
    assert!(world.doctor.view().consent.as_ref().is_some_and(|given| given.known));
}
