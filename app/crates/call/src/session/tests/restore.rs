//! Broken lines, broken paths, reloaded pages.

use std::time::Duration;

use super::world::{Who, World, doctor, patient};
use crate::event::{Event, Intent, PeerState};
use crate::media::{LocalMedia, Tracks};
use crate::session::SessionConfig;
use crate::view::{EndReason, Link, Phase};

const HELLO: u8 = 1;
const REPLY: u8 = 2;
const DOCTOR_CONFIRM: u8 = 4;
const BOTH: LocalMedia = LocalMedia { microphone: true, camera: true };

fn in_call() -> World {
    let mut world = World::new();
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.run(Duration::from_secs(1));
    world
}

#[test]
fn silence_restarts_the_connection_and_the_call_goes_on() {
    let mut world = in_call();
    world.path = false;
    world.run(Duration::from_secs(2));
    assert!(matches!(world.patient.view().phase, Phase::InCall(Link::Reconnecting { .. })));
    assert!(world.restarts > 0);
    world.path = true;
    world.run(Duration::from_secs(1));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn a_short_blip_does_nothing() {
    let mut world = in_call();
    world.path = false;
    world.run(Duration::from_secs(1));
    world.path = true;
    world.run(Duration::from_secs(1));
    assert_eq!(world.restarts, 0);
}

#[test]
fn nobody_misses_media_from_a_side_without_devices() {
    let mut world = World::with(patient(LocalMedia::default()), doctor());
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.path = false;
    world.run(Duration::from_secs(5));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn a_lost_line_does_not_disturb_the_call_and_comes_back() {
    let mut world = in_call();
    let number = world.doctor.view().security_number.clone();
    world.lose_line(Who::Patient, true);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
    assert!(!world.patient.view().line_open);
    world.run(Duration::from_secs(2));
    assert!(world.patient.view().line_open);
    assert_eq!(world.restarts, 0);
    assert_eq!(world.patient.view().security_number, number);
    assert_eq!(world.doctor.view().security_number, number);
    world.intent_patient(Intent::Mute(true));
    assert_eq!(world.doctor.view().other_sending, Some(Tracks { audio: false, video: true }));
}

#[test]
fn a_goodbye_arrives_without_the_line() {
    let mut world = in_call();
    world.lose_line(Who::Patient, true);
    world.intent_patient(Intent::HangUp);
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::OtherHungUp));
}

#[test]
fn the_patient_reloads_the_page_and_is_back_in_the_call() {
    let mut world = in_call();
    world.reload(Who::Patient, patient(BOTH));
    world.run(Duration::from_millis(500));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.patient.view().security_number, world.doctor.view().security_number);
    world.intent_patient(Intent::HangUp);
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::OtherHungUp));
}

#[test]
fn who_waits_alone_takes_the_same_seat_again_after_a_reload() {
    let mut world = World::new();
    world.open_patient();
    let kept = world.kept_patient.clone();
    assert!(kept.is_some());
    world.reload(Who::Patient, patient(BOTH));
    assert_eq!(world.patient.view().phase, Phase::Alone);
    assert_eq!(world.kept_patient, kept, "another key would find the seat taken");
}

#[test]
fn the_doctor_reloads_the_page_and_the_call_goes_on() {
    let mut world = in_call();
    world.reload(Who::Doctor, doctor());
    world.run(Duration::from_millis(500));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn a_doctor_who_forgot_everything_must_admit_again() {
    let mut world = in_call();
    world.kept_doctor = None;
    world.reload(Who::Doctor, doctor());
    world.run(Duration::from_millis(500));
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.patient.view().sending, Tracks::default());
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn both_lose_the_line_and_the_path_and_find_each_other_again() {
    let mut world = in_call();
    world.path = false;
    world.lose_line(Who::Patient, true);
    world.lose_line(Who::Doctor, true);
    world.run(Duration::from_secs(4));
    world.path = true;
    world.run(Duration::from_secs(1));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn a_change_of_network_reopens_the_line_at_once() {
    let mut world = in_call();
    world.event_patient(Event::NetworkChanged);
    world.run(Duration::from_millis(300));
    assert!(world.patient.view().line_open);
    assert!(world.restarts > 0);
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn when_both_notice_at_once_only_the_doctor_offers() {
    let mut world = in_call();
    world.event_patient(Event::NetworkChanged);
    world.event_doctor(Event::NetworkChanged);
    world.run(Duration::from_secs(2));
    assert!(world.restarts > 0);
    assert!(world.log.iter().all(|line| !line.starts_with("Patient CreateOffer")));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn when_both_reopen_the_line_before_the_server_hears_of_either_they_prove_themselves_once() {
    let mut world = in_call();
    world.event_both(&Event::NetworkChanged);
    world.run(Duration::from_secs(2));
    assert!(world.restarts > 0);
    for session in [&world.patient, &world.doctor] {
        assert_eq!(session.view().phase, Phase::InCall(Link::Good));
        assert!(session.view().line_open);
    }
}

#[test]
fn the_end_of_a_handshake_that_comes_after_the_next_has_begun_disturbs_nobody() {
    let mut world = World::new();
    let (mut held, mut late) = (false, None);
    world.relay = Box::new(move |_, frame| match frame.get(1) {
        Some(&DOCTOR_CONFIRM) if !held => {
            held = true;
            late = Some(frame);
            vec![]
        }
        Some(&REPLY) => late.take().into_iter().chain([frame]).collect(),
        _ => vec![frame],
    });
    world.meet();
    assert_eq!(world.patient.view().phase, Phase::Verifying);
    world.run(Duration::from_secs(10));
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
}

#[test]
fn a_doctor_who_forgot_everything_may_say_so_twice() {
    let mut world = in_call();
    world.kept_doctor = None;
    world.relay = Box::new(|_, frame| match frame.get(1) {
        Some(&HELLO) => vec![frame.clone(), frame],
        _ => vec![frame],
    });
    world.reload(Who::Doctor, doctor());
    world.run(Duration::from_millis(500));
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
}

#[test]
fn the_patient_alone_notices_and_the_doctor_restores() {
    let mut world = in_call();
    let before = world.restarts;
    world.event_patient(Event::NetworkChanged);
    world.run(Duration::from_millis(500));
    assert_eq!(world.restarts, before + 1);
    world.run(Duration::from_secs(5));
    assert_eq!(world.restarts, before + 1, "restored once, not again and again");
}

#[test]
fn somebody_who_never_comes_back_ends_the_call_in_the_end() {
    let mut world = in_call();
    world.path = false;
    world.lose_line(Who::Patient, false);
    world.run(Duration::from_secs(60));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::OtherGone));
    world.run(Duration::from_secs(70));
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::ConnectionLost));
}

#[test]
fn a_patient_whose_doctor_and_server_are_gone_waits_again_and_is_let_in_when_both_are_back() {
    let mut world = in_call();
    world.path = false;
    world.lose_line(Who::Doctor, false);
    world.server = false;
    world.lose_line(Who::Patient, true);
    world.event_patient(Event::Peer(PeerState::Failed));
    world.run(Duration::from_secs(100));
    assert!(matches!(world.patient.view().phase, Phase::InCall(Link::Reconnecting { .. })));
    world.run(Duration::from_secs(30));
    assert!(matches!(world.patient.view().phase, Phase::Connecting { .. }));
    assert!(world.patient.view().interrupted);
    assert_eq!(world.patient.view().sending, Tracks::default());

    (world.path, world.server) = (true, true);
    world.run(Duration::from_secs(5));
    assert_eq!(world.patient.view().phase, Phase::Alone);
    world.reload(Who::Doctor, doctor());
    world.run(Duration::from_secs(1));
    assert_eq!(world.patient.view().phase, Phase::WaitingRoom { hot: true });
    assert!(world.patient.view().interrupted, "until the call goes on");
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert!(!world.patient.view().interrupted);
}

#[test]
fn a_patient_whose_own_line_is_gone_for_too_long_waits_alone_and_is_let_in_when_the_doctor_opens_again() {
    let mut world = in_call();
    (world.path, world.server) = (false, false);
    world.lose_line(Who::Patient, true);
    world.run(Duration::from_secs(130));
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::ConnectionLost));
    assert!(matches!(world.patient.view().phase, Phase::Connecting { .. }));
    assert!(world.patient.view().interrupted);

    (world.path, world.server) = (true, true);
    world.run(Duration::from_secs(5));
    assert_eq!(world.patient.view().phase, Phase::Alone, "nobody is there to let them in");
    assert!(world.patient.view().interrupted, "the screen says why");
    world.reload(Who::Doctor, doctor());
    world.run(Duration::from_secs(1));
    world.intent_doctor(Intent::Admit);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert!(!world.patient.view().interrupted);
}

#[test]
fn somebody_without_devices_has_two_minutes_to_come_back_as_well() {
    let mut world = World::with(patient(LocalMedia::default()), doctor());
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.path = false;
    world.run(Duration::from_secs(130));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good), "nothing is missed");
    world.lose_line(Who::Patient, false);
    world.event_doctor(Event::Peer(PeerState::Failed));
    world.run(Duration::from_secs(60));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::OtherGone));
    world.run(Duration::from_secs(70));
    assert_eq!(world.doctor.view().phase, Phase::Ended(EndReason::ConnectionLost));
}

#[test]
fn leaving_the_waiting_room_empties_the_seat_and_coming_back_fills_it() {
    let mut world = World::new();
    world.meet();
    world.lose_line(Who::Patient, true);
    assert_eq!(world.doctor.view().phase, Phase::Alone);
    world.run(Duration::from_secs(2));
    assert_eq!(world.doctor.view().phase, Phase::WaitingRoom { hot: true });
}

/// A doctor whose invitation went through the gateway.
fn comparing_doctor() -> SessionConfig {
    SessionConfig { comparison_required: true, ..doctor() }
}

fn compared() -> World {
    let mut world = World::with(patient(BOTH), comparing_doctor());
    world.meet();
    world.intent_doctor(Intent::NumberMatches);
    world
}

#[test]
fn a_doctor_who_compared_the_number_is_not_asked_again_after_a_reload() {
    let mut world = compared();
    let number = world.doctor.view().security_number.clone();
    world.reload(Who::Doctor, comparing_doctor());
    world.run(Duration::from_millis(500));
    assert!(matches!(world.doctor.view().phase, Phase::WaitingRoom { .. }));
    assert!(world.doctor.view().number_compared);
    assert_eq!(world.doctor.view().security_number, number, "it was said of this one");
    world.intent_doctor(Intent::Admit);
    assert!(matches!(world.doctor.view().phase, Phase::InCall(_)));
}

#[test]
fn another_guest_after_the_reload_is_compared_anew() {
    let mut world = compared();
    world.reload(Who::Doctor, comparing_doctor());
    world.run(Duration::from_millis(500));
    assert!(world.doctor.view().number_compared);
    world.kept_patient = None;
    world.reload(Who::Patient, patient(BOTH));
    world.run(Duration::from_millis(500));
    assert!(!world.doctor.view().number_compared);
    world.intent_doctor(Intent::Admit);
    assert!(matches!(world.doctor.view().phase, Phase::WaitingRoom { .. }));
}

#[test]
fn who_comes_back_after_somebody_else_was_compared_is_compared_anew() {
    let mut world = World::with(patient(BOTH), comparing_doctor());
    world.meet();
    let first = world.kept_patient.take();
    world.reload(Who::Patient, patient(BOTH));
    world.run(Duration::from_millis(500));
    world.intent_doctor(Intent::NumberMatches);
    assert!(world.doctor.view().number_compared);
    world.kept_patient = first;
    world.reload(Who::Patient, patient(BOTH));
    world.run(Duration::from_millis(500));
    assert!(matches!(world.doctor.view().phase, Phase::WaitingRoom { .. }));
    assert!(!world.doctor.view().number_compared, "the other one was");
}

#[test]
fn who_was_refused_is_compared_anew_also_after_a_reload() {
    let mut world = compared();
    world.intent_doctor(Intent::Refuse);
    world.reload(Who::Doctor, comparing_doctor());
    assert!(!world.doctor.view().number_compared);
}
