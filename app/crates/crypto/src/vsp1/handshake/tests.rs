use std::rc::Rc;

use super::*;
use crate::identity::IdentityKey;
use crate::rng::FastRng;
use crate::vsp1::{AbortReason, DoctorDoor, DoorAnswer, Invitation, PatientHandshake, PatientStep, Proof};
use heilsam_domain::JoinPassword;

struct Scene {
    rng: FastRng,
    invitation: Invitation,
    key: Rc<IdentityKey>,
}

impl Scene {
    fn new(seed: u8) -> Self {
        let mut rng = FastRng::from_seed([seed; 32]);
        let invitation = Invitation::make(&mut rng);
        let key = Rc::new(IdentityKey::make(&mut rng));
        Self { rng, invitation, key }
    }

    fn door(&self) -> DoctorDoor {
        DoctorDoor::new(self.invitation.clone(), Rc::clone(&self.key), 0)
    }

    fn link_proof(&self) -> Proof {
        let link = self.invitation.link(&self.key.public());
        Proof::Link(link.secret, link.doctor)
    }

    fn begin(&mut self, proof: &Proof) -> (PatientHandshake, Vec<u8>) {
        PatientHandshake::begin(self.invitation.room, proof, &mut self.rng).unwrap()
    }
}

fn sent(answer: DoorAnswer) -> Vec<u8> {
    match answer {
        DoorAnswer::Send(frame) => frame,
        other => panic!("expected a frame, got {other:?}"),
    }
}

fn confirmation(patient: &mut PatientHandshake, reply: &[u8]) -> Vec<u8> {
    match patient.handle(reply).unwrap() {
        PatientStep::Send(frame) => frame,
        PatientStep::Verified(_) => panic!("too early"),
    }
}

fn meet(scene: &mut Scene, door: &mut DoctorDoor, proof: &Proof) -> Option<(Box<Keys>, Box<Keys>)> {
    let (mut patient, hello) = scene.begin(proof);
    let reply = sent(door.handle(&hello, &mut scene.rng));
    let confirm = confirmation(&mut patient, &reply);
    let DoorAnswer::Verified { frame, keys, .. } = door.handle(&confirm, &mut scene.rng) else {
        return None;
    };
    let PatientStep::Verified(own) = patient.handle(&frame).ok()? else { return None };
    Some((own, keys))
}

#[test]
fn both_sides_get_the_same_keys_with_the_link() {
    let mut scene = Scene::new(1);
    let proof = scene.link_proof();
    let mut door = scene.door();
    let (patient, doctor) = meet(&mut scene, &mut door, &proof).unwrap();
    assert_eq!(patient.security_number().unwrap(), doctor.security_number().unwrap());
    assert_eq!(patient.frames(Side::Doctor).unwrap(), doctor.frames(Side::Doctor).unwrap());
    assert_ne!(patient.frames(Side::Doctor).unwrap(), patient.frames(Side::Patient).unwrap());
    let (mut p, mut d) =
        (patient.signalling(Side::Patient).unwrap(), doctor.signalling(Side::Doctor).unwrap());
    assert_eq!(d.open(&p.seal(b"offer").unwrap()).unwrap().as_slice(), b"offer");
    assert_eq!(p.open(&d.seal(b"answer").unwrap()).unwrap().as_slice(), b"answer");
    let mut data = doctor.data(Side::Doctor).unwrap();
    assert!(data.open(&p.seal(b"x").unwrap()).is_err(), "data and signalling have different keys");
}

#[test]
fn the_typed_code_works_without_knowing_the_doctor() {
    let mut scene = Scene::new(2);
    let proof = Proof::Code(scene.invitation.code.clone().unwrap());
    let mut door = scene.door();
    assert!(meet(&mut scene, &mut door, &proof).is_some());
}

#[test]
fn three_wrong_codes_kill_the_code_but_not_the_link() {
    let mut scene = Scene::new(3);
    let (mut door, wrong) = (scene.door(), Proof::Code(JoinPassword::from_random([9; 5])));
    for expected in [AbortReason::WrongSecret, AbortReason::WrongSecret, AbortReason::CodeLocked] {
        let (mut patient, hello) = scene.begin(&wrong);
        let reply = sent(door.handle(&hello, &mut scene.rng));
        let confirm = confirmation(&mut patient, &reply);
        let DoorAnswer::Refused { reason, frame } = door.handle(&confirm, &mut scene.rng) else {
            panic!("a wrong code was let in");
        };
        assert_eq!(reason, expected);
        assert_eq!(patient.handle(&frame).unwrap_err(), HandshakeError::Refused(expected));
    }
    let right = Proof::Code(scene.invitation.code.clone().unwrap());
    let (_, hello) = scene.begin(&right);
    assert!(matches!(
        door.handle(&hello, &mut scene.rng),
        DoorAnswer::Refused { reason: AbortReason::CodeLocked, .. }
    ));
    let link = scene.link_proof();
    assert!(meet(&mut scene, &mut door, &link).is_some());
}

#[test]
fn asking_without_confirming_teaches_nothing_and_counts_nothing() {
    let mut scene = Scene::new(4);
    let mut door = scene.door();
    for guess in 0..10 {
        let (_, hello) = scene.begin(&Proof::Code(JoinPassword::from_random([guess; 5])));
        let reply = sent(door.handle(&hello, &mut scene.rng));
        assert_eq!(reply.len(), 2 + 65 + 1088 + 49 + 32, "no confirmation before the patient's");
    }
    assert_eq!(door.failed_tries(), 0);
}

#[test]
fn another_doctor_with_the_right_secret_is_refused() {
    let mut scene = Scene::new(5);
    let proof = scene.link_proof();
    let impostor = Rc::new(IdentityKey::make(&mut scene.rng));
    let mut door = DoctorDoor::new(scene.invitation.clone(), impostor, 0);
    let (mut patient, hello) = scene.begin(&proof);
    let reply = sent(door.handle(&hello, &mut scene.rng));
    assert_eq!(patient.handle(&reply).unwrap_err(), HandshakeError::NotTheDoctor);
}

/// The limit of a typed code, as the threat model names it.
#[test]
fn whoever_knows_a_typed_code_and_gets_the_seat_can_answer_in_the_doctors_place() {
    let mut scene = Scene::new(5);
    let proof = Proof::Code(scene.invitation.code.clone().unwrap());
    let impostor = Rc::new(IdentityKey::make(&mut scene.rng));
    let mut door = DoctorDoor::new(scene.invitation.clone(), impostor, 0);
    assert!(meet(&mut scene, &mut door, &proof).is_some());
}

#[test]
fn a_doctor_key_without_its_signature_is_refused() {
    let mut scene = Scene::new(6);
    let (mut door, proof) = (scene.door(), scene.link_proof());
    let (mut patient, hello) = scene.begin(&proof);
    let reply = sent(door.handle(&hello, &mut scene.rng));
    let confirm = confirmation(&mut patient, &reply);
    let DoorAnswer::Verified { mut frame, .. } = door.handle(&confirm, &mut scene.rng) else {
        panic!("refused")
    };
    *frame.last_mut().unwrap() ^= 1;
    assert_eq!(patient.handle(&frame).unwrap_err(), HandshakeError::NotTheDoctor);
}

#[test]
fn every_changed_byte_of_the_handshake_is_noticed() {
    let mut scene = Scene::new(7);
    let proof = scene.link_proof();
    let (_, hello) = scene.begin(&proof);
    for place in (2..hello.len()).step_by(97) {
        let mut door = scene.door();
        let (mut patient, mut hello) = scene.begin(&proof);
        hello[place] ^= 1;
        let DoorAnswer::Send(reply) = door.handle(&hello, &mut scene.rng) else { continue };
        let confirm = confirmation(&mut patient, &reply);
        let answer = door.handle(&confirm, &mut scene.rng);
        assert!(matches!(answer, DoorAnswer::Refused { .. }), "hello byte {place}");
    }
    let reply_length = 2 + 65 + 1088 + 49 + 32;
    for place in (2..reply_length).step_by(53) {
        let mut door = scene.door();
        let (mut patient, hello) = scene.begin(&proof);
        let mut reply = sent(door.handle(&hello, &mut scene.rng));
        reply[place] ^= 1;
        let Ok(PatientStep::Send(confirm)) = patient.handle(&reply) else { continue };
        let answer = door.handle(&confirm, &mut scene.rng);
        assert!(matches!(answer, DoorAnswer::Refused { .. }), "reply byte {place}");
    }
}

#[test]
fn the_same_secret_in_another_room_is_refused() {
    let mut scene = Scene::new(8);
    let (mut door, proof) = (scene.door(), scene.link_proof());
    let elsewhere = RoomId::from_random([4; 16]);
    let (mut patient, hello) = PatientHandshake::begin(elsewhere, &proof, &mut scene.rng).unwrap();
    let reply = sent(door.handle(&hello, &mut scene.rng));
    let confirm = confirmation(&mut patient, &reply);
    assert!(matches!(door.handle(&confirm, &mut scene.rng), DoorAnswer::Refused { .. }));
}

#[test]
fn a_recorded_handshake_cannot_be_played_again() {
    let mut scene = Scene::new(9);
    let (mut door, proof) = (scene.door(), scene.link_proof());
    let (mut patient, hello) = scene.begin(&proof);
    let reply = sent(door.handle(&hello, &mut scene.rng));
    let confirm = confirmation(&mut patient, &reply);
    assert!(matches!(door.handle(&confirm, &mut scene.rng), DoorAnswer::Verified { .. }));
    assert!(matches!(door.handle(&confirm, &mut scene.rng), DoorAnswer::Refused { .. }));
    let _fresh = sent(door.handle(&hello, &mut scene.rng));
    assert!(matches!(door.handle(&confirm, &mut scene.rng), DoorAnswer::Refused { .. }));
}

#[test]
fn a_hello_that_is_said_again_gets_the_same_answer_until_it_is_confirmed() {
    let mut scene = Scene::new(12);
    let (mut door, proof) = (scene.door(), scene.link_proof());
    let (mut patient, hello) = scene.begin(&proof);
    let reply = sent(door.handle(&hello, &mut scene.rng));
    assert_eq!(sent(door.handle(&hello, &mut scene.rng)), reply);
    let confirm = confirmation(&mut patient, &reply);
    assert!(matches!(door.handle(&confirm, &mut scene.rng), DoorAnswer::Verified { .. }));
    assert_ne!(sent(door.handle(&hello, &mut scene.rng)), reply);
}

#[test]
fn a_meeting_goes_on_after_a_break_without_the_invitation() {
    let mut scene = Scene::new(10);
    let (mut door, proof) = (scene.door(), scene.link_proof());
    let (patient, doctor) = meet(&mut scene, &mut door, &proof).unwrap();
    let number = doctor.security_number().unwrap();
    door.remember(doctor.resumption(number).unwrap());
    let kept = patient.resumption(number).unwrap().to_bytes();
    let resumption = crate::vsp1::Resumption::from_bytes(&kept).unwrap();
    assert_eq!(resumption.number(), number);
    let again = Proof::Resumption(resumption);
    assert!(meet(&mut scene, &mut door, &again).is_some());

    let mut reloaded = scene.door();
    let (_, hello) = scene.begin(&again);
    assert!(matches!(
        reloaded.handle(&hello, &mut scene.rng),
        DoorAnswer::Refused { reason: AbortReason::UnknownResumption, .. }
    ));
}

#[test]
fn malformed_frames_never_get_in() {
    let mut scene = Scene::new(11);
    let (mut door, proof) = (scene.door(), scene.link_proof());
    let (mut patient, hello) = scene.begin(&proof);
    for frame in [&[][..], &[1], &[1, 1], &[9, 1, 1], &[1, 77], &hello[..hello.len() - 1]] {
        assert!(matches!(door.handle(frame, &mut scene.rng), DoorAnswer::Refused { .. }));
        assert!(patient.handle(frame).is_err());
        patient = scene.begin(&proof).0;
    }
    assert!(matches!(
        door.handle(&[2, 1, 1], &mut scene.rng),
        DoorAnswer::Refused { reason: AbortReason::Version, .. }
    ));
}
