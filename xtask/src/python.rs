//! Python packages of the tests that read our files with the programs of others.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// What is installed; a change of this text installs anew.
const PACKAGES: [&str; 2] = ["compliance-trestle==5.2.0", "cyclonedx-python-lib[json-validation]==11.12.0"];

/// The interpreter that has the packages: the one that `HEILSAM_TEST_PYTHON` names, else one of our own in the build
/// folder. `None` where Python or its registry cannot be reached: the tests say then what they did not check.
pub fn interpreter(target: &Path) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("HEILSAM_TEST_PYTHON") {
        return Some(named.into());
    }
    let folder = target.join("test-python");
    let (python, marker) = (folder.join("bin").join("python"), folder.join("packages"));
    let wanted = PACKAGES.join("\n");
    if std::fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        return Some(python);
    }
    println!("      installing {} for the tests (a minute, once)", PACKAGES.join(" and "));
    let made = process::succeeds(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(PACKAGES);
    if made && process::output(&mut install).is_ok() && std::fs::write(&marker, wanted).is_ok() {
        return Some(python);
    }
    println!(
        "SKIPPED: Python or its packages cannot be had here; OSCAL and CycloneDX are not read by other programs."
    );
    None
}
