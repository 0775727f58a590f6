//! A whole handshake from fixed randomness, frozen: another version, and a browser, must produce the same bytes.

use std::collections::BTreeMap;
use std::rc::Rc;

use data_encoding::HEXLOWER;

use crate::identity::IdentityKey;
use crate::kdf;
use crate::rng::FastRng;
use crate::vsp1::{DoctorDoor, DoorAnswer, Invitation, PatientHandshake, PatientStep, Proof, Side};

/// Runs it again and compares every value; gives their number.
pub(crate) fn check(vectors: &str) -> Result<usize, String> {
    let frozen: BTreeMap<String, String> =
        serde_json::from_str(vectors).map_err(|error| format!("vector file: {error}"))?;
    let now = run()?;
    for (name, value) in &now {
        if frozen.get(*name) != Some(value) {
            return Err(format!("handshake: {name} is {value}"));
        }
    }
    if frozen.len() != now.len() {
        return Err(format!("handshake: {} values are frozen, {} were made", frozen.len(), now.len()));
    }
    Ok(now.len())
}

fn run() -> Result<BTreeMap<&'static str, String>, String> {
    let mut rng = FastRng::from_seed([0x5a; 32]);
    let invitation = Invitation::make(&mut rng);
    let key = Rc::new(IdentityKey::make(&mut rng));
    let link = invitation.link(&key.public());
    let mut values = BTreeMap::from([("link", link.expose())]);
    let mut freeze = |name, bytes: &[u8]| values.insert(name, HEXLOWER.encode(bytes));
    freeze("invitation", &invitation.to_bytes());

    let proof = Proof::Link(link.secret, link.doctor);
    let (mut patient, hello) = PatientHandshake::begin(invitation.room, &proof, &mut rng).map_err(say)?;
    let mut door = DoctorDoor::new(invitation, key, 0);
    let DoorAnswer::Send(reply) = door.handle(&hello, &mut rng) else { return Err("no reply".to_owned()) };
    let Ok(PatientStep::Send(confirm)) = patient.handle(&reply) else {
        return Err("no confirmation".to_owned());
    };
    let DoorAnswer::Verified { frame, keys, .. } = door.handle(&confirm, &mut rng) else {
        return Err("refused".to_owned());
    };
    freeze("hello_sha384", &kdf::sha384(&[&hello]));
    freeze("reply_sha384", &kdf::sha384(&[&reply]));
    freeze("patient_confirm", &confirm);
    freeze("doctor_confirm", &frame);
    freeze("sealed", &keys.signalling(Side::Doctor).map_err(say)?.seal(b"heilsam").map_err(say)?);
    freeze("data", &keys.data(Side::Patient).map_err(say)?.seal(b"heilsam").map_err(say)?);
    freeze("frames_doctor", keys.frames(Side::Doctor).map_err(say)?.as_slice());
    let number = keys.security_number().map_err(say)?;
    freeze("resumption", &keys.resumption(number).map_err(say)?.to_bytes());
    values.insert("security_number", number.to_string());
    Ok(values)
}

fn say(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROZEN: &str = include_str!("../../../../../../tests/vectors/vsp1.json");

    #[test]
    fn the_frozen_handshake_holds() {
        assert_eq!(check(FROZEN), Ok(11));
    }

    #[test]
    fn a_changed_value_of_the_handshake_is_noticed() {
        let changed = FROZEN.replacen(char::is_numeric, "x", 1);
        assert!(check(&changed).is_err());
    }
}
