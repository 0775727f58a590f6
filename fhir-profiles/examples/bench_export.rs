//! Measures the export of 100,000 observations: one JSON line per figure.
//!
//! `cargo run --release -p fhir-profiles --example bench_export -- --baseline SECONDS`: the time of the Node baseline
//! (`tests/conformance/baseline.mjs`) of the same run; the bar of JSON is 1.2 times it, that of XML twice the time of JSON, and
//! neither may take longer than a person would wait. What the export needs before that, of the records themselves, measures
//! the example `bench_gather` of `heilsam-portability`.

use std::error::Error;
use std::fs;
use std::time::Duration;

use fhir_profiles::{BundleExport, EPA_LIMIT, ExportInput, Format, PartsExport, sample};

/// Two entries make three observations.
const ENTRIES: u32 = 66_667;
const ROUNDS: usize = 5;
/// Longest time of each format, in seconds, however slow the yardstick is.
const JSON_MOST: f64 = 0.85;
const XML_MOST: f64 = 1.5;

fn main() -> Result<(), Box<dyn Error>> {
    let bar = (1.2 * baseline()?).min(JSON_MOST);
    // First of all: what the rounds below leave behind would hide it.
    let whole = peak_above_input(|input| {
        let mut running = BundleExport::new(input, Format::Json)?;
        Ok(Box::new(move || Ok(running.next_piece()?.is_some())))
    })?;
    let parts = peak_above_input(|input| {
        let mut running = PartsExport::new(input, Format::Xml, EPA_LIMIT)?;
        Ok(Box::new(move || Ok(running.next_piece()?.is_some())))
    })?;
    let (xml_part, json_part) = (longest_part(Format::Xml)?, longest_part(Format::Json)?);
    let (json, json_bytes, pieces) = best_of(Format::Json)?;
    let (xml, xml_bytes, _) = best_of(Format::Xml)?;
    figure("fhir-export-json", json, "s", bar);
    figure("fhir-export-xml", xml, "s", (2.0 * json).min(XML_MOST));
    figure("fhir-export-largest-piece", pieces, "MiB", 64.0);
    figure("fhir-export-peak-above-input", whole, "MiB", 64.0);
    figure("fhir-export-parts-peak-above-input", parts, "MiB", 64.0);
    figure("fhir-export-longest-part-xml", xml_part, "bytes", exact(EPA_LIMIT)?);
    figure("fhir-export-longest-part-json", json_part, "bytes", exact(EPA_LIMIT)?);
    eprintln!("100,000 observations: {} MB JSON, {} MB XML", json_bytes / 1_000_000, xml_bytes / 1_000_000);
    Ok(())
}

fn baseline() -> Result<f64, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--baseline", seconds] => Ok(seconds.parse()?),
        _ => Err("usage: bench_export --baseline SECONDS".into()),
    }
}

type Work = Box<dyn FnMut() -> Result<bool, Box<dyn Error>>>;

/// The most memory that an export needs beside its input, in MiB.
fn peak_above_input(
    start: impl FnOnce(ExportInput) -> Result<Work, Box<dyn Error>>,
) -> Result<f64, Box<dyn Error>> {
    let input = sample::with_entries(ENTRIES);
    let before = memory("VmRSS")?;
    // Source: proc(5), "5" sets the peak back to the present.
    fs::write("/proc/self/clear_refs", "5")?;
    let mut work = start(input)?;
    while work()? {}
    Ok(memory("VmHWM")? - before)
}

/// A figure of this process in MiB. Source: proc(5), `status`.
fn memory(name: &str) -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kibibytes: f64 =
        line.and_then(|line| line.split_whitespace().next()).ok_or("no such figure")?.parse()?;
    Ok(kibibytes / 1024.0)
}

/// Best time in seconds, length of the file and of its largest piece (MiB).
fn best_of(format: Format) -> Result<(f64, usize, f64), Box<dyn Error>> {
    let mut best = (Duration::MAX, 0, 0.0);
    for _ in 0..ROUNDS {
        let input = sample::with_entries(ENTRIES);
        let start = now();
        let mut running = BundleExport::new(input, format)?;
        let (mut length, mut largest) = (0, 0);
        while let Some(piece) = running.next_piece()? {
            length += piece.len();
            largest = largest.max(piece.len());
        }
        let taken = start.elapsed();
        if taken < best.0 {
            best = (taken, length, mebibytes(largest));
        }
    }
    Ok((best.0.as_secs_f64(), best.1, best.2))
}

/// Length of the longest document that the patient record gets, in bytes; one document alone would say nothing of the cut.
fn longest_part(format: Format) -> Result<f64, Box<dyn Error>> {
    let mut running = PartsExport::new(sample::with_entries(ENTRIES), format, EPA_LIMIT)?;
    let (mut length, mut longest, mut parts) = (0_usize, 0_usize, 0_u32);
    while let Some(piece) = running.next_piece()? {
        length += piece.text.len();
        if piece.ends_part {
            longest = longest.max(length);
            (length, parts) = (0, parts + 1);
        }
    }
    if parts < 2 {
        return Err("the export was not cut".into());
    }
    exact(longest)
}

fn exact(bytes: usize) -> Result<f64, Box<dyn Error>> {
    Ok(f64::from(u32::try_from(bytes)?))
}

fn mebibytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / f64::from(1 << 20)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the real clock")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn figure(name: &str, value: f64, unit: &str, bar: f64) {
    println!(
        r#"{{"name":"{name}","value":{value:.3},"unit":"{unit}","bar":{bar:.3},"ok":{}}}"#,
        value <= bar
    );
}
