//! Practices: members come by an accepted invitation, go all at once with their grants, and end with the main user.

use heilsam_domain::contract::Cancellation;
use heilsam_domain::{AccountId, JoiningId, MembersChangeId, Nameplate, PracticeId, Role, RoomId};
use heilsam_protocol::practice::{
    AnswerJoining, ChangePractice, FoundPractice, KnownPractice, NewJoining, PracticeGrant, Prepared,
    PreparedGrants,
};
use heilsam_protocol::{Bytes, limit};
use heilsam_storage::Store;
use heilsam_storage::consultations::ConsultationRow;
use heilsam_storage::practices::{Accepted, Membership, PracticeChanged};
use jiff::civil::date;

use super::fixtures::{account_id, made_account_as, time};
use crate::suite::engines::Database;

pub(super) const PRACTICE: PracticeId = PracticeId::from_bytes([7; 16]);
pub(super) const JOINING: JoiningId = JoiningId::from_bytes([8; 16]);

pub(super) fn bytes(number: u8) -> Bytes {
    Bytes(vec![number; 30])
}

pub(super) fn change(version: u64, accounts: &[AccountId]) -> ChangePractice {
    let grants = accounts.iter().map(|account| PracticeGrant { account_id: *account, sealed: bytes(6) });
    ChangePractice { version, roster: bytes(5), grants: grants.collect(), kept: Vec::new(), prepared: None }
}

pub(super) async fn founded(store: &Store) -> (AccountId, AccountId) {
    let main = made_account_as(store, 1, Role::Doctor).await;
    let staff = made_account_as(store, 2, Role::Staff).await;
    let new = FoundPractice { practice_id: PRACTICE, roster: bytes(1), grant: bytes(2), note: bytes(3) };
    assert!(store.found_practice(main, &new, time(0)).await.unwrap());
    assert!(!store.found_practice(main, &new, time(0)).await.unwrap());
    let joining = NewJoining { joining_id: JOINING, offer: bytes(4), note: bytes(5) };
    assert!(store.add_joining(PRACTICE, &joining, time(100), time(0)).await.unwrap());
    (main, staff)
}

fn planned(doctor: AccountId, room: [u8; 16], nameplate: u16) -> ConsultationRow {
    ConsultationRow {
        room_id: RoomId::from_bytes(room),
        account_id: doctor,
        practice_id: Some(PRACTICE),
        nameplate: Nameplate::new(nameplate),
        state: heilsam_domain::ConsultationState::Planned,
        opens_at: time(10),
        closes_at: time(20),
        sealed: bytes(1),
        cancel_hash: None,
    }
}

pub async fn a_member_comes_by_an_accepted_invitation_and_goes_without_a_grant(database: Database) {
    let store = database.store;
    let (main, staff) = founded(&store).await;
    let stranger = PracticeChanged::Stranger;
    assert_eq!(store.change_practice(PRACTICE, &change(1, &[main, staff]), time(1)).await.unwrap(), stranger);
    assert_eq!(store.joining_offer(JOINING, time(1)).await.unwrap(), Some(bytes(4)));
    assert_eq!(store.joining_offer(JOINING, time(100)).await.unwrap(), None);
    let answer = AnswerJoining { sealed: bytes(8), note: bytes(9) };
    assert_eq!(
        store.answer_joining(JOINING, (staff, None), &answer, time(100)).await.unwrap(),
        Accepted::Gone
    );
    assert_eq!(
        store.answer_joining(JOINING, (staff, None), &answer, time(1)).await.unwrap(),
        Accepted::Waits
    );
    assert_eq!(
        store.answer_joining(JOINING, (staff, None), &answer, time(1)).await.unwrap(),
        Accepted::Elsewhere
    );
    assert!(store.waits_for_practice(staff, time(1)).await.unwrap());
    let answered = store.joinings(PRACTICE, time(1)).await.unwrap().remove(0).answer.unwrap();
    assert_eq!((answered.by.account_id, answered.by.role, answered.sealed), (staff, Role::Staff, bytes(8)));

    let came = PracticeChanged::Done { came: vec![staff], went: Vec::new() };
    assert_eq!(store.change_practice(PRACTICE, &change(1, &[main, staff]), time(1)).await.unwrap(), came);
    let moved = PracticeChanged::Moved;
    assert_eq!(store.change_practice(PRACTICE, &change(1, &[main]), time(1)).await.unwrap(), moved);
    assert_eq!(store.joinings(PRACTICE, time(1)).await.unwrap(), []);
    let membership = Some(Membership { practice_id: PRACTICE, main_user: main });
    assert_eq!(store.membership(staff).await.unwrap(), membership);
    let seen = store.practice(staff, KnownPractice::default()).await.unwrap().unwrap();
    assert_eq!((seen.version, seen.grant, seen.note, seen.members.len()), (2, bytes(6), bytes(9), 2));
    let went = PracticeChanged::Done { came: Vec::new(), went: vec![staff] };
    assert_eq!(store.change_practice(PRACTICE, &change(2, &[main]), time(1)).await.unwrap(), went);
    assert_eq!(store.practice(staff, KnownPractice::default()).await.unwrap(), None);
    assert_eq!(store.purge_joinings(time(100)).await.unwrap(), 0);
}

pub async fn a_practice_ends_with_its_main_user(database: Database) {
    let store = database.store;
    let (main, staff) = founded(&store).await;
    let answer = AnswerJoining { sealed: bytes(8), note: bytes(9) };
    store.answer_joining(JOINING, (staff, None), &answer, time(1)).await.unwrap();
    store.change_practice(PRACTICE, &change(1, &[main, staff]), time(1)).await.unwrap();
    let row = planned(main, [1; 16], 1);
    store.add_consultation(&row).await.unwrap();
    assert_eq!(store.consultations(staff, Some(PRACTICE), None).await.unwrap(), std::slice::from_ref(&row));
    assert_eq!(store.consultations(main, None, None).await.unwrap(), []);
    assert_eq!(store.staff_led_by(main).await.unwrap(), [staff]);
    assert_eq!(store.staff_led_by(staff).await.unwrap(), []);
    let ends_on = async || store.practice(staff, KnownPractice::default()).await.unwrap().unwrap().ends_on;
    store.put_contract(main, b"sealed", date(2026, 1, 10), None).await.unwrap();
    assert_eq!(ends_on().await, None);
    store.cancel_contract(main, Cancellation::given(date(2026, 2, 1))).await.unwrap();
    assert_eq!(ends_on().await, Some(date(2026, 6, 30)));
    store.erase_account(main).await.unwrap();
    assert_eq!(store.membership(staff).await.unwrap(), None);
    assert_eq!(store.consultation(row.room_id).await.unwrap(), None);
    store.erase_account(staff).await.unwrap();
}

pub async fn grants_handed_over_before_go_to_members_with_the_change_and_with_their_account(
    database: Database,
) {
    let store = database.store;
    let (main, staff) = founded(&store).await;
    let answer = AnswerJoining { sealed: bytes(8), note: bytes(9) };
    store.answer_joining(JOINING, (staff, None), &answer, time(1)).await.unwrap();
    store.change_practice(PRACTICE, &change(1, &[main, staff]), time(1)).await.unwrap();
    let change_id = MembersChangeId::from_bytes([3; 16]);
    let grants = |account| vec![PracticeGrant { account_id: account, sealed: bytes(11) }];
    let stranger = PreparedGrants { change_id, grants: grants(account_id(9)) };
    assert!(!store.prepare_grants(PRACTICE, &stranger, time(2)).await.unwrap());
    let prepared = PreparedGrants { change_id, grants: grants(staff) };
    // Handed over twice, because the answer to the first got lost.
    assert!(store.prepare_grants(PRACTICE, &prepared, time(2)).await.unwrap());
    assert!(store.prepare_grants(PRACTICE, &prepared, time(3)).await.unwrap());
    assert_eq!(store.purge_prepared_grants(time(3)).await.unwrap(), 0);

    let with = |count| ChangePractice { prepared: Some(Prepared { change_id, count }), ..change(2, &[main]) };
    let moved = PracticeChanged::Moved;
    assert_eq!(store.change_practice(PRACTICE, &with(2), time(4)).await.unwrap(), moved);
    let seen = store.practice(staff, KnownPractice::default()).await.unwrap().unwrap();
    assert_eq!((seen.version, seen.grant), (2, bytes(6)), "all of it or nothing");
    let done = PracticeChanged::Done { came: Vec::new(), went: Vec::new() };
    assert_eq!(store.change_practice(PRACTICE, &with(1), time(4)).await.unwrap(), done);
    let seen = store.practice(staff, KnownPractice::default()).await.unwrap().unwrap();
    assert_eq!((seen.version, seen.grant), (3, bytes(11)));
    assert_eq!(store.purge_prepared_grants(time(9)).await.unwrap(), 0, "what was taken is not kept twice");

    assert!(store.prepare_grants(PRACTICE, &prepared, time(5)).await.unwrap());
    store.erase_account(staff).await.unwrap();
    assert_eq!(store.purge_prepared_grants(time(9)).await.unwrap(), 0, "it goes with the account");
    let keys = store.practice_member_keys(PRACTICE, None).await.unwrap();
    assert_eq!(keys.iter().map(|it| it.account_id).collect::<Vec<_>>(), [main]);
    assert_eq!(store.practice_member_keys(PRACTICE, Some(main)).await.unwrap(), []);
}

pub async fn nobody_waits_unseen_in_a_large_practice(database: Database) {
    let store = database.store;
    let (main, _) = founded(&store).await;
    let rooms = u16::try_from(limit::CONSULTATIONS_PAGE).unwrap() + 1;
    for number in 0..rooms {
        let mut room = [7; 16];
        room[..2].copy_from_slice(&number.to_be_bytes());
        let row = planned(main, room, number + 1);
        store.add_consultation(&row).await.unwrap();
    }
    let open = store.open_rooms_of_practice(PRACTICE, time(11)).await.unwrap();
    assert_eq!(open.len(), usize::from(rooms));
}

/// On PostgreSQL several run at once; counted before the lock, more than one of the last ones is taken in some of the rounds.
pub async fn invitations_made_at_once_stay_within_their_limit(database: Database) {
    let store = database.store;
    founded(&store).await;
    let new = |number: u8| NewJoining {
        joining_id: JoiningId::from_bytes([100 + number; 16]),
        offer: bytes(4),
        note: bytes(5),
    };
    let most = u8::try_from(limit::PRACTICE_JOININGS).unwrap();
    for number in 2..most {
        assert!(store.add_joining(PRACTICE, &new(number), time(100), time(0)).await.unwrap());
    }
    for _ in 0..20 {
        let (first, second, third) = (new(most), new(most + 1), new(most + 2));
        let (first, second, third) = tokio::join!(
            store.add_joining(PRACTICE, &first, time(100), time(0)),
            store.add_joining(PRACTICE, &second, time(100), time(0)),
            store.add_joining(PRACTICE, &third, time(100), time(0)),
        );
        let taken = [first, second, third].into_iter().filter(|it| *it == Ok(true)).count();
        assert_eq!(taken, 1, "one place was left");
        assert_eq!(store.joinings(PRACTICE, time(1)).await.unwrap().len(), limit::PRACTICE_JOININGS);
        for number in most..=most + 2 {
            store.remove_joining(PRACTICE, new(number).joining_id).await.unwrap();
        }
    }
    assert!(store.add_joining(PRACTICE, &new(most), time(100), time(0)).await.unwrap());
    let late = store.add_joining(PRACTICE, &new(most + 1), time(200), time(100)).await;
    assert_eq!(late, Ok(true), "those that are over take no place");
}
