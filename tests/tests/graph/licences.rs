//! Third-party code: licences on the list of `deny.toml`, one registry only, each with a checksum.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::checkout::{assert_none, cargo, own_packages, root};

/// The lock files: of the workspace, and of the desktop window, which is one of its own.
const LOCKS: [&str; 2] = ["Cargo.lock", "app/crates/desktop/Cargo.lock"];
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

fn locked(file: &str) -> Vec<toml::Table> {
    let text = std::fs::read_to_string(root().join(file)).expect("a lock file");
    let lock: toml::Table = toml::from_str(&text).expect("a lock file is TOML");
    let packages = lock["package"].as_array().expect("packages");
    packages.iter().map(|package| package.as_table().expect("a package").clone()).collect()
}

#[test]
fn all_third_party_code_comes_from_one_registry_with_checksums() {
    let mut findings = Vec::new();
    for package in LOCKS.into_iter().flat_map(locked) {
        let Some(source) = package.get("source").and_then(toml::Value::as_str) else { continue };
        if source != REGISTRY || package.get("checksum").is_none() {
            findings.push(format!("{}: {source}", package["name"]));
        }
    }
    assert_none(&findings, "only the crates.io registry, only with checksum:");
}

/// What a requirement of one version may become without asking: `1.2.3` and `1.9.0` are one line, `0.2.3` and `0.3.0` are two.
fn line(package: &toml::Table) -> (String, String) {
    let text = |name: &str| package[name].as_str().expect("text").to_owned();
    let version = text("version");
    let mut numbers = version.split('.');
    let major = numbers.next().unwrap_or_default();
    let line =
        if major == "0" { format!("0.{}", numbers.next().unwrap_or_default()) } else { major.to_owned() };
    (text("name"), line)
}

#[test]
fn the_desktop_window_takes_the_versions_of_the_workspace() {
    let version = |package: &toml::Table| package["version"].as_str().expect("text").to_owned();
    let [workspace, window] = LOCKS.map(locked);
    let known: BTreeMap<_, _> = workspace.iter().map(|package| (line(package), version(package))).collect();
    let shared = window.iter().filter_map(|package| Some((package, known.get(&line(package))?)));
    let (mut findings, mut compared) = (Vec::new(), 0);
    for (package, wanted) in shared {
        compared += 1;
        if version(package) != *wanted {
            findings.push(format!("{} {} is {wanted} in the workspace", package["name"], version(package)));
        }
    }
    assert!(compared > 100, "{compared} crates compared");
    assert_none(&findings, "two lock files, one set of versions (`cargo update -p NAME --precise VERSION`):");
}

#[test]
fn our_own_packages_carry_our_licence_and_lints() {
    let mut findings = Vec::new();
    for package in own_packages() {
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
