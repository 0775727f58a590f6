//! Measures the export of 100,000 observations: one JSON line per figure.
//!
//! `cargo run --release -p fhir-profiles --example bench_export [-- --baseline SECONDS]`: with the time of the
//! Node baseline (`tests/conformance/baseline.mjs`) the bar of JSON is the larger one of 0.85 s and 1.2 times it.

use std::error::Error;
use std::time::Duration;

use fhir_profiles::{BundleExport, Format, sample};

/// Two entries make three observations.
const ENTRIES: u32 = 66_667;
const ROUNDS: usize = 5;
const FIXED_BAR: f64 = 0.85;

fn main() -> Result<(), Box<dyn Error>> {
    let bar = json_bar()?;
    let (json, json_bytes, pieces) = best_of(Format::Json)?;
    let (xml, xml_bytes, _) = best_of(Format::Xml)?;
    figure("fhir-export-json", json, "s", bar);
    figure("fhir-export-xml", xml, "s", 2.0 * json);
    figure("fhir-export-largest-piece", pieces, "MiB", 64.0);
    eprintln!("100,000 observations: {} MB JSON, {} MB XML", json_bytes / 1_000_000, xml_bytes / 1_000_000);
    Ok(())
}

fn json_bar() -> Result<f64, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Ok(FIXED_BAR),
        ["--baseline", seconds] => Ok(FIXED_BAR.max(1.2 * seconds.parse::<f64>()?)),
        _ => Err("usage: bench_export [--baseline SECONDS]".into()),
    }
}

/// Best time in seconds, length of the file and of its largest piece (MiB).
fn best_of(format: Format) -> Result<(f64, usize, f64), Box<dyn Error>> {
    let mut best = (Duration::MAX, 0, 0.0);
    for _ in 0..ROUNDS {
        let input = sample::with_entries(ENTRIES);
        let start = now();
        let mut running = BundleExport::new(input, format)?;
        let (mut length, mut largest) = (0, 0);
        while let Some(piece) = running.next_piece() {
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
