//! Known vulnerabilities: every package of the list against a fresh copy of the advisory database.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use semver::{Version, VersionReq};
use serde::Deserialize;

use crate::evidence::build::Package;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// An older copy says nothing about today.
const FRESH: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Deserialize)]
struct Entry {
    advisory: About,
    #[serde(default)]
    versions: Versions,
}

#[derive(Deserialize)]
struct About {
    id: String,
    package: String,
    #[serde(default)]
    withdrawn: Option<String>,
    #[serde(default)]
    informational: Option<String>,
}

#[derive(Deserialize, Default)]
struct Versions {
    #[serde(default)]
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

/// Compares the list with the database in the RustSec form.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let Some(folder) = &subject.advisories else {
        return Err(Obstacle(
            "Es wurde keine Kopie der Meldungen angegeben (--advisories): Ohne sie lässt sich nichts sagen."
                .to_owned(),
        ));
    };
    let age = age(folder, subject.now)?;
    if age > FRESH {
        return Err(Obstacle(format!("Die Kopie der Meldungen ist {} Tage alt.", age.as_hours() / 24)));
    }
    let mut findings = Findings::new();
    let packages = subject.build.packages()?;
    let mut read = 0;
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let Ok(entries) = std::fs::read_dir(folder.join("crates").join(&package.name)) else { continue };
        for entry in entries {
            let path = entry?.path();
            let text = std::fs::read_to_string(&path)?;
            let Some(entry) = parse(&text) else {
                return Err(Obstacle(format!("Die Meldung {} ist nicht lesbar.", path.display())));
            };
            read += 1;
            if concerns(&entry, package) {
                findings.red(format!("{} {}: {}.", package.name, package.version, entry.advisory.id));
            }
        }
    }
    findings.saw(format!("{} Pakete gegen {read} Meldungen verglichen.", packages.len()));
    findings.verdict()
}

/// How long ago the copy was fetched: what git notes, else the folder itself.
fn age(folder: &Path, now: Timestamp) -> Result<SignedDuration, Obstacle> {
    let noted = [folder.join(".git/FETCH_HEAD"), folder.join("crates")];
    let about = noted.iter().find_map(|path| std::fs::metadata(path).ok());
    let Some(about) = about else {
        return Err(Obstacle(format!("{} enthält keine Meldungen.", folder.display())));
    };
    Ok(now.duration_since(Timestamp::try_from(about.modified()?)?))
}

/// The head of an advisory: TOML between three backticks.
fn parse(text: &str) -> Option<Entry> {
    let head = text.split_once("```toml")?.1.split_once("```")?.0;
    toml::from_str(head).ok()
}

fn concerns(entry: &Entry, package: &Package) -> bool {
    let About { package: name, withdrawn, informational, .. } = &entry.advisory;
    let dangerous = informational.as_deref().is_none_or(|kind| kind == "unsound");
    let Ok(version) = Version::parse(&package.version) else { return true };
    let within = |ranges: &[String]| {
        ranges.iter().any(|range| VersionReq::parse(range).is_ok_and(|range| range.matches(&version)))
    };
    *name == package.name
        && withdrawn.is_none()
        && dangerous
        && !within(&entry.versions.patched)
        && !within(&entry.versions.unaffected)
}
