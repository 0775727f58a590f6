//! How the bill of materials changes from one release to the next: components of two CycloneDX files compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::message::Message;

/// Largest file that is read, bytes.
pub const MAX_SBOM: usize = 20 * 1024 * 1024;

/// Versions by the name of the component; several versions of one component can be there at once.
pub type Components = BTreeMap<String, BTreeSet<String>>;

/// A component that is new, gone, or in another version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComponentChange {
    /// Name, with its group where it has one.
    pub name: String,
    /// Versions before; none if it is new.
    pub before: BTreeSet<String>,
    /// Versions after; none if it is gone.
    pub after: BTreeSet<String>,
}

/// The file is no bill of materials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SbomRefused {
    /// Larger than what is read.
    #[error("the file has more than {MAX_SBOM} bytes")]
    TooLarge,
    /// No JSON, or not of this format.
    #[error("the file is no CycloneDX bill of materials in JSON")]
    NotCycloneDx,
    /// A component without name.
    #[error("a component has no name")]
    Nameless,
}

/// Reads the components of a CycloneDX file (JSON).
///
/// # Errors
/// [`SbomRefused`]
pub fn components(text: &str) -> Result<Components, SbomRefused> {
    if text.len() > MAX_SBOM {
        return Err(SbomRefused::TooLarge);
    }
    let file: Value = serde_json::from_str(text).map_err(|_| SbomRefused::NotCycloneDx)?;
    if file.get("bomFormat").and_then(Value::as_str) != Some("CycloneDX") {
        return Err(SbomRefused::NotCycloneDx);
    }
    let mut found = Components::new();
    for component in file.get("components").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| component.get(name).and_then(Value::as_str);
        let name = text("name").filter(|name| !name.is_empty()).ok_or(SbomRefused::Nameless)?;
        let name = text("group").map_or_else(|| name.to_owned(), |group| format!("{group}/{name}"));
        found.entry(name).or_default().insert(text("version").unwrap_or_default().to_owned());
    }
    Ok(found)
}

/// What differs, by name.
#[must_use]
pub fn difference(before: &Components, after: &Components) -> Vec<ComponentChange> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let of = |components: &Components, name: &String| components.get(name).cloned().unwrap_or_default();
    let changes = names.into_iter().map(|name| ComponentChange {
        name: name.clone(),
        before: of(before, name),
        after: of(after, name),
    });
    changes.filter(|change| change.before != change.after).collect()
}

impl SbomRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::TooLarge => Message::new("compliance-sbom-large"),
            Self::NotCycloneDx => Message::new("compliance-sbom-format"),
            Self::Nameless => Message::new("compliance-sbom-nameless"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(components: &[(&str, &str)]) -> String {
        let listed: Vec<Value> = components
            .iter()
            .map(|(name, version)| serde_json::json!({ "name": name, "version": version }))
            .collect();
        serde_json::json!({ "bomFormat": "CycloneDX", "components": listed }).to_string()
    }

    #[test]
    fn new_dropped_and_updated_components_are_found() {
        let before = components(&file(&[("axum", "0.8.1"), ("old", "1"), ("same", "2")])).unwrap();
        let after =
            components(&file(&[("same", "2"), ("axum", "0.8.4"), ("new", "3"), ("new", "4")])).unwrap();
        let found: Vec<(String, usize, usize)> = difference(&before, &after)
            .into_iter()
            .map(|it| (it.name, it.before.len(), it.after.len()))
            .collect();
        let expected = [("axum", 1, 1), ("new", 0, 2), ("old", 1, 0)];
        assert_eq!(found, expected.map(|(name, one, two)| (name.to_owned(), one, two)));
        assert_eq!(difference(&after, &after), []);
    }

    #[test]
    fn what_is_no_bill_of_materials_is_refused() {
        assert_eq!(components("{"), Err(SbomRefused::NotCycloneDx));
        assert_eq!(components(r#"{"spdxVersion":"SPDX-2.3"}"#), Err(SbomRefused::NotCycloneDx));
        assert_eq!(components(&file(&[("", "1")])), Err(SbomRefused::Nameless));
        assert_eq!(components(r#"{"bomFormat":"CycloneDX"}"#), Ok(Components::new()));
    }
}
