//! The desktop window: a workspace of its own, checked where its libraries are to be had.

use anyhow::Result;

use super::super::counts::Counts;
use super::Context;
use super::rust::{NEXTEST, check, count};
use crate::desktop;
use crate::packages;

/// The screen, the driver and the stand-in of a Bluetooth service that its browser tests need.
const SCREEN: [&str; 5] = ["dbus-daemon", "python3-dbus", "python3-gi", "webkit2gtk-driver", "xvfb"];
const ADVICE: &str = "cargo names the places above; the folder is app/crates/desktop";

/// Needs none of the libraries.
pub fn format(context: &Context) -> Result<Counts> {
    let mut command = desktop::cargo(&context.workspace);
    check(command.args(["fmt", "--check"]), "run `cargo fmt` in app/crates/desktop")
}

pub fn lint(context: &Context) -> Result<Counts> {
    if !desktop::can_be_built() {
        return Ok(Counts::one_skipped());
    }
    let mut command = desktop::cargo(&context.workspace);
    command.args(["clippy", "--locked", "--all-targets", "--all-features", "--", "-D", "warnings"]);
    check(&mut command, ADVICE)
}

pub fn unit(context: &mut Context) -> Result<Counts> {
    if !desktop::can_be_built() {
        return Ok(Counts::one_skipped());
    }
    let mut command = desktop::cargo(&context.workspace);
    command.args(NEXTEST).args(["--locked", "--all-features", "--config-file"]);
    let settings = context.workspace.path(".config/nextest.toml");
    count(context, command.arg(settings))
}

/// Builds the program for the browser test, which says itself when it finds none.
pub fn prepare(context: &Context) -> Result<()> {
    if desktop::can_be_built() {
        // Without them the test says what is missing.
        let _ = packages::install(&SCREEN, "the test of the desktop window");
        desktop::build_for_tests(&context.workspace)?;
    }
    Ok(())
}
