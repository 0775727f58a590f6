//! What waits to be uploaded, and how it is moved on top of what other devices have written meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use heilsam_crypto::envelope::{self, RecordPlace};
use heilsam_domain::{CollectionId, RecordId};
use heilsam_protocol::{SealedRecord, limit};
use rand_core::CryptoRng;

use super::log::{Log, Version, type_of};
use super::{Merge, Merged, Mismatch, Secrets, load};
use crate::environment::{millis, random};
use crate::store::Change;

/// So many characters of a hash name what a version took the place of.
const SHORT: usize = 16;
/// So many of them are remembered: another tab that is further behind has its version merged as somebody else's.
const REMEMBERED: usize = 16;

/// One sealed version that the server does not have yet.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub(super) sequence: u64,
    /// Its name in the store: what another tab wrote has another one, and whoever removes it removes this and nothing else.
    /// Earlier versions had the sequence alone.
    pub(super) row: String,
    pub(super) record: RecordId,
    pub(super) version: u64,
    pub(super) sealed: SealedRecord,
    pub(super) opened: Version,
    /// What it took the place of here, the newest last: another tab that does not know may send that all the same.
    pub(super) earlier: Vec<String>,
    /// What it was called when it was written: sealed anew it has another hash, and whoever took its place knows only this one.
    pub(super) name: String,
}

impl Pending {
    pub(super) fn new(
        sequence: u64,
        record: RecordId,
        version: u64,
        sealed: SealedRecord,
        opened: Version,
    ) -> Self {
        let row = format!("{sequence:016x}-{}", base16ct::lower::encode_string(&opened.hash));
        let name = short(&opened);
        Self { sequence, row, record, version, sealed, opened, earlier: Vec::new(), name }
    }

    /// The same, in the place of these. They stand in its row, so that every tab knows.
    pub(super) fn instead_of(mut self, earlier: Vec<String>) -> Self {
        for name in &earlier {
            self.row.push('-');
            self.row.push_str(name);
        }
        self.earlier = earlier;
        self
    }

    /// The same, and still what it was before it was moved.
    fn known_as(mut self, name: &str) -> Self {
        if self.name != name {
            self.row.push_str("-=");
            self.row.push_str(name);
            name.clone_into(&mut self.name);
        }
        self
    }

    /// This is what `before` was, sealed anew.
    fn moved_from(self, before: &Self) -> Self {
        self.instead_of(before.names()).known_as(&before.name)
    }

    /// The same with another number.
    pub(super) fn renumbered(self, sequence: u64) -> Self {
        let Self { record, version, sealed, opened, earlier, name, .. } = self;
        Self::new(sequence, record, version, sealed, opened).instead_of(earlier).known_as(&name)
    }

    /// What a version in the place of this one took the place of.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = self.earlier.clone();
        names.push(short(&self.opened));
        names.drain(..names.len().saturating_sub(REMEMBERED));
        names
    }

    fn took_the_place_of(&self, version: &Version) -> bool {
        self.earlier.contains(&short(version))
    }

    /// Whether somebody changed or deleted `other` into this one; what only was moved is still the same.
    fn replaces(&self, other: &Self) -> bool {
        self.record == other.record && self.name != other.name && self.earlier.contains(&other.name)
    }

    pub(super) fn put(&self, id: CollectionId) -> Change {
        load::put(load::pending(id, &self.row), load::write_record(&self.sealed))
    }

    pub(super) fn remove(&self, id: CollectionId) -> Change {
        Change::Remove(load::pending(id, &self.row))
    }
}

/// The number that a row of the store begins with.
pub(super) fn sequence_of(row: &str) -> Option<u64> {
    let number = row.split_once('-').map_or(row, |(number, _)| number);
    u64::from_str_radix(number, 16).ok()
}

/// What a row of the store says that it took the place of, and how it was called; those of earlier versions say nothing.
pub(super) fn names_of(row: &str, opened: &Version) -> (Vec<String>, String) {
    let (row, name) = row.split_once("-=").map_or((row, None), |(row, name)| (row, Some(name)));
    let earlier = row.split('-').skip(2).map(ToOwned::to_owned).collect();
    (earlier, name.map_or_else(|| short(opened), ToOwned::to_owned))
}

fn short(version: &Version) -> String {
    let mut name = base16ct::lower::encode_string(&version.hash);
    name.truncate(SHORT);
    name
}

/// Brings the stored outbox from one state to another; what stays is not touched: another tab may have sent it meanwhile.
pub(super) fn replaced(id: CollectionId, old: &[Pending], new: &[Pending]) -> Vec<Change> {
    let rows = |waiting: &[Pending]| waiting.iter().map(|it| it.row.clone()).collect::<BTreeSet<String>>();
    let (before, after) = (rows(old), rows(new));
    let gone = old.iter().filter(|pending| !after.contains(&pending.row)).map(|pending| pending.remove(id));
    let come = new.iter().filter(|pending| !before.contains(&pending.row)).map(|pending| pending.put(id));
    gone.chain(come).collect()
}

/// `count u32 | hash over what was sent`: in a store that tabs share, the first that wait may be others by now.
pub(super) fn write_flight(sent: &[Pending]) -> Vec<u8> {
    let mut mark = u32::try_from(sent.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    mark.extend_from_slice(&hash_over(sent));
    mark
}

/// How many of the first that wait were sent; earlier versions wrote no hash.
pub(super) fn read_flight(mark: &[u8], waiting: &[Pending]) -> Option<usize> {
    let (count, hash) = mark.split_first_chunk::<4>()?;
    let count = usize::try_from(u32::from_be_bytes(*count)).ok()?;
    let sent = waiting.get(..count)?;
    (hash.is_empty() || hash == hash_over(sent)).then_some(count)
}

fn hash_over(sent: &[Pending]) -> [u8; 32] {
    let hashes: Vec<u8> = sent.iter().flat_map(|pending| pending.opened.hash).collect();
    envelope::content_hash(&hashes)
}

/// How many of the first that wait go into one upload: one at least.
pub(super) fn fits(waiting: &[Pending]) -> usize {
    let mut bytes = 0;
    let small = waiting.iter().take(limit::BATCH_RECORDS).take_while(|pending| {
        bytes += pending.sealed.content.0.len() + pending.sealed.wrap.0.len();
        bytes <= limit::BATCH_BYTES
    });
    small.count().max(1).min(waiting.len())
}

/// Seals a payload as the next version of a record.
pub(super) fn seal_next(
    secrets: &Secrets,
    log: &Log,
    record: RecordId,
    before: Option<(u64, [u8; 32])>,
    payload: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<(u64, SealedRecord, Version), heilsam_crypto::CryptoError> {
    let (version, prev_hash) = before.map_or((1, [0; 32]), |(version, hash)| (version + 1, hash));
    let place = RecordPlace {
        type_ns: type_of(log.keys.kind()),
        collection: log.id,
        record,
        version,
        prev_hash,
        author: secrets.keys.signing.public().key_id(),
    };
    let (epoch, key) = log.keys.current();
    let sealed = envelope::seal(secrets.scope, &place, epoch, key, payload, rng)?;
    let opened = Version { hash: envelope::content_hash(&sealed.content.0), payload: payload.to_vec() };
    Ok((version, sealed, opened))
}

/// Number and hash of the version that a waiting one stands on; none for the first of its record.
pub(super) fn base(pending: &Pending) -> Result<Option<(u64, [u8; 32])>, heilsam_crypto::CryptoError> {
    let (header, _) = envelope::read_header(&pending.sealed.content.0)?;
    Ok((pending.version > 1).then(|| (pending.version - 1, header.prev_hash)))
}

/// Moves everything that waits on top of the log. Nothing written is lost: what cannot be merged stays as a record of
/// its own. Gives what waits now; entries that the log already holds, or whose place another one took, are gone from it.
pub(super) fn rebase(
    secrets: &Secrets,
    log: &Log,
    waiting: &[Pending],
    merge: Merge,
    now: jiff::Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<Vec<Pending>, Mismatch> {
    let mut moved: Vec<Pending> = Vec::with_capacity(waiting.len());
    let mut split_off: BTreeMap<RecordId, RecordId> = BTreeMap::new();
    for pending in waiting {
        if is_in_log(log, pending) || is_replaced(waiting, pending) {
            continue;
        }
        if let Some(record) = split_off.get(&pending.record) {
            let before = newest(log, &moved, *record).map(|(number, tip)| (number, tip.hash));
            let (version, sealed, opened) =
                seal_next(secrets, log, *record, before, &pending.opened.payload, rng)?;
            moved.push(Pending::new(pending.sequence, *record, version, sealed, opened));
            continue;
        }
        let tip = newest(log, &moved, pending.record);
        let (header, _) = envelope::read_header(&pending.sealed.content.0)?;
        let fits = tip.as_ref().map_or((1, [0; 32]), |(version, tip)| (version + 1, tip.hash))
            == (pending.version, header.prev_hash);
        if fits {
            moved.push(pending.clone());
            continue;
        }
        let base = base_payload(log, waiting, pending, &header.prev_hash);
        let is_own = tip.as_ref().is_some_and(|(_, version)| pending.took_the_place_of(version));
        let theirs = tip.as_ref().map(|(_, version)| version.payload.as_slice());
        let merged = match theirs {
            None => Merged::One(pending.opened.payload.clone()),
            // Another tab sent what was changed or deleted here before: nobody else has edited it.
            Some(_) if is_own => Merged::One(pending.opened.payload.clone()),
            Some(theirs) => merge(log.keys.kind(), base.as_deref(), &pending.opened.payload, theirs),
        };
        let (record, before, payload) = match merged {
            Merged::One(payload) if theirs == Some(payload.as_slice()) => continue,
            Merged::One(payload) => (pending.record, tip.map(|(number, tip)| (number, tip.hash)), payload),
            Merged::Both(mine) => {
                let record = RecordId::from_parts(millis(now), random(rng));
                split_off.insert(pending.record, record);
                (record, None, mine)
            }
        };
        let (version, sealed, opened) = seal_next(secrets, log, record, before, &payload, rng)?;
        moved.push(Pending::new(pending.sequence, record, version, sealed, opened).moved_from(pending));
    }
    Ok(moved)
}

/// Seals what waits under other keys than those of `log` anew under these, in the same order.
pub(super) fn reseal(
    secrets: &Secrets,
    log: &Log,
    waiting: &[Pending],
    rng: &mut impl CryptoRng,
) -> Result<Vec<Pending>, Mismatch> {
    let mut moved: Vec<Pending> = Vec::with_capacity(waiting.len());
    for pending in waiting {
        if log.open(secrets, &pending.sealed).is_ok() {
            moved.push(pending.clone());
            continue;
        }
        let Pending { sequence, record, opened, .. } = pending;
        let before = newest(log, &moved, *record).map(|(number, tip)| (number, tip.hash));
        let (version, sealed, opened) = seal_next(secrets, log, *record, before, &opened.payload, rng)?;
        moved.push(Pending::new(*sequence, *record, version, sealed, opened).moved_from(pending));
    }
    Ok(moved)
}

fn is_in_log(log: &Log, pending: &Pending) -> bool {
    log.records
        .get(&pending.record)
        .is_some_and(|versions| versions.iter().any(|version| version.hash == pending.opened.hash))
}

/// Whether another one that waits took its place: a tab that did not know has stored it anew.
fn is_replaced(waiting: &[Pending], pending: &Pending) -> bool {
    waiting.iter().any(|other| other.replaces(pending))
}

/// The newest version of a record: the last one that waits, else the log's.
pub(super) fn newest(log: &Log, waiting: &[Pending], record: RecordId) -> Option<(u64, Version)> {
    waiting
        .iter()
        .rfind(|pending| pending.record == record)
        .map(|pending| (pending.version, pending.opened.clone()))
        .or_else(|| log.tip(record).map(|(number, version)| (number, version.clone())))
}

/// The payload that an edit was based on: the newest in the log of what it stands on and of what another tab sent although this
/// took its place here, else what waited before it.
fn base_payload(log: &Log, waiting: &[Pending], pending: &Pending, stands_on: &[u8; 32]) -> Option<Vec<u8>> {
    let is_base = |version: &&Version| version.hash == *stands_on || pending.took_the_place_of(version);
    let in_log = log.records.get(&pending.record).and_then(|versions| versions.iter().rfind(is_base));
    let in_outbox = || {
        let same = waiting.iter().filter(|other| other.record == pending.record);
        same.map(|other| &other.opened).find(|version| version.hash == *stands_on)
    };
    in_log.or_else(in_outbox).map(|version| version.payload.clone())
}
