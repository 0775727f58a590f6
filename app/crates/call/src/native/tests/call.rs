//! Whole consultations between two native drivers, over real sockets and the real handshake.

use super::relay::Relay;
use super::*;
use crate::consent::{CONSULTATION, FOR_THE_DOCTOR};
use crate::{EndReason, Entrance, Intent, Link, Participant, Phase, SessionConfig};
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::rng::FastRng;
use heilsam_crypto::vsp1::{Invitation, Proof};
use heilsam_protocol::signal::Seat;
use std::rc::Rc;
use std::sync::Arc;

const DOCTOR_SEED: u8 = 1;
const PATIENT_SEED: u8 = 2;
const NAME: &str = "Erika Kanarienvogel";

/// One participant: the call to run and what it shows.
struct Side {
    call: Call<FastRng>,
    handle: CallHandle,
    witness: Arc<Witness>,
}

impl Side {
    fn new(origin: &str, entrance: Entrance, name: &str, seed: u8) -> Self {
        let witness = Arc::new(Witness::default());
        let session = SessionConfig {
            entrance,
            name: name.to_owned(),
            devices: crate::LocalMedia::default(),
            comparison_required: false,
            relay_only: false,
            frame_encryption: false,
            kept: None,
        };
        let setup = CallSetup {
            session,
            server: Server::new(origin, None).unwrap(),
            network: Network::loopback(),
            sources: Sources::synthetic(),
            sink: witness.clone(),
            clock: clock(),
        };
        let (call, handle) = Call::new(setup, FastRng::from_seed([seed; 32]));
        Self { call, handle, witness }
    }
}

/// Doctor and patient of one invitation.
fn pair(origin: &str) -> (Side, Side) {
    let mut rng = FastRng::from_seed([9; 32]);
    let key = IdentityKey::make(&mut rng);
    let invitation = Invitation::make(&mut rng);
    let link = invitation.link(&key.public());
    let doctor = Entrance::Doctor { invitation, key: Rc::new(key), failed_tries: 0, texts: FOR_THE_DOCTOR };
    let consent = CONSULTATION.in_german();
    let patient =
        Entrance::Patient { room: link.room, proof: Proof::Link(link.secret, link.doctor), consent };
    (Side::new(origin, doctor, "Dr. Beispiel", DOCTOR_SEED), Side::new(origin, patient, NAME, PATIENT_SEED))
}

async fn phase_of(handle: &CallHandle, wanted: impl FnMut(&crate::CallView) -> bool) -> crate::CallView {
    let mut views = handle.view();
    let view = timeout(LONG, views.wait_for(wanted)).await;
    view.expect("the phase in time").expect("a running call").clone()
}

async fn hot(handle: &CallHandle) -> crate::CallView {
    phase_of(handle, |view| view.phase == (Phase::WaitingRoom { hot: true })).await
}

async fn talking(handle: &CallHandle) {
    phase_of(handle, |view| view.phase == Phase::InCall(Link::Good)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consultation_from_waiting_room_to_goodbye() {
    let relay = Relay::honest().await;
    let (doctor, patient) = pair(&relay.origin);
    let (at_doctor, at_patient) = (doctor.handle.clone(), patient.handle.clone());
    let (seen_by_doctor, seen_by_patient) = (doctor.witness.clone(), patient.witness.clone());
    let script = async {
        let view = hot(&at_doctor).await;
        assert_eq!(view.me, Participant::Doctor);
        assert_eq!(view.other_name.as_deref(), Some(NAME));
        assert!(view.consent.is_some_and(|given| given.known && given.record == CONSULTATION.in_german()));
        let number = hot(&at_patient).await.security_number;
        assert!(number.is_some());
        assert_eq!(number, at_doctor.view().borrow().security_number);

        until("black pictures both ways", || seen_by_doctor.pictures() > 5 && seen_by_patient.pictures() > 5)
            .await;
        for witness in [&seen_by_doctor, &seen_by_patient] {
            assert_eq!(witness.bright(), 0, "a picture before the doctor admitted");
            assert!(witness.loudest() <= SILENCE, "sound before the doctor admitted");
        }

        at_doctor.send(Intent::Admit);
        until("pictures both ways", || seen_by_doctor.bright() > 10 && seen_by_patient.bright() > 10).await;
        until("sound both ways", || seen_by_doctor.loudest() > 6_000 && seen_by_patient.loudest() > 6_000)
            .await;
        talking(&at_patient).await;
        assert_eq!(at_doctor.security().unwrap().srtp, "SRTP_AEAD_AES_256_GCM");
        at_patient.send(Intent::HangUp);
    };
    let (last_of_doctor, last_of_patient, ()) = tokio::join!(doctor.call.run(), patient.call.run(), script);
    assert_eq!(last_of_patient.phase, Phase::Ended(EndReason::HungUp));
    assert_eq!(last_of_doctor.phase, Phase::Ended(EndReason::OtherHungUp));
    assert!(relay.saw_anything());
    for canary in [NAME, "a=fingerprint", "candidate:", "127.0.0.1", CONSULTATION.version] {
        assert!(!relay.saw(canary.as_bytes()), "the server saw {canary}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_call_survives_the_loss_of_signalling() {
    let relay = Relay::honest().await;
    let (doctor, patient) = pair(&relay.origin);
    let (at_doctor, at_patient) = (doctor.handle.clone(), patient.handle.clone());
    let seen = patient.witness.clone();
    let script = async {
        hot(&at_doctor).await;
        hot(&at_patient).await;
        at_doctor.send(Intent::Admit);
        talking(&at_patient).await;
        until("pictures", || seen.bright() > 5).await;
        relay.cut();
        phase_of(&at_patient, |view| !view.line_open).await;
        let before = seen.bright();
        until("pictures without a server", || seen.bright() > before + 10).await;
        phase_of(&at_patient, |view| view.line_open).await;
        phase_of(&at_doctor, |view| view.line_open).await;
        talking(&at_patient).await;
        at_doctor.send(Intent::HangUp);
    };
    let (last_of_doctor, last_of_patient, ()) = tokio::join!(doctor.call.run(), patient.call.run(), script);
    assert_eq!(last_of_doctor.phase, Phase::Ended(EndReason::HungUp));
    assert_eq!(last_of_patient.phase, Phase::Ended(EndReason::OtherHungUp));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_changes_bytes_gets_neither_picture_nor_sound() {
    let mut passed = 0;
    let relay = Relay::start(Box::new(move |seat, mut frame| {
        passed += 1;
        // Let the handshake begin, then change the doctor's frames.
        if passed > 2
            && seat == Seat::Doctor
            && let Some(last) = frame.last_mut()
        {
            *last ^= 1;
        }
        vec![frame]
    }))
    .await;
    let (doctor, patient) = pair(&relay.origin);
    let at_doctor = doctor.handle.clone();
    let witnesses = [doctor.witness.clone(), patient.witness.clone()];
    let script = async {
        tokio::time::sleep(Duration::from_secs(3)).await;
        at_doctor.send(Intent::Admit);
        at_doctor.send(Intent::HangUp);
    };
    let bounded = timeout(LONG, async { tokio::join!(doctor.call.run(), patient.call.run(), script) });
    let (_, last_of_patient, ()) = bounded.await.expect("both ended");
    assert!(
        matches!(last_of_patient.phase, Phase::Ended(EndReason::NotAuthentic | EndReason::CodeWrong)),
        "{:?}",
        last_of_patient.phase
    );
    for witness in witnesses {
        assert_eq!((witness.pictures(), witness.loudest()), (0, 0));
    }
}

#[tokio::test]
async fn without_a_server_the_screen_says_so_and_hanging_up_works() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let (_, patient) = pair(&nowhere);
    let handle = patient.handle.clone();
    let script = async {
        phase_of(&handle, |view| matches!(view.phase, Phase::Connecting { attempts: 2.. })).await;
        handle.send(Intent::HangUp);
    };
    let (last, ()) = tokio::join!(patient.call.run(), script);
    assert_eq!(last.phase, Phase::Ended(EndReason::HungUp));
}
