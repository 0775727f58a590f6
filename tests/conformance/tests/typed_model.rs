//! Every exported JSON bundle is read again by a typed FHIR model that shares no code with the writer.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use fhir_profiles::{BundleExport, ExportInput, Format, sample};
use fhir_sdk::r4b::codes::{BundleType, ObservationStatus};
use fhir_sdk::r4b::resources::{Bundle, ObservationValue, Resource};

/// The one place where the typed parser is instantiated: it costs minutes of compile time.
fn parse(json: &str) -> Result<Resource, serde_json::Error> {
    serde_json::from_str(json)
}

fn typed_bundle(input: ExportInput) -> Bundle {
    let text = BundleExport::new(input, Format::Json).unwrap().into_text();
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
        fhir_sdk::r4b::resources::ObservationComponentValue::Quantity(quantity) => {
            assert_eq!(quantity.value, Some(115.0));
            assert_eq!(quantity.code.as_deref(), Some("mm[Hg]"));
        }
        other => panic!("expected a quantity, found {other:?}"),
    }
    let alone =
        observations.iter().filter(|o| matches!(o.value, Some(ObservationValue::Quantity(_)))).count();
    assert_eq!(alone, 8 + 9 + 1, "pulses, other vital signs, the score");
}

#[test]
fn the_typed_model_refuses_what_it_does_not_know() {
    let text = BundleExport::new(sample::full(), Format::Json).unwrap().into_text();
    assert!(parse(&text.replacen("\"final\"", "\"finished\"", 1)).is_err());
    assert!(parse(&text.replacen("\"Composition\"", "\"Compositions\"", 1)).is_err());
}
