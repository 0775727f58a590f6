//! What the documents claim must be there.

use crate::checkout::{assert_none, cargo, root, sources};

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).expect("the document is there")
}

/// Texts between backticks in the table rows of a document.
fn quoted(text: &str) -> Vec<String> {
    let rows = text.lines().filter(|line| line.starts_with('|'));
    rows.flat_map(|row| row.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_claim_names_a_test_that_exists() {
    let tests: String = sources("", &[".rs", ".test.mjs"]).into_iter().map(|file| file.text).collect();
    let named = quoted(&document("THREAT_MODEL.md"));
    assert!(named.len() > 50, "the claims are found");
    let missing: Vec<String> = named
        .into_iter()
        .filter(|name| {
            !tests.contains(&format!("fn {name}(")) && !tests.contains(&format!("test(\"{name}\""))
        })
        .collect();
    assert_none(&missing, "docs/THREAT_MODEL.md names tests that do not exist:");
}

#[test]
fn every_dependency_has_a_reason() {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version=1"]))
            .expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let own: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let reasons = quoted(&document("dependencies.md"));
    let mut missing: Vec<String> = packages
        .iter()
        .filter_map(|package| package["dependencies"].as_array())
        .flatten()
        .filter_map(|dependency| dependency["name"].as_str())
        .filter(|name| !own.contains(name) && !reasons.iter().any(|reason| reason == name))
        .map(str::to_owned)
        .collect();
    missing.sort();
    missing.dedup();
    assert_none(&missing, "docs/dependencies.md says no reason for:");
}
