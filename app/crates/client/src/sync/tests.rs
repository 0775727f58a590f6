//! The engine against a server that lives in memory: honest, unreliable, and hostile.

mod holding;
mod hostile;
mod kill;
mod server;
mod tabs;

use std::collections::BTreeMap;

use heilsam_crypto::Scope;
use heilsam_crypto::keys::{AccountKeys, AccountMasterKey, CollectionKind};
use heilsam_crypto::rng::FastRng;
use heilsam_domain::{AccountId, CollectionId, DeploymentId, RecordId};
use jiff::Timestamp;

use self::server::{FakeServer, Fault, Refusal};
use super::*;
use crate::store::Change;

const DIARY: CollectionKind = CollectionKind::Diary;

fn secrets(owner: u8) -> Secrets {
    let mut rng = FastRng::from_seed([owner; 32]);
    let scope =
        Scope { deployment: DeploymentId::from_bytes([1; 16]), owner: AccountId::from_bytes([owner; 16]) };
    let amk = AccountMasterKey::make(&mut rng);
    Secrets { scope, amk, keys: AccountKeys::make(&mut rng).unwrap() }
}

fn diary(secrets: &Secrets) -> CollectionId {
    DIARY.id(secrets.scope, &secrets.amk).unwrap()
}

fn record(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// Payloads are words; two edits of one record are the union of their words.
fn union(_: CollectionKind, _: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (ours, theirs) = (text(ours), text(theirs));
    let mut words: Vec<&str> = ours.split(' ').chain(theirs.split(' ')).collect();
    words.sort_unstable();
    words.dedup();
    Merged::One(words.join(" ").into_bytes())
}

/// One device: its store survives a crash, its engine does not.
struct Device<'a> {
    secrets: &'a Secrets,
    store: BTreeMap<String, Vec<u8>>,
    engine: SyncEngine,
    rng: FastRng,
    merge: Merge,
}

impl<'a> Device<'a> {
    fn new(secrets: &'a Secrets, seed: u8) -> Self {
        let (store, rng) = (BTreeMap::new(), FastRng::from_seed([seed; 32]));
        Self { secrets, store, engine: SyncEngine::new(union), rng, merge: union }
    }

    fn apply(&mut self, changes: Vec<Change>) {
        let is_taken =
            |change: &Change| matches!(change, Change::Add(key, _) if self.store.contains_key(key));
        if changes.iter().any(is_taken) {
            return self.crash();
        }
        for change in changes {
            match change {
                Change::Put(key, value) | Change::Add(key, value) => {
                    self.store.insert(key, value);
                }
                Change::Remove(key) => {
                    self.store.remove(&key);
                }
            }
        }
    }

    fn crash(&mut self) {
        let state = StoredState(self.store.clone().into_iter().collect());
        self.engine = SyncEngine::load(self.secrets, &state, self.merge).unwrap();
    }

    fn make_diary(&mut self) {
        let changes = self.engine.ensure_collection(self.secrets, DIARY, &mut self.rng).unwrap();
        self.apply(changes);
    }

    fn write(&mut self, n: u8, payload: &str) {
        let now = Timestamp::UNIX_EPOCH;
        let changes =
            self.engine.write(self.secrets, DIARY, record(n), payload.as_bytes(), now, &mut self.rng);
        self.apply(changes.unwrap());
    }

    fn read(&self, n: u8) -> Option<String> {
        let records = self.engine.records(DIARY);
        let found = records.into_iter().find(|(id, _, _)| *id == record(n));
        found.map(|(_, payload, _)| String::from_utf8(payload.to_vec()).unwrap())
    }

    fn everything(&self) -> Vec<(RecordId, Vec<u8>)> {
        self.engine.records(DIARY).into_iter().map(|(id, payload, _)| (id, payload.to_vec())).collect()
    }

    /// One round; a fault ends it early.
    fn round(&mut self, server: &mut FakeServer, faults: &mut Vec<Fault>) -> Result<bool, Mismatch> {
        self.engine.begin_round();
        for _ in 0..1_000 {
            let (changes, step) = self.engine.next(self.secrets)?;
            self.apply(changes);
            let fault = if faults.is_empty() { Fault::None } else { faults.remove(0) };
            if fault == Fault::LostRequest {
                return Ok(false);
            }
            let taken = match step {
                Step::Idle => return Ok(true),
                Step::Pull { cursor } => {
                    let page = server.changes(&cursor);
                    if fault != Fault::None {
                        return Ok(self.broken(fault));
                    }
                    self.engine.pulled(self.secrets, &page, Timestamp::UNIX_EPOCH, &mut self.rng)
                }
                Step::Announce(collection) => {
                    server.put_collection(&collection);
                    if fault != Fault::None {
                        return Ok(self.broken(fault));
                    }
                    Ok(self.engine.announced(collection.collection_id))
                }
                Step::Push { collection, batch } => {
                    let answer = server.upload(collection, &batch);
                    if fault != Fault::None {
                        return Ok(self.broken(fault));
                    }
                    match answer {
                        Ok(answer) => self.engine.pushed(self.secrets, collection, &answer),
                        Err(Refusal::Moved) => self.engine.push_refused(collection),
                        Err(Refusal::PeriodOver) => Ok(self.engine.hold_new(collection)),
                    }
                }
            };
            match taken {
                Ok(changes) => self.apply(changes),
                Err(reason) => {
                    self.apply(vec![SyncEngine::freeze_mark(reason)]);
                    self.crash();
                    return Err(reason);
                }
            }
        }
        panic!("a round without an end");
    }

    fn broken(&mut self, fault: Fault) -> bool {
        if fault == Fault::CrashBeforeStoring {
            self.crash();
        }
        false
    }

    fn sync(&mut self, server: &mut FakeServer) -> Result<(), Mismatch> {
        assert!(self.round(server, &mut Vec::new())?);
        Ok(())
    }
}

#[test]
fn what_one_device_writes_the_other_reads() {
    let secrets = secrets(1);
    let (mut server, mut phone, mut tablet) =
        (FakeServer::default(), Device::new(&secrets, 1), Device::new(&secrets, 2));
    phone.make_diary();
    for n in 0..200 {
        phone.write(n, "120/80");
    }
    assert_eq!(phone.engine.waiting(), 200);
    phone.sync(&mut server).unwrap();
    assert_eq!(phone.engine.waiting(), 0);
    tablet.sync(&mut server).unwrap();
    assert_eq!(tablet.everything(), phone.everything());
    assert_eq!(tablet.everything().len(), 200);
}

#[test]
fn edits_made_on_two_devices_without_a_connection_are_both_kept() {
    let secrets = secrets(1);
    let (mut server, mut phone, mut tablet) =
        (FakeServer::default(), Device::new(&secrets, 1), Device::new(&secrets, 2));
    phone.make_diary();
    phone.write(1, "a");
    phone.sync(&mut server).unwrap();
    tablet.sync(&mut server).unwrap();
    phone.write(1, "a b");
    tablet.write(1, "a c");
    phone.sync(&mut server).unwrap();
    tablet.sync(&mut server).unwrap();
    phone.sync(&mut server).unwrap();
    assert_eq!(phone.read(1).as_deref(), Some("a b c"));
    assert_eq!(tablet.read(1).as_deref(), Some("a b c"));
}

#[test]
fn contradicting_edits_become_two_records() {
    fn both(_: CollectionKind, _: Option<&[u8]>, ours: &[u8], _: &[u8]) -> Merged {
        Merged::Both(ours.to_vec())
    }
    let secrets = secrets(1);
    let (mut server, mut phone, mut tablet) =
        (FakeServer::default(), Device::new(&secrets, 1), Device::new(&secrets, 2));
    phone.make_diary();
    phone.write(1, "120/80");
    phone.sync(&mut server).unwrap();
    tablet.merge = both;
    tablet.crash();
    tablet.sync(&mut server).unwrap();
    phone.write(1, "130/80");
    phone.sync(&mut server).unwrap();
    tablet.write(1, "140/80");
    tablet.sync(&mut server).unwrap();
    phone.sync(&mut server).unwrap();
    let mut payloads: Vec<_> = phone.everything().into_iter().map(|(_, payload)| payload).collect();
    payloads.sort();
    assert_eq!(payloads, [b"130/80".to_vec(), b"140/80".to_vec()]);
}

#[test]
fn several_edits_before_the_first_upload_are_one_version() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "a");
    phone.write(1, "b");
    assert_eq!((phone.engine.waiting(), phone.engine.version(DIARY, record(1))), (1, 1));
    phone.sync(&mut server).unwrap();
    phone.write(1, "c");
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.read(1).as_deref(), server.count(diary(&secrets))), (Some("c"), 2));
}

#[test]
fn a_diary_begun_on_two_devices_becomes_one() {
    let secrets = secrets(1);
    let (mut server, mut phone, mut tablet) =
        (FakeServer::default(), Device::new(&secrets, 1), Device::new(&secrets, 2));
    phone.make_diary();
    phone.write(1, "a");
    phone.sync(&mut server).unwrap();
    tablet.make_diary();
    tablet.write(1, "b");
    tablet.write(2, "c");
    tablet.sync(&mut server).unwrap();
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.read(1).as_deref(), phone.read(2).as_deref()), (Some("a b"), Some("c")));
    tablet.crash();
    assert_eq!(tablet.everything(), phone.everything());
}

#[test]
fn only_ciphertext_reaches_store_and_server() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "CANARY-7341");
    let holds = |bytes: &[u8]| bytes.windows(11).any(|window| window == b"CANARY-7341");
    assert!(!phone.store.values().any(|value| holds(value)));
    phone.sync(&mut server).unwrap();
    assert!(!phone.store.values().any(|value| holds(value)));
    assert!(!holds(serde_json::to_string(&server.changes("")).unwrap().as_bytes()));
}
