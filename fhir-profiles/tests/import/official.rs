//! The official examples of MIO DiGA, where they are at hand; they are no part of the project.

use std::path::PathBuf;

use fhir_profiles::{EntryValue, ExportInput, Format, sample};

use super::{export, import};

/// The official examples as bundles by name; says loudly if they are not there.
pub(super) fn bundles() -> Vec<(String, String)> {
    let root = std::env::var_os("HEILSAM_FHIR_REFERENCE").map_or_else(
        || PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../shared/fhir"),
        PathBuf::from,
    );
    let folder = root.join("mio-diga-1.1.0/examples");
    let Ok(real) = std::fs::read_to_string(folder.join("REAL_EXAMPLE_1_KBV_PR_MIO_DIGA_Bundle.xml")) else {
        eprintln!("!!! SKIPPED: official examples not found: set HEILSAM_FHIR_REFERENCE");
        return Vec::new();
    };
    let head = real.split("<entry>").next().unwrap().to_owned();
    let mut found = vec![("REAL".to_owned(), real)];
    for kind in ["Min-Examples", "Max-Examples"] {
        for file in std::fs::read_dir(folder.join("Technical-Examples").join(kind)).unwrap().flatten() {
            let resource = std::fs::read_to_string(file.path()).unwrap();
            let resource = resource.trim_start_matches('\u{feff}').trim();
            let body =
                resource.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap_or(resource);
            let body =
                body.find("?>").filter(|_| body.starts_with("<?")).map_or(body, |end| &body[end + 2..]);
            let entry = "<entry><fullUrl value=\"urn:uuid:00000000-0000-4000-8000-0000000000aa\"/><resource>";
            let bundle = format!("{head}{entry}{body}</resource></entry></Bundle>");
            found.push((file.file_name().to_string_lossy().into_owned(), bundle));
        }
    }
    found
}

#[test]
fn every_official_example_is_taken_over_and_exported_again() {
    for (name, text) in bundles() {
        for text in [text.clone(), text.replace("|1.1.0", "|1.0.0")] {
            let back = import(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            if !name.contains("Patient") && !name.contains("Provenance") {
                assert!(!back.entries.is_empty(), "{name}");
            }
            // Only what was kept may still claim the older version: nobody has checked whether it fulfils the other
            // one.
            let is_older = back.entries.iter().any(|entry| match entry.value.own() {
                EntryValue::Kept(kept) => kept.text.contains("|1.0.0\""),
                _ => false,
            });
            let input = ExportInput { entries: back.entries, ..sample::empty() };
            for format in [Format::Xml, Format::Json] {
                let again = export(&input, format);
                assert!(is_older || !again.contains("|1.0.0\""), "{name}");
                import(&again).unwrap_or_else(|error| panic!("{name} again, {format:?}: {error}"));
            }
        }
    }
}

#[test]
fn both_formats_of_what_was_kept_say_the_same() {
    for (name, text) in bundles() {
        let Ok(back) = import(&text) else { panic!("{name}") };
        let mut input = ExportInput { entries: back.entries, ..sample::empty() };
        let xml = export(&input, Format::Xml);
        input.entries = import(&export(&input, Format::Json)).unwrap().entries;
        let renewed = export(&input, Format::Xml);
        let plain = |text: &str| {
            let tight: String = text.split_inclusive('>').map(str::trim_start).collect();
            tight.replace(" />", "/>").replace("\" >", "\">").replace("value =", "value=")
        };
        // Values of one kind, and the comments and the notation of the original, are not what is compared here.
        assert_eq!(count(&plain(&xml)), count(&plain(&renewed)), "{name}");
    }
}

fn count(text: &str) -> usize {
    text.matches(" value=\"").count()
}
