//! A connection on which both have agreed and which never comes: ICE finds a way, DTLS does not get through.

use std::time::Duration;

use super::world::{Who, World, doctor, patient};
use crate::event::{Event, Intent, PeerState};
use crate::media::LocalMedia;
use crate::view::{Link, Phase};

const NONE: LocalMedia = LocalMedia { microphone: false, camera: false };

/// The guest loads the page again in the call and has no devices; the connection is agreed on and hangs.
fn hanging() -> World {
    let mut world = World::with(patient(LocalMedia { microphone: true, camera: true }), doctor());
    world.meet();
    world.intent_doctor(Intent::Admit);
    world.run(Duration::from_secs(1));
    world.connects = false;
    world.reload(Who::Patient, patient(NONE));
    world.run(Duration::from_secs(5));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Connecting));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Connecting));
    world
}

fn made(world: &World, line: &str) -> usize {
    world.log.iter().filter(|each| *each == line).count()
}

#[test]
fn a_connection_that_hangs_is_made_anew_and_the_call_goes_on() {
    let mut world = hanging();
    let number = world.doctor.view().security_number.clone();
    let before = made(&world, "Patient CreatePeer");
    world.connects = true;
    world.run(Duration::from_secs(5));
    assert_eq!(made(&world, "Patient CreatePeer"), before + 1);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.patient.view().security_number, number);
}

#[test]
fn a_connection_that_never_comes_is_made_anew_three_times_and_then_said_to_be_impossible() {
    let mut world = hanging();
    let before = made(&world, "Doctor CreatePeer");
    world.run(Duration::from_secs(300));
    assert_eq!(made(&world, "Doctor CreatePeer"), before + 3);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::NoWay));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::NoWay));
}

/// No browser can make a description, and the doctor admits all the same.
fn speechless() -> World {
    let mut world = World::new();
    world.describes = false;
    world.meet();
    world.intent_doctor(Intent::Admit);
    world
}

fn offers(world: &World) -> usize {
    world.log.iter().filter(|each| each.starts_with("Doctor CreateOffer")).count()
}

#[test]
fn an_offer_that_always_fails_is_made_again_six_times_and_then_said_to_be_impossible() {
    let mut world = speechless();
    world.run(Duration::from_secs(35));
    assert_eq!(offers(&world), 7);
    world.run(Duration::from_secs(300));
    assert_eq!(offers(&world), 7);
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::NoWay));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::NoWay));
}

#[test]
fn an_offer_that_fails_is_made_again_ever_more_slowly_and_the_call_begins_with_the_first_that_does_not() {
    let mut world = speechless();
    world.run(Duration::from_secs(6));
    assert_eq!(offers(&world), 4, "at once, and after 0.3, 1.3 and 3.3 seconds");
    world.describes = true;
    world.run(Duration::from_secs(5));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn whoever_presses_try_again_after_offers_that_failed_has_all_tries_anew() {
    let mut world = speechless();
    world.run(Duration::from_secs(120));
    let before = offers(&world);
    world.intent_doctor(Intent::Retry);
    world.run(Duration::from_secs(3));
    assert!(offers(&world) > before + 1);
    world.describes = true;
    world.run(Duration::from_secs(10));
    assert_eq!(world.doctor.view().phase, Phase::InCall(Link::Good));
}

#[test]
fn another_page_of_the_other_side_has_its_own_time_before_that_is_said() {
    let mut world = hanging();
    world.run(Duration::from_secs(300));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::NoWay));
    world.reload(Who::Doctor, doctor());
    world.run(Duration::from_secs(5));
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Connecting));
}

#[test]
fn a_connection_that_comes_within_eight_seconds_is_left_alone() {
    let mut world = hanging();
    let before = made(&world, "Doctor CreatePeer");
    world.event_doctor(Event::Peer(PeerState::Connected));
    world.event_patient(Event::Peer(PeerState::Connected));
    world.run(Duration::from_secs(60));
    assert_eq!(made(&world, "Doctor CreatePeer"), before);
    assert_eq!(world.patient.view().phase, Phase::InCall(Link::Good));
}
