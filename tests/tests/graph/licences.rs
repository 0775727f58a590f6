//! Third-party code: licences on the list of `deny.toml`, one registry only, each with a checksum.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::checkout::{assert_none, cargo, root};

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn allowed_licences() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    let table: toml::Table = toml::from_str(&text).expect("deny.toml is TOML");
    let list = table["licenses"]["allow"].as_array().expect("a list of licences");
    list.iter().map(|each| each.as_str().expect("a name").to_owned()).collect()
}

/// Whether an SPDX expression leaves us a way that uses allowed licences only.
///
/// Understands `OR`, `AND`, `WITH`, parentheses and the old `/` for `OR`.
fn acceptable(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut position = 0;
    either(&words, &mut position, allowed) && position == words.len()
}

fn either(words: &[&str], position: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut good = both(words, position, allowed);
    while words.get(*position) == Some(&"OR") {
        *position += 1;
        good |= both(words, position, allowed);
    }
    good
}

fn both(words: &[&str], position: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut good = one(words, position, allowed);
    while words.get(*position) == Some(&"AND") {
        *position += 1;
        good &= one(words, position, allowed);
    }
    good
}

fn one(words: &[&str], position: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*position) else { return false };
    *position += 1;
    if *word == "(" {
        let good = either(words, position, allowed);
        *position += 1;
        return good;
    }
    if words.get(*position) == Some(&"WITH") {
        let exception = words.get(*position + 1).copied().unwrap_or_default();
        *position += 2;
        // An exception only adds permissions.
        return allowed.contains(&format!("{word} WITH {exception}")) || allowed.contains(*word);
    }
    allowed.contains(*word)
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let allowed = allowed_licences();
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--all-features"])).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50, "cargo metadata names all packages");
    let mut findings = Vec::new();
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let licence = package["license"].as_str().unwrap_or("(none)");
        if !acceptable(licence, &allowed) {
            findings.push(format!("{} {}: {licence}", package["name"], package["version"]));
        }
    }
    assert_none(&findings, "licences that are not on the list of deny.toml:");
}

#[test]
fn all_third_party_code_comes_from_one_registry_with_checksums() {
    let text = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let lock: toml::Table = toml::from_str(&text).expect("Cargo.lock is TOML");
    let mut findings = Vec::new();
    for package in lock["package"].as_array().expect("packages") {
        let Some(source) = package.get("source").and_then(toml::Value::as_str) else { continue };
        if source != REGISTRY || package.get("checksum").is_none() {
            findings.push(format!("{}: {source}", package["name"]));
        }
    }
    assert_none(&findings, "only the crates.io registry, only with checksum:");
}

#[test]
fn our_own_packages_carry_our_licence_and_lints() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"])).expect("JSON");
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().expect("packages") {
        if package["license"] != "Apache-2.0 OR MIT" {
            findings.push(format!("{}: licence {}", package["name"], package["license"]));
        }
        let manifest = package["manifest_path"].as_str().expect("a path");
        if !std::fs::read_to_string(manifest).expect("a manifest").contains("[lints") {
            findings.push(format!("{}: no [lints]", package["name"]));
        }
    }
    assert_none(&findings, "our packages inherit licence and lints:");
}

#[test]
fn licence_expressions_are_understood() {
    let allowed = BTreeSet::from(["MIT".to_owned(), "Apache-2.0".to_owned(), "ISC".to_owned()]);
    for good in
        ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-2.0", "(MIT OR GPL-3.0) AND ISC", "Apache-2.0 WITH LLVM-exception"]
    {
        assert!(acceptable(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(none)", "", "(GPL-3.0 OR LGPL-3.0) AND MIT"] {
        assert!(!acceptable(bad, &allowed), "{bad}");
    }
}
