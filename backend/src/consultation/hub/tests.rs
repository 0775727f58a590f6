use super::*;

const ROOM: RoomId = RoomId::from_bytes([9; 16]);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn sit(hub: &Hub, seat: Seat, key: u8, second: i64) -> Result<Seated, RefusedReason> {
    hub.sit(ROOM, seat, [key; 16], at(second))
}

fn bytes(text: &'static str) -> Bytes {
    Bytes::from_static(text.as_bytes())
}

fn said(seated: &mut Seated) -> Vec<Order> {
    std::iter::from_fn(|| seated.orders.try_recv().ok()).collect()
}

fn is_closed(seated: &mut Seated) -> bool {
    seated.orders.try_recv() == Err(mpsc::error::TryRecvError::Disconnected)
}

#[test]
fn bytes_go_to_the_other_seat_and_to_nobody_else() {
    let hub = Hub::default();
    let mut doctor = sit(&hub, Seat::Doctor, 1, 0).unwrap();
    let mut guest = sit(&hub, Seat::Guest, 2, 0).unwrap();
    assert!(!doctor.peer_present);
    assert!(guest.peer_present);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerJoined)]);
    assert_eq!(hub.relay(guest.place, bytes("hello"), at(1)), Relayed::Queued);
    assert_eq!(said(&mut doctor), [Order::Relay(bytes("hello"))]);
    assert_eq!(said(&mut guest), []);
}

#[test]
fn rooms_do_not_hear_each_other() {
    let hub = Hub::default();
    let doctor = sit(&hub, Seat::Doctor, 1, 0).unwrap();
    let mut stranger = hub.sit(RoomId::from_bytes([8; 16]), Seat::Guest, [2; 16], at(0)).unwrap();
    assert!(!stranger.peer_present);
    assert_eq!(hub.relay(doctor.place, bytes("x"), at(0)), Relayed::NobodyThere);
    assert_eq!(said(&mut stranger), []);
}

#[test]
fn a_second_guest_finds_the_seat_taken() {
    let hub = Hub::default();
    let _first = sit(&hub, Seat::Guest, 1, 0).unwrap();
    assert_eq!(sit(&hub, Seat::Guest, 2, 5).unwrap_err(), RefusedReason::SeatTaken);
}

#[test]
fn the_same_guest_takes_over_from_its_old_socket() {
    let hub = Hub::default();
    let mut old = sit(&hub, Seat::Guest, 1, 0).unwrap();
    let mut doctor = sit(&hub, Seat::Doctor, 9, 0).unwrap();
    said(&mut old);
    let mut new = sit(&hub, Seat::Guest, 1, 5).unwrap();
    assert_eq!(said(&mut old), [Order::Say(FromServer::Refused { reason: RefusedReason::TakenOver })]);
    assert!(is_closed(&mut old));
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerJoined)]);
    hub.disconnect(old.place, at(6));
    assert_eq!(hub.relay(old.place, bytes("late"), at(6)), Relayed::NobodyThere);
    assert_eq!(hub.relay(doctor.place, bytes("x"), at(6)), Relayed::Queued);
    assert_eq!(said(&mut new), [Order::Relay(bytes("x"))]);
    assert_eq!(said(&mut doctor), [], "the end of an old socket says nothing about the new one");
}

#[test]
fn a_lost_socket_keeps_its_seat_for_a_while() {
    let hub = Hub::default();
    let mut doctor = sit(&hub, Seat::Doctor, 9, 0).unwrap();
    let guest = sit(&hub, Seat::Guest, 1, 0).unwrap();
    hub.disconnect(guest.place, at(10));
    let expected = [Order::Say(FromServer::PeerJoined), Order::Say(FromServer::PeerLeft)];
    assert_eq!(said(&mut doctor), expected);
    assert_eq!(sit(&hub, Seat::Guest, 2, 29).unwrap_err(), RefusedReason::SeatTaken);
    assert!(sit(&hub, Seat::Guest, 2, 30).is_ok());
}

#[test]
fn a_doctor_moves_to_another_device() {
    let hub = Hub::default();
    let mut old = sit(&hub, Seat::Doctor, 1, 0).unwrap();
    let _new = sit(&hub, Seat::Doctor, 2, 1).unwrap();
    assert_eq!(said(&mut old), [Order::Say(FromServer::Refused { reason: RefusedReason::TakenOver })]);
}

#[test]
fn who_leaves_frees_the_seat_at_once() {
    let hub = Hub::default();
    let guest = sit(&hub, Seat::Guest, 1, 0).unwrap();
    hub.leave(guest.place);
    assert_eq!(hub.count(), 0);
    assert!(sit(&hub, Seat::Guest, 2, 0).is_ok());
}

#[test]
fn a_socket_that_does_not_read_is_closed_and_the_other_is_told() {
    let hub = Hub::default();
    let mut guest = sit(&hub, Seat::Guest, 1, 0).unwrap();
    let mut doctor = sit(&hub, Seat::Doctor, 9, 0).unwrap();
    said(&mut guest);
    for _ in 0..QUEUE {
        assert_eq!(hub.relay(doctor.place, bytes("x"), at(0)), Relayed::Queued);
    }
    assert_eq!(hub.relay(doctor.place, bytes("x"), at(0)), Relayed::TooSlow);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerLeft)]);
    assert_eq!(said(&mut guest).len(), QUEUE);
    assert!(is_closed(&mut guest));
}

#[test]
fn a_closed_room_says_why_and_is_empty() {
    let hub = Hub::default();
    let mut guest = sit(&hub, Seat::Guest, 1, 0).unwrap();
    hub.close(ROOM, RefusedReason::Ended);
    assert_eq!(said(&mut guest), [Order::Say(FromServer::Refused { reason: RefusedReason::Ended })]);
    assert!(is_closed(&mut guest));
    assert_eq!(hub.count(), 0);
}

#[test]
fn seats_of_those_who_never_came_back_are_forgotten() {
    let hub = Hub::default();
    let guest = sit(&hub, Seat::Guest, 1, 0).unwrap();
    hub.disconnect(guest.place, at(0));
    hub.forget_gone(at(19));
    assert_eq!(hub.count(), 1);
    hub.forget_gone(at(20));
    assert_eq!(hub.count(), 0);
}
