//! Python packages of the tests that read our files with the programs of others.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{packages, process};

/// What the tests need; a change of this text installs anew.
const PACKAGES: [&str; 3] =
    ["compliance-trestle==5.2.0", "cyclonedx-python-lib[json-validation]==11.12.0", "sepaxml==2.7.0"];
/// What a measurement compares with.
const FHIR: [&str; 1] = ["fhir.resources==8.3.0"];

/// The interpreter that has the packages: the one that `HEILSAM_TEST_PYTHON` names, else one of our own in the build
/// folder. `None` where Python or its registry cannot be reached: the tests say then what they did not check.
pub fn interpreter(target: &Path) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("HEILSAM_TEST_PYTHON") {
        return Some(named.into());
    }
    let python = install(&target.join("test-python"), &PACKAGES);
    if python.is_none() {
        println!(
            "SKIPPED: Python or its packages cannot be had here; OSCAL, CycloneDX and files for the bank are not read by other programs."
        );
    }
    python
}

/// An interpreter with typed FHIR models, for a comparison. `None` where it cannot be had.
pub fn with_fhir_resources(target: &Path) -> Option<PathBuf> {
    let python = install(&target.join("bench-python"), &FHIR);
    if python.is_none() {
        println!("SKIPPED: Python or fhir.resources cannot be had here; the export is not compared with it.");
    }
    python
}

/// An environment of its own with packages, made once.
fn install(folder: &Path, packages: &[&str]) -> Option<PathBuf> {
    let (python, marker) = (folder.join("bin").join("python"), folder.join("packages"));
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        return Some(python);
    }
    println!("      installing {} (a minute, once)", packages.join(" and "));
    let made = make_environment(folder);
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages);
    let done = made && process::output(&mut install).is_ok() && std::fs::write(&marker, wanted).is_ok();
    done.then_some(python)
}

/// An empty environment. Debian keeps what `venv` needs in a package of its own, which is installed where it is missing.
fn make_environment(folder: &Path) -> bool {
    let make = || process::succeeds(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder));
    if make() {
        return true;
    }
    match packages::install(&["python3-venv"], "reading our files with Python packages") {
        Ok(()) => make(),
        Err(problem) => {
            println!("      {problem:#}");
            false
        }
    }
}
