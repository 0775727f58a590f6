//! Layers that run through cargo.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::super::counts::Counts;
use super::super::report;
use super::browser::EXPORTS;
use super::{Context, window};
use crate::desktop;
use crate::process;
use crate::python;
use crate::toolchain::{TARGET, WasmToolchain};
use crate::workspace::Workspace;

const TESTS: &str = "heilsam-tests";
/// One build for all layers.
const WHOLE: [&str; 2] = ["--workspace", "--all-features"];
const CONFORMANCE: &str = "heilsam-conformance";
const STORAGE: &str = "heilsam-storage";
/// Stories that real programs tell each other: client and server, two native call peers, with a relay between them.
const JOURNEYS: &str = "binary(journey) | binary(native) | (package(heilsam-call) & test(native::))";
/// What cargo builds for them when they run alone.
const OF_JOURNEYS: [&str; 9] = [
    "--all-features",
    "--package",
    "heilsam-backend",
    "--package",
    "heilsam-call",
    "--package",
    "heilsam-client",
    "--package",
    TESTS,
];
/// Crates that must compile for the browser although nothing in a page may need all of them.
const PURE: [&str; 11] = [
    "fhir-profiles",
    "heilsam-compliance",
    "heilsam-crypto",
    "heilsam-domain",
    "heilsam-epa",
    "heilsam-hddt",
    "heilsam-portability",
    "heilsam-protocol",
    "heilsam-records",
    "heilsam-report",
    "heilsam-therapy",
];
const FRONT: [&str; 8] = [
    "heilsam-app",
    "heilsam-blur-worker",
    "heilsam-call",
    "heilsam-client",
    "heilsam-document-worker",
    "heilsam-fhir-worker",
    "heilsam-report-worker",
    "heilsam-scan-worker",
];
/// No test at all is a failure: a layer that checks nothing is a mistake.
pub const NEXTEST: [&str; 7] = [
    "nextest",
    "run",
    "--no-fail-fast",
    "--no-tests=fail",
    "--color=never",
    "--status-level=fail",
    "--final-status-level=fail",
];
/// What cargo-deny prints when its database is out of reach.
const NO_ADVISORIES: &str = "failed to fetch advisory database";
/// The server program for stories that the client tells to the real one.
const SERVER: &str = "HEILSAM_TEST_SERVER";
/// The Python that reads OSCAL and CycloneDX with the programs of others.
const PYTHON: &str = "HEILSAM_TEST_PYTHON";
/// Where a throw-away PostgreSQL listens; absent, tests that need it fail with this name in their message.
pub const POSTGRES_URL: &str = "HEILSAM_TEST_POSTGRES_URL";

pub fn format(context: &mut Context) -> Result<Counts> {
    let mut command = process::cargo(&context.workspace.root);
    let mut counts = check(command.args(["fmt", "--all", "--check"]), "run `cargo fmt --all`")?;
    counts += window::format(context)?;
    Ok(counts)
}

pub fn lint(context: &mut Context) -> Result<Counts> {
    let root = &context.workspace.root;
    let advice = "cargo clippy names the places above";
    let mut native = process::cargo(root);
    native.args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]);
    let mut counts = check(&mut native, advice)?;
    WasmToolchain::prepare(&context.workspace)?;
    let mut wasm = process::cargo(root);
    wasm.args(["clippy", "--target", TARGET, "--profile", "wasm-dev"]);
    for package in PURE.iter().chain(&FRONT) {
        wasm.args(["--package", package]);
    }
    counts += check(wasm.args(["--", "-D", "warnings"]), advice)?;
    counts += window::lint(context)?;
    Ok(counts)
}

pub fn graph(context: &mut Context) -> Result<Counts> {
    cargo_test(context, &["--package", TESTS, "--test", "graph"], "binary(graph)", None)
}

pub fn unit(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    let rest = format!("not (package({TESTS}) | package({STORAGE}) | package({CONFORMANCE}) | {JOURNEYS})");
    let mut counts = cargo_test(context, &WHOLE, &rest, Some(url))?;
    counts += window::unit(context)?;
    Ok(counts)
}

pub fn store(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &["--all-features", "--package", STORAGE], &format!("package({STORAGE})"), Some(url))
}

pub fn journey(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &OF_JOURNEYS, JOURNEYS, Some(url))
}

/// A typed FHIR model that shares no code with the writer reads the exports again: samples, and those of the journeys.
pub fn typed_model(context: &mut Context) -> Result<Counts> {
    if context.exports.is_none() {
        println!("The typed model reads no exports of journeys: run the layer browser in the same command.");
    }
    cargo_test(
        context,
        &["--all-features", "--package", CONFORMANCE],
        &format!("package({CONFORMANCE})"),
        None,
    )
}

pub fn deny(context: &mut Context) -> Result<Counts> {
    let root = &context.workspace.root;
    prepare_subcommand(root, "deny", "cargo-deny@0.20.2", "https://embarkstudios.github.io/cargo-deny")?;
    let mut counts = deny_workspace(|| process::cargo(root), &context.workspace)?;
    counts += deny_workspace(|| desktop::cargo(&context.workspace), &context.workspace)?;
    Ok(counts)
}

/// The rules of `deny.toml` for one of the two lock files.
fn deny_workspace(cargo: impl Fn() -> Command, workspace: &Workspace) -> Result<Counts> {
    let deny = |checks: &[&str]| {
        let mut command = cargo();
        command.args(["deny", "--workspace", "--config"]).arg(workspace.path("deny.toml"));
        command.arg("check").args(checks);
        command
    };
    let mut counts = check(&mut deny(&["bans", "licenses", "sources"]), "see deny.toml")?;
    let (passed, text) = process::tee(&mut deny(&["advisories"]))?;
    counts += if passed || !text.contains(NO_ADVISORIES) {
        Counts::single(passed)
    } else {
        println!(
            "SKIPPED: the database of advisories cannot be fetched here; nothing was checked against it."
        );
        Counts::one_skipped()
    };
    Ok(counts)
}

/// One check: green or red.
pub fn check(command: &mut Command, advice: &str) -> Result<Counts> {
    let passed = process::run(command).inspect_err(|error| println!("FAILED {error:#}; {advice}")).is_ok();
    Ok(Counts::single(passed))
}

/// Runs the tests that `filter` (in nextest's language) leaves over. `alone` tells cargo what they need to be built; a
/// full run builds the whole workspace once for all layers.
///
/// # Errors
/// When nextest is neither there nor to be had.
fn cargo_test(
    context: &mut Context,
    alone: &[&str],
    filter: &str,
    postgres_url: Option<String>,
) -> Result<Counts> {
    let root = &context.workspace.root;
    prepare_subcommand(root, "nextest", "cargo-nextest@0.9.143", "https://nexte.st")?;
    let mut command = process::cargo(root);
    command.args(NEXTEST).args(["-E", filter]);
    command.args(if context.is_full_run { &WHOLE } else { alone });
    command.envs(postgres_url.map(|url| (POSTGRES_URL, url)));
    // Built by the same run: the server's own tests need it.
    command.env(SERVER, context.workspace.target.join("debug").join("heilsam"));
    command.envs(python::interpreter(&context.workspace.target).map(|program| (PYTHON, program)));
    command.envs(context.exports.as_ref().map(|exports| (EXPORTS, exports.path())));
    count(context, &mut command)
}

/// Runs nextest and counts.
pub fn count(context: &mut Context, command: &mut Command) -> Result<Counts> {
    let (success, text) = process::tee(command)?;
    context.failures.extend(report::failures_of_nextest(&text));
    // Tests of other layers are left out by the filter, not skipped.
    Ok(Counts { skipped: 0, ..Counts::from_nextest(&text) }.with_exit(success))
}

/// Finds a subcommand of cargo or builds it once.
fn prepare_subcommand(root: &Path, name: &str, package: &str, site: &str) -> Result<()> {
    if process::succeeds(process::cargo(root).args([name, "--version"])) {
        return Ok(());
    }
    println!("      installing {package} (a few minutes, once)");
    // Outside the checkout: its settings are for the project, not for other programs.
    let mut install = process::cargo(&std::env::temp_dir());
    process::output(install.args(["install", package, "--locked"]))
        .with_context(|| format!("{package} is missing: install it ({site}) and start again"))?;
    Ok(())
}
