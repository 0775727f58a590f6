//! Consultations that several people change at once, and practices whose members change meanwhile.

use heilsam_domain::{AccountId, ConsultationState, JoiningId, PracticeId, Role};
use heilsam_protocol::consultation::RoomTimes;
use heilsam_protocol::practice::{AnswerJoining, FoundPractice, NewJoining};
use heilsam_storage::Store;
use heilsam_storage::consultations::{Changed, ConsultationChange, ConsultationRow, What};
use heilsam_storage::practices::PracticeChanged;

use super::fixtures::{account_id, made_account, made_account_as, time};
use super::practices::{JOINING, PRACTICE, bytes, change, founded};
use super::rest::consultation;
use crate::suite::engines::Database;

fn times() -> RoomTimes {
    RoomTimes { opens_at: time(700), closes_at: time(900) }
}

async fn changed(store: &Store, before: &ConsultationRow, by: AccountId, what: What, sealed: u8) -> Changed {
    store.change_consultation(&ConsultationChange { before, by, what, sealed: &[sealed] }).await.unwrap()
}

async fn now(store: &Store, row: &ConsultationRow) -> ConsultationRow {
    store.consultation(row.room_id).await.unwrap().unwrap()
}

/// A practice with its main user and a second doctor.
async fn with_a_second_doctor(store: &Store) -> (AccountId, AccountId) {
    let (main, _) = founded(store).await;
    let doctor = made_account_as(store, 3, Role::Doctor).await;
    joins(store, JOINING, 1, &[main, doctor]).await;
    (main, doctor)
}

/// The last of these accepts and is released.
async fn joins(store: &Store, joining: JoiningId, version: u64, accounts: &[AccountId; 2]) {
    let answer = AnswerJoining { sealed: bytes(8), note: bytes(9) };
    store.answer_joining(joining, (accounts[1], None), &answer, time(1)).await.unwrap();
    let came = PracticeChanged::Done { came: vec![accounts[1]], went: Vec::new() };
    assert_eq!(store.change_practice(PRACTICE, &change(version, accounts), time(1)).await.unwrap(), came);
}

pub async fn a_consultation_changes_only_as_it_was_read(database: Database) {
    let store = database.store;
    let doctor = made_account(&store, 1).await;
    let read = consultation(1, 1);
    store.add_consultation(&read).await.unwrap();
    let somebody_elses = ConsultationRow { account_id: account_id(2), ..read.clone() };
    assert_eq!(changed(&store, &somebody_elses, doctor, What::Described, 7).await, Changed::Meanwhile);
    let at_once = [What::Described, What::Moved(times()), What::Cancelled];
    let [first, second, third] = at_once.map(|what| changed(&store, &read, doctor, what, 9));
    let ended = tokio::join!(first, second, third);
    let done = [ended.0, ended.1, ended.2].into_iter().filter(|it| *it == Changed::Done).count();
    assert_eq!(done, 1, "{ended:?}");
    assert_eq!(now(&store, &read).await.sealed.0, [9]);
    assert_eq!(changed(&store, &read, doctor, What::Described, 8).await, Changed::Meanwhile);
    let read = now(&store, &read).await;
    assert_eq!(changed(&store, &read, doctor, What::Described, 8).await, Changed::Done);
    let same = ConsultationRow { sealed: vec![8].into(), ..read.clone() };
    assert_eq!(now(&store, &read).await, same, "nothing else changed");
}

pub async fn consultations_move_and_are_cancelled_while_they_are_open(database: Database) {
    let store = database.store;
    let doctor = made_account(&store, 1).await;
    store.add_consultation(&consultation(1, 1)).await.unwrap();
    assert_eq!(changed(&store, &consultation(1, 1), doctor, What::Moved(times()), 7).await, Changed::Done);
    let moved = now(&store, &consultation(1, 1)).await;
    assert_eq!((moved.opens_at, moved.closes_at), (time(700), time(900)));
    assert_eq!(changed(&store, &moved, doctor, What::Cancelled, 8).await, Changed::Done);
    let cancelled = now(&store, &moved).await;
    assert_eq!((cancelled.state, &cancelled.sealed.0[..]), (ConsultationState::Cancelled, &[8][..]));
    assert_eq!(changed(&store, &cancelled, doctor, What::Moved(times()), 9).await, Changed::Meanwhile);
    assert_eq!(changed(&store, &cancelled, doctor, What::Cancelled, 9).await, Changed::Meanwhile);
    assert_eq!(changed(&store, &cancelled, doctor, What::Described, 9).await, Changed::Done);
}

pub async fn a_consultation_is_handed_over_within_a_practice_and_by_its_members(database: Database) {
    let store = database.store;
    let (main, doctor) = with_a_second_doctor(&store).await;
    let staff = account_id(2);
    let row = ConsultationRow { account_id: main, practice_id: Some(PRACTICE), ..consultation(1, 1) };
    assert!(!store.plan_consultation(&row, staff).await.unwrap(), "staff were not released yet");
    let for_staff = ConsultationRow { account_id: staff, ..row.clone() };
    assert!(!store.plan_consultation(&for_staff, main).await.unwrap(), "staff hold no consultation");
    assert!(store.plan_consultation(&row, doctor).await.unwrap());
    let to = |to| What::HandedOver { to, practice: PRACTICE };
    assert_eq!(changed(&store, &row, staff, to(doctor), 4).await, Changed::Stranger);
    assert_eq!(changed(&store, &row, staff, What::Cancelled, 4).await, Changed::Stranger);
    assert_eq!(changed(&store, &row, main, to(staff), 4).await, Changed::Stranger);
    let elsewhere = What::HandedOver { to: doctor, practice: PracticeId::from_bytes([9; 16]) };
    assert_eq!(changed(&store, &row, main, elsewhere, 4).await, Changed::Stranger);
    assert_eq!(now(&store, &row).await, row, "nothing was written");
    assert_eq!(changed(&store, &row, main, to(doctor), 4).await, Changed::Done);
    assert_eq!(changed(&store, &row, doctor, What::Described, 5).await, Changed::Meanwhile);
    let handed = now(&store, &row).await;
    assert_eq!((handed.account_id, &handed.sealed.0[..]), (doctor, &[4][..]));
}

/// On PostgreSQL both run at once, and either may be first; without the lock both are done in some of the rounds.
pub async fn nobody_plans_for_a_doctor_who_is_leaving(database: Database) {
    let store = database.store;
    let (main, doctor) = with_a_second_doctor(&store).await;
    let mut version = 2;
    for round in 1..=20_u8 {
        let row = ConsultationRow {
            account_id: doctor,
            practice_id: Some(PRACTICE),
            ..consultation(round, u16::from(round))
        };
        let alone = change(version, &[main]);
        let planning = store.plan_consultation(&row, main);
        let leaving = store.change_practice(PRACTICE, &alone, time(1));
        let (planned, left) = if round % 2 == 0 {
            tokio::join!(planning, leaving)
        } else {
            let (left, planned) = tokio::join!(leaving, planning);
            (planned, left)
        };
        let (planned, left) = (planned.unwrap(), left.unwrap());
        let went = PracticeChanged::Done { came: Vec::new(), went: vec![doctor] };
        assert_eq!(left, if planned { PracticeChanged::Busy } else { went }, "round {round}");
        if planned {
            assert_eq!(changed(&store, &row, main, What::Cancelled, round).await, Changed::Done);
        } else {
            let joining_id = JoiningId::from_bytes([100 + round; 16]);
            let new = NewJoining { joining_id, offer: bytes(4), note: bytes(5) };
            assert!(store.add_joining(PRACTICE, &new, time(100), time(0)).await.unwrap());
            joins(&store, joining_id, version + 1, &[main, doctor]).await;
            version += 2;
        }
    }
}

pub async fn two_practices_founded_at_once_are_one(database: Database) {
    let store = database.store;
    let doctor = made_account_as(&store, 1, Role::Doctor).await;
    let new = |number| FoundPractice {
        practice_id: PracticeId::from_bytes([number; 16]),
        roster: bytes(1),
        grant: bytes(2),
        note: bytes(3),
    };
    let (first, second) = (new(1), new(2));
    let ended = tokio::join!(
        store.found_practice(doctor, &first, time(0)),
        store.found_practice(doctor, &second, time(0)),
    );
    assert!(matches!(ended, (Ok(true), Ok(false)) | (Ok(false), Ok(true))), "{ended:?}");
}
