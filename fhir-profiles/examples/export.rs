//! Writes sample bundles for the conformance checks:
//! `cargo run -p fhir-profiles --example export -- --out DIR [--take-over FILE]`.
//!
//! With `--take-over` it imports a file of another DiGA and writes what a later export makes of it.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};

use fhir_profiles::{BundleExport, ExportInput, Format, ImportTarget, PartsExport, import, sample};
use heilsam_domain::{AccountId, NameScope};

const FORMATS: [(Format, &str); 2] = [(Format::Json, "json"), (Format::Xml, "xml")];
/// So small that half a year becomes several documents, bytes.
const LIMIT: usize = 150_000;

fn main() -> Result<(), Box<dyn Error>> {
    let (folder, other) = arguments()?;
    fs::create_dir_all(&folder)?;
    if let Some(other) = other {
        return write(&folder, "other", &taken_over(&fs::read(other)?)?);
    }
    for (format, ending) in FORMATS {
        fs::write(folder.join(format!("consents.{ending}")), sample::consents().to_fhir(format)?)?;
    }
    let full = sample::full();
    let file = BundleExport::new(full.clone(), Format::Xml)?.into_text()?;
    let long = long();
    write_parts(&folder, &long)?;
    let samples: [(&str, ExportInput); 7] = [
        ("full", full),
        ("diary", sample::diary()),
        ("empty", sample::empty()),
        ("month", sample::with_entries(60)),
        ("year", sample::with_entries(1_100)),
        ("whole", long),
        ("taken-over", taken_over(file.as_bytes())?),
    ];
    samples.iter().try_for_each(|(name, input)| write(&folder, name, input))
}

fn write(folder: &Path, name: &str, input: &ExportInput) -> Result<(), Box<dyn Error>> {
    for (format, ending) in FORMATS {
        let path = folder.join(format!("{name}.{ending}"));
        fs::write(&path, BundleExport::new(input.clone(), format)?.into_text()?)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Half a year with every kind of record.
fn long() -> ExportInput {
    let mut input = sample::full();
    let many = sample::with_entries(400);
    let known: Vec<_> = input.entries.iter().map(|entry| entry.id).collect();
    input.entries.extend(many.entries.into_iter().filter(|entry| !known.contains(&entry.id)));
    ExportInput { period: many.period, ..input }
}

/// The same in several documents: `part-1.json` and so on.
fn write_parts(folder: &Path, input: &ExportInput) -> Result<(), Box<dyn Error>> {
    for (format, ending) in FORMATS {
        let mut export = PartsExport::new(input.clone(), format, LIMIT)?;
        let mut text = String::new();
        while let Some(piece) = export.next_piece()? {
            text.push_str(&piece.text);
            if piece.ends_part {
                let path = folder.join(format!("part-{}.{ending}", export.part()));
                fs::write(&path, mem::take(&mut text))?;
                println!("{}", path.display());
            }
        }
    }
    Ok(())
}

/// What another account of another DiGA has after it took over a file.
fn taken_over(file: &[u8]) -> Result<ExportInput, Box<dyn Error>> {
    let known = HashMap::new();
    let mut input = sample::empty();
    input.patient.id = AccountId::from_bytes([9; 16]);
    input.diga.prescription_unit_id = "99999002".to_owned();
    input.diga.name = "Andere DiGA".to_owned();
    let target = ImportTarget {
        names: NameScope::from_bytes([8; 16]),
        prescription_unit_id: "99999002",
        known: &known,
        held: &[],
    };
    let import = import(file, target)?;
    input.period = import.period.unwrap_or(input.period);
    input.entries = import.entries;
    Ok(input)
}

fn arguments() -> Result<(PathBuf, Option<PathBuf>), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--out", folder] => Ok((folder.into(), None)),
        ["--out", folder, "--take-over", file] => Ok((folder.into(), Some(file.into()))),
        _ => Err("usage: export --out DIR [--take-over FILE]".into()),
    }
}
