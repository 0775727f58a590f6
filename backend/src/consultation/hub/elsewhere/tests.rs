use tokio::sync::mpsc;

use super::super::{QUEUE, Seated};
use super::*;

const ROOM: RoomId = RoomId::from_bytes([9; 16]);

/// A hub that tells others, and what it told.
struct Server {
    hub: Hub,
    told: mpsc::Receiver<Notice>,
    me: ServerId,
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn server(number: u8) -> Server {
    let me = ServerId::from_random([number; 8]);
    let (queue, told) = mpsc::channel(1024);
    let hub = Hub::default();
    hub.open_outlet(Outlet::new(me, queue, Counts::default().into()));
    Server { hub, told, me }
}

impl Server {
    fn sit(&self, seat: Seat, key: u8, second: i64) -> Result<Seated, RefusedReason> {
        self.hub.sit(ROOM, seat, [key; 16], at(second))
    }

    /// Everything that was said since is heard by the other one.
    fn tells(&mut self, other: &Self, second: i64) {
        while let Ok(notice) = self.told.try_recv() {
            match notice {
                Notice::Seats(seats) => {
                    for seat in &seats {
                        other.hub.sit_elsewhere(self.me, seat, at(second));
                    }
                }
                Notice::Stood { room, seat, count, keep } => {
                    other.hub.stand_up_elsewhere(self.me, (room, seat, count), keep, at(second));
                }
                Notice::ListBegins { before } => other.hub.count_on_from(before),
                Notice::Frame { to, room, seat, bytes } => {
                    assert_eq!(to, other.me);
                    other.hub.relay_from(self.me, room, seat, bytes, at(second));
                }
                _ => {}
            }
        }
    }
}

fn said(seated: &mut Seated) -> Vec<Order> {
    std::iter::from_fn(|| seated.orders.try_recv().ok()).collect()
}

fn is_closed(seated: &mut Seated) -> bool {
    seated.orders.try_recv() == Err(mpsc::error::TryRecvError::Disconnected)
}

fn refused(reason: RefusedReason) -> Order {
    Order::Say(FromServer::Refused { reason })
}

#[test]
fn two_who_sit_at_two_servers_hear_each_other() {
    let (mut a, mut b) = (server(1), server(2));
    let mut doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    a.tells(&b, 0);
    let mut guest = b.sit(Seat::Guest, 2, 0).unwrap();
    assert!(guest.peer_present);
    b.tells(&a, 0);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerJoined)]);
    let bytes = Bytes::from_static(b"sealed");
    assert_eq!(a.hub.relay(doctor.place, bytes.clone(), at(1)), Relayed::Sent);
    assert_eq!(b.hub.relay(guest.place, bytes.clone(), at(1)), Relayed::Sent);
    a.tells(&b, 1);
    b.tells(&a, 1);
    assert_eq!(said(&mut guest), [Order::Relay(bytes.clone())]);
    assert_eq!(said(&mut doctor), [Order::Relay(bytes)]);
    assert!(a.hub.has_guest(ROOM) && b.hub.has_doctor(ROOM));
}

#[test]
fn a_frame_between_two_at_the_same_server_goes_to_no_other() {
    let mut a = server(1);
    let doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    let _guest = a.sit(Seat::Guest, 2, 0).unwrap();
    while a.told.try_recv().is_ok() {}
    assert_eq!(a.hub.relay(doctor.place, Bytes::from_static(b"x"), at(1)), Relayed::Queued);
    assert!(a.told.try_recv().is_err());
}

#[test]
fn a_third_finds_the_seat_taken_at_every_server() {
    let (mut a, b) = (server(1), server(2));
    let _guest = a.sit(Seat::Guest, 1, 0).unwrap();
    a.tells(&b, 0);
    assert_eq!(b.sit(Seat::Guest, 2, 5).unwrap_err(), RefusedReason::SeatTaken);
}

#[test]
fn the_same_guest_moves_to_another_server_and_the_old_socket_is_told() {
    let (mut a, mut b) = (server(1), server(2));
    let mut old = a.sit(Seat::Guest, 1, 0).unwrap();
    a.tells(&b, 0);
    let new = b.sit(Seat::Guest, 1, 1).unwrap();
    b.tells(&a, 1);
    assert_eq!(said(&mut old), [refused(RefusedReason::TakenOver)]);
    a.hub.disconnect(old.place, at(2));
    a.tells(&b, 2);
    assert_eq!(b.sit(Seat::Guest, 3, 3).unwrap_err(), RefusedReason::SeatTaken, "the old one frees nothing");
    b.hub.leave(new.place);
    b.tells(&a, 3);
    assert!(a.sit(Seat::Guest, 3, 3).is_ok());
}

#[test]
fn a_guest_who_comes_back_through_a_server_that_has_just_begun_keeps_the_seat() {
    let (mut a, mut b) = (server(1), server(2));
    for again in 0..50 {
        a.hub.sit(RoomId::from_bytes([8; 16]), Seat::Doctor, [again; 16], at(0)).unwrap();
    }
    let mut old = a.sit(Seat::Guest, 1, 0).unwrap();
    let mut new = b.sit(Seat::Guest, 1, 1).unwrap();
    a.tells(&b, 1);
    b.tells(&a, 1);
    assert_eq!(said(&mut new), []);
    assert_eq!(said(&mut old), [refused(RefusedReason::TakenOver)]);
}

#[test]
fn a_server_whose_clock_is_slow_counts_on_from_what_others_know() {
    let (mut a, mut b, mut c) = (server(1), server(2), server(3));
    let _cut = a.sit(Seat::Guest, 1, 100).unwrap();
    a.tells(&c, 100);
    c.hub.publish_seats(at(100));
    c.tells(&b, 100);
    let _back = b.sit(Seat::Guest, 1, 50).unwrap();
    b.tells(&c, 101);
    c.hub.free_seats_of(a.me, |_, _, _| false);
    assert!(c.hub.has_guest(ROOM), "the guest is at the slow server now");
}

#[test]
fn of_two_guests_who_came_at_the_same_time_both_servers_keep_the_same_one() {
    let (mut a, mut b) = (server(1), server(2));
    let mut one = a.sit(Seat::Guest, 1, 0).unwrap();
    let mut two = b.sit(Seat::Guest, 2, 0).unwrap();
    a.tells(&b, 0);
    b.tells(&a, 0);
    assert_eq!(said(&mut one), []);
    assert_eq!(said(&mut two), [refused(RefusedReason::SeatTaken)]);
}

#[test]
fn of_two_devices_of_a_doctor_both_servers_keep_the_later_one() {
    let (mut a, mut b) = (server(1), server(2));
    let mut one = b.sit(Seat::Doctor, 1, 0).unwrap();
    b.tells(&a, 0);
    let mut two = a.sit(Seat::Doctor, 2, 1).unwrap();
    a.tells(&b, 1);
    assert_eq!(said(&mut one), [refused(RefusedReason::TakenOver)]);
    assert_eq!(said(&mut two), []);
}

#[test]
fn a_lost_socket_at_another_server_keeps_its_seat_for_a_while() {
    let (mut a, b) = (server(1), server(2));
    let mut doctor = b.sit(Seat::Doctor, 9, 0).unwrap();
    let guest = a.sit(Seat::Guest, 1, 0).unwrap();
    a.hub.disconnect(guest.place, at(10));
    a.tells(&b, 10);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerJoined), Order::Say(FromServer::PeerLeft)]);
    assert_eq!(b.sit(Seat::Guest, 2, 29).unwrap_err(), RefusedReason::SeatTaken);
    assert!(b.sit(Seat::Guest, 2, 30).is_ok());
}

#[test]
fn the_seats_of_a_server_that_is_gone_are_free_and_those_of_others_are_not() {
    let (mut a, b) = (server(1), server(2));
    let mut doctor = b.sit(Seat::Doctor, 9, 0).unwrap();
    let _guest = a.sit(Seat::Guest, 1, 0).unwrap();
    a.tells(&b, 0);
    said(&mut doctor);
    b.hub.free_seats_of(a.me, |_, _, _| false);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerLeft)]);
    assert!(b.hub.has_doctor(ROOM));
    assert!(b.sit(Seat::Guest, 2, 0).is_ok());
}

#[test]
fn a_guest_of_a_server_that_was_killed_is_back_at_the_other_one_at_once() {
    let (mut a, b) = (server(1), server(2));
    let mut doctor = b.sit(Seat::Doctor, 9, 0).unwrap();
    let _killed = a.sit(Seat::Guest, 1, 0).unwrap();
    a.tells(&b, 0);
    said(&mut doctor);
    let mut guest = b.sit(Seat::Guest, 1, 1).unwrap();
    assert!(guest.peer_present);
    b.hub.free_seats_of(a.me, |_, _, _| false);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerJoined)], "it is there, and does not leave");
    assert_eq!(b.hub.relay(doctor.place, Bytes::from_static(b"x"), at(2)), Relayed::Queued);
    assert_eq!(said(&mut guest).len(), 1);
}

#[test]
fn a_server_that_starts_later_learns_who_sits_where() {
    let (mut a, b) = (server(1), server(2));
    let _doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    let guest = a.sit(Seat::Guest, 2, 0).unwrap();
    a.hub.disconnect(guest.place, at(0));
    while a.told.try_recv().is_ok() {}
    a.hub.publish_seats(at(0));
    a.tells(&b, 0);
    assert!(b.hub.has_doctor(ROOM) && !b.hub.has_guest(ROOM));
    assert_eq!(b.sit(Seat::Guest, 3, 19).unwrap_err(), RefusedReason::SeatTaken, "kept for its owner");
}

#[test]
fn a_seat_that_was_kept_long_enough_is_not_kept_anew_by_a_server_that_asks_later() {
    let (mut a, b) = (server(1), server(2));
    let guest = a.sit(Seat::Guest, 1, 0).unwrap();
    a.hub.disconnect(guest.place, at(0));
    while a.told.try_recv().is_ok() {}
    a.hub.publish_seats(at(20));
    a.tells(&b, 20);
    assert!(b.sit(Seat::Guest, 2, 20).is_ok());
}

#[test]
fn a_socket_that_does_not_read_what_comes_from_another_server_is_closed_and_the_other_is_told() {
    let (mut a, mut b) = (server(1), server(2));
    let mut doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    a.tells(&b, 0);
    let _guest = b.sit(Seat::Guest, 2, 0).unwrap();
    b.tells(&a, 0);
    for _ in 0..=QUEUE {
        a.hub.relay(doctor.place, Bytes::from_static(b"x"), at(0));
    }
    a.tells(&b, 0);
    b.tells(&a, 0);
    assert_eq!(said(&mut doctor), [Order::Say(FromServer::PeerJoined), Order::Say(FromServer::PeerLeft)]);
}

#[test]
fn where_a_frame_may_be_lost_between_two_servers_the_socket_is_closed_and_both_begin_anew() {
    let (mut a, mut b) = (server(1), server(2));
    let mut doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    a.tells(&b, 0);
    let mut guest = b.sit(Seat::Guest, 2, 0).unwrap();
    b.tells(&a, 0);
    said(&mut doctor);
    a.hub.part_from(Some(server(3).me), at(1));
    assert_eq!(a.hub.relay(doctor.place, Bytes::from_static(b"x"), at(1)), Relayed::Sent, "not b");
    a.hub.part_from(Some(b.me), at(1));
    assert!(is_closed(&mut doctor));
    a.tells(&b, 1);
    let left = Order::Say(FromServer::PeerLeft);
    assert_eq!(said(&mut guest), [Order::Relay(Bytes::from_static(b"x")), left]);
    a.hub.disconnect(doctor.place, at(1));
    let again = a.sit(Seat::Doctor, 1, 2).unwrap();
    assert!(again.peer_present);
    a.tells(&b, 2);
    assert_eq!(said(&mut guest), [Order::Say(FromServer::PeerJoined)]);
}

#[test]
fn two_at_the_same_server_stay_when_another_one_is_missed() {
    let a = server(1);
    let doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    let mut guest = a.sit(Seat::Guest, 2, 0).unwrap();
    a.hub.part_from(None, at(1));
    assert_eq!(a.hub.relay(doctor.place, Bytes::from_static(b"x"), at(1)), Relayed::Queued);
    assert_eq!(said(&mut guest).len(), 1);
}

#[test]
fn whoever_sends_more_than_the_way_to_the_other_server_takes_is_sent_away() {
    let mut a = server(1);
    let (queue, _full) = mpsc::channel(1);
    let b = Hub::default();
    b.open_outlet(Outlet::new(ServerId::from_random([2; 8]), queue, Counts::default().into()));
    let _doctor = a.sit(Seat::Doctor, 1, 0).unwrap();
    while let Ok(notice) = a.told.try_recv() {
        if let Notice::Seats(seats) = notice {
            for seat in &seats {
                b.sit_elsewhere(a.me, seat, at(0));
            }
        }
    }
    let mut guest = b.sit(ROOM, Seat::Guest, [2; 16], at(0)).unwrap();
    assert_eq!(b.relay(guest.place, Bytes::from_static(b"x"), at(1)), Relayed::Lost);
    assert!(is_closed(&mut guest));
    assert!(b.sit(ROOM, Seat::Guest, [2; 16], at(2)).is_ok(), "and may come back");
}
