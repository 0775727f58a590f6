//! Measures the export of 100,000 observations from the opened records on: reading them, gathering them, and writing the
//! documents for the patient record. One JSON line per figure.
//!
//! `cargo run --release -p heilsam-portability --example bench_gather`. The records are texts, as the page hands them in; what
//! they need themselves does not count as memory of the export, everything made of them does.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
use heilsam_portability::records::Collection;
use heilsam_portability::sources::Sources;
use heilsam_portability::{Gathering, sample};
use jiff::{SignedDuration, Timestamp};

/// Two records make three observations.
const RECORDS: u32 = 66_667;
/// Records that are handed in at once.
const BATCH: u32 = 500;
const ROUNDS: usize = 5;
/// 1 January 2026: the newest record.
const NEWEST: Timestamp = Timestamp::constant(1_767_225_600, 0);
/// Most memory above the records, MiB.
const MEMORY: f64 = 64.0;

fn main() -> Result<(), Box<dyn Error>> {
    let batches = batches();
    // First of all: what the rounds below leave behind would hide it.
    let before = memory("VmRSS")?;
    // Source: proc(5), "5" sets the peak back to the present.
    fs::write("/proc/self/clear_refs", "5")?;
    export(&batches)?;
    let peak = memory("VmHWM")? - before;
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        let (gathered, written) = export(&batches)?;
        best = (best.0.min(gathered), best.1.min(gathered + written));
    }
    figure("fhir-export-gathering", best.0.as_secs_f64(), "s", None);
    figure("fhir-export-from-records", best.1.as_secs_f64(), "s", None);
    figure("fhir-export-from-records-peak-above-records", peak, "MiB", Some(MEMORY));
    Ok(())
}

/// The records of a diary, as a page hands them in.
fn batches() -> Vec<String> {
    let numbers = (0..RECORDS).step_by(BATCH as usize);
    let batch = |first: u32| {
        let records: Vec<String> = (first..RECORDS.min(first + BATCH)).map(record).collect();
        format!("[{}]", records.join(","))
    };
    numbers.map(batch).collect()
}

/// A blood pressure, every second one with a pulse.
fn record(number: u32) -> String {
    let at = NEWEST - SignedDuration::from_hours(i64::from(number));
    let (systolic, diastolic) = (115 + number % 40, 70 + number % 20);
    let pulse = if number.is_multiple_of(2) { (60 + number % 13).to_string() } else { "null".to_owned() };
    format!(
        r#"{{"id":"018f3c1e-0000-7000-8000-{number:012x}","version":1,"data":{{"v":1,"recorded_at":"{at}",
        "utc_offset_minutes":60,"entry":{{"measured_at":"{at}","measurement":{{"kind":"blood-pressure",
        "systolic":{systolic},"diastolic":{diastolic},"pulse":{pulse}}}}}}}}}"#
    )
}

/// Gathers everything and writes all documents; gives how long each of both took.
fn export(batches: &[String]) -> Result<(Duration, Duration), Box<dyn Error>> {
    let mut account = Gathering::new(sample::head(7), sample::names(7), sources(), sample::wish());
    let start = now();
    for batch in batches {
        account.add(Collection::Diary, batch)?;
    }
    let input = account.into_input().ok_or("there is nothing to export")?;
    let gathered = start.elapsed();
    if input.entries.len() < batches.len() * BATCH as usize / 2 {
        return Err("records were left out".into());
    }
    let start = now();
    let mut export = PartsExport::new(input, Format::Xml, EPA_LIMIT)?;
    while export.next_piece()?.is_some() {}
    Ok((gathered, start.elapsed()))
}

fn sources() -> Sources {
    let content = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
        .join("../../../assets/content");
    Sources::load(|name| fs::read_to_string(content.join(name)).ok())
}

/// A figure of this process in MiB. Source: proc(5), `status`.
fn memory(name: &str) -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes: f64 =
        line.and_then(|line| line.split_whitespace().next()).ok_or("no such figure")?.parse()?;
    Ok(kibibytes / 1024.0)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the real clock")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn figure(name: &str, value: f64, unit: &str, bar: Option<f64>) {
    let ok = bar.is_none_or(|bar| value <= bar);
    let bar = bar.map_or_else(|| "null".to_owned(), |bar| format!("{bar:.3}"));
    println!(r#"{{"name":"{name}","value":{value:.3},"unit":"{unit}","bar":{bar},"ok":{ok}}}"#);
}
