//! Installing Debian packages the project needs.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Packages of which only the program matters, wherever it came from: a Node.js from elsewhere brings its own
/// npm, and then Debian's package of that name cannot even be installed.
const PROGRAMS: [(&str, &str); 5] = [
    ("chromium", "chromium"),
    ("coturn", "turnserver"),
    ("firefox-esr", "firefox-esr"),
    ("nodejs", "node"),
    ("npm", "npm"),
];

/// True when nothing of the list is missing.
pub fn installed(packages: &[&str]) -> bool {
    missing(packages).is_empty()
}

/// The packages of the list that are not installed.
fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages.iter().copied().filter(|package| !is_installed(package)).collect()
}

fn is_installed(package: &str) -> bool {
    if let Some((_, program)) = PROGRAMS.iter().find(|(name, _)| *name == package) {
        return process::find(program).is_some();
    }
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${db:Status-Abbrev}", package]);
    process::output(&mut query).is_ok_and(|status| status.starts_with("ii"))
}

/// Installs what is missing with apt-get, as root or through `sudo -n`.
///
/// # Errors
/// Says what to type when this machine has no apt-get or we may not use it.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("needed for {purpose}: sudo apt-get install {}", missing.join(" "));
    if process::find("apt-get").is_none() {
        bail!(
            "this machine has no apt-get; install the equivalent of these Debian packages yourself; {by_hand}"
        );
    }
    let prefix: &[&str] = if rustix::process::geteuid().is_root() {
        &[]
    } else if process::succeeds(Command::new("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        bail!("missing packages, and this user is not root; {by_hand}");
    };
    println!("      installing {} ({purpose})", missing.join(" "));
    let apt = |arguments: &[&str]| -> Result<()> {
        let mut words = prefix.iter().copied().chain(["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]);
        let mut command = Command::new(words.next().unwrap_or("apt-get"));
        command.args(words).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::output(&mut command).map(drop)
    };
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(&missing);
    if apt(&arguments).is_ok() {
        return Ok(());
    }
    apt(&["update"]).with_context(|| by_hand.clone())?;
    apt(&arguments).with_context(|| by_hand.clone())
}
