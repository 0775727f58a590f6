//! Writes sample bundles for the conformance checks: `cargo run -p fhir-profiles --example export -- --out DIR`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use fhir_profiles::{BundleExport, ExportInput, Format, sample};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = out_folder()?;
    fs::create_dir_all(&folder)?;
    let samples: [(&str, ExportInput); 4] = [
        ("full", sample::full()),
        ("empty", sample::empty()),
        ("month", sample::with_entries(60)),
        ("year", sample::with_entries(1_100)),
    ];
    for (name, input) in samples {
        for (format, ending) in [(Format::Json, "json"), (Format::Xml, "xml")] {
            let path = folder.join(format!("{name}.{ending}"));
            fs::write(&path, BundleExport::new(input.clone(), format)?.into_text())?;
            println!("{}", path.display());
        }
    }
    Ok(())
}

fn out_folder() -> Result<PathBuf, Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("--out"), Some(folder)) => Ok(PathBuf::from(folder)),
        _ => Err("usage: export --out DIR".into()),
    }
}
