//! A whole account to a file, and files to accounts: nothing is lost, nothing comes twice, no file breaks the reader.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what goes wrong here is a failed test"
)]

mod broken;
mod doubles;
mod export;
mod foreign;
mod lost;
mod repeated;
mod round_trip;
mod rounds;
mod scope;

use std::collections::BTreeMap;
use std::path::PathBuf;

use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
use heilsam_portability::records::Collection;
use heilsam_portability::sources::Sources;
use heilsam_portability::{Brought, Gathering, TakeError, Written, sample, take};
use serde_json::Value;

fn sources() -> Sources {
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../../assets/content");
    Sources::load(|name| std::fs::read_to_string(folder.join(name)).ok())
}

/// An account of the same app without records.
fn empty(account: u8) -> Gathering {
    Gathering::new(sample::head(account), sample::names(account), sources(), sample::wish())
}

fn export(account: Gathering, format: Format) -> String {
    let mut export = PartsExport::new(account.into_input().unwrap(), format, EPA_LIMIT).unwrap();
    std::iter::from_fn(|| export.next_piece().unwrap().map(|piece| piece.text)).collect()
}

/// All records of what was read.
fn all(mut brought: Brought) -> Vec<Written> {
    let mut all = Vec::new();
    loop {
        let some = brought.next_records(10_000).unwrap();
        if some.is_empty() {
            return all;
        }
        all.extend(some);
    }
}

/// What the page says of each entry of the sample.
fn words() -> BTreeMap<String, Value> {
    let records = sample::records(&sources());
    let diary: Vec<Value> = serde_json::from_str(&records[0].1).unwrap();
    diary.into_iter().map(|it| (it["data"]["entry"].to_string(), it["words"].clone())).collect()
}

/// Records as an account has them after they were written, each in its first version.
fn as_stored(records: &[Written]) -> Vec<(Collection, String)> {
    let words = words();
    let said = |payload: &str| {
        let data: Value = serde_json::from_str(payload).unwrap();
        words.get(&data["entry"].to_string()).map(|words| format!(r#","words":{words}"#)).unwrap_or_default()
    };
    let of = |collection: Collection| {
        let record = |it: &&Written| it.collection == collection;
        let line = |it: &Written| {
            format!(r#"{{"id":"{}","version":1,"data":{}{}}}"#, it.id, it.payload, said(&it.payload))
        };
        let lines: Vec<String> = records.iter().filter(record).map(line).collect();
        (collection, format!("[{}]", lines.join(",")))
    };
    Collection::ALL.into_iter().map(of).collect()
}

/// An account that took over these records.
fn after(account: u8, records: &[Written]) -> Gathering {
    let mut gathering = empty(account);
    for (collection, records) in as_stored(records) {
        gathering.add(collection, &records).unwrap();
    }
    gathering
}

fn bring(account: Gathering, file: &str) -> Result<Brought, TakeError> {
    take(file.as_bytes(), account)
}
