//! Rooms for two guests of a call: only the doctor in the seat opens them, and they end with the call.

use heilsam_domain::{Role, RoomId};
use heilsam_protocol::consultation::IceServers;
use heilsam_protocol::path;
use heilsam_protocol::signal::{RefusedReason, Seat};
use jiff::SignedDuration;
use serde_json::json;

use super::consultations::{plan, room};
use super::harness::sockets::{Heard, Listening, Socket, joined, refused};
use super::harness::{Client, TestServer};

const CALL: u8 = 1;
const PAIR: u8 = 41;

fn rooms(numbers: &[u8]) -> serde_json::Value {
    json!({"rooms": numbers.iter().map(|number| room(*number)).collect::<Vec<RoomId>>()})
}

fn pairs_of(number: u8) -> String {
    path::fill(path::CONSULTATION_PAIRS, room(number))
}

/// A doctor in the seat of a planned call.
async fn in_call<'a>(server: &'a TestServer, listening: &Listening) -> (Client<'a>, Socket) {
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(server, &mut doctor, room(CALL)).await;
    let (seat, _) = listening.join(room(CALL), Seat::Doctor, 9, doctor.cookie.as_deref()).await;
    (doctor, seat)
}

#[tokio::test]
async fn two_guests_meet_in_a_room_that_the_doctor_opened_until_the_call_ends() {
    let server = TestServer::start().await;
    let listening = Listening::start(&server).await;
    let (mut doctor, _seat) = in_call(&server, &listening).await;
    assert_eq!(listening.join(room(PAIR), Seat::Guest, 1, None).await.1, refused(RefusedReason::NoRoom));
    assert_eq!(doctor.put(&pairs_of(CALL), rooms(&[PAIR])).await.status, 204);
    let (mut one, heard) = listening.join(room(PAIR), Seat::Doctor, 1, None).await;
    assert_eq!(heard, joined(false));
    let (mut other, heard) = listening.join(room(PAIR), Seat::Guest, 2, None).await;
    assert_eq!(heard, joined(true));
    let _ = one.hear().await;
    other.send(b"opaque").await;
    assert_eq!(one.hear().await, Heard::Bytes(b"opaque".to_vec()));
    let (_, heard) = listening.join(room(PAIR), Seat::Guest, 3, None).await;
    assert_eq!(heard, refused(RefusedReason::SeatTaken), "a third finds no seat");
    let ice: IceServers = server.client().get(&path::fill(path::ROOM_ICE, room(PAIR))).await.read();
    assert!(ice.expires_at > server.now());

    let end = json!({"end": true});
    assert_eq!(doctor.patch(&path::fill(path::CONSULTATION, room(CALL)), end).await.status, 204);
    assert_eq!(one.hear().await, refused(RefusedReason::Ended));
    assert_eq!(other.hear().await, refused(RefusedReason::Ended));
    assert_eq!(listening.join(room(PAIR), Seat::Guest, 2, None).await.1, refused(RefusedReason::NoRoom));
}

#[tokio::test]
async fn staff_take_no_seat_between_two_guests_either() {
    let server = TestServer::start().await;
    let listening = Listening::start(&server).await;
    let (mut doctor, _seat) = in_call(&server, &listening).await;
    doctor.put(&pairs_of(CALL), rooms(&[PAIR])).await;
    let staff = server.log_in_as(Role::Staff, false).await;
    for seat in [Seat::Doctor, Seat::Guest] {
        let (_, heard) = listening.join(room(PAIR), seat, 1, staff.cookie.as_deref()).await;
        assert_eq!(heard, refused(RefusedReason::NotAllowed));
    }
}

#[tokio::test]
async fn only_the_doctor_in_the_seat_opens_rooms_and_no_more_than_three() {
    let server = TestServer::start().await;
    let listening = Listening::start(&server).await;
    let mut idle = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut idle, room(2)).await;
    idle.put(&pairs_of(2), rooms(&[PAIR])).await.refused(409, "conflict");
    let (mut doctor, _seat) = in_call(&server, &listening).await;
    idle.put(&pairs_of(CALL), rooms(&[PAIR])).await.refused(404, "not-found");
    doctor.put(&pairs_of(7), rooms(&[PAIR])).await.refused(404, "not-found");
    doctor.put(&pairs_of(CALL), rooms(&[41, 42, 43, 44])).await.refused(422, "invalid-field");
    doctor.put(&pairs_of(CALL), rooms(&[2])).await.refused(422, "invalid-field");
    assert_eq!(doctor.put(&pairs_of(CALL), rooms(&[41, 42, 43])).await.status, 204);
}

#[tokio::test]
async fn rooms_of_a_doctor_who_says_no_more_end_by_themselves() {
    let server = TestServer::start().await;
    let listening = Listening::start(&server).await;
    let (mut doctor, _seat) = in_call(&server, &listening).await;
    doctor.put(&pairs_of(CALL), rooms(&[PAIR])).await;
    server.advance(SignedDuration::from_mins(2));
    assert_eq!(doctor.put(&pairs_of(CALL), rooms(&[PAIR])).await.status, 204);
    server.advance(SignedDuration::from_mins(2));
    assert_eq!(listening.join(room(PAIR), Seat::Guest, 1, None).await.1, joined(false));
    server.advance(SignedDuration::from_mins(1));
    assert_eq!(listening.join(room(PAIR), Seat::Guest, 1, None).await.1, refused(RefusedReason::NoRoom));
}
