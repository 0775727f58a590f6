//! Consultations, audit log, schema.

use std::collections::HashSet;

use heilsam_domain::{ConsultationState, Nameplate, RoomId};
use heilsam_protocol::Bytes;
use heilsam_storage::audit::AuditBroken;
use heilsam_storage::consultations::ConsultationRow;
use heilsam_storage::{OpenError, Store, StoreError};
use sqlx::Executor;

use super::fixtures::{account_id, made_account, time};
use crate::suite::engines::Database;

pub(super) fn consultation(room: u8, nameplate: u16) -> ConsultationRow {
    ConsultationRow {
        room_id: RoomId::from_bytes([room; 16]),
        account_id: account_id(1),
        practice_id: None,
        nameplate: Nameplate::new(nameplate),
        state: ConsultationState::Planned,
        opens_at: time(i64::from(room)),
        closes_at: time(600),
        sealed: Bytes(vec![room; 50]),
        cancel_hash: Some(Bytes(vec![room; 32])),
    }
}

pub async fn a_nameplate_is_free_again_when_its_room_is_over(database: Database) {
    let store = database.store;
    let doctor = made_account(&store, 1).await;
    store.add_consultation(&consultation(1, 4711)).await.unwrap();
    assert_eq!(store.add_consultation(&consultation(2, 4711)).await, Err(StoreError::Conflict));
    assert_eq!(store.add_consultation(&consultation(1, 4712)).await, Err(StoreError::Conflict));
    let plate = Nameplate::new(4711).unwrap();
    assert_eq!(store.open_consultation(plate).await.unwrap(), Some(consultation(1, 4711)));
    let room = consultation(1, 0).room_id;
    let (planned, cancelled) = (ConsultationState::Planned, ConsultationState::Cancelled);
    assert!(store.move_consultation(room, planned, cancelled).await.unwrap());
    assert!(!store.move_consultation(room, planned, cancelled).await.unwrap());
    assert_eq!(store.open_consultation(plate).await.unwrap(), None);
    store.add_consultation(&consultation(2, 4711)).await.unwrap();
    assert_eq!(store.consultations(doctor, None, None).await.unwrap().len(), 2);
}

pub async fn rooms_without_a_nameplate_get_one_later_and_once(database: Database) {
    let store = database.store;
    made_account(&store, 1).await;
    let without = |room| ConsultationRow { nameplate: None, ..consultation(room, 0) };
    for room in [4, 2, 3] {
        store.add_consultation(&without(room)).await.unwrap();
    }
    store.add_consultation(&consultation(1, 1)).await.unwrap();
    assert_eq!(store.consultation(without(2).room_id).await.unwrap(), Some(without(2)));
    let plate = |number| Nameplate::new(number).unwrap();
    assert_eq!(store.taken_nameplates().await.unwrap(), HashSet::from([plate(1)]));
    let waiting = [2, 3].map(|room| without(room).room_id);
    assert_eq!(store.rooms_without_nameplate(time(0), time(4)).await.unwrap(), waiting);
    assert_eq!(store.rooms_without_nameplate(time(600), time(4)).await.unwrap(), [], "they are over");
    let [first, second] = waiting;
    assert_eq!(store.give_nameplate(first, plate(1)).await, Err(StoreError::Conflict));
    assert!(store.give_nameplate(first, plate(2)).await.unwrap());
    assert!(!store.give_nameplate(first, plate(3)).await.unwrap(), "it has one");
    assert_eq!(store.consultation(first).await.unwrap(), Some(consultation(2, 2)));
    assert_eq!(store.rooms_without_nameplate(time(0), time(4)).await.unwrap(), [second]);
    assert!(
        store
            .move_consultation(second, ConsultationState::Planned, ConsultationState::Cancelled)
            .await
            .unwrap()
    );
    assert!(!store.give_nameplate(second, plate(3)).await.unwrap(), "it is over");
    assert_eq!(store.taken_nameplates().await.unwrap(), HashSet::from([plate(1), plate(2)]));
}

pub async fn consultations_expire_and_are_deleted(database: Database) {
    let store = database.store;
    let doctor = made_account(&store, 1).await;
    store.add_consultation(&consultation(1, 1)).await.unwrap();
    assert_eq!(store.expire_consultations(time(599)).await.unwrap(), 0);
    assert_eq!(store.expire_consultations(time(600)).await.unwrap(), 1);
    assert_eq!(store.consultations(doctor, None, None).await.unwrap()[0].state, ConsultationState::Expired);
    assert_eq!(store.purge_consultations(time(600)).await.unwrap(), 0);
    assert_eq!(store.purge_consultations(time(601)).await.unwrap(), 1);
    assert_eq!(store.consultations(doctor, None, None).await.unwrap(), []);
}

pub async fn planned_consultations_are_marked_as_opened_together(database: Database) {
    let store = database.store;
    let doctor = made_account(&store, 1).await;
    for number in 1..4 {
        store.add_consultation(&consultation(number, u16::from(number))).await.unwrap();
    }
    let room = |number| consultation(number, 0).room_id;
    let (planned, cancelled) = (ConsultationState::Planned, ConsultationState::Cancelled);
    assert!(store.move_consultation(room(2), planned, cancelled).await.unwrap());
    store.mark_consultations_opened(&[room(1), room(2), room(9)]).await.unwrap();
    store.mark_consultations_opened(&[]).await.unwrap();
    let states: Vec<_> =
        store.consultations(doctor, None, None).await.unwrap().into_iter().map(|row| row.state).collect();
    assert_eq!(states, [ConsultationState::Opened, cancelled, planned]);
}

pub async fn rooms_that_were_ended_or_cancelled_are_told_from_others(database: Database) {
    let store = database.store;
    made_account(&store, 1).await;
    for number in 1..5 {
        store.add_consultation(&consultation(number, u16::from(number))).await.unwrap();
    }
    let room = |number| consultation(number, 0).room_id;
    for (number, to) in
        [(1, ConsultationState::Ended), (2, ConsultationState::Cancelled), (3, ConsultationState::Expired)]
    {
        assert!(store.move_consultation(room(number), ConsultationState::Planned, to).await.unwrap());
    }
    let mut over = store.consultations_over(&[1, 2, 3, 4, 9].map(room)).await.unwrap();
    over.sort_unstable();
    assert_eq!(over, [room(1), room(2)]);
    assert_eq!(store.consultations_over(&[room(2)]).await.unwrap(), [room(2)], "only those asked for");
    assert_eq!(store.consultations_over(&[]).await.unwrap(), []);
    let many: Vec<RoomId> = (0..1_200_u16)
        .map(|number| {
            let mut bytes = [0xff; 16];
            bytes[..2].copy_from_slice(&number.to_be_bytes());
            RoomId::from_bytes(bytes)
        })
        .chain([room(1)])
        .collect();
    assert_eq!(store.consultations_over(&many).await.unwrap(), [room(1)]);
}

pub async fn a_guest_cancels_with_the_right_token_only_and_once(database: Database) {
    let store = database.store;
    made_account(&store, 1).await;
    store.add_consultation(&consultation(1, 1)).await.unwrap();
    store.add_consultation(&ConsultationRow { cancel_hash: None, ..consultation(2, 2) }).await.unwrap();
    let room = |number| consultation(number, 0).room_id;
    assert!(!store.cancel_consultation_as_guest(room(1), &[9; 32]).await.unwrap());
    assert!(!store.cancel_consultation_as_guest(room(2), &[]).await.unwrap());
    assert!(store.cancel_consultation_as_guest(room(1), &[1; 32]).await.unwrap());
    assert!(!store.cancel_consultation_as_guest(room(1), &[1; 32]).await.unwrap());
    assert_eq!(store.consultation(room(1)).await.unwrap().unwrap().state, ConsultationState::Cancelled);
}

pub async fn a_full_calendar_comes_page_by_page(database: Database) {
    let store = database.store;
    let doctor = made_account(&store, 1).await;
    for number in 1..6 {
        store.add_consultation(&consultation(number, u16::from(number))).await.unwrap();
    }
    let after = consultation(3, 0).room_id;
    let rest = store.consultations(doctor, None, Some(after)).await.unwrap();
    assert_eq!(rest, [consultation(4, 4), consultation(5, 5)]);
}

async fn connect(url: &str) -> sqlx::AnyPool {
    sqlx::any::install_default_drivers();
    sqlx::AnyPool::connect(&url.replacen("sqlite:/", "sqlite:///", 1)).await.unwrap()
}

async fn tamper(url: &str, statement: &'static str) {
    let pool = connect(url).await;
    assert_eq!(pool.execute(statement).await.unwrap().rows_affected(), 1);
    pool.close().await;
}

/// What somebody does first who may change the schema.
async fn drop_guards(url: &str) {
    let statements: &[&'static str] = if url.starts_with("sqlite") {
        &["DROP TRIGGER audit_log_changes_no_row", "DROP TRIGGER audit_log_loses_no_row"]
    } else {
        &["DROP TRIGGER audit_log_only_grows ON audit_log"]
    };
    let pool = connect(url).await;
    for statement in statements {
        pool.execute(*statement).await.unwrap();
    }
    pool.close().await;
}

pub async fn the_database_refuses_to_change_or_remove_rows_of_the_audit_log(database: Database) {
    let Database { store, url, _folder } = database;
    for number in 0..2 {
        store.append_audit(&format!("{{\"event\":{number}}}")).await.unwrap();
    }
    let pool = connect(&url).await;
    let replacing = if url.starts_with("sqlite") {
        "REPLACE INTO audit_log SELECT position, 'changed', previous_hash, hash FROM audit_log WHERE position = 0"
    } else {
        "INSERT INTO audit_log SELECT * FROM audit_log ON CONFLICT (position) DO UPDATE SET event = 'changed'"
    };
    for statement in [
        "UPDATE audit_log SET event = 'changed' WHERE position = 0",
        "DELETE FROM audit_log WHERE position = 1",
        "DELETE FROM audit_log",
        replacing,
    ] {
        let refused = pool.execute(statement).await.unwrap_err().to_string();
        assert!(refused.contains("the audit log only grows"), "{statement}: {refused}");
    }
    pool.close().await;
    store.append_audit("{\"event\":2}").await.unwrap();
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Ok(3), "it still grows");
}

pub async fn a_changed_removed_or_cut_audit_log_is_found(database: Database) {
    let Database { store, url, _folder } = database;
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Ok(0));
    for number in 0..6 {
        store.append_audit(&format!("{{\"event\":{number}}}")).await.unwrap();
    }
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Ok(6));
    drop_guards(&url).await;
    tamper(&url, "UPDATE audit_log SET event = 'changed' WHERE position = 4").await;
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Err(AuditBroken::Changed { position: 4 }));
    tamper(&url, "DELETE FROM audit_log WHERE position = 2").await;
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Err(AuditBroken::Missing { position: 2 }));
    tamper(&url, "UPDATE audit_log SET position = 2 WHERE position = 3").await;
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Err(AuditBroken::Changed { position: 2 }));
    for position in ["0", "1", "2", "4", "5"] {
        let statement = match position {
            "0" => "DELETE FROM audit_log WHERE position = 0",
            "1" => "DELETE FROM audit_log WHERE position = 1",
            "2" => "DELETE FROM audit_log WHERE position = 2",
            "4" => "DELETE FROM audit_log WHERE position = 4",
            _ => "DELETE FROM audit_log WHERE position = 5",
        };
        tamper(&url, statement).await;
    }
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Err(AuditBroken::End { found: 0, expected: 6 }));
}

pub async fn a_cut_or_rewritten_audit_log_is_found_by_an_anchor_outside(database: Database) {
    let Database { store, url, _folder } = database;
    let mut anchors = vec![store.audit_head().await.unwrap()];
    for number in 0..6 {
        anchors.push(store.append_audit(&format!("{{\"event\":{number}}}")).await.unwrap());
    }
    assert_eq!(store.verify_audit(&anchors).await.unwrap(), Ok(6));
    drop_guards(&url).await;
    tamper(&url, "DELETE FROM audit_log WHERE position = 5").await;
    tamper(&url, "UPDATE audit_tip SET position = 5, hash = (SELECT hash FROM audit_log WHERE position = 4)")
        .await;
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Ok(5), "without an anchor the cut does not show");
    let cut = AuditBroken::CutBeforeAnchor { found: 5, anchored: 6 };
    assert_eq!(store.verify_audit(&anchors).await.unwrap(), Err(cut));
    for _ in 0..3 {
        store.append_audit("{\"event\":\"made up\"}").await.unwrap();
    }
    assert_eq!(store.verify_audit(&[]).await.unwrap(), Ok(8), "the new chain is whole in itself");
    let rewritten = AuditBroken::NotAnchored { anchored: 6 };
    assert_eq!(store.verify_audit(&anchors).await.unwrap(), Err(rewritten));
}

pub async fn a_newer_schema_is_refused(database: Database) {
    let Database { store, url, _folder } = database;
    store.close().await;
    tamper(&url, "UPDATE schema_version SET version = 99").await;
    assert!(matches!(Store::open(&url).await, Err(OpenError::Newer { found: 99, .. })));
}
