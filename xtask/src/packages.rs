//! Installing Debian packages the project needs, and unpacking one that must not run by itself.

use std::path::Path;
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
    let Some(prefix) = prefix() else {
        bail!("missing packages, and this user is not root; {by_hand}");
    };
    println!("      installing {} ({purpose})", missing.join(" "));
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(&missing);
    // An index of weeks ago names browsers too old for the tests. Without a network it has to do.
    let _ = apt(prefix, &["update"]);
    apt(prefix, &arguments).with_context(|| by_hand.clone())
}

/// Fetches a package and unpacks it into a folder, without installing it: nothing of it starts by itself. Needs root only
/// where apt-get does not know the packages yet.
///
/// # Errors
/// There is no such package here.
pub fn unpack(package: &str, folder: &Path) -> Result<()> {
    let fetched = tempfile::tempdir()?;
    let download = || {
        let mut command = Command::new("apt-get");
        process::output(command.current_dir(fetched.path()).args(["-qq", "download", package]))
    };
    if let Err(unknown) = download() {
        let Some(prefix) = prefix() else { return Err(unknown) };
        apt(prefix, &["update"])?;
        download()?;
    }
    let file = std::fs::read_dir(fetched.path())?.next().context("apt-get fetched nothing")??.path();
    // Whoever finds the folder finds all of it.
    let half = folder.with_extension("half");
    let _ = std::fs::remove_dir_all(&half);
    process::output(Command::new("dpkg-deb").arg("--extract").arg(file).arg(&half))?;
    let _ = std::fs::remove_dir_all(folder);
    Ok(std::fs::rename(half, folder)?)
}

/// What stands before a command that changes the system: nothing for root, `sudo -n` where that works. `None`: we may not.
fn prefix() -> Option<&'static [&'static str]> {
    const SUDO: &[&str] = &["sudo", "-n"];
    if rustix::process::geteuid().is_root() {
        return Some(&[]);
    }
    process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(SUDO)
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let mut words = prefix.iter().copied().chain(["apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]);
    let mut command = Command::new(words.next().unwrap_or("apt-get"));
    command.args(words).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    process::output(&mut command).map(drop)
}
