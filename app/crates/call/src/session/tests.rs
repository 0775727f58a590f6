//! Two sessions and a relay that can lie, without a network.

mod consent;
mod exchange;
mod frames;
mod group;
mod hostile;
mod reach;
mod renewal;
mod restore;
mod world;

use std::time::Duration;

use super::*;
use crate::consent::CONSULTATION;
use crate::event::{Intent, PeerState};
use crate::media::LocalMedia;
use crate::view::Link;
use world::{World, code_patient, doctor, patient};

#[test]
fn both_sides_are_verified_and_wait_with_black_and_silence() {
    let mut world = World::new();
    world.meet();
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.doctor.view().other_name.as_deref(), Some("Erika Muster"));
    let given = world.doctor.view().consent.clone().unwrap();
    assert!(given.known);
    assert_eq!(given.record, CONSULTATION.in_german());
    assert_eq!(world.patient.view().consent, None);
    assert_eq!(world.patient.view().other_name.as_deref(), Some("Dr. Beispiel"));
    assert_eq!(world.patient.view().security_number, world.doctor.view().security_number);
    assert!(world.enabled_before_admit().is_empty(), "a track was on before the doctor admitted");
}

#[test]
fn admitting_turns_on_both_sides_without_a_new_negotiation() {
    let mut world = World::new();
    world.meet();
    let offers = world.offers;
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.doctor.view().sending, Tracks { audio: true, video: true });
    assert_eq!(world.patient.view().sending, Tracks { audio: true, video: true });
    assert_eq!(world.offers, offers);
}

#[test]
fn a_call_without_camera_is_a_call() {
    let mut world = World::with(patient(LocalMedia { microphone: true, camera: false }), doctor());
    world.meet();
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.patient.view().sending, Tracks { audio: true, video: false });
    assert_eq!(world.doctor.view().other_sending, Some(Tracks { audio: true, video: false }));
}

#[test]
fn mute_camera_and_background_are_told_to_the_other_side() {
    let mut world = World::new();
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.intent_patient(Intent::Mute(true));
    assert_eq!(world.doctor.view().other_sending, Some(Tracks { audio: false, video: true }));
    world.intent_patient(Intent::Background(true));
    assert_eq!(world.doctor.view().other_sending, Some(Tracks { audio: false, video: false }));
    world.intent_patient(Intent::Background(false));
    world.intent_patient(Intent::CameraOff(true));
    world.intent_patient(Intent::Mute(false));
    assert_eq!(world.doctor.view().other_sending, Some(Tracks { audio: true, video: false }));
}

#[test]
fn the_patient_cannot_admit_itself() {
    let mut world = World::new();
    world.meet();
    world.intent_patient(Intent::Admit);
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
}

#[test]
fn refusing_sends_the_patient_away_and_keeps_the_room() {
    let mut world = World::new();
    world.meet();
    world.intent_doctor(Intent::Refuse);
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::Refused));
    assert_eq!(world.doctor.view().phase, Phase::Alone);
    assert_eq!(world.doctor.view().other_name, None);
}

#[test]
fn hanging_up_ends_both_sides_and_forgets_everything() {
    for by_doctor in [true, false] {
        let mut world = World::new();
        world.meet();
        world.intent_doctor(Intent::Admit);
        if by_doctor {
            world.intent_doctor(Intent::HangUp);
        } else {
            world.intent_patient(Intent::HangUp);
        }
        let (own, other) = if by_doctor {
            (world.doctor.view(), world.patient.view())
        } else {
            (world.patient.view(), world.doctor.view())
        };
        assert_eq!(own.phase, Phase::Ended(EndReason::HungUp));
        assert_eq!(other.phase, Phase::Ended(EndReason::OtherHungUp));
        assert!(world.kept_patient.is_none() && world.kept_doctor.is_none());
    }
}

#[test]
fn a_required_comparison_comes_before_the_call() {
    let mut config = doctor();
    config.comparison_required = true;
    let mut world = World::with(patient(LocalMedia { microphone: true, camera: true }), config);
    world.meet();
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
    world.intent_doctor(Intent::NumberMatches);
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn a_patient_who_came_by_code_is_asked_to_compare_and_not_kept_waiting() {
    let mut config = code_patient(false);
    config.comparison_required = true;
    let mut world = World::with(config, doctor());
    world.meet();
    world.intent_doctor(Intent::Admit);
    let view = world.patient.view();
    assert!(matches!(view.phase, Phase::InCall(_)), "{:?}", view.phase);
    assert!(view.comparison_required && !view.number_compared);
    world.intent_patient(Intent::NumberMatches);
    assert!(world.patient.view().number_compared);
}

#[test]
fn different_numbers_end_the_meeting_at_once() {
    let mut world = World::new();
    world.meet();
    world.intent_patient(Intent::NumberDiffers);
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::NumberDiffers));
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::OtherNumberDiffers));
}

#[test]
fn the_patient_waits_alone_until_the_doctor_comes() {
    let mut world = World::new();
    world.open_patient();
    assert_eq!(world.patient.view().phase, Phase::Alone);
    world.open_doctor();
    world.settle();
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
}

#[test]
fn the_typed_code_leads_to_the_same_meeting() {
    let mut world = World::with(code_patient(false), doctor());
    world.meet();
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
}

#[test]
fn a_refused_seat_has_its_own_end() {
    let reasons = [
        ("no-room", EndReason::RoomUnknown),
        ("too-early", EndReason::TooEarly),
        ("not-allowed", EndReason::NotAllowed),
        ("seat-taken", EndReason::SeatTaken),
        ("taken-over", EndReason::SeatTaken),
        ("ended", EndReason::Expired),
        ("bad-frame", EndReason::VersionMismatch),
        ("too-many", EndReason::TooManyTries),
        ("too-many-guests", EndReason::TooManyGuests),
    ];
    for (reason, end) in reasons {
        let mut world = World::new();
        world.server_to_patient(&format!(r#"{{"type":"refused","reason":"{reason}"}}"#));
        assert_eq!(world.patient.view().phase, Phase::Ended(end), "{reason}");
    }
}

#[test]
fn an_ended_session_stays_ended() {
    let mut world = World::new();
    world.meet();
    world.intent_patient(Intent::HangUp);
    world.run(Duration::from_secs(20));
    world.event_patient(Event::Peer(PeerState::Connected));
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::HungUp));
}

#[test]
fn nothing_private_is_printed() {
    let mut world = World::new();
    world.meet();
    let printed = format!("{:?} {:?} {:?}", world.patient, world.log, Event::SignallingText("x".into()));
    for secret in ["Erika", "candidate", "v=0", "fingerprint"] {
        assert!(!printed.contains(secret), "{secret}");
    }
}

#[test]
fn a_word_of_the_doctor_reaches_who_waits_and_only_who_is_proven() {
    let mut world = World::new();
    world.open_doctor();
    world.event_doctor(Event::Say("zu früh".into()));
    world.meet();
    assert_eq!(world.patient.view().message, None);
    world.event_doctor(Event::Say("x".repeat(crate::MAX_MESSAGE + 1)));
    assert_eq!(world.patient.view().message, None);
    world.event_doctor(Event::Say("Zehn Minuten später".into()));
    assert_eq!(world.patient.view().message.as_deref(), Some("Zehn Minuten später"));
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert!(world.enabled_before_admit().is_empty());
}

#[test]
fn who_waits_is_handed_over_to_a_colleague_with_a_link_that_nobody_else_sees() {
    let mut world = World::new();
    world.event_doctor(Event::HandOver("/v#too-early".into()));
    world.meet();
    assert_eq!(world.patient.view().handed_over, None);
    world.event_doctor(Event::HandOver("/v#1.room.secret.key".into()));
    assert_eq!(world.patient.view().handed_over.as_deref(), Some("/v#1.room.secret.key"));
    assert_eq!(world.patient.view().phase, Phase::Ended(EndReason::OtherHungUp));
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::HungUp));
    assert!(world.enabled_before_admit().is_empty());
}

#[test]
fn a_patient_hands_nobody_over_and_nobody_is_handed_over_out_of_a_call() {
    let mut world = World::new();
    world.meet();
    world.event_patient(Event::HandOver("/v#1.room.secret.key".into()));
    assert_eq!(world.doctor.view().handed_over, None);
    world.intent_doctor(Intent::Admit);
    world.event_doctor(Event::HandOver("/v#1.room.secret.key".into()));
    assert_eq!(world.patient.view().handed_over, None);
    assert!(matches!(world.patient.view().phase, Phase::InCall(_)));
}

#[test]
fn the_doctor_sees_which_devices_the_waiting_person_has_open() {
    let mut world = World::with(patient(LocalMedia { microphone: true, camera: false }), doctor());
    world.meet();
    let seen = world.doctor.view().other_devices;
    assert_eq!(seen, Some(LocalMedia { microphone: true, camera: false }));
    world.intent_doctor(Intent::Refuse);
    assert_eq!(world.doctor.view().other_devices, None);
}
