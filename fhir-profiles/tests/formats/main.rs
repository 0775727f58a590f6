//! What both formats promise: complete, equal, exact, and the same bytes for the same data.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod json;
mod parts;
mod tree;
mod xml;

use fhir_profiles::{BundleExport, EPA_LIMIT, ExportError, ExportInput, Format, PartsExport, sample};
use heilsam_domain::Purpose;

fn export(input: &ExportInput, format: Format) -> String {
    BundleExport::new(input.clone(), format).unwrap().into_text().unwrap()
}

#[test]
fn xml_and_json_say_the_same() {
    for input in [sample::full(), sample::diary(), sample::empty(), sample::with_entries(60)] {
        let from_xml = xml::read(&export(&input, Format::Xml)).unwrap();
        let from_json = json::read(&export(&input, Format::Json)).unwrap();
        assert_eq!(from_xml, from_json);
    }
}

#[test]
fn the_consent_file_says_the_same_in_both_formats() {
    let file = sample::consents();
    let from_json = json::read(&file.to_fhir(Format::Json).unwrap()).unwrap();
    assert_eq!(xml::read(&file.to_fhir(Format::Xml).unwrap()).unwrap(), from_json);
    let entries = from_json.children.iter().filter(|child| child.name == "entry").count();
    assert_eq!(entries, Purpose::ALL.len() + 1, "one per purpose, and a withdrawal");
    assert!(
        !file.to_fhir(Format::Json).unwrap().contains(&file.account.to_string()),
        "the account's id stays private"
    );
}

#[test]
fn decimals_keep_their_digits() {
    let text = export(&sample::full(), Format::Json);
    assert!(text.contains(r#""value":80.0,"#));
    assert!(text.contains(r#""value":61.50,"#));
    assert!(export(&sample::full(), Format::Xml).contains(r#"<value value="80.0"/>"#));
}

#[test]
fn a_moment_that_fhir_cannot_say_ends_the_export_before_its_first_byte() {
    let mut input = sample::with_entries(4);
    input.entries[1].recorded_at = "-000005-01-01T00:00:00Z".parse().unwrap();
    let mut whole = BundleExport::new(input.clone(), Format::Json).unwrap();
    assert!(matches!(whole.next_piece(), Err(ExportError::Unwritable(_))), "nothing was handed out");
    let parts = PartsExport::new(input, Format::Xml, EPA_LIMIT);
    assert_eq!(parts.err().map(|error| error.code()), Some("broken-record"));
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let input = sample::full();
    let mut shuffled = input.clone();
    shuffled.entries.reverse();
    shuffled.entries.swap(1, 5);
    for format in [Format::Json, Format::Xml] {
        assert_eq!(export(&input, format), export(&shuffled, format));
    }
}

#[test]
fn only_the_document_depends_on_the_export_time() {
    let input = sample::full();
    let mut later = input.clone();
    later.exported_at = "2027-05-05T10:00:00Z".parse().unwrap();
    let entries = |input: &ExportInput| {
        let bundle: serde_json::Value = serde_json::from_str(&export(input, Format::Json)).unwrap();
        let all = bundle["entry"].as_array().unwrap().clone();
        let kept = |entry: &serde_json::Value| {
            !["Composition", "Provenance"].contains(&entry["resource"]["resourceType"].as_str().unwrap())
        };
        all.into_iter().filter(kept).collect::<Vec<_>>()
    };
    assert_eq!(entries(&input), entries(&later));
    assert_ne!(export(&input, Format::Json), export(&later, Format::Json));
}

#[test]
fn ids_of_records_and_account_do_not_leave_the_account() {
    let input = sample::full();
    let text = export(&input, Format::Json);
    assert!(!text.contains(&input.patient.id.to_string()));
    for entry in &input.entries {
        assert!(!text.contains(&entry.id.to_string()));
    }
}

#[test]
fn entries_outside_of_the_period_are_left_out() {
    let mut input = sample::with_entries(10);
    input.period.end = input.entries[3].measured_at;
    let text = export(&input, Format::Json);
    assert_eq!(text.matches("Observation_Blood_Pressure|1.1.0").count(), 4);
}

#[test]
fn pieces_are_small_and_progress_reaches_the_end() {
    let mut running = BundleExport::new(sample::with_entries(1_000), Format::Xml).unwrap();
    assert_eq!(running.progress().written, 0);
    let (mut pieces, mut whole) = (0, String::new());
    while let Some(piece) = running.next_piece().unwrap() {
        pieces += 1;
        assert!(piece.len() < 256 * 1024, "{} bytes", piece.len());
        whole += &piece;
        assert!(running.progress().written <= running.progress().total);
    }
    assert!(pieces > 10);
    assert_eq!(running.progress().written, running.progress().total);
    assert_eq!(running.progress().total, 5 + 1_500 + 2);
    assert_eq!(whole, export(&sample::with_entries(1_000), Format::Xml));
}

#[test]
fn an_input_survives_its_way_into_the_worker() {
    let input = sample::full();
    let text = serde_json::to_string(&input).unwrap();
    let read: ExportInput = serde_json::from_str(&text).unwrap();
    assert_eq!(export(&input, Format::Xml), export(&read, Format::Xml));
}

#[test]
fn wrong_facts_are_named_before_the_first_byte() {
    let refused = |change: fn(&mut ExportInput)| {
        let mut input = sample::full();
        change(&mut input);
        BundleExport::new(input, Format::Json).err().unwrap()
    };
    assert_eq!(
        refused(|i| i.period.end = "2001-01-01T00:00:00Z".parse().unwrap()),
        ExportError::PeriodReversed
    );
    assert_eq!(refused(|i| i.diga.pzn = "1234567".to_owned()), ExportError::EightDigits("the PZN"));
    assert_eq!(refused(|i| i.diga.name = " ".to_owned()), ExportError::Empty("the name of the app"));
    assert_eq!(
        refused(|i| i.diga.manufacturer.website = Some("javascript:alert(1)".to_owned())),
        ExportError::Website
    );
    assert_eq!(
        refused(|i| i.patient.insurance_number = Some("A123456781".to_owned())),
        ExportError::InsuranceNumber
    );
    assert!(matches!(refused(|i| i.entries[0].version = 0), ExportError::NoVersion(_)));
    assert!(matches!(refused(|i| i.entries[0].utc_offset_minutes = 900), ExportError::Offset(_)));
    assert!(matches!(
        refused(|i| {
            let again = i.entries[0].clone();
            i.entries.push(again);
        }),
        ExportError::DuplicateRecord(_)
    ));
}

#[test]
fn the_export_stays_as_it_is() {
    insta::assert_snapshot!("full_xml", export(&sample::full(), Format::Xml).replace("><", ">\n<"));
}

proptest::proptest! {
    #[test]
    fn no_note_breaks_the_file(note in "\\PC{0,40}|.{0,40}", family in "\\PC{1,20}") {
        let mut input = sample::full();
        input.entries[0].note = note;
        if let Some(name) = &mut input.patient.name {
            name.family = format!("M{family}");
        }
        let from_xml = xml::read(&export(&input, Format::Xml)).unwrap();
        proptest::prop_assert_eq!(from_xml, json::read(&export(&input, Format::Json)).unwrap());
    }
}
