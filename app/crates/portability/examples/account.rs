//! Writes what a made-up account with every kind of record exports, for the conformance checks:
//! `cargo run -p heilsam-portability --example account -- DIR`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
use heilsam_portability::sample;
use heilsam_portability::sources::Sources;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: account DIR")?);
    fs::create_dir_all(&folder)?;
    for (format, ending) in [(Format::Json, "json"), (Format::Xml, "xml")] {
        let account = sample::account(7, sources());
        fs::write(folder.join(format!("account-consents.{ending}")), account.consent_file().to_fhir(format))?;
        let input = account.into_input().ok_or("an account without records")?;
        let mut export = PartsExport::new(input, format, EPA_LIMIT)?;
        let text: String = std::iter::from_fn(|| export.next_piece().map(|piece| piece.text)).collect();
        fs::write(folder.join(format!("account.{ending}")), text)?;
    }
    let open = sample::open_file(&sample::head(7), &sample::records(&sources())).ok_or("no open format")?;
    fs::write(folder.join("account-open.json"), open)?;
    Ok(())
}

fn sources() -> Sources {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/content");
    Sources::load(|name| fs::read_to_string(content.join(name)).ok())
}
