//! Packages of the tests that run on node.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// `npm ci`, skipped when the installed packages belong to the present lockfile.
pub fn install_packages(folder: &Path) -> Result<()> {
    let lockfile = std::fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let marker = folder.join("node_modules/.lockfile");
    if std::fs::read(&marker).is_ok_and(|installed| installed == lockfile) {
        return Ok(());
    }
    println!("npm ci in {}", folder.display());
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(folder);
    process::output(&mut npm).context("npm could not install the packages of these tests")?;
    std::fs::write(marker, lockfile)?;
    Ok(())
}
