//! Files that are damaged, huge or hostile: a readable error or a result, never a crash.

use std::collections::HashMap;

use fhir_profiles::{Format, ImportProblem, sample};
use proptest::prelude::*;

use super::{OWN, export, import, import_as};

fn problem(text: &str) -> ImportProblem {
    import(text).err().unwrap_or_else(|| panic!("taken over: {text:.200}")).problem
}

#[test]
fn what_is_no_export_is_named() {
    assert_eq!(problem(""), ImportProblem::NoFormat);
    assert_eq!(problem("Hallo"), ImportProblem::NoFormat);
    assert_eq!(problem(r#"{"resourceType":"Patient"}"#), ImportProblem::NotMioDiga);
    assert_eq!(problem(r#"{"resourceType":"Bundle"}"#), ImportProblem::NotMioDiga);
    assert_eq!(problem(r#"<Patient xmlns="http://hl7.org/fhir"/>"#), ImportProblem::NotMioDiga);
    assert_eq!(problem("<Bundle/>"), ImportProblem::Shape);
    let other = export(&sample::empty(), Format::Xml).replace("_Bundle|1.1.0", "_Bundle|2.0.0");
    assert_eq!(problem(&other), ImportProblem::NotMioDiga);
    assert_eq!(import_as(b"<a>\xff", OWN, &HashMap::new()).err().unwrap().problem, ImportProblem::NotText);
}

#[test]
fn an_error_names_line_and_element() {
    let text = export(&sample::full(), Format::Xml).replace("><", ">\n<");
    let line = text.lines().position(|line| line.contains("<Patient")).unwrap() + 2;
    let error = import(&text.replacen("<Patient>\n<id ", "<Patient>\n<id value=\"1\" ", 1)).err().unwrap();
    assert_eq!(error.line, line, "{error}");
    assert!(error.to_string().contains("element id"), "{error}");
    assert_eq!(error.code(), "file-damaged");
    let json = export(&sample::full(), Format::Json).replace("},", "},\n");
    let error = import(&json.replacen("\"status\":\"final\"", "\"status\":\"final", 1)).err().unwrap();
    assert!(error.line > 1 && error.column > 1, "{error}");
}

#[test]
fn entities_document_types_and_instructions_are_refused() {
    let text = export(&sample::full(), Format::Xml);
    let behind = "?>\n";
    for evil in [
        r#"<!DOCTYPE Bundle [<!ENTITY a "aaaa">]>"#,
        r#"<!DOCTYPE Bundle SYSTEM "file:///etc/passwd">"#,
        r#"<?xml-stylesheet href="https://example.org/x.xsl"?>"#,
    ] {
        let planted = text.replacen(behind, &format!("{behind}{evil}"), 1);
        assert_eq!(problem(&planted), ImportProblem::Forbidden, "{evil}");
    }
    let entity = text.replacen("value=\"DiGA-Export\"", "value=\"&xxe;\"", 1);
    assert_eq!(problem(&entity), ImportProblem::Forbidden);
    let words = text.replacen("<status value=\"final\"/>", "<status value=\"final\"/>los", 1);
    assert_eq!(problem(&words), ImportProblem::Shape);
}

#[test]
fn what_nests_too_deep_or_is_too_large_is_refused() {
    let deep = format!("{}{}", r#"{"resourceType":"Bundle","a":"#, "[{\"b\":".repeat(100_000));
    assert!(matches!(problem(&deep), ImportProblem::Damaged(_)));
    let nested = format!(r#"{{"resourceType":"Bundle","a":{}1{}}}"#, "{\"b\":".repeat(80), "}".repeat(80));
    assert_eq!(problem(&nested), ImportProblem::TooDeep);
    let lists = format!(r#"{{"resourceType":"Bundle","a":{}1{}}}"#, "[".repeat(90), "]".repeat(90));
    assert_eq!(problem(&lists), ImportProblem::Shape);
    let xml = format!("<Bundle xmlns=\"http://hl7.org/fhir\">{}", "<a>".repeat(1_000));
    assert_eq!(problem(&xml), ImportProblem::TooDeep);
    let huge = vec![b' '; 64 * 1024 * 1024 + 1];
    assert_eq!(import_as(&huge, OWN, &HashMap::new()).err().unwrap().problem, ImportProblem::TooLarge);
}

#[test]
fn identities_must_be_there_and_differ() {
    let text = export(&sample::full(), Format::Json);
    assert_eq!(
        problem(&text.replacen("\"fullUrl\":\"urn:uuid:", "\"fullUrl\":\"https://", 1)),
        ImportProblem::NoIdentity
    );
    let first = &text[text.find("urn:uuid:").unwrap()..];
    assert!(first.len() > 45);
    let entry = text.rfind("{\"fullUrl\"").unwrap();
    let (front, last) = text.split_at(entry);
    let last_entry = last.strip_suffix("]}").unwrap_or(last);
    assert_eq!(problem(&format!("{front}{last_entry},{last}")), ImportProblem::Twice);
}

/// One change that a transfer, a program or an attacker could make.
fn mutate(text: &str, kind: u8, at: usize, with: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let at = at % bytes.len();
    let with = with % bytes.len();
    match kind % 7 {
        0 => bytes.truncate(at),
        1 => bytes[at] = bytes[with],
        2 => bytes[at] = u8::try_from(with % 256).unwrap(),
        3 => drop(bytes.drain(at..(at + with % 200).min(text.len()))),
        4 => {
            let copy: Vec<u8> = text.bytes().skip(with).take(300).collect();
            bytes.splice(at..at, copy);
        }
        5 => {
            bytes.swap(at, with);
        }
        _ => {
            const WORDS: [&str; 8] = ["\"", "<", ">", "{", "null", "<!DOCTYPE a>", "\u{0}", "&#xD800;"];
            bytes.splice(at..at, WORDS[with % WORDS.len()].bytes());
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 50, ..ProptestConfig::default() })]
    #[test]
    fn no_damaged_file_breaks_the_reader(
        source in 0_usize..6, kinds in prop::collection::vec((any::<u8>(), any::<usize>(), any::<usize>()), 1..4)
    ) {
        let (sources, full) = sources();
        let mut bytes = sources.get(source).unwrap_or(full).clone().into_bytes();
        for (kind, at, with) in kinds {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if text.is_empty() {
                break;
            }
            bytes = mutate(&text, kind, at, with);
        }
        match import_as(&bytes, OWN, &HashMap::new()) {
            Ok(back) => {
                let input = fhir_profiles::ExportInput { entries: back.entries, ..sample::empty() };
                // Whatever was taken over can be exported: a record must not hold back all the others.
                for format in [Format::Json, Format::Xml] {
                    let export = fhir_profiles::BundleExport::new(input.clone(), format);
                    prop_assert_eq!(export.as_ref().err(), None);
                    prop_assert!(export.is_ok_and(|export| !export.into_text().unwrap().is_empty()));
                }
            }
            Err(error) => {
                prop_assert!(error.line >= 1 && error.column >= 1);
                prop_assert!(!error.to_string().is_empty() && !error.code().is_empty());
            }
        }
    }
}

/// Real exports, official examples among them where they are at hand; made once.
fn sources() -> &'static (Vec<String>, String) {
    static SOURCES: std::sync::OnceLock<(Vec<String>, String)> = std::sync::OnceLock::new();
    SOURCES.get_or_init(|| {
        let full = export(&sample::full(), Format::Json);
        let mut all = vec![full.clone(), export(&sample::full(), Format::Xml)];
        all.extend(super::official::bundles().into_iter().map(|(_, text)| text).take(4));
        (all, full)
    })
}
