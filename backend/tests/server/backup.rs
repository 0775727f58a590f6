//! Backups of a server that works, and what becomes of one that goes on with them.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;

use heilsam_backend::account::totp;
use heilsam_backend::audit::anchor::AnchorKey;
use heilsam_backend::{backup, serve};
use heilsam_domain::{Role, RoomId};
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::sync::{BatchStored, Change, Changes};
use heilsam_protocol::{SealedRecord, path};
use jiff::SignedDuration;

use super::accounts::{
    PASSPHRASE, Registered, activation_code, log_in_with_passphrase, register_with_passphrase,
};
use super::consultations::{plan, room};
use super::harness::{Client, TestServer};
use super::records::{batch, collection, record, upload};

const NAME: &str = "kanarienvogel";
/// Records that were answered before the backup begins.
const BEFORE: u64 = 5;
/// More than are ever written while it is made.
const MOST: u64 = 250;

fn numbered(count: u64) -> SealedRecord {
    record(u8::try_from(count + 1).unwrap(), 1)
}

async fn write(patient: &mut Client<'_>, count: u64) {
    let stored: BatchStored = patient.post(&upload(), batch(count, vec![numbered(count)])).await.read();
    assert_eq!(stored.count, count + 1);
}

/// All records of an account, and how many its newest head counts.
async fn read_all(client: &mut Client<'_>) -> (Vec<SealedRecord>, u64) {
    let (mut records, mut counted, mut cursor) = (Vec::new(), 0, None);
    loop {
        let after = cursor.map(|cursor| format!("?cursor={cursor}")).unwrap_or_default();
        let page: Changes = client.get(&format!("{}{after}", path::CHANGES)).await.read();
        for change in page.changes {
            match change {
                Change::Record { record, .. } => records.push(record),
                Change::Head { head, .. } => counted = head.count,
                Change::Collection(_) => {}
            }
        }
        if !page.more {
            return (records, counted);
        }
        cursor = Some(page.next_cursor);
    }
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    files.map(|name| name.into_string().unwrap()).collect()
}

#[tokio::test]
async fn a_server_goes_on_with_a_backup_that_was_made_while_somebody_wrote() {
    let server = TestServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backup");
    let code = activation_code(&server);
    let mut patient = server.client();
    let Registered { answer, secret, name } =
        register_with_passphrase(&server, &mut patient, ("activation", &code), NAME).await;
    let registered: LoggedIn = answer.read();
    assert_eq!(patient.put(path::COLLECTIONS, collection()).await.status, 204);
    for count in 0..BEFORE {
        write(&mut patient, count).await;
    }

    let over = Cell::new(false);
    let writing = async {
        let mut count = BEFORE;
        while !over.get() && count < MOST {
            write(&mut patient, count).await;
            count += 1;
        }
        count
    };
    let saving = async {
        let made = backup::make(&server.state.config, &to, true).await.unwrap();
        over.set(true);
        made
    };
    let (written, made) = tokio::join!(writing, saving);
    assert!(written > BEFORE, "somebody wrote");
    assert_eq!(made.copied.schema, server.state.store.schema_step().await.unwrap());
    let logged = made.copied.audit;

    let restored = server.restored_from(&to).await;
    restored.advance(SignedDuration::from_secs(30));
    let totp = totp::code_at(&secret, restored.now());
    let mut again = restored.client();
    let back: LoggedIn = log_in_with_passphrase(&mut again, &name, PASSPHRASE, &totp).await.read();
    assert_eq!(back.account, registered.account);
    let (records, counted) = read_all(&mut again).await;
    let there = u64::try_from(records.len()).unwrap();
    assert!((BEFORE..=written).contains(&there), "{there} of {written}");
    assert_eq!(counted, there, "records and their head are of the same moment");
    assert_eq!(records, (0..there).map(numbered).collect::<Vec<_>>());
    assert!(restored.state.store.verify_audit(&[logged]).await.unwrap().is_ok());
    write(&mut again, there).await;
}

#[tokio::test]
async fn a_backup_holds_no_name_code_or_secret_and_no_key_unless_that_is_wanted() {
    let server = TestServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let code = activation_code(&server);
    let Registered { secret, .. } =
        register_with_passphrase(&server, &mut server.client(), ("activation", &code), NAME).await;
    let key = std::fs::read(server.data().join("server.key")).unwrap();
    let root = key.trim_ascii_end().rsplit(|byte| *byte == b' ').next().unwrap().to_vec();
    let raw_root = data_encoding::HEXLOWER.decode(&root).unwrap();
    let (without, with) = (folder.path().join("without"), folder.path().join("with"));
    assert!(!backup::make(&server.state.config, &without, false).await.unwrap().with_key);
    assert_eq!(names_in(&without), BTreeSet::from(["heilsam.db".to_owned()]));
    let bytes = std::fs::read(without.join("heilsam.db")).unwrap();
    let holds = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    assert!(holds(b"account-created"), "the search sees what is there");
    for canary in [NAME.as_bytes(), PASSPHRASE.as_bytes(), code.as_bytes(), &secret, &root, &raw_root] {
        assert!(!holds(canary), "{}", String::from_utf8_lossy(canary));
    }
    backup::make(&server.state.config, &with, true).await.unwrap();
    assert_eq!(names_in(&with), BTreeSet::from(["heilsam.db".to_owned(), "server.key".to_owned()]));
    assert_eq!(std::fs::read(with.join("server.key")).unwrap(), key);
}

#[tokio::test]
async fn what_was_erased_before_a_backup_is_not_in_it_and_what_was_due_goes_after_a_restore() {
    let server = TestServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backup");
    let mut erased = server.log_in_as(Role::Patient, false).await;
    let gone = erased.account;
    assert_eq!(erased.delete(path::ACCOUNT).await.status, 200);
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let due: RoomId = room(9);
    plan(&server, &mut doctor, due).await;
    backup::make(&server.state.config, &to, true).await.unwrap();
    let holds = |file: &Path, what: &[u8]| {
        std::fs::read(file).unwrap().windows(what.len()).any(|window| window == what)
    };
    assert!(holds(&to.join("heilsam.db"), &due.to_bytes()), "the search sees what is there");
    assert!(!holds(&to.join("heilsam.db"), &gone.to_bytes()), "nothing of it but its number in the log");

    let restored = server.restored_from(&to).await;
    restored.advance(SignedDuration::from_hours(3));
    serve::sweep(&restored.state).await.unwrap();
    restored.advance(SignedDuration::from_hours(7 * 24));
    serve::sweep(&restored.state).await.unwrap();
    restored.state.store.close().await;
    assert!(!holds(&restored.data().join("heilsam.db"), &due.to_bytes()));
}

#[tokio::test]
async fn an_account_that_was_erased_after_the_backup_is_erased_again_after_the_restore() {
    let folder = tempfile::tempdir().unwrap();
    let (to, anchors) = (folder.path().join("backup"), folder.path().join("anchors.jsonl"));
    let server = TestServer::with(&format!("[audit]\nanchor_file = '{}'\n", anchors.display())).await;
    let mut leaving = server.log_in_as(Role::Patient, false).await;
    let (left, stays) = (leaving.account, server.log_in_as(Role::Patient, false).await.account);
    backup::make(&server.state.config, &to, true).await.unwrap();
    assert_eq!(leaving.delete(path::ACCOUNT).await.status, 200);

    let restored = server.restored_from(&to).await;
    let (store, audit) = (&restored.state.store, &restored.state.audit);
    assert!(store.account(left).await.unwrap().is_some(), "the backup brings it back");
    let lines = std::fs::read_to_string(&anchors).unwrap();
    let listed = AnchorKey::derive(&restored.state.keys).read_erasures(&lines).unwrap();
    assert_eq!(listed, [left]);
    assert_eq!(backup::erase_again(store, audit, listed.clone()).await.unwrap(), 1);
    assert!(store.account(left).await.unwrap().is_none());
    assert!(store.account(stays).await.unwrap().is_some());
    assert_eq!(backup::erase_again(store, audit, listed).await.unwrap(), 0);
    let rows = store.audit_rows(0, 100).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.event.contains("account-erased")).count(), 1);
}
