//! OSCAL 1.2: a catalogue, the component definition, and the assessment results.
//!
//! Source: NIST OSCAL models catalog, component-definition, assessment-results, version 1.2.1.

mod catalog;
mod component;
mod results;

use serde_json::{Value, json};

use super::Export;

/// Version of the models.
pub const VERSION: &str = "1.2.1";
/// Name space of our properties.
pub const NAMESPACE: &str = "https://heilsam.example/ns/oscal";

impl Export<'_> {
    fn metadata(&self, title: &str, version: &str) -> Value {
        let version = if version.is_empty() { "unreleased" } else { version };
        json!({
            "title": title, "last-modified": self.now.at, "version": version, "oscal-version": VERSION,
        })
    }
}

/// A property in our name space. OSCAL refuses empty values.
fn property(name: &str, value: &str) -> Option<Value> {
    (!value.is_empty()).then(|| json!({ "name": name, "ns": NAMESPACE, "value": value }))
}

/// A text that OSCAL takes as prose: it refuses empty ones.
fn prose(text: &str) -> &str {
    if text.trim().is_empty() { "–" } else { text.trim() }
}
