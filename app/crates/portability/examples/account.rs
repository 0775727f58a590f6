//! Writes what a made-up account with every kind of record exports, for the conformance checks:
//! `cargo run -p heilsam-portability --example account -- DIR`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
use heilsam_portability::sources::Sources;
use heilsam_portability::{Gathering, sample};
use heilsam_therapy::text::Language;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: account DIR")?);
    fs::create_dir_all(&folder)?;
    for (format, ending) in [(Format::Json, "json"), (Format::Xml, "xml")] {
        let account = sample::account(7, sources());
        fs::write(
            folder.join(format!("account-consents.{ending}")),
            account.consent_file().to_fhir(format)?,
        )?;
        fs::write(folder.join(format!("account.{ending}")), export(account, format)?)?;
        let english = sample::account_in(Language::English, 7, sources());
        fs::write(folder.join(format!("account-en.{ending}")), export(english, format)?)?;
    }
    let open = sample::open_file(7, &sample::records(&sources())).ok_or("no open format")?;
    fs::write(folder.join("account-open.json"), open)?;
    let open = sample::open_file(7, &sample::every_field(&sources())).ok_or("no open format")?;
    fs::write(folder.join("every-field-open.json"), open)?;
    Ok(())
}

fn export(account: Gathering, format: Format) -> Result<String, Box<dyn Error>> {
    let input = account.into_input().ok_or("an account without records")?;
    let mut export = PartsExport::new(input, format, EPA_LIMIT)?;
    let mut text = String::new();
    while let Some(piece) = export.next_piece()? {
        text.push_str(&piece.text);
    }
    Ok(text)
}

fn sources() -> Sources {
    let content = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
        .join("../../../assets/content");
    Sources::load(|name| fs::read_to_string(content.join(name)).ok())
}
