//! The list of third-party software is the one of this build, complete, and every package can be traced to its source.

use std::collections::BTreeSet;

use crate::evidence::build::Package;
use crate::evidence::{Findings, Outcome, Subject};

/// The only place that packages may come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Reads the list.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let packages = subject.build.packages()?;
    let names: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let mut foreign = 0;
    for package in &packages {
        let Package { name, version, source, checksum, dependencies } = package;
        for needed in dependencies {
            let needed = needed.split(' ').next().unwrap_or_default();
            findings.demand(names.contains(needed), || {
                format!("{name} braucht {needed}; das fehlt in der Liste.")
            });
        }
        let Some(source) = source else {
            findings.demand(name.starts_with("heilsam") || OWN.contains(&name.as_str()), || {
                format!("{name} {version} hat keine Herkunft.")
            });
            continue;
        };
        foreign += 1;
        findings.demand(source == REGISTRY, || format!("{name} {version} kommt von „{source}“."));
        findings.demand(checksum.as_ref().is_some_and(|sum| sum.len() == 64), || {
            format!("{name} {version} hat keine Prüfsumme.")
        });
    }
    let own = packages.iter().find(|package| package.name == "heilsam-backend");
    findings.demand(own.is_some_and(|own| own.version == subject.build.release.version), || {
        "Die Liste gehört nicht zu diesem Stand.".to_owned()
    });
    findings.saw(format!("{foreign} fremde Pakete mit Version, Herkunft und Prüfsumme."));
    findings.verdict()
}

/// Packages of this project whose names do not begin like it.
const OWN: [&str; 2] = ["fhir-profiles", "xtask"];
