//! What is left of consultations when they are over and were kept long enough: nothing, and not in the audit log either.

use heilsam_backend::serve;
use heilsam_domain::{Role, RoomId};
use heilsam_protocol::consultation::Consultation;
use heilsam_protocol::signal::Seat;
use heilsam_protocol::{Bytes, path};
use jiff::SignedDuration;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::consultations::{hash_of, plan, plan_body, room};
use super::harness::TestServer;
use super::harness::sockets::{Listening, joined};
use super::practice::{found, join, plan_for};

/// Rooms, each with bytes that nothing else has.
const ENDED: u8 = 0xc1;
const CANCELLED: u8 = 0xc2;
const HANDED_OVER: u8 = 0xc3;
const CANCELLED_BY_GUEST: u8 = 0xc4;

fn rooms() -> [RoomId; 4] {
    [ENDED, CANCELLED, HANDED_OVER, CANCELLED_BY_GUEST].map(room)
}

/// Whether a file of the data folder holds the number of a room, as bytes or as it is written.
fn lies_somewhere(server: &TestServer, room: RoomId) -> bool {
    let (bytes, text) = (room.to_bytes(), room.to_string());
    let files = std::fs::read_dir(server.data()).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.is_file()).any(|path| {
        let content = std::fs::read(path).unwrap();
        let holds = |what: &[u8]| content.windows(what.len()).any(|window| window == what);
        holds(&bytes) || holds(text.as_bytes())
    })
}

async fn audited(server: &TestServer) -> String {
    let rows = server.state.store.audit_rows(0, 1_000).await.unwrap();
    rows.into_iter().map(|row| row.event).collect()
}

/// Planned, moved, handed over, visited, ended and cancelled in every way, with a refusal.
async fn a_day_of_consultations(server: &TestServer) {
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    found(&mut doctor, 1).await;
    join(&mut doctor, &mut colleague, 1).await;
    let at = |number: u8| path::fill(path::CONSULTATION, room(number));

    plan(server, &mut doctor, room(ENDED)).await;
    patient.delete(&at(ENDED)).await.refused(403, "forbidden");
    let listening = Listening::start(server).await;
    let (_guest, heard) = listening.join(room(ENDED), Seat::Guest, 1, None).await;
    assert_eq!(heard, joined(false));
    assert_eq!(doctor.patch(&at(ENDED), json!({"end": true})).await.status, 204);

    let planned = plan(server, &mut doctor, room(CANCELLED)).await;
    let later = json!({
        "opens_at": server.now() + SignedDuration::from_mins(60),
        "closes_at": server.now() + SignedDuration::from_mins(90),
    });
    let moved = json!({"times": later, "sealed": Bytes(vec![5; 70]), "based_on": hash_of(&planned.sealed)});
    assert_eq!(doctor.patch(&at(CANCELLED), moved).await.status, 204);
    assert_eq!(doctor.delete(&at(CANCELLED)).await.status, 204);

    let own = Some(doctor.account);
    let shared: Consultation = plan_for(server, &mut doctor, own, room(HANDED_OVER)).await.read();
    let handed = json!({
        "doctor": colleague.account, "sealed": Bytes(vec![6; 70]), "based_on": hash_of(&shared.sealed),
    });
    assert_eq!(doctor.patch(&at(HANDED_OVER), handed).await.status, 204);

    let token = [7_u8; 16];
    let mut body = plan_body(server, room(CANCELLED_BY_GUEST), 0, 60);
    body["cancel_hash"] = json!(Bytes(Sha256::digest(token).to_vec()));
    doctor.post(path::CONSULTATIONS, body).await.read::<Consultation>();
    let address = path::fill(path::ROOM_CANCELLATION, room(CANCELLED_BY_GUEST));
    let cancelled = server.client().post(&address, json!({"token": Bytes(token.to_vec())})).await;
    assert_eq!(cancelled.status, 204);
}

#[tokio::test]
async fn a_week_after_its_end_nothing_in_the_database_names_a_room_and_the_audit_log_is_whole() {
    let server = TestServer::start().await;
    a_day_of_consultations(&server).await;
    for room in rooms() {
        assert!(lies_somewhere(&server, room), "the search sees what is there");
    }
    server.advance(SignedDuration::from_hours(3));
    serve::sweep(&server.state).await.unwrap();
    server.advance(SignedDuration::from_hours(7 * 24));
    serve::sweep(&server.state).await.unwrap();

    assert!(server.state.store.verify_audit(&[]).await.unwrap().unwrap() > 0);
    let events = audited(&server).await;
    assert!(events.contains("access-refused"), "what was refused stays known: {events}");
    assert!(!events.contains(r#""event":"consultation"#), "{events}");
    server.state.store.close().await;
    for room in rooms() {
        assert!(!lies_somewhere(&server, room) && !events.contains(&room.to_string()), "{room}");
    }
}
