//! Rooms when the nameplates are taken: nobody is refused an appointment for want of four digits.

use heilsam_backend::serve;
use heilsam_domain::{ConsultationState, Role, RoomId};
use heilsam_protocol::consultation::{Consultation, IceServers, Room};
use heilsam_protocol::path;
use jiff::SignedDuration;

use super::administration::tamper;
use super::consultations::{plan, plan_body, room};
use super::harness::TestServer;

const DAY: i64 = 24 * 60;
/// All nameplates, held by whoever came first.
const TAKE_ALL: &str = "WITH RECURSIVE digits (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM digits WHERE number < 9999)
    INSERT INTO consultations (room_id, account_id, nameplate, state, opens_at, closes_at, sealed)
    SELECT randomblob(16), (SELECT MIN(account_id) FROM accounts), number, 'planned', 0, 9999999999999, x'00' FROM digits";
const GIVE_BACK_ONE: &str = "UPDATE consultations SET state = 'cancelled' WHERE nameplate = 4711";
const GIVE_BACK_HALF: &str = "UPDATE consultations SET state = 'cancelled' WHERE nameplate >= 5000";

async fn nameplate_of(server: &TestServer, room: RoomId) -> Option<u16> {
    let row = server.state.store.consultation(room).await.unwrap().unwrap();
    row.nameplate.map(heilsam_domain::Nameplate::number)
}

#[tokio::test]
async fn when_all_nameplates_are_taken_a_room_is_planned_without_one_and_opens_by_its_link() {
    let server = TestServer::start().await;
    server.log_in_as(Role::Doctor, false).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    tamper(&server, TAKE_ALL).await;
    let planned = plan(&server, &mut doctor, room(1)).await;
    assert_eq!((planned.state, planned.nameplate.as_str()), (ConsultationState::Planned, ""));
    assert_eq!(plan(&server, &mut doctor, room(1)).await, planned, "sent again, answered alike");
    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert_eq!(list, [planned]);
    server.client().get(&path::fill(path::ROOM_ICE, room(1))).await.read::<IceServers>();
}

#[tokio::test]
async fn a_nameplate_that_is_free_again_goes_to_the_room_that_opens_first() {
    let server = TestServer::start().await;
    server.log_in_as(Role::Doctor, false).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    tamper(&server, TAKE_ALL).await;
    for (number, opens) in [(1, 60), (2, 30), (3, 90)] {
        let body = plan_body(&server, room(number), opens, 120);
        assert_eq!(doctor.post(path::CONSULTATIONS, body).await.read::<Consultation>().nameplate, "");
    }
    serve::sweep(&server.state).await.unwrap();
    assert_eq!(nameplate_of(&server, room(2)).await, None, "nothing is free yet");
    tamper(&server, GIVE_BACK_ONE).await;
    serve::sweep(&server.state).await.unwrap();
    assert_eq!(nameplate_of(&server, room(2)).await, Some(4711));
    for other in [1, 3] {
        assert_eq!(nameplate_of(&server, room(other)).await, None);
    }
    let found: Room = server.client().get(&path::fill(path::NAMEPLATE, "4711")).await.read();
    assert_eq!(found.room_id, room(2));
}

#[tokio::test]
async fn rooms_months_ahead_take_no_nameplate_from_those_of_the_next_days() {
    let server = TestServer::start().await;
    server.log_in_as(Role::Doctor, false).await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    tamper(&server, TAKE_ALL).await;
    tamper(&server, GIVE_BACK_HALF).await;
    for (number, opens) in [(1, 60 * DAY), (2, DAY)] {
        let body = plan_body(&server, room(number), opens, opens + 60);
        doctor.post(path::CONSULTATIONS, body).await.read::<Consultation>();
    }
    serve::sweep(&server.state).await.unwrap();
    assert_eq!(nameplate_of(&server, room(1)).await, None);
    assert!(nameplate_of(&server, room(2)).await.is_some_and(|number| number >= 5000));
    server.advance(SignedDuration::from_hours(24 * 33));
    serve::sweep(&server.state).await.unwrap();
    assert!(
        nameplate_of(&server, room(1)).await.is_some_and(|number| number >= 5000),
        "it opens soon by now"
    );
}
