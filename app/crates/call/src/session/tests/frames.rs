//! The second layer: agreed upon by both, keys never twice, nothing without it.

use super::super::*;
use super::world::{Who, World, doctor, patient};
use crate::event::Intent;
use crate::media::{FrameCounts, LocalMedia};

const BOTH_DEVICES: LocalMedia = LocalMedia { microphone: true, camera: true };
/// A healthy stream: the worker was asked last and is ahead.
const HEALTHY: FrameCounts = FrameCounts { sent: 400, sealed: 401, received: 390, called: 392 };

fn able(mut config: SessionConfig) -> SessionConfig {
    config.frame_encryption = true;
    config
}

fn able_world() -> World {
    World::with(able(patient(BOTH_DEVICES)), able(doctor()))
}

#[test]
fn when_both_can_each_seals_with_what_the_other_opens() {
    let mut world = able_world();
    world.meet();
    let [(first, sends, receives), (second, others_send, others_receive)] = world.frame_keys[..] else {
        panic!("one pair of keys each");
    };
    assert_ne!(first, second);
    assert_eq!((sends, receives), (others_receive, others_send));
    assert_ne!(sends, receives);
    assert_eq!(world.patient.view().layer2, Layer2::Active);
    assert_eq!(world.doctor.view().layer2, Layer2::Active);
}

#[test]
fn keys_come_before_the_connection_they_protect() {
    let mut world = able_world();
    world.meet();
    for who in ["Patient", "Doctor"] {
        let place = |what: &str| world.log.iter().position(|line| *line == format!("{who} {what}"));
        assert!(place("FrameKeys(..)").unwrap() < place("CreatePeer").unwrap());
    }
}

#[test]
fn when_one_cannot_both_say_so_and_talk() {
    let mut world = World::with(able(patient(BOTH_DEVICES)), doctor());
    world.meet();
    world.intent_doctor(Intent::Admit);
    assert!(world.frame_keys.is_empty());
    for session in [&world.patient, &world.doctor] {
        assert_eq!(session.view().layer2, Layer2::Unavailable);
        assert_eq!(session.view().phase, Phase::InCall(Link::Good));
    }
}

#[test]
fn a_new_connection_never_gets_keys_that_were_used() {
    let mut world = able_world();
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.reload(Who::Patient, able(patient(BOTH_DEVICES)));
    world.run(Duration::from_secs(1));
    assert_eq!(world.frame_keys.len(), 4);
    for (index, (_, sends, _)) in world.frame_keys.iter().enumerate() {
        assert!(world.frame_keys.iter().skip(index + 1).all(|(_, other, _)| other != sends));
    }
    assert_eq!(world.patient.view().layer2, Layer2::Active);
}

#[test]
fn frames_past_the_encryption_end_the_meeting() {
    let ahead = |count: u64| count + count / 4 + 26;
    let bypasses = [
        FrameCounts { sent: ahead(HEALTHY.sealed), ..HEALTHY },
        FrameCounts { received: ahead(HEALTHY.called), ..HEALTHY },
        // A worker that is never called.
        FrameCounts { sent: 26, ..FrameCounts::default() },
        FrameCounts { received: 26, ..FrameCounts::default() },
    ];
    for bypass in bypasses {
        for (audio, video) in [(HEALTHY, bypass), (bypass, HEALTHY)] {
            let mut world = able_world();
            world.meet();
            world.event_patient(Event::Frames { audio: HEALTHY, video: HEALTHY });
            assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
            world.event_patient(Event::Frames { audio, video });
            world.run(Duration::from_secs(2));
            assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
            world.event_patient(Event::Frames { audio, video });
            assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::FrameEncryptionFailed));
            assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::OtherHungUp));
        }
    }
}

#[test]
fn a_worker_that_catches_up_disturbs_nobody() {
    let late = FrameCounts { received: 600, ..HEALTHY };
    let mut world = able_world();
    world.meet();
    for _ in 0..5 {
        world.event_patient(Event::Frames { audio: late, video: HEALTHY });
        world.run(Duration::from_secs(1));
        world.event_patient(Event::Frames { audio: HEALTHY, video: HEALTHY });
        world.run(Duration::from_secs(1));
    }
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
}

#[test]
fn an_encryption_that_cannot_start_ends_the_meeting() {
    let mut world = able_world();
    world.meet();
    world.event_patient(Event::FrameEncryption(false));
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::FrameEncryptionFailed));
}
