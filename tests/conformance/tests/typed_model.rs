//! Every exported JSON bundle is read again by a typed FHIR model that shares no code with the writer.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use fhir_profiles::{BundleExport, ExportInput, Format, sample};
use fhir_sdk::r4b::codes::{BundleType, ObservationStatus};
use fhir_sdk::r4b::resources::{Bundle, ObservationComponentValue, ObservationValue, Resource};
use serde_json::Value;

/// The one place where the typed parser is instantiated: it costs minutes of compile time.
fn parse(json: &str) -> Result<Resource, serde_json::Error> {
    serde_json::from_str(json)
}

fn typed_bundle(input: ExportInput) -> Bundle {
    let text = BundleExport::new(input, Format::Json).unwrap().into_text().unwrap();
    match parse(&text).unwrap() {
        Resource::Bundle(bundle) => bundle,
        other => panic!("expected a bundle, found {other:?}"),
    }
}

fn resources(bundle: &Bundle) -> Vec<&Resource> {
    bundle.entry.iter().flatten().filter_map(|entry| entry.resource.as_ref()).collect()
}

#[test]
fn every_entry_is_understood() {
    for input in [sample::empty(), sample::full(), sample::diary(), sample::with_entries(1_100)] {
        let bundle = typed_bundle(input);
        assert_eq!(bundle.r#type, BundleType::Document);
        assert_eq!(resources(&bundle).len(), bundle.entry.len());
        assert!(matches!(resources(&bundle)[0], Resource::Composition(_)));
    }
}

#[test]
fn the_values_arrive() {
    let input = sample::full();
    let bundle = typed_bundle(input.clone());
    let observations: Vec<_> = resources(&bundle)
        .into_iter()
        .filter_map(|resource| match resource {
            Resource::Observation(observation) => Some(observation),
            _ => None,
        })
        .collect();
    assert!(observations.iter().all(|observation| observation.status == ObservationStatus::Final));
    let pressures: Vec<_> = observations.iter().filter(|o| !o.component.is_empty()).collect();
    assert_eq!(pressures.len(), 13);
    let systolic = pressures[0].component[0].as_ref().unwrap().value.as_ref().unwrap();
    match systolic {
        ObservationComponentValue::Quantity(quantity) => {
            assert_eq!(quantity.value, Some(115.0));
            assert_eq!(quantity.code.as_deref(), Some("mm[Hg]"));
        }
        other => panic!("expected a quantity, found {other:?}"),
    }
    let alone =
        observations.iter().filter(|o| matches!(o.value, Some(ObservationValue::Quantity(_)))).count();
    assert_eq!(alone, 8 + 9 + 1, "pulses, other vital signs, the score");
}

/// The FHIR files that journeys of the browser tests exported, by name, those in XML as the Node tests left them in JSON; none
/// where those did not run before.
fn exports_of_journeys() -> Vec<(String, String)> {
    let Some(folder) = std::env::var_os("HEILSAM_TEST_EXPORTS") else {
        eprintln!("!!! The exports of the browser journeys are not read: run the layer browser before.");
        return Vec::new();
    };
    let folder = std::path::PathBuf::from(folder);
    let as_json = folder.join("as-json");
    if !as_json.is_dir() {
        eprintln!("!!! What journeys exported in XML is not read: the Node tests did not leave it as JSON.");
    }
    let folders = [folder.clone(), as_json].into_iter().filter(|folder| folder.is_dir());
    let paths = folders.flat_map(|it| std::fs::read_dir(it).unwrap()).map(|entry| entry.unwrap().path());
    let json = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let read = json.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
    // The open format is no FHIR.
    let is_fhir = |text: &str| serde_json::from_str::<Value>(text).unwrap().get("resourceType").is_some();
    let found: Vec<(String, String)> = read.filter(|(_, text)| is_fhir(text)).collect();
    assert!(!found.is_empty(), "the journeys left no FHIR in JSON in {}", folder.display());
    found
}

/// The values of an observation with a unit, as the model has them: its own, then those of its components.
fn quantities(resource: &Resource) -> Vec<f64> {
    let Resource::Observation(observation) = resource else { return Vec::new() };
    let own = match &observation.value {
        Some(ObservationValue::Quantity(quantity)) => quantity.value,
        _ => None,
    };
    let parts = observation.component.iter().flatten().filter_map(|part| match &part.value {
        Some(ObservationComponentValue::Quantity(quantity)) => quantity.value,
        _ => None,
    });
    own.into_iter().chain(parts).collect()
}

/// The same, as they stand in the file.
fn quantities_written(resource: &Value) -> Vec<f64> {
    if resource.get("resourceType").and_then(Value::as_str) != Some("Observation") {
        return Vec::new();
    }
    let parts = resource.get("component").and_then(Value::as_array).into_iter().flatten();
    let value = |holder: &Value| holder.pointer("/valueQuantity/value").and_then(Value::as_f64);
    std::iter::once(resource).chain(parts).filter_map(value).collect()
}

#[test]
fn every_export_of_every_journey_is_understood() {
    for (name, text) in exports_of_journeys() {
        let read = parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let Resource::Bundle(bundle) = read else { panic!("{name} is no bundle") };
        let written: Value = serde_json::from_str(&text).unwrap();
        let entries = written["entry"].as_array().unwrap();
        let read = resources(&bundle);
        assert_eq!(read.len(), entries.len(), "{name}: each entry has a resource");
        for (resource, entry) in read.iter().zip(entries) {
            let written = quantities_written(&entry["resource"]);
            assert_eq!(quantities(resource), written, "{name}: {}", entry["fullUrl"]);
        }
    }
}

#[test]
fn the_typed_model_refuses_what_it_does_not_know() {
    let text = BundleExport::new(sample::full(), Format::Json).unwrap().into_text().unwrap();
    assert!(parse(&text.replacen("\"final\"", "\"finished\"", 1)).is_err());
    assert!(parse(&text.replacen("\"Composition\"", "\"Compositions\"", 1)).is_err());
}
