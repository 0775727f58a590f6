//! Two seats, one room: relay, take-over, refusals.

use heilsam_backend::serve;
use heilsam_domain::{ConsultationState, Role};
use heilsam_protocol::consultation::{Consultation, Room};
use heilsam_protocol::limit::SIGNAL_FRAME_BYTES;
use heilsam_protocol::path;
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat, ToServer};
use jiff::SignedDuration;
use serde_json::json;

use super::consultations::{plan, plan_body, room};
use super::harness::sockets::{Heard, Listening, joined, refused};
use super::harness::{Client, TestServer};

async fn doctor_and_room(server: &TestServer) -> Client<'_> {
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(server, &mut doctor, room(1)).await;
    doctor
}

#[tokio::test]
async fn bytes_travel_between_the_seats_unread() {
    let server = TestServer::start().await;
    let mut doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let (mut guest, heard) = listening.join(room(1), Seat::Guest, 1, None).await;
    assert_eq!(heard, joined(false));
    let (mut seat, heard) = listening.join(room(1), Seat::Doctor, 2, doctor.cookie.as_deref()).await;
    assert_eq!(heard, joined(true));
    assert_eq!(guest.hear().await, Heard::Control(FromServer::PeerJoined));
    let largest = vec![7; SIGNAL_FRAME_BYTES];
    guest.send(&largest).await;
    assert_eq!(seat.hear().await, Heard::Bytes(largest));
    seat.send(b"answer").await;
    assert_eq!(guest.hear().await, Heard::Bytes(b"answer".to_vec()));

    let list: Vec<Consultation> = doctor.get(path::CONSULTATIONS).await.read();
    assert_eq!(list[0].state, ConsultationState::Opened);
    let end = json!({"end": true});
    assert_eq!(doctor.patch(&path::fill(path::CONSULTATION, room(1)), end).await.status, 204);
    assert_eq!(guest.hear().await, refused(RefusedReason::Ended));
    assert_eq!(guest.hear().await, Heard::Closed);
    let (_, heard) = listening.join(room(1), Seat::Guest, 1, None).await;
    assert_eq!(heard, refused(RefusedReason::Ended));
}

#[tokio::test]
async fn who_waits_in_a_room_that_another_server_ended_unheard_is_told_with_the_next_sweep() {
    let server = TestServer::start().await;
    let mut doctor = doctor_and_room(&server).await;
    plan(&server, &mut doctor, room(2)).await;
    let listening = Listening::start(&server).await;
    let (mut guest, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    let (mut other, _) = listening.join(room(2), Seat::Guest, 1, None).await;
    let store = &server.state.store;
    let (planned, cancelled) = (ConsultationState::Planned, ConsultationState::Cancelled);
    assert!(store.move_consultation(room(1), planned, cancelled).await.unwrap());
    serve::sweep(&server.state).await.unwrap();
    assert_eq!(guest.hear().await, refused(RefusedReason::Ended));
    assert_eq!(guest.hear().await, Heard::Closed);
    let (_seat, heard) = listening.join(room(2), Seat::Doctor, 9, doctor.cookie.as_deref()).await;
    assert_eq!(heard, joined(true), "where nothing has ended, everybody stays");
    assert_eq!(other.hear().await, Heard::Control(FromServer::PeerJoined));
}

#[tokio::test]
async fn a_guest_comes_back_with_its_key_and_nobody_else_does() {
    let server = TestServer::start().await;
    let doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let (mut seat, _) = listening.join(room(1), Seat::Doctor, 9, doctor.cookie.as_deref()).await;
    let (mut first, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    assert_eq!(seat.hear().await, Heard::Control(FromServer::PeerJoined));
    let (_, heard) = listening.join(room(1), Seat::Guest, 2, None).await;
    assert_eq!(heard, refused(RefusedReason::SeatTaken));

    let (mut again, heard) = listening.join(room(1), Seat::Guest, 1, None).await;
    assert_eq!(heard, joined(true));
    assert_eq!(first.hear().await, refused(RefusedReason::TakenOver));
    assert_eq!(first.hear().await, Heard::Closed);
    assert_eq!(seat.hear().await, Heard::Control(FromServer::PeerJoined));

    again.say(&ToServer::Leave).await;
    assert_eq!(seat.hear().await, Heard::Control(FromServer::PeerLeft));
    let (_, heard) = listening.join(room(1), Seat::Guest, 3, None).await;
    assert_eq!(heard, joined(true), "who leaves for good frees the seat");
}

#[tokio::test]
async fn the_doctors_seat_needs_the_doctors_session() {
    let server = TestServer::start().await;
    let _doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let not_allowed = refused(RefusedReason::NotAllowed);
    assert_eq!(listening.join(room(1), Seat::Doctor, 1, None).await.1, not_allowed);
    for role in Role::ALL {
        let other = server.log_in_as(role, false).await;
        let (_, heard) = listening.join(room(1), Seat::Doctor, 1, other.cookie.as_deref()).await;
        assert_eq!(heard, not_allowed, "{role}");
    }
}

#[tokio::test]
async fn staff_take_no_seat_at_all() {
    let server = TestServer::start().await;
    let _doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let staff = server.log_in_as(Role::Staff, false).await;
    for seat in [Seat::Doctor, Seat::Guest] {
        let (_, heard) = listening.join(room(1), seat, 1, staff.cookie.as_deref()).await;
        assert_eq!(heard, refused(RefusedReason::NotAllowed));
    }
}

#[tokio::test]
async fn pages_of_other_sites_open_no_socket() {
    let server = TestServer::start().await;
    let _doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let foreign = listening.open(room(1), &[("origin", "https://evil.example")]).await;
    assert_eq!(foreign.err(), Some(403));
    assert!(listening.open(room(1), &[("origin", super::harness::ORIGIN)]).await.is_ok());
}

#[tokio::test]
async fn a_room_opens_and_closes_by_the_clock() {
    let server = TestServer::start().await;
    let mut doctor = doctor_and_room(&server).await;
    let _: Consultation = doctor.post(path::CONSULTATIONS, plan_body(&server, room(3), 60, 180)).await.read();
    let listening = Listening::start(&server).await;
    assert_eq!(listening.join(room(1), Seat::Guest, 1, None).await.1, joined(false));
    assert_eq!(listening.join(room(3), Seat::Guest, 1, None).await.1, refused(RefusedReason::TooEarly));
    server.advance(SignedDuration::from_hours(2));
    assert_eq!(listening.join(room(3), Seat::Guest, 1, None).await.1, joined(false));
    for (room, reason) in [(room(1), RefusedReason::Ended), (room(2), RefusedReason::NoRoom)] {
        let (_, heard) = listening.join(room, Seat::Guest, 1, None).await;
        assert_eq!(heard, refused(reason));
    }
}

#[tokio::test]
async fn behind_an_unknown_nameplate_a_guest_waits_alone() {
    let server = TestServer::start().await;
    let doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let found: Room = server.client().get(&path::fill(path::NAMEPLATE, "0000")).await.read();
    assert_eq!(listening.join(found.room_id, Seat::Guest, 1, None).await.1, joined(false));
    let (_, heard) = listening.join(found.room_id, Seat::Doctor, 2, doctor.cookie.as_deref()).await;
    assert_eq!(heard, refused(RefusedReason::NotAllowed));
}

#[tokio::test]
async fn guests_who_come_again_and_again_with_new_keys_wait_and_the_one_who_was_there_does_not() {
    let server = TestServer::with("[limits]\nsockets_per_minute = 1000\n").await;
    let doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let unknown: Room = server.client().get(&path::fill(path::NAMEPLATE, "0000")).await.read();
    for room in [room(1), unknown.room_id] {
        for key in 0..30 {
            let (mut guest, heard) = listening.join(room, Seat::Guest, key, None).await;
            assert_eq!(heard, joined(false));
            guest.say(&ToServer::Leave).await;
            assert_eq!(guest.hear().await, Heard::Closed);
        }
        let (_, heard) = listening.join(room, Seat::Guest, 30, None).await;
        assert_eq!(heard, refused(RefusedReason::TooManyGuests));
    }
    let (_seat, heard) = listening.join(room(1), Seat::Doctor, 99, doctor.cookie.as_deref()).await;
    assert_eq!(heard, joined(false), "the doctor does not count");
    assert_eq!(listening.join(room(1), Seat::Guest, 0, None).await.1, joined(true));
    server.advance(SignedDuration::from_mins(1));
    assert_eq!(listening.join(unknown.room_id, Seat::Guest, 30, None).await.1, joined(false));
}

#[tokio::test]
async fn frames_that_are_too_early_too_large_or_too_many_end_the_socket() {
    let server = TestServer::start().await;
    let _doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let mut early = listening.open(room(1), &[]).await.unwrap();
    early.send(b"before joining").await;
    assert_eq!(early.hear().await, refused(RefusedReason::BadFrame));

    let (mut large, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    large.send(&vec![0; SIGNAL_FRAME_BYTES + 1]).await;
    assert_eq!(large.hear().await, Heard::Closed);

    let (mut many, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    for _ in 0..200 {
        many.send(b"x").await;
    }
    assert_eq!(many.hear().await, refused(RefusedReason::TooMany));
}

#[tokio::test]
async fn who_is_put_out_for_too_many_frames_gets_the_seat_back_at_once() {
    let server = TestServer::start().await;
    let _doctor = doctor_and_room(&server).await;
    let listening = Listening::start(&server).await;
    let (mut many, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    for _ in 0..200 {
        many.send(b"x").await;
    }
    assert_eq!(many.hear().await, refused(RefusedReason::TooMany));
    // The page has forgotten the key with the end.
    let (_, heard) = listening.join(room(1), Seat::Guest, 2, None).await;
    assert_eq!(heard, joined(false));
}
