//! Layers that run through cargo.

use std::process::Command;

use anyhow::Result;

use super::super::counts::Counts;
use super::Context;
use crate::process;
use crate::toolchain::{TARGET, WasmToolchain};

const TESTS: &str = "heilsam-tests";
const STORAGE: &str = "heilsam-storage";
/// Crates that must compile for the browser although nothing in a page may need all of them.
const PURE: [&str; 5] =
    ["fhir-profiles", "heilsam-compliance", "heilsam-crypto", "heilsam-domain", "heilsam-protocol"];
const FRONT: [&str; 4] = ["heilsam-app", "heilsam-call", "heilsam-client", "heilsam-fhir-worker"];
/// Where a throw-away PostgreSQL listens; absent, tests that need it fail with this name in their message.
const POSTGRES_URL: &str = "HEILSAM_TEST_POSTGRES_URL";

pub fn format(context: &mut Context) -> Result<Counts> {
    let mut command = process::cargo(&context.workspace.root);
    check(command.args(["fmt", "--all", "--check"]), "run `cargo fmt --all`")
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
    Ok(counts)
}

pub fn graph(context: &mut Context) -> Result<Counts> {
    cargo_test(context, &["--package", TESTS, "--test", "graph"], &[])
}

pub fn unit(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    let arguments = ["--workspace", "--exclude", TESTS, "--exclude", STORAGE, "--all-features"];
    cargo_test(context, &arguments, &[(POSTGRES_URL, url)])
}

pub fn store(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &["--package", STORAGE, "--all-features"], &[(POSTGRES_URL, url)])
}

pub fn journey(context: &mut Context) -> Result<Counts> {
    let url = context.postgres_url()?;
    cargo_test(context, &["--package", TESTS, "--test", "journeys"], &[(POSTGRES_URL, url)])
}

pub fn deny(context: &mut Context) -> Result<Counts> {
    let mut present = process::cargo(&context.workspace.root);
    if !process::succeeds(present.args(["deny", "--version"])) {
        println!("SKIPPED: cargo-deny is not installed (cargo install cargo-deny --locked).");
        println!("Licences and sources are checked by the layer `graph`; advisories are not checked now.");
        return Ok(Counts::one_skipped());
    }
    let mut command = process::cargo(&context.workspace.root);
    check(command.args(["deny", "--workspace", "check"]), "see deny.toml")
}

/// One check: green or red.
fn check(command: &mut Command, advice: &str) -> Result<Counts> {
    let passed = process::run(command).inspect_err(|error| println!("FAILED {error:#}; {advice}")).is_ok();
    Ok(Counts::single(passed))
}

/// Rust tests with nextest, or with `cargo test` where nextest is not installed.
fn cargo_test(context: &Context, arguments: &[&str], environment: &[(&str, String)]) -> Result<Counts> {
    let root = &context.workspace.root;
    let nextest = process::succeeds(process::cargo(root).args(["nextest", "--version"]));
    let mut command = process::cargo(root);
    if nextest {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=warn", "--color=never"]);
        command.args(["--status-level=fail", "--final-status-level=fail"]);
    } else {
        command.args(["test", "--no-fail-fast", "--color=never"]);
    }
    command.args(arguments).envs(environment.iter().map(|(name, value)| (*name, value.as_str())));
    let (success, text) = process::tee(&mut command)?;
    let counts = if nextest { Counts::from_nextest(&text) } else { Counts::from_libtest(&text) };
    Ok(counts.with_exit(success))
}
