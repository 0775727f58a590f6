//! What `rh-validator` says about the cases that `cases.mjs` wrote: `rh-trial FOLDER`.
//!
//! What it says about an official example of a profile is no error elsewhere either, as with Medplum.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use rh_validator::{FhirValidator, FhirVersion, Severity};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Case {
    kind: String,
    name: String,
    resource: Value,
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("usage: rh-trial FOLDER")?;
    let start = Instant::now();
    let validator = prepared(Path::new(&folder))?;
    println!("definitions read in {:.1} s", start.elapsed().as_secs_f64());
    let cases: Vec<Case> = read(Path::new(&folder), "cases.json")?;
    let mut checker = Checker { validator, remembered: HashMap::new() };
    let mut allowed = HashSet::new();
    let mut numbers: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for kind in ["official", "exported", "planted"] {
        let start = Instant::now();
        for case in cases.iter().filter(|case| case.kind == kind) {
            let said = checker.complaints(&case.resource);
            let left: Vec<&String> = said.iter().filter(|text| kind == "official" || !allowed.contains(*text)).collect();
            let number = numbers.entry(kind).or_default();
            number.0 += usize::from(!left.is_empty());
            number.1 += 1;
            if kind == "planted" && left.is_empty() {
                println!("missed: {}", case.name);
            } else if kind != "planted" && !left.is_empty() {
                println!("{kind} {}: {} complaints, first: {}", case.name, left.len(), left.first().context("none")?);
            }
            // What is said of a right export as well says nothing about the planted error.
            if kind != "planted" {
                allowed.extend(said);
            }
        }
        println!("{kind}: {:.1} s", start.elapsed().as_secs_f64());
    }
    for (kind, (complained, all)) in numbers {
        println!("{kind}: complaints about {complained} of {all}");
    }
    println!("allowed, because said of official examples and of right exports: {}", allowed.len());
    Ok(())
}

fn prepared(folder: &Path) -> Result<FhirValidator> {
    let validator = FhirValidator::new(FhirVersion::R4, None)?;
    for definition in read::<Vec<Value>>(folder, "definitions.json")? {
        validator.register_profile(&definition);
    }
    for terms in read::<Vec<Value>>(folder, "terms.json")? {
        validator.register_valueset(&terms);
        validator.register_codesystem(&terms);
    }
    Ok(validator)
}

fn read<T: serde::de::DeserializeOwned>(folder: &Path, name: &str) -> Result<T> {
    Ok(serde_json::from_slice(&std::fs::read(folder.join(name))?)?)
}

/// Remembers what was said of a resource: a planted error changes one of a hundred.
struct Checker {
    validator: FhirValidator,
    remembered: HashMap<String, HashSet<String>>,
}

impl Checker {
    /// Errors about a resource and, in a bundle, about each entry, without positions.
    fn complaints(&mut self, resource: &Value) -> HashSet<String> {
        let entries = resource.get("entry").and_then(Value::as_array).into_iter().flatten();
        let inner = entries.filter_map(|entry| entry.get("resource"));
        let mut said = HashSet::new();
        for resource in std::iter::once(resource).chain(inner) {
            let text = resource.to_string();
            if !self.remembered.contains_key(&text) {
                let fresh = self.ask(resource);
                self.remembered.insert(text.clone(), fresh);
            }
            said.extend(self.remembered.get(&text).into_iter().flatten().cloned());
        }
        said
    }

    fn ask(&self, resource: &Value) -> HashSet<String> {
        let profile = resource.pointer("/meta/profile/0").and_then(Value::as_str).unwrap_or("none");
        match self.validator.validate_auto(resource) {
            Ok(result) => {
                let errors = result.issues.iter().filter(|issue| issue.severity == Severity::Error);
                let said = errors.map(|issue| format!("{profile} {} {}", issue.path.as_deref().unwrap_or(""), issue.message));
                said.map(|text| shapeless(&text)).collect()
            }
            Err(error) => HashSet::from([format!("{profile} cannot be checked: {error:#}")]),
        }
    }
}

/// Digits of positions and the names of entries do not matter.
fn shapeless(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("urn:uuid:") {
        out.push_str(&rest[..at]);
        out.push_str("urn");
        rest = rest.get(at + 45..).unwrap_or("");
    }
    out.push_str(rest);
    let mut plain = String::new();
    let mut within = false;
    for letter in out.chars() {
        within = (within || letter == '[') && letter != ']';
        if !within || !letter.is_ascii_digit() {
            plain.push(letter);
        }
    }
    plain
}
