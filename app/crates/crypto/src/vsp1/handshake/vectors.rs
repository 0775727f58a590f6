//! A whole handshake from fixed randomness, frozen: another version must produce the same bytes.

use std::collections::BTreeMap;
use std::rc::Rc;

use data_encoding::HEXLOWER;

use super::*;
use crate::identity::IdentityKey;
use crate::rng::FastRng;
use crate::vsp1::{DoctorDoor, DoorAnswer, Invitation, PatientHandshake, PatientStep, Proof};

const FROZEN: &str = include_str!("../../../../../../tests/vectors/vsp1.json");

fn run() -> BTreeMap<&'static str, String> {
    let mut rng = FastRng::from_seed([0x5a; 32]);
    let invitation = Invitation::make(&mut rng);
    let key = Rc::new(IdentityKey::make(&mut rng));
    let link = invitation.link(&key.public());
    let mut values = BTreeMap::from([("link", link.expose())]);
    let mut freeze = |name, bytes: &[u8]| values.insert(name, HEXLOWER.encode(bytes));
    freeze("invitation", &invitation.to_bytes());

    let proof = Proof::Link(link.secret, link.doctor);
    let (mut patient, hello) = PatientHandshake::begin(invitation.room, &proof, &mut rng).unwrap();
    let mut door = DoctorDoor::new(invitation, key, 0);
    let DoorAnswer::Send(reply) = door.handle(&hello, &mut rng) else { panic!("no reply") };
    let Ok(PatientStep::Send(confirm)) = patient.handle(&reply) else { panic!("no confirmation") };
    let DoorAnswer::Verified { frame, keys, .. } = door.handle(&confirm, &mut rng) else { panic!("refused") };
    freeze("hello_sha384", &kdf::sha384(&[&hello]));
    freeze("reply_sha384", &kdf::sha384(&[&reply]));
    freeze("patient_confirm", &confirm);
    freeze("doctor_confirm", &frame);
    freeze("sealed", &keys.signalling(Side::Doctor).unwrap().seal(b"heilsam").unwrap());
    freeze("data", &keys.data(Side::Patient).unwrap().seal(b"heilsam").unwrap());
    freeze("frames_doctor", keys.frames(Side::Doctor).unwrap().as_slice());
    let number = keys.security_number().unwrap();
    freeze("resumption", &keys.resumption(number).unwrap().to_bytes());
    values.insert("security_number", number.to_string());
    values
}

#[test]
fn the_frozen_handshake_holds() {
    let frozen: BTreeMap<&str, String> = serde_json::from_str(FROZEN).unwrap();
    let now = run();
    assert_eq!(now, frozen, "{}", serde_json::to_string_pretty(&now).unwrap());
}
