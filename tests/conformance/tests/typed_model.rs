//! Every exported JSON bundle is read again by a typed FHIR model that shares no code with the writer.

use fhir_sdk::r4b::resources::Resource;

/// The one place where the typed parser is instantiated: it costs minutes of compile time.
fn parse(json: &str) -> Result<Resource, serde_json::Error> {
    serde_json::from_str(json)
}

#[test]
fn an_empty_text_is_refused() {
    assert!(parse("").is_err());
}
