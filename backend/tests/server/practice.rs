//! A practice with several people: who decides, who plans for whom, whose seat it is, and what ends.

use heilsam_domain::{AccountId, JoiningId, PracticeId, Role, RoomId};
use heilsam_protocol::consultation::Consultation;
use heilsam_protocol::practice::{JoiningOffer, OwnPractice, Practice};
use heilsam_protocol::signal::{FromServer, RefusedReason, Seat};
use heilsam_protocol::{Bytes, path};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::consultations::{hash_of, plan, room};
use super::harness::sockets::{Heard, Listening};
use super::harness::{Client, TestServer};

pub fn sealed(number: u8) -> Bytes {
    Bytes(vec![number; 40])
}

pub fn joining(number: u8) -> JoiningId {
    JoiningId::from_bytes([number; 16])
}

pub async fn found(main: &mut Client<'_>, number: u8) {
    let practice = json!({
        "practice_id": PracticeId::from_random([number; 16]), "roster": sealed(1), "grant": sealed(2), "note": sealed(3),
    });
    assert_eq!(main.post(path::PRACTICE, practice).await.status, 204);
}

pub async fn own(person: &mut Client<'_>) -> Option<Practice> {
    person.get(path::PRACTICE).await.read::<OwnPractice>().practice
}

fn change(version: u64, accounts: &[AccountId]) -> Value {
    let grant = |account: &AccountId| json!({"account_id": account, "sealed": sealed(9)});
    json!({"version": version, "roster": sealed(8), "grants": accounts.iter().map(grant).collect::<Vec<_>>()})
}

/// Invites, accepts, releases.
pub async fn join(main: &mut Client<'_>, member: &mut Client<'_>, number: u8) {
    let new = json!({"joining_id": joining(number), "offer": sealed(4), "note": sealed(5)});
    assert_eq!(main.post(path::PRACTICE_JOININGS, new).await.status, 204);
    let address = path::fill(path::PRACTICE_JOINING, joining(number));
    let answer = json!({"sealed": sealed(6), "note": sealed(7)});
    assert_eq!(member.put(&address, answer).await.status, 204);
    let practice = own(main).await.unwrap();
    let mut accounts = practice.members;
    accounts.push(member.account);
    assert_eq!(main.put(path::PRACTICE, change(practice.version, &accounts)).await.status, 204);
}

pub async fn plan_for(
    server: &TestServer,
    person: &mut Client<'_>,
    doctor: Option<AccountId>,
    room_id: RoomId,
) -> super::harness::Answer {
    let plan = json!({
        "room_id": room_id, "opens_at": server.now(), "closes_at": server.now() + SignedDuration::from_hours(2),
        "sealed": sealed(1), "doctor": doctor,
    });
    person.post(path::CONSULTATIONS, plan).await
}

async fn rooms(person: &mut Client<'_>) -> Vec<RoomId> {
    person.get(path::CONSULTATIONS).await.read::<Vec<Consultation>>().iter().map(|it| it.room_id).collect()
}

#[tokio::test]
async fn nobody_belongs_to_a_practice_whom_the_main_user_did_not_release() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    assert_eq!(own(&mut main).await, None);
    found(&mut main, 1).await;
    let again = json!({"practice_id": PracticeId::from_random([2; 16]), "roster": sealed(1), "grant": sealed(2), "note": sealed(3)});
    main.post(path::PRACTICE, again).await.refused(409, "conflict");

    let address = path::fill(path::PRACTICE_JOINING, joining(1));
    staff.get(&address).await.refused(404, "not-found");
    let new = json!({"joining_id": joining(1), "offer": sealed(4), "note": sealed(5)});
    staff.post(path::PRACTICE_JOININGS, &new).await.refused(403, "forbidden");
    assert_eq!(main.post(path::PRACTICE_JOININGS, &new).await.status, 204);
    assert_eq!(staff.get(&address).await.read::<JoiningOffer>().offer, sealed(4));
    let answer = json!({"sealed": sealed(6), "note": sealed(7)});
    assert_eq!(staff.put(&address, &answer).await.status, 204);
    let mut late = server.log_in_as(Role::Staff, false).await;
    late.put(&address, &answer).await.refused(404, "not-found");
    late.get(&address).await.refused(404, "not-found");
    assert!(staff.get(path::PRACTICE).await.read::<OwnPractice>().waits);
    assert!(rooms(&mut staff).await.is_empty());

    let practice = own(&mut main).await.unwrap();
    let waiting = practice.joinings[0].answer.as_ref().unwrap();
    assert_eq!((waiting.by.account_id, &waiting.sealed), (staff.account, &sealed(6)));
    main.put(path::PRACTICE, change(1, &[main.account, late.account])).await.refused(422, "invalid-field");
    main.put(path::PRACTICE, change(1, &[staff.account])).await.refused(422, "invalid-field");
    main.put(path::PRACTICE, change(2, &[main.account, staff.account])).await.refused(409, "conflict");
    let both = change(1, &[main.account, staff.account]);
    assert_eq!(main.put(path::PRACTICE, both).await.status, 204);
    let seen = own(&mut staff).await.unwrap();
    assert_eq!((seen.version, &seen.grant, &seen.note), (2, &sealed(9), &sealed(7)));
    assert_eq!((seen.members.len(), seen.joinings.len(), seen.main_user), (2, 0, main.account));
}

#[tokio::test]
async fn invitations_end_with_their_time_or_when_they_are_taken_back() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    found(&mut main, 1).await;
    for number in [1, 2] {
        let new = json!({"joining_id": joining(number), "offer": sealed(4), "note": sealed(5)});
        assert_eq!(main.post(path::PRACTICE_JOININGS, new).await.status, 204);
    }
    let at = |number| path::fill(path::PRACTICE_JOINING, joining(number));
    let mut other = server.log_in_as(Role::Doctor, false).await;
    found(&mut other, 2).await;
    other.delete(&at(1)).await.refused(404, "not-found");
    assert_eq!(main.delete(&at(1)).await.status, 204);
    staff.get(&at(1)).await.refused(404, "not-found");
    other.put(&at(2), json!({"sealed": sealed(1), "note": sealed(1)})).await.refused(409, "conflict");
    server.advance(SignedDuration::from_hours(14 * 24));
    let mut staff = server.log_in_again(staff.account).await;
    staff.get(&at(2)).await.refused(404, "not-found");
    staff.put(&at(2), json!({"sealed": sealed(1), "note": sealed(1)})).await.refused(404, "not-found");
}

#[tokio::test]
async fn staff_plan_for_doctors_of_their_practice_and_take_no_seat() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    let mut stranger = server.log_in_as(Role::Doctor, false).await;
    found(&mut main, 1).await;
    plan_for(&server, &mut staff, Some(main.account), room(1)).await.refused(422, "invalid-field");
    join(&mut main, &mut colleague, 1).await;
    join(&mut main, &mut staff, 2).await;
    plan(&server, &mut colleague, room(9)).await;

    plan_for(&server, &mut staff, None, room(1)).await.refused(422, "invalid-field");
    for nobody in [staff.account, stranger.account] {
        plan_for(&server, &mut staff, Some(nobody), room(1)).await.refused(422, "invalid-field");
    }
    let made: Consultation = plan_for(&server, &mut staff, Some(colleague.account), room(1)).await.read();
    assert!(made.shared && !made.guest_waits && made.doctor == colleague.account);
    assert_eq!(rooms(&mut staff).await, [room(1)], "what a doctor planned alone stays the doctor's");
    assert_eq!(rooms(&mut main).await, [room(1)]);
    assert_eq!(rooms(&mut colleague).await.len(), 2);
    let address = path::fill(path::CONSULTATION, room(1));
    stranger.delete(&address).await.refused(404, "not-found");
    assert!(rooms(&mut stranger).await.is_empty());
    let described = json!({"sealed": sealed(7), "based_on": hash_of(&sealed(1))});
    assert_eq!(staff.patch(&address, described).await.status, 204);
    staff.patch(&address, json!({"end": true})).await.refused(403, "forbidden");
    main.patch(&address, json!({"end": true})).await.refused(403, "forbidden");
    let by_the_way = json!({"sealed": sealed(8), "based_on": hash_of(&sealed(7)), "end": true});
    main.patch(&address, by_the_way).await.refused(403, "forbidden");
    let listed: Vec<Consultation> = main.get(path::CONSULTATIONS).await.read();
    assert_eq!(listed[0].sealed, sealed(7), "what is refused changes nothing");

    let listening = Listening::start(&server).await;
    let not_allowed = Heard::Control(FromServer::Refused { reason: RefusedReason::NotAllowed });
    let cookies = [staff.cookie.clone(), main.cookie.clone(), colleague.cookie.clone()];
    let [of_staff, of_main, of_colleague] = cookies.each_ref().map(|cookie| cookie.as_deref());
    assert_eq!(listening.join(room(1), Seat::Doctor, 1, of_staff).await.1, not_allowed);
    assert_eq!(listening.join(room(1), Seat::Guest, 1, of_staff).await.1, not_allowed);
    assert_eq!(
        listening.join(room(1), Seat::Doctor, 2, of_main).await.1,
        not_allowed,
        "it is not that doctor's"
    );
    let (_guest, joined) = listening.join(room(1), Seat::Guest, 3, None).await;
    assert_eq!(joined, Heard::Control(FromServer::Joined { peer_present: false }));
    let listed: Vec<Consultation> = staff.get(path::CONSULTATIONS).await.read();
    assert!(listed[0].guest_waits, "staff see that somebody waits");
    let (_doctor, joined) = listening.join(room(1), Seat::Doctor, 4, of_colleague).await;
    assert_eq!(joined, Heard::Control(FromServer::Joined { peer_present: true }));

    let based_on = hash_of(&sealed(7));
    let hand_over = json!({"doctor": main.account, "sealed": sealed(5), "based_on": based_on});
    staff.patch(&address, json!({"doctor": main.account})).await.refused(422, "invalid-field");
    let to_stranger = json!({"doctor": stranger.account, "sealed": sealed(5), "based_on": based_on});
    staff.patch(&address, to_stranger).await.refused(422, "invalid-field");
    assert_eq!(staff.patch(&address, hand_over).await.status, 204);
    let of_the_doctor_before = json!({"sealed": sealed(6), "based_on": based_on});
    colleague.patch(&address, of_the_doctor_before).await.refused(409, "changed-meanwhile");
    assert_eq!(listening.join(room(1), Seat::Doctor, 5, of_colleague).await.1, not_allowed);
    let (_main, joined) = listening.join(room(1), Seat::Doctor, 6, of_main).await;
    assert_eq!(
        joined,
        Heard::Control(FromServer::Joined { peer_present: true }),
        "the seat goes with the calendar"
    );
}

#[tokio::test]
async fn whoever_went_sees_nothing_of_the_practice_any_more() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut colleague = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    found(&mut main, 1).await;
    join(&mut main, &mut colleague, 1).await;
    join(&mut main, &mut staff, 2).await;
    assert_eq!(plan_for(&server, &mut staff, Some(colleague.account), room(1)).await.status, 200);
    assert_eq!(main.put(path::PRACTICE, change(3, &[main.account, colleague.account])).await.status, 204);
    assert_eq!(own(&mut staff).await, None);
    assert!(rooms(&mut staff).await.is_empty());
    let address = path::fill(path::CONSULTATION, room(1));
    staff.delete(&address).await.refused(404, "not-found");
    plan_for(&server, &mut staff, Some(main.account), room(2)).await.refused(422, "invalid-field");

    main.put(path::PRACTICE, change(4, &[main.account])).await.refused(409, "conflict");
    let hand_over = json!({"doctor": main.account, "sealed": sealed(5), "based_on": hash_of(&sealed(1))});
    assert_eq!(main.patch(&address, hand_over).await.status, 204);
    assert_eq!(main.put(path::PRACTICE, change(4, &[main.account])).await.status, 204);
    assert!(rooms(&mut colleague).await.is_empty());
    assert_eq!(rooms(&mut main).await, [room(1)]);
}

#[tokio::test]
async fn an_appointment_that_was_made_alone_can_be_brought_into_the_practice() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    let planned = plan(&server, &mut main, room(1)).await;
    found(&mut main, 1).await;
    join(&mut main, &mut staff, 1).await;
    let address = path::fill(path::CONSULTATION, room(1));
    staff.delete(&address).await.refused(404, "not-found");
    let bring = json!({"doctor": main.account, "sealed": sealed(5), "based_on": hash_of(&planned.sealed)});
    assert_eq!(main.patch(&address, bring).await.status, 204);
    assert_eq!(rooms(&mut staff).await, [room(1)]);
    assert_eq!(staff.delete(&address).await.status, 204);
}
