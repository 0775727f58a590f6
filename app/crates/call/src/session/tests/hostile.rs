//! The relay lies: each lie ends the meeting, and none reaches a peer connection.

use std::time::Duration;

use super::world::{Who, World, code_patient, doctor};
use crate::event::Intent;
use crate::view::{EndReason, Phase};

const SEALED: u8 = 6;

fn is_sealed(frame: &[u8]) -> bool {
    frame.get(1) == Some(&SEALED)
}

fn assert_aborted(world: &World) {
    let phases = [&world.patient.view().phase, &world.doctor.view().phase];
    assert!(phases.contains(&&Phase::Ended(EndReason::NotAuthentic)), "nobody noticed: {phases:?}");
}

#[test]
fn a_relay_that_changes_a_description_is_noticed() {
    let mut world = World::new();
    world.relay = Box::new(|_, mut frame| {
        if is_sealed(&frame) && frame.len() > 60 {
            let middle = frame.len() / 2;
            frame[middle] ^= 1;
        }
        vec![frame]
    });
    world.meet();
    assert_aborted(&world);
    assert!(world.applied().is_empty(), "a changed description reached a peer connection");
}

#[test]
fn a_relay_that_sends_its_own_description_is_noticed() {
    let mut world = World::new();
    let mut sent = false;
    world.relay = Box::new(move |_, frame| {
        if is_sealed(&frame) && !sent {
            sent = true;
            let mut own = frame.clone();
            own.truncate(10);
            own.extend_from_slice(b"\x02\x00\x20v=0 a=fingerprint:evil............");
            return vec![own];
        }
        vec![frame]
    });
    world.meet();
    assert_aborted(&world);
    assert!(world.applied().iter().all(|sdp| !sdp.contains("evil")));
}

#[test]
fn a_description_in_the_clear_is_never_applied() {
    let mut world = World::new();
    world.relay = Box::new(|_, frame| {
        let clear = b"\x02\x00\x0av=0 evil!!".to_vec();
        if is_sealed(&frame) { vec![clear, frame] } else { vec![frame] }
    });
    world.meet();
    assert!(world.applied().iter().all(|sdp| !sdp.contains("evil")));
}

#[test]
fn a_replayed_message_ends_the_meeting() {
    let mut world = World::new();
    world.relay =
        Box::new(|_, frame| if is_sealed(&frame) { vec![frame.clone(), frame] } else { vec![frame] });
    world.meet();
    assert_aborted(&world);
}

#[test]
fn reordered_messages_end_the_meeting() {
    let mut world = World::new();
    let mut held: Option<Vec<u8>> = None;
    world.relay = Box::new(move |to, frame| {
        if !is_sealed(&frame) || to == Who::Doctor {
            return vec![frame];
        }
        match held.take() {
            Some(first) => vec![frame, first],
            None => {
                held = Some(frame);
                vec![]
            }
        }
    });
    world.meet();
    assert_aborted(&world);
}

#[test]
fn a_dropped_message_ends_the_meeting() {
    let mut world = World::new();
    let mut dropped = false;
    world.relay = Box::new(move |to, frame| {
        if is_sealed(&frame) && to == Who::Patient && !dropped {
            dropped = true;
            return vec![];
        }
        vec![frame]
    });
    world.meet();
    assert_aborted(&world);
}

#[test]
fn a_message_sent_back_to_its_author_ends_the_meeting() {
    let mut world = World::new();
    let mut kept: Option<Vec<u8>> = None;
    world.relay = Box::new(move |to, frame| {
        if is_sealed(&frame) && to == Who::Patient && kept.is_none() {
            kept = Some(frame.clone());
            return vec![frame];
        }
        if is_sealed(&frame)
            && to == Who::Doctor
            && let Some(own) = kept.take()
        {
            return vec![own];
        }
        vec![frame]
    });
    world.meet();
    assert_aborted(&world);
}

#[test]
fn a_changed_handshake_lets_nobody_in() {
    for kind in 1..=4_u8 {
        let mut world = World::new();
        world.relay = Box::new(move |_, mut frame| {
            if frame.get(1) == Some(&kind) {
                *frame.last_mut().unwrap() ^= 1;
            }
            vec![frame]
        });
        world.meet();
        assert_eq!(world.doctor.view().other_name, None, "frame kind {kind}");
        assert!(matches!(world.patient.view().phase, Phase::Ended(_)), "frame kind {kind}");
        assert!(world.applied().is_empty());
    }
}

#[test]
fn a_guessed_code_gets_three_tries() {
    let mut world = World::with(code_patient(true), doctor());
    world.meet();
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::CodeWrong));
    world.reload(Who::Patient, code_patient(true));
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::CodeWrong));
    world.reload(Who::Patient, code_patient(true));
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::CodeLocked));
    assert_eq!(world.doctor.view().failed_tries, 3);
    world.reload(Who::Patient, code_patient(false));
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::CodeLocked), "the code is dead");
}

#[test]
fn a_stranger_never_gets_the_admission_of_somebody_else() {
    let mut world = World::new();
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.kept_patient = None;
    world.reload(Who::Patient, code_patient(true));
    assert!(matches!(world.patient.view().phase, Phase::Ended(_)));
    world.kept_patient = None;
    world.reload(Who::Patient, super::patient(crate::media::LocalMedia::default()));
    world.run(Duration::from_millis(500));
    assert!(matches!(world.doctor.view().phase, Phase::WaitingRoom { .. }));
}

#[test]
fn random_bytes_from_the_relay_are_refused_without_panic() {
    for length in [0, 1, 2, 10, 200, 20_000] {
        let mut world = World::new();
        world.relay = Box::new(move |_, frame| vec![vec![1; length], frame]);
        world.meet();
        assert!(world.applied().iter().all(|sdp| sdp.contains("real")));
    }
}
