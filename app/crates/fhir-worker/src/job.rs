//! What the worker does, with errors as codes that the page has texts for.

use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
use heilsam_portability::records::{Collection, Head, NameScope};
use heilsam_portability::sources::{Sources, Wish};
use heilsam_portability::{Brought, Gathering, OpenFile, TakeError, take};
use serde::Deserialize;

use crate::content;

/// What the page sent is not what the module takes: page and module do not fit together.
const UNREADABLE: &str = "unreadable-input";
/// There is nothing in the period.
const NOTHING: &str = "nothing";

#[derive(Deserialize)]
struct Frame {
    head: Head,
    /// Beside the head, which stands in files.
    names: NameScope,
    wish: Wish,
}

/// Begins to collect an account; an error is a code.
pub(crate) fn begin(frame: &str) -> Result<Gathering, &'static str> {
    let Frame { head, names, wish } = read(frame)?;
    Ok(Gathering::new(head, names, Sources::load(|name| content::file(name).map(str::to_owned)), wish))
}

/// Adds records.
pub(crate) fn add(account: &mut Gathering, collection: &str, records: &str) -> Result<(), &'static str> {
    let collection = Collection::from_name(collection).ok_or(UNREADABLE)?;
    account.add(collection, records).map_err(|_| UNREADABLE)
}

/// The consents as a file.
pub(crate) fn consents(account: &Gathering, format: &str) -> Result<String, &'static str> {
    account.consent_file().to_fhir(parse_format(format)?).map_err(|error| error.code())
}

/// Begins the export, in parts that the patient record takes.
pub(crate) fn export(account: Gathering, format: &str) -> Result<PartsExport, &'static str> {
    let format = parse_format(format)?;
    let input = account.into_input().ok_or(NOTHING)?;
    PartsExport::new(input, format, EPA_LIMIT).map_err(|error| error.code())
}

/// Begins a file of the open format; gives its first piece.
pub(crate) fn begin_open(frame: &str) -> Result<(OpenFile, String), &'static str> {
    let Frame { head, names, .. } = read(frame)?;
    OpenFile::begin(&head, names).map_err(|_| UNREADABLE)
}

/// The next piece of the open format.
pub(crate) fn add_open(file: &mut OpenFile, collection: &str, records: &str) -> Result<String, &'static str> {
    let collection = Collection::from_name(collection).ok_or(UNREADABLE)?;
    file.add(collection, records).map_err(|_| UNREADABLE)
}

/// Reads a file; an error is JSON of [`TakeError`].
pub(crate) fn bring(account: Gathering, bytes: &[u8]) -> Result<Brought, String> {
    let as_json = |error: TakeError| serde_json::to_string(&error).unwrap_or_else(|_| error.code.to_owned());
    take(bytes, account).map_err(as_json)
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, &'static str> {
    serde_json::from_str(text).map_err(|_| UNREADABLE)
}

fn parse_format(name: &str) -> Result<Format, &'static str> {
    match name {
        "xml" => Ok(Format::Xml),
        "json" => Ok(Format::Json),
        _ => Err(UNREADABLE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: &str = r#"{"head":{"exported_at":"2026-03-02T00:00:00Z",
        "account":{"id":"00000000-0000-4000-8000-000000000007","created_at":"2026-01-01T00:00:00Z"},
        "app":{"name":"Heilsam","version":"1","prescription_unit_id":"99999001","pzn":"99999001","manufacturer":"M"}},
        "names":"a5a5a5a5-a5a5-a5a5-a5a5-a5a5a5a5a5a5",
        "wish":{"language":"de","words":{"sections":"","exercise_days":"","questions":"","no_time":"","per_week":""}}}"#;
    const ENTRY: &str = r#"[{"id":"018f3c1e-0000-7000-8000-000000000001","version":2,"data":{"v":1,
        "recorded_at":"2026-03-01T08:01:00Z","utc_offset_minutes":60,"entry":{"measured_at":"2026-03-01T08:00:00Z",
        "measurement":{"kind":"weight","grams":81400}}}}]"#;

    fn account() -> Gathering {
        let mut account = begin(FRAME).unwrap();
        add(&mut account, "diary", ENTRY).unwrap();
        account
    }

    fn text(mut export: PartsExport) -> String {
        std::iter::from_fn(|| export.next_piece().unwrap().map(|piece| piece.text)).collect()
    }

    #[test]
    fn records_become_a_file_in_both_formats() {
        assert!(text(export(account(), "xml").unwrap()).starts_with("<?xml"));
        assert!(text(export(account(), "json").unwrap()).contains("\"value\":81.4"));
        assert!(consents(&account(), "json").unwrap().contains("\"collection\""));
    }

    #[test]
    fn errors_are_codes_without_personal_data() {
        assert_eq!(export(account(), "pdf").err(), Some("unreadable-input"));
        assert_eq!(export(begin(FRAME).unwrap(), "xml").err(), Some("nothing"));
        assert_eq!(add(&mut account(), "letters", "[]").err(), Some("unreadable-input"));
        assert_eq!(add(&mut account(), "diary", "[{").err(), Some("unreadable-input"));
        for broken in ["", "{}", "null"] {
            assert_eq!(begin(broken).err(), Some("unreadable-input"));
        }
        let wrong = bring(account(), b"Hallo").unwrap_err();
        assert!(wrong.contains("no-fhir-file"), "{wrong}");
    }

    #[test]
    fn without_a_scope_of_names_there_is_no_file() {
        let without = FRAME.replace("\"names\"", "\"name\"");
        assert_eq!(begin(&without).err(), Some("unreadable-input"));
        assert_eq!(begin_open(&without).err(), Some("unreadable-input"));
    }

    #[test]
    fn the_open_format_comes_back() {
        let (mut file, mut text) = begin_open(FRAME).unwrap();
        assert!(
            !text.contains("a5a5a5a5"),
            "the head stands in the file, the scope of names beside it: {text}"
        );
        text.push_str(&add_open(&mut file, "diary", ENTRY).unwrap());
        text.push_str(file.end());
        let brought = bring(begin(FRAME).unwrap(), text.as_bytes()).unwrap();
        assert_eq!((brought.preview().records, brought.preview().in_diary), (1, 1));
        assert_eq!(brought.preview().in_documents, 0, "an entry of the diary is not kept beside it");
    }
}
